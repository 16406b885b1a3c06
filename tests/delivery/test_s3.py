"""To a store that speaks S3: only what changed travels, with its headers; an earlier release comes back as it was."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from generator import releasing
from generator.cli import main
from generator.delivery.deployed import NOTE, from_bytes
from generator.delivery.naming import is_of_the_theme
from generator.delivery.rclone import RcloneStore

from ..torture.shop import Releases, Server
from ..torture.trial import bytes_of


@pytest.fixture(autouse=True)
def nothing_is_forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """What may be shown is another test's."""
    monkeypatch.setattr(releasing, "forbids", lambda order, files, on_progress: [])


@pytest.fixture
def root(releases: Releases, tmp_path: Path) -> Path:
    """A site folder of its own, from which nothing was published yet."""
    folder = tmp_path / "root"
    folder.mkdir()
    shutil.copy(releases.root / "site_config.yml", folder)
    (folder / "content").mkdir()
    return folder


def publish(root: Path, *flags: str) -> int:
    """``casebook publish web``, without the pause before files are removed."""
    config = str(root / "site_config.yml")
    return main(["publish", "web", "--config", config, "--wait", "0", "--as-of", "2026-11-01", *flags])


def test_only_what_changed_travels(releases: Releases, server: Server, root: Path) -> None:
    old, new = bytes_of(releases.old), bytes_of(releases.new)
    assert publish(root, "--site", str(releases.old)) == 0
    assert sorted(server.said()) == sorted([f"web/{path}" for path in old] + [f"web/{NOTE}"] * 2)
    assert {path: data for path, data in server.contents("web/").items() if path != NOTE} == old

    before = len(server.said())
    assert publish(root, "--site", str(releases.old)) == 0
    assert len(server.said()) == before, "nothing changed"

    assert publish(root, "--site", str(releases.new)) == 0
    due = {path for path, data in new.items() if old.get(path) != data}
    assert sorted(server.said()[before:]) == sorted([f"web/{path}" for path in due] + [f"web/{NOTE}"] * 2)
    there = server.contents("web/")
    assert {path: there[path] for path in new} == new
    further = there.keys() - new.keys()
    assert further == {NOTE, *filter(is_of_the_theme, old.keys() - new.keys())}, "styles and scripts stay once more"
    assert {f"web/{path}" for path in old.keys() - new.keys() - further} == set(server.said("DELETE"))


def test_new_files_come_before_the_pages_that_need_them(releases: Releases, server: Server, root: Path) -> None:
    publish(root, "--site", str(releases.old))
    before = len(server.said())
    publish(root, "--site", str(releases.new))
    sent = [path.removeprefix("web/") for path in server.said()[before:]]
    assert sent[0] == sent[-1] == NOTE
    kinds = ["page" if path.endswith(".html") else "lasting" for path in sent if "assets/" in path or ".html" in path]
    assert kinds == sorted(kinds), "style sheets, scripts and pictures first"
    pages = [path for path in sent if path.endswith(".html")]
    assert pages[0] == "articles/guide/further/index.html", "a new page before those that lead to it"
    assert sent[-2] == "build.json"


def test_each_file_says_how_long_it_may_be_kept(releases: Releases, server: Server, root: Path) -> None:
    publish(root, "--site", str(releases.old))
    style = next(path for path in bytes_of(releases.old) if path.endswith(".css"))
    said = {path: server.get(f"web/{path}")[2] for path in (style, "index.html", "build.json", "robots.txt", NOTE)}
    assert {path: headers["Cache-Control"] for path, headers in said.items()} == {
        style: "public, max-age=31536000, immutable",
        "index.html": "public, max-age=60",
        "build.json": "no-cache",
        "robots.txt": "public, max-age=60",
        NOTE: "no-store",
    }
    assert said["robots.txt"]["Content-Type"] == "text/plain; charset=utf-8"
    assert said[style]["Content-Type"].startswith("text/css")


def test_an_earlier_release_comes_back_byte_for_byte(
    releases: Releases, server: Server, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(root, "--site", str(releases.old))
    publish(root, "--site", str(releases.new))
    capsys.readouterr()
    assert publish(root, "--releases") == 0
    told = capsys.readouterr().out.split("\n")
    assert told[0].startswith("*    2") and told[1].startswith("     1")
    assert publish(root, "--rollback", "--dry-run") == 0
    assert "変わったページ" in capsys.readouterr().out
    assert publish(root, "--rollback") == 0
    old = bytes_of(releases.old)
    there = server.contents("web/")
    assert {path: there[path] for path in old} == old
    assert publish(root, "--rollback") == 2
    assert "1 つ前の版がありません。" in capsys.readouterr().err
    assert publish(root, "--rollback", "2") == 0
    assert {path: server.contents("web/")[path] for path in bytes_of(releases.new)} == bytes_of(releases.new)
    assert publish(root, "--rollback", "7") == 2
    assert "戻せる版: 1、2。" in capsys.readouterr().err


def test_what_another_machine_left_half_done_is_made_whole(
    releases: Releases, server: Server, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the journal of the delivery that broke off, all that it may have touched is sent."""
    old, new = bytes_of(releases.old), bytes_of(releases.new)
    publish(root, "--site", str(releases.old))
    send = RcloneStore.send
    calls: list[str] = []

    def breaking(self: RcloneStore, *args: Any) -> None:
        calls.append("")
        if len(calls) == 3:
            raise KeyboardInterrupt
        send(self, *args)

    with monkeypatch.context() as broken:
        broken.setattr(RcloneStore, "send", breaking)
        assert publish(root, "--site", str(releases.new)) == 130
    assert len(calls) == 3
    there = server.contents("web/")
    due = {path for path, data in new.items() if old.get(path) != data}
    carried = {path for path in due if there.get(path) == new[path]}
    assert carried and carried < due, "it is neither the old release nor the new one"
    shutil.rmtree(root / ".casebook")
    assert publish(root, "--site", str(releases.old)) == 0
    there = server.contents("web/")
    assert {path: there[path] for path in old} == old
    assert there.keys() - old.keys() == {NOTE}, "nothing of the other release is left"


def test_the_note_tells_nothing_of_earlier_releases(releases: Releases, server: Server, root: Path) -> None:
    publish(root, "--site", str(releases.old))
    publish(root, "--site", str(releases.new))
    note = from_bytes(server.get(f"web/{NOTE}")[1])
    assert note.unsure == {} and note.attempt == ""
    assert {path for path in note.files if not is_of_the_theme(path)} <= bytes_of(releases.new).keys()


def test_a_store_that_does_not_answer_is_said_so(
    releases: Releases, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RCLONE_CONFIG_SHOP_TYPE", "no-such-kind")
    assert publish(root, "--site", str(releases.old)) == 2
    assert "公開先とやり取りできません（rclone: " in capsys.readouterr().err


def test_without_rclone_the_hint_says_how_to_get_it(
    releases: Releases, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CASEBOOK_RCLONE", "no-such-program")
    assert publish(root, "--site", str(releases.old)) == 2
    said = capsys.readouterr().err
    assert "「no-such-program」を実行できません" in said and "casebook[publish]" in said

"""The published folder is a whole site at every moment: the old one, or the new one."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from generator import draft as drafting
from generator import publish as publishing
from generator.publish import PublishError, Release, Staging, check_output, locked, staging

from ..folders import Held


def release(audience: str = "sales", **files: str) -> Release:
    """A release of a few files; ``index.html`` unless others are given."""
    named = {name.replace("_", "/"): text.encode() for name, text in (files or {"index.html": "新"}).items()}
    return Release(audience=audience, as_of=date(2026, 11, 1), version="0", files=Held(named))


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder but ``build.json``."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "build.json")
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


def put(output: Path, made: Release) -> None:
    """Publish as a build does."""
    with locked(output):
        put_inside(output, made)


def put_inside(output: Path, made: Release) -> None:
    """The same, with the lock held."""
    with staging(output) as staged:
        fill(staged, made)
        staged.publish(made)


def fill(staged: Staging, made: Release) -> None:
    """Write the files of a release."""
    staged.draft.add(made.files)


def said(output: Path, audience: str = "sales", content: Path | None = None) -> list[str]:
    """What is wrong with an output folder, as places and messages."""
    found = check_output(output, audience, content or output.parent / "content", output.name)
    return [f"{problem.place} {problem.code}: {problem.message}" for problem in found]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "site"


def litter(output: Path) -> list[str]:
    """What lies beside the output folder."""
    return sorted(path.name for path in output.parent.iterdir() if path != output)


def test_first_and_second_time(output: Path) -> None:
    put(output, release(a_b="一", c="二"))
    assert tree(output) == {"a/b": "一", "c": "二"}
    put(output, release(c="三"))
    assert tree(output) == {"c": "三"}
    assert litter(output) == []


def test_an_empty_folder_is_taken(output: Path) -> None:
    output.mkdir()
    assert said(output) == []
    put(output, release())
    assert tree(output) == {"index.html": "新"}


def test_the_record_says_what_was_built(output: Path) -> None:
    put(output, release(b="二", a="一"))
    record = json.loads((output / "build.json").read_text())
    assert record == {
        "generator": "casebook",
        "version": "0",
        "audience": "sales",
        "date": "2026-11-01",
        "fresh_until": None,
        "samples": False,
        "tree": release(a="一", b="二").tree,
        "files": ["a", "b"],
    }
    assert release(a="一").tree != release(a="二").tree


def test_one_step(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the swap is about to happen, the old site is whole and the new one lies ready beside it."""
    put(output, release(a="旧", b="旧"))
    seen = []
    swap = publishing.swap

    def look(staging: Path, target: Path) -> None:
        seen.append((tree(staging), tree(target)))
        swap(staging, target)

    monkeypatch.setattr(publishing, "swap", look)
    put(output, release(a="新"))
    assert seen == [({"a": "新"}, {"a": "旧", "b": "旧"})]
    assert tree(output) == {"a": "新"}


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EINVAL, errno.ENOSYS])
@pytest.mark.parametrize("where", [(drafting, "_write_one"), (publishing, "swap")], ids=["write", "swap"])
def test_a_failure_leaves_the_old_site(
    output: Path, monkeypatch: pytest.MonkeyPatch, where: tuple[ModuleType, str], code: int
) -> None:
    put(output, release(a="旧"))

    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(*where, fail)
    with pytest.raises(PublishError) as caught:
        put(output, release(a="新"))
    assert caught.value.problem.code == "publish-failed"
    assert "前のサイトはそのままです" in caught.value.problem.hint
    assert (tree(output), litter(output)) == ({"a": "旧"}, [])


def test_a_disk_that_fills_half_way(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(output, release(a="旧"))
    write_one = drafting._write_one
    written = []

    def limited(path: str, data: bytes) -> None:
        written.append(path)
        if len(written) > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write_one(path, data)

    monkeypatch.setattr(drafting, "_write_one", limited)
    with pytest.raises(PublishError):
        put(output, release(a="新", b="新"))
    assert (tree(output), litter(output)) == ({"a": "旧"}, [])


def test_what_did_not_change_is_not_written_again(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(output, release(a="旧", b="同じ", c="同じ"))
    (output / "c").unlink()
    (output / "c").symlink_to(output / "b")
    before = (output / "b").stat()
    written: list[str] = []
    write_one = drafting._write_one

    def noted(path: str, data: bytes) -> None:
        written.append(Path(path).name)
        write_one(path, data)

    monkeypatch.setattr(drafting, "_write_one", noted)
    put(output, release(a="新", b="同じ", c="同じ"))
    assert sorted(written) == ["a", "build.json", "c"]
    assert ((output / "b").stat().st_ino, (output / "b").stat().st_nlink) == (before.st_ino, 1)
    assert tree(output) == {"a": "新", "b": "同じ", "c": "同じ"}
    assert not (output / "c").is_symlink()


def test_a_file_system_without_second_names(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(output, release(a="旧", b="同じ"))

    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refused)
    put(output, release(a="新", b="同じ"))
    assert tree(output) == {"a": "新", "b": "同じ"}


def test_an_interrupt_leaves_no_litter(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(output, release(a="旧"))

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(drafting, "_write_one", interrupt)
    with pytest.raises(KeyboardInterrupt):
        put(output, release(a="新"))
    assert (tree(output), litter(output)) == ({"a": "旧"}, [])


def test_what_a_killed_build_left_is_swept(output: Path) -> None:
    left = output.parent / ".site.casebook-staging-abc"
    left.mkdir()
    (left / "half").write_text("半")
    other = output.parent / ".other.casebook-staging-abc"
    other.mkdir()
    put(output, release())
    assert litter(output) == [".other.casebook-staging-abc"]


def test_any_name_is_swept(tmp_path: Path) -> None:
    output = tmp_path / "site[1]*"
    left = tmp_path / ".site[1]*.casebook-staging-abc"
    left.mkdir()
    put(output, release())
    assert litter(output) == []


@pytest.mark.parametrize("meanwhile", ["public", None])
def test_a_folder_that_became_anothers_meanwhile_is_left_alone(output: Path, meanwhile: str | None) -> None:
    put(output, release(a="旧"))
    with locked(output), pytest.raises(PublishError) as caught, staging(output) as staged:
        fill(staged, release(a="新"))
        if meanwhile:
            (output / "build.json").write_bytes(release(meanwhile, a="旧").record())
        else:
            (output / "mine.txt").write_text("大切")
        staged.publish(release(a="新"))
    assert caught.value.problem.code == "output-refused"
    assert (tree(output)["a"], litter(output)) == ("旧", [])


def test_all_is_on_the_disk_before_the_swap(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Power that fails after the swap finds every file and every name; a disk that says no keeps the old site."""
    synced: list[os.stat_result] = []
    fsync, swap = os.fsync, publishing.swap

    def noted(handle: int) -> None:
        synced.append(os.fstat(handle))
        fsync(handle)

    def look(staging: Path, target: Path) -> None:
        wanted = {path.stat().st_ino for path in (staging, *staging.rglob("*"))}
        assert wanted == {status.st_ino for status in synced}
        swap(staging, target)

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(publishing, "swap", look)
    put(output, release(a_b="一", a_c="二", d="三"))
    assert synced[-1].st_ino == output.parent.stat().st_ino


def test_a_second_build_is_refused(output: Path) -> None:
    with locked(output):
        with pytest.raises(PublishError) as caught, locked(output):
            pass
        assert caught.value.problem.code == "build-running"
        put_inside(output, release(a="一"))
    assert tree(output) == {"a": "一"}
    put(output, release(a="二"))
    assert (tree(output), litter(output)) == ({"a": "二"}, [])


_NOT_OURS = (
    "site:1:1 output-refused: 出力先は空ではなく、Casebook が作ったフォルダーでもありません"
    "（build.json がありません）。"
)


def _foreign(output: Path) -> Iterator[tuple[str, list[str]]]:
    output.mkdir()
    (output / "thesis.doc").write_text("x")
    yield (
        "not ours",
        [_NOT_OURS],
    )
    (output / "build.json").write_text('{"generator": "other", "files": ["thesis.doc"]}')
    yield (
        "another's record",
        [_NOT_OURS],
    )
    (output / "build.json").write_text("{")
    yield (
        "broken record",
        [_NOT_OURS],
    )
    (output / "build.json").write_text('{"generator": "casebook", "audience": "sales", "files": []}')
    yield "one file more", ["site/thesis.doc:1:1 output-refused: Casebook が書いていないファイルが出力先にあります。"]
    (output / "build.json").write_text('{"generator": "casebook", "audience": "public", "files": ["thesis.doc"]}')
    yield "another circle", ["site:1:1 output-refused: 出力先には「public」向けのサイトがあります（今回は「sales」）。"]
    (output / "build.json").write_text('{"generator": "casebook", "audience": "sales", "files": ["thesis.doc"]}')
    yield "ours", []


def test_foreign_folders_are_refused_by_name(output: Path) -> None:
    for what, wanted in _foreign(output):
        assert said(output) == wanted, what
        assert (output / "thesis.doc").exists()


def test_files_and_links_are_no_output(output: Path, tmp_path: Path) -> None:
    output.write_text("x")
    assert said(output) == ["site:1:1 output-refused: 出力先がフォルダーではありません。"]
    output.unlink()
    (tmp_path / "elsewhere").mkdir()
    output.symlink_to("elsewhere")
    assert said(output) == ["site:1:1 output-refused: 出力先がフォルダーではありません。"]


def test_a_linked_folder_inside_is_foreign(output: Path, tmp_path: Path) -> None:
    put(output, release())
    (tmp_path / "elsewhere").mkdir()
    (output / "link").symlink_to(tmp_path / "elsewhere")
    assert said(output) == ["site/link:1:1 output-refused: Casebook が書いていないファイルが出力先にあります。"]


@pytest.mark.parametrize(("output", "content"), [("a", "a"), ("a/b", "a"), ("a", "a/b"), ("a/../a/b", "a")])
def test_content_is_no_output(tmp_path: Path, output: str, content: str) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert said(tmp_path / output, content=tmp_path / content) == [
        f"{Path(output).name}:1:1 output-in-content: 出力先が原稿のフォルダーと重なっています。"
    ]


def test_permissions_are_those_of_a_public_folder(output: Path) -> None:
    put(output, release())
    assert output.stat().st_mode & 0o777 == 0o755

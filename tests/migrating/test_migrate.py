"""A site of each earlier form comes forward: it builds, and every byte that no step names is the one that stood there.

``schema-0`` holds two cases and their clients as this project had them before its first release, with comments added.
"""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main
from generator.config import CURRENT_SCHEMA, read_config
from generator.migrating import forward, outdated, stated
from generator.migrating.edits import Texts
from generator.migrating.site import migration
from generator.migrating.steps import STEPS
from generator.migrating.writing import FileChangedError, Rewrite, write_all
from tests.bad.base import CASE, CASE_FILE, ORG, ORG_FILE
from tests.folders import write_site

EARLIER = sorted(Path(__file__).parent.glob("schema-*"))
_DAY = "2026-11-20"
_TRAIT = "community: {type: fan, member_traits: [professionals]}\n"


def _files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _migrate(root: Path, *more: str) -> int:
    return main(["migrate", "--config", str(root / "site_config.yml"), *more])


def _text(case: str) -> Texts:
    return {"cases/case-0001.yml": case}


def test_there_is_a_site_of_every_earlier_form() -> None:
    assert [folder.name for folder in EARLIER] == [f"schema-{number}" for number in range(CURRENT_SCHEMA)]
    assert [step.to for step in STEPS] == list(range(1, CURRENT_SCHEMA + 1))


@pytest.mark.parametrize("earlier", EARLIER, ids=lambda folder: folder.name)
def test_a_site_of_an_earlier_form_comes_forward(
    earlier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    shutil.copytree(earlier, site)
    config, before = str(site / "site_config.yml"), _files(earlier)
    build = ["build", "--config", config, "--output", str(tmp_path / "out"), "--as-of", _DAY, "--no-cache"]
    assert main(build) == 1
    assert "error[older-schema]" in capsys.readouterr().err
    assert _migrate(site) == 0
    assert _files(site) == before, "a preview writes nothing"
    assert _migrate(site, "--write") == 0
    assert _files(site) == {name: _by_hand(name, data) for name, data in before.items()}
    assert main([*build, "--strict"]) == 0
    capsys.readouterr()
    assert _migrate(site, "--write") == 0
    assert "書き換えるところはありません" in capsys.readouterr().out


def _by_hand(name: str, data: bytes) -> bytes:
    """What somebody who knows would have changed in the site before the first release, by their eyes alone."""
    if name.startswith("content/cases/"):
        assert data.count(b"professionals") == 1
    return data.replace(b"professionals", b"experts") + (b"schema: 1\n" if name == "site_config.yml" else b"")


def test_the_preview_says_what_changes_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {"site_config.yml": "site_name: 見本\nschema: 0  # 形式\n", CASE_FILE: CASE + _TRAIT, ORG_FILE: ORG}
    site = write_site(tmp_path, files)
    assert _migrate(site) == 0
    assert (
        capsys.readouterr().out
        == """\
content/cases/case-0001.yml（1 か所）
  会員の特徴「professionals」（専門職）は、「experts」になりました。
--- いま　　　 content/cases/case-0001.yml
+++ 書き換え後 content/cases/case-0001.yml
@@ -4,4 +4,4 @@
 organization: org-0001
 purposes: [retention]
 published_on: 2025-04-01
-community: {type: fan, member_traits: [professionals]}
+community: {type: fan, member_traits: [experts]}

site_config.yml（1 か所）
  原稿の形式の番号（schema: 1）を書きます。
--- いま　　　 site_config.yml
+++ 書き換え後 site_config.yml
@@ -1,2 +1,2 @@
 site_name: 見本
-schema: 0  # 形式
+schema: 1  # 形式

2 ファイルの 2 か所を書き換えます。まだ何も変えていません。よければ --write を付けて実行してください。
"""
    )


@pytest.mark.parametrize("command", ["build", "check"])
def test_content_of_an_earlier_form_is_sent_to_migrate(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site(tmp_path, {"site_config.yml": "site_name: 見本\nschema: 0\n"})
    assert main([command, "--config", str(site / "site_config.yml")]) == 2
    said = capsys.readouterr().err
    assert "site_config.yml:2:9: error[older-schema]: この content は以前の形式（schema: 0）です。" in said
    assert "「casebook migrate」で、いまの形式（schema: 1）に書き換えられます。" in said
    assert not (site / "site").exists()


def test_a_word_of_an_earlier_form_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site(tmp_path, {CASE_FILE: CASE + _TRAIT, ORG_FILE: ORG})
    assert main(["check", "--config", str(site / "site_config.yml"), "--as-of", _DAY]) == 1
    said = capsys.readouterr().err
    assert said.count(": error[") == 1 and "case-0001.yml:7:40: error[older-schema]" in said


def test_content_of_a_newer_form_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site(tmp_path, {"site_config.yml": f"site_name: 見本\nschema: {CURRENT_SCHEMA + 1}\n"})
    assert _migrate(site, "--write") == 2
    assert "error[newer-schema]" in capsys.readouterr().err


def test_what_is_written_for_a_step_is_left_alone_by_it() -> None:
    once = {"cases/case-0001.yml": CASE + _TRAIT}
    for step in STEPS:
        done = forward(once, "content", (step,)).texts
        assert done and forward(done, "content", (step,)).texts == {}


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("community: {member_traits: professionals}\n", "community: {member_traits: experts}\n"),
        ("community: {member_traits: ['professionals', 住民]}\n", "community: {member_traits: ['experts', 住民]}\n"),
        (
            "community:\r\n  member_traits: # 特徴\r\n  - professionals # 士業\r\n  - professionals\r\n",
            "community:\r\n  member_traits: # 特徴\r\n  - experts # 士業\r\n  - experts\r\n",
        ),
        (
            "community: {member_traits: [professionals, a, professionals]} # professionals",
            "community: {member_traits: [experts, a, experts]} # professionals",
        ),
        ("title: professionals\ncommunity: {name: professionals}\n", None),
        ("community: [professionals]\n", None),
        ("community: {member_traits: [[professionals]]}\n", None),
    ],
)
def test_the_word_alone_is_replaced(written: str, wanted: str | None) -> None:
    assert forward(_text(written), "content").texts == ({} if wanted is None else _text(wanted))


def test_a_trait_of_the_site_keeps_its_name() -> None:
    own = {**_text(CASE + _TRAIT), "taxonomy.yml": "traits:\n  professionals: {label: 士業の方}\n"}
    assert forward(own, "content").texts == {} and outdated(own, "content") == []


@pytest.mark.parametrize("value", [">-\n    professionals", '"profession\\x61ls"'])
def test_what_only_a_hand_can_mend_is_named_and_nothing_is_written(
    value: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = f"{CASE}community:\n  name: professionals\n  member_traits: {value}\n"
    site = write_site(tmp_path, {CASE_FILE: case, CASE_FILE.replace("1.", "2."): CASE + _TRAIT, ORG_FILE: ORG})
    before = _files(site)
    assert _migrate(site, "--write") == 1
    assert "case-0001.yml:9:18: error[cannot-migrate]" in capsys.readouterr().err
    assert _files(site) == before


@pytest.mark.parametrize("broken", [b"community: [professionals", b"\xff\xfeprofessionals"])
def test_where_a_file_cannot_be_read_nothing_is_written(
    broken: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site(tmp_path, {CASE_FILE: CASE + _TRAIT, CASE_FILE.replace("1.", "2."): broken})
    before = _files(site)
    assert _migrate(site, "--write") == 1
    assert "case-0002.yml:1" in capsys.readouterr().err
    assert _files(site) == before


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("site_name: 見本\n", "site_name: 見本\nschema: 1\n"),
        ("site_name: 見本 # 名", "site_name: 見本 # 名\nschema: 1\n"),
        ("site_name: 見本\r\nnav:\r\n  - cases\r\n", "site_name: 見本\r\nnav:\r\n  - cases\r\nschema: 1\r\n"),
        ('schema: "0"   # 番号\nsite_name: 見本\n', 'schema: "1"   # 番号\nsite_name: 見本\n'),
        ("{site_name: 見本, schema: 0}", "{site_name: 見本, schema: 1}"),
        ("{site_name: 見本}\n", None),
        ("site_name: 見本\n...\n", None),
        ("site_name: 見本\nschema: >-\n  0\n", None),
    ],
)
def test_the_number_is_written_where_it_stands_or_at_the_end(written: str, wanted: str | None) -> None:
    made, problems = stated(written, "site_config.yml", 1)
    assert made == wanted
    assert bool(problems) == (wanted is None)


def test_a_mark_at_the_beginning_and_the_rights_of_a_file_stay(tmp_path: Path) -> None:
    site = write_site(tmp_path, {CASE_FILE: "\ufeff" + CASE + _TRAIT, ORG_FILE: ORG})
    (site / CASE_FILE).chmod(0o640)
    assert _migrate(site, "--write") == 0
    assert (site / CASE_FILE).read_text("utf-8") == "\ufeff" + CASE + _TRAIT.replace("professionals", "experts")
    assert stat.S_IMODE((site / CASE_FILE).stat().st_mode) == 0o640


# -- all or none ---------------------------------------------------------------------------------------------------


@pytest.fixture
def three(tmp_path: Path) -> dict[Path, Rewrite]:
    files = {}
    for name in "abc":
        (tmp_path / name).write_bytes(b"old")
        files[tmp_path / name] = Rewrite(before=b"old", after=b"new")
    return files


@pytest.mark.parametrize("failing", range(6))
def test_a_failure_anywhere_leaves_every_file_as_it_was(
    failing: int, three: dict[Path, Rewrite], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first three failures are of writing beside, the others of putting in place."""
    calls = iter(range(6))

    def failing_at(method: str) -> None:
        real = getattr(Path, method)

        def fail(self: Path, *rest: object, **more: object) -> object:
            if self.name.endswith("-new") and next(calls, None) == failing:
                raise OSError(28, "No space left on device")
            return real(self, *rest, **more)

        monkeypatch.setattr(Path, method, fail)

    failing_at("open")
    failing_at("replace")
    with pytest.raises(OSError, match="No space"):
        write_all(three)
    monkeypatch.undo()
    assert _files(tmp_path) == {"a": b"old", "b": b"old", "c": b"old"}


def test_a_file_that_somebody_wrote_meanwhile_is_left_alone(three: dict[Path, Rewrite], tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"somebody else's")
    with pytest.raises(FileChangedError):
        write_all(three)
    assert _files(tmp_path) == {"a": b"old", "b": b"somebody else's", "c": b"old"}


_KILLED = """
import os, sys
from pathlib import Path
from generator.cli import main
real, left = Path.replace, [int(sys.argv[2])]
def replace(self, target):
    if left[0] == 0:
        os._exit(9)
    left[0] -= 1
    return real(self, target)
Path.replace = replace
main(["migrate", "--write", "--config", sys.argv[1]])
"""


@pytest.mark.parametrize("after", range(3))
def test_what_was_killed_half_way_is_taken_up(after: int, tmp_path: Path) -> None:
    """Killed before the first, second and third file is put in place: each is whole, and the next run finishes."""
    site = tmp_path / "site"
    shutil.copytree(EARLIER[0], site)
    before = _files(site)
    wanted = {name: _by_hand(name, data) for name, data in before.items()}
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(site / "site_config.yml"), str(after)], check=False)
    assert killed.returncode == 9
    now = _files(site)
    assert all(now[name] in (before[name], wanted[name]) for name in before)
    assert sum(now[name] != before[name] for name in before) == after
    assert _migrate(site, "--write") == 0
    assert _files(site) == wanted, "nothing is left lying about"


def test_a_failure_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site(tmp_path, {CASE_FILE: CASE + _TRAIT, ORG_FILE: ORG})

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert _migrate(site, "--write") == 2
    assert "どのファイルも元のままです" in capsys.readouterr().err


def test_the_number_comes_last(tmp_path: Path) -> None:
    """Whatever stops the writing between two files, the next run takes it up."""
    config, _ = read_config(write_site(tmp_path, {CASE_FILE: CASE + _TRAIT}) / "site_config.yml")
    assert config is not None
    assert [each.file for each in migration(config)[0]] == [CASE_FILE, "site_config.yml"]

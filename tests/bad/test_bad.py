"""Every bad input gets exactly the words that its case states: place, code, message, line, marker and hint."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.cli import main

from ..conftest import Site
from ..folders import CONFIG
from .base import CASE, CASE_FILE, ORG, ORG_FILE, Bad
from .cases import CASES


def check(root: Path, *flags: str) -> int:
    """Run ``casebook check`` on a site folder; its exit code."""
    return main(["check", "--config", str(root / CONFIG), *flags])


@pytest.mark.parametrize("bad", CASES, ids=lambda bad: bad.name)
def test_says_exactly(bad: Bad, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(bad.files)
    assert check(root) == bad.exit_code
    assert capsys.readouterr().err.replace(f"{root}/", "") == bad.expected


def test_names_are_unique() -> None:
    assert len({bad.name for bad in CASES}) == len(CASES)


def test_no_message_shows_an_exception() -> None:
    for bad in CASES:
        assert "Traceback" not in bad.expected
        assert bad.expected.count("  ヒント: ") == bad.expected.count("error[") + bad.expected.count("warning[")


def test_warnings_fail_only_when_strict(site: Site) -> None:
    root = site({"content/memo.txt": "あとで\n"})
    assert check(root) == 0
    assert check(root, "--strict") == 1


def test_missing_configuration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path) == 2
    assert capsys.readouterr().err.replace(f"{tmp_path}/", "") == (
        "site_config.yml:1:1: error[no-config]: 設定ファイルがありません。\n"
        "  ヒント: site_config.yml のあるフォルダーで実行するか、--config で指してください。\n"
    )


def test_good_site_says_nothing(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(site({CASE_FILE: CASE, ORG_FILE: ORG})) == 0
    captured = capsys.readouterr()
    assert (captured.err, captured.out) == ("", "問題はありません。\n")


def test_json_holds_the_same(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({CASE_FILE: CASE.replace("2025-04-01", "2025/4/1"), ORG_FILE: ORG})
    assert check(root, "--format", "json") == 1
    captured = capsys.readouterr()
    assert captured.err == ""
    assert json.loads(captured.out) == [
        {
            "code": "bad-date",
            "severity": "error",
            "file": CASE_FILE,
            "line": 6,
            "column": 15,
            "message": "「2025/4/1」は日付として読めません。",
            "hint": "「2025-04-01」の形で書いてください。",
        }
    ]


def test_github_format_masks_what_is_quoted(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({CASE_FILE: CASE.replace("2025-04-01", "極秘の日,100%"), ORG_FILE: ORG})
    assert check(root, "--format", "github") == 1
    assert capsys.readouterr().out == (
        f"::error file={CASE_FILE},line=6,col=15,title=bad-date::"
        "「…」は日付として読めません。 「…」か「…」の形で書いてください。\n"
    )


def test_a_link_never_shows_what_it_leads_to(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({"secret.yml": "秘密の一行目\n"})
    (root / "content" / "cases").mkdir(parents=True)
    (root / CASE_FILE).symlink_to(root / "secret.yml")
    assert check(root) == 1
    assert "秘密" not in capsys.readouterr().err

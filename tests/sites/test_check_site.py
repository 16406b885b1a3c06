"""``casebook check --site``: a folder that was built before is held against the content as it is now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.cli import main

from ..bad.base import CASE, CASE_FILE
from ..conftest import Site
from ..folders import CONFIG

CLIENT = "audience: sales\nname: 株式会社あおぞら食品\nalias: 食品メーカーA社\nsegment: food\n"
CONTENT = {
    CASE_FILE: CASE + "consent: {status: granted, web: [alias], valid_until: 2026-12-31}\n",
    "content/organizations/org-0001.yml": CLIENT,
}


def command(root: Path, *flags: str) -> int:
    """``casebook check --site`` on the site for the public, on a day on which it is fresh."""
    order = ["check", "--config", str(root / CONFIG), "--site", str(root / "out"), "--as-of", "2026-11-20", *flags]
    return main(order)


@pytest.fixture
def built(site: Site) -> Path:
    """A site folder with its public site in ``out``."""
    root = site(CONTENT)
    order = ["build", "--config", str(root / CONFIG), "--audience", "public", "--output", str(root / "out")]
    assert main([*order, "--as-of", "2026-11-20", "--jobs", "1"]) == 0
    return root


def test_a_finished_site_passes(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(built, "--audience", "public") == 0
    assert "問題はありません（社外公開向け）。" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_what_was_put_there_is_found_and_not_quoted(built: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = built / "out" / "cases" / "case-0001" / "index.html"
    page.write_text(page.read_text("utf-8").replace("</main>", "<p>アオゾラ食品様</p></main>"), "utf-8")
    (built / "out" / "notes.txt").write_text("あおぞら食品の件", "utf-8")
    assert command(built, "--audience", "public", "--format", form) == 1
    captured = capsys.readouterr()
    said = captured.out + captured.err
    assert "leak" in said and "org-0001.yml" in said and "cases/case-0001/index.html" in said
    assert "あおぞら" not in said and "アオゾラ" not in said


def test_what_has_become_secret_since_is_found(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = built / CASE_FILE
    path.write_text(path.read_text("utf-8").replace("status: granted", "status: revoked"), "utf-8")
    assert command(built, "--audience", "public") == 1
    assert "error[leak]" in capsys.readouterr().err


def test_broken_pages_are_found(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = built / "out" / "index.html"
    page.write_text(page.read_text("utf-8").replace("</main>", '<a href="nowhere/">x</a></main>'), "utf-8")
    assert command(built, "--audience", "public") == 1
    assert "index.html:1:1: error[broken-link]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("flags", "code", "said"),
    [
        (("--audience", "sales"), 2, "error[other-audience]: 「public」向けのサイトです（調べるのは「sales」）。"),
        (("--audience", "pubilc"), 2, "「pubilc」という audience はありません。"),
        (("--audience", "public", "--as-of", "2027-01-01"), 1, "error[site-outdated]: このサイトの期限（2027-01-01）"),
    ],
)
def test_another_site_or_an_old_one_is_refused(
    built: Path, flags: tuple[str, ...], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(built, *flags) == code
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("record", [None, "[]", "{", json.dumps({"generator": "other", "audience": "public"})])
def test_a_folder_of_others_is_refused(built: Path, record: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    path = built / "out" / "build.json"
    if record is None:
        path.unlink()
    else:
        path.write_text(record, "utf-8")
    assert command(built, "--audience", "public") == 2
    assert "out/build.json:1:1: error[not-a-site]" in capsys.readouterr().err


def test_a_day_that_cannot_be_read_is_past(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = built / "out" / "build.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "fresh_until": "soon"}), "utf-8")
    assert command(built, "--audience", "public") == 1
    assert "error[site-outdated]" in capsys.readouterr().err


def test_with_errors_in_the_content_nothing_is_known(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = built / "content" / "organizations" / "org-0001.yml"
    path.write_text(CLIENT.replace("alias", "alais"), "utf-8")
    assert command(built, "--audience", "public") == 1
    captured = capsys.readouterr()
    assert "サイトは調べていません。" in captured.err and "error[unknown-key]" in captured.err


def test_an_audience_without_a_site_is_wrong_usage(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--config", str(built / CONFIG), "--audience", "public"]) == 2
    assert "--site" in capsys.readouterr().err

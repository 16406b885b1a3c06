"""``casebook brief`` and ``onepager``: what they refuse, and that they leave nothing behind."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest

from generator import printing
from generator.cli import main
from generator.printing.chromium import running
from tests.browsers import need_chromium
from tests.plan.test_desk_browser import small_desk, write_site
from tests.whole import AS_OF, ROOT, built

from .paper import read, solid

CONFIG = str(ROOT / "site_config.yml")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "sheet.pdf"


def _brief(
    out: Path, *words: str, circle: str = "sales", as_of: str = AS_OF.isoformat(), site: Path | None = None
) -> int:
    place = str(site or built(circle)[0])
    return main(["brief", *words, "--config", CONFIG, "--site", place, "--as-of", as_of, "-o", str(out)])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("case-9999", "--for", "own"), "「case-9999」という事例は、このサイトにありません。"),
        (("case-00001", "--for", "own"), "ではありませんか。"),
        (("../brief", "--for", "own"), "「../brief」という事例は、このサイトにありません。"),
        (
            ("case-0001", "--for", "own", "--audience", "editors"),
            "「sales」向けのサイトです（印刷するのは「editors」向け）",
        ),
        (("case-0001", "--for", "own", "--audience", "nobody"), "「nobody」という audience はありません"),
        (("case-0001", "--for", "own", "--segment", "食品"), "ヒント: 「食品・飲料」ではありませんか。"),
        ((*(f"case-{n:04}" for n in range(1, 14)), "--for", "own"), "商談シートに入る事例は 12 件までです。"),
    ],
)
def test_what_is_refused_is_refused_in_words(
    out: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _brief(out, *words) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_a_site_out_of_date_is_not_printed(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    until = json.loads((built("sales")[0] / "build.json").read_bytes())["fresh_until"]
    assert _brief(out, "case-0001", "--for", "own", as_of=until) == 2
    assert f"期限（{until}）を過ぎています" in capsys.readouterr().err


def test_the_public_site_has_no_sheets(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _brief(out, "case-0001", "--for", "hand-out", "--audience", "public", circle="public") == 2
    assert "商談シートはありません" in capsys.readouterr().err


def test_no_paper_lies_in_a_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "site"
    (site / "brief").mkdir(parents=True)
    (site / "build.json").write_text("{}")
    assert _brief(site / "brief" / "sheet.pdf", "case-0001", "--for", "own") == 2
    assert "サイトのフォルダーの中には書き出せません" in capsys.readouterr().err
    assert _brief(tmp_path / "nowhere" / "sheet.pdf", "case-0001", "--for", "own") == 2
    assert "フォルダーがありません" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("/nowhere/chromium", "CASEBOOK_CHROMIUM の「/nowhere/chromium」を実行できません。"),
        ("false", "Chromium が動きません"),
    ],
)
def test_a_browser_that_does_not_run(
    out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], program: str, said: str
) -> None:
    monkeypatch.setenv("CASEBOOK_CHROMIUM", program)
    assert _brief(out, "case-0001", "--for", "own") == 2
    told = capsys.readouterr().err
    assert said in told
    assert "ヒント: Chromium か Google Chrome を入れてください" in told


def test_without_a_browser_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(printing.NotPrinted, match="印刷に使う Chromium が見つかりません") as fault:
        printing.find_chromium()
    assert "CASEBOOK_CHROMIUM" in fault.value.hint


def test_a_browser_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    idle = tmp_path / "idle"
    idle.write_text(f"#!/bin/sh\nsleep 300 & echo $! > {tmp_path}/child\nwait\n")
    idle.chmod(0o755)
    started = time.monotonic()
    with pytest.raises(printing.NotPrinted, match="印刷が終わりませんでした"), running(str(idle), 1.0) as browser:
        browser.call("Browser.getVersion")
    assert time.monotonic() - started < 20
    child = int((tmp_path / "child").read_text())
    deadline = time.monotonic() + 10
    while _runs(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(child)


def _runs(number: int) -> bool:
    try:
        os.kill(number, 0)
        state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return Path("/proc").is_dir() is False
    except OSError:
        return False
    return state != "Z"


def test_the_two_sheets_of_a_meeting(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    need_chromium()
    company = "株式会社\nつきみ 御中"
    assert _brief(out, "case-0001", "case-0003", "--for", "hand-out", "--company", company) == 0
    assert "に印刷しました" in capsys.readouterr().out
    handed = read(out.read_bytes())
    assert len(handed.sheets) == 2
    assert all(sheet.text.startswith(solid("株式会社 つきみ 御中 事例のご紹介")) for sheet in handed.sheets)
    assert "つきみ".encode("utf-16-be") not in out.read_bytes()
    words = ["--for", "own", "--company", "株式会社つきみ", "--segment", "食品・飲料"]
    assert _brief(out, "case-0001", *words) == 0
    own = read(out.read_bytes())
    assert len(own.sheets) == 1
    for text in ("相手：株式会社つきみ", "業種が同じ", "提示前に担当へ確認", "手元用（社外秘）"):
        assert text in own.text
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.pdf"]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of three cases: the second is kept from a rival and from a segment, the third has no hand-out."""
    folder = tmp_path / "site"
    write_site(folder, small_desk())
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    record = {"generator": "casebook", "audience": "sales", "fresh_until": None, "files": files}
    (folder / "build.json").write_text(json.dumps(record))
    return folder


@pytest.mark.parametrize(
    "words",
    [("--company", "（株）らいばる 大阪支店 様"), ("--company", "どこか", "--segment", "food")],
    ids=["name", "segment"],
)
@pytest.mark.parametrize("sheet", ["own", "hand-out"])
def test_a_case_kept_from_the_prospect_is_not_printed(
    small: Path, out: Path, sheet: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """The page itself says so, as it does in a browser."""
    need_chromium()
    assert _brief(out, "case-0001", "case-0002", "--for", sheet, *words, site=small) == 2
    assert capsys.readouterr().err.startswith("事例2：この相手には見せない取り決めがあります。")
    assert not out.exists()


def test_a_case_without_a_hand_out_says_why(small: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    need_chromium()
    assert _brief(out, "case-0003", "--for", "hand-out", site=small) == 2
    assert "提案資料への掲載許諾がないためです" in capsys.readouterr().err
    assert main(["onepager", "case-0003", "--config", CONFIG, "--site", str(small), "-o", str(out)]) == 2
    assert "お渡し用の 1 枚はありません" in capsys.readouterr().err
    assert not out.exists()

"""商談シート on paper: a page for each case, nothing cut, nothing of the inside on what is handed over.

Every case of this repository is printed by ``make torture`` (``paper``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from evaluation.browser import served
from generator import printing
from generator.competitors import digest
from tests.browsers import need_chromium
from tests.plan.shelf import case, desk
from tests.plan.test_desk_browser import write_site
from tests.whole import AS_OF, built

from .desk import faults, inside, printed
from .paper import read, solid

LONG = "一般社団法人" + "とてもながいなまえの" * 5 + "協議会"
NOTES = "次回までに、先方の体制と予算の時期を確かめる。" * 8


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="ja-JP")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("sheet", ["own", "out"])
@pytest.mark.parametrize("n", [1, 2, 4])
def test_a_page_for_each_case(page: Page, sales: str, sheet: str, n: int) -> None:
    """The longest case, one with few fields, one with a curve: for somebody with a long name."""
    cases = ["case-0001", "case-0012", "case-0027", "case-0019"][:n]
    one = printed(page, sales, ",".join(cases), sheet, LONG, NOTES)
    assert faults(one) == []
    assert len(one.paper.sheets) == n
    for each in one.paper.sheets:
        assert solid(LONG) in each.text
        assert (solid(NOTES) in each.text) == (sheet == "own")


def test_nothing_of_the_inside_is_handed_over(page: Page, sales: str) -> None:
    for name in ("case-0001", "case-0012", "case-0031"):
        paper = printed(page, sales, name, "out", LONG, NOTES).paper
        assert inside(paper, name) == []
        assert paper.title == "事例のご紹介"
        own = printed(page, sales, name, "own", LONG, NOTES).paper
        assert len(inside(own, name)) > 3, "the search for secrets finds them where they are"


def test_what_is_kept_from_the_prospect_leaves_no_trace_on_the_paper(page: Page, tmp_path: Path) -> None:
    rival = "株式会社ライバル"
    cases = [case(1), replace(case(2, title="見せない事例"), not_for_names=(digest(rival),))]
    write_site(tmp_path, desk(cases, handed_out=cases))
    with served(tmp_path) as address:
        paper = printed(page, address, "case-0001,case-0002", "out", rival).paper
        assert len(paper.sheets) == 1
        assert "見せない事例" not in paper.text
        assert "取り決め" not in paper.text
        page.evaluate("localStorage.clear()")


def test_what_no_page_holds_goes_on_without_leaving_a_heading_behind(page: Page, tmp_path: Path) -> None:
    much = tuple(f"{n}番目の紹介の仕方です。" + "よく聞かれることを先に話します。" * 6 for n in range(25))
    write_site(tmp_path, desk([case(1, talk_track=much), case(2)]))
    with served(tmp_path) as address:
        one = printed(page, address, "case-0001,case-0002", "own")
    assert one.fits[0] == "long"
    assert one.fits[1] != "long"
    pages = one.paper.sheets
    assert 3 <= len(pages) <= 4
    assert "手元用（社外秘）" in pages[-1].text, "the second case begins a page"
    headings = {"ご紹介の仕方", "よくいただくご質問・ご懸念", "再現条件", "つまずきと学び", "導入の背景"}
    for sheet in pages:
        assert sheet.lines[-1][1] not in headings
    assert [text for text in map(solid, one.texts[0]) if text not in one.paper.text] == []
    assert all(text in pages[0].text for text in ("8%", "4%", "解約率")), "the chart stands whole on one page"


def test_the_command_prints_what_the_browser_prints(page: Page, sales: str) -> None:
    need_chromium()
    site = printing.open_site(built("sales")[0], "sales", AS_OF)
    meeting = printing.Meeting(cases=("case-0001", "case-0003"), sheet="own", company=LONG)
    by_command = read(printing.brief(site, meeting, printing.find_chromium()))
    by_hand = printed(page, sales, "case-0001,case-0003", "own", LONG).paper
    assert [sheet.text for sheet in by_command.sheets] == [sheet.text for sheet in by_hand.sheets]


def test_the_one_page_of_a_case_is_one_page_from_any_site() -> None:
    need_chromium()
    told = []
    for circle in ("marketing", "sales"):
        site = printing.open_site(built(circle)[0], circle, AS_OF)
        paper = read(printing.onepager(site, "case-0001", printing.find_chromium()))
        assert len(paper.sheets) == 1
        assert inside(paper, "case-0001") == []
        told.append(paper)
    assert told[0] == told[1], "which site it is printed from makes no difference"

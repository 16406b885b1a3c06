"""Dated parts in a real browser: on a site that nobody builds again they hide themselves when their day is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from evaluation.browser import served
from generator.model.body import Body
from generator.model.knowledge import Seminar
from generator.plan.cases import plan_cases
from generator.plan.sales import plan_sales
from generator.plan.seminars import plan_seminars
from tests.browsers import launched

from .shelf import case, desk
from .shown import shell, shown

LAST = date(2026, 12, 31)
SEMINAR = Seminar(
    id="talk",
    file="content/seminars/talk.md",
    audience="public",
    title="返信の話",
    date=date(2027, 2, 18),
    start="15:00",
    end="16:00",
    apply_by=LAST,
    archive_until=date(2027, 3, 31),
    registration_url="https://example.com/",
    body=Body(text="# 題\n\n話。"),
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A case until the end of 2026, one without an end, and a seminar in February."""
    folder = tmp_path_factory.mktemp("dates")
    cases = [case(1, until=LAST), case(2)]
    bare = desk(cases, handed_out=cases)
    at = replace(bare, view=replace(bare.view, seminars=(SEMINAR,)))
    frame = shell("sales")
    planned = [*plan_cases(at), *plan_sales(at), *plan_seminars(at)]
    pages = shown(planned, frame)
    data = {path: content for page in planned for path, content in page.files.items()}
    files = {f"{url}index.html": text.encode() for url, text in pages.items()}
    for name, content in {**files, **frame.assets(), **data}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    with served(folder) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


def _at(browser: Browser, moment: str) -> Page:
    page = browser.new_context(timezone_id="Asia/Tokyo").new_page()
    page.clock.set_fixed_time(f"{moment}+09:00")
    return page


@pytest.mark.parametrize(("moment", "over"), [("2026-12-31T23:59:00", False), ("2027-01-01T00:01:00", True)])
def test_a_case_hides_itself_after_its_last_day(address: str, browser: Browser, moment: str, over: bool) -> None:
    page = _at(browser, moment)
    for place in ("cases/case-0001/", "cases/case-0001/onepager/"):
        page.goto(address + place)
        article, said = page.locator("article.cb-page"), page.locator(".cb-over")
        expect(said).to_be_visible(visible=over)
        expect(article).to_be_visible(visible=not over)
        expect(said).to_have_text("このページは公開を終了しました。")
    for place in ("cases/", "cases/case-0002/"):
        page.goto(address + place)
        expect(page.locator('.cb-card a[href*="case-0001"]')).to_be_visible(visible=not over)
    page.goto(f"{address}brief/?cases=case-0001,case-0002")
    expect(page.locator(".cb-sheet--own")).to_have_count(1 if over else 2)
    page.context.close()


def test_a_case_without_an_end_stays(address: str, browser: Browser) -> None:
    page = _at(browser, "2040-01-01T00:00:00")
    page.goto(f"{address}cases/case-0002/")
    expect(page.locator("article.cb-page")).to_be_visible()
    expect(page.locator(".cb-over")).to_have_count(0)
    page.context.close()


@pytest.mark.parametrize(
    ("moment", "shows"),
    [
        ("2026-12-31T20:00:00", {"参加を申し込む", "申込締切", "アーカイブ配信"}),
        ("2027-01-01T08:00:00", {"アーカイブ配信"}),
        ("2027-02-18T15:30:00", {"アーカイブ配信"}),
        ("2027-02-18T16:01:00", {"アーカイブ配信", "このセミナーは終了しました。"}),
        ("2027-04-01T00:01:00", {"このセミナーは終了しました。"}),
    ],
)
def test_a_seminar_closes_by_itself(address: str, browser: Browser, moment: str, shows: set[str]) -> None:
    page = _at(browser, moment)
    page.goto(f"{address}seminars/talk/")
    for words in ("参加を申し込む", "申込締切", "アーカイブ配信", "このセミナーは終了しました。"):
        expect(page.locator(".cb-ticket").get_by_text(words)).to_be_visible(visible=words in shows)
    page.context.close()

"""The minute that decides: from the home page to the right case, and on to a similar one."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from .visit import PHONE, WIDE, visit

SIZES = pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])


@SIZES
@pytest.mark.parametrize("circle", ["sales", "public"])
def test_home_to_search_to_case_to_similar(
    browser: Browser, request: pytest.FixtureRequest, size: tuple[int, int], circle: str
) -> None:
    address: str = request.getfixturevalue(circle)
    with visit(browser, address, size) as page:
        field = page.locator("main input[type=search]").first
        field.fill("食品 解約")
        field.press("Enter")
        page.wait_for_url(re.compile(r"/search/\?q="))
        results = page.locator("#search-results")
        expect(results).to_have_attribute("data-state", "done")
        expect(results).to_have_attribute("data-query", "食品 解約")
        first = results.locator("a[href]").first
        expect(first).to_have_attribute("href", re.compile(r"cases/case-0001/"))
        first.click()
        page.wait_for_url(re.compile(r"/cases/case-0001/"))
        expect(page.locator("h1")).to_be_visible()
        page.locator("section:has(#similar) a[href*='case-']:visible").first.click()
        page.wait_for_url(re.compile(r"/cases/case-(?!0001)\d{4}/"))
        expect(page.locator("h1")).to_be_visible()


@SIZES
def test_nothing_is_shown_for_what_is_not_there(browser: Browser, sales: str, size: tuple[int, int]) -> None:
    with visit(browser, f"{sales}search/?q=仮想通貨の税金", size) as page:
        results = page.locator("#search-results")
        expect(results).to_have_attribute("data-state", "done")
        expect(results.locator("a")).to_have_count(0)
        expect(page.get_by_text("見つかりません").first).to_be_visible()


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the screen."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider


PAGES = (
    "",
    "cases/",
    "cases/case-0001/",
    "cases/case-0001/onepager/",
    "stories/",
    "articles/",
    "articles/basics/what-is-community-management/",
    "glossary/",
    "glossary/community-management/",
    "playbooks/welcome-thread/",
    "seminars/food-retention-2027/",
    "seminars/food-retention-2027/slides/",
    "seminars/food-retention-2027/handout/",
    "seminars/frontline-message-2027/",
    "seminars/frontline-message-2027/slides/",
    "cases/case-0031/",
    "articles/communication/first-hour/",
    "playbooks/launch-countdown/",
    "stories/three-pots/",
    "phrases/",
    "voices/",
    "evidence/",
    "compare/",
    "brief/",
    "marketing/",
    "marketing/texts/",
    "search/",
    "404.html",
)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(360, 740), PHONE, WIDE], ids=["360", "390", "1280"])
def test_every_page_kind_opens_cleanly_and_fits(
    browser: Browser, sales: str, size: tuple[int, int], dark: bool
) -> None:
    for path in PAGES:
        with visit(browser, sales + path, size, dark=dark) as page:
            page.wait_for_load_state("networkidle")
            assert overflow(page) <= 0, path


@pytest.mark.parametrize(("today", "over"), [("2026-11-20", False), ("2027-02-19", True)])
def test_a_seminar_says_that_it_is_over_only_when_it_is(browser: Browser, sales: str, today: str, over: bool) -> None:
    with visit(browser, f"{sales}seminars/food-retention-2027/") as page:
        page.clock.set_fixed_time(f"{today}T12:00:00+09:00")
        page.reload()
        expect(page.get_by_text("このセミナーは終了しました。")).to_be_visible(visible=over)
        expect(page.get_by_text("参加を申し込む")).to_be_visible(visible=not over)


def test_everything_can_be_read_without_scripts(browser: Browser, sales: str) -> None:
    for path in PAGES:
        with visit(browser, sales + path, PHONE, scripts=False) as page:
            assert page.locator("h1").first.is_visible(), path


def test_the_finder_restores_its_filters_from_the_address(browser: Browser, sales: str) -> None:
    with visit(browser, f"{sales}cases/?segment=food", WIDE) as page:
        page.wait_for_load_state("networkidle")
        shown = page.locator("main a[href*='case-']:visible")
        hrefs = {link.get_attribute("href") for link in shown.all()}
        assert any("case-0001" in (href or "") for href in hrefs)
        assert not any("case-0003" in (href or "") for href in hrefs)

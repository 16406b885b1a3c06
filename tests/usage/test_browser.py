"""What pages send, in a real browser: a view once, a query that found nothing once, and nothing to who refuses it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visit import WIDE, visit
from tests.browsers import launched

from .site import BEACON, Server, counting, made, write

_VIEW = f"{BEACON}?kind=view&page=%2Fcases%2Fcase-0001%2F"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, closed before another folder of tests starts its own."""
    with launched() as started:
        yield started


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site for sales that counts."""
    root = tmp_path_factory.mktemp("counted")
    made(write(root, f"beacon: {BEACON}\n"), root / "site")
    return root / "site"


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    with counting(folder) as started:
        yield started


def _settle(page: Page) -> None:
    """A beacon leaves in its own time; so would a second one."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)


def test_a_view_is_sent_once_with_its_path_alone(browser: Browser, server: Server) -> None:
    with visit(browser, f"{server.address}cases/case-0001/?from=mail#outcome", WIDE) as page:
        _settle(page)
        assert server.asked == [_VIEW]
        (_, headers, body) = server.posted[0]
        assert body == b"" and not {"Cookie", "Referer"} & headers.keys()
        assert page.context.cookies() == [] and page.evaluate("localStorage.length + sessionStorage.length") == 0
        page.evaluate("location.hash = '#approach'")
        _settle(page)
        assert server.asked == [_VIEW]
        page.reload()
        _settle(page)
        assert server.asked == [_VIEW, _VIEW]
        page.goto(server.address)
        _settle(page)
        assert server.asked[2:] == [f"{BEACON}?kind=view&page=%2F"]


def test_a_page_that_is_not_there_is_not_told(browser: Browser, server: Server) -> None:
    """What was typed as an address may be anything; the page that says so sends nothing."""
    with visit(browser, f"{server.address}404.html", WIDE) as page:
        _settle(page)
    assert server.asked == []


@pytest.mark.parametrize("refusal", ["doNotTrack: '1'", "globalPrivacyControl: true"])
def test_who_asks_not_to_be_tracked_is_not_counted(browser: Browser, server: Server, refusal: str) -> None:
    name, _, value = refusal.partition(": ")
    context = browser.new_context()
    context.add_init_script(f"Object.defineProperty(Navigator.prototype, '{name}', {{ get: () => {value} }});")
    page = context.new_page()
    page.goto(f"{server.address}search/?q={quote('仮想通貨')}")
    expect(page.locator("#search-results")).to_have_attribute("data-state", "done")
    page.press("#cb-q-page", "Enter")
    page.wait_for_timeout(2000)
    context.close()
    assert server.asked == []


def test_a_site_that_does_not_count_sends_nothing(browser: Browser, tmp_path: Path) -> None:
    made(write(tmp_path), tmp_path / "site")
    with counting(tmp_path / "site") as server:
        with visit(browser, f"{server.address}search/?q={quote('仮想通貨')}", WIDE) as page:
            page.press("#cb-q-page", "Enter")
            page.wait_for_timeout(2000)
        assert server.asked == []


def _queries(server: Server) -> list[str]:
    found = [parse_qs(urlsplit(path).query) for path in server.asked]
    return [each["query"][0] for each in found if each["kind"] == ["miss"]]


def _ask(page: Page, query: str) -> None:
    page.fill("#cb-q-page", query)
    expect(page.locator("#search-results[data-state=done]")).to_have_attribute("data-query", query)
    page.press("#cb-q-page", "Enter")
    page.wait_for_timeout(300)


def test_a_query_that_found_nothing_is_sent_once_without_digits_and_cut(browser: Browser, server: Server) -> None:
    with visit(browser, f"{server.address}search/", WIDE) as page:
        _ask(page, "仮想通貨　２０２５")
        page.press("#cb-q-page", "Enter")
        _ask(page, "定期便")  # found
        _ask(page, "ぬ" * 60)
        _settle(page)
    assert _queries(server) == ["仮想通貨 ####", "ぬ" * 40]


@pytest.mark.parametrize(
    "query", ["あおぞら食品の競合ゼ", "株式会社ぬぬぬ", "ぬぬぬ様", "nunu@example.com", "ぬ 090-1234-5678"]
)
def test_what_may_tell_of_somebody_is_not_sent(browser: Browser, server: Server, query: str) -> None:
    with visit(browser, f"{server.address}search/", WIDE) as page:
        _ask(page, query)
        _ask(page, "ぬぬぬぬ")
        _settle(page)
    assert _queries(server) == ["ぬぬぬぬ"]

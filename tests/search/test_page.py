"""The search page and the field in the header, in a browser, with the theme around them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from generator.material import PageContext, Shell, SiteContext

from .conftest import served
from .corpus import DOCUMENTS


@pytest.fixture(scope="module")
def site(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two pages, stubs for the hits, and the index."""
    root = tmp_path_factory.mktemp("site")
    shell = Shell(SiteContext(name="試しの事例集", audience="sales", audience_label="営業", widest=False))
    pages = (
        PageContext(url="search/", template="search.html", title="検索"),
        PageContext(url="about/", template="page.html", title="このサイトについて"),
    )
    made = {f"{page.url}index.html": shell.render(page).encode() for page in pages}
    stubs = {f"{document.url}index.html": b"<!doctype html><link rel=icon href=data:,>" for document in DOCUMENTS}
    index = {f"search/index/{name}": data for name, data in files.items()}
    for name, data in {**shell.assets(), **made, **stubs, **index}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site answers."""
    with served(site) as found:
        yield found


@pytest.fixture(params=[1280, 390])
def page(chromium: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """An empty page of each width; whatever the console complains of fails the test."""
    page = chromium.new_page(viewport={"width": request.param, "height": 844}, base_url=address)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    assert complaints == []


def _open(page: Any, query: str) -> None:
    page.goto(f"search/?q={quote(query)}")
    _done(page, query)


def _done(page: Any, query: str) -> None:
    page.wait_for_function(
        "(q) => { const list = document.getElementById('search-results');"
        " return list.dataset.state === 'done' && list.dataset.query === q }",
        arg=query,
    )


def _urls(page: Any) -> list[str]:
    links = page.eval_on_selector_all(
        "#search-results a[href]", "(links) => links.map((a) => new URL(a.href).pathname)"
    )
    return [str(link) for link in links]


def test_runs_the_query_of_its_address(page: Any) -> None:
    _open(page, "菓子 退会")
    assert _urls(page) == ["/cases/case-0001/"]
    assert page.inner_text("#search-results .cb-label--kind") == "事例"
    assert page.eval_on_selector_all("#search-results mark", "(marks) => marks.length") > 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_found_is_said_and_links_nowhere(page: Any) -> None:
    _open(page, "人参")
    assert page.inner_text("#search-count") == "「人参」は見つかりませんでした。"
    assert _urls(page) == []


def test_results_follow_the_typing_and_stand_in_the_address(page: Any) -> None:
    page.goto("search/")
    page.fill("#cb-q-page", "さーば")
    _done(page, "さーば")
    assert _urls(page)[:1] == ["/articles/basics/server/"]
    assert page.evaluate("new URLSearchParams(location.search).get('q')") == "さーば"


def test_chips_narrow_and_back_widens(page: Any) -> None:
    _open(page, "会員")
    every = len(_urls(page))
    page.click("[data-filter='kind=case']")
    page.wait_for_selector("[data-filter='kind=case'][aria-pressed=true]")
    assert "kind=case" in page.url
    page.go_back()
    page.wait_for_selector("[data-filter='kind=case'][aria-pressed=false]")
    assert len(_urls(page)) == every


def test_a_typo_is_offered_outside_the_list(page: Any) -> None:
    _open(page, "モデレーシヨン")
    page.click("#search-suggestions a:has-text('モデレーション')")
    _done(page, "モデレーション")
    assert page.input_value("#cb-q-page") == "モデレーション"


def test_arrows_walk_through_the_hits(page: Any) -> None:
    _open(page, "事例")
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement === document.querySelector('#search-results a')")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "cb-q-page"


def test_content_cannot_become_markup(page: Any) -> None:
    _open(page, "<img src=x onerror=alert(1)>")
    assert page.query_selector("#search-count img, #search-results img") is None


def test_the_field_in_the_header_shows_hits(chromium: Any, address: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 844}, base_url=address)
    page.goto("about/")
    page.keyboard.press("/")
    page.keyboard.type("たいかい")
    page.wait_for_selector("#cb-q[aria-expanded=true]")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#cb-q", "aria-activedescendant") == "cb-q-list-0"
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/case-0001/")
    page.close()

"""The search page and the field in the header, in a browser, with the theme around them."""

from __future__ import annotations

from typing import Any

import pytest

from generator.material import PageContext, Shell

from .conftest import INSIDE, OUTSIDE, done, open_query


def _urls(page: Any) -> list[str]:
    links = page.eval_on_selector_all(
        "#search-results a[href]", "(links) => links.map((a) => new URL(a.href).pathname)"
    )
    return [str(link) for link in links]


def test_runs_the_query_of_its_address(page: Any) -> None:
    open_query(page, "菓子 退会")
    assert _urls(page) == ["/cases/case-0001/"]
    assert page.inner_text("#search-results .cb-label--kind") == "事例"
    assert page.eval_on_selector_all("#search-results mark", "(marks) => marks.length") > 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_found_is_said_and_links_nowhere(page: Any) -> None:
    open_query(page, "人参")
    assert page.inner_text("#search-count") == "「人参」は見つかりませんでした。"
    assert _urls(page) == []


def test_results_follow_the_typing_and_stand_in_the_address(page: Any) -> None:
    page.goto("search/")
    page.fill("#cb-q-page", "さーば")
    done(page, "さーば")
    assert _urls(page)[:1] == ["/articles/basics/server/"]
    assert page.evaluate("new URLSearchParams(location.search).get('q')") == "さーば"


def test_chips_narrow_and_back_widens(page: Any) -> None:
    open_query(page, "会員")
    every = len(_urls(page))
    page.click("[data-filter='kind=case']")
    page.wait_for_selector("[data-filter='kind=case'][aria-pressed=true]")
    assert "kind=case" in page.url
    page.go_back()
    page.wait_for_selector("[data-filter='kind=case'][aria-pressed=false]")
    assert len(_urls(page)) == every


def test_a_typo_is_offered_outside_the_list(page: Any) -> None:
    open_query(page, "モデレーシヨン")
    page.click("#search-suggestions a:has-text('モデレーション')")
    done(page, "モデレーション")
    assert page.input_value("#cb-q-page") == "モデレーション"


def test_arrows_walk_through_the_hits(page: Any) -> None:
    open_query(page, "事例")
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement === document.querySelector('#search-results a')")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "cb-q-page"


def test_content_cannot_become_markup(page: Any) -> None:
    open_query(page, "<img src=x onerror=alert(1)>")
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


def test_where_nothing_is_found_a_letter_is_ready(chromium: Any, address: str) -> None:
    context = chromium.new_context(base_url=address, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    open_query(page, "会員")
    assert not page.is_visible("#search-wish")
    open_query(page, "人参")
    page.click("#search-wish summary")
    page.click("#search-wish [data-cb-copy]")
    page.wait_for_selector("text=コピーしました")
    letter = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert letter[0] == "「人参」を探しましたが、見つかりませんでした。"
    assert letter[2].startswith("探した日：2")
    assert letter[3] == f"探した場所：{address}search/"
    context.close()


def test_filters_say_what_they_hide(page: Any) -> None:
    open_query(page, "会員")
    page.click("[data-filter='kind=case']")
    page.wait_for_selector("[data-filter='kind=case'][aria-pressed=true]")
    page.click("#search-more")
    assert page.get_attribute("#search-more", "aria-expanded") == "true"
    page.click("#search-facets [data-filter='segment=food']")
    page.wait_for_selector("#search-kinds [aria-pressed=true]:has-text('食品・飲料')")
    assert "segment=food" in page.url
    page.fill("#cb-q-page", "地下鉄")
    done(page, "地下鉄")
    assert page.inner_text("#search-count").startswith("この条件では見つかりませんでした。")
    assert not page.is_visible("#search-wish")
    page.click("#search-kinds [aria-pressed=true]:has-text('食品・飲料')")
    done(page, "地下鉄")
    assert len(_urls(page)) == 1
    assert page.evaluate("document.activeElement.dataset.filter") == "kind=case"


def test_escape_empties_the_field(page: Any) -> None:
    open_query(page, "会員")
    page.focus("#cb-q-page")
    page.keyboard.press("Escape")
    assert page.input_value("#cb-q-page") == ""
    assert page.get_attribute("#search-results", "data-state") == "idle"
    assert _urls(page) == []
    page.go_back()
    done(page, "会員")


def test_the_box_offers_words_where_it_finds_nothing(chromium: Any, address: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 844}, base_url=address)
    page.goto("about/")
    page.fill("#cb-q", "モデレーシヨン")
    page.wait_for_selector("#cb-q[aria-expanded=true]")
    assert page.inner_text(".cb-search__option:has-text('もしかして') .cb-search__title") == "モデレーション"
    page.fill("#cb-q", "人参")
    page.wait_for_selector(".cb-search__option:has-text('「人参」は見つかりませんでした。')")
    page.wait_for_function("() => document.querySelector('[data-cb-search] [role=status]').textContent")
    page.keyboard.press("ArrowDown")
    assert page.eval_on_selector_all("[aria-selected=true]", "(all) => all.length") == 1
    page.keyboard.press("Escape")
    assert page.get_attribute("#cb-q", "aria-expanded") == "false"
    page.close()


@pytest.mark.parametrize(("circle", "kept"), [(INSIDE, True), (OUTSIDE, False)])
def test_only_inside_the_company_is_there_a_record(circle: Any, kept: bool) -> None:
    html = Shell(circle).render(PageContext(url="search/", template="search.html", title="検索"))
    assert ('id="search-misses"' in html) is kept
    assert ("編集担当" in html) is kept
    assert "interactive-widget=resizes-content" in html

"""While somebody types: results during composition, keys that belong to the input method, rows that stay in place."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import HITS, done, fake_engine, open_query

FIELD = "#cb-q-page"
ANSWER = "return { hits: hits(30), total: 30, suggestions: [], pieces: [], facets: { kind: { case: 30 } } };"
LABELS = '{ kind: { case: "事例" } }'
SLOW_REST = f"{HITS} if (how.facets !== false) await new Promise((free) => (globalThis.free = free)); {ANSWER}"


def compose(page: Any, text: str) -> None:
    """Text that the input method still holds."""
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})


def press_composing(page: Any, selector: str, key: str, how: str) -> bool:
    """Press a key that belongs to the input method; whether the page kept its hands off."""
    left_alone: bool = page.eval_on_selector(
        selector,
        "(field, [key, how]) => field.dispatchEvent(new KeyboardEvent('keydown',"
        " { key, bubbles: true, cancelable: true, ...(how === 'code' ? { keyCode: 229 } : { isComposing: true }) }))",
        [key, how],
    )
    return left_alone


def texts(page: Any) -> list[str]:
    """Titles of the hits."""
    found: list[str] = page.eval_on_selector_all(".cb-hit__link", "(links) => links.map((link) => link.textContent)")
    return found


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("たい", "cases/case-0001"),
        ("たいかいr", "cases/case-0001"),
        ("さーb", "basics/server"),
        ("もでれ", "moderation"),
    ],
)
def test_hits_show_before_the_conversion(page: Any, typed: str, url: str) -> None:
    page.goto("search/")
    page.focus(FIELD)
    for end in range(1, len(typed) + 1):
        compose(page, typed[:end])
    done(page, typed)
    assert url in page.get_attribute(".cb-hit__link >> nth=0", "href")


def test_the_conversion_is_searched_when_it_is_confirmed(page: Any) -> None:
    page.goto("search/")
    page.focus(FIELD)
    compose(page, "たいかい")
    done(page, "たいかい")
    page.keyboard.insert_text("退会")
    done(page, "退会")
    assert page.input_value(FIELD) == "退会"


@pytest.mark.parametrize("how", ["flag", "code"])
def test_keys_of_the_input_method_are_left_to_it(page: Any, how: str) -> None:
    open_query(page, "事例")
    page.focus(FIELD)
    for key in ("ArrowDown", "Escape", "Enter"):
        assert press_composing(page, FIELD, key, how)
    assert page.input_value(FIELD) == "事例"
    assert page.evaluate("document.activeElement.id") == "cb-q-page"


def test_enter_that_confirms_a_conversion_leaves_the_box_open(chromium: Any, address: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 844}, base_url=address)
    page.goto("about/")
    page.focus("#cb-q")
    compose(page, "たいかい")
    page.wait_for_selector("#cb-q[aria-expanded=true]")
    for key in ("ArrowDown", "Enter", "Escape"):
        assert press_composing(page, "#cb-q", key, "flag")
    page.eval_on_selector("#cb-q", "(field) => field.form.requestSubmit()")
    assert page.url.endswith("/about/")
    assert page.get_attribute("#cb-q", "aria-expanded") == "true"
    assert page.get_attribute("#cb-q", "aria-activedescendant") is None
    page.close()


def test_the_first_hits_do_not_wait_for_the_rest(page: Any) -> None:
    fake_engine(page, SLOW_REST, labels=LABELS)
    page.goto("search/")
    page.fill(FIELD, "事例")
    page.wait_for_selector("#search-results[data-state=part] .cb-hit")
    first = texts(page)
    top = page.eval_on_selector(".cb-hit", "(hit) => hit.getBoundingClientRect().top")
    assert len(first) in (3, 4)
    page.evaluate("globalThis.free()")
    done(page, "事例")
    assert texts(page)[: len(first)] == first
    assert len(texts(page)) == 20
    assert page.eval_on_selector(".cb-hit", "(hit) => hit.getBoundingClientRect().top") == top
    assert page.inner_text("#search-count") == "30 件見つかりました"
    page.click("#search-next")
    page.evaluate("globalThis.free()")
    page.wait_for_function("() => document.querySelectorAll('.cb-hit').length === 30")
    assert page.evaluate("document.activeElement.textContent").startswith("事例20")


def test_rows_of_the_query_before_never_pass_for_hits(page: Any) -> None:
    fake_engine(page, SLOW_REST, labels=LABELS)
    open_at = "() => globalThis.free"
    page.goto("search/")
    page.fill(FIELD, "前")
    page.wait_for_function(open_at)
    page.evaluate("globalThis.free(), (globalThis.free = undefined)")
    done(page, "前")
    page.fill(FIELD, "後")
    page.wait_for_selector("#search-results[data-state=part] .cb-hit--veiled", state="attached")
    shown = page.eval_on_selector_all(
        ".cb-hit__link",
        "(links) => links.filter((a) => a.checkVisibility({ visibilityProperty: true })).map((a) => a.textContent)",
    )
    assert {text[-1] for text in shown} == {"後"}
    page.wait_for_function(open_at)
    page.evaluate("globalThis.free()")
    done(page, "後")
    assert page.locator(".cb-hit--veiled").count() == 0
    assert len(texts(page)) == 20


def test_a_late_answer_changes_nothing(page: Any) -> None:
    late = "if (query === '遅い') await new Promise((go) => setTimeout(go, 150));"
    fake_engine(page, f"{HITS} {late} {ANSWER}", labels=LABELS)
    page.goto("search/")
    page.fill(FIELD, "遅い")
    page.fill(FIELD, "速い")
    done(page, "速い")
    page.wait_for_timeout(300)
    assert {text[-2:] for text in texts(page)} == {"速い"}
    assert page.get_attribute("#search-results", "data-query") == "速い"


def test_a_page_that_stays_keeps_its_element(page: Any) -> None:
    fake_engine(page, f"{HITS} {ANSWER}", labels=LABELS)
    open_query(page, "会")
    page.evaluate("globalThis.before = [...document.querySelectorAll('.cb-hit')]")
    page.fill(FIELD, "会員")
    done(page, "会員")
    assert page.evaluate("[...document.querySelectorAll('.cb-hit')].every((hit, at) => hit === before[at])")
    assert texts(page)[0] == "事例0 会員"
    assert page.inner_text(".cb-hit__text >> nth=0 >> mark") == "会員"


def test_an_index_that_does_not_come_is_said(page: Any) -> None:
    fake_engine(page, "throw new Error('away')")
    page.goto("search/")
    page.fill(FIELD, "会員")
    page.wait_for_selector("#search-results[data-state=error]", state="attached")
    assert page.inner_text("#search-count").startswith("検索の準備ができませんでした")


def test_what_was_found_is_read_out_once_the_typing_rests(page: Any) -> None:
    open_query(page, "モデレーシヨン")
    page.wait_for_function("() => document.getElementById('search-status').textContent")
    spoken = page.text_content("#search-status")
    assert "件見つかりました" in spoken
    assert "もしかして：モデレーション。" in spoken


def test_the_address_follows_slowly_and_enter_makes_a_step(page: Any) -> None:
    page.goto("search/")
    page.evaluate(
        "() => { globalThis.steps = 0; for (const name of ['pushState', 'replaceState']) { const real = history[name];"
        " history[name] = (...all) => { globalThis.steps += 1; real.apply(history, all); } } }"
    )
    page.type(FIELD, "server index page", delay=15)
    done(page, "server index page")
    page.wait_for_function("() => new URLSearchParams(location.search).get('q') === 'server index page'")
    assert page.evaluate("globalThis.steps") <= 4
    page.keyboard.press("Enter")
    page.fill(FIELD, "会員")
    page.wait_for_function("() => new URLSearchParams(location.search).get('q') === '会員'")
    page.go_back()
    done(page, "server index page")


@pytest.mark.parametrize("height", [400, 300])
def test_beside_an_open_keyboard_hits_have_the_room(chromium: Any, address: str, height: int) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": height}, base_url=address)
    page.goto("search/")
    page.click(FIELD)
    page.keyboard.insert_text("会員")
    done(page, "会員")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    edges = page.eval_on_selector_all(f"{FIELD}, .cb-hit", "(all) => all.map((one) => one.getBoundingClientRect().top)")
    assert 0 <= edges[0] < 20
    assert edges[1] < height * 0.7
    page.mouse.wheel(0, 400)
    page.wait_for_timeout(200)
    assert 0 <= page.eval_on_selector(FIELD, "(field) => field.getBoundingClientRect().top") < 20
    page.close()

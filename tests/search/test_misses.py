"""The reader's own record of words that found nothing: off at first, never a name, all shown before it leaves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import done, fake_engine

FIELD = "#cb-q-page"
NOTHING = (
    "const total = query.includes('ある') ? 1 : 0; return { hits: [], total, suggestions: [], pieces: [], facets: {} };"
)
KEY = "casebook-misses /"


@pytest.fixture
def log(chromium: Any, address: str) -> Iterator[Any]:
    """The search page of a site that has nothing but 「ある」, and that knows one company."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, base_url=address, accept_downloads=True)
    page = context.new_page()
    fake_engine(page, NOTHING, names="async () => ['こむぎ堂', 'こむぎどう']")
    page.goto("search/")
    yield page
    context.close()


def _on(page: Any) -> None:
    page.click("#search-misses summary")
    page.check("[data-misses=on]")


def _ask(page: Any, query: str) -> None:
    page.fill(FIELD, query)
    done(page, query)
    page.press(FIELD, "Enter")
    page.wait_for_timeout(120)


def _kept(page: Any) -> list[dict[str, Any]]:
    kept = page.evaluate(f"localStorage.getItem({json.dumps(KEY)})")
    return json.loads(kept)["misses"] if kept else []


def _put(page: Any, queries: list[str]) -> None:
    misses = [{"query": query, "day": "2026-11-01", "times": 1} for query in queries]
    value = json.dumps({"on": True, "misses": misses})
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, value])


def _rows(page: Any) -> list[str]:
    return [str(row) for row in page.locator("[data-misses=rows] th").all_text_contents()]


def test_nothing_is_kept_unless_the_reader_says_so(log: Any) -> None:
    _ask(log, "にんじん")
    assert log.evaluate("localStorage.length") == 0
    log.click("#search-misses summary")
    assert not log.is_checked("[data-misses=on]")
    assert log.is_visible("text=まだ記録はありません。")


def test_a_settled_query_is_kept_and_counted(log: Any) -> None:
    _on(log)
    log.fill(FIELD, "にんじん")
    done(log, "にんじん")
    log.wait_for_selector("[data-misses=rows] tr", timeout=4000)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", _kept(log)[0]["day"])
    log.press(FIELD, "Enter")  # the same asking, not a second one
    _ask(log, "ある話")
    _ask(log, "人")
    _ask(log, "ＮＩＮＪＩＮ")
    _ask(log, "ninjin")
    _ask(log, "にんじん")
    assert [(miss["query"], miss["times"]) for miss in _kept(log)] == [("にんじん", 2), ("ninjin", 2)]


def test_what_is_still_being_composed_is_not_kept(log: Any) -> None:
    _on(log)
    log.focus(FIELD)
    session = log.context.new_cdp_session(log)
    session.send("Input.imeSetComposition", {"text": "にんじn", "selectionStart": 4, "selectionEnd": 4})
    done(log, "にんじn")
    log.wait_for_timeout(1900)
    assert _kept(log) == []
    log.keyboard.insert_text("人参")
    log.wait_for_selector("[data-misses=rows] tr", timeout=4000)
    assert _rows(log) == ["人参"]


@pytest.mark.parametrize(
    "query",
    [
        *(
            "こむぎ堂の退会",
            "コムギドウ",
            "ｺﾑｷﾞﾄﾞｳ",
            "こむぎ 堂",
            "株式会社まつば",
            "㈱まつば",
            "（株）まつば",
            "有限会社まつば",
        ),
        *(
            "田中様",
            "tanaka@example.com",
            "tanaka＠example",
            "03-1234-5678",
            "０９０１２３４５６７８",
            "https://a.example/",
        ),
        *("example.co.jp", "あ" * 61),
    ],
)
def test_a_name_or_an_address_is_never_kept(log: Any, query: str) -> None:
    _on(log)
    _ask(log, query)
    assert _kept(log) == []


@pytest.mark.parametrize("query", ["会員の多様性", "お客様の声", "仕様と様子", "2025 2026", "NPS 100"])
def test_ordinary_words_are_kept(log: Any, query: str) -> None:
    _on(log)
    _ask(log, query)
    assert [miss["query"] for miss in _kept(log)] == [query]


def test_nothing_is_kept_while_the_names_are_not_known(chromium: Any, address: str) -> None:
    page = chromium.new_page(base_url=address)
    fake_engine(page, NOTHING, names="async () => { throw new Error('away') }")
    page.goto("search/")
    _on(page)
    _ask(page, "にんじん")
    assert _kept(page) == []
    page.close()


def test_lines_with_a_name_that_became_known_go_before_they_are_shown(log: Any) -> None:
    misses = [{"query": query, "day": "2026-11-01", "times": 1} for query in ("こむぎ堂", "人参")]
    log.evaluate(
        "([key, value]) => localStorage.setItem(key, value)", [KEY, json.dumps({"on": True, "misses": misses})]
    )
    log.reload()
    log.click("#search-misses summary")
    log.wait_for_function("() => document.querySelectorAll('[data-misses=rows] tr').length === 1")
    assert _rows(log) == ["人参"]


def test_at_most_two_hundred(log: Any) -> None:
    misses = [{"query": f"ことば{at}", "day": "2026-11-01", "times": 1} for at in range(200)]
    log.evaluate(
        "([key, value]) => localStorage.setItem(key, value)", [KEY, json.dumps({"on": True, "misses": misses})]
    )
    _ask(log, "人参")
    kept = [miss["query"] for miss in _kept(log)]
    assert (len(kept), kept[0], kept[-1]) == (200, "人参", "ことば198")


def test_lines_are_removed_and_brought_back(log: Any) -> None:
    _on(log)
    for query in ("人参", "大根"):
        _ask(log, query)
    assert _rows(log) == ["大根", "人参"]
    log.click("[aria-label='「大根」を消す']")
    assert _rows(log) == ["人参"]
    log.click("[data-misses=undo]")
    assert _rows(log) == ["大根", "人参"]
    log.click("[data-misses=clear]")
    assert _kept(log) == []
    log.uncheck("[data-misses=on]")
    _ask(log, "牛蒡")
    assert _kept(log) == []


def test_the_file_holds_what_the_table_shows(log: Any, tmp_path: Path) -> None:
    _on(log)
    for query in ("人参", "<b>大根</b>"):
        _ask(log, query)
    assert "営業" in log.inner_text("[data-misses=file]")
    with log.expect_download() as coming:
        log.click("[data-misses=export]")
    assert re.fullmatch(r"casebook-misses-\d{4}-\d\d-\d\d\.json", coming.value.suggested_filename)
    assert coming.value.suggested_filename in log.inner_text("[data-misses=file]")
    coming.value.save_as(tmp_path / "misses.json")
    file = json.loads((tmp_path / "misses.json").read_text("utf-8"))
    assert {name: file[name] for name in ("format", "version", "site")} == {
        "format": "casebook-misses",
        "version": 1,
        "site": "営業",
    }
    assert file["misses"] == _kept(log)
    assert [miss["query"] for miss in file["misses"]] == _rows(log)
    assert set(file["misses"][0]) == {"query", "day", "times"}


def test_a_browser_without_storage_says_so(chromium: Any, address: str) -> None:
    page = chromium.new_page(base_url=address)
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('forbidden') }")
    page.goto("search/")
    page.click("#search-misses summary")
    page.click("[data-misses=on]")
    assert page.inner_text("[data-misses=status]") == "このブラウザーでは記録を残せません。"
    assert not page.is_checked("[data-misses=on]")
    page.close()

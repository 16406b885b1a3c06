"""The case finder as a reader uses it: words, filters, orders, what is kept, and a way out where nothing fits."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .visit import PHONE, WIDE, promised_by, visit


@pytest.fixture(params=[PHONE, WIDE], ids=["390", "1280"])
def finder(browser: Browser, sales: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    with visit(browser, f"{sales}cases/", request.param) as page:
        yield page


def _tick(page: Page, name: str, value: str) -> None:
    opener = page.locator(".cb-finder__open")
    if opener.is_visible():
        opener.click()
    page.check(f"input[name={name}][value={value}]")
    if opener.is_visible():
        page.keyboard.press("Escape")


def _ids(page: Page) -> list[str]:
    links = page.locator(".cb-finder__results .cb-card__title a")
    return [re.sub(r".*(case-\d+).*", r"\1", link.get_attribute("href") or "") for link in links.all()]


def _count(page: Page) -> int:
    said = page.locator("[data-cb-count]").inner_text()
    found = re.search(r"(\d+) 件", said)
    return int(found[1]) if found else 0


def test_words_and_filters_narrow_each_other(finder: Page) -> None:
    everything = _count(finder)
    finder.fill("#cb-q-finder", "かいやく")
    expect(finder.locator(".cb-finder__chosen")).to_contain_text("「かいやく」")
    expect(finder.locator(".cb-finder__results .cb-card")).to_have_count(_count(finder))
    by_words = _ids(finder)
    assert by_words[0] == "case-0001"
    assert 0 < len(by_words) < everything
    _tick(finder, "segment", "food")
    expect(finder.locator(".cb-finder__chosen .cb-chip")).to_have_count(2)
    expect(finder.locator(".cb-finder__results .cb-card")).to_have_count(_count(finder))
    both = _ids(finder)
    assert set(both) < set(by_words)
    assert _count(finder) == len(both)
    expect(finder).to_have_url(re.compile("segment=food"))
    finder.click(".cb-finder__chosen .cb-chip >> nth=0")
    expect(finder.locator("#cb-q-finder")).to_have_value("")
    expect(finder.locator(".cb-finder__results .cb-card")).to_have_count(_count(finder))
    assert set(both) <= set(_ids(finder))
    expect(finder).not_to_have_url(re.compile("q="))
    finder.go_back()
    expect(finder.locator("#cb-q-finder")).to_have_value("かいやく")
    expect(finder.locator("[data-cb-count]")).to_contain_text(f"{len(both)} 件")


def test_counts_tell_what_a_value_would_leave(finder: Page) -> None:
    _tick(finder, "purpose", "retention")
    expect(finder.locator(".cb-finder__chosen .cb-chip")).to_have_count(1)
    told = int(finder.locator("input[name=segment][value=food] ~ .cb-filter__count").text_content() or 0)
    _tick(finder, "segment", "food")
    expect(finder.locator("[data-cb-count]")).to_contain_text(f"{told} 件")
    expect(finder.locator(".cb-finder__results .cb-card")).to_have_count(told)


def test_by_effect_only_within_one_measure(finder: Page) -> None:
    effect = finder.locator("[data-cb-order] option[value=effect]")
    assert effect.is_disabled()
    _tick(finder, "kpi", "churn_rate")
    expect(effect).to_be_enabled()
    finder.select_option("[data-cb-order]", "effect")
    expect(finder).to_have_url(re.compile("sort=effect"))
    cards = finder.locator(".cb-finder__results .cb-card")
    uncompared = cards.filter(has_text="解約率：前後の比較なし")
    expect(uncompared).not_to_have_count(0)  # the figure of one group beside another's has no place in the order
    expect(cards.last).to_contain_text("前後の比較なし")
    label = finder.locator(".cb-figure__label", has_text=re.compile("^解約率$"))
    changes = cards.filter(has=label, has_not_text="前後の比較なし").locator(".cb-figure__change")
    told = [float(text.rstrip("%減")) for text in changes.all_inner_texts()]
    assert told == sorted(told, reverse=True)
    assert told


def test_where_nothing_fits_it_says_what_to_take_away(finder: Page) -> None:
    _tick(finder, "segment", "software")
    finder.fill("#cb-q-finder", "定期便の解約")
    expect(finder.locator("[data-cb-help]")).to_be_visible()
    assert _ids(finder) == []
    offer = finder.locator("[data-cb-loosen] button").first
    promised = promised_by(offer)
    offer.click()
    expect(finder.locator("[data-cb-help]")).to_be_hidden()
    assert len(_ids(finder)) == promised > 0


def test_conditions_are_kept_in_this_browser(finder: Page) -> None:
    _tick(finder, "segment", "food")
    finder.click(".cb-finder__keep")
    expect(finder.locator(".cb-finder__keep")).to_have_text("保存しました")
    expect(finder).to_have_url(re.compile("segment=food"))
    finder.goto(finder.url.partition("?")[0])
    finder.click("[data-cb-sets] a")
    expect(finder.locator(".cb-finder__chosen .cb-chip")).to_have_text(["食品・飲料"])
    finder.click(".cb-finder__forget")
    expect(finder.locator("[data-cb-saved]")).to_be_hidden()


def test_without_scripts_the_list_is_whole(browser: Browser, sales: str) -> None:
    with visit(browser, f"{sales}cases/", PHONE, scripts=False) as page:
        assert len(_ids(page)) == _count(page) > 10
        assert page.locator("#cb-q-finder").is_hidden()

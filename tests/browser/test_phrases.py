"""The phrases as a reader uses them: words, facets, the recipient, and a tap that copies what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .visit import PHONE, WIDE, promised_by, visit


@pytest.fixture(params=[PHONE, WIDE], ids=["390", "1280"])
def phrases(browser: Browser, sales: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    with visit(browser, f"{sales}phrases/", request.param) as page:
        yield page


def _shown(page: Page) -> int:
    count: int = page.locator("[data-cb-row]:visible").count()
    return count


def _told(page: Page) -> int:
    found = re.search(r"(\d+) 件", page.locator("[data-cb-count]").inner_text())
    return int(found[1]) if found else 0


def _open_filters(page: Page) -> bool:
    opener = page.locator(".cb-finder__open")
    if opener.is_visible():
        opener.click()
        return True
    return False


def _tick(page: Page, name: str, value: str) -> None:
    sheet = _open_filters(page)
    page.check(f"input[name={name}][value='{value}']")
    if sheet:
        page.keyboard.press("Escape")


def test_words_are_found_however_they_are_typed(phrases: Page) -> None:
    everything = _shown(phrases)
    assert everything == _told(phrases) > 100
    counts = {}
    for typed in ("解約", "かいやく", "ｶｲﾔｸ", "会員の皆様", "ＲＯＭ"):
        phrases.fill("#cb-q-phrases", typed)
        expect(phrases.locator(".cb-finder__chosen")).to_contain_text(f"「{typed}」")
        counts[typed] = _shown(phrases)
        assert counts[typed] == _told(phrases)
        assert 0 < counts[typed] < everything
    assert counts["解約"] == counts["かいやく"] == counts["ｶｲﾔｸ"]
    assert phrases.evaluate("CSS.highlights.get('cb-found').size") > 0
    phrases.fill("#cb-q-phrases", "")
    expect(phrases.locator(".cb-finder__chosen")).to_be_hidden()
    assert _shown(phrases) == everything


def test_all_that_is_asked_stands_in_the_address_and_comes_back(phrases: Page) -> None:
    phrases.check("input[name=recipient][value=external]")
    _tick(phrases, "kind", "mail")
    phrases.fill("#cb-q-phrases", "お詫び")
    phrases.press("#cb-q-phrases", "Enter")
    expect(phrases.locator(".cb-finder__chosen .cb-chip")).to_have_count(3)
    count = _shown(phrases)
    assert count == _told(phrases) > 0
    expect(phrases).to_have_url(re.compile(r"kind=mail&recipient=external&q="))
    phrases.reload()
    expect(phrases.locator(".cb-finder__chosen .cb-chip")).to_have_count(3)
    assert _shown(phrases) == count
    assert phrases.is_checked("input[name=recipient][value=external]")
    phrases.go_back()
    expect(phrases.locator("#cb-q-phrases")).to_have_value("")
    expect(phrases.locator(".cb-finder__chosen .cb-chip")).to_have_count(2)


def test_the_count_beside_a_value_is_what_it_leaves(phrases: Page) -> None:
    phrases.check("input[name=recipient][value=superior]")
    expect(phrases.locator(".cb-finder__chosen .cb-chip")).to_have_count(1)
    told = int(phrases.locator("input[name=concept][value=communication] ~ .cb-filter__count").text_content() or 0)
    _tick(phrases, "concept", "communication")
    expect(phrases.locator(".cb-finder__chosen .cb-chip")).to_have_count(2)
    assert _shown(phrases) == _told(phrases) == told > 0


def test_the_wording_for_somebody_else_is_one_tap_away_and_is_what_is_copied(browser: Browser, sales: str) -> None:
    with visit(browser, f"{sales}phrases/?recipient=external&purpose=お詫び", PHONE) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        entry = page.locator("[data-cb-entry]:visible").filter(has_text="ご連絡の順番を誤り")
        entry.get_by_role("button", name="社内向けを見る（1 件）").click()
        expect(entry.get_by_role("button", name=re.compile("社外向けを見る"))).to_be_visible()
        expect(entry).not_to_contain_text("ご連絡の順番を誤り", use_inner_text=True)
        entry.get_by_role("button", name="この文をコピー").locator("visible=true").click()
        expect(entry.locator(".cb-copy__word:visible")).to_have_text("コピーしました")
        said = entry.locator(".cb-said__text:visible").inner_text()
        assert page.evaluate("navigator.clipboard.readText()") == said
        assert said.startswith("先に確認を取らず")


def test_a_mail_keeps_its_lines_and_its_blanks_when_copied(browser: Browser, sales: str) -> None:
    with visit(browser, f"{sales}phrases/?kind=mail&purpose=事例を送る", PHONE) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        mail = page.locator("[data-cb-row]:visible")
        mail.get_by_role("button", name="本文をコピー").click()
        expect(mail.locator(".cb-copy--done")).to_have_count(1)
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(
            "〔会社名〕\n〔お名前〕様\n\nお世話になっております。〔自社名〕の〔担当者名〕です。\n先日は"
        )
        assert copied.endswith("\n\n〔署名〕")
        mail.get_by_role("button", name="件名をコピー").click()
        expect(mail.locator(".cb-copy--done")).to_have_count(2)
        assert page.evaluate("navigator.clipboard.readText()") == "先日のお話に近い事例のご紹介"


def test_where_nothing_fits_it_says_what_to_take_away(phrases: Page) -> None:
    phrases.check("input[name=recipient][value=internal]")
    phrases.fill("#cb-q-phrases", "仮想通貨の税金")
    expect(phrases.locator("[data-cb-help]")).to_be_visible()
    assert _shown(phrases) == 0
    expect(phrases.locator("[data-cb-count]")).to_have_text("「仮想通貨の税金」、社内の例文はまだありません。")
    offer = phrases.locator("[data-cb-loosen] button").first
    promised = promised_by(offer)
    offer.click()
    expect(phrases.locator("[data-cb-help]")).to_be_hidden()
    assert _shown(phrases) == promised > 0


def test_wrong_and_right_stand_side_by_side_where_there_is_room(browser: Browser, sales: str) -> None:
    with visit(browser, f"{sales}phrases/?kind=misuse", WIDE) as page:
        row = page.locator("[data-cb-row]:visible").first
        wrong, right = (row.locator(f".cb-said__{side}").bounding_box() for side in ("wrong", "right"))
        assert wrong and right
        assert wrong["y"] == right["y"]
        assert wrong["x"] + wrong["width"] <= right["x"]


def test_without_scripts_every_phrase_is_there(browser: Browser, sales: str) -> None:
    with visit(browser, f"{sales}phrases/", PHONE, scripts=False) as page:
        assert _shown(page) == _told(page) > 100
        assert page.locator("#cb-q-phrases").is_hidden()
        assert page.locator(".cb-copy").first.is_hidden()

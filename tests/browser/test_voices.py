"""Choosing and ordering ご意見・ご要望, by hand and by address."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from .visit import PHONE, visit


def _shown(page: Page) -> list[str]:
    found: list[str] = page.locator(".cb-voice:visible").evaluate_all("found => found.map(one => one.id)")
    return found


def test_voices_are_chosen_and_ordered_and_the_address_keeps_it(browser: Browser, sales: str) -> None:
    with visit(browser, f"{sales}voices/", PHONE) as page:
        whole = _shown(page)
        assert len(whole) >= 30
        page.select_option("[data-cb-voices] [name=state]", "planned")
        page.select_option("[data-cb-voices] [name=severity]", "high")
        some = _shown(page)
        assert 0 < len(some) < len(whole)
        status = page.locator("[data-cb-voices] [role=status]")
        expect(status).to_have_text(f"{len(whole)} 件のうち {len(some)} 件を表示しています。")
        expect(page).to_have_url(re.compile(r"\?state=planned&severity=high$"))
        page.select_option("[data-cb-voices] [name=order]", "times")
        first = page.locator("[data-cb-theme]:visible").evaluate_all(
            "all => all.map(one => Number(one.querySelector('.cb-voice:not([hidden])').dataset.times))"
        )
        assert first == sorted(first, reverse=True)
        page.go_back()
        page.go_back()
        page.go_back()
        assert _shown(page) == whole
        page.select_option("[data-cb-voices] [name=theme]", "お礼")
        page.select_option("[data-cb-voices] [name=severity]", "high")
        assert _shown(page) == []
        expect(status).to_contain_text("条件を「すべて」に戻してください")


def test_an_address_restores_what_was_chosen(browser: Browser, sales: str) -> None:
    with visit(browser, f"{sales}voices/?severity=high&order=last&state=nonsense", PHONE) as page:
        assert set(page.locator(".cb-voice:visible").evaluate_all("all => all.map(one => one.dataset.severity)")) == {
            "high"
        }
        assert page.locator("[data-cb-voices] [name=state]").input_value() == ""


def test_without_scripts_all_of_it_can_be_read(browser: Browser, sales: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{sales}voices/")
        expect(page.locator("[data-cb-voices]")).to_be_hidden()
        assert page.locator(".cb-voice:visible").count() >= 30
    finally:
        context.close()

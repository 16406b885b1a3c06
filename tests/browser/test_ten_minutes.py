"""The ten minutes before a meeting, on a phone: from half-typed kana to two sheets of paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from evaluation.browser import served
from generator.printing.letters import as_written
from tests.printing.desk import INSIDE, inside
from tests.printing.paper import A4, Paper, read, solid
from tests.whole import kept

from .visit import PHONE, visit

KEPT = """async () => {
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys())
      if (/offline\\.[0-9a-f]+\\.json$/.test(url)) return navigator.serviceWorker.controller !== null;
  return false;
}"""
"""Is the site kept as a whole?"""
COMPANY = "株式会社つきみ"
NOTES = "値段の話が出る"


@pytest.fixture(scope="module")
def train() -> Iterator[str]:
    """The address of the sales site where reading offline is allowed."""
    with served(kept()) as address:
        yield address


@pytest.fixture
def phone(browser: Browser, train: str) -> Iterator[Page]:
    with visit(browser, train, PHONE) as page:
        yield page


def _paper(page: Page, sheet: str) -> Paper:
    """The sheet as the browser's own dialog prints it."""
    page.locator(f"input[name=sheet][value={sheet}]").check(force=True)
    expect(page.locator(f".cb-sheet--{sheet}")).to_have_count(2)
    page.wait_for_selector("[data-cb-sheets][data-state=done]")
    return read(as_written(page.pdf(prefer_css_page_size=True)))


def test_from_kana_to_two_sheets_of_paper(phone: Page, train: str) -> None:
    # Search, half converted.
    field = phone.locator("main input[type=search]").first
    field.fill("しょくひん かいやく")
    field.press("Enter")
    results = phone.locator("#search-results")
    expect(results).to_have_attribute("data-state", "done")
    expect(results.locator("a[href]").first).to_have_attribute("href", re.compile("cases/case-0001/"))

    # The finder: words and a filter, then the first case onto the sheet.
    phone.goto(f"{train}cases/")
    phone.fill("#cb-q-finder", "かいやく")
    phone.click(".cb-finder__open")
    phone.check("input[name=segment][value=food]")
    phone.keyboard.press("Escape")
    expect(phone.locator(".cb-finder__chosen .cb-chip")).to_have_count(2)
    cards = phone.locator(".cb-finder__results .cb-card__title a")
    expect(cards.first).to_have_attribute("href", re.compile("case-0001"))
    found = [re.search(r"case-\d+", link.get_attribute("href") or "") for link in cards.all()]
    chosen = [match[0] for match in found if match][:2]
    assert chosen[0] == "case-0001"
    assert len(chosen) == 2
    for at in range(2):
        phone.goto(f"{train}cases/?q=かいやく&segment=food")
        expect(cards.nth(at)).to_have_attribute("href", re.compile(chosen[at]))
        cards.nth(at).click()
        phone.wait_for_url(f"**/cases/{chosen[at]}/")
        phone.click(".cb-case__bar .cb-button--primary")
        expect(phone.locator(".cb-desk__case")).to_have_count(at + 1)

    # For whom: kept in this browser, never in an address.
    phone.fill("[name=company]", COMPANY)
    phone.fill("[name=notes]", NOTES)
    phone.keyboard.press("Tab")
    expect(phone.locator(".cb-sheet__for").first).to_have_text(f"相手：{COMPANY}")
    assert phone.url == f"{train}brief/?cases={','.join(chosen)}"

    # Two sheets, a page for each case.
    own, handed = _paper(phone, "own"), _paper(phone, "out")
    for paper in (own, handed):
        assert [sheet.size for sheet in paper.sheets] == [A4, A4]
        assert all(solid(COMPANY) in sheet.text for sheet in paper.sheets)
    assert "手元用（社外秘）" in own.text
    assert solid(NOTES) in own.text
    assert solid(NOTES) not in handed.text
    for case, sheet in zip(chosen, handed.sheets, strict=True):
        alone = Paper(sheets=(sheet,), title=handed.title)
        assert inside(alone, case) == []
        assert set(inside(own, case)) - set(INSIDE), "the inside is looked for, and found where it is"

    # In the tunnel: the sheets are still there.
    phone.wait_for_function(KEPT)
    phone.context.set_offline(True)
    again = phone.context.new_page()  # not watched: what it asks the network for fails, as it should
    again.goto(phone.url)
    expect(again.locator("[data-cb-offline]")).to_have_text(re.compile("^オフライン："))
    expect(again.locator(".cb-sheet--own, .cb-sheet--out")).to_have_count(2)
    expect(again.locator(".cb-sheet__for").first).to_contain_text(COMPANY)

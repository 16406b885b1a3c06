"""A seminar is presented: on, back, steps, overview, notes, deep links, a finger, paper, and no network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .visit import PHONE, visit

SEMINARS = ("agency-handover-2026", "food-retention-2027", "frontline-message-2027", "restart-listening-2027")
DECK = f"seminars/{SEMINARS[0]}/slides/"
STAGE = (1280, 720)
_OVER = """() => [...document.querySelectorAll('.cb-slide__inner')].filter((stage) => !stage.closest('.cb-slide--cover')
  && (stage.scrollHeight > stage.clientHeight + 1 || stage.scrollWidth > stage.clientWidth + 1))
  .map((stage) => stage.innerText)"""
_SMALLEST = """() => Math.min(...[...document.querySelectorAll('.cb-slide__inner')]
  .map((stage) => Number(stage.style.getPropertyValue('--fit') || 1)))"""
_ALONE = """() => {
  const found = [];
  for (const block of document.querySelectorAll('.cb-slide :is(h1, h2, h3, p, li, blockquote, td)')) {
    const range = document.createRange();
    const tops = new Map();
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest('.cb-sr, svg')) continue;
      for (let at = 0; at < walker.currentNode.length; at++) {
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + 1);
        const box = range.getBoundingClientRect();
        if (box.width > 1) tops.set(Math.round(box.bottom / 4), (tops.get(Math.round(box.bottom / 4)) ?? 0) + 1);
      }
    }
    const counts = [...tops.values()];
    if (counts.length > 1 && counts[counts.length - 1] === 1) found.push(block.innerText);
  }
  return found;
}"""
_SWIPE = """([from, to]) => {
  const deck = document.querySelector('[data-cb-deck]');
  const touch = (x) => new Touch({identifier: 1, target: deck, clientX: x, clientY: 300});
  const fire = (type, x) => deck.dispatchEvent(new TouchEvent(type,
    {touches: type === 'touchstart' ? [touch(x)] : [], changedTouches: [touch(x)], bubbles: true}));
  fire('touchstart', from);
  fire('touchend', to);
}"""


@pytest.fixture
def deck(browser: Browser, public: str) -> Iterator[Page]:
    with visit(browser, public + DECK, STAGE) as page:
        page.wait_for_function("location.hash === '#s1'")
        yield page


def at(page: Page, hash_: str) -> None:
    """The address says where we are, and that slide fills the window."""
    page.wait_for_function("(wanted) => location.hash === wanted", arg=hash_)
    top = page.locator(hash_.partition(".")[0]).evaluate("(slide) => slide.getBoundingClientRect().top")
    assert abs(top) < 2


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_keys_go_through_slides_and_steps(deck: Page) -> None:
    items = deck.locator("#s2 li")
    press(deck, "ArrowRight")
    at(deck, "#s2.0")
    expect(items.first).to_be_hidden()
    press(deck, " ")
    at(deck, "#s2.1")
    expect(items.first).to_be_visible()
    expect(items.nth(1)).to_be_hidden()
    press(deck, "ArrowLeft", "ArrowLeft")
    at(deck, "#s1")
    press(deck, "ArrowDown", "PageDown", "ArrowRight", "ArrowRight")
    at(deck, "#s2")
    expect(items.last).to_be_visible()
    press(deck, "ArrowRight")
    at(deck, "#s3.0")
    expect(deck.locator("#s3 .cb-part__column").nth(1).locator("li").first).to_be_hidden()
    press(deck, "End")
    at(deck, "#s10")
    press(deck, "ArrowRight", "Shift+ ")
    at(deck, "#s9")
    press(deck, "Home")
    at(deck, "#s1")


def test_quick_presses_are_all_counted(deck: Page) -> None:
    for _ in range(30):
        deck.keyboard.press("ArrowRight")
    at(deck, "#s10")
    for _ in range(30):
        deck.keyboard.press("ArrowLeft")
    at(deck, "#s1")


def test_the_overview_leads_to_any_slide(deck: Page) -> None:
    press(deck, "o", "ArrowRight", "ArrowDown", "Enter")
    at(deck, "#s6")
    expect(deck.locator(".cb-slide__pick").first).to_be_hidden()
    deck.get_by_role("button", name="一覧").click()
    boxes = [slide.bounding_box() for slide in deck.locator(".cb-slide").all()]
    assert all(box and box["width"] < 330 and box["y"] + box["height"] < 720 for box in boxes)
    press(deck, "Escape")
    at(deck, "#s6")
    press(deck, "o")
    deck.get_by_role("link", name="スライド 8 半年の順番").click()
    at(deck, "#s8")


def test_notes_help_and_the_dark(deck: Page) -> None:
    notes = deck.locator("#s2 .cb-slide__notes")
    press(deck, "ArrowRight", "n")
    expect(notes).to_be_visible()
    expect(deck.get_by_role("button", name="話すこと")).to_have_attribute("aria-pressed", "true")
    press(deck, "n")
    expect(notes).to_be_hidden()
    press(deck, "?")
    expect(deck.get_by_role("dialog")).to_contain_text("全スライドの一覧")
    press(deck, "ArrowRight", "Escape")
    at(deck, "#s2.0")
    press(deck, "b")
    assert deck.evaluate("getComputedStyle(document.body, '::after').backgroundColor") == "rgb(0, 0, 0)"
    press(deck, "ArrowRight")
    at(deck, "#s2.0")
    assert deck.evaluate("getComputedStyle(document.body, '::after').content") == "none"


@pytest.mark.parametrize(("link", "seen", "hidden"), [("#s2", 3, 0), ("#s2.1", 1, 2), ("#s2.0", 0, 3)])
def test_a_link_leads_to_a_slide_and_its_steps(
    browser: Browser, public: str, link: str, seen: int, hidden: int
) -> None:
    with visit(browser, public + DECK + link, STAGE) as page:
        at(page, link)
        items = page.locator("#s2 li")
        assert [item.is_visible() for item in items.all()] == [True] * seen + [False] * hidden
        page.evaluate("location.hash = '#s8'")
        at(page, "#s8")


def test_a_reader_who_scrolls_sees_whole_slides(deck: Page) -> None:
    press(deck, "ArrowRight")
    deck.locator("[data-cb-deck]").evaluate("(deck) => { deck.scrollTop = deck.clientHeight * 2; }")
    at(deck, "#s3")
    deck.locator("[data-cb-deck]").evaluate("(deck) => { deck.scrollTop = deck.clientHeight; }")
    at(deck, "#s2")
    expect(deck.locator("#s2 li").last).to_be_visible()


def test_a_finger_turns_the_slides(browser: Browser, public: str) -> None:
    with visit(browser, public + DECK, PHONE) as page:
        page.wait_for_function("location.hash === '#s1'")
        page.evaluate(_SWIPE, [300, 100])
        at(page, "#s2.0")
        page.evaluate(_SWIPE, [300, 280])
        at(page, "#s2.0")
        page.evaluate(_SWIPE, [100, 300])
        at(page, "#s1")


def test_once_loaded_it_asks_for_nothing_more(browser: Browser, public: str) -> None:
    with visit(browser, public + DECK, STAGE) as page:
        page.wait_for_load_state("networkidle")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        press(page, "End", "o", "Home", "Enter", "n", "?")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.wait_for_timeout(300)
    assert [address for address in asked if "/icon." not in address] == [], "but for the tab's own picture"


@pytest.mark.parametrize("size", [STAGE, (1920, 1080), PHONE], ids=["1280", "1920", "phone"])
@pytest.mark.parametrize("name", SEMINARS)
def test_everything_fits_and_no_character_stands_alone(
    browser: Browser, public: str, name: str, size: tuple[int, int]
) -> None:
    with visit(browser, f"{public}seminars/{name}/slides/", size) as page:
        page.wait_for_function("document.querySelector('[data-cb-current]') !== null")
        page.evaluate("document.fonts.ready")
        assert page.evaluate(_OVER) == []
        assert page.evaluate(_ALONE) == []
        if size != PHONE:
            assert page.evaluate(_SMALLEST) >= 0.8, "our own slides have few words"


def test_paper_has_a_page_for_each_slide(browser: Browser, public: str) -> None:
    with visit(browser, public + DECK, STAGE) as page:
        press(page, "ArrowRight", "o")
        page.emulate_media(media="print")
        boxes = page.locator(".cb-slide__inner").evaluate_all(
            "(stages) => stages.map((stage) => [stage.offsetWidth, stage.offsetHeight, stage.scrollHeight])"
        )
        assert boxes == [[1280, 720, 720]] * 10
        assert page.locator("#s2 li").last.is_visible()
        assert not page.locator(".cb-slide__notes").first.is_visible()
        data = page.pdf(prefer_css_page_size=True)
    assert data.count(b"/Type /Page\n") == 10


def test_after_the_day_its_page_has_the_recording_and_what_was_asked(browser: Browser, public: str, sales: str) -> None:
    with visit(browser, public + f"seminars/{SEMINARS[0]}/") as page:
        expect(page.get_by_role("link", name="録画を見る（58分）")).to_be_visible()
        expect(page.get_by_text("引き継ぐとき、会員にはどこまで伝えますか。")).to_be_visible()
        expect(page.get_by_text("見積もりの前に、どの資料をお見せすればよいですか。")).to_have_count(0)
        page.clock.set_fixed_time("2027-02-01T12:00:00+09:00")
        page.reload()
        expect(page.get_by_role("link", name="録画を見る（58分）")).to_be_hidden()
    with visit(browser, sales + f"seminars/{SEMINARS[0]}/") as page:
        expect(page.get_by_text("見積もりの前に、どの資料をお見せすればよいですか。")).to_be_visible()


def test_the_handout_has_slides_with_what_was_said(browser: Browser, public: str) -> None:
    with visit(browser, public + f"seminars/{SEMINARS[0]}/handout/") as page:
        assert page.evaluate(_OVER) == []
        notes = page.locator(".cb-handout__notes")
        expect(notes).to_have_count(10)
        page.emulate_media(media="print")
        expect(notes.last).to_be_visible()
    with visit(browser, public + f"seminars/{SEMINARS[1]}/handout/") as page:
        expect(page.locator(".cb-handout__notes")).to_have_count(0)

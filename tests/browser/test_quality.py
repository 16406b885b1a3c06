"""What every kind of page keeps to, on a phone and on a desk, in light and dark: WCAG 2.2 A and AA as far as axe can
tell, targets that can be tapped, a focus that can be seen, and no scrolling sideways.

The kinds are those of the plan: a template for which this repository's content makes no page fails the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from evaluation.browser import served
from generator.circles import open_desk
from generator.load import load
from generator.order import Order
from generator.plan import plan
from generator.plan.offline import OFFLINE_URL
from generator.theme_assets import default_dir
from tests.whole import AS_OF, built, kept, own_config

from .visit import PHONE, WIDE

FRAMES = {"main.html", "page.html", "redirect.html"}
"""Templates of no page of their own: what others extend, and an address that leads on at once."""

STATES = {
    "a menu": ("sales", "", ".cb-header__menu"),
    "filters": ("sales", "cases/", ".cb-finder__open"),
    "a filtered list": ("sales", "cases/?segment=food&q=解約", ""),
    "a list where nothing fits": ("sales", "cases/?segment=food&purpose=local&q=解約", ""),
    "hits": ("sales", "search/?q=解約", ""),
    "no hit": ("sales", "search/?q=仮想通貨の税金", ""),
    "phrases for one recipient": ("sales", "phrases/?recipient=external&q=解約", ""),
    "a sheet": ("sales", "brief/?add=case-0001", ""),
    "cases compared": ("sales", "compare/?ids=case-0001,case-0003", ""),
    "the public home": ("public", "", ""),
    "a public case": ("public", "cases/case-0001/", ""),
}
"""What a template alone does not show: circle, address, and what to press first where it can be seen."""

AXE = """
async (rules) => {
  const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${id}: ${target.join(" ")} ${failureSummary.split("\\n").slice(1).join(" ").trim()}`));
}
"""
SCHEMES: dict[Literal["light", "dark"], dict[str, object]] = {
    "light": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "dark": {"type": "rule", "values": ["color-contrast"]},
}
"""What axe looks at: all of A and AA; in the dark once more what a colour scheme can change."""


@cache
def largest() -> dict[str, tuple[str, str]]:
    """For each template of the plan the circle and address of its page of the most bytes: sales, else the narrowest."""
    found: dict[str, tuple[str, str]] = {}
    for circle in ("sales", "editors"):
        config, output = own_config(), built(circle)[0]
        order = Order(config=config, audience=circle, output=output, as_of=AS_OF, use_cache=False)
        sizes: dict[str, tuple[int, str]] = {}
        for page in plan(open_desk(order, load(config)), config.nav).pages:
            size = _file(output, page.url).stat().st_size
            sizes[page.template] = max(sizes.get(page.template, (0, "")), (size, page.url))
        found = {template: (circle, url) for template, (_, url) in sizes.items()} | found
    return {"offline.html": ("kept", OFFLINE_URL)} | found


def _file(output: Path, url: str) -> Path:
    return output / url / "index.html" if not url or url.endswith("/") else output / url


TEMPLATES = sorted({path.name for path in default_dir().glob("*.html")} - FRAMES)


@pytest.fixture(scope="module")
def addresses() -> Iterator[dict[str, str]]:
    """Where each circle's site answers."""
    with (
        served(built("public")[0]) as public,
        served(built("sales")[0]) as sales,
        served(built("editors")[0]) as editors,
        served(kept()) as train,
    ):
        yield {"public": public, "sales": sales, "editors": editors, "kept": train}


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """One page for all: it is widened, not opened anew."""
    context = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, locale="ja-JP", reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    context.add_init_script(path=Path(__file__).parent / "quality.js")
    page = context.new_page()
    yield page
    context.close()


@contextmanager
def opened(page: Page, address: str, press: str = "") -> Iterator[list[str]]:
    """A page on a phone; what is wrong with it is gathered, and must be nothing in the end."""
    wrong: list[str] = []
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.emulate_media(color_scheme="light")
    page.goto(address)
    if press or "?" in address:
        page.wait_for_load_state("networkidle")
    if press:
        page.locator(press).first.click()
    page.evaluate(AXE_SCRIPT)
    yield wrong
    assert not wrong, "\n".join(["", *dict.fromkeys(wrong)])


def _widths(page: Page, wrong: list[str], *, desk: bool = True) -> None:
    """Adds what is wrong on the narrowest phone, on a phone and on a desk."""
    page.set_viewport_size({"width": 360, "height": 740})
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    wrong += [f"360: {over} px too wide"] if over > 0 else []
    for width, height in (PHONE, WIDE) if desk else (PHONE,):
        page.set_viewport_size({"width": width, "height": height})
        wrong += [f"{width} too small: {each}" for each in page.evaluate("small()")]
    page.evaluate("prune(5)")
    for width, height in (PHONE, WIDE) if desk else (PHONE,):
        page.set_viewport_size({"width": width, "height": height})
        for scheme, rules in SCHEMES.items():
            page.emulate_media(color_scheme=scheme)
            wrong += [f"{width} {scheme}: {each}" for each in page.evaluate(AXE, rules)]


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_kind_of_page_is_sound(phone: Page, addresses: dict[str, str], template: str) -> None:
    assert template in largest(), "no page of the sample content is made with this template: add one"
    circle, url = largest()[template]
    with opened(phone, addresses[circle] + url) as wrong:
        phone.keyboard.press("Tab")
        wrong += [f"focus unseen: {each}" for each in phone.evaluate("unseen()")]
        _widths(phone, wrong)


@pytest.mark.parametrize("state", STATES)
def test_what_pages_become_is_sound(phone: Page, addresses: dict[str, str], state: str) -> None:
    circle, url, press = STATES[state]
    with opened(phone, addresses[circle] + url, press) as wrong:
        _widths(phone, wrong, desk=not press)


def test_the_checks_see_what_is_wrong(phone: Page, addresses: dict[str, str]) -> None:
    with opened(phone, addresses["sales"] + "404.html"):
        phone.evaluate(
            "document.querySelector('main').insertAdjacentHTML('beforeend',"
            " '<p><a id=a href=x>小</a></p><p>文の中の<a id=b href=x>語</a></p>"
            "<button id=c>押す</button><img id=d src=x>')"
        )
        assert [each.partition(" ")[0] for each in phone.evaluate("small()")] == ["a", "button"]
        assert any(each.startswith("image-alt: #d") for each in phone.evaluate(AXE, SCHEMES["light"]))
        phone.keyboard.press("Tab")
        assert phone.evaluate("unseen()") == []
        phone.evaluate("document.querySelector('#c').style.outline = 'none'")
        assert phone.evaluate("unseen()") == ["button 「押す」"]

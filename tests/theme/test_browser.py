"""The theme in a real browser: no console message, nothing wider than the window, and what the modules do."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from evaluation.browser import served
from generator.material import Shell
from tests.browsers import launched

from .samples import FINDER, PAGES, SITE


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample pages, served under /kb/ as their site_url says."""
    folder = tmp_path_factory.mktemp("site")
    shell = Shell(SITE)
    files = {page.url if page.url.endswith(".html") else f"{page.url}index.html": shell.render(page) for page in PAGES}
    files["cases/finder.json"] = json.dumps(FINDER)
    for name, content in {**{k: v.encode() for k, v in files.items()}, **shell.assets()}.items():
        path = folder / "kb" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    with served(folder) as found:
        yield f"{found}kb/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_every_page_is_quiet_and_fits(
    address: str, browser: Browser, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url} {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url} {error}"))
    page.on("request", lambda request: said.extend([] if request.url.startswith(address) else [request.url]))
    wide = []
    for sample in PAGES:
        if sample.template in ("redirect.html", "search.html"):  # the one leaves, the other asks for an index
            continue
        page.goto(address + sample.url)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(sample.url)
    context.close()
    assert (said, wide) == ([], [])


def test_everything_can_be_read_without_scripts(address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "cases/")
    assert page.locator(".cb-card").count() == 2
    assert not page.locator(".cb-filters").is_visible()
    page.click(".cb-header__menu")
    page.click(".cb-drawer >> text=用語")
    assert page.url == address + "glossary/"
    context.close()


def test_filters_live_in_the_address(address: str, phone: Page) -> None:
    phone.goto(address + "cases/?segment=food")
    phone.wait_for_selector(".cb-chip--chosen")
    assert phone.locator(".cb-card").count() == 1
    assert phone.inner_text("[data-cb-count]") == "食品・飲料の事例が 1 件あります。"
    phone.click(".cb-finder__open")
    phone.check("input[value=machine]")
    phone.wait_for_url(address + "cases/?segment=food&segment=machine")
    phone.keyboard.press("Escape")
    phone.click(".cb-chip--chosen >> nth=0")
    phone.wait_for_url(address + "cases/?segment=machine")
    phone.go_back()
    phone.go_back()
    expect(phone.locator("[data-cb-count]")).to_have_text("食品・飲料の事例が 1 件あります。")


def test_a_tap_on_a_term_opens_its_definition(address: str, phone: Page) -> None:
    phone.goto(address + "articles/basics/grow/")
    phone.click(".cb-prose a.cb-term")
    assert phone.locator("#term-churn").is_visible()
    assert phone.url == address + "articles/basics/grow/"
    phone.keyboard.press("Escape")
    assert not phone.locator("#term-churn").is_visible()


def test_the_colour_scheme_is_remembered(address: str, phone: Page) -> None:
    phone.goto(address)
    phone.click(".cb-header__menu")
    for _ in range(2):
        phone.click(".cb-drawer [data-cb-scheme]")
    phone.goto(address + "glossary/")
    assert phone.evaluate("document.documentElement.dataset.mdColorScheme") == "slate"


def test_slides_answer_to_keys_and_show_their_notes(address: str, phone: Page) -> None:
    phone.set_viewport_size({"width": 1280, "height": 800})
    phone.goto(address + "seminars/s/slides/")
    phone.keyboard.press("ArrowRight")
    phone.wait_for_url("**/#s2")
    assert not phone.locator(".cb-slide__notes").is_visible()
    phone.keyboard.press("n")
    assert phone.locator(".cb-slide__notes").is_visible()
    phone.keyboard.press("n")
    sizes = phone.evaluate(
        "[...document.querySelectorAll('.cb-slide__inner :not(.cb-sr, .cb-slide__number, svg *)')]"
        ".filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 28 * 0.97  # the stage leaves room for the bar below it


def test_the_first_key_leads_to_the_content(address: str, phone: Page) -> None:
    phone.goto(address + "articles/basics/grow/")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    assert phone.evaluate("document.activeElement.id") == "main"


def test_a_first_visit_is_light(address: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    loaded: list[str] = []
    page.on("response", lambda response: loaded.append(response.url))
    page.goto(address + "articles/basics/grow/", wait_until="networkidle")
    weight = sum(len(gzip.compress(page.request.get(url).body())) for url in set(loaded))
    context.close()
    assert weight <= 90_000, sorted(loaded)


def test_files_of_the_theme_are_all_published() -> None:
    """Every module of the pages as it is; of the engine, which is linked into one, what is asked for by name."""
    folder = Path(__file__).parents[2] / "themes" / "casebook" / "assets" / "js"
    modules = {path.name for path in folder.rglob("*.js")} | {"engine.js", "fold.js"}
    assert modules == {name.rpartition("/")[2] for name in Shell(SITE).assets() if name.endswith(".js")}

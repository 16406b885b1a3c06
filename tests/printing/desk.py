"""商談シート printed as a browser prints it, and what would be wrong with the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from playwright.sync_api import Page

from generator.load import load
from generator.model.library import Library
from generator.printing.letters import as_written
from tests.whole import built, own_config

from .paper import A4, Paper, read, solid

READY = "[data-cb-sheets][data-state=done]"
_TEXTS = """
() => [...document.querySelectorAll(".cb-sheet")].map((sheet) => {
  const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const unseen = element.closest(".cb-sr, title, desc, details");
    if (!unseen && element.checkVisibility()) found.push(walker.currentNode.data);
  }
  return found;
})
"""
_WIDER = """
() => [...document.querySelectorAll(".cb-sheet *")].filter((element) => element instanceof HTMLElement
  && !element.closest(".cb-sr, details") && getComputedStyle(element).display !== "inline"
  && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1).map((element) => element.className)
"""
_FITS = "() => [...document.querySelectorAll('.cb-sheet')].map((sheet) => sheet.dataset.fit)"
INSIDE = ("社外秘", "持ち出し", "商談シート", "ご紹介の仕方", "つまずき", "取り決め", "Casebook")
"""Words that no hand-out says."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What came out, what stood in each sheet of the page that was printed, how it was set, and what ran over."""

    paper: Paper
    texts: list[list[str]]
    fits: list[str]
    wider: list[str]


def printed(page: Page, address: str, cases: str, sheet: str, company: str = "", notes: str = "") -> Printed:
    """The sheets of a site by the browser's own way of printing."""
    page.emulate_media(media="null")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}brief/?cases={cases}&sheet={sheet}")
    for name, value in (("company", company), ("notes", notes)):
        page.fill(f"[name={name}]", value)
        page.keyboard.press("Tab")
    page.wait_for_selector(READY, state="attached")
    data = page.pdf(prefer_css_page_size=True)
    page.set_viewport_size({"width": 688, "height": 1000})
    page.emulate_media(media="print")
    return Printed(
        paper=read(as_written(data)),
        texts=page.evaluate(_TEXTS),
        fits=page.evaluate(_FITS),
        wider=page.evaluate(_WIDER),
    )


def faults(one: Printed) -> list[str]:
    """What is wrong: a sheet is one A4 page with every text of it, and needs no font of the reader's."""
    found = [f"not A4: {sheet.size}" for sheet in one.paper.sheets if sheet.size != A4]
    found += [f"not embedded: {name}" for name in sorted(one.paper.loose_fonts)]
    found += [f"runs over: {name}" for name in one.wider]
    if len(one.paper.sheets) != len(one.texts):
        return [*found, f"{len(one.texts)} sheets on {len(one.paper.sheets)} pages ({one.fits})"]
    for sheet, texts in zip(one.paper.sheets, one.texts, strict=True):
        found += [f"missing: {text}" for text in map(solid, texts) if text not in sheet.text]
        found += [] if len(texts) > 20 else ["an empty sheet"]
    return found


def inside(paper: Paper, case: str) -> list[str]:
    """What a hand-out of a case of this repository holds and may not."""
    return [secret for secret in (*INSIDE, *_secrets(case)) if solid(secret) in paper.text + solid(paper.title)]


@cache
def library() -> Library:
    """What this repository's content says."""
    return load(own_config()).library


def _secrets(case: str) -> Iterator[str]:
    told = library().cases[case]
    client = library().organizations[told.organization or ""]
    assert told.consent is not None
    if "name" not in told.consent.proposal or told.consent.nda != "none":
        yield from (name for name in client.names if len(name) > 3)
        if told.community and told.community.name:
            yield told.community.name
    yield from (each.say for each in told.talk_track)
    yield from (text for each in told.objections for text in (each.question, each.answer))
    yield from told.setbacks
    if told.consent.record:
        yield told.consent.record
    if told.adoption and told.adoption.contact:
        yield told.adoption.contact


def ids(sheet: str) -> list[str]:
    """The cases of this repository's sales site that have the sheet."""
    end = "/onepager/index.html" if sheet == "out" else "/index.html"
    names = [
        path.relative_to(built("sales")[0]).as_posix() for path in built("sales")[0].glob("cases/case-*/**/*.html")
    ]
    return sorted({name.split("/")[1] for name in names if name.endswith(end)})

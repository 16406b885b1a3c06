"""From a keystroke to the frame that shows its results, on a processor slowed down; and the engine's part of it.

The hand types as people do: a word as it sounds, held by the input method, then converted; the next key comes after the
results of the last were painted. A frame comes only when the screen asks for one, sixty times a second, so what is
measured has up to 16.7 ms of waiting in it; ``unlocked`` browsers draw at once, and what is left is work.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page

from .queries import Query

SLOWED = 4
PAUSE = 0.06  # seconds between a paint and the next key
WARM = 3  # rounds with all files here
UNLOCKED = ("--disable-frame-rate-limit", "--disable-gpu-vsync")

_WATCH = """{
  const FILTER = ["data-state", "href", "hidden"];
  const shown = {
    page: (list, asked) => list.dataset.query === asked && ["part", "done"].includes(list.dataset.state),
    box: (list, asked) => {
      const all = list.querySelector(".cb-search__all:not([hidden])");
      return !list.hidden && all && new URL(all.href).searchParams.get("q") === asked;
    },
  };
  globalThis.watch = (surface, field, list) => {
    let start, filled, done, asked;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done?.([filled - start, performance.now() - start]);
    addEventListener("input", () => (start = performance.now()), { capture: true });
    new MutationObserver(() => {
      if (asked === undefined || field.value !== asked || !shown[surface](list, asked)) return;
      asked = undefined;
      filled = performance.now();
      requestAnimationFrame(() => channel.port2.postMessage(0));
    }).observe(list, { attributes: true, attributeFilter: FILTER, childList: true, subtree: true });
    globalThis.expect = (text) => {
      asked = text;
      globalThis.painted = new Promise((resolve) => (done = resolve));
    };
  };
}"""

_ENGINE = """async ([engine, index, typed]) => {
  const { search } = await (await import(engine)).openIndex(index);
  const times = [];
  for (const query of typed) {
    const start = performance.now();
    await search(query, { limit: 4, facets: false });
    times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return times;
}"""

_EMPTY = """async () => {
  const times = [];
  for (let at = 0; at < 60; at++) {
    const start = performance.now();
    await new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      document.title = `${at}`;
      document.body.style.setProperty("--at", at);
      requestAnimationFrame(() => channel.port2.postMessage(0));
    });
    times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 40 + (at % 17)));
  }
  return times;
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """A field of the site: where it is, how wide the window is, and how its list is found."""

    name: str
    kind: str
    width: int
    url: str
    field: str
    list: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Milliseconds of each keystroke: until the list was filled, and until it was painted."""

    filled: list[float]
    painted: list[float]


def surfaces(page_url: str) -> list[Surface]:
    """The search page on a telephone and on a desk, and the field in the header of a page."""
    page = {"kind": "page", "url": "search/", "field": "#cb-q-page", "list": "#search-results"}
    box = {"kind": "box", "url": page_url, "field": "#cb-q", "list": "#cb-q-list"}
    return [
        Surface(name="search page, 390 px", width=390, **page),
        Surface(name="search page, 1280 px", width=1280, **page),
        Surface(name="header, 1280 px", width=1280, **box),
    ]


def type_all(browser: Browser, address: str, surface: Surface, queries: Sequence[Query]) -> tuple[Times, Times]:
    """Type all queries as a new reader, then again: with files still to be fetched, and without."""
    with slow_page(browser, address, surface.width) as (page, session):
        page.goto(surface.url)
        page.focus(surface.field)
        names = [surface.kind, surface.field, surface.list]
        script = "([kind, field, list]) => watch(kind, document.querySelector(field), document.querySelector(list))"
        page.evaluate(f"(names) => {{ {_WATCH}; ({script})(names); }}", names)
        cold, *warm = (_round(session, queries) for _ in range(1 + WARM))
        return cold, Times(filled=_best(one.filled for one in warm), painted=_best(one.painted for one in warm))


def _best(rounds: Iterable[list[float]]) -> list[float]:
    """Each key's best time: other work of the machine does not count."""
    return [min(times) for times in zip(*rounds, strict=True)]


def _round(session: CDPSession, queries: Sequence[Query]) -> Times:
    found = [_key(session, text) for query in queries for text in ("", *query.typed)]
    times = [each for each in found if each]
    return Times(filled=[filled for filled, _ in times], painted=[painted for _, painted in times])


def _key(session: CDPSession, text: str) -> list[float]:
    """What stands in the field after a key; an emptied field is not timed."""
    at = len(text)
    if text:
        session.send("Runtime.evaluate", {"expression": f"expect({json.dumps(text)})"})
    session.send("Input.imeSetComposition", {"text": text, "selectionStart": at, "selectionEnd": at})
    times: list[float] = []
    if text:
        answer = {"expression": "painted", "awaitPromise": True, "returnByValue": True}
        times = session.send("Runtime.evaluate", answer)["result"]["value"]
    time.sleep(PAUSE)
    return times


def engine_alone(
    browser: Browser, address: str, engine: str, queries: Sequence[Query]
) -> tuple[list[float], list[float]]:
    """Milliseconds of ``index.search`` alone, for all that is typed: on the first round, and on later ones."""
    typed = [text for query in queries for text in query.typed]
    with slow_page(browser, address, 1280) as (page, _):
        page.goto("search/")
        times = page.evaluate(_ENGINE, [f"{address}{engine}", f"{address}search/index/", typed * (1 + WARM)])
        cold, *warm = (times[at : at + len(typed)] for at in range(0, len(times), len(typed)))
        return cold, _best(warm)


def empty_frames(browser: Browser, address: str) -> list[float]:
    """Milliseconds until a frame comes that shows next to nothing new: what no page can go below."""
    with slow_page(browser, address, 1280) as (page, _):
        page.goto("search/")
        return _best(page.evaluate(_EMPTY) for _ in range(WARM))


@contextmanager
def slow_page(browser: Browser, address: str, width: int) -> Iterator[tuple[Page, CDPSession]]:
    context = browser.new_context(viewport={"width": width, "height": 844}, base_url=address)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    try:
        yield page, session
    finally:
        context.close()

"""The engines that are asked: ours as published, and two others over the same texts, each through its own interface.

An engine is prepared below a folder that is served, and asked in a page of that folder. What it answers are addresses
relative to its own site's root, the best first; the rest of its answer is its own affair.
"""

from __future__ import annotations

import importlib.metadata
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from .sites import run
from .texts import Text

_SHOWN = 10
_BLANK = '<!doctype html><html lang="ja"><meta charset="utf-8"><title>blank</title><link rel="icon" href="data:,">'
_ASK_ALL = """async ([queries, root]) => {
  const all = [];
  for (const query of queries) all.push((await ask(query)).map((url) => new URL(url, root).href));
  return all;
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """One engine: the package that brings it, how its site is made, and what opens it in a browser's page."""

    name: str
    package: str
    make: Callable[[Sequence[Text], Path], None]
    """Write its site, from the texts, into a folder that may be there already."""

    opening: str
    """JavaScript in a page of the folder; it defines ``ask(query)``, which promises addresses."""

    before: str = ""
    """JavaScript that runs before any script of the page."""

    def version(self) -> str | None:
        """The version that is installed, None where it is missing."""
        try:
            return importlib.metadata.version(self.package)
        except importlib.metadata.PackageNotFoundError:
            return None

    def ask(self, browser: Browser, address: str, queries: Sequence[str]) -> list[list[str]]:
        """What is shown for each query, as addresses relative to ``address``."""
        page = browser.new_page()
        try:
            if self.before:
                page.add_init_script(self.before)
            page.goto(address)
            return _asked(page, self.opening, address, queries)
        finally:
            page.close()


def _asked(page: Page, opening: str, address: str, queries: Sequence[str]) -> list[list[str]]:
    page.evaluate(f"async () => {{ {opening} }}")
    found: list[list[str]] = page.evaluate(_ASK_ALL, [list(queries), address])
    return [[url.removeprefix(address).partition("#")[0] for url in urls[:_SHOWN]] for urls in found]


# -- ours --------------------------------------------------------------------------------------------------------


def _made_already(texts: Sequence[Text], folder: Path) -> None:
    """Our site is what the texts were read from. The engine's published folder is told to the page by a file."""
    (engine,) = folder.glob("assets/search.*/engine.js")
    (folder / "engine.json").write_text(json.dumps(engine.relative_to(folder).as_posix()), "utf-8")


_OURS = f"""
  const path = await (await fetch("engine.json")).json();
  const {{ openIndex }} = await import(new URL(path, location.href).href);
  const {{ search }} = await openIndex(new URL("search/index/", location.href).href, {{}});
  window.ask = async (query) => (await search(query, {{ limit: {_SHOWN} }})).hits.map((hit) => hit.url);
"""

OURS = Engine(name="Casebook", package="casebook", make=_made_already, opening=_OURS)

# -- Pagefind ----------------------------------------------------------------------------------------------------


def _make_pagefind(texts: Sequence[Text], folder: Path) -> None:
    for text in texts:
        page = folder / text.url / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(text.as_html(), "utf-8")
    run([sys.executable, "-m", "pagefind_bin_extended", "--site", str(folder), "--quiet"], folder)
    (folder / "index.html").write_text(_BLANK, "utf-8")


_PAGEFIND = f"""
  const engine = await import(new URL("pagefind/pagefind.js", location.href).href);
  await engine.init();
  window.ask = async (query) => {{
    const {{ results }} = await engine.search(query);
    const pages = await Promise.all(results.slice(0, {_SHOWN}).map((result) => result.data()));
    return pages.map((page) => page.url);
  }};
"""

PAGEFIND = Engine(name="Pagefind", package="pagefind_bin_extended", make=_make_pagefind, opening=_PAGEFIND)

# -- Material ----------------------------------------------------------------------------------------------------

_MKDOCS = "site_name: Evaluation\ntheme: {name: material, language: ja, font: false}\nplugins: [{search: {lang: ja}}]\n"


def _make_material(texts: Sequence[Text], folder: Path) -> None:
    source = folder.with_name(f"{folder.name}-source")
    for text in texts:
        page = source / "docs" / f"{text.url.rstrip('/')}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text.as_markdown(), "utf-8")
    (source / "docs" / "index.md").write_text("---\nsearch:\n  exclude: true\n---\n", "utf-8")
    (source / "mkdocs.yml").write_text(_MKDOCS, "utf-8")
    run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)], source)


_CATCH_WORKER = """
  window.searching = new Promise((ready) => {
    window.Worker = class extends Worker {
      asked = [];
      constructor(...how) {
        super(...how);
        this.addEventListener("message", ({ data }) => {
          if (data.type === 1) ready(this);
          if (data.type === 3) this.asked.shift()?.(data.data.items);
        });
      }
      postMessage(message, answer) {
        if (message.type === 2) this.asked.push(answer);
        super.postMessage(message);
      }
    };
  });
"""
"""The page makes its worker and hands it the index as it does for any reader (1: ready, 2: a query, 3: its answer).
It may ask something itself; as the worker answers in turn, each answer goes to whom it belongs."""

_MATERIAL = """
  const worker = await window.searching;
  window.ask = async (query) => {
    const items = await new Promise((answer) => worker.postMessage({ type: 2, data: query }, answer));
    return items.map(([first]) => first.location);
  };
"""

MATERIAL = Engine(
    name="Material", package="mkdocs-material", make=_make_material, opening=_MATERIAL, before=_CATCH_WORKER
)

ENGINES = (OURS, PAGEFIND, MATERIAL)

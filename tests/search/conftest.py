"""A small corpus, its index, and the shipped engine running in a real browser."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from generator.search import analyse, build

from .corpus import DOCUMENTS, SYNONYMS, VOCABULARY

ENGINE = Path(__file__).parents[2] / "themes" / "casebook" / "assets" / "search"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


class Engine:
    """The search engine as the site ships it, in a page of its own."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def search(self, query: str, **how: Any) -> dict[str, Any]:
        """The result of one query."""
        found: dict[str, Any] = self.page.evaluate("([query, how]) => index.search(query, how)", [query, how])
        return found

    def urls(self, query: str) -> list[str]:
        """The pages found, best first, without fragments."""
        return [hit["url"].partition("#")[0] for hit in self.search(query)["hits"]]

    def call(self, module: str, script: str, value: Any) -> Any:
        """Run a function of one module: ``script`` sees it as ``m`` and the value as ``v``."""
        return self.page.evaluate(
            f"async (v) => {{ const m = await import('/engine/{module}.js'); return ({script}); }}", value
        )


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """The index of the small corpus."""
    analysed = [analyse(document) for document in DOCUMENTS]
    return build(analysed, synonyms=SYNONYMS, vocabulary=VOCABULARY, labels={"segment": {"food": "食品・飲料"}})


@pytest.fixture(scope="package")
def engine(chromium: Any, files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The engine over the small corpus."""
    root = tmp_path_factory.mktemp("engine")
    shutil.copytree(ENGINE, root / "engine")
    (root / "index").mkdir()
    for name, data in files.items():
        (root / "index" / name).write_bytes(data)
    (root / "index.html").write_text("<!doctype html><meta charset=utf-8><link rel=icon href=data:,>", "utf-8")
    with served(root) as address:
        page = chromium.new_page()
        page.goto(address)
        page.evaluate(
            "async () => { window.index = await (await import('/engine/engine.js'))"
            ".openIndex(new URL('index/', location.href).href) }"
        )
        yield Engine(page)


@contextmanager
def served(root: Path) -> Iterator[str]:
    """A folder behind an address of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    """A running Chromium, closed before other folders start theirs; without one tests skip, but in CI they fail."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: install the Debian package `chromium`")
        pytest.skip("no Chromium here: what runs in the browser is not tested")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()

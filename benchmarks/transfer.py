"""What a first search costs its reader: every byte from focusing the field in the header to the first painted hit."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser

from .queries import Query

_ANSWERED = """(q) => {
  const list = document.getElementById("cb-q-list"), all = list.querySelector(".cb-search__all:not([hidden])");
  return !list.hidden && all && new URL(all.href).searchParams.get("q") === q;
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Bytes with headers: from a server that compresses nothing, and from one that does; and how many requests."""

    query: Query
    plain: int
    gzipped: int
    requests: int


def measure(browser: Browser, address: str, folder: Path, page_url: str, queries: Sequence[Query]) -> list[Transfer]:
    """Ask each query as a new reader, whose browser has nothing but the page that the query is typed on."""
    return [_ask(browser, address, folder, page_url, query) for query in queries]


def _ask(browser: Browser, address: str, folder: Path, page_url: str, query: Query) -> Transfer:
    context = browser.new_context(viewport={"width": 1280, "height": 844}, base_url=address)
    page = context.new_page()
    page.goto(page_url, wait_until="load")
    session = context.new_cdp_session(page)
    urls: dict[str, str] = {}
    weights: dict[str, int] = {}

    def asked(event: dict[str, Any]) -> None:
        urls[event["requestId"]] = event["request"]["url"]

    def came(event: dict[str, Any]) -> None:
        if event["requestId"] in urls:  # else the page itself still waited for it
            weights[event["requestId"]] = int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", came)
    session.send("Network.enable")
    page.wait_for_timeout(100)  # what the page itself fetches late
    page.focus("#cb-q")
    session.send("Input.insertText", {"text": query.text})
    page.wait_for_function(_ANSWERED, arg=query.text)
    context.close()
    saved = sum(_saved(folder / unquote(urlsplit(urls[each]).path).lstrip("/")) for each in weights)
    plain = sum(weights.values())
    return Transfer(query=query, plain=plain, gzipped=plain - saved, requests=len(urls))


def _saved(file: Path) -> int:
    """What a server that compresses takes off a file; the index's own files are compressed already."""
    if file.suffix == ".gz":
        return 0
    data = file.read_bytes()
    return max(0, len(data) - len(gzip.compress(data, 6)))

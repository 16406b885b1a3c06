"""From the moment an edit is saved to the first byte of the page that has it, through each preview's own server."""

from __future__ import annotations

import http.client
import random
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from .building import Bench, Say, set_up, surviving
from .corpus import Corpus
from .edits import Unseen, article, shows, word_of
from .figures import Served
from .processes import running
from .tools import HUGO, OURS, Tool

_TO_BEGIN, _TO_SHOW = 600.0, 60.0
_EVERY, _WHILE_BEGINNING = 0.005, 0.2
_REST = 1.0
"""Seconds between one edit and the next: a preview may finish what it does behind a page that it has shown."""


class Reader:
    """Asks a preview for one page, over a connection that is kept."""

    def __init__(self, port: int, url: str) -> None:
        self._port = port
        self._url = url
        self._connection = self._connect()

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self._port, timeout=_TO_SHOW)

    def ask(self) -> tuple[float, str]:
        """When the first byte came, and the page; "" where there is none now."""
        try:
            self._connection.request("GET", self._url)
            response = self._connection.getresponse()
            came = time.perf_counter()
            body = response.read()
        except (OSError, http.client.HTTPException):  # not yet there, or between one connection and the next
            self._connection.close()
            self._connection = self._connect()
            return time.perf_counter(), ""
        return came, body.decode("utf-8", "replace") if response.status == 200 else ""

    def wait(self, text: str, since: float, at_most: float, every: float = _EVERY) -> float:
        """Seconds from ``since`` to the first byte of a page that has ``text``. Raises Unseen."""
        while True:
            came, page = self.ask()
            if page and shows(page, text):
                return came - since
            if came - since > at_most:
                raise Unseen(f"{self._url} does not have 「{text}」 after {at_most:.0f} s")
            time.sleep(every)


def measure(corpus: Corpus, tools: tuple[Tool, ...], edits: int, say: Say) -> tuple[Served, dict[str, str]]:
    """Edit a word of one article after the other, in turn for each preview.

    Also returns why a preview that broke has no (further) figures. Raises Unseen where ours breaks."""
    broken: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="casebook-bench-") as name, ExitStack() as stack:
        bench = set_up(Path(name), corpus, [tool for tool in (OURS, HUGO) if tool in tools])
        ports: dict[Tool, int] = {}
        for tool in bench.tools:
            with surviving(tool, broken):
                ports[tool] = stack.enter_context(_preview(bench, tool, say))
        seconds: dict[str, list[float]] = {tool.name: [] for tool in ports}
        for number in range(edits):
            for tool, port in ports.items():
                if tool.name in broken:
                    continue
                with surviving(tool, broken):
                    took = _edit(bench, tool, port, number)
                    seconds[tool.name].append(took)
                    say(f"{corpus.pages:,} pages, edit {number + 1}: {tool.name} served it after {took:.3f} s")
                time.sleep(_REST)
    return Served(pages=corpus.pages, seconds=seconds), broken


@contextmanager
def _preview(bench: Bench, tool: Tool, say: Say) -> Iterator[int]:
    """The port of a preview that has built its site."""
    port = _free_port()
    say(f"{bench.corpus.pages:,} pages: {tool.name}, preview starts")
    with running([*tool.serve, str(port)], bench.project(tool), tool.settings(bench.folder)):
        place = bench.corpus.article_places()[0]
        source = bench.project(tool) / tool.source(place)
        title = (
            source.read_text("utf-8").partition("\ntitle: ")[2].partition("\n")[0]
        )  # a page that says to wait has none
        Reader(port, _url(tool, place)).wait(title, time.perf_counter(), _TO_BEGIN, _WHILE_BEGINNING)
        yield port


def _edit(bench: Bench, tool: Tool, port: int, number: int) -> float:
    rng = random.Random(f"served {number}")
    place = article(bench.corpus, rng)
    reader = Reader(port, _url(tool, place))
    _, before = reader.ask()
    sign = word_of(place, tool, bench.project(tool), bench.corpus, rng)
    saved = time.perf_counter()
    if not before or shows(before, sign.text):
        raise Unseen(f"{tool.name} had 「{sign.text}」 before the edit, or no page")
    return reader.wait(sign.text, saved, _TO_SHOW)


def _url(tool: Tool, place: str) -> str:
    """The address of a page within its site."""
    return f"/{tool.page(place).partition('/')[2].removesuffix('index.html')}"


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])

"""What a hit shows: one small record a page, several records a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import log2, sqrt
from typing import Any

from . import borders

SECTION = 500  # characters of a section that an excerpt may be taken from
PAGE = 6_000
FILE = 3_300  # bytes before compression …
LARGE = 1_000_000  # … and at least three times as much above: a thousand files are slow to publish

Json = dict[str, Any]


def record(analysed: Json) -> str:
    """url, title, kind, summary, and of each section its anchor, heading and the beginning of its text, as JSON."""
    left = PAGE
    sections = []
    for anchor, heading, text in analysed["shown"]:
        shown = " ".join(text.split())[: min(SECTION, left)]
        left -= len(shown)
        sections.append([anchor, heading, shown])
    row = [analysed["url"], analysed["title"], analysed["kind"], analysed["summary"], sections]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def files(texts: Sequence[str], urls: Sequence[str]) -> list[tuple[int, bytes]]:
    """(first page, JSON array) of each file.

    A hit costs its reader one file, and every reader pays for the list of all files: the larger the site, the larger
    the files.
    """
    sizes = [len(text.encode()) for text in texts]
    places = borders.ranges(sizes, [borders.mark(url) for url in urls], _usual(sum(sizes)))
    return [(page[0], _array(texts[page[0] : page[-1] + 1])) for page in places]


def _usual(total: int) -> int:
    """Bytes of a file, in steps: a site that grows by a page keeps its files."""
    best = sqrt(2.5 * total)
    return FILE if total < LARGE else max(3 * FILE, int(2 ** (round(log2(best) * 2) / 2)))


def _array(rows: Sequence[str]) -> bytes:
    return ("[" + ",\n".join(rows) + "]").encode()

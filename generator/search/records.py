"""What a hit shows: one small record a page, several records a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import sqrt
from typing import Any

SECTION = 500  # characters of a section that an excerpt may be taken from
PAGE = 6_000
FILE = 4_000  # bytes before compression, at the least …
LARGE = 1_000_000  # … and three times as much above: a thousand files are slow to publish

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


def files(texts: Sequence[str]) -> list[tuple[int, bytes]]:
    """(first page, JSON array) of each file.

    A hit costs its reader one file, and every reader pays for the list of all files: the larger the site, the larger
    the files.
    """
    sizes = [len(text.encode()) for text in texts]
    total = sum(sizes)
    most = max(FILE if total < LARGE else 3 * FILE, sqrt(2.5 * total))
    found: list[tuple[int, bytes]] = []
    first = size = 0
    for page, more in enumerate(sizes):
        if page > first and size + more > most:
            found.append((first, _array(texts[first:page])))
            first, size = page, 0
        size += more
    return [*found, (first, _array(texts[first:]))] if texts else found


def _array(rows: Sequence[str]) -> bytes:
    return ("[" + ",\n".join(rows) + "]").encode()

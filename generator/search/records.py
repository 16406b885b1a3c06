"""What a hit shows: one small record a page, several records a file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

SECTION = 500  # characters of a section that an excerpt may be taken from
PAGE = 6_000
SHARD = 24_000  # bytes

Json = dict[str, Any]


def record(analysed: Json) -> list[Any]:
    """url, title, kind, summary, and of each section its anchor, heading and the beginning of its text."""
    left = PAGE
    sections = []
    for anchor, heading, text in analysed["shown"]:
        shown = " ".join(text.split())[: min(SECTION, left)]
        left -= len(shown)
        sections.append([anchor, heading, shown])
    return [analysed["url"], analysed["title"], analysed["kind"], analysed["summary"], sections]


def shards(records: Iterable[list[Any]]) -> list[tuple[int, bytes]]:
    """(first page, JSON array) of each file."""
    found: list[tuple[int, bytes]] = []
    rows: list[str] = []
    first = size = page = 0
    for page, row in enumerate(records):
        text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        if rows and size + len(text.encode()) > SHARD:
            found.append((first, _array(rows)))
            first, size, rows = page, 0, []
        rows.append(text)
        size += len(text.encode())
    return [*found, (first, _array(rows))] if rows else found


def _array(rows: list[str]) -> bytes:
    return ("[" + ",\n".join(rows) + "]").encode()

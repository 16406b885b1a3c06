"""Text in columns for a terminal, where a full-width character takes two places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What a terminal might obey rather than show."""


def clean(text: str) -> str:
    """``text`` on one line, without what a terminal obeys."""
    return _CONTROL.sub(" ", text)


def width(text: str) -> int:
    """The places that ``text`` takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def table(rows: Sequence[Sequence[str]], numbers: Collection[int] = ()) -> list[str]:
    """Rows with their columns below each other; the columns of ``numbers`` stand to the right."""
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    return [_row(row, widths, numbers) for row in rows]


def _row(row: Sequence[str], widths: Sequence[int], numbers: Collection[int]) -> str:
    cells = []
    for column, (text, wide) in enumerate(zip(row, widths, strict=True)):
        gap = " " * (wide - width(text))
        cells.append(gap + text if column in numbers else text + gap)
    return "  ".join(cells).rstrip()

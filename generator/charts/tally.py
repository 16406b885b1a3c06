"""How many of each kind, as bars beside their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .drawing import WIDTH, cut, short, svg, text, width_of

_ROW = 30
_ROUND = 6
"""Counts up to so many are drawn as single blocks, which can be counted at a glance."""
_GAP = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One kind: its words, how many there are, and the tone of its bar (``reached``, ``partly``, ``missed``, "")."""

    label: str
    count: int
    tone: str = ""


def tally(title: str, rows: Sequence[Count], unit: str = "件") -> str:
    """A row for each kind, all on one scale; few are drawn as blocks, one for each. "" where there is nothing."""
    most = max((row.count for row in rows), default=0)
    if not most:
        return ""
    left = min(WIDTH / 2, max(width_of(row.label, "label") for row in rows) + 12)
    room = WIDTH - left - width_of(f"{most}{unit}", "label") - 8
    parts = []
    for at, row in enumerate(rows):
        middle = at * _ROW + 19
        long = row.count / most * room
        parts.append(text(0, middle, cut(row.label, "label", left - 8), "label", tone="strong"))
        parts += _blocks(row, left, at * _ROW + 4, long, few=most <= _ROUND)
        parts.append(text(left + long + 8, middle, f"{row.count}{unit}", "label"))
    said = "、".join(f"{row.label} {row.count}{unit}" for row in rows)
    return svg("tally", title, said, len(rows) * _ROW, parts)


def _blocks(row: Count, x: float, y: float, long: float, *, few: bool) -> list[str]:
    pieces = row.count if few else min(row.count, 1)
    width = long / pieces - _GAP if pieces else 0.0
    name = f"cb-chart__block cb-chart__block--{row.tone or 'none'}"
    places = (short(x + piece * (width + _GAP)) for piece in range(pieces))
    return [f'<rect class="{name}" x="{at}" y="{y}" width="{short(width)}" height="20" rx="3"/>' for at in places]

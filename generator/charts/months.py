"""How many a month, as a row of thin bars: a trend at a glance, beside its words."""

from __future__ import annotations

from collections.abc import Sequence

from .drawing import WIDTH, line, short, svg, text, width_of
from .tally import Count

_FOOT, _HIGH, _TOP = 66.0, 44.0, 20.0
_GAP = 5.0


def months(title: str, rows: Sequence[Count], unit: str = "回") -> str:
    """A bar for each month on one scale from zero; the highest is written out. "" where there is nothing."""
    most = max((row.count for row in rows), default=0)
    if not most:
        return ""
    step = WIDTH / len(rows)
    parts = [line("axis", 0, _FOOT, WIDTH, _FOOT)]
    for at, row in enumerate(rows):
        high = row.count / most * _HIGH
        tone = "reached" if at >= len(rows) - 3 else "none"
        parts.append(
            f'<rect class="cb-chart__block cb-chart__block--{tone}" x="{short(at * step + _GAP / 2)}"'
            f' y="{short(_FOOT - high)}" width="{short(step - _GAP)}" height="{short(high)}"/>'
            if row.count
            else ""
        )
    highest = next(at for at, row in enumerate(rows) if row.count == most)
    words = f"{most}{unit}"
    half = width_of(words, "label") / 2
    middle = min(max((highest + 0.5) * step, half), WIDTH - half)
    parts.append(text(middle, _TOP - 4, words, "label", "middle"))
    parts.append(text(0, _FOOT + 18, rows[0].label, "label"))
    parts.append(text(WIDTH, _FOOT + 18, rows[-1].label, "label", "end"))
    said = "、".join(f"{row.label} {row.count}{unit}" for row in rows)
    return svg("months", title, said, _FOOT + 26, [part for part in parts if part])

"""A value over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .bars import Bar
from .drawing import WIDTH, line, short, svg, text, width_of

_LEFT, _RIGHT, _TOP, _BOTTOM = 14.0, WIDTH - 22.0, 34.0, 136.0
_MOST_SPOTS = 24
"""More points than this are drawn as a line without a mark at each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of a trend: its place in time (any unit, rising), the value, and both in words."""

    at: float
    value: float
    label: str
    text: str


def trend(title: str, points: Sequence[Point], *, target: Bar | None = None) -> str:
    """A line over time on a scale that holds zero; the first and the last value are written out.

    Returns "" for fewer than three points: two are better told by bars."""
    if len(points) < 3:
        return ""
    values = [point.value for point in points] + ([target.value] if target else [])
    low, high = min(0.0, *values), max(0.0, *values)
    span, since, over = (high - low) or 1.0, points[0].at, (points[-1].at - points[0].at) or 1.0

    def level(value: float) -> float:
        return _BOTTOM - (value - low) / span * (_BOTTOM - _TOP)

    spots = [(_LEFT + (point.at - since) / over * (_RIGHT - _LEFT), level(point.value)) for point in points]
    zero = level(0)
    path = " ".join(f"{short(x)},{short(y)}" for x, y in spots)
    parts = [
        f'<polygon class="cb-chart__area" points="{short(_LEFT)},{short(zero)} {path} {short(_RIGHT)},{short(zero)}"/>',
        line("axis", 0, zero, WIDTH, zero),
        *([line("target", 0, level(target.value), WIDTH, level(target.value))] if target else []),
        f'<polyline class="cb-chart__line" points="{path}"/>',
        *(_spot(x, y) for x, y in (spots if len(spots) <= _MOST_SPOTS else (spots[0], spots[-1]))),
        *_values(points),
        text(0, _BOTTOM + 20, points[0].label, "label"),
        text(WIDTH, _BOTTOM + 20, points[-1].label, "label", "end"),
    ]
    height = _BOTTOM + 28
    if target:
        height += 18
        parts.append(text(0, height - 6, f"{target.label}（破線） {target.text}", "label"))
    return svg("trend", title, "、".join(f"{p.label} {p.text}" for p in points), height, parts)


def _spot(x: float, y: float) -> str:
    return f'<circle class="cb-chart__spot" cx="{short(x)}" cy="{short(y)}" r="4"/>'


def _values(points: Sequence[Point]) -> list[str]:
    """The first and the last value above the picture, where nothing is drawn; if both do not fit, the last."""
    first, last = points[0].text, points[-1].text
    shown = [text(WIDTH, 16, last, "value", "end", "after")]
    if width_of(first, "value") + width_of(last, "value") + 16 <= WIDTH:
        shown.insert(0, text(0, 16, first, "value", tone="before"))
    return shown

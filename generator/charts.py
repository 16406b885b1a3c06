"""Pictures of figures: pure functions that give SVG as text.

Every picture has a title, a description and its figures as text. Colours, fonts and lines come from classes alone
(``cb-chart…`` in ``case-charts.css``), so that the dark scheme and paper follow; nothing here carries a style.
One unit is one CSS pixel on a phone: the pictures are 320 units wide and scale from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: who or when, its value in words, and its length as a number that is not negative."""

    label: str
    text: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of a trend: its place in time (any unit, rising), the value, and both in words."""

    at: float
    value: float
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One dot of a distribution: where it lies, its words, and the page it opens."""

    value: float
    label: str
    href: str
    shape: str = "circle"  # or "diamond"


def before_after(title: str, before: Bar, after: Bar, *, target: Bar | None = None) -> str:
    """Two bars from one baseline, the earlier in a quiet tone, the later in the accent; ``target`` as a broken line.

    Returns "" where the lengths would say nothing (a negative value, or nothing but zeros)."""
    most = max(before.value, after.value, target.value if target else 0.0)
    if min(before.value, after.value) < 0 or most <= 0:
        return ""
    room = WIDTH - 92  # what is left of the width beside the values
    parts = [_beam(before, 0, most, room, "before"), _beam(after, 52, most, room, "after")]
    height = 104
    if target:
        x = target.value / most * room
        parts += [_goal(x, top, bar.value / most * room, bar.text) for top, bar in ((0, before), (52, after))]
        parts.append(_text(x, 120, f"{target.label} {target.text}", "label", _anchor(x)))
        height = 126
    parts += [_beam_words(before, 0, most, room, "before"), _beam_words(after, 52, most, room, "after")]
    words = "、".join(f"{bar.label} {bar.text}" for bar in (before, after, target) if bar)
    return _svg("bars", title, words, height, parts)


def _beam(bar: Bar, top: int, most: float, room: int, tone: str) -> str:
    length = max(2.0, bar.value / most * room)
    return (
        f'<rect class="cb-chart__bar cb-chart__bar--{tone}" x="0" y="{top + 20}" '
        f'width="{_round(length)}" height="26" rx="3"/>'
    )


def _goal(x: float, top: int, length: float, beside: str) -> str:
    """The target beside one bar; left out where it would run through the bar's own value."""
    if length + 2 < x < length + 14 + 11 * len(beside):
        return ""
    return f'<line class="cb-chart__target" x1="{_round(x)}" y1="{top + 17}" x2="{_round(x)}" y2="{top + 50}"/>'


def _beam_words(bar: Bar, top: int, most: float, room: int, tone: str) -> str:
    """The words of a bar, drawn after all lines so that none runs through them."""
    length = max(2.0, bar.value / most * room)
    value = _text(length + 8, top + 39, bar.text, f"value cb-chart__value--{tone}")
    return _text(0, top + 13, bar.label, "label") + value


def trend(title: str, points: Sequence[Point], *, target: Bar | None = None) -> str:
    """A line over time from a baseline of zero; the first and the last value are written out.

    Returns "" for fewer than three points, or where a value is negative."""
    if len(points) < 3 or min(point.value for point in points) < 0:
        return ""
    left, right, top, bottom = 14.0, WIDTH - 22.0, 34.0, 136.0
    most = max(*(point.value for point in points), target.value if target else 0.0) or 1.0
    first, last = points[0], points[-1]
    span = (last.at - first.at) or 1.0

    def place(point: Point) -> tuple[float, float]:
        return left + (point.at - first.at) / span * (right - left), bottom - point.value / most * (bottom - top)

    spots = [place(point) for point in points]
    path = " ".join(f"{_round(x)},{_round(y)}" for x, y in spots)
    area = f"{_round(left)},{_round(bottom)} {path} {_round(right)},{_round(bottom)}"
    parts = [
        f'<polygon class="cb-chart__area" points="{area}"/>',
        f'<line class="cb-chart__axis" x1="0" y1="{bottom}" x2="{WIDTH}" y2="{bottom}"/>',
        *(_level(target, bottom - target.value / most * (bottom - top)) if target else ()),
        f'<polyline class="cb-chart__line" points="{path}"/>',
        *(f'<circle class="cb-chart__spot" cx="{_round(x)}" cy="{_round(y)}" r="4"/>' for x, y in spots),
        _text(0, spots[0][1] - 12, first.text, "value cb-chart__value--before"),
        _text(WIDTH, spots[-1][1] - 12, last.text, "value cb-chart__value--after", "end"),
        _text(0, bottom + 20, first.label, "label"),
        _text(WIDTH, bottom + 20, last.label, "label", "end"),
    ]
    return _svg("trend", title, "、".join(f"{p.label} {p.text}" for p in points), 164, parts)


def _level(target: Bar, y: float) -> tuple[str, str]:
    at = _round(y)
    return (
        f'<line class="cb-chart__target" x1="0" y1="{at}" x2="{WIDTH}" y2="{at}"/>',
        _text(WIDTH / 2, y - 6, f"{target.label} {target.text}", "label", "middle"),
    )


def dots(title: str, items: Sequence[Dot], *, unit: str = "%", median: float | None = None) -> str:
    """Every item as a dot on one axis that holds zero; near neighbours are stacked. Each dot opens its page.

    ``median`` draws a line; leave it out where there are too few items for one to mean anything."""
    if not items:
        return ""
    low, high = min(0.0, *(d.value for d in items)), max(0.0, *(d.value for d in items))
    span = (high - low) or 1.0
    left, right = 22.0, WIDTH - 22.0
    spots = _stack([left + (dot.value - low) / span * (right - left) for dot in items])
    tallest = max(level for _, level in spots)
    bottom = 26.0 + tallest * 17
    zero = left - low / span * (right - left)
    parts = [
        f'<line class="cb-chart__axis" x1="0" y1="{bottom + 12}" x2="{WIDTH}" y2="{bottom + 12}"/>',
        f'<line class="cb-chart__zero" x1="{_round(zero)}" y1="4" x2="{_round(zero)}" y2="{bottom + 18}"/>',
    ]
    if median is not None:
        at = _round(left + (median - low) / span * (right - left))
        parts.append(f'<line class="cb-chart__median" x1="{at}" y1="4" x2="{at}" y2="{bottom + 12}"/>')
    parts += [_dot(dot, x, bottom - level * 17) for dot, (x, level) in zip(items, spots, strict=True)]
    parts += _ends(low, high, zero, left, right, bottom + 34, unit)
    described = "、".join(f"{dot.label}" for dot in items)
    return _svg("dots", title, described, bottom + 42, parts, role="group")


def _ends(low: float, high: float, zero: float, left: float, right: float, y: float, unit: str) -> list[str]:
    found = [_text(zero, y, f"0{unit}", "label", "middle")]
    if low < 0 and zero - left > 44:
        found.append(_text(left, y, f"{low:+.0f}{unit}".replace("-", "−"), "label", "middle"))
    if high > 0 and right - zero > 44:
        found.append(_text(right, y, f"{high:+.0f}{unit}", "label", "middle"))
    return found


def _stack(places: Sequence[float], width: float = 16.0) -> list[tuple[float, int]]:
    """A level for each place, so that no two marks of ``width`` on one level overlap."""
    last: list[float] = []
    levels: dict[int, int] = {}
    for index in sorted(range(len(places)), key=lambda i: (places[i], i)):
        free = next((level for level, right in enumerate(last) if places[index] - right >= width), len(last))
        if free == len(last):
            last.append(places[index])
        last[free] = places[index]
        levels[index] = free
    return [(place, levels[index]) for index, place in enumerate(places)]


def _dot(dot: Dot, x: float, y: float) -> str:
    if dot.shape == "diamond":
        around = ((x, y - 8), (x + 8, y), (x, y + 8), (x - 8, y))
        corners = " ".join(f"{_round(across)},{_round(down)}" for across, down in around)
        mark = f'<polygon class="cb-chart__dot cb-chart__dot--open" points="{corners}"/>'
    else:
        mark = f'<circle class="cb-chart__dot" cx="{_round(x)}" cy="{_round(y)}" r="7"/>'
    label = escape(dot.label)
    return f'<a href="{escape(dot.href)}" aria-label="{label}"><title>{label}</title>{mark}</a>'


def _svg(kind: str, title: str, description: str, height: float, parts: Sequence[str], role: str = "img") -> str:
    box = f"0 0 {WIDTH} {_round(height)}"
    return (
        f'<svg class="cb-chart cb-chart--{kind}" viewBox="{box}" role="{role}" focusable="false">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>" + "".join(parts) + "</svg>"
    )


def _text(x: float, y: float, text: str, kind: str, anchor: str = "start") -> str:
    return (
        f'<text class="cb-chart__{kind}" x="{_round(x)}" y="{_round(y)}" text-anchor="{anchor}">{escape(text)}</text>'
    )


def _anchor(x: float) -> str:
    return "start" if x < 60 else "end" if x > WIDTH - 60 else "middle"


def _round(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")

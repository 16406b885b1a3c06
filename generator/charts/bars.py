"""Before and after as two bars."""

from __future__ import annotations

from dataclasses import dataclass

from .drawing import WIDTH, cut, line, short, svg, text, width_of, within

_BAR = 26
_LEAST = 2.0
"""Even nothing leaves a mark."""
_GAP = 8.0
_WIDEST = 150.0
"""The most room for a value beside its bar; a longer one gets a line of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: who or when, its value in words, and its length; below zero it goes the other way."""

    label: str
    text: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """How values become places: the scale, where zero is, and whether values stand above their bars."""

    low: float
    span: float
    room: float
    above: bool

    def at(self, value: float) -> float:
        return (value - self.low) / self.span * self.room

    @property
    def row(self) -> int:
        return 72 if self.above else 52

    def bar_top(self, row: int) -> int:
        return row * self.row + (40 if self.above else 20)


def before_after(title: str, before: Bar, after: Bar, *, target: Bar | None = None) -> str:
    """Two bars from one baseline, the earlier in a quiet tone, the later in the accent; ``target`` as a broken line.

    Returns "" where the lengths would say nothing: nothing but zeros."""
    values = [bar.value for bar in (before, after, target) if bar]
    low, high = min(0.0, *values), max(0.0, *values)
    if low == high:
        return ""
    widest = max(width_of(bar.text, "value") for bar in (before, after)) + _GAP
    above = widest > _WIDEST
    layout = _Layout(low=low, span=high - low, room=WIDTH if above else WIDTH - widest, above=above)
    rows = ((before, 0, "before"), (after, 1, "after"))
    parts = [_beam(bar, row, tone, layout) for bar, row, tone in rows]
    height = float(layout.bar_top(1) + _BAR + 6)
    if low < 0:
        tops = (layout.bar_top(row) for _, row, _ in rows)
        parts += [line("axis", layout.at(0), top - 3, layout.at(0), top + _BAR + 3) for top in tops]
    if target:
        parts += [_goal(target, bar, row, layout) for bar, row, _ in rows]
        words = f"{target.label} {target.text}"
        height += 20
        place, anchor = within(layout.at(target.value), words, "label")
        parts.append(text(place, height - 6, words, "label", anchor))
    parts += [_words(bar, row, tone, layout) for bar, row, tone in rows]
    said = "、".join(f"{bar.label} {bar.text}" for bar in (before, after, target) if bar)
    return svg("bars", title, said, height, parts)


def _ends(bar: Bar, layout: _Layout) -> tuple[float, float]:
    left, right = sorted((layout.at(0), layout.at(bar.value)))
    return left, max(right, left + _LEAST)


def _beam(bar: Bar, row: int, tone: str, layout: _Layout) -> str:
    left, right = _ends(bar, layout)
    return (
        f'<rect class="cb-chart__bar cb-chart__bar--{tone}" x="{short(left)}" y="{layout.bar_top(row)}" '
        f'width="{short(right - left)}" height="{_BAR}" rx="3"/>'
    )


def _value_at(bar: Bar, layout: _Layout) -> float:
    """Where a value beside its bar begins: behind the bar, and never across the line of zero."""
    return max(_ends(bar, layout)[1], layout.at(0)) + _GAP


def _goal(target: Bar, bar: Bar, row: int, layout: _Layout) -> str:
    """The target beside one bar; left out where it would run through the bar's own value."""
    x, start, top = layout.at(target.value), _value_at(bar, layout), layout.bar_top(row)
    if not layout.above and start - 6 < x < start + width_of(bar.text, "value") + 4:
        return ""
    return line("target", x, top - 3, x, top + _BAR + 4)


def _words(bar: Bar, row: int, tone: str, layout: _Layout) -> str:
    """The words of a bar, drawn after all lines so that none runs through them."""
    top = row * layout.row
    place = (0.0, top + 34.0) if layout.above else (_value_at(bar, layout), top + 39.0)
    return text(0, top + 13, cut(bar.label, "label", WIDTH), "label") + text(*place, bar.text, "value", tone=tone)

"""Every case as a dot on one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import hypot

from .drawing import WIDTH, cut, line, short, svg, text, width_of, within

_LEFT, _RIGHT = 26.0, WIDTH - 26.0
_RADII = (7.0, 5.5, 4.0, 3.0)
_TALLEST = 168.0
"""No heap of dots grows taller; where even the smallest would, they overlap and read as a column."""
_MOST_DOTS = 300
"""More dots than this are counted into columns: the picture stays as big as it is."""
_COLUMNS = 46
_BETWEEN = 6.0
"""The room between two strips."""
_REACH = 22.0
"""Half the target of a finger: a dot alone on the line is pressed within this distance."""
_TABBED = 12
"""More links than this would be a wall for who goes by keyboard: the list beside the picture has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One dot: where it lies, its words, and the page it opens ("" for none).

    ``mark`` is how its target was met (``reached``, ``partly``, ``missed``, "" without one); ``shape`` is ``circle``
    or ``diamond``. Both can be told apart without colour."""

    value: float
    label: str
    href: str = ""
    mark: str = ""
    shape: str = "circle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One of several lines of dots that share a scale: its name, what stands at its end (n), and perhaps a median."""

    label: str
    note: str
    items: Sequence[Dot]
    median: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What the line says: at both ends, at zero, and which way it leads (``toward``, at its right end)."""

    low: str = ""
    zero: str = "0"
    high: str = ""
    toward: str = ""


def dots(
    title: str, description: str, items: Sequence[Dot], scale: Scale, *, median: tuple[float, str] | None = None
) -> str:
    """Every item as a mark on one line that holds zero; near neighbours are stacked. Each mark opens its page.

    ``median`` draws a line and says so; leave it out where there are too few items for one to mean anything.
    The description is a sentence, not a list: whatever shows the picture lists its items beside it."""
    if not items:
        return ""
    low, high = _range(items)
    head = 22.0 if median else 6.0
    marks, depth = _marks(items, low, high, head)
    bottom = head + depth
    zero = _place(0, low, high)
    parts = [line("axis", 0, bottom, WIDTH, bottom), line("zero", zero, head, zero, bottom + 6)]
    if median:
        at = _place(median[0], low, high)
        x, anchor = within(at, median[1], "label")
        parts += [line("median", at, head - 4, at, bottom), text(x, 12, median[1], "label", anchor, "strong")]
    words, foot = _foot(scale, low, high, bottom)
    return svg("dots", title, description, bottom + foot, [*parts, *marks, *words], role=_role(items))


def strips(title: str, description: str, rows: Sequence[Strip], scale: Scale) -> str:
    """Several lines of dots below each other, on one scale and one line of zero."""
    everything = [dot for row in rows for dot in row.items]
    if not everything:
        return ""
    low, high = _range(everything)
    zero = _place(0, low, high)
    top, lines, marks = 0.0, [], []
    for row in rows:
        found, depth = _marks(row.items, low, high, top + 18)
        label = cut(row.label, "label", WIDTH - width_of(row.note, "label") - 12)
        lines += [text(0, top + 14, label, "label", tone="strong"), text(WIDTH, top + 14, row.note, "label", "end")]
        marks += found
        if row.median is not None:
            at = _place(row.median, low, high)
            lines.append(line("median", at, top + 20, at, top + 18 + depth))
        top += 18 + depth
        lines.append(line("axis", 0, top, WIDTH, top))
        top += _BETWEEN
    bottom = top - _BETWEEN
    words, foot = _foot(scale, low, high, bottom)
    parts = [line("zero", zero, 0, zero, bottom + 6), *lines, *marks, *words]
    return svg("strips", title, description, bottom + foot, parts, role=_role(everything))


def _range(items: Sequence[Dot]) -> tuple[float, float]:
    """From the lowest to the highest, zero always among them."""
    low, high = min(0.0, *(dot.value for dot in items)), max(0.0, *(dot.value for dot in items))
    return (low, high) if low < high else (-1.0, 1.0)


def _marks(items: Sequence[Dot], low: float, high: float, head: float) -> tuple[list[str], float]:
    """What is drawn for the dots below ``head``, and the depth that it takes down to the line."""
    ordered = sorted(items, key=lambda dot: dot.value)
    places = [_place(dot.value, low, high) for dot in ordered]
    return _columns(places, head) if len(items) > _MOST_DOTS else _heap(ordered, places, head)


def _role(items: Sequence[Dot]) -> str:
    return "group" if len(items) <= _MOST_DOTS and any(dot.href for dot in items) else "img"


def _foot(scale: Scale, low: float, high: float, bottom: float) -> tuple[list[str], float]:
    """The words below the line, and the room that they take."""
    words = _ends(scale, low, high, bottom + 22)
    if not scale.toward:
        return words, 28.0
    return [*words, text(WIDTH, bottom + 40, scale.toward, "label", "end")], 46.0


def _place(value: float, low: float, high: float) -> float:
    return _LEFT + (value - low) / (high - low) * (_RIGHT - _LEFT)


def _ends(scale: Scale, low: float, high: float, y: float) -> list[str]:
    """What zero and both ends are; the words of an end stay away where they would touch those of zero."""
    at, anchor = within(_place(0, low, high), scale.zero, "label")
    found = [text(at, y, scale.zero, "label", anchor)]
    half = width_of(scale.zero, "label") / 2 + 8
    for value, words in ((low, scale.low), (high, scale.high)):
        x, anchor = within(_place(value, low, high), words, "label")
        reach = {"start": (x, x + width_of(words, "label")), "end": (x - width_of(words, "label"), x)}
        left, right = reach.get(anchor, (x - width_of(words, "label") / 2, x + width_of(words, "label") / 2))
        if value and words and (right < at - half or left > at + half):
            found.append(text(x, y, words, "label", anchor))
    return found


# -- few enough to draw each -----------------------------------------------------------------------------------


def _heap(items: Sequence[Dot], places: Sequence[float], head: float) -> tuple[list[str], float]:
    """The marks of dots in order of their places, as large as a heap of them allows, and the depth that they take."""
    for radius in _RADII:
        levels = _stack(places, 2 * radius + 2)
        tallest = max(levels) + 1
        if tallest * (2 * radius + 2) <= _TALLEST:
            break
    pitch = min(2 * radius + 2, _TALLEST / tallest)
    depth = max(28.0, (tallest - 1) * pitch + 2 * radius + 12)
    spots = [(x, head + depth - 6 - radius - level * pitch) for x, level in zip(places, levels, strict=True)]
    tabbed = len(items) <= _TABBED
    reaches = _reaches(spots, radius)
    marks = [_dot(dot, *spot, radius, reach, tabbed) for dot, spot, reach in zip(items, spots, reaches, strict=True)]
    return marks, depth


def _stack(places: Sequence[float], width: float) -> list[int]:
    """A level for each of the rising places, so that no two marks of ``width`` on one level overlap."""
    ends: list[float] = []
    levels = []
    for place in places:
        level = next((at for at, end in enumerate(ends) if place - end >= width), len(ends))
        if level == len(ends):
            ends.append(place)
        ends[level] = place
        levels.append(level)
    return levels


def _reaches(spots: Sequence[tuple[float, float]], radius: float) -> list[float]:
    """How far around each spot a press is for it: half way to its nearest neighbour, a finger's breadth at most."""
    found = [_REACH] * len(spots)
    for at, (x, y) in enumerate(spots):
        for other in range(at + 1, len(spots)):
            if spots[other][0] - x >= 2 * _REACH:
                break
            half = hypot(spots[other][0] - x, spots[other][1] - y) / 2
            found[at], found[other] = min(found[at], half), min(found[other], half)
    return [max(radius, reach) for reach in found]


def _dot(dot: Dot, x: float, y: float, radius: float, reach: float, tabbed: bool) -> str:
    mark = _mark(dot, x, y, radius)
    if not dot.href:
        return mark
    kept = "" if tabbed else ' tabindex="-1"'
    around = ""
    if reach > radius + 1:
        around = f'<circle class="cb-chart__reach" cx="{short(x)}" cy="{short(y)}" r="{short(reach)}"/>'
    return f'<a href="{escape(dot.href)}"{kept}><title>{escape(dot.label)}</title>{around}{mark}</a>'


def _mark(dot: Dot, x: float, y: float, radius: float) -> str:
    """Full: the target was reached; hollow: missed; with a core: partly; small and quiet: there was none."""
    size = radius if dot.mark else radius * 0.75
    name = f"cb-chart__dot cb-chart__dot--{dot.mark or 'none'}"
    if dot.shape == "diamond":
        wide = size * 1.15
        around = ((x, y - wide), (x + wide, y), (x, y + wide), (x - wide, y))
        points = " ".join(f"{short(across)},{short(down)}" for across, down in around)
        shape = f'<polygon class="{name}" points="{points}"/>'
    else:
        shape = f'<circle class="{name}" cx="{short(x)}" cy="{short(y)}" r="{short(size)}"/>'
    if dot.mark != "partly":
        return shape
    return f'{shape}<circle class="cb-chart__core" cx="{short(x)}" cy="{short(y)}" r="{short(size * 0.4)}"/>'


# -- too many to draw each -------------------------------------------------------------------------------------


def _columns(places: Sequence[float], head: float) -> tuple[list[str], float]:
    """Columns of equal breadth, as high as the number of places that they hold."""
    step = (_RIGHT - _LEFT) / _COLUMNS
    counts = Counter(min(_COLUMNS - 1, int((place - _LEFT) / step)) for place in places)
    most, depth = max(counts.values()), 120.0
    marks = []
    for column, count in sorted(counts.items()):
        tall = max(2.0, count / most * (depth - 8))
        x, y = _LEFT + column * step + 0.5, head + depth - tall
        marks.append(
            f'<rect class="cb-chart__bar cb-chart__bar--after" x="{short(x)}" y="{short(y)}" '
            f'width="{short(step - 1)}" height="{short(tall)}"/>'
        )
    return marks, depth

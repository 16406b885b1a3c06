"""What the figures are held against, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .building import COLD, UNCHANGED, WORD
from .figures import Measured, Size, growth, tenfold
from .tools import HUGO, MATERIAL, OURS

_MIB = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One row: a figure (None where it was not measured) and the most that it may be, both in ``unit``."""

    name: str
    figure: float | None
    most: float
    unit: str

    @property
    def verdict(self) -> str:
        if self.figure is None:
            return "not measured"
        return "met" if self.figure <= self.most else f"missed: {self.figure / self.most:.1f} × the goal"


_COLD = {1_000: (2.0, 0.35), 5_000: (1.3, 0.2)}
_UNCHANGED = {1_000: 0.2, 5_000: 0.06}
_ONE_PAGE = {1_000: 0.3, 5_000: 0.08}
_SERVED = {1_000: 0.1, 5_000: 0.15}
_SERVED_TO_HUGO = 0.25
_MEMORY = {5_000: 300}
_TENFOLD = 10.5
_WIDER = 1.1
_HTML, _VISIT = 8, 90


def goals(found: Measured) -> list[Goal]:
    """Every goal, whether it was measured or not."""
    return [*_building(found.sizes), *_growth(found.sizes), *_serving(found), *_weight(found)]


def _building(sizes: Sequence[Size]) -> Iterator[Goal]:
    by_pages = {size.pages: size for size in sizes}

    def ratio(pages: int, ours: str, tool: str, theirs: str) -> float | None:
        size = by_pages.get(pages)
        return size.ratio((OURS.name, ours), (tool, theirs)) if size else None

    for pages, (to_hugo, to_material) in _COLD.items():
        figure = ratio(pages, COLD.name, HUGO.name, COLD.name)
        yield Goal(name=f"cold, {pages:,} pages", figure=figure, most=to_hugo, unit="× Hugo")
        figure = ratio(pages, COLD.name, MATERIAL.name, COLD.name)
        yield Goal(name=f"cold, {pages:,} pages", figure=figure, most=to_material, unit="× Material")
    for state, most in ((UNCHANGED.name, _UNCHANGED), (WORD.name, _ONE_PAGE)):
        for pages, times in most.items():
            figure = ratio(pages, state, HUGO.name, state)
            yield Goal(name=f"{state}, {pages:,} pages", figure=figure, most=times, unit="× Hugo")
    for pages, mib in _MEMORY.items():
        held = by_pages[pages].memory.get(OURS.name) if pages in by_pages else None
        figure = held / _MIB if held else None
        yield Goal(name=f"memory of all processes, {pages:,} pages", figure=figure, most=mib, unit="MiB")


def _growth(sizes: Sequence[Size]) -> Iterator[Goal]:
    """Time and weight from each size to the next."""
    for few, many in pairwise(sizes):
        step = f"{few.pages:,} → {many.pages:,} pages"
        less, more = few.time(OURS.name, COLD.name), many.time(OURS.name, COLD.name)
        figure = tenfold(growth(few.pages, less, many.pages, more)) if less and more else None
        yield Goal(name=f"ten times the pages, cold, {step}", figure=figure, most=_TENFOLD, unit="× the time")
        light, heavy = few.weights.get(OURS.name), many.weights.get(OURS.name)
        figure = heavy.raw / light.raw if light and heavy else None
        yield Goal(name=f"the median article, {step}", figure=figure, most=_WIDER, unit="× the HTML")


def _serving(found: Measured) -> Iterator[Goal]:
    by_pages = {each.pages: each for each in found.served}
    for pages, most in _SERVED.items():
        served = by_pages.get(pages)
        figure = served.time(OURS.name) if served else None
        yield Goal(name=f"edit to served, {pages:,} pages", figure=figure, most=most, unit="s")
        figure = served.ratio(OURS.name, HUGO.name) if served else None
        yield Goal(name=f"edit to served, {pages:,} pages", figure=figure, most=_SERVED_TO_HUGO, unit="× Hugo")


def _weight(found: Measured) -> Iterator[Goal]:
    weight = found.weight
    html = weight.html.gz / 1000 if weight else None
    yield Goal(name="HTML of the median page, compressed", figure=html, most=_HTML, unit="KB")
    heaviest = max(visit.gz for visit in weight.visits) / 1000 if weight else None
    yield Goal(name="all that the heaviest first visit loads, compressed", figure=heaviest, most=_VISIT, unit="KB")

"""What was measured, and what is computed from it: medians, ratios by round, growth."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBytes:
    """The median page of a site: its HTML as it is, and compressed."""

    raw: int
    gz: int


Round = Mapping[tuple[str, str], float]
"""Seconds by (tool, state), measured one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Builds of as many pages by every tool that ran: seconds, the most memory, and what a page weighs."""

    pages: int
    rounds: Sequence[Round]
    memory: Mapping[str, int | None] = field(default_factory=dict)
    weights: Mapping[str, PageBytes] = field(default_factory=dict)

    def time(self, tool: str, state: str) -> float | None:
        """Median seconds; None where it was not measured."""
        return median([each[tool, state] for each in self.rounds if (tool, state) in each])

    def ratio(self, ours: tuple[str, str], theirs: tuple[str, str]) -> float | None:
        """The median of what each round's figures are to each other, so that a machine's moods cancel out."""
        return median([each[ours] / each[theirs] for each in self.rounds if ours in each and theirs in each])


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Seconds from an edit to the new page's first byte, by tool, edit by edit."""

    pages: int
    seconds: Mapping[str, Sequence[float]]

    def time(self, tool: str) -> float | None:
        """The median; None where it was not measured."""
        return median(self.seconds.get(tool, ()))

    def ratio(self, ours: str, theirs: str) -> float | None:
        """The median of what each pair of edits took."""
        pairs = zip(self.seconds.get(ours, ()), self.seconds.get(theirs, ()), strict=False)
        return median([mine / other for mine, other in pairs])


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that was loaded: bytes as it is, and compressed."""

    path: str
    raw: int
    gz: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a first visit to a page loads, the page first."""

    name: str
    files: Sequence[File]

    @property
    def page(self) -> File:
        return self.files[0]

    @property
    def raw(self) -> int:
        return sum(file.raw for file in self.files)

    @property
    def gz(self) -> int:
        return sum(file.gz for file in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """The median page of the whole site, and visits to the middle one of each kind of page."""

    pages: int
    html: PageBytes
    visits: Sequence[Visit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A whole run, and why a tool or a part of it has no figures."""

    sizes: Sequence[Size]
    served: Sequence[Served]
    weight: Weight | None
    missing: Mapping[str, str]


def median(values: Sequence[float]) -> float | None:
    """None of nothing."""
    return statistics.median(values) if values else None


def growth(few: int, less: float, many: int, more: float) -> float:
    """The exponent by which time grows with pages: 1 where twice the pages take twice the time."""
    return math.log(more / less) / math.log(many / few)


def tenfold(exponent: float) -> float:
    """How many times as long ten times the pages take."""
    return float(10**exponent)

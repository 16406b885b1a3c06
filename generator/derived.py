"""Figures derived from figures: pure functions over plain numbers; None wherever a formula has no meaning.

Values are in the unit of their KPI, ratios are fractions (-0.5 = half), times are whole or half months.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

Span = tuple[str, str]
"""A period as written: its first and its last month, ``YYYY-MM`` or ``YYYY-MM-DD``, both included."""

ENOUGH = 10
"""From so many values on a median and a range say something; below, each value speaks for itself."""


def relative_change(before: float | None, after: float | None) -> float | None:
    """(after − before) ÷ before.

    A ratio needs a zero that means "nothing": None where ``before`` is zero or less, or ``after`` less than zero
    (from −4 to −2 nothing has halved, and from 8 to −4 nothing fell by 150%)."""
    if before is None or after is None or before <= 0 or after < 0:
        return None
    return (after - before) / before


def point_change(before: float | None, after: float | None) -> float | None:
    """after − before, in the KPI's own unit; for percentages these are points."""
    return None if before is None or after is None else after - before


def months_between(first: Span | None, last: Span | None) -> float | None:
    """The months from the middle of one period to the middle of the other; a period of m months starting with month a
    has its middle at a + m ÷ 2.

    Middles, because a value tells of its whole period: a quarter against a year is further apart than their ends say.
    None where a period is missing or less exact than a month, or the later one does not come later."""
    if first is None or last is None or min(map(len, (*first, *last))) < 7:
        return None
    apart = _middle(last) - _middle(first)
    return apart if apart > 0 else None


def _middle(span: Span) -> float:
    first, last = (int(month[:4]) * 12 + int(month[5:7]) for month in span)
    return (first + last + 1) / 2


def per_month(difference: float | None, months: float | None) -> float | None:
    """difference ÷ months: the average over the time between, as if it had come evenly."""
    return None if difference is None or not months else difference / months


def improvement(change: float, direction: str) -> float | None:
    """The change seen from the good side: positive is better, whichever way the KPI wants to go (``up`` or ``down``);
    None for a KPI that has no good way (``neutral``)."""
    return {"up": change, "down": -change}.get(direction)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """What many values have in common: how many, the middle one, and both ends."""

    n: int
    median: float
    low: float
    high: float


def spread(values: Sequence[float]) -> Spread | None:
    """Median (the middle value in order; of an even number, the mean of both in the middle) and range.

    None below ``ENOUGH`` values: a handful has no distribution."""
    if len(values) < ENOUGH:
        return None
    return Spread(n=len(values), median=median(values), low=min(values), high=max(values))


def overall(results: Iterable[str]) -> str:
    """One result out of a case's several (``reached``, ``partly``, ``missed``, or "" without a target).

    ``reached`` where every target was reached, ``missed`` where none was even partly, ``partly`` in between; figures
    without a target do not count, and "" means that there was none."""
    found = {result for result in results if result}
    if len(found) == 1:
        return found.pop()
    return "partly" if found else ""

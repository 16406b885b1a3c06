"""Each derived figure against a computation of its own: exact fractions, calendars walked month by month, sorting."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import derived
from generator.derived import ENOUGH

VALUES = st.decimals(min_value="-1000000", max_value="1000000", places=2).map(float)
MONTHS = st.tuples(st.integers(1990, 2040), st.integers(1, 12))


def exactly(value: float) -> Fraction:
    """What a float was written as, to the hundredth."""
    return Fraction(str(value))


@settings(deadline=None)
@given(VALUES, VALUES)
def test_relative_change_times_before_plus_before_is_after(before: float, after: float) -> None:
    ratio = derived.relative_change(before, after)
    if before > 0 and after >= 0:
        assert ratio is not None
        assert math.isclose(ratio, exactly(after) / exactly(before) - 1, rel_tol=1e-9, abs_tol=1e-9)
    else:
        assert ratio is None


@pytest.mark.parametrize(
    ("before", "after", "ratio"),
    [
        (8, 4, -0.5),
        (4, 8, 1.0),
        (4, 4, 0.0),
        (4, 0, -1.0),
        (0, 4, None),
        (-4, -2, None),
        (8, -4, None),
        (None, 4, None),
    ],
)
def test_relative_change_where_it_has_a_meaning(before: float | None, after: float, ratio: float | None) -> None:
    assert derived.relative_change(before, after) == ratio


@settings(deadline=None)
@given(VALUES, VALUES)
def test_points_are_the_exact_difference(before: float, after: float) -> None:
    points = derived.point_change(before, after)
    assert points is not None
    assert math.isclose(points, exactly(after) - exactly(before), rel_tol=1e-9, abs_tol=1e-6)
    assert derived.point_change(None, after) is None is derived.point_change(before, None)


def span(first: tuple[int, int], length: int) -> derived.Span:
    """A period of ``length`` months from ``first`` on."""
    return f"{first[0]}-{first[1]:02}", "{}-{:02}".format(*list(calendar(first, length))[-1])


def calendar(first: tuple[int, int], length: int) -> Iterator[tuple[int, int]]:
    """``length`` months in order, walked one by one."""
    year, month = first
    for _ in range(length):
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


@settings(deadline=None)
@given(MONTHS, st.integers(1, 24), st.integers(0, 60), st.integers(1, 24))
def test_months_between_are_the_mean_distance_of_all_months(
    start: tuple[int, int], length: int, gap: int, other: int
) -> None:
    """Every month of one period against every month of the other: the mean distance is that of their middles."""
    later = list(calendar(start, length + gap + 1))[-1]
    order = {month: at for at, month in enumerate(calendar(start, length + gap + other + 1))}
    pairs = list(product(calendar(start, length), calendar(later, other)))
    mean = Fraction(sum(order[b] - order[a] for a, b in pairs), len(pairs))
    found = derived.months_between(span(start, length), span(later, other))
    assert found == float(mean)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (("2022-09", "2023-08"), ("2023-09", "2024-08"), 12.0),
        (("2022-09", "2022-11"), ("2024-06", "2024-08"), 21.0),
        (("2023-03-01", "2023-03-31"), ("2023-04-01", "2023-04-30"), 1.0),
        (("2023", "2023"), ("2024", "2024"), None),
        (("2024-04", "2024-06"), ("2024-04", "2024-06"), None),
        (("2024-04", "2024-06"), ("2023-04", "2023-06"), None),
        (None, ("2024-04", "2024-06"), None),
    ],
)
def test_months_between(first: derived.Span | None, last: derived.Span, months: float | None) -> None:
    assert derived.months_between(first, last) == months


@settings(deadline=None)
@given(VALUES, st.integers(1, 240))
def test_so_much_a_month_adds_up_to_the_whole(difference: float, halves: int) -> None:
    rate = derived.per_month(difference, halves / 2)
    assert rate is not None
    assert math.isclose(rate, exactly(difference) / Fraction(halves, 2), rel_tol=1e-9, abs_tol=1e-9)


def test_no_rate_without_time() -> None:
    assert derived.per_month(3.0, None) is None is derived.per_month(None, 12.0)


@settings(deadline=None)
@given(st.floats(-1, 10))
def test_better_is_positive(change: float) -> None:
    assert derived.improvement(change, "up") == change
    assert derived.improvement(change, "down") == -change
    assert derived.improvement(change, "neutral") is None


@settings(deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=40))
def test_median_and_range_by_sorting(values: list[float]) -> None:
    found = derived.spread(values)
    if len(values) < ENOUGH:
        assert found is None
        return
    assert found is not None
    ordered = sorted(map(exactly, values))
    half = len(ordered) // 2
    middle = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    assert math.isclose(found.median, middle, rel_tol=1e-9, abs_tol=1e-6)
    assert (found.n, exactly(found.low), exactly(found.high)) == (len(values), ordered[0], ordered[-1])


@settings(deadline=None)
@given(st.lists(st.sampled_from(["reached", "partly", "missed", ""]), max_size=6))
def test_one_result_of_several(results: list[str]) -> None:
    counted = [result for result in results if result]
    reached, missed = counted.count("reached"), counted.count("missed")
    found = derived.overall(results)
    assert (found == "") == (not counted)
    assert (found == "reached") == (bool(counted) and reached == len(counted))
    assert (found == "missed") == (bool(counted) and missed == len(counted))

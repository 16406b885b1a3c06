"""Pictures are safe, whole and honest: well-formed SVG, figures as text, no style, nothing drawn that misleads."""

from __future__ import annotations

import random
import re
from itertools import combinations, pairwise
from math import hypot
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.charts import (
    WIDTH,
    Bar,
    Count,
    Dot,
    Point,
    Scale,
    Strip,
    before_after,
    dots,
    strips,
    tally,
    trend,
)
from generator.charts.drawing import cut, width_of

NASTY = "<script>\"&'"
SCALE = Scale(low="50%増", zero="変わらず", high="60%減", toward="よい変化 →")


def bar(value: float, text: str = "") -> Bar:
    """A bar that says its value."""
    return Bar(label="前", text=text or f"{value:g}%", value=value)


def numbers(pattern: str, svg: str) -> list[tuple[float, ...]]:
    """All matches of a pattern whose groups are numbers."""
    found = re.findall(pattern.replace("#", r"(-?[\d.]+)"), svg)
    return [tuple(map(float, one if isinstance(one, tuple) else (one,))) for one in found]


def pictures() -> list[str]:
    nasty = Bar(label=NASTY, text=NASTY, value=8)
    marks = [
        Dot(value=n, label=NASTY, href=NASTY, mark=mark, shape=shape)
        for n, mark in ((-50, "reached"), (0, "partly"), (3, "missed"), (9, ""))
        for shape in ("circle", "diamond")
    ]
    scale = Scale(low=NASTY, zero=NASTY, high=NASTY, toward=NASTY)
    return [
        before_after(NASTY, nasty, bar(-4), target=bar(5)),
        trend(NASTY, [Point(at=n, value=n - 1, label=NASTY, text=NASTY) for n in range(4)], target=nasty),
        dots(NASTY, NASTY, marks, scale, median=(0, NASTY)),
        strips(NASTY, NASTY, [Strip(label=NASTY, note=NASTY, items=marks, median=1)], scale),
        tally(NASTY, [Count(label=NASTY, count=3, tone="reached"), Count(label=NASTY, count=0)]),
    ]


@pytest.mark.parametrize("svg", pictures())
def test_well_formed_and_safe(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    assert root.find("title") is not None and root.find("desc") is not None
    assert "<script" not in svg and not re.search(r"\s(?:style|on\w+|fill|id)=", svg)
    assert NASTY in "".join(root.itertext())


# -- bars ------------------------------------------------------------------------------------------------------


def test_bars_are_as_long_as_their_values() -> None:
    svg = before_after("t", bar(8), bar(4))
    (first,), (second,) = numbers(r'<rect [^>]*width="#"', svg)
    assert second == pytest.approx(first / 2, abs=0.1)
    assert "8%" in svg and "4%" in svg


def test_less_than_nothing_goes_the_other_way() -> None:
    (left, wide), (right, other) = numbers(r'x="#" y="[\d.]+" width="#"', before_after("t", bar(-10), bar(20)))
    assert left == 0 and right == pytest.approx(wide, abs=0.1) and other == pytest.approx(2 * wide, abs=0.2)
    assert "cb-chart__axis" in before_after("t", bar(-10), bar(-5))


def test_nothing_but_zeros_is_no_picture() -> None:
    assert before_after("t", bar(0), bar(0)) == ""
    assert "<rect" in before_after("t", bar(0), bar(0.001)) and "<rect" in before_after("t", bar(5), bar(5))


AMOUNTS = st.one_of(st.floats(-1e12, 1e12), st.sampled_from([0.0, 1e-9, 100.0, 1e12]))


@settings(deadline=None)
@given(AMOUNTS, AMOUNTS, st.none() | AMOUNTS)
def test_whatever_the_values_all_bars_and_words_stay_inside(before: float, after: float, target: float | None) -> None:
    words = [f"{value:,.2f}円" for value in (before, after)]
    aimed = None if target is None else Bar(label="目標", text=f"{target:,.0f}円", value=target)
    svg = before_after("t", bar(before, words[0]), bar(after, words[1]), target=aimed)
    for x, wide in numbers(r'<rect [^>]*x="#" [^>]*width="#"', svg):
        assert x >= 0 and x + wide <= WIDTH + 2.1 and wide >= 1.9
    for x, text in re.findall(r'cb-chart__value[^>]* x="([\d.]+)"[^>]*>([^<]+)<', svg):
        assert float(x) + width_of(text, "value") <= WIDTH + 2.1


# -- trend -----------------------------------------------------------------------------------------------------


def points(*values: float) -> list[Point]:
    """One point a month."""
    return [Point(at=n, value=v, label=f"{n}月", text=f"{v:g}件") for n, v in enumerate(values)]


def test_a_trend_stands_on_zero() -> None:
    svg = trend("t", points(50, 75, 100))
    heights = [y for _, y in numbers(r'class="cb-chart__spot" cx="#" cy="#"', svg)]
    ((base,),) = numbers(r'class="cb-chart__axis" [^>]*y2="#"', svg)
    assert (base - heights[0]) / (base - heights[2]) == pytest.approx(0.5, abs=0.01)


def test_a_trend_below_zero_crosses_its_line() -> None:
    svg = trend("t", points(-20, 0, 10))
    ((base,),) = numbers(r'class="cb-chart__axis" [^>]*y2="#"', svg)
    heights = [y for _, y in numbers(r'class="cb-chart__spot" cx="#" cy="#"', svg)]
    assert heights[0] > base and heights[1] == base and heights[2] < base


def test_two_points_are_no_trend_and_values_never_meet_the_line() -> None:
    assert trend("t", points(1, 2)) == ""
    svg = trend("t", points(9, 9, 9), target=bar(4))
    words = [y for _, y in numbers(r'cb-chart__value[^>]* x="#" y="#"', svg)]
    assert max(words) < min(y for _, y in numbers(r'class="cb-chart__spot" cx="#" cy="#"', svg)) - 4
    long = [Point(at=n, value=n, label="", text="1,234,567,890,123円") for n in range(3)]
    assert trend("t", long).count("cb-chart__value ") == 1


# -- dots ------------------------------------------------------------------------------------------------------

_CIRCLE = r'<circle class="cb-chart__dot[^>]*cx="#" cy="#" r="#"'


def some(*values: float, href: str = "x/") -> list[Dot]:
    """Dots that reached their target."""
    return [Dot(value=v, label=f"{v}", href=href, mark="reached") for v in values]


@settings(deadline=None)
@given(st.lists(st.floats(-1000, 1000), min_size=1, max_size=60))
def test_dots_keep_their_places_and_never_hide_each_other(values: list[float]) -> None:
    spots = numbers(_CIRCLE, dots("t", "d", some(*values), SCALE))
    assert len(spots) == len(values)
    assert [x for x, _, _ in spots] == sorted(x for x, _, _ in spots)
    assert all(x - r >= 0 and x + r <= WIDTH and y - r >= 0 for x, y, r in spots)
    radius = spots[0][2]
    if radius > 3:  # the smallest may overlap, and then read as a column
        assert all(hypot(x - u, y - v) >= 2 * radius for (x, y, _), (u, v, _) in combinations(spots, 2))


def test_equal_values_stack_in_one_column() -> None:
    spots = numbers(_CIRCLE, dots("t", "d", some(5, 5, 5), SCALE))
    assert len({x for x, _, _ in spots}) == 1 and len({y for _, y, _ in spots}) == 3


def test_nothing_moved_lies_in_the_middle() -> None:
    assert numbers(_CIRCLE, dots("t", "d", some(0, 0), SCALE))[0][0] == WIDTH / 2


def test_the_same_dots_give_the_same_picture() -> None:
    values = [random.Random(7).gauss(0, 9) for _ in range(80)]
    assert dots("t", "d", some(*values), SCALE) == dots("t", "d", some(*values), SCALE)


@pytest.mark.parametrize("count", [1, 30, 300, 301, 3000])
def test_a_picture_grows_no_taller_with_more_cases(count: int) -> None:
    heap = random.Random(1)
    for values in ([heap.gauss(20, 15) for _ in range(count)], [33.0] * count):
        svg = dots("t", "d", some(*values), SCALE, median=(20, "中央値"))
        assert numbers(r'viewBox="0 0 320 #"', svg)[0][0] <= 260
        assert len(svg) < 50_000 and svg.count("<a ") == (count if count <= 300 else 0)


def test_each_dot_is_pressed_within_its_own_reach() -> None:
    svg = dots("t", "d", some(-50, -49.5, -49, 10), SCALE)
    reach = numbers(r'cb-chart__reach" cx="#" cy="#" r="#"', svg)
    assert reach[-1][2] == 22
    assert all(hypot(x - u, y - v) >= r + s - 0.2 for (x, y, r), (u, v, s) in combinations(reach, 2))


def test_many_dots_are_no_wall_of_tab_stops() -> None:
    assert 'tabindex="-1"' not in dots("t", "d", some(*range(12)), SCALE)
    assert dots("t", "d", some(*range(13)), SCALE).count('tabindex="-1"') == 13


def test_marks_differ_in_shape_beside_colour() -> None:
    marks = [Dot(value=n, label="", mark=mark) for n, mark in enumerate(("reached", "partly", "missed", ""))]
    svg = dots("t", "d", marks, SCALE)
    assert svg.count("cb-chart__core") == 1 and "cb-chart__dot--missed" in svg
    sizes = [r for _, _, r in numbers(_CIRCLE, svg)]
    assert sizes[3] < sizes[0] == sizes[1] == sizes[2]
    assert 'role="img"' in svg and "<a " not in svg
    assert 'role="group"' in dots("t", "d", some(1), SCALE)


def test_a_median_is_drawn_only_when_given() -> None:
    assert "cb-chart__median" not in dots("t", "d", some(-10, 10), SCALE)
    svg = dots("t", "d", some(-10, 10), SCALE, median=(0, "中央値 変わらず"))
    assert "cb-chart__median" in svg and "中央値 変わらず" in svg


@settings(deadline=None)
@given(st.floats(-500, 500), st.floats(-500, 500))
def test_words_below_the_line_never_touch(one: float, other: float) -> None:
    svg = dots("t", "d", some(one, other), SCALE)
    found = re.findall(
        r'<text class="cb-chart__label" x="([\d.]+)" y="([\d.]+)"(?: text-anchor="(\w+)")?>([^<]+)<', svg
    )
    spans = []
    for x, y, anchor, words in found:
        start = float(x) - {"": 0, "middle": 0.5, "end": 1}[anchor] * width_of(words, "label")
        spans.append((float(y), start, start + width_of(words, "label")))
        assert start >= -0.1 and start + width_of(words, "label") <= WIDTH + 0.1
    assert all(a[0] != b[0] or a[2] < b[1] for a, b in pairwise(sorted(spans)))


def test_strips_share_one_line_of_zero() -> None:
    rows = [Strip(label="解約率", note="n=2", items=some(10, 20)), Strip(label="投稿数", note="n=1", items=some(-20))]
    svg = strips("t", "d", rows, SCALE)
    assert svg.count("cb-chart__zero") == 1 and svg.count("<a ") == 3
    ((zero,),) = numbers(r'cb-chart__zero" x1="#"', svg)
    assert [x > zero for x, _, _ in numbers(_CIRCLE, svg)] == [True, True, False]
    assert strips("t", "d", [], SCALE) == "" == dots("t", "d", [], SCALE)


def test_a_long_name_is_cut_before_what_stands_beside_it() -> None:
    name = "サービスの契約更新のお申し出から手続きの完了までにかかった日数"
    svg = strips("t", "d", [Strip(label=name, note="n=1,200", items=some(1))], SCALE)
    assert name not in svg and "…" in svg
    assert width_of(cut(name, "label", 100), "label") <= 100 and cut("短い", "label", 100) == "短い"


# -- tally -----------------------------------------------------------------------------------------------------


def test_few_are_blocks_that_can_be_counted_and_many_are_bars() -> None:
    few = tally("t", [Count(label="達成", count=4, tone="reached"), Count(label="未達", count=0, tone="missed")])
    assert few.count("<rect") == 4 and "0件" in few
    many = tally("t", [Count(label="達成", count=400), Count(label="未達", count=100)])
    (first,), (second,) = numbers(r'<rect [^>]*width="#"', many)
    assert second + 2 == pytest.approx((first + 2) / 4, abs=0.1)
    assert tally("t", []) == "" == tally("t", [Count(label="達成", count=0)])

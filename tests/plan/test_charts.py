"""Pictures are safe, whole and honest: well-formed SVG, figures as text, no style, nothing drawn that misleads."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from generator.charts import WIDTH, Bar, Dot, Point, before_after, dots, trend

NASTY = "<script>\"&'"


def pictures() -> list[str]:
    bar = Bar(label=NASTY, text=NASTY, value=8)
    return [
        before_after(NASTY, bar, Bar(label="後", text="4%", value=4), target=Bar(label="目標", text="5%", value=5)),
        trend(NASTY, [Point(at=n, value=n + 1, label=NASTY, text=NASTY) for n in range(4)], target=bar),
        dots(
            NASTY, [Dot(value=n, label=NASTY, href=NASTY, shape=s) for n in (-50, 0, 3) for s in ("circle", "diamond")]
        ),
    ]


@pytest.mark.parametrize("svg", pictures())
def test_well_formed_and_safe(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    assert root.find("title") is not None and root.find("desc") is not None
    assert "<script" not in svg and not re.search(r"\s(?:style|on\w+|fill|id)=", svg)
    assert NASTY in "".join(root.itertext())


def test_bars_are_as_long_as_their_values() -> None:
    svg = before_after("t", Bar(label="前", text="8%", value=8), Bar(label="後", text="4%", value=4))
    first, second = (float(w) for w in re.findall(r'<rect [^>]*width="([\d.]+)"', svg))
    assert second == pytest.approx(first / 2, abs=0.1)
    assert "8%" in svg and "4%" in svg


def test_nothing_is_drawn_that_says_nothing() -> None:
    zero, less = Bar(label="", text="", value=0), Bar(label="", text="", value=-1)
    assert before_after("t", zero, zero) == ""
    assert before_after("t", less, zero) == ""
    assert trend("t", [Point(at=1, value=1, label="", text="")] * 2) == ""
    assert trend("t", [Point(at=n, value=-1, label="", text="") for n in range(3)]) == ""
    assert dots("t", []) == ""


def test_trend_stands_on_zero() -> None:
    points = [Point(at=n, value=v, label=str(n), text=str(v)) for n, v in enumerate((50.0, 75.0, 100.0))]
    spots = [float(y) for y in re.findall(r'class="cb-chart__spot" cx="[\d.]+" cy="([\d.]+)"', trend("t", points))]
    base = 136.0
    assert (base - spots[0]) / (base - spots[2]) == pytest.approx(0.5, abs=0.01)


def test_dots_keep_their_order_and_do_not_overlap() -> None:
    svg = dots("t", [Dot(value=v, label=str(v), href=f"{v}/") for v in (-50, -49.5, -49, 10, 10)])
    spots = [
        (float(x), float(y)) for x, y in re.findall(r'<circle class="cb-chart__dot" cx="([\d.]+)" cy="([\d.]+)"', svg)
    ]
    assert len(set(spots)) == 5
    assert all(0 <= x <= WIDTH for x, _ in spots)
    for at, (x, y) in enumerate(spots):
        assert all(abs(x - other) >= 14 or y != level for other, level in spots[at + 1 :])
    assert svg.count("<a href") == 5


def test_a_median_is_drawn_only_when_given() -> None:
    items = [Dot(value=v, label="", href="") for v in (-10, 10)]
    assert "cb-chart__median" not in dots("t", items)
    assert "cb-chart__median" in dots("t", items, median=0)

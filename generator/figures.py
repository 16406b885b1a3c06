"""Numbers in running text, and the numbers that a case may show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .derived import relative_change
from .model.case import Case, Metric

_UNITS = "%|パーセント|割|倍|ポイント|件|人|名|円|万円|時間|pt"
_NUMBER = re.compile(rf"(\d+(?:,\d{{3}})*(?:\.\d+)?)\s*({_UNITS})")
_SPOKEN = {"半分": 50.0, "半減": 50.0, "倍増": 2.0, "二倍": 2.0, "三倍": 3.0}


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in a text: what was written, and the value with its unit's kind (percent, times or plain)."""

    text: str
    value: tuple[str, float]


def figures_in(text: str) -> Iterator[Mention]:
    """Every number with a unit, and 半分・半減・倍増 and the like."""
    normal = unicodedata.normalize("NFKC", text)
    for found in _NUMBER.finditer(normal):
        number, unit = float(found[1].replace(",", "")), found[2]
        if unit == "割":
            yield Mention(found[0], ("percent", number * 10))
        elif unit in ("%", "パーセント"):
            yield Mention(found[0], ("percent", number))
        elif unit == "倍":
            yield Mention(found[0], ("times", number))
        else:
            yield Mention(found[0], ("plain", number * (10_000 if unit == "万円" else 1)))
    for word, value in _SPOKEN.items():
        if word in normal:
            yield Mention(word, ("percent" if word.startswith("半") else "times", value))


def permitted_figures(case: Case, uses: Iterable[str]) -> frozenset[tuple[str, float]]:
    """The figures that a text of ``case`` may name: shown, at least as a ratio, for every one of ``uses``."""
    found: set[tuple[str, float]] = set()
    wanted = tuple(uses)
    for metric in case.metrics:
        shows = {getattr(metric.show, use) if "metrics" in case.consent.grants(use) else "none" for use in wanted}
        if "none" in shows:
            continue
        found |= set(_ratios(metric))
        if shows == {"actual"}:
            found |= set(_values(metric))
    return frozenset(found)


def _ratios(metric: Metric) -> Iterator[tuple[str, float]]:
    before = metric.before.value if metric.before else None
    after = metric.after.value if metric.after else None
    change = metric.change if metric.change is not None else relative_change(before, after)
    if change is not None:
        for digits in (0, 1):
            yield "percent", round(abs(change) * 100, digits)
            yield "percent", round((1 + change) * 100, digits)
            yield "times", round(1 + change, digits)


def _values(metric: Metric) -> Iterator[tuple[str, float]]:
    values = [reading.value for reading in (metric.before, metric.after) if reading and reading.value is not None]
    for value in values + [point.value for point in metric.points]:
        yield "percent", value
        yield "plain", value
    if len(values) == 2:
        yield "percent", abs(values[1] - values[0])
        yield "plain", abs(values[1] - values[0])

"""Many cases on one KPI: what is counted, the picture with every case as a dot, its sentence, and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .. import charts
from ..derived import improvement, months_between, per_month, point_change, spread
from ..model import vocabulary as words
from ..model.catalogue import Kpi
from ..urls import document_url, kpi_url, to_root
from ..view import Figure, ShownCase, View
from .page import Data, Json
from .words import amount, changed, effect, effect_words, quantity, short_note

NOTE = "掲載事例のみの集計です。"
CAUTION = "条件がそれぞれ違い、うまくいかなかった取り組みは掲載されにくいため、効果を保証するものではありません。"

OVER_TIME = frozenset({"before_after", "year_on_year"})
"""Compares the same people at two times: only these are counted into sentences, medians and ranges."""

BETWEEN = frozenset({"members_vs_nonmembers", "cohort"})
"""Compares groups of people: drawn apart, counted apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One figure of one case."""

    case: ShownCase
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Cases that may be counted together: all real, or all fictional."""

    sample: bool
    cases: tuple[ShownCase, ...]


def shelves(view: View) -> list[Shelf]:
    """The cases that count, real ones first; fictional ones stand apart and are never mixed in.

    What only editors see (drafts, ended consents) is not counted: their figures are those of their colleagues."""
    counted = [case for case in view.cases if f"cases/{case.id}" not in view.only_editors]
    found = [Shelf(sample=s, cases=tuple(case for case in counted if case.sample is s)) for s in (False, True)]
    return [shelf for shelf in found if shelf.cases]


def by_kpi(cases: Iterable[ShownCase]) -> dict[str, list[Measured]]:
    """All figures by the key of their KPI, in the order of the cases."""
    found: dict[str, list[Measured]] = {}
    for case in cases:
        for figure in case.figures:
            found.setdefault(figure.kpi, []).append(Measured(case=case, figure=figure))
    return found


def drawn(measured: Iterable[Measured], kpi: Kpi) -> list[Measured]:
    """What a picture can show: figures that compare, one for each case and way of comparing (its first)."""
    found: dict[tuple[str, bool], Measured] = {}
    for one in measured:
        if one.figure.compare in OVER_TIME | BETWEEN and effect(one.figure, kpi) is not None:
            found.setdefault((one.case.id, one.figure.compare in BETWEEN), one)
    return list(found.values())


def picture(kpi: Kpi, measured: Sequence[Measured], url: str, *, linked: int, sample: bool = False) -> Data | None:
    """One small multiple on the page ``url``: n, a sentence, and the dots, whose marks tell how targets were met.

    Up to ``linked`` dots open their case; with more, the page of the KPI lists them. None without a dot."""
    shown = drawn(measured, kpi)
    if not shown:
        return None
    changes = over_time(shown, kpi)
    n = len({one.case.id for one in shown})
    sentence = _sentence(kpi, changes, len(shown) - len(changes))
    return {
        "title": kpi.name,
        "url": kpi_url(kpi.id),
        "n": f"n={n:,}",
        "sample": sample,
        "sentence": sentence,
        "chart_html": _dots(kpi, shown, changes, sentence, to_root(url) if n <= linked else None),
    }


def over_time(shown: Iterable[Measured], kpi: Kpi) -> list[float]:
    """The changes of those that compare the same people at two times."""
    found = (effect(one.figure, kpi) for one in shown if one.figure.compare in OVER_TIME)
    return [value for value in found if value is not None]


def _dots(kpi: Kpi, shown: Sequence[Measured], changes: Sequence[float], sentence: str, root: str | None) -> str:
    """The picture; better lies to the right."""
    items = [dot(one, kpi, root) for one in shown]
    values = [item.value for item in items]
    scale = charts.Scale(
        low=effect_words(oriented(min(values), kpi), kpi),
        zero="変わらず",
        high=effect_words(oriented(max(values), kpi), kpi),
        toward="増えた →" if kpi.direction == "neutral" else "よい変化 →",
    )
    found = spread(changes)
    middle = None
    if found:
        middle = (oriented(found.median, kpi), f"中央値 {effect_words(found.median, kpi)}")
    return charts.dots(f"{kpi.name}の変化", sentence, items, scale, median=middle)


def dot(one: Measured, kpi: Kpi, root: str | None) -> charts.Dot:
    """One case as a dot; ``root`` leads to the site's root, None for a dot that opens nothing."""
    return charts.Dot(
        value=oriented(effect(one.figure, kpi) or 0.0, kpi),
        label=_label(one, kpi),
        href="" if root is None else root + document_url("cases", one.case.id),
        mark=one.figure.result,
        shape="diamond" if one.figure.compare in BETWEEN else "circle",
    )


def oriented(value: float, kpi: Kpi) -> float:
    """Better to the right; a KPI without a good way as it is. Twice gives the value back."""
    better = improvement(value, kpi.direction)
    return value if better is None else better


def _label(one: Measured, kpi: Kpi) -> str:
    met = f"（目標：{words.RESULT.label_of(one.figure.result)}）" if one.figure.result else ""
    return f"{one.case.title}：{changed(one.figure, kpi)}{met}"


def _sentence(kpi: Kpi, changes: Sequence[float], between: int) -> str:
    """What to see, in words; a median and a range only where there are enough."""
    if not changes:
        return f"会員とそうでない方など、集団どうしを比べた {between:,} 件です。"
    beside = f"ほかに、集団どうしの比較が {between:,} 件あります。" if between else ""
    if len(changes) == 1:
        return f"前後を比べた事例は 1 件で、{effect_words(changes[0], kpi)}でした。{beside}"
    found = spread(changes)
    if not found:
        return _moved(kpi, changes) + beside
    low, high = effect_words(found.low, kpi), effect_words(found.high, kpi)
    return _moved(kpi, changes) + f"中央値は{effect_words(found.median, kpi)}、範囲は{low}から{high}までです。{beside}"


def _moved(kpi: Kpi, changes: Sequence[float]) -> str:
    """How many moved which way."""
    n = len(changes)
    neutral = kpi.direction == "neutral"
    good = sum(oriented(value, kpi) > 0 for value in changes)
    verb = "増えました" if neutral else "よい向きに動きました"
    if good == n:
        return f"前後を比べた {n:,} 件は、すべて{verb}。"
    if not good:
        return f"前後を比べた {n:,} 件に、{'増えたもの' if neutral else 'よい向きに動いたもの'}はありません。"
    return f"前後を比べた {n:,} 件のうち、{good:,} 件が{verb}。"


# -- the same as rows ------------------------------------------------------------------------------------------


def rows(measured: Iterable[Measured], kpi: Kpi, view: View) -> list[Json]:
    """Every figure as a row: the best change first, those that compare nothing last."""
    return [row(one, kpi, view) for one in sorted(measured, key=lambda one: _rank(one, kpi))]


def _rank(one: Measured, kpi: Kpi) -> tuple[bool, float, str]:
    value = effect(one.figure, kpi)
    return (value is None, -oriented(value or 0.0, kpi), one.case.id)


def row(one: Measured, kpi: Kpi, view: View) -> Data:
    """One figure in words: its change, from what to what, how long it took, its target and its note."""
    case, figure = one.case, one.figure
    segment = view.catalogues.segments.get(case.client.segment)
    size = words.EMPLOYEES.label_of(case.client.employees) if case.client.employees else ""
    return {
        "title": case.title,
        "url": document_url("cases", case.id),
        "labels": [label for label in (segment.label if segment else "", size) if label],
        "change": changed(figure, kpi) or value_words(figure.after, kpi),
        "values": _values(figure, kpi),
        "span": _span(figure, kpi),
        "mark": figure.result or "none",
        "result": words.RESULT.label_of(figure.result) if figure.result else "目標の記録なし",
        "note": short_note(figure),
        "sample": case.sample,
    }


def value_words(value: float | None, kpi: Kpi) -> str:
    """A value with its unit; "" for none."""
    return "" if value is None else quantity(value, kpi.unit)


def _values(figure: Figure, kpi: Kpi) -> str:
    """7.8% → 3.9%（3.9ポイント減）; "" where only the ratio may be shown."""
    apart = point_change(figure.before, figure.after)
    if figure.before is None or figure.after is None or apart is None:
        return ""
    said = f"{quantity(figure.before, kpi.unit)} → {quantity(figure.after, kpi.unit)}"
    difference = amount(apart, kpi)
    return said if difference == changed(figure, kpi) or not apart else f"{said}（{difference}）"


def _span(figure: Figure, kpi: Kpi) -> str:
    """12か月（ひと月あたり 0.33ポイント減）; only of what is compared over time."""
    months = months_between(figure.before_period, figure.after_period)
    if figure.compare not in OVER_TIME or not months:
        return ""
    rate = per_month(point_change(figure.before, figure.after), months)
    told = "" if rate is None or round(rate, 2) == 0 else f"（ひと月あたり {amount(rate, kpi)}）"
    return f"{months:g}か月{told}"

"""成果データ: what the shown cases add up to, KPI by KPI, and where a case is still missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from .. import charts
from ..model import vocabulary as words
from ..model.catalogue import Kpi
from ..urls import document_url
from ..view import Figure, ShownCase, View
from .cases import HOME
from .page import Data, Desk, Json, Page
from .pictures import definition
from .words import change

ENOUGH = 10
"""From so many cases on a median says something; below, the dots speak for themselves."""

_ROWS = 40
"""At most so many cases are listed below a picture; the finder has them all."""

_UP = "../"
"""From ``evidence/`` to the root: pictures carry finished links."""

_NOTE = "掲載事例のみの集計です。条件がそれぞれ違うため、効果を保証するものではありません。"


def plan_evidence(desk: Desk) -> list[Page]:
    """``/evidence/`` from sales inwards. Samples are counted only while there is no real case, and then say so."""
    view = desk.view
    if view.is_widest or not view.reaches("sales"):
        return []
    real = [case for case in view.cases if not case.sample]
    cases = real or list(view.cases)
    measured = _by_kpi(cases, view)
    lead = "成果の数字を指標ごとに並べました。点のひとつひとつが事例で、押すと開きます。"
    data: Data = {
        "lead": lead,
        "inside": True,
        "sample": bool(cases) and not real,
        "note": _NOTE,
        "count": f"{len(cases):,} 件の事例から集計しています。",
        "kpis": [_kpi(kpi, found, view) for kpi, found in measured if len(found) > 1],
        "single": [_row(found[0], kpi, view) for kpi, found in measured if len(found) == 1],
        "map": _map(cases, view),
        "missing": _missing(cases, view),
        "empty": None
        if cases
        else {"title": "集計できる事例がまだありません", "text": "掲載できるものがそろうと、ここに並びます。"},
    }
    page = Page(
        url="evidence/",
        template="evidence.html",
        title="成果データ",
        description=lead,
        breadcrumbs=(HOME,),
        data=data,
    )
    return [page]


Measured = tuple[ShownCase, Figure]


def _by_kpi(cases: Iterable[ShownCase], view: View) -> list[tuple[Kpi, list[Measured]]]:
    """Figures with a relative change, by KPI: those of most cases first, then in the order of the catalogue."""
    found: dict[str, list[Measured]] = {}
    for case in cases:
        for figure in case.figures:
            if figure.change is not None:
                found.setdefault(figure.kpi, []).append((case, figure))
    kpis = [(kpi, found[kpi.id]) for kpi in view.catalogues.kpis.values() if kpi.id in found]
    return sorted(kpis, key=lambda pair: -len(pair[1]))


def _kpi(kpi: Kpi, measured: Sequence[Measured], view: View) -> Data:
    over_time = [figure.change for _, figure in measured if figure.change is not None and not _between(figure)]
    middle = median(over_time) if len(over_time) >= ENOUGH else None
    items = [_dot(case, figure) for case, figure in measured]
    return {
        "id": kpi.id,
        "title": kpi.name,
        "definition": definition(kpi),
        "direction": words.DIRECTION.label_of(kpi.direction),
        "n": f"n={len({case.id for case, _ in measured})}",
        "sentence": _sentence(kpi, over_time, len(measured), middle),
        "chart_html": charts.dots(f"{kpi.name}の変化の分布", items, median=None if middle is None else middle * 100),
        "between": any(_between(figure) for _, figure in measured),
        "results": _results(measured),
        "rows": [_row(pair, kpi, view) for pair in sorted(measured, key=_by_change)[:_ROWS]],
        "url": f"cases/?kpi={kpi.id}",
    }


def _between(figure: Figure) -> bool:
    """Compares groups of people, not points in time: drawn apart and left out of ranges and medians."""
    return figure.compare in ("members_vs_nonmembers", "cohort")


def _by_change(measured: Measured) -> tuple[float, str]:
    return (measured[1].change or 0.0, measured[0].id)


def _dot(case: ShownCase, figure: Figure) -> charts.Dot:
    ratio = figure.change or 0.0
    return charts.Dot(
        value=ratio * 100,
        label=f"{case.title}：{change(ratio)}",
        href=_UP + document_url("cases", case.id),
        shape="diamond" if _between(figure) else "circle",
    )


def _sentence(kpi: Kpi, over_time: Sequence[float], total: int, middle: float | None) -> str:
    """What the picture shows, in words: the range of the changes, or that there is but one."""
    if not over_time:
        return f"会員とそうでない方などを比べた {total} 件です。前後の比較ではありません。"
    low, high = min(over_time), max(over_time)
    if len(over_time) == 1:
        said = f"前後を比べた事例は 1 件で、{change(low)}でした。"
    elif low == high:
        said = f"前後を比べた {len(over_time)} 件は、いずれも{change(low)}でした。"
    else:
        said = f"前後を比べた {len(over_time)} 件の変化は、{change(low)}から{change(high)}までです。"
    return said + (f"中央値は{change(middle)}です。" if middle is not None else "")


def _results(measured: Sequence[Measured]) -> list[Json]:
    """How many reached their target: the ones that did not count too."""
    counts = Counter(figure.result for _, figure in measured if figure.result)
    return [{"label": word.label, "value": f"{counts[word.key]} 件"} for word in words.RESULT if counts[word.key]]


def _row(measured: Measured, kpi: Kpi, view: View) -> Data:
    case, figure = measured
    segment = view.catalogues.segments.get(case.client.segment)
    return {
        "kpi": kpi.name,
        "title": case.title,
        "url": document_url("cases", case.id),
        "segment": segment.label if segment else "",
        "change": change(figure.change or 0.0),
        "compare": words.COMPARE.label_of(figure.compare),
        "result": words.RESULT.label_of(figure.result) if figure.result else "",
        "sample": case.sample,
    }


# -- the map ---------------------------------------------------------------------------------------------------


def _map(cases: Sequence[ShownCase], view: View) -> Data | None:
    """Purpose × segment with counts that lead to the filtered finder; only segments that have a case are rows."""
    counts = Counter((case.client.segment, purpose) for case in cases for purpose in case.purposes)
    there = {case.client.segment for case in cases}
    rows = [segment for segment in view.catalogues.segments.values() if segment.id in there]
    if not rows:
        return None
    return {
        "columns": [word.label for word in words.PURPOSE],
        "rows": [
            {
                "label": row.label,
                "url": f"cases/?segment={row.id}",
                "cells": [_cell(row.id, p.key, counts) for p in words.PURPOSE],
            }
            for row in rows
        ],
    }


def _cell(segment: str, purpose: str, counts: Counter[tuple[str, str]]) -> Json:
    count = counts[segment, purpose]
    if not count:
        return None
    return {"count": count, "level": min(count, 4), "url": f"cases/?segment={segment}&purpose={purpose}"}


def _missing(cases: Sequence[ShownCase], view: View) -> Data:
    """The white spots: segments and purposes without any case."""
    segments = {case.client.segment for case in cases}
    purposes = {purpose for case in cases for purpose in case.purposes}
    return {
        "segments": [s.label for s in view.catalogues.segments.values() if s.id not in segments],
        "purposes": [word.label for word in words.PURPOSE if word.key not in purposes],
    }

"""Does it work again? What the cases that used a playbook came to, setbacks beside successes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from .. import charts
from ..derived import ENOUGH, overall, spread
from ..model import vocabulary as words
from ..model.catalogue import Kpi
from ..model.knowledge import Playbook
from ..urls import document_url, kpi_url, to_root
from ..view import ShownCase, View
from . import gist
from .multiples import CAUTION, NOTE, Measured, Shelf, by_kpi, dot, drawn, oriented, over_time, shelves
from .page import Data, Json
from .words import effect, effect_words, is_score, short_note

_LINKED = 60
_KPIS = 12
"""At most so many lines: the KPIs of the playbook itself first, then those of most cases."""
_CASES = 8
_SETBACKS = 2
_NONE = "目標の記録なし"


def again(playbook: Playbook, view: View) -> list[Json]:
    """One block for the real cases that used the playbook and one for the fictional, each counted for itself."""
    found = [
        Shelf(sample=shelf.sample, cases=tuple(case for case in shelf.cases if playbook.id in case.playbooks))
        for shelf in shelves(view)
    ]
    return [_block(shelf, playbook, view) for shelf in found if shelf.cases]


def _block(shelf: Shelf, playbook: Playbook, view: View) -> Data:
    met = {case.id: overall(figure.result for figure in case.figures) for case in shelf.cases}
    told = sorted(shelf.cases, key=lambda case: (_ORDER.index(met[case.id]), case.id))
    more = len(told) - _CASES
    return {
        "sample": shelf.sample,
        "note": NOTE + CAUTION,
        "sentence": _sentence(met.values()),
        "few": f"{ENOUGH} 件に満たない指標は、中央値や範囲を出さずに点だけを示します。",
        "tally_html": charts.tally(f"「{playbook.title}」を使った事例の目標", _tally(met.values())),
        **_changes(shelf.cases, playbook, view),
        "tables": _tables(shelf.cases, met, view),
        "cases": [_case(case, met[case.id], view) for case in _spread_out(told, met)],
        "more": f"ほか {more:,} 件は、上の図の点から開けます。" if more > 0 else "",
    }


_ORDER = (*(word.key for word in words.RESULT), "")


def _label(result: str) -> str:
    return f"目標：{words.RESULT.label_of(result)}" if result else _NONE


def _sentence(met: Iterable[str]) -> str:
    """掲載事例 7 件のうち、目標を達成したのは 4 件、一部達成は 2 件、未達は 1 件です。"""
    counts = Counter(met)
    total = sum(counts.values())
    known = [f"{word.label}が {counts[word.key]:,} 件" for word in words.RESULT if counts[word.key]]
    if not known:
        return f"この進め方を使った掲載事例は {total:,} 件です。目標の記録はまだありません。"
    none = f"、目標の記録がないものが {counts['']:,} 件" if counts[""] else ""
    return f"この進め方を使った掲載事例は {total:,} 件です。目標に対して、{'、'.join(known)}{none}です。"


def _tally(met: Iterable[str]) -> list[charts.Count]:
    """All results, also those that no case had: a missing row would hide that nothing failed."""
    counts = Counter(met)
    found = [charts.Count(label=word.label, count=counts[word.key], tone=word.key) for word in words.RESULT]
    return [*found, *([charts.Count(label=_NONE, count=counts[""])] if counts[""] else [])]


def _changes(cases: Sequence[ShownCase], playbook: Playbook, view: View) -> Data:
    """One picture with a line for each KPI, the playbook's own first, and the same as a table.

    Scores stand in the table alone: points and ratios have no scale in common."""
    found = by_kpi(cases)
    kpis = [kpi for kpi in view.catalogues.kpis.values() if kpi.direction != "neutral" and kpi.id in found]
    kpis.sort(key=lambda kpi: (kpi.id not in playbook.kpis, -len(found[kpi.id])))
    shown = [(kpi, measured) for kpi in kpis if (measured := drawn(found[kpi.id], kpi))][:_KPIS]
    lines = [(kpi, measured) for kpi, measured in shown if not is_score(kpi)]
    root = to_root(document_url("playbooks", playbook.id))
    sentence = _better(lines)
    return {
        "changes": sentence,
        "chart_html": charts.strips("指標ごとの変化", sentence, [_strip(*line, root) for line in lines], _scale(lines)),
        "kpis": [_row(kpi, measured) for kpi, measured in shown],
    }


_Line: TypeAlias = tuple[Kpi, Sequence[Measured]]


def _better(lines: Sequence[_Line]) -> str:
    """How many of the dots lie on the good side."""
    values = [oriented(effect(one.figure, kpi) or 0.0, kpi) for kpi, measured in lines for one in measured]
    good = sum(value > 0 for value in values)
    if not values:
        return ""
    told = "すべて" if good == len(values) else f"{good:,} 個が"
    return f"点は {len(values):,} 個で、{told}よい変化（破線より右）です。"


def _strip(kpi: Kpi, measured: Sequence[Measured], root: str) -> charts.Strip:
    found = spread(over_time(measured, kpi))
    n = len({one.case.id for one in measured})
    return charts.Strip(
        label=kpi.name,
        note=f"n={n:,}",
        items=[dot(one, kpi, root if n <= _LINKED else None) for one in measured],
        median=oriented(found.median, kpi) if found else None,
    )


def _scale(lines: Sequence[_Line]) -> charts.Scale:
    """Both ends in percent of change for the better or the worse: the KPIs share no other words."""
    values = [oriented(effect(one.figure, kpi) or 0.0, kpi) for kpi, measured in lines for one in measured]
    low, high = min(values, default=0.0), max(values, default=0.0)
    return charts.Scale(low=_percent(low), zero="変わらず", high=_percent(high), toward="よい変化 →")


def _percent(value: float) -> str:
    return f"{abs(value):.0%}{'改善' if value > 0 else '悪化'}"


def _row(kpi: Kpi, measured: Sequence[Measured]) -> Data:
    """A KPI in numbers: cases, how many changed for the better, and median and range where there are enough."""
    changes = over_time(measured, kpi)
    found = spread(changes)
    return {
        "title": kpi.name,
        "url": kpi_url(kpi.id),
        "n": f"{len({one.case.id for one in measured}):,}",
        "better": f"{sum(oriented(effect(one.figure, kpi) or 0.0, kpi) > 0 for one in measured):,}",
        "median": effect_words(found.median, kpi) if found else "",
        "range": f"{effect_words(found.low, kpi)}〜{effect_words(found.high, kpi)}" if found else "",
        "each": "" if found else _each(measured, kpi),
    }


def _each(measured: Sequence[Measured], kpi: Kpi) -> str:
    """Every change by itself; of many that only compare groups, their number alone."""
    if len(measured) >= ENOUGH:
        return "集団どうしの比較を含むため、まとめていません"
    return "、".join(effect_words(effect(one.figure, kpi) or 0.0, kpi) for one in measured)


def _tables(cases: Sequence[ShownCase], met: dict[str, str], view: View) -> list[Json]:
    """How it went by segment and by size, where there is more than one to tell apart."""
    segments = {segment.id: segment.label for segment in view.catalogues.segments.values()}
    sizes = {word.key: word.label for word in words.EMPLOYEES}
    tables = (
        _table("業種", [(case.client.segment, met[case.id]) for case in cases], segments),
        _table("企業規模", [(case.client.employees, met[case.id]) for case in cases], sizes),
    )
    return list(filter(None, tables))


def _table(title: str, found: Sequence[tuple[str, str]], labels: dict[str, str]) -> Data | None:
    counts = Counter(found)
    there = {key for key, _ in found}
    kept = [(key, label) for key, label in labels.items() if key in there]
    if len(kept) < 2:
        return None
    return {
        "title": title,
        "columns": ["件数", *(word.label for word in words.RESULT), "記録なし"],
        "rows": [
            {
                "label": label,
                "cells": [str(sum(counts[key, result] for result in _ORDER)), *(str(counts[key, r]) for r in _ORDER)],
            }
            for key, label in kept
        ],
    }


def _spread_out(told: Sequence[ShownCase], met: dict[str, str]) -> list[ShownCase]:
    """The cases to tell of: of each result in turn, so that those that fell short are always among them."""
    queues = [[case for case in told if met[case.id] == result] for result in _ORDER]
    chosen = [case for at in range(len(told)) for queue in queues for case in queue[at : at + 1]][:_CASES]
    return sorted(chosen, key=lambda case: (_ORDER.index(met[case.id]), case.id))


def _case(case: ShownCase, result: str, view: View) -> Data:
    segment = view.catalogues.segments.get(case.client.segment)
    size = words.EMPLOYEES.label_of(case.client.employees) if case.client.employees else ""
    return {
        "title": case.title,
        "url": document_url("cases", case.id),
        "labels": [label for label in (segment.label if segment else "", size) if label],
        "mark": result or "none",
        "result": _label(result),
        "line": gist.key_line(case, view),
        "note": short_note(case.figures[0]) if case.figures else "",
        "setbacks": list(case.setbacks[:_SETBACKS]),
        "sample": case.sample,
    }

"""成果データ: what the shown cases add up to, KPI by KPI, and where a case is still missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ..derived import ENOUGH
from ..model import vocabulary as words
from ..model.catalogue import Kpi, Segment
from ..urls import kpi_url
from ..view import ShownCase, View
from .cases import HOME
from .multiples import CAUTION, NOTE, OVER_TIME, Measured, Shelf, by_kpi, drawn, picture, row, shelves
from .page import Data, Desk, Json, Page
from .words import effect

_URL = "evidence/"
_LINKED = 40
"""Up to so many dots of one picture open their case here; the page of the KPI has a row for each."""
_WANTED = 8
_OF_ONE = 2
_NEARLY = 6
"""From so many compared cases on it is worth saying how few are missing for a median."""


def plan_evidence(desk: Desk) -> list[Page]:
    """``/evidence/`` from sales inwards: real cases and fictional ones each for themselves."""
    view = desk.view
    if not view.is_inside("sales"):
        return []
    lead = "成果の数字を指標ごとに並べました。点のひとつひとつが事例で、押すと開きます。"
    found = shelves(view)
    shown = [_shelf(shelf, view) for shelf in found]
    data: Data = {
        "lead": lead,
        "inside": True,
        "sample": bool(found) and found[0].sample,
        "note": NOTE + CAUTION,
        "shelves": list(shown),
        "map": _map(found[0].cases, view) if found else None,
        "wanted": wanted(view),
        "empty": None
        if found
        else {"title": "集計できる事例がまだありません", "text": "掲載できるものがそろうと、ここに並びます。"},
    }
    page = Page(
        url=_URL,
        template="evidence.html",
        title="成果データ",
        description=lead,
        breadcrumbs=(HOME,),
        data=data,
    )
    return [page]


def _shelf(shelf: Shelf, view: View) -> Data:
    """The pictures of one shelf: those of most cases first, then in the order of the catalogue."""
    found = by_kpi(shelf.cases)
    kpis = [(kpi, found[kpi.id]) for kpi in view.catalogues.kpis.values() if kpi.id in found]
    several = [(kpi, measured) for kpi, measured in kpis if len(drawn(measured, kpi)) > 1]
    several.sort(key=lambda pair: -len(drawn(pair[1], pair[0])))
    drawn_ids = {kpi.id for kpi, _ in several}
    return {
        "sample": shelf.sample,
        "count": f"{len(shelf.cases):,} 件の{'架空の' if shelf.sample else ''}事例から集計しています。"
        f"{ENOUGH} 件に満たない指標は、中央値を出さずに点だけを示します。",
        "kpis": [picture(kpi, measured, _URL, linked=_LINKED) for kpi, measured in several],
        "single": [_single(measured[0], kpi, view) for kpi, measured in kpis if kpi.id not in drawn_ids],
    }


def _single(measured: Measured, kpi: Kpi, view: View) -> Data:
    return {**row(measured, kpi, view), "kpi": kpi.name, "kpi_url": kpi_url(kpi.id)}


# -- the map ---------------------------------------------------------------------------------------------------


def _map(cases: Sequence[ShownCase], view: View) -> Data | None:
    """Purpose × segment with counts that lead to the filtered finder; only segments that have a case are rows."""
    counts = _pairs(cases)
    there = {case.client.segment for case in cases}
    segments = [segment for segment in view.catalogues.segments.values() if segment.id in there]
    if not segments:
        return None
    return {
        "columns": [word.label for word in words.PURPOSE],
        "rows": [
            {
                "label": segment.label,
                "url": f"cases/?segment={segment.id}",
                "cells": [_cell(segment.id, p.key, counts) for p in words.PURPOSE],
            }
            for segment in segments
        ],
        "sentence": _map_sentence(counts, view),
    }


def _pairs(cases: Sequence[ShownCase]) -> Counter[tuple[str, str]]:
    return Counter((case.client.segment, purpose) for case in cases for purpose in case.purposes)


def _map_sentence(counts: Counter[tuple[str, str]], view: View) -> str:
    """Where most cases are: the first of those with the highest count."""
    segments = view.catalogues.segments
    known = [(pair, n) for pair, n in counts.items() if pair[0] in segments]
    if not known:
        return ""
    (segment, purpose), n = min(known, key=lambda found: (-found[1], found[0]))
    said = f"いちばん多いのは、「{segments[segment].label}」の「{words.PURPOSE.label_of(purpose)}」で {n:,} 件です。"
    return said if n > 1 else "まだ、どの組み合わせにも 1 件ずつです。"


def _cell(segment: str, purpose: str, counts: Counter[tuple[str, str]]) -> Json:
    count = counts[segment, purpose]
    if not count:
        return None
    return {"count": count, "level": min(count, 4), "url": f"cases/?segment={segment}&purpose={purpose}"}


# -- what to ask for next --------------------------------------------------------------------------------------


def wanted(view: View) -> Data | None:
    """次にほしい事例: white spots with cases all around, KPIs that lack few for a median, and what has none at all.

    None where no case counts; fictional ones count only while there are no real ones."""
    shelf = next(iter(shelves(view)), None)
    if shelf is None:
        return None
    segments = {case.client.segment for case in shelf.cases}
    purposes = {purpose for case in shelf.cases for purpose in case.purposes}
    return {
        "spots": _spots(shelf.cases, view),
        "nearly": _nearly(shelf, view.catalogues.kpis),
        "segments": [s.label for s in view.catalogues.segments.values() if s.id not in segments],
        "purposes": [word.label for word in words.PURPOSE if word.key not in purposes],
    }


def _spots(cases: Sequence[ShownCase], view: View) -> list[Json]:
    """Segment and purpose that each have cases, but none together; those with most cases on both sides first.

    They rank by the smaller of both counts, then by their sum: a client whose industry and whose aim are both well
    known, yet never met, is the one a salesperson will be asked about. No segment and no purpose fills the list."""
    pairs = _pairs(cases)
    segments = Counter(case.client.segment for case in cases)
    purposes = Counter(purpose for case in cases for purpose in case.purposes)
    empty = [
        (segment, purpose)
        for segment in view.catalogues.segments.values()
        for purpose in words.PURPOSE
        if segments[segment.id] and purposes[purpose.key] and not pairs[segment.id, purpose.key]
    ]

    def weight(spot: tuple[int, int]) -> tuple[int, int]:
        return (-min(spot), -sum(spot))

    empty.sort(key=lambda spot: weight((segments[spot[0].id], purposes[spot[1].key])))
    return [
        {
            "title": f"{segment.label} × {purpose.label}",
            "why": f"この業種は {segments[segment.id]:,} 件、この目的は {purposes[purpose.key]:,} 件あります。",
        }
        for segment, purpose in _varied(empty)
    ]


def _varied(spots: Sequence[tuple[Segment, words.Word]]) -> list[tuple[Segment, words.Word]]:
    """The first few, with the same segment and the same purpose at most ``_OF_ONE`` times each."""
    taken: Counter[str] = Counter()
    chosen: list[tuple[Segment, words.Word]] = []
    for segment, purpose in spots:
        if len(chosen) < _WANTED and max(taken[segment.id], taken[f"purpose {purpose.key}"]) < _OF_ONE:
            taken.update((segment.id, f"purpose {purpose.key}"))
            chosen.append((segment, purpose))
    return chosen


def _nearly(shelf: Shelf, kpis: Mapping[str, Kpi]) -> list[Json]:
    """KPIs that will have a median soon."""
    found: list[Json] = []
    for key, measured in by_kpi(shelf.cases).items():
        kpi = kpis[key]
        n = sum(one.figure.compare in OVER_TIME and effect(one.figure, kpi) is not None for one in drawn(measured, kpi))
        if _NEARLY <= n < ENOUGH:
            found.append({"title": kpi.name, "url": kpi_url(key), "why": f"あと {ENOUGH - n} 件で中央値を示せます。"})
    return found

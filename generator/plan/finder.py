"""What the finder's scripts filter and sort by: one row a case, in the order of the list; texts stay in the cards.

A thousand cases must not weigh more than a page, so rows hold numbers only: places in the lists of values.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from ..model.catalogue import Kpi
from ..view import Figure, ShownCase, View
from . import facets
from .page import Data, Json
from .words import change

COMPARABLE = frozenset({"before_after", "year_on_year"})
"""Kinds of comparison whose change tells of one group before and after: only these can be ordered by effect."""


def finder_file(cases: Sequence[ShownCase], view: View) -> tuple[str, bytes]:
    """Path and bytes of the table of ``cases``, which are listed in this order. The name tells the content."""
    text = json.dumps(table(cases, view), ensure_ascii=False, separators=(",", ":")).encode()
    return f"cases/finder.{hashlib.sha256(text).hexdigest()[:8]}.json", text


def table(cases: Sequence[ShownCase], view: View) -> Data:
    """The finder's table.

    ``places`` are the rows' places among the cases that search knows; ``facets`` has for each facet its ``values`` and,
    for each row, the places of those that the case has; ``months`` are the months of the newest figures (``2024-08``,
    "" for none); ``effects`` has for each KPI ``[row, improvement in thousandths, the change in words]``, best first.
    """
    place = {case.id: at for at, case in enumerate(view.cases)}
    held = [facets.facets(case) for case in cases]
    columns: Data = {key: _column([found.get(key, ()) for found in held]) for key in facets.TITLES}
    return {
        "places": [place[case.id] for case in cases],
        "facets": columns,
        "months": [max((figure.as_of for figure in case.figures), default="") for case in cases],
        "effects": _effects(cases, view.catalogues.kpis),
    }


def _column(rows: Sequence[Sequence[str]]) -> Data:
    values = sorted({value for row in rows for value in row})
    at = {value: n for n, value in enumerate(values)}
    listed: list[Json] = [[at[value] for value in row] for row in rows]
    return {"values": list(values), "rows": listed}


def _effects(cases: Sequence[ShownCase], kpis: Mapping[str, Kpi]) -> Data:
    found: dict[str, list[tuple[float, int, str]]] = {}
    for row, case in enumerate(cases):
        best: dict[str, tuple[float, str]] = {}
        for figure in case.figures:
            better = improvement(figure, kpis[figure.kpi])
            if better is not None and better > best.get(figure.kpi, (float("-inf"), ""))[0]:
                best[figure.kpi] = (better, change(figure.change or 0))
        for kpi, (better, words) in best.items():
            found.setdefault(kpi, []).append((better, row, words))
    return {
        kpi: [[row, round(better * 1000), words] for better, row, words in sorted(rows, key=lambda r: (-r[0], r[1]))]
        for kpi, rows in sorted(found.items())
    }


def improvement(figure: Figure, kpi: Kpi) -> float | None:
    """The relative change of a figure, positive where it went the good way: (after - before) / before, signed.

    None where the KPI has no good direction, or the comparison is not of one group before and after.
    """
    if figure.change is None or figure.compare not in COMPARABLE or kpi.direction == "neutral":
        return None
    return figure.change if kpi.direction == "up" else -figure.change

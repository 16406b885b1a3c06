"""事例の対象: what the finder filters by: each facet's keys of a case, and its values with labels and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ..model import vocabulary as words
from ..model.vocabulary import Vocabulary
from ..view import ShownCase, View
from .page import Data, Json
from .words import fiscal_year

TITLES = {
    "segment": "業種",
    "purpose": "目的",
    "size": "企業規模",
    "trait": "会員の特徴",
    "type": "コミュニティの種類",
    "operation": "運営体制",
    "kpi": "指標",
    "year": "成果の年度",
}


def facets(case: ShownCase) -> dict[str, tuple[str, ...]]:
    """The keys that a case has in each facet; a facet that says nothing of it is left out."""
    community = case.community
    found = {
        "segment": (case.client.segment,),
        "purpose": case.purposes,
        "size": (case.client.employees,),
        "trait": community.member_traits if community else (),
        "type": (community.type,) if community else (),
        "operation": tuple(kind for kind, _, _ in community.operation) if community else (),
        "kpi": tuple(figure.kpi for figure in case.figures),
        "year": years(case),
    }
    named = {key: tuple(dict.fromkeys(value for value in values if value)) for key, values in found.items()}
    return {key: values for key, values in named.items() if values}


def years(case: ShownCase) -> tuple[str, ...]:
    """The fiscal years of a case's outcomes, newest first."""
    return tuple(sorted({fiscal_year(figure.as_of) for figure in case.figures if figure.as_of}, reverse=True))


def labels(view: View) -> Mapping[str, Mapping[str, str]]:
    """For each facet its keys with their labels, in the order they are listed (years: as they come)."""
    catalogues = view.catalogues
    return {
        "segment": {segment.id: segment.label for segment in catalogues.segments.values()},
        "purpose": _words(words.PURPOSE),
        "size": _words(words.EMPLOYEES),
        "trait": {trait.id: trait.label for trait in catalogues.traits.values()},
        "type": _words(words.COMMUNITY_TYPE),
        "operation": _words(words.OPERATION_KIND),
        "kpi": {kpi.id: kpi.name for kpi in catalogues.kpis.values()},
        "year": {},
    }


def label_list(case: ShownCase, known: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """All labels of a case's facets, for search; ``known`` is what ``labels`` gives."""
    return tuple(_label(known[key], key, value) for key, values in facets(case).items() for value in values)


def filters(cases: Iterable[ShownCase], view: View) -> list[Json]:
    """The finder's filters: values that occur, in the order of their lists, with counts."""
    counts: dict[str, Counter[str]] = {key: Counter() for key in TITLES}
    for case in cases:
        for key, values in facets(case).items():
            counts[key].update(values)
    known = labels(view)
    return [_filter(key, counts[key], known[key]) for key in TITLES if counts[key]]


def _filter(key: str, counts: Counter[str], known: Mapping[str, str]) -> Data:
    ordered = [value for value in known if counts[value]] or sorted(counts, reverse=True)
    return {
        "key": key,
        "title": TITLES[key],
        "values": [{"key": v, "label": _label(known, key, v), "count": counts[v]} for v in ordered],
    }


def _label(known: Mapping[str, str], facet: str, value: str) -> str:
    return f"{value}年度" if facet == "year" else known.get(value, value)


def _words(vocabulary: Vocabulary) -> dict[str, str]:
    return {word.key: word.label for word in vocabulary}

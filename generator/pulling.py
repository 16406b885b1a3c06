"""What slides take from cases, held against their own use: what it does not cover, why, and when that changes.

Part of the gate: it sees the Library and a View of it. What it finds is as secret as the narrowest circle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from . import blocks
from .audience import editors_only_because
from .deck import Pull, pulls_of, read_deck
from .model import vocabulary as words
from .model.case import Case
from .model.knowledge import Seminar
from .model.library import Library
from .problems import Problem, warning
from .view import ShownCase, View


def uncovered(library: Library, decks: Mapping[str, View]) -> Iterator[Problem]:
    """A warning for every part that the slides of a seminar leave out; ``decks`` are the Views of their uses, by id."""
    for seminar, seen, pull, case in _pulls(library, decks):
        reason = _why_not(pull, case, seminar, library, seen)
        if reason:
            yield warning(
                "not-covered",
                pull.place,
                f"{case.id} のこの部分は、スライドと配布資料に入りません（{reason}）。",
                "許諾と公開の範囲を確かめるか、この行を消してください。",
            )


def turning_days(library: Library, decks: Mapping[str, View]) -> Iterator[date]:
    """The days after the Views' own on which slides will say something else, because a case that they take from ends
    or begins to be covered."""
    for _, seen, _, case in _pulls(library, decks):
        if any(each.id == case.id for each in seen.cases):
            until = case.consent.valid_until
            yield from (until + timedelta(days=1),) if until else ()
        elif case.publish_on and case.publish_on > seen.as_of:
            yield case.publish_on


def _pulls(library: Library, decks: Mapping[str, View]) -> Iterator[tuple[Seminar, View, Pull, Case]]:
    for name, seen in decks.items():
        seminar = library.seminars[name]
        told = blocks.keep(seminar.body, seen.audiences, seen.audiences[:1])
        for pull in pulls_of(read_deck(told)[0]):
            if pull.case in library.cases:
                yield seminar, seen, pull, library.cases[pull.case]


def _why_not(pull: Pull, case: Case, seminar: Seminar, library: Library, seen: View) -> str:
    """Why a part does not show, in words; "" where it does."""
    shown = next((each for each in seen.cases if each.id == case.id), None)
    if shown is None:
        return _hidden(case, seminar, library, seen)
    use = words.USE.label_of(seen.use)
    if pull.what == "chart" and not any(pull.kpi in _names(figure.kpi, seen) for figure in shown.figures):
        return f"この数字は、{use}での掲載が許されていません"
    if pull.what == "quote" and not _has_quote(shown, pull.number):
        return f"この言葉は、{use}での掲載が許されていません"
    return ""


def _names(kpi: str, seen: View) -> tuple[str, str]:
    return kpi, seen.catalogues.kpis[kpi].name


def _has_quote(case: ShownCase, number: int) -> bool:
    return any(quote.number == number for quote in case.quotes)


def _hidden(case: Case, seminar: Seminar, library: Library, seen: View) -> str:
    if case.status == "withdrawn":
        return "取り下げた事例です"
    barred = editors_only_because(library, case, seen.as_of)
    if barred:
        return barred
    if seen.audiences.index(case.audience) > seen.audiences.index(seen.audience):
        return f"事例の範囲（{case.audience}）が、セミナーの範囲（{seminar.audience}）より狭い"
    if not case.consent.grants(seen.use):
        return f"掲載許諾に、{words.USE.label_of(seen.use)}での掲載がありません"
    return "実際の事例があるサイトでは、架空の事例は隠れます"

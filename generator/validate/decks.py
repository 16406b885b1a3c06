"""Seminars: the directives of their slides, what these point at, and items that only narrow."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from .. import blocks
from ..deck import Pull, pulls_of, read_deck
from ..model.case import Case
from ..model.keys import nearest
from ..model.knowledge import Seminar
from ..model.library import Library
from ..problems import Problem, error
from .cases import widened
from .references import unknown


def seminar_problems(
    seminar: Seminar, library: Library, unread: Collection[str], ranks: Mapping[str, int]
) -> Iterator[Problem]:
    """What is wrong with a seminar's slides, as they are written and as guests will see them, and with its items."""
    circles = tuple(ranks)
    slides, problems = read_deck(seminar.body)
    yield from problems
    yield from read_deck(blocks.keep(seminar.body, circles, circles[:1]))[1]
    for pull in pulls_of(slides):
        if f"cases/{pull.case}" not in unread:
            yield from _pull(pull, library)
    yield from _widened(seminar, ranks)


def _pull(pull: Pull, library: Library) -> Iterator[Problem]:
    case = library.cases.get(pull.case)
    if case is None:
        yield unknown(pull.case, "cases", pull.place, library)
    elif pull.what == "chart":
        yield from _chart(pull, case, library)
    elif pull.what == "quote" and not 1 <= pull.number <= len(case.quotes):
        message = f"{case.id} に、{pull.number} 番目のお客様の言葉（quotes）はありません。"
        known = f"番号は {len(case.quotes)} までです。番号のない「quote」は、1 番目の言葉になります。"
        hint = known if case.quotes else "この事例には言葉がありません。この行を消してください。"
        yield error("nothing-to-pull", pull.place, message, hint)


def _chart(pull: Pull, case: Case, library: Library) -> Iterator[Problem]:
    kpis = library.catalogues.kpis
    kpi = next((kpi for kpi in kpis.values() if pull.kpi in (kpi.id, kpi.name)), None)
    if kpi is None:
        near = nearest(pull.kpi, [text for each in kpis.values() for text in (each.id, each.name)])
        hint = f"「{near}」ではありませんか。" if near else "指標の名前か、キー（churn_rate など）を書いてください。"
        yield error("unknown-kpi", pull.place, f"「{pull.kpi}」は KPI 一覧にありません。", hint)
    elif all(metric.kpi != kpi.id for metric in case.metrics):
        known = "、".join(dict.fromkeys(metric.kpi for metric in case.metrics))
        hint = f"この事例にある数字: {known}。" if known else "この事例には数字がありません。この行を消してください。"
        yield error("nothing-to-pull", pull.place, f"{case.id} に「{kpi.name}」の数字（metrics）はありません。", hint)


def _widened(seminar: Seminar, ranks: Mapping[str, int]) -> Iterator[Problem]:
    at = seminar.keys.at
    told = [(asked.audience, at("qa", index, "audience")) for index, asked in enumerate(seminar.qa)]
    told += [(seminar.recording.audience, at("recording", "audience"))] if seminar.recording else []
    for audience, place in told:
        if audience and ranks[audience] < ranks[seminar.audience]:
            yield widened(place, seminar.audience)

"""What a case must say of its figures, and what its title and summary may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..figures import figures_in, permitted_figures
from ..model.case import Case, Objection, Quote, Talk
from ..problems import Place, Problem, error, warning


def case_problems(case: Case, ranks: Mapping[str, int]) -> Iterator[Problem]:
    at = case.keys.at
    if case.concept == "communication" and case.community:
        yield error(
            "wrong-part",
            case.keys.key("community"),
            "concept が communication の事例です。",
            "community の代わりに communication を書いてください。",
        )
    if case.concept == "community" and case.communication:
        yield error(
            "wrong-part",
            case.keys.key("communication"),
            "concept が community の事例です。",
            "communication の代わりに community を書いてください。",
        )
    for index, metric in enumerate(case.metrics):
        place = at("metrics", index)
        periods = [reading.period for reading in (metric.before, metric.after) if reading and reading.period]
        if not periods and not metric.period and not metric.points:
            yield error(
                "metric-without-period",
                place,
                "数字に期間がありません。",
                "「period: [2023-09, 2024-08]」の形で、測った期間を書いてください。",
            )
        if metric.before is None and metric.after is None and metric.change is None and not metric.points:
            yield error(
                "metric-without-value",
                place,
                "数字の値がありません。",
                "before と after、または change を書いてください。",
            )
        if not metric.measured_by:
            yield warning(
                "metric-without-source",
                place,
                "誰が測った数字か書かれていません。",
                "「measured_by: client」のように書いてください。",
            )
        if metric.audience and ranks[metric.audience] < ranks[case.audience]:
            yield widened(at("metrics", index, "audience"), case.audience)
    for name in ("quotes", "talk_track", "objections"):
        items: tuple[Quote | Talk | Objection, ...] = getattr(case, name)
        for index, item in enumerate(items):
            if item.audience and ranks[item.audience] < ranks[case.audience]:
                yield widened(at(name, index, "audience"), case.audience)
    yield from _figures_in_text(case, ranks)


def widened(place: Place | None, audience: str) -> Problem:
    return error(
        "audience-widened",
        place,
        f"もとの範囲（{audience}）より広い audience です。",
        "もとと同じか、より狭い範囲にしてください。",
    )


def _span(place: Place | None, value: str, part: str) -> Place | None:
    """The place of ``part`` in a value of one line that stands at ``place`` as it was typed; else the whole."""
    at = value.find(part)
    exact = place and place.length == len(value) and at >= 0
    return replace(place, column=place.column + at, length=len(part)) if place and exact else place


def _figures_in_text(case: Case, ranks: Mapping[str, int]) -> Iterator[Problem]:
    """A number in title or summary needs a metric that every use of the case permits."""
    uses = ("web", "seminar", "proposal") if ranks[case.audience] == 0 else ("seminar", "proposal")
    permitted = permitted_figures(case, uses)
    for name in ("title", "summary"):
        for figure in figures_in(getattr(case, name)):
            if figure.value not in permitted:
                yield error(
                    "figure-in-text",
                    _span(case.keys.at(name), getattr(case, name), figure.text),
                    f"「{figure.text}」に当たる、見せてよい数字（metrics）がありません。",
                    "metrics に値と show（web・seminar・proposal）を書くか、数字を使わない言い方にしてください。",
                )

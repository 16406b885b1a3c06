"""Figures and facts that count only beside their case: what consent blurs, as it must not be read there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..check import Detail, Source
from ..check.folding import plain
from ..model.case import Case, Metric
from ..model.library import Library
from ..problems import Place
from .policy import Policy
from .values import shown_texts

_EDGES = (100, 500, 1_000, 5_000, 10_000, 50_000, 100_000)
"""Where bands of people begin: these numbers show in place of others."""
_ROUND = frozenset(str(edge - less) for edge in _EDGES for less in (0, 1))
_TELLING = 3
"""Digits from which a number tells something without its unit."""
_YEAR = re.compile("(?:19|20)[0-9]{2}")


def details(policy: Policy) -> Iterator[Detail]:
    """What must not stand beside each visible case."""
    for case in policy.library.cases.values():
        if not policy.hidden(case):
            shown = plain("\n".join((*shown_texts(case, policy), *_shown_figures(case, policy))))
            for what, texts, place in _blurred(case, policy):
                patterns = tuple(text for text in texts if not re.search(text, shown))
                if patterns:
                    yield Detail(case.id, patterns, Source(what, place))


def subjects(library: Library, cases: Iterable[str]) -> Iterator[tuple[str, str]]:
    """How pages speak of all cases, wherever one of ``cases`` might be spoken of: by title, and by alias."""
    if not set(cases):
        return
    for case in library.cases.values():
        client = library.organization_of(case)
        for text in (case.title, client.alias if client else ""):
            if len(text) > 3:
                yield plain(text), case.id


def _blurred(case: Case, policy: Policy) -> Iterator[tuple[str, list[str], Place | None]]:
    for index, metric in enumerate(case.metrics):
        unit = _unit(policy, metric)
        shown = policy.shown(case, metric)
        if shown != "actual":
            texts = [text for value in _values(metric) for text in _number(value, unit)]
            texts += [text for value in _changes(metric) if shown == "none" for text in _number(round(value, 1), "%")]
            people = _number(float(metric.sample_size), "人|件|名") if metric.sample_size else []
            yield "figure", [*texts, *people], case.keys.at("metrics", index)
    if policy.exact(case):
        return
    client, community = policy.library.organization_of(case), case.community
    if client and client.prefecture and client.prefecture != "北海道":
        yield "detail", [re.escape(plain(client.prefecture))], client.keys.at("prefecture")
    if community is None:
        return
    if community.members:
        yield "detail", _number(float(community.members.value), "人"), case.keys.at("community", "members")
    months = [community.launched, *(each.from_ for each in community.operation)]
    texts = [text for month in months if month for text in _month(month)]
    yield "detail", texts, case.keys.at("community", "launched")


def _unit(policy: Policy, metric: Metric) -> str:
    kpi = policy.library.catalogues.kpis.get(metric.kpi)
    return kpi.unit if kpi else ""


def _values(metric: Metric) -> Iterator[float]:
    known = [each.value for each in (metric.before, metric.after, metric.target) if each]
    yield from (value for value in [*known, *(point.value for point in metric.points)] if value is not None)


def _number(value: float, units: str) -> list[str]:
    """Patterns for a number: with its unit, and alone where it is long enough to tell."""
    text = f"{abs(value):.2f}".rstrip("0").rstrip(".")
    digits = text.replace(".", "").lstrip("0")
    if text in _ROUND or not digits:
        return []
    whole, _, rest = text.partition(".")
    grouped = f"{int(whole):,}" + (f"\\.{rest}" if rest else "")
    number = f"(?<![0-9.,])(?:{re.escape(text)}|{grouped})"
    unit = "|".join(re.escape(plain(each)) for each in units.split("|") if each)
    unit = f"{unit}|パーセント" if units == "%" else unit
    if len(digits) >= _TELLING and not _YEAR.fullmatch(text):
        return [number + r"(?![0-9]|[.,][0-9])"]
    return [rf"{number}\s*(?:{unit})"] if unit else []


def _month(text: str) -> list[str]:
    """Patterns for ``2022-06`` as pages and data write it."""
    year, _, month = text.partition("-")
    if not month:
        return []
    number = int(month[:2])
    return [rf"(?<![0-9]){year}(?:年\s*0?{number}月|[-/.]0?{number}(?![0-9]))"]


def _shown_figures(case: Case, policy: Policy) -> Iterator[str]:
    """The figures and months that may show, as pages write them: a hidden one that looks the same tells nothing."""
    for metric in case.metrics:
        way = policy.shown(case, metric)
        if way == "none":
            continue
        yield from _periods(metric)
        yield from (f"{percent:.1f}".rstrip("0").rstrip(".") + "%" for percent in _changes(metric))
        if way == "actual":
            unit = _unit(policy, metric)
            yield from (f"{value:,.2f}".rstrip("0").rstrip(".") + unit for value in _values(metric))
            yield f"{metric.sample_size or 0:,}"
    for day in (case.published_on, case.updated_on, case.review.verified_on if case.review else None):
        yield f"{day.year}年{day.month}月" if day else ""


def _periods(metric: Metric) -> Iterator[str]:
    periods = [metric.period, *(each.period for each in (metric.before, metric.after) if each)]
    months = [month for period in periods if period for month in period] + [point.on for point in metric.points]
    for year, _, month in (text.partition("-") for text in months):
        yield f"{year}年{int(month[:2])}月" if month else ""


def _changes(metric: Metric) -> Iterator[float]:
    before = metric.before.value if metric.before else None
    after = metric.after.value if metric.after else None
    if metric.change is not None:
        yield abs(metric.change) * 100
    if before and after is not None:
        yield abs(after - before) / abs(before) * 100

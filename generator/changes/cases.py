"""What a change does to cases: their figures, what their clients approved, and until when they may show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta

from ..approval import approval_digest
from ..derived import relative_change
from ..model.case import Case, Metric
from ..model.catalogue import Kpi
from ..plan.words import change, quantity
from ..problems import Place
from ..view import Figure, ShownCase, View
from .pages import changed_keys
from .report import ADDED, CHANGED, REMOVED, Approval, Expiry, MetricChange
from .sides import Side

SOON = timedelta(days=90)
"""Time enough to ask a client for a new consent."""


def approvals(base: Side, head: Side) -> Iterator[Approval]:
    """Cases that a client approved, of which what leaves the building changed; and approvals that were written anew."""
    before = base.loaded.library.cases
    for case in head.loaded.library.cases.values():
        old = before.get(case.id)
        if old is None or old.consent.status != "granted" or not old.consent.approved_digest:
            continue
        was = approval_digest(old, base.config.audiences)
        now = approval_digest(case, head.config.audiences)
        renewed = case.consent.approved_digest == now
        if was != now or (renewed and old.consent.approved_digest != now):
            yield Approval(
                document=f"cases/{case.id}",
                title=case.title,
                place=case.keys.at("consent", "approved_digest") or Place(file=case.file),
                approved_on=case.consent.approved_on,
                renewed=renewed,
            )


def expiring(head: Side, circles: Sequence[str], touched: Collection[str]) -> Iterator[Expiry]:
    """Cases of ``circles`` whose consent ends within ``SOON``, the next first."""
    last = head.sites[head.narrowest].view.as_of + SOON
    ends = {
        shown.id: shown.permission.valid_until if shown.permission else shown.until
        for circle in circles
        for shown in head.sites[circle].view.cases
    }
    for name, until in sorted(ends.items(), key=lambda each: (str(each[1]), each[0])):
        case = head.loaded.library.cases[name]
        if until and head.sites[head.narrowest].view.as_of <= until <= last and case.consent.status == "granted":
            key = f"cases/{name}"
            place = case.keys.at("consent", "valid_until") or Place(file=case.file)
            yield Expiry(document=key, title=case.title, place=place, until=until, touched=key in touched)


def metric_changes(base: Side, head: Side, circles: Sequence[str]) -> Iterator[MetricChange]:
    """Figures that were added, changed or removed in cases which both sides have, and a site of ``circles`` shows."""
    seen = {case.id for side in (base, head) for circle in circles for case in _cases(side, circle)}
    old, new = base.loaded.library.cases, head.loaded.library.cases
    for name in sorted(old.keys() & new.keys() & seen):
        yield from _of_case(old[name], new[name], base, head)


def _cases(side: Side, circle: str) -> Sequence[ShownCase]:
    return side.sites[circle].view.cases if circle in side.sites else ()


def _of_case(old: Case, new: Case, base: Side, head: Side) -> Iterator[MetricChange]:
    before, after = _told_apart(old), _told_apart(new)
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name), after.get(name)
        metric = other or one
        if one == other or metric is None:
            continue
        kpi = (head if other else base).loaded.library.catalogues.kpis[metric.kpi]
        yield MetricChange(
            change=ADDED if one is None else REMOVED if other is None else CHANGED,
            document=f"cases/{new.id}",
            title=new.title,
            kpi=kpi.name,
            place=(other.keys.at() if other else None) or new.keys.key("metrics") or Place(file=new.file),
            before=_values(one, kpi) if one else "",
            after=_values(other, kpi) if other else "",
            shown_before=_shown(one, old.id, base.sites[base.config.audiences[0]].view, kpi) if one else "",
            shown_after=_shown(other, new.id, head.sites[head.config.audiences[0]].view, kpi) if other else "",
            keys=tuple(changed_keys(one, other)) if one and other else (),
        )


def _told_apart(case: Case) -> Mapping[tuple[str, str, int], Metric]:
    """The figures of a case by KPI, comparison, and the how-manieth of that kind."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    found = {}
    for metric in case.metrics:
        kind = (metric.kpi, metric.compare)
        found[(*kind, counts[kind])] = metric
        counts[kind] += 1
    return found


def _values(metric: Metric, kpi: Kpi) -> str:
    before = metric.before.value if metric.before else None
    after = metric.after.value if metric.after else None
    moved = metric.change if metric.change is not None else relative_change(before, after)
    points = [point.value for point in metric.points]
    return _in_words(before, after, moved, kpi) or "・".join(quantity(value, kpi.unit) for value in points)


def _shown(metric: Metric, case: str, view: View, kpi: Kpi) -> str:
    """A figure as a circle reads it; "" where it does not."""
    shown = next((each for each in view.cases if each.id == case), None)
    for figure in shown.figures if shown else ():
        if _is_of(figure, metric):
            return _in_words(figure.before, figure.after, figure.change, kpi)
    return ""


def _is_of(figure: Figure, metric: Metric) -> bool:
    return (figure.kpi, figure.compare, figure.before_period, figure.population) == (
        metric.kpi,
        metric.compare,
        metric.before.period if metric.before else None,
        metric.population or "",
    )


def _in_words(before: float | None, after: float | None, moved: float | None, kpi: Kpi) -> str:
    """8% → 4%（50%減）; what is not known is left out."""
    values = " → ".join(quantity(value, kpi.unit) for value in (before, after) if value is not None)
    ratio = change(moved) if moved is not None else ""
    return f"{values}（{ratio}）" if values and ratio else values or ratio

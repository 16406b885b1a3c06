"""指標の一覧: what each KPI counts and how, what it must not be taken for, and the cases that report it."""

from __future__ import annotations

from dataclasses import replace

from ..model import vocabulary as words
from ..model.catalogue import Kpi
from ..urls import kpi_url
from ..view import View
from .multiples import CAUTION, NOTE, Measured, Shelf, by_kpi, picture, rows, shelves
from .page import Data, Desk, Json, Page, SearchFields
from .paging import paged
from .words import KINDS

HOME = ("ホーム", "")
_LIST = "指標の一覧"
_LINKED = 300
"""Up to so many dots open their case; the rows below have them all."""


def plan_kpis(desk: Desk) -> list[Page]:
    """``/kpis/`` and a page for each KPI that a shown case reports or a playbook looks at; without one, nothing.

    Definitions are for everyone; cases are those of the circle."""
    view = desk.view
    found = shelves(view)
    by_shelf = [(shelf, by_kpi(shelf.cases)) for shelf in found]
    reported = {key for _, figures in by_shelf for key in figures}
    kpis = sorted(_used(view), key=lambda kpi: kpi.id not in reported)
    pages: list[Page] = []
    cards: list[Json] = []
    for kpi in kpis:
        measured = [(shelf, figures[kpi.id]) for shelf, figures in by_shelf if kpi.id in figures]
        cards.append(_card(kpi, measured))
        pages += _kpi(kpi, measured, view)
    if not kpis:
        return []
    lead = "成果を測る指標の定義、測り方、読み違えやすいところをまとめています。"
    return [*paged("kpis", _LIST, lead, cards, noun=KINDS["kpi"]), *pages]


def _used(view: View) -> list[Kpi]:
    """In the order of the catalogue; wherever one is linked from, it is among them."""
    keys = {figure.kpi for case in view.cases for figure in case.figures}
    keys |= {key for playbook in view.playbooks for key in playbook.kpis}
    return [kpi for kpi in view.catalogues.kpis.values() if kpi.id in keys]


def _reported(measured: list[tuple[Shelf, list[Measured]]]) -> str:
    """How many cases report it: 事例 4 件; fictional ones counted apart."""
    counts = [(shelf.sample, len({one.case.id for one in figures})) for shelf, figures in measured]
    return "、".join(f"{'架空の' if sample else ''}事例 {n:,} 件" for sample, n in counts)


def _card(kpi: Kpi, measured: list[tuple[Shelf, list[Measured]]]) -> Data:
    return {
        "title": kpi.name,
        "url": kpi_url(kpi.id),
        "labels": [words.DIRECTION.label_of(kpi.direction), f"単位：{kpi.unit}"],
        "summary": kpi.definition or "",
        "note": _reported(measured) or "この指標の事例はまだありません",
    }


def _kpi(kpi: Kpi, measured: list[tuple[Shelf, list[Measured]]], view: View) -> list[Page]:
    """The pages of one KPI: what it is on the first, and a row for each figure on all."""
    url = kpi_url(kpi.id)
    told = [one for _, figures in measured for one in rows(figures, kpi, view)]
    pictures = [picture(kpi, figures, url, linked=_LINKED, sample=shelf.sample) for shelf, figures in measured]
    reported = _reported(measured)
    about: Data = {
        "facts": _facts(kpi),
        "cautions": list(kpi.cautions),
        "pictures": [one for one in pictures if one],
    }
    data: Data = {
        "note": NOTE + CAUTION,
        "reported": f"この指標を報告している{reported}です。" if reported else "",
        "finder_url": f"cases/?kpi={kpi.id}" if reported else "",
        "evidence_url": "evidence/" if view.is_inside("sales") else "",
    }
    lead = kpi.definition or ""
    trail = (HOME, (_LIST, "kpis/"))
    pages = paged(
        url[:-1], kpi.name, lead, told, noun=KINDS["kpi"], section="kpis", side="kpis", breadcrumbs=trail, data=data
    )
    first, *more = [replace(page, template="kpi.html") for page in pages]
    return [replace(first, kind="kpi", data={**first.data, **about}, search=_search(kpi)), *more]


def _facts(kpi: Kpi) -> list[Json]:
    facts = [
        ("単位", kpi.unit),
        ("分母", kpi.denominator),
        ("集計の期間", kpi.period),
        ("よい向き", words.DIRECTION.label_of(kpi.direction)),
        ("測り方", kpi.how),
        ("定義の出典", kpi.source),
        ("ほかの呼び方", "、".join(kpi.aliases)),
    ]
    return [{"label": label, "value": value} for label, value in facts if value]


def _search(kpi: Kpi) -> SearchFields:
    """Found by its names and its definition; how it is measured would find it for everything that people count."""
    return SearchFields(summary=kpi.definition or "", names=kpi.aliases, filters={"kind": ("kpi",)})

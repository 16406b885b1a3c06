"""Cases: the finder's list, each case, and the one-pager that may be handed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..model.body import Body
from ..urls import document_url, kpi_url
from ..view import ShownCase, View
from . import facets, gist
from .cards import case_card, case_labels, figure_data, iso, lastmod, tag_links
from .finder import finder_file
from .page import Data, Desk, Json, Page, SearchFields
from .paging import PER_PAGE, paged
from .pictures import figure_lines, figure_with_picture
from .sheets import compare_rows, handout
from .similar import reason, similar
from .words import KINDS

HOME = ("ホーム", "")
LIST = (KINDS["case"], "cases/")
_MOST_RELATED = 6


def plan_cases(desk: Desk) -> list[Page]:
    """``/cases/`` in pages, each case, and its one-pager where the circle has one and consent permits it."""
    view = desk.view
    shelf = _Shelf(
        view=view,
        cases={case.id: case for case in view.cases},
        alike=similar(view),
        handed_out=frozenset(case.id for case in desk.proposal.cases) if view.reaches("marketing") else frozenset(),
        known=facets.labels(view),
    )
    pages = [*_list(view), *(_case(case, shelf) for case in view.cases)]
    if view.reaches("marketing"):
        public = {case.id: f"{desk.public_url}{document_url('cases', case.id)}" for case in desk.web.cases}
        pages += [
            _onepager(case, desk.proposal, public.get(case.id, "") if desk.public_url else "")
            for case in desk.proposal.cases
        ]
    return pages


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """What the page of one case needs to know of the others."""

    view: View
    cases: Mapping[str, ShownCase]
    alike: Mapping[str, tuple[tuple[str, str], ...]]
    handed_out: frozenset[str]
    known: Mapping[str, Mapping[str, str]]


def newest_first(cases: Iterable[ShownCase]) -> list[ShownCase]:
    """By the day of the last change; without one, last; ties by id."""
    return sorted(cases, key=lambda case: (lastmod(case), case.id), reverse=True)


def _list(view: View) -> list[Page]:
    cases = newest_first(view.cases)
    cards: list[Json] = [_finder_card(case, view) for case in cases]
    lead = f"業種や目的から、{'' if view.is_widest else '相手に'}近い取り組みを探せます。"
    if not cases:
        return paged("cases", KINDS["case"], lead, [], noun=KINDS["case"])
    path, rows = finder_file(cases, view)
    data: Data = {"filters": facets.filters(cases, view), "finder": path, "per_page": PER_PAGE}
    first, *others = paged("cases", KINDS["case"], lead, cards, noun=KINDS["case"], data=data)
    return [replace(first, files={path: rows}), *others]


def _finder_card(case: ShownCase, view: View) -> Data:
    return {**case_card(case, view), "state": view.only_editors.get(f"cases/{case.id}", "")}


def _case(case: ShownCase, shelf: _Shelf) -> Page:
    bodies = {
        name: body
        for name, body in (("challenge", case.challenge), ("approach", case.approach), ("outcome", case.outcome))
        if body
    }
    data = {**case_data(case, shelf.view), **_around(case, shelf)}
    data["contents"] = _contents(data, bodies)
    return Page(
        url=document_url("cases", case.id),
        template="case.html",
        title=case.title,
        kind="case",
        section="cases",
        side="cases",
        description=case.summary,
        breadcrumbs=(HOME, LIST),
        data=data,
        bodies=bodies,
        logo=case.logo,
        search=_search(case, shelf),
        published=iso(case.published_on),
        lastmod=lastmod(case),
        edit_file=case.file,
    )


def case_data(case: ShownCase, view: View) -> Data:
    """What a case says of itself to the readers of ``view``."""
    figures: list[Json] = [
        {**figure_with_picture(figure, view), "kpi_url": kpi_url(figure.kpi)} for figure in case.figures
    ]
    barred = view.only_editors.get(f"cases/{case.id}", "")
    return {
        "id": case.id,
        "labels": case_labels(case, view),
        "sample": case.sample,
        "state": barred,
        "until": iso(case.until),
        "lead": case.summary,
        "client": case.client.label,
        "permission": gist.permission(case, barred),
        "caution": gist.caution(case, view),
        "figure": figures[0] if figures else None,
        "figures": figures,
        "glance": _glance(case),
        "freshness": gist.freshness(case),
        "three": gist.three_lines(case, view),
        "subject": gist.subject(case, view),
        "conditions": list(case.conditions),
        "setbacks": list(case.setbacks),
        "quotes": gist.quotes(case),
        "talk_track": list(case.talk_track),
        "objections": [{"question": question, "answer": answer} for question, answer in case.objections],
        "adoption": gist.adoption_rows(case),
        "tags": tag_links(case.tags),
    }


def _glance(case: ShownCase) -> list[Json]:
    """Beside the number that matters: how long, what effort, and whom to ask."""
    contact = (case.adoption.contact or "") if case.adoption else ""
    rows = [
        ("成果が見えるまで", gist.until_first_result(case)),
        ("先方の体制", gist.effort(case)),
        ("社内で聞く相手", contact),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _around(case: ShownCase, shelf: _Shelf) -> Data:
    """What leads on from a case: playbooks, stories, related cases and what can be done with it."""
    view = shelf.view
    playbooks = {playbook.id: playbook for playbook in view.playbooks}
    used = [playbooks[name] for name in case.playbooks if name in playbooks]
    told = [story for story in view.stories if story.case == case.id]
    related = _related(case, shelf)
    sales = view.reaches("sales") and f"cases/{case.id}" not in view.only_editors
    beside = [other for other, _ in shelf.alike.get(case.id, ()) if f"cases/{other}" not in view.only_editors][:2]
    return {
        "playbooks": [
            {"title": p.title, "url": document_url("playbooks", p.id), "note": p.description or ""} for p in used
        ],
        "stories": [
            {"title": s.title, "url": document_url("stories", s.id), "note": s.description or ""} for s in told
        ],
        "similar": related,
        "brief_url": f"brief/?add={case.id}" if sales else "",
        "compare_url": f"compare/?ids={','.join([case.id, *beside])}" if sales and beside else "",
        "onepager_url": f"cases/{case.id}/onepager/" if case.id in shelf.handed_out else "",
        "inside_tools": not view.is_widest,
        "desk": {
            "segment": case.client.segment,
            "size": case.client.employees or "",
            "purposes": list(case.purposes),
            "rows": compare_rows(case, view),
        }
        if sales
        else None,
    }


def _related(case: ShownCase, shelf: _Shelf) -> list[Json]:
    """The author's choice first, then what is alike; never a case that must not reach this one's client."""
    chosen = list(case.related)
    reasons = {
        name: reason(case, shelf.cases[name]) or "あわせて読みたい事例" for name in chosen if name in shelf.cases
    }
    for name, why in shelf.alike.get(case.id, ()):
        reasons.setdefault(name, why)
    shown = [shelf.cases[name] for name in reasons if case.id not in shelf.cases[name].kept_from]
    return [
        {
            "title": other.title,
            "url": document_url("cases", other.id),
            "reason": reasons[other.id],
            "sample": other.sample,
            "labels": case_labels(other, shelf.view),
            "figure": figure_data(other.figures[0], shelf.view) if other.figures else None,
            "until": iso(other.until),
        }
        for other in shown[:_MOST_RELATED]
        if other.id != case.id
    ]


_SECTIONS = (
    ("three", "30秒でわかる要約"),
    ("challenge", "課題"),
    ("approach", "取り組み"),
    ("outcome", "成果"),
    ("conditions", "再現条件"),
    ("setbacks", "つまずきと学び"),
    ("quotes", "お客様の言葉"),
    ("subject", "事例の対象"),
    ("adoption", "導入の背景"),
    ("talk_track", "ご紹介の仕方"),
    ("objections", "よくいただくご質問・ご懸念"),
    ("playbooks", "使った進め方"),
    ("similar", "似た事例"),
)


def _contents(data: Data, bodies: Mapping[str, Body]) -> list[Json]:
    """The parts of the page that exist, with their anchors."""
    there = {name for name, value in data.items() if value} | set(bodies)
    if data["figures"]:
        there.add("outcome")
    return [{"title": title, "anchor": name} for name, title in _SECTIONS if name in there]


def _search(case: ShownCase, shelf: _Shelf) -> SearchFields:
    found = facets.facets(case)
    return SearchFields(
        summary=case.summary,
        names=case.client.names,
        organizations=case.client.names,
        facets=(*facets.label_list(case, shelf.known), *case.tags),
        filters={"kind": ("case",), **{key: found[key] for key in ("segment", "purpose", "year") if key in found}},
        texts=tuple(_texts(case, shelf.view)),
    )


def _texts(case: ShownCase, view: View) -> Iterable[tuple[str, str, str]]:
    """The parts that are not Markdown, each with the anchor of its section, in the words of the page."""
    titles = dict(_SECTIONS)
    told = gist.adoption_rows(case)
    lines = {
        "": [f"{row['label']}：{row['value']}" for row in _glance(case) if isinstance(row, dict) and row not in told],
        "outcome": [line for figure in case.figures for line in figure_lines(figure, view)],
        "conditions": case.conditions,
        "setbacks": case.setbacks,
        "quotes": [quote.text for quote in case.quotes],
        "subject": _values(gist.subject(case, view)),
        "adoption": _values(told),
        "talk_track": case.talk_track,
        "objections": [line for pair in case.objections for line in pair],
    }
    for anchor, found in lines.items():
        if found:
            yield anchor, titles.get(anchor, ""), "\n".join(found)


def _values(rows: Iterable[Json]) -> list[str]:
    return [str(row["value"]) for row in rows if isinstance(row, dict)]


def _onepager(case: ShownCase, proposal: View, public: str) -> Page:
    """A case as one sheet to hand over; ``public`` is the address of the page that everybody may read, "" for none."""
    return Page(
        url=f"cases/{case.id}/onepager/",
        template="onepager.html",
        title=case.title,
        section="cases",
        description=case.summary,
        breadcrumbs=(HOME, LIST, (case.title, document_url("cases", case.id))),
        data=handout(case, proposal, public),
        logo=case.logo,
        lastmod=lastmod(case),
        edit_file=case.file,
    )

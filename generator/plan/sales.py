"""The desk inside the company: comparing, 商談シート, and what editors must look after."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from ..model import vocabulary as words
from ..urls import document_url
from ..view import View
from . import gist
from .cards import case_labels, iso
from .cases import HOME, newest_first
from .finder import finder_file
from .marketing import ends
from .page import Data, Desk, Json, Page
from .paging import PER_PAGE
from .words import KINDS, day, month

_CHOICES = 40
"""At most so many cases are listed for choosing; the finder has them all."""


def plan_sales(desk: Desk) -> list[Page]:
    """``/compare/`` and ``/brief/`` from sales inwards, ``/review/`` for the narrowest circle."""
    view = desk.view
    pages: list[Page] = []
    if view.is_inside("sales"):
        pages += [_compare(view), _brief(desk)]
    if view.audience == view.audiences[-1] and not view.is_widest:
        pages.append(_review(view))
    return pages


def _tool(url: str, template: str, title: str, lead: str, data: Data) -> Page:
    return Page(
        url=url,
        template=template,
        title=title,
        description=lead,
        breadcrumbs=(HOME,),
        data={"lead": lead, "inside": True, **data},
    )


def _choices(view: View) -> Data:
    """Cases to choose from: the newest that colleagues may use, with what a row shows."""
    usable = [case for case in newest_first(view.cases) if f"cases/{case.id}" not in view.only_editors]
    rows: list[Json] = [
        {
            "id": case.id,
            "title": case.title,
            "url": document_url("cases", case.id),
            "labels": case_labels(case, view),
            "line": gist.key_line(case, view),
            "sample": case.sample,
        }
        for case in usable[:_CHOICES]
    ]
    more = len(usable) - len(rows)
    return {"choices": rows, "more": f"ほか {more:,} 件を事例の一覧から選ぶ" if more > 0 else "", "more_url": "cases/"}


def _compare(view: View) -> Page:
    lead = "2〜4件の事例を横に並べ、同じ指標どうしで比べられます。"
    return _tool("compare/", "compare.html", "事例を比べる", lead, _choices(view))


def _brief(desk: Desk) -> Page:
    lead = "事例を選ぶと、手元用とお渡し用の二つのシートができます。印刷や PDF での保存はブラウザーから行えます。"
    view = desk.view
    data: Data = {
        **_choices(view),
        "segments": [{"key": s.id, "label": s.label} for s in view.catalogues.segments.values()],
        "sizes": [{"key": word.key, "label": word.label} for word in words.EMPLOYEES],
        "purposes": [{"key": word.key, "label": word.label} for word in words.PURPOSE],
        "finder": finder_file(newest_first(view.cases), view)[0] if view.cases else "",
        "per_page": PER_PAGE,
    }
    return replace(_tool("brief/", "brief.html", "商談シート", lead, data), files=_not_for(view))


def _not_for(view: View) -> dict[str, bytes]:
    """What scripts ask before a case is shown to a prospect: by case, the segments and companies (as digests) that it
    must not reach."""
    kept = {
        case.id: {"segments": list(case.not_for), "names": list(case.not_for_names)}
        for case in view.cases
        if case.not_for or case.not_for_names
    }
    return {"brief/not-for.json": (json.dumps(kept, sort_keys=True, separators=(",", ":")) + "\n").encode()}


# -- review ----------------------------------------------------------------------------------------------------

_COLLECTIONS = {
    "cases": "case",
    "stories": "story",
    "articles": "article",
    "glossary": "term",
    "phrases": "phrase",
    "playbooks": "playbook",
    "seminars": "seminar",
    "voices": "voice",
}


def _review(view: View) -> Page:
    lead = "編集と法務だけのページです。期限、下書き、公開を止めているものを確かめられます。"
    return _tool(
        "review/",
        "review.html",
        "掲載の管理",
        lead,
        {
            "held": _held(view),
            "held_count": len(view.only_editors),
            "calendar": _calendar(view),
            "due": _due(view),
        },
    )


def _held(view: View) -> list[Json]:
    """Documents that no wider circle has, by reason."""
    titles = _titles(view)
    groups: dict[str, list[Json]] = {}
    for name, why in sorted(view.only_editors.items())[:PER_PAGE]:
        collection, _, document = name.partition("/")
        title, url = titles.get(name, (document, ""))
        head, _, rest = why.partition("（")
        row: Data = {
            "title": title,
            "url": url,
            "kind": KINDS.get(_COLLECTIONS.get(collection, ""), ""),
            "note": rest.rstrip("）"),
        }
        groups.setdefault(head, []).append(row)
    return [{"title": why, "rows": rows} for why, rows in sorted(groups.items())]


def _titles(view: View) -> dict[str, tuple[str, str]]:
    """Title and URL of each document by ``collection/id``."""
    found = {f"cases/{case.id}": (case.title, document_url("cases", case.id)) for case in view.cases}
    for article in view.articles:
        found[f"articles/{article.id}"] = (article.title, document_url("articles", article.id, article.category))
    found |= {f"glossary/{term.id}": (term.term, document_url("glossary", term.id)) for term in view.terms}
    for collection, documents in (
        ("stories", view.stories),
        ("playbooks", view.playbooks),
        ("seminars", view.seminars),
    ):
        found |= {f"{collection}/{d.id}": (d.title, document_url(collection, d.id)) for d in documents}
    return found


def _calendar(view: View) -> list[Json]:
    """When consents end, month by month, the soonest first; those without an end are not listed."""
    months: dict[str, list[Json]] = {}
    for case in sorted(view.cases, key=lambda case: (ends(case) or date.max, case.id))[:PER_PAGE]:
        allowed = case.permission
        if allowed and allowed.valid_until and allowed.status == "granted":
            row: Data = {
                "title": case.title,
                "url": document_url("cases", case.id),
                "when": day(allowed.valid_until),
                "who": case.client.label,
                "record": allowed.record,
                "state": view.only_editors.get(f"cases/{case.id}", ""),
                "sample": case.sample,
            }
            months.setdefault(iso(allowed.valid_until)[:7], []).append(row)
    return [{"title": month(key), "rows": rows} for key, rows in months.items()]


def _due(view: View) -> list[Json]:
    """Cases by the day on which their text must be verified again, the earliest first."""
    rows = [(case.review.due_on if case.review else None, case) for case in view.cases]
    dated = sorted(((when, case) for when, case in rows if when), key=lambda pair: (pair[0], pair[1].id))
    return [
        {
            "title": case.title,
            "url": document_url("cases", case.id),
            "when": day(when),
            "who": (case.review.owner or "") if case.review else "",
            "sample": case.sample,
        }
        for when, case in dated[:_CHOICES]
    ]

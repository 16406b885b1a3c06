"""The home page, the search page, the page that is not there, and redirects."""

from __future__ import annotations

from collections import Counter

from ..model import vocabulary as words
from ..urls import document_url
from ..view import ShownCase, View
from .cards import case_card
from .page import Data, Desk, Json, Page
from .words import KINDS, month_of

_EXAMPLES_OUTSIDE = ("食品 解約", "問い合わせを減らしたい", "コミュニティ 社内")
_EXAMPLES_INSIDE = ("食品 解約", "人手が足りない", "口コミを増やしたい")


def plan_home(desk: Desk) -> list[Page]:
    """``/``, ``/search/`` and ``404.html``."""
    view = desk.view
    doors = _doors_outside(view) if view.is_widest else _doors_inside(view)
    lead = (
        "コミュニティとコミュニケーションの取り組みを、成果の数字とともに読めます。"
        if view.is_widest
        else "商談・セミナー・原稿づくりに使う、コミュニティとコミュニケーションの事例とナレッジです。"
    )
    home = Page(
        url="",
        template="home.html",
        title=desk.site_description or desk.site_name,
        kind="page",
        description=lead,
        data={
            "lead": lead,
            "examples": list(_EXAMPLES_OUTSIDE if view.is_widest else _EXAMPLES_INSIDE) if view.cases else [],
            "doors": doors,
            "fresh": [case_card(case, view) for case in _freshest(view)],
            "more": {"title": "事例をすべて見る", "url": "cases/"} if view.cases else None,
            "shelf": _shelf(view),
            "empty": None if view.cases else _empty(view),
        },
    )
    search = Page(url="search/", template="search.html", title="検索", kind="page", breadcrumbs=(("ホーム", ""),))
    missing = Page(url="404.html", template="404.html", title="ページが見つかりません", data={"doors": doors})
    return [home, search, missing]


def _empty(view: View) -> Data:
    text = (
        "掲載できる事例がそろうと、ここに並びます。"
        if view.is_widest
        else "「casebook new case」に case- と 4 桁の番号を続けると、最初の事例を書き始められます。"
    )
    return {"title": "まだ事例がありません", "text": text}


def _freshest(view: View) -> list[ShownCase]:
    dated = [case for case in view.cases if case.published_on]
    return sorted(dated, key=lambda case: (case.updated_on or case.published_on, case.id), reverse=True)[:3]


def _shelf(view: View) -> list[Json]:
    if not view.cases:
        return []
    segments = {case.client.segment for case in view.cases if case.client.segment}
    days = [day for day in (case.updated_on or case.published_on for case in view.cases) if day]
    rows: list[Json] = [
        {"value": f"{len(view.cases):,} 件", "label": "事例"},
        {"value": f"{len(segments)} 種", "label": "業種"},
    ]
    if days:
        rows.append({"value": month_of(max(days)), "label": "最終更新"})
    return rows


def _facet_links(counts: Counter[str], label: dict[str, str], key: str, most: int = 5) -> list[Json]:
    ordered = sorted(counts, key=lambda value: (-counts[value], value))[:most]
    return [{"title": label[value], "url": f"cases/?{key}={value}", "count": counts[value]} for value in ordered]


def _segment_links(view: View) -> list[Json]:
    labels = {key: segment.label for key, segment in view.catalogues.segments.items()}
    return _facet_links(Counter(c.client.segment for c in view.cases if c.client.segment), labels, "segment")


def _purpose_links(view: View) -> list[Json]:
    labels = {word.key: word.label for word in words.PURPOSE}
    return _facet_links(Counter(purpose for case in view.cases for purpose in case.purposes), labels, "purpose")


def _seminar_links(view: View, most: int = 3) -> list[Json]:
    newest = sorted(view.seminars, key=lambda seminar: (seminar.date, seminar.id), reverse=True)[:most]
    return [{"title": seminar.title, "url": document_url("seminars", seminar.id), "count": None} for seminar in newest]


def _doors_outside(view: View) -> list[Json]:
    return [
        {
            "title": "業種から",
            "lead": "近い業種の取り組みを探せます。",
            "url": "cases/",
            "icon": "material/storefront-outline",
            "links": _segment_links(view),
        },
        {
            "title": "目的から",
            "lead": "解決したいことから探せます。",
            "url": "cases/",
            "icon": "material/flag-outline",
            "links": _purpose_links(view),
        },
        {
            "title": "セミナー",
            "lead": "成果と進め方を直接お話しします。",
            "url": "seminars/",
            "icon": "material/presentation",
            "links": _seminar_links(view),
        },
    ]


def _doors_inside(view: View) -> list[Json]:
    sales = view.reaches("sales")
    before: list[Json] = [{"title": "事例を探す", "url": "cases/", "count": len(view.cases)}]
    if sales:
        before += [
            {"title": "商談シートをつくる", "url": "brief/", "count": None},
            {"title": "事例を比べる", "url": "compare/", "count": None},
            {"title": "成果データを見る", "url": "evidence/", "count": None},
        ]
    guide = [article for article in view.articles if article.category == "guide"][:3]
    writing: list[Json] = [
        {"title": article.title, "url": document_url("articles", article.id, article.category), "count": None}
        for article in guide
    ]
    if sales:
        writing.append({"title": "例文を使う", "url": "phrases/", "count": len(view.phrases)})
        writing.append({"title": KINDS["voice"], "url": "voices/", "count": len(view.voices)})
    return [
        {
            "title": "商談の前に",
            "lead": "相手に近い事例と、言ってよいことを確かめます。",
            "url": "cases/",
            "icon": "material/handshake-outline",
            "links": before,
        },
        {
            "title": "セミナーの準備に",
            "lead": "見せてよい範囲と、話す材料をそろえます。",
            "url": "marketing/",
            "icon": "material/presentation",
            "links": [{"title": "見せてよい範囲を確かめる", "url": "marketing/", "count": None}, *_seminar_links(view)],
        },
        {
            "title": "書く・直す",
            "lead": "現場で分かったことを、次の人が使える形にします。",
            "url": f"articles/{guide[0].category}/" if guide else "articles/",
            "icon": "material/pencil-outline",
            "links": writing,
        },
    ]


def plan_redirects(moved: dict[str, str], taken: frozenset[str]) -> list[Page]:
    """A page at each old address that leads to the new one; an address that has a page again keeps it."""
    return [
        Page(url=old, template="redirect.html", title="移動しました", data={"to": new})
        for old, new in sorted(moved.items())
        if old not in taken
    ]

"""View → the list of pages. Everything that needs computing for a template is computed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..urls import document_url
from ..view import View
from .cases import plan_cases
from .evidence import plan_evidence
from .glossary import plan_glossary
from .home import plan_home, plan_redirects
from .knowledge import plan_articles, plan_playbooks, plan_stories
from .kpis import plan_kpis
from .marketing import plan_marketing
from .navigation import Side, sections, sides
from .offline import OFFLINE_URL, plan_offline
from .outward import public_urls
from .page import Desk, Page
from .phrases import plan_phrases
from .sales import plan_sales
from .seminars import plan_seminars
from .structured import with_structured_data
from .voices import plan_voices

_PRESENTERS: tuple[Callable[[Desk], list[Page]], ...] = (
    plan_home,
    plan_cases,
    plan_stories,
    plan_articles,
    plan_glossary,
    plan_playbooks,
    plan_seminars,
    plan_phrases,
    plan_voices,
    plan_kpis,
    plan_evidence,
    plan_sales,
    plan_marketing,
    plan_offline,
)


_FURTHER = {
    "brief/": "商談シート",
    "compare/": "事例を比べる",
    "evidence/": "成果データ",
    "kpis/": "指標の一覧",
    "marketing/": "発信の準備",
    "review/": "許諾と下書き",
    OFFLINE_URL: "オフラインで読む",
}
"""Pages beside the top sections, for the footer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All pages of a site in a fixed order, its top sections, further links, and each page's side navigation by URL.

    ``public`` are the URLs that the widest circle's site has too, as far as documents and lists go."""

    pages: tuple[Page, ...]
    sections: tuple[tuple[str, str, str], ...]
    sides: Mapping[str, Side]
    more: tuple[tuple[str, str], ...] = ()
    public: frozenset[str] = frozenset()


def plan(desk: Desk, order: Sequence[str] = ()) -> Plan:
    """Plan every page of the site; ``order`` is the configured order of the sections."""
    pages = [with_structured_data(page, desk) for present in _PRESENTERS for page in present(desk)]
    taken = frozenset(page.url for page in pages)
    return Plan(
        pages=(*pages, *plan_redirects(_moved(desk.view), taken)),
        sections=sections(desk.view, order),
        sides=sides(pages, desk.view),
        more=tuple((title, url) for url, title in _FURTHER.items() if url in taken),
        public=public_urls(desk.web),
    )


def _moved(view: View) -> dict[str, str]:
    """Old site paths (without their first slash) with the URL that answers for them now."""
    moved: dict[str, str] = {}
    for case in view.cases:
        moved |= dict.fromkeys((old[1:] for old in case.redirect_from), document_url("cases", case.id))
    for collection, documents in (
        ("stories", view.stories),
        ("playbooks", view.playbooks),
        ("seminars", view.seminars),
        ("glossary", view.terms),
    ):
        for document in documents:
            new = document_url(collection, document.id)
            moved |= dict.fromkeys((old[1:] for old in document.redirect_from), new)
    for article in view.articles:
        new = document_url("articles", article.id, article.category)
        moved |= dict.fromkeys((old[1:] for old in article.redirect_from), new)
    return moved

"""Where a site is read offline: the page that tells what a device keeps, and which pages are worth the most there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .page import Desk, Page
from .words import KINDS

OFFLINE_URL = "offline/"

_FIRST = ("", "search/", "404.html", "brief/")
_LISTS = frozenset({"list.html", "terms.html"})
_BY_VALUE = ("case", "playbook", "term", "article", "story", "kpi", "phrase", "seminar")
"""What a reader on a train needs first: the case, how it was done, the words for it."""
_DECKS = frozenset({"slides.html", "handout.html", "redirect.html"})
_LISTED_AT = {"case": "cases/", "playbook": "playbooks/", "term": "glossary/", "article": "articles/"} | {
    kind: f"{section}/" for kind, section in (("story", "stories"), ("kpi", "kpis"), ("seminar", "seminars"))
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Pages of one worth, the dearest first. Without a title the page that tells of shelves leaves it out."""

    pages: tuple[Page, ...]
    title: str = ""
    url: str = ""


def plan_offline(desk: Desk) -> list[Page]:
    """``/offline/``, where the site is read so."""
    if not desk.offline:
        return []
    lead = "このサイトの文章を端末に保存しておくと、通信できないときも読めて、検索もできます。"
    return [
        Page(
            url=OFFLINE_URL,
            template="offline.html",
            title="オフラインで読む",
            breadcrumbs=(("ホーム", ""),),
            description=lead,
            data={"lead": lead},
        )
    ]


def shelves(pages: Iterable[Page]) -> Iterator[Shelf]:
    """All pages in the order in which they are kept while there is room: the ways in, then each kind, the newest first,
    then the tools, and at last slides, handouts and old addresses. The page of ``plan_offline`` is on none."""
    waiting = [page for page in pages if page.url != OFFLINE_URL]
    ways_in = [page for page in waiting if page.url in _FIRST or (page.template in _LISTS and "/page/" not in page.url)]
    yield Shelf(pages=tuple(ways_in))
    urls = {page.url for page in ways_in}
    rest = [page for page in waiting if page.url not in urls]
    for kind in _BY_VALUE:
        found = [page for page in rest if page.kind == kind]
        yield Shelf(pages=_newest_first(found), title=KINDS[kind], url=_LISTED_AT.get(kind, f"{kind}s/"))
    others = [page for page in rest if page.kind not in _BY_VALUE]
    yield Shelf(pages=tuple(page for page in others if page.template not in _DECKS))
    yield Shelf(pages=tuple(page for page in others if page.template in _DECKS))


def _newest_first(pages: Iterable[Page]) -> tuple[Page, ...]:
    return tuple(sorted(sorted(pages, key=lambda page: page.url), key=lambda page: page.lastmod, reverse=True))

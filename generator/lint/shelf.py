"""What only the whole shelf can show: texts that are due, pages that nothing leads to, titles used twice, bare KPIs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from ..fold import fold
from ..model.case import Case
from ..model.document import Document
from ..model.glossary import Term
from ..model.keys import declared
from ..model.knowledge import Article, Page, Playbook, Story
from ..model.library import COLLECTIONS, Library
from ..problems import Place
from ..urls import document_url
from .found import Finding, finding

_BY_LINKS = (Article, Playbook, Story)
"""What people come to by links. Cases have the finder, terms the glossary, seminars a date."""
_FEW = 8
"""On a shelf of fewer such pages, the list shows them all at a glance."""


def due(library: Library, as_of: date) -> Iterator[Finding]:
    """Texts that should have been verified again by ``as_of``."""
    for _, document in library:
        review = document.review
        by = review.due_on if review else None
        if review and by and by <= as_of and document.status == "published":
            owner = f"{review.owner}に" if review.owner else ""
            yield finding(
                "review-due",
                document.keys.at("review", "verified_on") or Place(file=document.file),
                f"確認の期限（{by.isoformat()}）を過ぎています。",
                f"{owner}内容を確かめ、verified_on をその日に書き換えてください。",
            )


def orphans(library: Library, leads_to: Mapping[str, Iterable[str]]) -> Iterator[Finding]:
    """Pages that no other page's text or keys lead to; ``leads_to`` are the URLs that each file's links may mean."""
    pages = [(c, d) for c, d in library if isinstance(d, _BY_LINKS) and d.status == "published"]
    if len(pages) <= _FEW:
        return
    sources: dict[str, set[str]] = {}
    for file, urls in leads_to.items():
        for url in urls:
            sources.setdefault(url, set()).add(file)
    for collection, document in library:
        for into, name in _references(collection, document):
            if target := library.collection(into).get(name):
                sources.setdefault(_url(into, target), set()).add(document.file)
    for collection, page in pages:
        shown_by_its_case = isinstance(page, Story) and page.case in library.cases
        if not shown_by_its_case and not sources.get(_url(collection, page), set()) - {page.file}:
            yield finding(
                "orphan-page",
                page.keys.at("title") or Place(file=page.file),
                "このページへのリンクが、ほかのどのページにもありません。",
                "関連するページの本文か、related・playbooks などの項目から、このページを指してください。",
            )


def _url(collection: str, document: Document) -> str:
    return document_url(collection, document.id, document.category if isinstance(document, Article) else "")


def _references(collection: str, document: Document) -> Iterator[tuple[str, str]]:
    """What a document's own keys point to: (collection, id)."""
    for name, into in _pointers(collection):
        value = getattr(document, name)
        for target in (value,) if isinstance(value, str) else value or ():
            yield into, target.rpartition("/")[2]


@cache
def _pointers(collection: str) -> tuple[tuple[str, str], ...]:
    """The fields of a collection's documents that hold ids, each with the collection they point into."""
    fields = declared(COLLECTIONS[collection]).values()
    return tuple((each.name, each.metadata["reference"]) for each in fields if each.metadata["reference"])


def twins(library: Library) -> Iterator[Finding]:
    """Pages with the title of another one; terms are compared with terms, all other pages with each other."""
    first: dict[tuple[bool, str], Document] = {}
    for _, document in library:
        name = "term" if isinstance(document, Term) else "title"
        if document.status == "withdrawn" or not isinstance(document, Case | Page | Term):
            continue
        title: str = getattr(document, name)
        other = first.setdefault((name == "term", fold(title)), document)
        if other is not document:
            yield finding(
                "duplicate-title",
                document.keys.at(name) or Place(file=document.file),
                f"「{title}」は、{other.file} と同じ題です。",
                "検索や一覧で見分けられるよう、何が違うのかを題に入れてください。",
            )


def unexplained(library: Library, kpis: str, file: str) -> Iterator[Finding]:
    """KPIs of the site's own that do not say how they are measured; ``kpis`` is the text of their ``file``."""
    for found in re.finditer(r"^([a-z0-9_]+):", kpis, re.MULTILINE):
        kpi = library.catalogues.kpis.get(found[1])
        if kpi and not kpi.how:
            place = Place(file=file, line=kpis.count("\n", 0, found.start()) + 1, length=len(found[1]))
            yield finding(
                "kpi-without-method",
                place,
                f"指標「{kpi.name}」に、測り方（how）がありません。",
                "「how: 」に、何をどこから数え、何を除くのかを書いてください。",
            )

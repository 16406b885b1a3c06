"""What everybody may follow a link to: the pages of the widest circle, whichever site is being built."""

from __future__ import annotations

from ..urls import document_url
from ..view import View

_EVERYWHERE = ("", "search/", "cases/", "articles/", "stories/", "glossary/", "playbooks/", "seminars/")


def public_urls(web: View) -> frozenset[str]:
    """The URLs of the pages that ``web``, the View of the widest circle, makes: each document's, and each list's."""
    found = {document_url("cases", case.id) for case in web.cases}
    for article in web.articles:
        found |= {document_url("articles", article.id, article.category), f"articles/{article.category}/"}
    for collection, documents in (
        ("stories", web.stories),
        ("glossary", web.terms),
        ("playbooks", web.playbooks),
        ("seminars", web.seminars),
    ):
        found |= {document_url(collection, document.id) for document in documents}
    return frozenset(found.union(_EVERYWHERE))

"""Which file of a project each page is, so that its address stays the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..plan.page import Page

LEFT_OUT = frozenset({"404.html", "search.html", "offline.html", "redirect.html"})
"""Pages by template that say nothing of their own, or that another engine makes itself."""


class Names:
    """The documents of a project by the URL of their page: ``cases/case-0001/`` → ``cases/case-0001.md``.

    A list with pages below it is the ``index.md`` of their folder."""

    def __init__(self, pages: Iterable[Page]) -> None:
        kept = [page for page in pages if page.template not in LEFT_OUT]
        folders = {page.url.rstrip("/").rpartition("/")[0] + "/" for page in kept}
        self.documents: Mapping[str, str] = {
            page.url: f"{page.url}index.md"
            if page.url.count("/") < 2 or (page.kind == "page" and page.url in folders)
            else f"{page.url.rstrip('/')}.md"
            for page in kept
        }

"""A plain MkDocs project of one circle's site: Markdown, pictures and a configuration that need nothing of ours."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborNode

from .. import strict_yaml
from ..material import SiteContext
from ..plan import Plan
from ..plan.page import Page
from ..prose.dialect import Dialect
from ..urls import to_root
from . import frame
from .blocks import markdown
from .drawings import drawing, is_drawing
from .inline import Places
from .names import Names
from .seen import own_part

_DRAWINGS = "assets/drawings"
_OWN_FILES = frozenset({".md", ".html", ".json", ".xml"})
"""Files beside our pages that tell the same once more, or serve our scripts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The files of a project by path, and for each page's file the page that it was."""

    files: Mapping[str, bytes]
    pages: Mapping[str, str]


def project(
    plan: Plan, files: Mapping[str, bytes], site: SiteContext, dialect: Dialect, theme: Path, as_of: str
) -> Project:
    """The project of a finished site. ``files`` are the site's by path, ``as_of`` is the day that it tells of."""
    names = Names(plan.pages)
    parts = {page.url: _part(page, files) for page in plan.pages if page.url in names.documents}
    wanted = _wanted(parts)
    made: dict[str, bytes] = {}
    for page in plan.pages:
        if page.url in parts:
            writer = _PageWriter(page, names, files, theme, wanted.get(page.url, frozenset()))
            text = _front_matter(page) + markdown(parts[page.url], writer.places())
            made |= {f"docs/{names.documents[page.url]}": text.encode(), **writer.kept}
        elif page.template == "redirect.html":
            made[f"docs/{page.url}index.html"] = frame.moved(to_root(page.url) + str(page.data["to"])).encode()
    made |= frame.files(plan, names, site, dialect, as_of)
    return Project(files=made, pages={f"docs/{name}": url for url, name in names.documents.items()})


def _part(page: Page, files: Mapping[str, bytes]) -> LexborNode:
    part = own_part(files[f"{page.url}index.html"].decode())
    assert part is not None, page.url
    return part


def _front_matter(page: Page) -> str:
    """What a page says of itself; ``tags`` are the facets by which it is found."""
    told: dict[str, object] = {"title": page.title}
    told |= {"description": page.description} if page.description else {}
    told |= {"kind": page.kind} if page.kind != "page" else {}
    told |= {"tags": list(dict.fromkeys(page.search.facets))} if page.search and page.search.facets else {}
    told |= {key: day for key, day in (("published_on", page.published), ("updated_on", page.lastmod)) if day}
    return f"---\n{strict_yaml.dump(told)}---\n\n"


def _wanted(parts: Mapping[str, LexborNode]) -> dict[str, frozenset[str]]:
    """The places of each page that some link leads to."""
    found: dict[str, set[str]] = {}
    for url, part in parts.items():
        for link in part.css('a[href*="#"]'):
            target = urlsplit(link.attributes.get("href") or "")
            if target.fragment and not target.scheme:
                found.setdefault(absolute(url, target.path), set()).add(unquote(target.fragment))
    return {url: frozenset(anchors) for url, anchors in found.items()}


def absolute(url: str, path: str) -> str:
    """The site-relative address of what ``path``, written on the page at ``url``, means."""
    return urljoin(f"/{url}", path)[1:] if path else url


@dataclass(slots=True)
class _PageWriter:
    """Turns the addresses of one page into those of its Markdown; ``kept`` are the files that it needs."""

    page: Page
    names: Names
    files: Mapping[str, bytes]
    theme: Path
    wanted: frozenset[str]
    kept: dict[str, bytes] = field(default_factory=dict)

    def places(self) -> Places:
        return Places(link=self.link, picture=self.picture, drawing=self.drawing, wanted=self.wanted)

    def link(self, href: str) -> str | None:
        """The file of the page that a link leads to; None where the project has no such page."""
        target = urlsplit(href)
        if target.scheme or target.netloc:
            return href
        fragment = f"#{unquote(target.fragment)}" if target.fragment else ""
        url = absolute(self.page.url, unquote(target.path))
        if url == self.page.url and (fragment or target.query):
            return fragment or None
        name = self.names.documents.get(url)
        return self._from_here(name) + fragment if name else self._file(url)

    def picture(self, source: str) -> str | None:
        return source if urlsplit(source).scheme else self._file(absolute(self.page.url, unquote(source)))

    def drawing(self, node: LexborNode) -> str | None:
        if not is_drawing(node):
            return None
        data = drawing(node, self.theme)
        name = f"{_DRAWINGS}/{frame.digest(data)}.svg"
        self.kept[f"docs/{name}"] = data
        return self._from_here(name)

    def _file(self, path: str) -> str | None:
        """A file of the site that the page needs besides pages."""
        if path not in self.files or posixpath.splitext(path)[1] in _OWN_FILES:
            return None
        self.kept[f"docs/{path}"] = self.files[path]
        return self._from_here(path)

    def _from_here(self, name: str) -> str:
        return posixpath.relpath(name, posixpath.dirname(self.names.documents[self.page.url]) or ".")

"""A site as data: its pages with their text, its cases with their figures, and the schema of both."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from ..material import SiteContext
from ..model.body import Body
from ..plan import Plan
from ..plan.facets import TITLES, labels
from ..plan.page import Page
from ..plan.words import KINDS
from ..texts import Texts
from ..urls import document_url
from ..view import ShownCase, View
from .blocks import markdown
from .inline import Places
from .project import absolute
from .records import Record, record_of, told_pages
from .schema import VERSION
from .seen import own_part


def site_record(site: SiteContext, view: View, plan: Plan, made_by: str, fresh_until: date | None) -> Record:
    """What the whole is: whose, of which day, until when it is true, how much of each kind, and the words for keys."""
    counts = Counter(page.kind for page in told_pages(plan))
    return {
        "schema": VERSION,
        "generator": f"casebook {made_by}",
        "site_name": site.name,
        "site_url": site.url,
        "language": site.language,
        "audience": site.audience,
        "as_of": view.as_of.isoformat(),
        "fresh_until": fresh_until.isoformat() if fresh_until else None,
        "pages": dict(sorted(counts.items())),
        "kinds": {kind: label for kind, label in KINDS.items() if kind in counts},
        "sections": [{"key": key, "title": title, "path": f"/{url}"} for key, title, url in plan.sections],
        "facets": {
            facet: {"title": TITLES[facet], "labels": dict(known)}
            for facet, known in labels(view).items()
            if facet in TITLES
        },
    }


def page_record(page: Page, texts: Texts, html: bytes) -> Record:
    """A page as ``record_of`` tells it, with where it belongs and its whole content as Markdown."""
    part = own_part(html.decode())
    assert part is not None, page.url
    outward = {"outward": True} if page.outward else {}
    section = {"section": page.section} if page.section else {}
    trail = [{"title": title, "path": f"/{url}"} for title, url in page.breadcrumbs]
    return {
        **record_of(page, texts),
        **({"description": page.description} if page.description else {}),
        **section,
        **outward,
        **({"breadcrumbs": trail} if trail else {}),
        "markdown": markdown(part, _in_site(page)),
    }


def _in_site(page: Page) -> Places:
    """Addresses as paths within the site, which begin with a slash."""

    def address(href: str) -> str | None:
        target = urlsplit(href)
        if target.scheme or target.netloc:
            return href
        path = f"/{absolute(page.url, target.path)}"
        return path + (f"?{target.query}" if target.query else "") + (f"#{target.fragment}" if target.fragment else "")

    def drawn(node: LexborNode) -> str | None:
        return None

    return Places(link=address, picture=address, drawing=drawn, wanted=frozenset())


_CASE = (
    *("id", "title", "summary", "sample", "concept", "client", "purposes", "community", "communication", "adoption"),
    *("challenge", "approach", "outcome", "conditions", "setbacks", "playbooks", "figures", "quotes", "talk_track"),
    *("objections", "permission", "related", "tags", "published_on", "updated_on", "until"),
)
"""What is told of a case, in this order. Whom it must be kept from is asked of its page, and not told here."""


def case_record(case: ShownCase) -> Record:
    """A case as data: what this circle may see of it, its texts as Markdown; what is empty is left out."""
    found = {name: _plain(getattr(case, name)) for name in _CASE}
    told = {name: value for name, value in found.items() if value not in (None, "", [], {})}
    return {"path": f"/{document_url('cases', case.id)}", **told}


def _plain(value: object) -> object:
    """Values of a View as JSON has them; what is unknown or empty within a record is left out."""
    if isinstance(value, Body):
        return value.text.strip()
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        found = {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
        return {name: inner for name, inner in found.items() if inner not in (None, "", [], {})}
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_plain(inner) for inner in (sorted(value) if isinstance(value, frozenset) else value)]
    return value


def pretty(value: object) -> bytes:
    """JSON for people."""
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"

"""What is told of a page to other programs: plain values, from planned pages and their texts alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from ..indexing import document_of
from ..plan import Plan
from ..plan.page import Page
from ..plan.words import KINDS
from ..search.document import Section
from ..texts import Texts
from .names import LEFT_OUT

Record: TypeAlias = dict[str, Any]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def told_pages(plan: Plan) -> Iterator[Page]:
    """The pages that say something of their own."""
    return (page for page in plan.pages if page.template not in LEFT_OUT)


def record_of(page: Page, texts: Texts) -> Record:
    """What a page is, by what it is found and what it says; what is not known of it is left out.

    ``filters`` are keys by facet, ``facets`` the words for them; days are ``YYYY-MM-DD``."""
    found: Record = {"path": f"/{page.url}", "title": page.title, "kind": page.kind, "kind_label": KINDS[page.kind]}
    if page.search:
        document = document_of(page, page.search, texts)
        found |= {
            "summary": document.summary,
            "names": list(dict.fromkeys((*document.names, *document.organizations))),
            "facets": list(dict.fromkeys(document.facets)),
            "filters": {name: list(keys) for name, keys in document.filters.items()},
            "sections": [_section(section) for section in document.sections if section.text.strip()],
        }
    days = {"published_on": page.published, "updated_on": page.lastmod, "until": page.data.get("until")}
    found |= {name: day for name, day in days.items() if isinstance(day, str) and _DAY.fullmatch(day)}
    return {name: value for name, value in found.items() if value}


def _section(section: Section) -> Record:
    said = {"anchor": section.anchor, "heading": section.heading, "text": section.text.strip()}
    return {name: value for name, value in said.items() if value}


def line(record: object) -> bytes:
    """One line of NDJSON, its line end included."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

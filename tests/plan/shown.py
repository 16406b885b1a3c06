"""Planned pages as HTML, without the rest of the pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from generator.material import PageContext, Shell, SiteContext
from generator.plan.page import Page


def shell(audience: str) -> Shell:
    """A shell for one circle."""
    widest = audience == "public"
    more = () if widest else (("商談シート", "brief/"),)
    site = SiteContext(name="見本", audience=audience, audience_label=audience, widest=widest, more=more)
    return Shell(site)


def shown(pages: Iterable[Page], frame: Shell) -> Mapping[str, str]:
    """The HTML of each page by URL; Markdown stands in as one plain paragraph."""
    return {page.url: frame.render(_context(page)) for page in pages}


def _context(page: Page) -> PageContext:
    return PageContext(
        url=page.url,
        template=page.template,
        title=page.title,
        description=page.description,
        kind=page.kind,
        section=page.section,
        breadcrumbs=page.breadcrumbs,
        data=page.data,
        html={name: f"<p>{escape(body.text)}</p>" for name, body in page.bodies.items()},
    )

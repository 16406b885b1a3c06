"""Structured data for search engines on each page that is something: articles, terms, events, and the way there."""

from __future__ import annotations

from dataclasses import replace

from .. import json_ld
from .page import Data, Desk, Page

_ARTICLES = frozenset({"case", "story", "article", "playbook"})


def with_structured_data(page: Page, desk: Desk) -> Page:
    """``page`` with its JSON-LD; addresses need the site's own, so without one there is none."""
    if not desk.site_url or not desk.view.is_widest or page.template == "redirect.html":
        return page
    found: list[Data] = []
    if page.breadcrumbs:
        trail = [*page.breadcrumbs, (page.title, page.url)]
        found.append(json_ld.breadcrumbs((title, desk.site_url + url) for title, url in trail))
    if page.kind in _ARTICLES:
        found.append(_article(page, desk))
        if asked := [pair for pair in _pairs(page, "objections", "question", "answer") if all(pair)]:
            found.append(json_ld.questions(asked, desk.site_url + page.url))
    elif page.kind == "term":
        found.append(_term(page, desk))
    elif page.template == "seminar.html":
        found.append(_event(page, desk))
    return replace(page, json_ld=tuple(found)) if found else page


def _article(page: Page, desk: Desk) -> Data:
    return json_ld.article(
        title=page.title,
        description=page.description,
        url=desk.site_url + page.url,
        site_name=desk.site_name,
        published=page.published,
        changed=page.lastmod,
        about=_subjects(page, desk),
    )


def _subjects(page: Page, desk: Desk) -> list[tuple[str, str]]:
    """What a page is about: the terms it explains, then its labels (of a case segment, size and purposes)."""
    terms = [(title, desk.site_url + url) for title, url in _pairs(page, "terms", "title", "url")]
    labels = page.data.get("labels") if page.kind == "case" else None
    return [*terms, *((str(label), "") for label in (labels if isinstance(labels, list) else ()))]


def _pairs(page: Page, key: str, one: str, other: str) -> list[tuple[str, str]]:
    rows = page.data.get(key)
    held = (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()
    return [(str(row.get(one) or ""), str(row.get(other) or "")) for row in held]


def _term(page: Page, desk: Desk) -> Data:
    aliases = page.data.get("aliases")
    return json_ld.defined_term(
        term=page.title,
        definition=page.description,
        url=desk.site_url + page.url,
        set_url=f"{desk.site_url}glossary/",
        set_name=f"{desk.site_name} 用語集",
        aliases=[str(alias) for alias in aliases] if isinstance(aliases, list) else [],
    )


def _event(page: Page, desk: Desk) -> Data:
    def told(key: str) -> str:
        return str(page.data.get(key) or "")

    return json_ld.event(
        title=page.title,
        description=page.description,
        url=desk.site_url + page.url,
        start=told("starts_iso"),
        end=told("ends_iso"),
        form=told("format_key"),
        place=told("venue"),
        host=told("host"),
        registration_url=told("registration_url"),
    )

"""Structured data for search engines (schema.org), as plain JSON made of plain values.

A page carries it in ``<script type="application/ld+json">``: a data block, which no browser executes and which the
site's Content-Security-Policy therefore does not block.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
Data: TypeAlias = dict[str, Json]


def article(
    *,
    title: str,
    description: str,
    url: str,
    site_name: str,
    published: str = "",
    changed: str = "",
    about: Iterable[tuple[str, str]] = (),
) -> Data:
    """An article, story or case; days as ``YYYY-MM-DD``, ``url`` with its host.

    ``about`` are its subjects: a word of the glossary with its URL, any other thing with ""."""
    subjects: list[Json] = [_subject(name, where) for name, where in about]
    publisher: Json = {"@type": "Organization", "name": site_name} if site_name else None
    return _thing(
        "Article",
        {
            "headline": title[:110],
            "description": description,
            "url": url,
            "mainEntityOfPage": url,
            "inLanguage": "ja",
            "datePublished": published,
            "dateModified": changed or published,
            "about": subjects,
            "author": publisher,
            "publisher": publisher,
        },
    )


def _subject(name: str, url: str) -> Data:
    return {"@type": "DefinedTerm", "name": name, "url": url} if url else {"@type": "Thing", "name": name}


def questions(pairs: Iterable[tuple[str, str]], url: str) -> Data:
    """Questions with their answers, as they stand on the page at ``url``."""
    asked: list[Json] = [
        {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}
        for question, answer in pairs
    ]
    return _thing("FAQPage", {"url": url, "inLanguage": "ja", "mainEntity": asked})


def breadcrumbs(trail: Iterable[tuple[str, str]]) -> Data:
    """The way to a page: (title, URL with its host) from home down to the page itself."""
    items: list[Json] = [
        {"@type": "ListItem", "position": position, "name": title, "item": url}
        for position, (title, url) in enumerate(trail, 1)
    ]
    return _thing("BreadcrumbList", {"itemListElement": items})


def event(
    *,
    title: str,
    description: str,
    url: str,
    start: str,
    end: str = "",
    form: str = "",
    place: str = "",
    host: str = "",
    registration_url: str = "",
) -> Data:
    """A seminar; ``start`` and ``end`` in ISO 8601, ``form`` one of ``venue``, ``online``, ``hybrid``."""
    modes = {"venue": "OfflineEventAttendanceMode", "online": "OnlineEventAttendanceMode"}
    mode = modes.get(form, "MixedEventAttendanceMode" if form == "hybrid" else "")
    online: Json = {"@type": "VirtualLocation", "url": registration_url or url}
    venue: Json = {"@type": "Place", "name": place, "address": place} if place else None
    return _thing(
        "Event",
        {
            "name": title,
            "description": description,
            "url": url,
            "inLanguage": "ja",
            "startDate": start,
            "endDate": end,
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": f"https://schema.org/{mode}" if mode else "",
            "location": online if form == "online" else venue,
            "organizer": {"@type": "Organization", "name": host} if host else None,
        },
    )


def defined_term(
    *, term: str, definition: str, url: str, set_url: str, set_name: str, aliases: Iterable[str] = ()
) -> Data:
    """A word of the glossary at ``set_url``."""
    others: list[Json] = list(aliases)
    return _thing(
        "DefinedTerm",
        {
            "name": term,
            "alternateName": others,
            "description": definition,
            "url": url,
            "inDefinedTermSet": {"@type": "DefinedTermSet", "name": set_name, "url": set_url},
        },
    )


def _thing(kind: str, properties: Mapping[str, Json]) -> Data:
    """A thing of schema.org without the properties that nothing is known of."""
    known = {name: value for name, value in properties.items() if value not in ("", None, [])}
    return {"@context": "https://schema.org", "@type": kind, **known}

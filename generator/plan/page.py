"""A planned page: everything a template needs, as plain data. What is not here cannot be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import TypeAlias

from ..model.body import Body
from ..view import View

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
Data: TypeAlias = dict[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFields:
    """What search knows of a page besides its texts: forms of its name, visible labels, and filter keys.

    ``organizations`` are all forms of the names of clients that the page tells of, which no reader's record may keep.
    """

    summary: str = ""
    names: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: tuple[tuple[str, str, str], ...] = ()
    """Further sections that are not Markdown bodies: (anchor, heading, text)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the site. ``url`` is site-relative: "" is home, "cases/case-0001/", "404.html".

    ``bodies`` are Markdown texts by name, rendered before the template; with several on a page, ids of all but
    ``body`` are prefixed by their name. ``side`` names the side navigation chunk (see ``navigation``). ``logo`` is a
    picture's path within the content folder; templates get it as ``doc.logo``. What is ``outward`` is handed over: its
    texts link to nothing but public pages.
    """

    url: str
    template: str
    title: str
    kind: str = "page"
    section: str = ""
    description: str = ""
    breadcrumbs: tuple[tuple[str, str], ...] = ()
    side: str = ""
    data: Data = field(default_factory=dict)
    bodies: Mapping[str, Body] = field(default_factory=dict)
    logo: str = ""
    outward: bool = False
    toc: bool = False
    search: SearchFields | None = None
    published: str = ""
    lastmod: str = ""
    edit_file: str = ""
    json_ld: tuple[Data, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What the page's scripts read besides the page, by path within the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What presenters work from: the site's own View, and the Views of what leaves the building.

    ``proposal`` is the View of use ``proposal`` (hand-out, one-pager); ``seminars`` those of each seminar's use, by id;
    ``web`` the View of the widest circle, which feeds are made from whichever site is being built. Times of the content
    are of ``zone``.
    """

    view: View
    proposal: View
    web: View
    seminars: Mapping[str, View] = field(default_factory=dict)
    site_name: str = ""
    site_description: str = ""
    site_url: str = ""
    public_url: str = ""
    """The address of the widest circle's site, whichever is being built; "" where none is known."""
    offline: bool = False
    zone: tzinfo = UTC

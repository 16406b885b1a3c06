"""What the search is told: pages as plain text, and the words a site's people use for the same thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of a page under one heading; ``anchor`` is the heading's id, ``""`` before the first heading."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page as the search sees it, made from what the gate let through and nothing else.

    ``names`` are client name forms, aliases and readings; ``organizations`` all forms of clients' names that it tells
    of, which a reader's own record leaves out; ``facets`` the labels a reader sees; ``filters`` the keys behind the
    chips (``kind``, ``segment``, ``purpose``, ``year``).
    """

    url: str
    title: str
    kind: str
    summary: str = ""
    names: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonym:
    """Words for the same thing. Interchangeable when ``to`` is empty, else one way: ``words`` also find ``to``."""

    words: tuple[str, ...]
    to: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How a glossary term may be written: its reading in kana, in English, and by other names."""

    term: str
    reading: str = ""
    english: str = ""
    aliases: tuple[str, ...] = ()

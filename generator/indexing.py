"""The search index of one site: its analysed pages, and the words that its readers use for the same thing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from .search import index
from .search.document import Spelling, Synonym
from .view import View


def search_index(analysed: Iterable[bytes], view: View) -> Mapping[str, bytes]:
    """The files of the index by name, from analysed pages (JSON texts) and the View's synonyms and glossary."""
    pages = [json.loads(text) for text in analysed]
    return index.build(pages, synonyms=tuple(_synonyms(view)), vocabulary=tuple(_spellings(view)))


def _synonyms(view: View) -> Iterable[Synonym]:
    catalogues = view.catalogues
    for group in catalogues.groups:
        yield Synonym(words=group)
    for one in catalogues.directed:
        yield Synonym(words=(one.from_,), to=one.to, weight=one.weight)
    for kpi in catalogues.kpis.values():
        if kpi.aliases:
            yield Synonym(words=(kpi.name, *kpi.aliases))
    for known in (*catalogues.segments.values(), *catalogues.traits.values()):
        for alias in known.aliases:
            yield Synonym(words=(alias,), to=(known.label,), weight=0.8)


def _spellings(view: View) -> Iterable[Spelling]:
    for term in view.terms:
        yield Spelling(term=term.term, reading=term.reading or "", english=term.english or "", aliases=term.aliases)

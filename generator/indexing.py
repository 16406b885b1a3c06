"""The search index of one site: its analysed pages, and the words that its readers use for the same thing."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping, Sequence

from .cache import Cache, key_of
from .search import index
from .search.document import Spelling, Synonym
from .stamps import search_stamp
from .view import View


def search_index(analysed: Sequence[bytes], view: View, cache: Cache) -> Mapping[str, bytes]:
    """The files of the index by name, from analysed pages (JSON texts) and the View's synonyms and glossary."""
    synonyms, vocabulary = tuple(_synonyms(view)), tuple(_spellings(view))
    key = key_of("index", search_stamp(), repr(synonyms), repr(vocabulary), *analysed)
    kept = cache.read([key]).get(key)
    if kept is not None:
        return {name: base64.b64decode(data) for name, data in json.loads(kept).items()}
    files = index.build([json.loads(text) for text in analysed], synonyms=synonyms, vocabulary=vocabulary)
    cache.write({key: json.dumps({name: base64.b64encode(data).decode() for name, data in files.items()}).encode()})
    return files


def _synonyms(view: View) -> Iterable[Synonym]:
    catalogues = view.catalogues
    for group in catalogues.groups:
        yield Synonym(words=group)
    for one in catalogues.directed:
        yield Synonym(words=(one.from_,), to=one.to, weight=one.weight)
    for kpi in catalogues.kpis.values():
        if kpi.aliases:
            yield Synonym(words=(kpi.name, *kpi.aliases))
    known = [(each.label, each.aliases) for each in catalogues.segments.values()]
    known += [(each.label, each.aliases) for each in catalogues.traits.values()]
    for label, aliases in known:
        yield from (Synonym(words=(alias,), to=(label,), weight=0.8) for alias in aliases)


def _spellings(view: View) -> Iterable[Spelling]:
    for term in view.terms:
        yield Spelling(term=term.term, reading=term.reading or "", english=term.english or "", aliases=term.aliases)

"""The search index of one site: its analysed pages, and the words that its readers use for the same thing."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping, Sequence

from .cache import Cache, key_of
from .plan.facets import labels
from .search import index, variants
from .search.document import Spelling, Synonym
from .search.variants import Variants
from .stamps import search_stamp
from .view import View


def search_index(analysed: Sequence[bytes], view: View, cache: Cache) -> Mapping[str, bytes]:
    """The files of the index by name, from analysed pages (JSON texts) and the View's synonyms and glossary."""
    synonyms, vocabulary = tuple(_synonyms(view)), tuple(_spellings(view))
    key = key_of("index", search_stamp(), repr(synonyms), repr(vocabulary), json.dumps(labels(view)), *analysed)
    kept = cache.read([key]).get(key)
    if kept is not None:
        return {name: base64.b64decode(data) for name, data in json.loads(kept).items()}
    files = index.build(
        [json.loads(text) for text in analysed],
        synonyms=synonyms,
        vocabulary=vocabulary,
        known=_dictionary(cache),
        labels=labels(view),
    )
    cache.write({key: json.dumps({name: base64.b64encode(data).decode() for name, data in files.items()}).encode()})
    return files


def _dictionary(cache: Cache) -> Variants:
    """The spellings that the dictionary knows; reading it takes two seconds, so they are kept."""
    key = key_of("dictionary", variants.fingerprint(), search_stamp())
    kept = cache.read([key]).get(key)
    if kept is not None:
        return Variants.from_json(kept.decode())
    known = variants.scan()
    cache.write({key: known.to_json().encode()})
    return known


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

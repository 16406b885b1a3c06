"""A part of the lexicon as bytes: ways of writing, and what is known of the terms that they stand for.

Each part stands by itself: it repeats what it needs of a term. ``lexicon.js`` reads it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from .cut import SURFACE
from .endings import FINALS
from .lexicon import Entry
from .pack import columns, deltas, front_code, varints, zigzag
from .words import Word

_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is known of terms: shipped number, pages, whether it is light wherever it stands, how it is shown."""

    ids: Mapping[str, int]
    pages: Mapping[str, int]
    light: Collection[str]
    shown: Mapping[str, str]


def known_of(words: Iterable[tuple[Word, int]], ids: Mapping[str, int], pages: Mapping[str, int]) -> Terms:
    """``Terms`` of a site's words, each with how often it is used."""
    heavy: set[str] = set()
    surfaces: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, uses in words:
        if word.kind in ("noun", "verb", "sound"):
            heavy.add(word.term)
        if word.kind != "grammar":
            surfaces[word.term][word.base if word.ending else word.surface] += uses
    shown = {term: min(found, key=lambda s: (-found[s], s)) for term, found in surfaces.items()}
    return Terms(ids=ids, pages=pages, light=frozenset(term for term in ids if term not in heavy), shown=shown)


def pack(entries: Sequence[Entry], terms: Terms) -> bytes:
    """Entries, sorted by key, as one part."""
    own = sorted({entry.term for entry in entries if entry.term}, key=lambda term: terms.ids[term])
    places = {term: place for place, term in enumerate(own, 1)}
    keys, counts, stands, kinds = [], [], [], bytearray()
    before = 0
    for key, group in groupby(entries, key=lambda entry: entry.key):
        found = list(group)
        keys.append(key)
        counts.append(len(found))
        for entry in found:
            place = places.get(entry.term, 0)
            stands.append(zigzag(place - before))
            before = place
            kinds.append(entry.ending * 8 + entry.relation)
    return columns(
        *front_code(keys),
        varints(counts),
        varints(stands),
        bytes(kinds),
        varints(deltas([terms.ids[term] for term in own])),
        varints(terms.pages[term] for term in own),
        bytes(int(term in terms.light) for term in own),
        "\n".join(_displays(entries, own, terms)).encode(),
    )


def _displays(entries: Sequence[Entry], own: Sequence[str], terms: Terms) -> list[str]:
    """How each term is shown: "" as its first key here, "=" in katakana, "^" in capitals, else as given."""
    keys: dict[str, str] = {}
    for entry in entries:
        if entry.relation == SURFACE:
            keys.setdefault(entry.term, entry.key + FINALS[entry.ending])
    return [_display(keys.get(term, ""), terms.shown[term]) for term in own]


def _display(key: str, shown: str) -> str:
    if key and shown == key:
        return "^" if key.isascii() and len(key) <= 4 and key.isalpha() else ""
    return "=" if key and shown == key.translate(_KATAKANA) else shown

"""Which ways of writing every reader gets, and which lie in files that are fetched when a query needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from . import borders
from .borders import mark
from .cut import SURFACE, classes
from .lexicon import Entry, in_order

CORE = 20_000  # bytes of keys in the core, before compression, when the lexicon does not fit whole
FILE = 2_100  # bytes of keys in a further file
SPARSE = 8  # bits for each beginning that the further files hold …
DENSE = 4  # … and for each above MANY
MANY = 6_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """``core`` goes to everybody · ``further`` in files by ranges of keys · ``held``: terms wholly in the core."""

    core: list[Entry]
    further: list[list[Entry]]
    held: frozenset[str]


def split(entries: Sequence[Entry], pages: Mapping[str, int], fits: Callable[[Sequence[Entry]], bool]) -> Shelves:
    """All in the core where that fits; else the terms of most pages there, and the rest in files."""
    if _weight(entries) < 5 * CORE and fits(entries):
        return Shelves(core=list(entries), further=[], held=frozenset(pages))
    held = _commonest(entries, pages)
    core = [entry for entry in entries if not entry.term or entry.term in held]
    rest = [entry for entry in entries if entry.term and entry.term not in held]
    return Shelves(core=core, further=list(ranges(rest)), held=held)


def _commonest(entries: Sequence[Entry], pages: Mapping[str, int]) -> frozenset[str]:
    weights: dict[str, int] = {}
    left = CORE
    for entry in entries:
        if entry.term:
            weights[entry.term] = weights.get(entry.term, 0) + 4 + 2 * len(entry.key)
        else:
            left -= 4 + 2 * len(entry.key)
    held: set[str] = set()
    for term in sorted(weights, key=lambda term: (-pages[term], term)):
        left -= weights[term]
        if left < 0:
            break
        held.add(term)
    return frozenset(held)


def _weight(entries: Iterable[Entry]) -> int:
    return sum([4 + 2 * len(entry.key) for entry in entries])


def ranges(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Runs of sorted entries of about ``FILE`` bytes; keys that begin with the same two characters stay together."""
    begun = [(start, list(group)) for start, group in groupby(entries, key=lambda entry: head(entry.key))]
    sizes = [_weight(group) for _, group in begun]
    for places in borders.ranges(sizes, [mark(start) for start, _ in begun], FILE):
        yield list(chain.from_iterable(begun[place][1] for place in places))


def inner(entries: Iterable[Entry]) -> list[Entry]:
    """Every word of kanji, or of katakana, from each of its further characters on: 新幹線 is also under 幹線."""
    found = {
        Entry(key=entry.key[at:], term=entry.term, relation=SURFACE)
        for entry in entries
        if entry.relation == SURFACE and not entry.ending and entry.term
        for at in _insides(entry.key)
    }
    return in_order(found)


def _insides(key: str) -> range:
    kinds = set(classes(key))
    if kinds == {"k"}:
        return range(1, len(key))
    return range(1, len(key) - 2) if kinds == {"h"} and len(key) > 3 else range(0)


def head(key: str) -> str:
    """The first two characters as JavaScript counts them, but never half of one that it counts as two."""
    return key[0] if key[0] > "\uffff" else key[:2] if key[1:2] <= "\uffff" else key[0]


def beginnings(entries: Iterable[Entry]) -> bytes:
    """A bit for each ``head`` of the further keys, by ``place_of``: where it is not set, no file need be fetched.

    A set bit may also be another's: about one fetch in nine is in vain, on large sites one in five.
    """
    heads = {head(entry.key) for entry in entries}
    bits = bytearray((min(len(heads), MANY) * SPARSE + max(0, len(heads) - MANY) * DENSE) // 8 + 1)
    for each in heads:
        place = place_of(each, len(bits) * 8)
        bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


def place_of(each: str, size: int) -> int:
    """The bit of a ``head`` among ``size``; ``reach.js`` counts the same."""
    units = each.encode("utf-16-be")
    first, second = (int.from_bytes(units[at : at + 2], "big") for at in (0, 2))
    return (first * 40_503 + second * 31_153) % (size - 1)

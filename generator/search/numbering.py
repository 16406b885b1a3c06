"""The numbers that terms and compounds carry in the files: neighbours in sound are neighbours in number.

Half a word typed in kana, and mostly half a word in kanji, then asks for terms that lie in one file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .phrases import Phrases
from .words import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """Shipped numbers: a term, then every compound that it begins, then the next term.

    ``ids``: the number in ``Site.numbers`` or ``Phrases`` → the shipped one, and ``order`` the way back · ``terms``: a
    term's spelling → its shipped number · ``starts``: a term's shipped number → its compounds' further parts, in
    order; the first of them has the next number.
    """

    ids: list[int]
    order: list[int]
    terms: dict[str, int]
    starts: dict[int, list[tuple[int, ...]]]


def number(terms: Mapping[str, int], found: Iterable[Word], compounds: Phrases) -> Numbering:
    """Number all terms and compounds anew."""
    sounds: dict[str, str] = {}
    for word in found:
        sound = word.reading or word.term
        sounds[word.term] = min(sound, sounds.get(word.term, sound))
    begun: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    for sequence in compounds.numbers:
        begun[sequence[0]].append(sequence)
    ids = [0] * (len(terms) + len(compounds.numbers))
    order: list[int] = []
    for term in sorted(terms, key=lambda term: (sounds.get(term, term), term)):
        inner = terms[term]
        for each in (inner, *(compounds.numbers[sequence] for sequence in begun[inner])):
            ids[each] = len(order)
            order.append(each)
    starts = {
        ids[first]: [tuple(ids[part] for part in sequence[1:]) for sequence in sequences]
        for first, sequences in begun.items()
        if sequences
    }
    return Numbering(ids=ids, order=order, terms={term: ids[inner] for term, inner in terms.items()}, starts=starts)

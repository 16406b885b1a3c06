"""How compounds sound: what somebody types in kana before converting it is mostly a whole compound, not its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass, replace
from itertools import islice, product

from .cut import READING
from .lexicon import Entry
from .numbering import Numbering
from .phrases import Phrases
from .wordlist import Terms
from .words import Word

_SHORTEST, _LONGEST = 4, 14  # kana
_MOST = 4  # of one compound: 車 is くるま and しゃ


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A compound by its sound; ``entry.term`` is a name of the compound's own, ``number`` its one in ``Phrases``."""

    entry: Entry
    number: int
    parts: tuple[str, ...]
    pages: int


def of(
    found: Iterable[Word], terms: Mapping[str, int], compounds: Phrases, postings: Mapping[int, Sized]
) -> list[Sound]:
    """The sounds of all compounds that some page has."""
    sounds: defaultdict[str, set[str]] = defaultdict(set)
    for word in found:
        if word.reading and not word.ending and not word.term.isdigit():
            sounds[word.term].add(word.reading)
    names = {number: term for term, number in terms.items()}
    made = []
    for sequence, number in compounds.numbers.items():
        parts = tuple(names[part] for part in sequence)
        if not postings.get(number):
            continue
        for spoken in islice(product(*(sorted(sounds[part]) for part in parts)), _MOST):
            key = "".join(spoken)
            if _SHORTEST <= len(key) <= _LONGEST:
                entry = Entry(key=key, term="\x1f".join(parts), relation=READING)
                made.append(Sound(entry=entry, number=number, parts=parts, pages=len(postings[number])))
    return made


def join(terms: Terms, spoken: Iterable[Sound], numbering: Numbering) -> Terms:
    """``terms`` with the compounds among them."""
    found = [(sound.entry.term, sound) for sound in spoken]
    return replace(
        terms,
        ids={**terms.ids, **{name: numbering.ids[sound.number] for name, sound in found}},
        pages={**terms.pages, **{name: sound.pages for name, sound in found}},
        shown={**terms.shown, **{name: "".join(terms.shown[part] for part in sound.parts) for name, sound in found}},
    )

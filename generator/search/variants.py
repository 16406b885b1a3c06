"""What the analyser's dictionary knows beyond the text: other spellings of a word, and words for the same thing.

Reading the whole dictionary takes about two seconds, and gives the same table for the same dictionary: a build keeps
the table as JSON under ``fingerprint()``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from .endings import ICHIDAN, class_of
from .fold import fold
from .words import words

MOST_SPELLINGS = 10
MOST_IN_A_GROUP = 8
_OPEN = {("名詞", "普通名詞"), ("動詞", "一般"), ("形容詞", "一般"), ("形状詞", "一般"), ("副詞", "*")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Variants:
    """``spellings``: term → (spelling, ending) of each other spelling · ``groups``: term → terms for the same thing."""

    spellings: Mapping[str, Sequence[tuple[str, int]]]
    groups: Mapping[str, Sequence[str]]

    def to_json(self) -> str:
        """The table as JSON text."""
        return json.dumps([self.spellings, self.groups], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Variants:
        """The inverse of ``to_json``. Rows stay as they were read: a site uses few of a hundred thousand."""
        spellings, groups = json.loads(text)
        return cls(spellings=spellings, groups=groups)


NONE = Variants(spellings={}, groups={})


def fingerprint() -> str:
    """Names the dictionary and the rules that made the table."""
    return f"2-{version('sudachipy')}-{version('sudachidict-small')}"


@lru_cache(maxsize=1)
def scan() -> Variants:
    """Read every open-class entry of the dictionary: nouns and dictionary forms alone."""
    spellings: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    groups: defaultdict[int, set[str]] = defaultdict(set)
    counts: defaultdict[str, set[int]] = defaultdict(set)
    for entry, pos in _entries():
        term, surface, ids = entry.normalized_form(), entry.surface(), entry.synonym_group_ids()
        if term == surface and not ids:
            continue  # most words: one spelling, no other word for the same
        term, surface = fold(term), fold(surface)
        if surface != term and len(surface) > 1 and _plausible(surface, term, pos):
            spellings[term].add((surface, class_of(pos[4])))
        if ids:
            counts[term].update(ids)
            if pos[0] == "名詞" and len(ids) == 1 and len(term) > 1:
                groups[ids[0]].add(term)
    return Variants(
        spellings={term: _nearest(term, rows) for term, rows in sorted(spellings.items())},
        groups=_members(groups, counts),
    )


def _entries() -> Iterator[tuple[Any, tuple[str, ...]]]:
    open_class: dict[int, tuple[str, ...]] = {}  # () for what is left out
    for entry in words().dictionary.entries():
        number = entry.part_of_speech_id()
        pos = open_class.get(number)
        if pos is None:
            pos = entry.part_of_speech()
            pos = open_class[number] = pos if pos[:2] in _OPEN else ()
        if pos and (pos[0] == "名詞" or entry.surface() == entry.dictionary_form()):
            yield entry, pos


def _plausible(surface: str, term: str, pos: tuple[str, ...]) -> bool:
    """Any spelling of a noun; of a verb only its own kanji, and never the "can" form, which its endings cover."""
    if pos[0] != "動詞" and pos[0] != "形容詞":
        return True
    return surface[0] == term[0] and not (class_of(pos[4]) == ICHIDAN and len(surface) > len(term))


def _nearest(term: str, rows: set[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The likeliest spellings: those that share the most characters with the term, short ones first."""
    return tuple(sorted(rows, key=lambda r: (-len(set(r[0]) & set(term)), len(r[0]), r))[:MOST_SPELLINGS])


def _members(groups: Mapping[int, set[str]], counts: Mapping[str, set[int]]) -> dict[str, tuple[str, ...]]:
    """Groups of words with one meaning each: a word in several groups is ambiguous and left out."""
    found: dict[str, tuple[str, ...]] = {}
    for members in groups.values():
        clear = sorted(term for term in members if len(counts[term]) <= 1)
        if 1 < len(clear) <= MOST_IN_A_GROUP:
            found |= {term: tuple(other for other in clear if other != term) for term in clear}
    return dict(sorted(found.items()))

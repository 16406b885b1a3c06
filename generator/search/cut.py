"""The shipped segmenter: cheapest path over the site's own lexicon.

``assets/search/cut.js`` is the same algorithm with the same costs (they travel in the manifest). The indexer cuts the
text with it as well, so a query and the index cannot disagree about where a word ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .fold import kana

SURFACE, READING, VARIANT, KINDRED, GRAMMAR = range(5)  # how a key relates to its term

COSTS: dict[str, int] = {
    "word": 22,  # less one for each character, up to five
    "grammar": 15,  # and two for each character
    "particle_first": 12,  # one that nothing precedes is none
    "particle_t": 20,  # nor is one in katakana
    "reading": 8,  # a word typed as it sounds
    "short_reading": 6,  # … in one or two kana
    "mixed": 10,  # … amid kanji
    "single": 12,  # a word of one character
    "inside": 10,  # a word that runs across a change of kana
    "edge": 6,  # a word that begins or ends within katakana
    "unknown": 25,
    "unknown_k": 16,  # and for each character, by its class
    "unknown_h": 12,
    "unknown_t": 7,
    "unknown_l": 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """``text[start:end]``; ``key`` is its folded form, ``known`` whether the lexicon has it."""

    start: int
    end: int
    key: str
    known: bool


def classes(text: str) -> str:
    """One letter a character: k kanji, h hiragana, t katakana, l letters, digits and a number's point, p the rest."""
    found: list[str] = []
    for at, char in enumerate(text):
        point = char == "." and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        found.append("l" if point else _class(char, found[-1] if found else "p"))
    return "".join(found)


def _class(char: str, before: str) -> str:
    if "ぁ" <= char <= "ゖ" or char in "ゝゞ":
        return "h"
    if "ァ" <= char <= "ヺ" or char in "ヽヾ":
        return "t"
    if char == "ー":
        return before if before in "ht" else "t"
    if "㐀" <= char <= "鿿" or "豈" <= char <= "\ufaff" or char in "々〆":
        return "k"
    return "l" if char.isalnum() else "p"


class Cutter:
    """Cuts text by a lexicon: key → the least relation (SURFACE … GRAMMAR) that the key has to any term."""

    def __init__(self, relations: Mapping[str, int]) -> None:
        self._relations = relations
        self._longest: dict[str, int] = {}  # by the first two characters
        for form in relations:
            self._longest[form[:2]] = max(len(form), self._longest.get(form[:2], 0))

    def cut(self, text: str) -> list[Piece]:
        """Pieces of ``plain`` text, in order; what is no word (spaces, marks) is left out."""
        folded, kinds = kana(text), classes(text)
        size = len(text)
        best = [0, *[1 << 30] * size]
        back: list[tuple[int, bool]] = [(0, False)] * (size + 1)
        for i in range(size):
            for j, cost, known in self._edges(folded, kinds, i):
                if best[i] + cost < best[j]:
                    best[j], back[j] = best[i] + cost, (i, known)
        return _trace(folded, kinds, back)

    def _edges(self, folded: str, kinds: str, i: int) -> list[tuple[int, int, bool]]:
        edges = []
        if _mid_latin(kinds, i):
            return []
        longest = self._longest.get(folded[i : i + 2], 1)
        for j in range(i + 1, min(len(folded), i + longest) + 1):
            relation = self._relations.get(folded[i:j])
            if relation is not None and not _mid_latin(kinds, j):
                edges.append((j, known_cost(kinds, i, j, relation), True))
        return edges + unknown_edges(kinds, i)


def known_cost(kinds: str, i: int, j: int, relation: int) -> int:
    """The price of a word of the lexicon between two positions."""
    if relation == GRAMMAR:
        first = j - i == 1 and (i == 0 or kinds[i - 1] == "p")
        cost = COSTS["grammar"] + 2 * (j - i) + (COSTS["particle_first"] if first else 0)
        return cost + (COSTS["particle_t"] if kinds[i] == "t" else 0)
    span = kinds[i:j]
    cost = COSTS["word"] - min(5, j - i) + (COSTS["single"] if j - i == 1 and kinds[i] != "l" else 0)
    if relation == READING:
        cost += COSTS["reading"] + (COSTS["short_reading"] if j - i < 3 else 0)
        cost += COSTS["mixed"] if "k" in kinds else 0
    cost += COSTS["inside"] * (span.count("ht") + span.count("th"))
    if i > 0 and kinds[i - 1] == kinds[i] == "t":
        cost += COSTS["edge"]
    if j < len(kinds) and kinds[j - 1] == kinds[j] == "t":
        cost += COSTS["edge"]
    return cost


def unknown_edges(kinds: str, i: int) -> list[tuple[int, int, bool]]:
    """Stretches of one class that the lexicon need not know; letters and digits only as a whole."""
    kind = kinds[i]
    if kind == "p":
        return [(i + 1, 0, False)]
    end = i + 1
    while end < len(kinds) and kinds[end] == kind:
        end += 1
    each = COSTS[f"unknown_{kind}"]
    ends = [end] if kind == "l" else range(i + 1, end + 1)
    return [(j, COSTS["unknown"] + each * (j - i), False) for j in ends]


def _mid_latin(kinds: str, at: int) -> bool:
    return 0 < at < len(kinds) and kinds[at - 1] == kinds[at] == "l"


def _trace(folded: str, kinds: str, back: list[tuple[int, bool]]) -> list[Piece]:
    pieces: list[Piece] = []
    end = len(folded)
    while end > 0:
        start, known = back[end]
        if known or kinds[start] != "p":
            pieces.append(Piece(start=start, end=end, key=folded[start:end], known=known))
        end = start
    return pieces[::-1]

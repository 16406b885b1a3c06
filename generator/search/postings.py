"""Which pages hold a term, how strongly, and in which section: BM25F's term weights, worked out at build time."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log2

WEIGHTS = {"title": 6.0, "names": 6.0, "facets": 3.0, "summary": 2.0, "slug": 2.0, "heading": 3.0, "body": 1.0}
LENGTH = 0.5  # how far a long body thins its words (BM25's b)
HEADING = 3  # a word in a heading tells this much more of the section
LEVELS = 16


class Postings:
    """The pages that have a term, as columns: the page, a level 0–15 (see ``level_of``), and the section that speaks of
    it the most, 0 for the page's top."""

    __slots__ = ("levels", "pages", "sections")

    def __init__(self, rows: Iterable[tuple[int, int, int]] = ()) -> None:
        self.pages = array("I")
        self.levels = bytearray()
        self.sections = array("I")
        for row in rows:
            self.add(*row)

    def add(self, page: int, level: int, section: int) -> None:
        """Add a page behind all that are there."""
        self.pages.append(page)
        self.levels.append(level)
        self.sections.append(section)

    def __len__(self) -> int:
        return len(self.pages)


class Tally:
    """Counts of one page: field → term → times, and section → term → times."""

    def __init__(self) -> None:
        self.fields: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._sections: defaultdict[int, Counter[int]] = defaultdict(Counter)

    def add(self, field: str, terms: list[int], section: int = 0) -> None:
        """Count terms met in a field (of a section, when it is a heading or body)."""
        self.fields[field].update(terms)
        if section:
            self._sections[section].update(terms * HEADING if field == "heading" else terms)

    def weights(self, thin: float) -> dict[int, float]:
        """Term → its weight over all fields, in a body ``thin`` times as long as others."""
        weights: defaultdict[int, float] = defaultdict(float)
        for field, counts in self.fields.items():
            weight, share = WEIGHTS[field], thin if field == "body" else 1.0
            for term, count in counts.items():
                weights[term] += weight * count / share
        return weights

    def best_sections(self) -> dict[int, int]:
        """Term → the section that speaks of it the most, the first of equals."""
        best: dict[int, int] = {}
        most: dict[int, int] = {}
        for section, counts in sorted(self._sections.items()):
            for term, count in counts.items():
                if count > most.get(term, 0):
                    best[term], most[term] = section, count
        return best


@lru_cache(maxsize=1 << 14)
def level_of(weight: float) -> int:
    """A term's weight on a page as one of 16 steps of √2, from 0.25."""
    return max(0, min(LEVELS - 1, round(2 * log2(max(weight, 0.25) / 0.25))))


def usual(lengths: Sequence[int]) -> float:
    """The mean length, in steps of √2: a sentence more somewhere is no news of every other page."""
    mean = max(1.0, sum(lengths) / max(1, len(lengths)))
    return float(2 ** (round(2 * log2(mean)) / 2))


def make(tallies: Iterable[Tally], lengths: Sequence[int]) -> dict[int, Postings]:
    """Term → its pages; ``lengths`` are the terms in each page's body, in the same order as the pages."""
    mean = usual(lengths)
    found: defaultdict[int, Postings] = defaultdict(Postings)
    for page, (tally, length) in enumerate(zip(tallies, lengths, strict=True)):
        thin = 1 - LENGTH + LENGTH * length / mean
        best = tally.best_sections()
        for term, weight in tally.weights(thin).items():
            found[term].add(page, level_of(weight), best.get(term, 0))
    return dict(found)

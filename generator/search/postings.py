"""Which pages hold a term, how strongly, and in which section: BM25F's term weights, worked out at build time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from .pack import columns, deltas, varints

WEIGHTS = {"title": 6.0, "names": 6.0, "facets": 3.0, "summary": 2.0, "slug": 2.0, "heading": 3.0, "body": 1.0}
LENGTH = 0.5  # how far a long body thins its words (BM25's b)
LEVELS = 16
SHARD = 24_000  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A term on a page: ``level`` 0–15 (see ``level_of``), ``section`` 0 for the page's top, else its number + 1."""

    page: int
    level: int
    section: int


@dataclass(slots=True)
class Tally:
    """Counts of one page: field → term → times, and for each term its times by section."""

    fields: dict[str, Counter[int]]
    sections: dict[int, Counter[int]]

    @classmethod
    def empty(cls) -> Tally:
        """A page of which nothing is known yet."""
        return cls(fields=defaultdict(Counter), sections=defaultdict(Counter))

    def add(self, field: str, terms: Iterable[int], section: int = 0) -> None:
        """Count terms met in a field (of a section, when it is a heading or body)."""
        for term in terms:
            self.fields[field][term] += 1
            if section:
                self.sections[term][section] += 3 if field == "heading" else 1

    def length(self) -> int:
        """How many words the body holds."""
        return sum(self.fields["body"].values())


def level_of(weight: float) -> int:
    """A term's weight on a page as one of 16 steps of √2, from 0.25."""
    return max(0, min(LEVELS - 1, round(2 * log2(max(weight, 0.25) / 0.25))))


def make(tallies: Sequence[Tally]) -> dict[int, list[Posting]]:
    """Term → its pages, in page order."""
    mean = max(1.0, sum(tally.length() for tally in tallies) / max(1, len(tallies)))
    found: defaultdict[int, list[Posting]] = defaultdict(list)
    for page, tally in enumerate(tallies):
        thin = 1 - LENGTH + LENGTH * tally.length() / mean
        weights: defaultdict[int, float] = defaultdict(float)
        for field, counts in tally.fields.items():
            for term, count in counts.items():
                weights[term] += WEIGHTS[field] * count / (thin if field == "body" else 1)
        for term, weight in weights.items():
            found[term].append(Posting(page=page, level=level_of(weight), section=_best(tally.sections.get(term))))
    return dict(found)


def _best(sections: Counter[int] | None) -> int:
    """The section that speaks of a term the most; the first of equals."""
    return min(sections, key=lambda number: (-sections[number], number)) if sections else 0


def shards(postings: Mapping[int, Sequence[Posting]], terms: int) -> list[tuple[int, bytes]]:
    """(first term, bytes) of each file; terms follow one another, their page counts stand in the core file."""
    found: list[tuple[int, bytes]] = []
    first, size = 0, 0
    for term in range(terms):
        size += 3 * len(postings.get(term, ()))
        if size > SHARD or term == terms - 1:
            found.append((first, _shard([postings.get(t, ()) for t in range(first, term + 1)])))
            first, size = term + 1, 0
    return found


def _shard(rows: Sequence[Sequence[Posting]]) -> bytes:
    pages = b"".join(varints(deltas([p.page for p in row])) for row in rows)
    return columns(pages, bytes(p.level for row in rows for p in row), varints(p.section for row in rows for p in row))

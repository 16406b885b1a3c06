"""Long units: sequences of terms that are searched for as one, and what else they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from .document import Spelling, Synonym
from .words import BREAK, Word, words

LONGEST = 5
OFTEN = 3  # pages that must share a pair of words before it counts as a unit
SAME = 0.9  # how much a synonym counts, beside the word itself


def cut(text: str) -> tuple[Word, ...]:
    """The content words of a phrase."""
    known = words().known
    found = (known[number] for number in words().cut(text) if number != BREAK)
    return tuple(word for word in found if word.kind != "grammar")


def leading(synonyms: Iterable[Synonym], known: Collection[str]) -> Iterator[Synonym]:
    """Synonyms that lead to a term that some page says; all others would be weight in every reader's download."""

    def said(word: str) -> bool:
        return all(part.term in known for part in cut(word))

    for synonym in synonyms:
        to = tuple(filter(said, synonym.to))
        if to or (not synonym.to and any(map(said, synonym.words))):
            yield replace(synonym, to=to)


def said_by(synonyms: Iterable[Synonym], vocabulary: Iterable[Spelling]) -> list[Synonym]:
    """Every synonym there is: the site's list, and each glossary term with its English and its other names."""
    groups = [
        Synonym(words=(s.term, *(name for name in (s.english, *s.aliases) if name))) for s in vocabulary if s.term
    ]
    return [*synonyms, *(group for group in groups if len(group.words) > 1)]


@dataclass(slots=True)
class Phrases:
    """Numbers for sequences of terms; a sequence of one is the term itself."""

    first: int
    numbers: dict[tuple[int, ...], int] = field(default_factory=dict)

    def number(self, parts: Sequence[int]) -> int:
        """The number of a sequence, new ones after all terms."""
        if len(parts) == 1:
            return parts[0]
        return self.numbers.setdefault(tuple(parts), self.first + len(self.numbers))

    def within(self, run: Sequence[int]) -> Iterator[int]:
        """Every known sequence in a run of touching words."""
        numbers = self.numbers
        for start in range(len(run) - 1):
            for end in range(start + 2, min(len(run), start + LONGEST) + 1):
                found = numbers.get(tuple(run[start:end]))
                if found is not None:
                    yield found


def pairs(run: Sequence[int], longest: int) -> Iterator[tuple[int, ...]]:
    """Every sequence of two to ``longest`` terms in a run."""
    for size in range(2, longest + 1):
        for start in range(len(run) - size + 1):
            yield tuple(run[start : start + size])


def common(pages: Iterable[Iterable[Sequence[int]]]) -> list[tuple[int, ...]]:
    """Pairs that at least ``OFTEN`` pages share in their runs of touching words."""
    counts: Counter[tuple[int, ...]] = Counter()
    for runs in pages:
        counts.update({pair for run in runs for pair in pairwise(run)})
    return sorted(pair for pair, count in counts.items() if count >= OFTEN)


def expansions(synonyms: Iterable[Synonym], number: dict[str, int]) -> dict[tuple[int, int], float]:
    """(from, to) → weight, by the numbers of the phrases."""
    found: dict[tuple[int, int], float] = {}
    for synonym in synonyms:
        for one in synonym.words:
            for other in synonym.to or synonym.words:
                a, b = number.get(one), number.get(other)
                if a is not None and b is not None and a != b:
                    found[(a, b)] = max(found.get((a, b), 0.0), min(1.0, synonym.weight) * SAME)
    return found

"""All analysed pages as numbers: words numbered over the whole site, and terms after their spelling."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from .records import record
from .words import Word

_OF = -1  # grammar within a run: JOINT

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Run:
    """Words that touch: ``words`` as numbers of ``Site.words``, ``terms`` as numbers of ``Site.numbers``.

    The same words are the same object wherever they stand, so what follows from them need be worked out but once.
    """

    words: tuple[int, ...]
    terms: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a page."""

    field: str
    section: int  # from 1; 0 for what belongs to the page
    runs: list[Run]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is kept of a page besides its words: its record (see ``records``), and what it is filtered by."""

    url: str
    record: str
    kind: str
    filters: Mapping[str, Sequence[str]]
    names: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The pages, the distinct words in them, how often each is used (of grammar, nobody counts), each term's number."""

    pages: list[list[Row]]
    words: list[Word]
    uses: list[int]
    numbers: dict[str, int]

    def used(self) -> Iterator[tuple[Word, int]]:
        """Each word with how often it is used."""
        return zip(self.words, self.uses, strict=True)


Line = tuple[str, int, "array[int]"]
"""Field, section and numbers of runs."""


class Gathered:
    """The words of pages that were read one after the other in any order, numbered as they came.

    What was read is let go: a page's words as JSON take ten times the room of their numbers."""

    def __init__(self) -> None:
        self._shown: list[Shown] = []
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._runs: dict[tuple[int, ...], int] = {}
        self._pages: list[list[Line]] = []

    def add(self, page: Json) -> None:
        """Read one page, as ``analyse`` tells of it."""
        own = [self._number(tuple(word)) for word in page["words"]]
        known = self._runs
        runs = [known.setdefault(tuple(map(own.__getitem__, run)), len(known)) for run in page["runs"]]
        self._pages.append(list(_lines(page, runs)))
        self._shown.append(
            Shown(url=page["url"], record=record(page), kind=page["kind"], filters=page["filters"], names=page["names"])
        )

    @property
    def shown(self) -> list[Shown]:
        """What is kept of each page, in the order of their URLs."""
        return [self._shown[at] for at in self._order()]

    def _order(self) -> list[int]:
        return sorted(range(len(self._shown)), key=lambda at: self._shown[at].url)

    @property
    def terms(self) -> frozenset[str]:
        """All that the pages say."""
        return frozenset(term for _, term, *_ in self._numbers)

    def with_spoken(self, spoken: Iterable[Word]) -> Site:
        """The site, with the words of phrases that people say though no page may have them."""
        for word in spoken:
            self._number((word.surface, word.term, word.reading, word.base, word.kind, word.ending))
        words = [Word(surface=s, term=t, reading=r, base=b, kind=k, ending=e) for s, t, r, b, k, e in self._numbers]
        terms = {term: n for n, term in enumerate(sorted({word.term for word in words if word.kind != "grammar"}))}
        codes = [_OF if word.kind == "grammar" else terms[word.term] for word in words]
        runs = [Run(words=run, terms=tuple(codes[n] for n in run if codes[n] != _OF)) for run in self._runs]
        uses = [0] * len(words)
        met = Counter(chain.from_iterable(line for page in self._pages for _, _, line in page))
        for number, run in enumerate(runs):
            for place in run.words:
                uses[place] += met[number]
        found = (self._pages[at] for at in self._order())
        pages = [[Row(field=f, section=n, runs=[runs[r] for r in line]) for f, n, line in page] for page in found]
        return Site(pages=pages, words=words, uses=uses, numbers=terms)

    def _number(self, word: tuple[Any, ...]) -> int:
        return self._numbers.setdefault(word, len(self._numbers))


def _lines(page: Json, runs: Sequence[int]) -> Iterator[Line]:
    def of(line: Iterable[int]) -> array[int]:
        return array("I", map(runs.__getitem__, line))

    for name, line in page["fields"].items():
        yield name, 0, of(line)
    for section, (heading, body) in enumerate(page["sections"], 1):
        yield "heading", section, of(heading)
        yield "body", section, of(body)

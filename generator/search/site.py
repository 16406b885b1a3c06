"""All analysed pages as numbers: words numbered over the whole site, and terms after their spelling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .words import BREAK, Word

_OF = -2  # の between two words, which touch all the same: 「運営の代行」 is 「運営代行」

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
class Site:
    """The pages, the distinct words in them, how often each is used, and each term's number."""

    pages: list[list[Row]]
    words: list[Word]
    uses: list[int]
    numbers: dict[str, int]

    def used(self) -> Iterator[tuple[Word, int]]:
        """Each word with how often it is used."""
        return zip(self.words, self.uses, strict=True)


def read(analysed: Sequence[Json], spoken: Iterable[Word]) -> Site:
    """Number the words of all pages, and of phrases that people say though no page may have them."""
    numbers: dict[tuple[Any, ...], int] = {}
    for word in spoken:
        numbers.setdefault((word.surface, word.term, word.reading, word.base, word.kind, word.ending), len(numbers))
    pages = [list(_lines(page, numbers)) for page in analysed]
    words = [Word(surface=s, term=t, reading=r, base=b, kind=k, ending=e) for s, t, r, b, k, e in numbers]
    terms = {term: n for n, term in enumerate(sorted({word.term for word in words if word.kind != "grammar"}))}
    runs = _Runs([_code(word, terms) for word in words])
    rows = [[Row(field=field, section=n, runs=runs.of(line)) for field, n, line in lines] for lines in pages]
    return Site(pages=rows, words=words, uses=_uses(pages, len(words)), numbers=terms)


def _lines(page: Json, numbers: dict[tuple[Any, ...], int]) -> Iterator[tuple[str, int, list[int]]]:
    own = [*(numbers.setdefault(tuple(word), len(numbers)) for word in page["words"]), BREAK]
    for field, line in page["fields"].items():
        yield field, 0, [own[n] for n in line]
    for section, (heading, body) in enumerate(page["sections"], 1):
        yield "heading", section, [own[n] for n in heading]
        yield "body", section, [own[n] for n in body]


def _code(word: Word, terms: dict[str, int]) -> int:
    if word.kind == "grammar":
        return _OF if word.surface == "の" else BREAK
    return terms[word.term]


class _Runs:
    """All runs of a site, made from each word's code: the number of its term, else BREAK or _OF."""

    def __init__(self, codes: list[int]) -> None:
        self._codes = codes
        self._apart = [*(code == BREAK for code in codes), True]  # the last one answers for -1
        self._known: dict[tuple[int, ...], Run] = {}

    def of(self, line: Iterable[int]) -> list[Run]:
        return [self._known.get(words) or self._make(words) for words in split(line, self._apart)]

    def _make(self, words: tuple[int, ...]) -> Run:
        codes = (self._codes[number] for number in words)
        run = self._known[words] = Run(words=words, terms=tuple(code for code in codes if code != _OF))
        return run


def _uses(pages: list[list[tuple[str, int, list[int]]]], size: int) -> list[int]:
    uses: Counter[int] = Counter()
    for lines in pages:
        for _, _, line in lines:
            uses.update(line)
    return [uses[number] for number in range(size)]


def split(line: Iterable[int], apart: Sequence[bool]) -> Iterator[tuple[int, ...]]:
    """The stretches of a line between numbers that keep them apart; ``apart`` answers for each number."""
    stretch: list[int] = []
    for number in line:
        if not apart[number]:
            stretch.append(number)
        elif stretch:
            yield tuple(stretch)
            stretch = []
    if stretch:
        yield tuple(stretch)

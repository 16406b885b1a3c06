"""All analysed pages as lines of numbers: words numbered over the whole site, and terms after their spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .words import BREAK, Word

_OF = -2  # の between two words, which touch all the same: 「運営の代行」 is 「運営代行」

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a page: ``words`` as numbers of ``Site.words``, ``terms`` as numbers of ``Site.numbers``."""

    field: str
    section: int  # from 1; 0 for what belongs to the page
    words: list[int]
    terms: list[int]


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
    codes = [*(_code(word, terms) for word in words), BREAK]  # the last one answers for -1
    rows = [[_row(field, section, line, codes) for field, section, line in lines] for lines in pages]
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


def _row(field: str, section: int, line: list[int], codes: list[int]) -> Row:
    terms = [code for code in (codes[n] for n in line) if code != _OF]
    return Row(field=field, section=section, words=line, terms=terms)


def _uses(pages: list[list[tuple[str, int, list[int]]]], size: int) -> list[int]:
    uses = [0] * (size + 1)
    for lines in pages:
        for _, _, line in lines:
            for number in line:
                uses[number] += 1
    return uses[:size]


def runs(terms: Iterable[int]) -> Iterator[list[int]]:
    """Stretches of numbers that touch."""
    run: list[int] = []
    for number in terms:
        if number >= 0:
            run.append(number)
        elif run:
            yield run
            run = []
    if run:
        yield run

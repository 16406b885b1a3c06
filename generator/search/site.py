"""All analysed pages as numbers: words numbered over the whole site, and terms after their spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

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
    owned = [[numbers.setdefault(tuple(word), len(numbers)) for word in page["words"]] for page in analysed]
    words = [Word(surface=s, term=t, reading=r, base=b, kind=k, ending=e) for s, t, r, b, k, e in numbers]
    terms = {term: n for n, term in enumerate(sorted({word.term for word in words if word.kind != "grammar"}))}
    runs = _Runs([_OF if word.kind == "grammar" else terms[word.term] for word in words])
    uses = [0] * len(words)
    pages = []
    for page, own in zip(analysed, owned, strict=True):
        for number, count in zip(own, page["uses"], strict=True):
            uses[number] += count
        pages.append(list(_rows(page, [runs.of(own, run) for run in page["runs"]])))
    return Site(pages=pages, words=words, uses=uses, numbers=terms)


def _rows(page: Json, runs: Sequence[Run]) -> Iterator[Row]:
    for field, line in page["fields"].items():
        yield Row(field=field, section=0, runs=[runs[n] for n in line])
    for section, (heading, body) in enumerate(page["sections"], 1):
        yield Row(field="heading", section=section, runs=[runs[n] for n in heading])
        yield Row(field="body", section=section, runs=[runs[n] for n in body])


class _Runs:
    """All runs of a site, made from each word's code: the number of its term, or _OF for grammar."""

    def __init__(self, codes: list[int]) -> None:
        self._codes = codes
        self._known: dict[tuple[int, ...], Run] = {}

    def of(self, own: Sequence[int], run: Iterable[int]) -> Run:
        """A page's run; ``own`` are the numbers of the page's words."""
        words = tuple(own[number] for number in run)
        return self._known.get(words) or self._make(words)

    def _make(self, words: tuple[int, ...]) -> Run:
        codes = (self._codes[number] for number in words)
        run = self._known[words] = Run(words=words, terms=tuple(code for code in codes if code != _OF))
        return run

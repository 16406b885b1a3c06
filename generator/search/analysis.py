"""One document → its words, as plain JSON: the costly part, cacheable by document and safe to run in any process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from .document import Document
from .fold import fold
from .words import BREAK, JOINT, Word, words

VERSION = 6  # raise when the same document would give another result
_KANA = re.compile("[ぁ-ゖー・\\s]{3,}")
_SLUG = re.compile(r"[a-z]{3,}")

Json = dict[str, Any]


class _Book(dict[int, int]):
    """Gives every distinct word of one document a number: the process's number → the document's."""

    def __init__(self) -> None:
        super().__init__({BREAK: BREAK})

    def __missing__(self, known: int) -> int:
        number = self[known] = len(self) - 1
        return number

    def line(self, *texts: str) -> list[int]:
        """Texts → word numbers, with a break wherever words do not touch."""
        return [self[known] for text in texts for known in words().cut(text)]

    def names(self, *texts: str) -> list[int]:
        """Names → word numbers; in kana alone, a name is one word."""
        known = words()
        lines = (known.whole(text) if _KANA.fullmatch(text) else known.cut(text) for text in texts)
        return [self[number] for line in lines for number in line]

    def words(self) -> list[Word]:
        """The words by their numbers."""
        known = words().known
        return [known[number] for number in self if number != BREAK]


def analyse(document: Document) -> Json:
    """Cut a document into words.

    The result holds what the index needs of the page: ``words`` (each distinct word once: surface, term, reading,
    base, kind, ending); ``runs`` of words that touch (each distinct one once, as
    numbers of words); ``fields`` and ``sections`` (heading, body) as numbers of runs in order; what a hit shows, and
    ``names`` (of organisations, folded).
    """
    book = _Book()
    fields = {
        "title": book.line(document.title),
        "names": book.names(*document.names),
        "facets": book.line(*document.facets),
        "summary": book.line(document.summary),
        "slug": book.line(" ".join(_SLUG.findall(document.url.strip("/").rsplit("/", 1)[-1]))),
    }
    sections = [[book.line(s.heading), book.line(s.text)] for s in document.sections]
    rows = book.words()
    runs = _Runs(rows)
    in_fields = {name: runs.of(line) for name, line in fields.items()}
    in_sections = [[runs.of(heading), runs.of(body)] for heading, body in sections]
    return {
        "version": VERSION,
        "url": document.url,
        "title": document.title,
        "names": sorted({fold(name) for name in document.organizations}),
        "kind": document.kind,
        "summary": document.summary,
        "filters": {name: sorted(values) for name, values in sorted(document.filters.items()) if values},
        "shown": [[s.anchor, s.heading, s.text] for s in document.sections],
        "words": [list(word) for word in rows],
        "runs": [list(run) for run in runs],
        "fields": in_fields,
        "sections": in_sections,
    }


class _Runs(dict[tuple[int, ...], int]):
    """Gives every distinct run of one document a number. Grammar but ``JOINT`` keeps words apart."""

    def __init__(self, rows: list[Word]) -> None:
        super().__init__()
        self._apart = [*(word.kind == "grammar" and word.surface != JOINT for word in rows), True]

    def of(self, line: list[int]) -> list[int]:
        """A line of words as runs."""
        return [self.setdefault(run, len(self)) for run in split(line, self._apart)]


def split(line: Iterable[int], apart: Sequence[bool]) -> Iterator[tuple[int, ...]]:
    """The stretches of a line between numbers that keep them apart; ``apart`` answers for each number, and at its end
    for BREAK."""
    return (tuple(stretch) for ends, stretch in groupby(line, apart.__getitem__) if not ends)

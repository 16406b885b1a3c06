"""One document → its words, as plain JSON: the costly part, cacheable by document and safe to run in any process."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .document import Document
from .words import Word, words

VERSION = 1  # raise when the same document would give another result
BREAK = -1
_SLUG = re.compile(r"[a-z]{3,}")

Json = dict[str, Any]


class _Book:
    """Gives every distinct word of one document a number."""

    def __init__(self) -> None:
        self.numbers: dict[Word, int] = {}

    def line(self, texts: Iterable[str]) -> list[int]:
        """Texts → word numbers, with a break wherever words do not touch."""
        line: list[int] = []
        for text in texts:
            for word in words().cut(text):
                number = BREAK if word is None else self._number(word)
                if number != BREAK or (line and line[-1] != BREAK):
                    line.append(number)
        return line

    def _number(self, word: Word) -> int:
        return self.numbers.setdefault(word, len(self.numbers))


def analyse(document: Document) -> Json:
    """Cut a document into words.

    The result holds what the index needs of the page: ``words`` (each distinct word once: surface, term, reading,
    base, kind, ending), ``fields`` (word numbers in order, -1 where words do not touch) and what a hit shows.
    """
    book = _Book()
    fields = {
        "title": book.line([document.title]),
        "names": book.line(document.names),
        "facets": book.line(document.facets),
        "summary": book.line([document.summary]),
        "slug": book.line([" ".join(_SLUG.findall(document.url.strip("/").rsplit("/", 1)[-1]))]),
    }
    sections = [[book.line([s.heading]), book.line([s.text])] for s in document.sections]
    return {
        "version": VERSION,
        "url": document.url,
        "title": document.title,
        "kind": document.kind,
        "summary": document.summary,
        "filters": {name: sorted(values) for name, values in sorted(document.filters.items()) if values},
        "shown": [[s.anchor, s.heading, s.text] for s in document.sections],
        "words": [[w.surface, w.term, w.reading, w.base, w.kind, w.ending] for w in book.numbers],
        "fields": fields,
        "sections": sections,
    }

"""What a reader could take out of the files of an index: every string in them, for whoever checks a finished site."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from .pack import front_decode, read_columns


def strings(name: str, data: bytes) -> Iterator[str]:
    """The strings of a compressed file; a file that is none of the index's is one string."""
    content = gzip.decompress(data)
    match name.rpartition("/")[2].partition(".")[0]:
        case "core":
            settings, words, _, first_words, _, first_inner, *_ = read_columns(content)
            yield from (settings.decode(), *_words(words), *_lines(first_words), *_lines(first_inner))
        case "words" | "inner":
            yield from _words(content)
        case "terms":
            yield from _lines(read_columns(content)[4])
        case "filtered":
            return
        case _:
            yield content.decode("utf-8", "replace")


def _words(part: bytes) -> Iterator[str]:
    """The keys of a part of the lexicon, and how its terms are shown."""
    shared, rest, *_, displays = read_columns(part)
    yield from front_decode(shared, rest)
    yield from _lines(displays)


def _lines(column: bytes) -> list[str]:
    return column.decode().split("\n")

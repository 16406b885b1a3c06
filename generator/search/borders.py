"""Where a long row of things is cut into files: by what the things are, so that a change moves only borders near it.

A border that counts from the beginning would move with every byte that is added before it, and every file after it
would be another one: to be made, sent to the server and fetched by readers again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32


def mark(text: str) -> int:
    """How willingly a file begins with a thing of this name: the less, the rather; as good as drawn by lot."""
    return crc32(text.encode())


def ranges(sizes: Sequence[int], marks: Sequence[int], usual: int) -> Iterator[range]:
    """Cut things in a row into files of three to seven fifths of ``usual``; a thing that is larger has its own.

    ``sizes`` in bytes, one a thing; ``marks`` as ``mark`` gives them. Of all places where a file may end, it ends
    before the thing of the least mark: two rows that are alike from some place on are soon cut alike.
    """
    least, most = 3 * usual // 5, 7 * usual // 5
    first = 0
    while first < len(sizes):
        end, size = first + 1, sizes[first]
        borders: list[int] = []
        while end < len(sizes) and size + sizes[end] <= most:
            if size >= least:
                borders.append(end)
            size += sizes[end]
            end += 1
        if end < len(sizes):
            borders.append(end)
            end = min(borders, key=marks.__getitem__)
        yield range(first, end)
        first = end

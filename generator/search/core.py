"""The file that every query needs: the commonest words, and where all others lie."""

from __future__ import annotations

from collections.abc import Sequence

from .pack import columns, deltas, varints

Family = Sequence[tuple[int | str, str]]
"""Files of one sort: where the range of each begins (a number, a page or a way of writing), and its hash."""


def pack(words: bytes, heads: bytes, families: Sequence[Family]) -> bytes:
    """The core file; ``reach.js`` reads the columns in this order."""
    return columns(words, heads, *(column for family in families for column in _columns(family)))


def _columns(family: Family) -> tuple[bytes, bytes]:
    """Where the files begin, and their hashes, three bytes each."""
    keys = [first for first, _ in family if isinstance(first, str)]
    numbers = [first for first, _ in family if isinstance(first, int)]
    hashes = b"".join(bytes.fromhex(hashed) for _, hashed in family)
    return "\n".join(keys).encode() or varints(deltas(numbers)), hashes

"""The file that every query needs: the commonest words, and where all others lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .pack import columns, deltas, varints

GROUP = 8  # files that share a hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Files of one sort: where the range of each begins (a number, a page or a way of writing); a hash a group."""

    firsts: Sequence[int | str]
    hashes: Sequence[str]


def pack(settings: bytes, words: bytes, heads: bytes, families: Sequence[Family]) -> bytes:
    """The core file; ``engine.js`` and ``reach.js`` read the columns in this order."""
    return columns(settings, words, heads, *(column for family in families for column in _columns(family)))


def _columns(family: Family) -> tuple[bytes, bytes]:
    """Where the files begin, and their hashes, three bytes each."""
    keys = [first for first in family.firsts if isinstance(first, str)]
    numbers = [first for first in family.firsts if isinstance(first, int)]
    return "\n".join(keys).encode() or varints(deltas(numbers)), b"".join(map(bytes.fromhex, family.hashes))

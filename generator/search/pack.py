"""Small numbers and sorted words as few bytes: varints and front coding. ``unpack.js`` reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def varints(numbers: Iterable[int]) -> bytes:
    """Whole numbers ≥ 0, seven bits a byte, low bits first; the high bit says that more follow."""
    numbers = list(numbers)
    if not numbers or max(numbers) < 128:
        return bytes(numbers)
    out = bytearray()
    for number in numbers:
        while number > 127:
            out.append(number & 127 | 128)
            number >>= 7
        out.append(number)
    return bytes(out)


def read_varints(data: bytes) -> list[int]:
    """The inverse of ``varints``."""
    numbers: list[int] = []
    number = shift = 0
    for byte in data:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(number)
            number = shift = 0
    return numbers


def zigzag(number: int) -> int:
    """Signed → unsigned, small staying small: 0, -1, 1, -2 → 0, 1, 2, 3."""
    return number * 2 if number >= 0 else -number * 2 - 1


def deltas(ascending: Sequence[int]) -> list[int]:
    """Each number less the one before it, the first as it is."""
    return [b - a for a, b in zip((0, *ascending), ascending, strict=False)]


def front_code(words: Sequence[str]) -> tuple[bytes, bytes]:
    """Sorted words → (how many characters each shares with the one before, the rest of each by line)."""
    shared: list[int] = []
    rest: list[str] = []
    before = ""
    for word in words:
        same = _common(before, word)
        shared.append(same)
        rest.append(word[same:])
        before = word
    return varints(shared), "\n".join(rest).encode()


def front_decode(shared: bytes, rest: bytes) -> list[str]:
    """The inverse of ``front_code``."""
    words: list[str] = []
    before = ""
    for same, tail in zip(read_varints(shared), rest.decode().split("\n"), strict=False):
        before = before[:same] + tail
        words.append(before)
    return words


def columns(*parts: bytes) -> bytes:
    """Several byte strings as one: their count, their lengths, then themselves."""
    return varints((len(parts), *map(len, parts))) + b"".join(parts)


def read_columns(data: bytes) -> list[bytes]:
    """The inverse of ``columns``."""
    view = memoryview(data)
    count, at = _read_varint(view, 0)
    lengths = []
    for _ in range(count):
        length, at = _read_varint(view, at)
        lengths.append(length)
    found = []
    for length in lengths:
        found.append(bytes(view[at : at + length]))
        at += length
    return found


def _read_varint(data: memoryview, at: int) -> tuple[int, int]:
    end = at
    while data[end] > 127:
        end += 1
    return read_varints(bytes(data[at : end + 1]))[0], end + 1


def _common(a: str, b: str) -> int:
    """How long the shared beginning is; it ends before any character that JavaScript counts as two."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y or x > "\uffff":
            break
        count += 1
    return count

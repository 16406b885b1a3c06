"""The words in a picture's file: comments, Exif, XMP and names, in whatever part of it they lie."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

_LONGEST = 1_000_000  # bytes of one part; what is longer is no text

_PNG_PIXELS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"fdAT"})
_WEBP_PIXELS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANMF", b"ANIM"})
_GIF_WORDS = re.compile(rb"\x21[\xfe\xff](.*?)\x00(?=[\x21\x2c\x3b])", re.DOTALL)


def words_in(data: bytes) -> str:
    """All that could be read in the parts of a picture which are not its pixels; "" for what is no picture."""
    return "\ue000".join(text for part in _parts(data) for text in _texts(part[:_LONGEST]))


def _parts(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        yield from _png(data)
    elif data.startswith(b"\xff\xd8"):
        yield from _jpeg(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        yield from _webp(data)
    elif data[:4] == b"GIF8":
        yield from _GIF_WORDS.findall(data)


def _png(data: bytes) -> Iterator[bytes]:
    at = 8
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind not in _PNG_PIXELS:
            yield from _inflated(data[at + 8 : at + 8 + length])
        at += 12 + length
    yield data[at:]


def _inflated(part: bytes) -> Iterator[bytes]:
    """A part, and what is packed in it after its name."""
    yield part
    head, _, rest = part.partition(b"\0")
    for start in range(min(len(rest), 64)):
        if rest[start : start + 1] == b"\x78":
            try:
                yield head + zlib.decompressobj().decompress(rest[start:], _LONGEST)
            except zlib.error:
                continue


def _jpeg(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xE0 <= data[at + 1] <= 0xEF or data[at + 1] == 0xFE:
            yield data[at + 4 : at + 2 + length]
        at += 2 + max(length, 2)
    end = data.rfind(b"\xff\xd9")
    yield data[end + 2 :] if end > 0 else b""


def _webp(data: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        if kind not in _WEBP_PIXELS:
            yield data[at + 8 : at + 8 + length]
        at += 8 + length + (length & 1)


def _texts(part: bytes) -> Iterator[str]:
    """A part of unknown encoding, as each that cameras and programs use."""
    if part:
        yield part.decode("utf-8", "ignore")
        for start in (0, 1):
            yield part[start:].decode("utf-16-le", "ignore")
            yield part[start:].decode("utf-16-be", "ignore")

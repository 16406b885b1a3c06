"""Caches as one file that travels between machines: rows by key, packed and signed.

A line that names the form, a line of JSON that says what it is (``Label``), the rows (gzip), and 32 bytes of
HMAC-SHA256 over all that. Nothing of a file is unpacked, nor believed, before its signature was found right.
"""

from __future__ import annotations

import gzip
import hmac
import io
import json
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import IO, TypeAlias

_FORM = b"casebook-cache 1\n"
_SIGNATURE = 32
_ROW = struct.Struct(">B20sI")
"""Of each row: the number of its table, its key, the bytes of its value."""
_LARGEST = 1 << 28
"""Bytes of a value. The largest that is made, the index of a site of 10,000 pages, has a tenth of it."""
_LEVEL = 6
_BLOCK = 1 << 20

Row: TypeAlias = tuple[str, bytes]
"""A key, as ``cache.key_of`` makes it, and a value."""


class Unfit(Exception):
    """A file that is not signed with our key, not whole, or made for others. Nothing of it may be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a file is: whose site's cache it is (``circle``), and on which sort of machine it was made."""

    circle: str
    machine: str

    def line(self) -> bytes:
        """The line of it in a file."""
        return json.dumps(asdict(self), sort_keys=True).encode() + b"\n"


def pack(file: IO[bytes], label: Label, tables: Sequence[Iterable[Row]], key: bytes) -> str:
    """Write the rows of ``tables`` to ``file``, which is empty and can be read as well; the same bytes for the same.

    Returns the signature, in hexadecimal."""
    file.write(_FORM + label.line())
    with gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=file, mtime=0) as packing:
        for number, rows in enumerate(tables):
            for name, value in rows:
                if len(value) <= _LARGEST:
                    packing.write(_ROW.pack(number, bytes.fromhex(name), len(value)) + value)
    signing = hmac.new(key, digestmod="sha256")
    file.seek(0)
    while block := file.read(_BLOCK):
        signing.update(block)
    file.write(signing.digest())
    return signing.hexdigest()


def unpack(data: bytes, label: Label, key: bytes) -> Iterator[tuple[int, Row]]:
    """The rows of a file that ``pack`` made, each with the number of its table. Raises Unfit, at once or on the way."""
    whole = memoryview(data)
    signed, signature = whole[:-_SIGNATURE], whole[-_SIGNATURE:]
    if not hmac.compare_digest(hmac.digest(key, signed, "sha256"), signature):
        raise Unfit("the signature is not ours")
    head = _FORM + label.line()
    if bytes(signed[: len(head)]) != head:
        raise Unfit("another form, another circle, or another sort of machine")
    return _rows(signed[len(head) :])


def _rows(packed: memoryview) -> Iterator[tuple[int, Row]]:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(packed)) as unpacking:
            while head := unpacking.read(_ROW.size):
                number, name, size = _ROW.unpack(head)
                value = unpacking.read(min(size, _LARGEST))
                if len(value) != size:
                    raise Unfit("a value is cut")
                yield number, (name.hex(), value)
    except (OSError, EOFError, zlib.error, struct.error) as fault:
        raise Unfit("it cannot be unpacked") from fault

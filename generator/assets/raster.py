"""PNG, JPEG, GIF and WebP: the picture is copied part by part, and what is not picture is left behind.

Formats: PNG 3rd edition §5 and §11; ITU T.81 annex B (JPEG), Exif 2.32 §4.6; GIF89a; RFC 9649 (WebP).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple


class Size(NamedTuple):
    """Width and height in pixels; 0 where a picture does not say."""

    width: int
    height: int


class Broken(ValueError):
    """A picture that cannot be used: why, and what to do, in Japanese."""

    def __init__(self, message: str, hint: str = "画像を開き直して、保存し直してください。") -> None:
        super().__init__(message)
        self.hint = hint


_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"sBIT",
        b"bKGD",
        b"pHYs",
        b"acTL",
        b"fcTL",
        b"fdAT",
    }
)
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
_WEBP_FRAME = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_JPEG_KEPT = _FRAMES | {0xC4, 0xCC, 0xD9, 0xDA, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF}
"""What a decoder needs; not among them: application data, comments, and what T.81 reserves."""

_CUT_SHORT = "途中で切れています。"


def kind_of(data: bytes) -> str:
    """The format, as the ending of a file name; "" for one that is none of ours."""
    if data.startswith(_PNG):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def strip(data: bytes, kind: str) -> tuple[bytes, Size]:
    """The picture alone, and its size. Raises Broken for one that is damaged."""
    try:
        return {"png": _png, "jpg": _jpeg, "gif": _gif, "webp": _webp}[kind](data)
    except (struct.error, IndexError) as fault:
        raise Broken(_CUT_SHORT) from fault


# -- PNG ---------------------------------------------------------------------------------------------------------


def _png(data: bytes) -> tuple[bytes, Size]:
    kept = [_PNG]
    at, name = len(_PNG), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, at)
        chunk = data[at : at + length + 12]
        if len(chunk) < length + 12:
            raise Broken(_CUT_SHORT)
        if name in _PNG_KEPT:
            kept.append(chunk)
        elif name[:1].isupper():
            raise Broken("知らない形の PNG です。")
        at += length + 12
    return b"".join(kept), Size(*struct.unpack_from(">II", data, 16))


# -- JPEG --------------------------------------------------------------------------------------------------------


def _jpeg(data: bytes) -> tuple[bytes, Size]:
    """All but application segments and comments. How the picture is turned is kept: without it, photos lie down."""
    kept = [b"\xff\xd8"]
    size, turned = Size(0, 0), 1
    for marker, segment in _segments(data):
        if marker == 0xE1 and segment[4:10] == b"Exif\x00\x00":
            turned = _orientation(segment[10:])
        elif marker == 0xE0 and segment[4:9] == b"JFIF\x00":
            kept.append(b"\xff\xe0\x00\x10" + segment[4:16] + b"\x00\x00")
        elif marker == 0xEE and segment[4:9] == b"Adobe":
            kept.append(b"\xff\xee\x00\x0e" + segment[4:16])
        elif marker in _JPEG_KEPT:
            kept.append(segment)
            if marker in _FRAMES:
                height, width = struct.unpack_from(">HH", segment, 5)
                size = Size(width, height)
    if turned != 1:
        first = 2 if kept[1:2] and kept[1].startswith(b"\xff\xe0") else 1
        kept.insert(first, _exif(turned))
    return b"".join(kept), Size(size.height, size.width) if turned >= 5 else size


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with its whole segment; a scan goes with the compressed data that follows it."""
    at = 2
    while True:
        if data[at] != 0xFF:
            raise Broken("形が崩れています。")
        while data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if marker == 0xD9:
            yield marker, b"\xff\xd9"
            return
        end = at + 2 if marker == 0x01 or 0xD0 <= marker <= 0xD7 else at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if marker == 0xDA:
            end = _scan_end(data, end)
        if end > len(data):
            raise Broken(_CUT_SHORT)
        yield marker, data[at:end]
        at = end


def _scan_end(data: bytes, at: int) -> int:
    """Where compressed data ends: at a marker that is neither a stuffed zero nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise Broken(_CUT_SHORT)
        if data[at + 1] not in (0x00, 0xFF) and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 1 if data[at + 1] == 0xFF else 2


def _orientation(tiff: bytes) -> int:
    """Tag 0x0112 of the first directory; 1 (upright) where there is none."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return 1
    start = struct.unpack_from(f"{order}I", tiff, 4)[0]
    if start + 2 > len(tiff):
        return 1
    for index in range(struct.unpack_from(f"{order}H", tiff, start)[0]):
        entry = start + 2 + index * 12
        if entry + 12 > len(tiff):
            return 1
        if struct.unpack_from(f"{order}H", tiff, entry)[0] == 0x0112:
            value = int(struct.unpack_from(f"{order}H", tiff, entry + 8)[0])
            return value if 1 <= value <= 8 else 1
    return 1


def _exif(turned: int) -> bytes:
    """An Exif segment that says how the picture is turned, and nothing else."""
    tiff = b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, turned, 0, 0)
    body = b"Exif\x00\x00" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


# -- GIF ---------------------------------------------------------------------------------------------------------


def _gif(data: bytes) -> tuple[bytes, Size]:
    at = 13 + _table(data[10])
    kept = [data[:at]]
    while data[at] != 0x3B:
        if data[at] == 0x2C:
            end = _blocks_end(data, at + 10 + _table(data[at + 9]) + 1)
            kept.append(data[at:end])
        elif data[at] == 0x21:
            end = _blocks_end(data, at + 2)
            if data[at + 1] == 0xF9 and data[at + 2] == 4:
                kept.append(data[at : at + 7] + b"\x00")
            elif (
                data[at + 1] == 0xFF and data[at + 3 : at + 14] in _GIF_LOOPS and data[at + 14 : at + 16] == b"\x03\x01"
            ):
                kept.append(data[at : at + 18] + b"\x00")
        else:
            raise Broken("形が崩れています。")
        at = end
    return b"".join([*kept, b"\x3b"]), Size(*struct.unpack_from("<HH", data, 6))


def _table(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


# -- WebP --------------------------------------------------------------------------------------------------------


def _webp(data: bytes) -> tuple[bytes, Size]:
    kept: list[bytes] = []
    size = Size(0, 0)
    at, end = 12, min(len(data), 8 + int(struct.unpack_from("<I", data, 4)[0]))
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + length]
        if len(body) < length:
            raise Broken(_CUT_SHORT)
        if name == b"VP8X":
            # Bits of the first byte: 0x20 colour profile, 0x08 Exif, 0x04 XMP (RFC 9649 §2.7.1).
            body = bytes([body[0] & ~0x2C]) + body[1:10]
        elif name == b"ANIM":
            body = body[:6]
        elif name == b"ANMF":
            body = body[:16] + _webp_frame(body[16:])
        if name in _WEBP_KEPT:
            kept.append(_webp_chunk(name, body))
            size = size if size.width else _webp_size(name, body)
        at += 8 + length + length % 2
    whole = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(whole)) + whole, size


def _webp_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack("<4sI", name, len(body)) + body + b"\x00" * (len(body) % 2)


def _webp_frame(data: bytes) -> bytes:
    """The picture of one frame of an animation; a frame may hold chunks of any other kind (RFC 9649 §2.7.1.1)."""
    kept: list[bytes] = []
    at = 0
    while at + 8 <= len(data):
        name, length = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + length]
        if len(body) < length:
            raise Broken(_CUT_SHORT)
        if name in _WEBP_FRAME:
            kept.append(_webp_chunk(name, body))
        at += 8 + length + length % 2
    return b"".join(kept)


def _webp_size(name: bytes, body: bytes) -> Size:
    if name == b"VP8X":
        return Size(int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1)
    if name == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if name == b"VP8 ":
        width, height = struct.unpack_from("<HH", body, 6)
        return Size(width & 0x3FFF, height & 0x3FFF)
    return Size(0, 0)

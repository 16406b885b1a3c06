"""Attachments that are no pictures: published as they are, where nothing in them tells who wrote them.

What cannot be taken out without rewriting the file is a reason to refuse it. Formats: PDF 1.7 (ISO 32000-1 §7.5,
§14.3), Office Open XML (ISO/IEC 29500-2: the package and its core properties).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from .raster import Broken

_MOST = 200_000_000
"""Bytes that a file may unfold to: a small one may be a bomb."""

_CLEAN = "作成者・会社名・コメントを消し、別の名前で保存し直してください（「ドキュメント検査」などでできます）。"

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_AUTHOR = re.compile(rb"/(?:Author|Company|Manager|LastModifiedBy|LastSavedBy)\s*(?:\(\s*[^)\s]|<\s*[0-9A-Fa-f])")
_XMP_AUTHOR = re.compile(
    rb"<(?:dc:creator|pdf:Author|xmpRights:Owner|pdfx:Company)\b[^>]*>(?:\s|<[^>]*>)*[^<\s]|(?:dc:creator|pdf:Author)=[\"'][^\"']"
)
_OFFICE_AUTHOR = re.compile(
    rb"<(?:dc:creator|cp:lastModifiedBy|Manager|Company|(?:\w+:)?(?:author|displayName))\b[^>]*>\s*[^<\s]"
)
_OFFICE_PROPERTIES = re.compile(r"docProps/(?:core|app|custom)\.xml")
_OFFICE_REMARKS = re.compile(r"(?:comment|people|person|vbaproject|revision)[^/]*(?:/[^/]*)?$", re.IGNORECASE)


def checked(data: bytes, kind: str) -> bytes:
    """The file as it may be published. Raises Broken where it is none of its kind, or tells who wrote it."""
    if kind == "pdf":
        _pdf(data)
    elif kind in ("csv", "txt"):
        _text(data)
    else:
        _office(data)
    return data


def _text(data: bytes) -> None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Broken("UTF-8 の文章ではありません。", "文字コードを UTF-8 にして保存し直してください。") from fault
    if "\x00" in text:
        raise Broken("文章ではありません。", "UTF-8 の文章として保存し直してください。")


def _pdf(data: bytes) -> None:
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-2048:]:
        raise Broken("PDF として読み取れません。", "PDF を作り直してください。")
    if b"/Encrypt" in data:
        raise Broken("暗号化された PDF です。", "パスワードや権限の制限を外して、保存し直してください。")
    for part in _pdf_parts(data):
        if _AUTHOR.search(part) or _XMP_AUTHOR.search(part) or b"/EmbeddedFile" in part:
            raise Broken("作成者の情報か、中に埋め込まれたファイルがあります。", _CLEAN)


def _pdf_parts(data: bytes) -> Iterator[bytes]:
    """The file itself, and what its compressed streams unfold to."""
    yield data
    room = _MOST
    for found in _STREAM.finditer(data):
        unfolded = _inflated(found[1], room)
        room -= len(unfolded)
        yield unfolded


def _inflated(data: bytes, room: int) -> bytes:
    inflater = zlib.decompressobj()
    try:
        unfolded = inflater.decompress(data, room)
    except zlib.error:
        return b""
    if inflater.unconsumed_tail:
        raise Broken("開くと大きくなりすぎる PDF です。", "ページや画像を減らしてください。")
    return unfolded


def _office(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if sum(member.file_size for member in members) > _MOST:
                raise Broken("開くと大きくなりすぎるファイルです。", "画像やシートを減らしてください。")
            if "[Content_Types].xml" not in package.namelist():
                raise Broken("Office のファイルとして読み取れません。", "新しい形式で保存し直してください。")
            told = any(
                _OFFICE_PROPERTIES.fullmatch(member.filename) and _OFFICE_AUTHOR.search(package.read(member))
                for member in members
            )
            if told or any(_OFFICE_REMARKS.search(member.filename) for member in members):
                raise Broken("作成者の情報・コメント・マクロのどれかがあります。", _CLEAN)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError) as fault:
        raise Broken("Office のファイルとして読み取れません。", "新しい形式で保存し直してください。") from fault

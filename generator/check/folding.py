"""Finished bytes → folded text in which a forbidden string is found however it was written or encoded.

Entities, percent signs and ``\\u`` escapes are read; tags within a run of text vanish, so that ``あお<b>ぞら</b>`` is
one word; the text of the tags themselves is read after it. Blocks stay apart.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from urllib.parse import unquote_to_bytes

from ..fold import fold

EDGE = "\ue000"
"""Stands between blocks and attributes: part of no text, and kept by folding."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?>\"[^\"]*\"|'[^']*'|[^\"'>])*)>|<!--(.*?)-->", re.DOTALL)
_FLOWING = frozenset(
    re.split(
        r"\s+",
        "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strong"
        " sub sup time tspan u var wbr",
    )
)
"""Tags that a run of text goes on through."""
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|(?:\\u\{[0-9a-fA-F]{1,6}\})+|(?:\\x[0-9a-fA-F]{2})+")
_HEX = re.compile(r"[0-9a-fA-F]{2,6}")
_SPACES = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad]+")
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u180b-\u180e\u200e\u200f\u202a-\u202e\u2061-\u2064\u2066-\u206f\ufe00-\ufe0f]"
)
_OPENER = re.compile(
    r"^(?:[ \t]*(?:>|[-*+:](?=\s)|\d+[.)](?=\s)|#{1,6}(?=\s)|(?:!!!|\?\?\?\+?|===|///)[ \w-]*[|\"]?|\[[ xX]\]))*"
)
_ADDRESS = re.compile(r"\]\([^)\s]*(?:\s+\"[^\"]*\")?\)|\]\[[^\]]*\]|\{[:.#][^}]*\}")
_MARKS = re.compile(r"\*+|~~|==|`+|!?\[|\]|(?<!\w)_+|_+(?!\w)|\\(?=\W)")
_BETWEEN = re.compile(r"\s*\|\s*|<[^>]*>|\"$")
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def text_of(data: bytes) -> str:
    """The text of a file, decoded by its byte order mark, else as UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def open_up(text: str, markup: bool) -> tuple[str, str]:
    """The text that is seen, and the rest (attributes, comments), both with their encodings read."""
    hidden: list[str] = []

    def gather(found: re.Match[str]) -> str:
        name, attributes, comment = found.group(2, 3, 4)
        rest = attributes or comment
        if rest and rest.strip(" /"):
            hidden.append(rest)
        return "" if name is None or name in _FLOWING or name.lower() in _FLOWING else EDGE

    seen = _TAG.sub(gather, text) if markup and "<" in text else text
    return _decoded(seen), _decoded(EDGE.join(hidden))


def folded(text: str) -> str:
    """``fold`` without what no reader sees between two letters."""
    return fold(_INVISIBLE.sub("", text) if not text.isascii() else text)


def spaced(text: str) -> str:
    """``text`` folded, but with one space wherever some stood: for short strings, which count as words of their own."""
    normal = unicodedata.normalize("NFKC", text).casefold().translate(_KATAKANA)
    return _SPACES.sub(" ", normal)


def _decoded(text: str) -> str:
    """Read escapes until none is left; three layers are one more than any page needs."""
    for _ in range(3):
        before = text
        if "&" in text:
            text = unescape(text)
        if "%" in text:
            text = _PERCENT.sub(lambda found: unquote_to_bytes(found[0]).decode("utf-8", "replace"), text)
        if "\\" in text:
            text = _ESCAPED.sub(_unescaped, text)
        if text == before:
            break
    return text


def _unescaped(found: re.Match[str]) -> str:
    codes = [int(code, 16) for code in _HEX.findall(found[0].replace("{", "").replace("}", ""))]
    units = "".join(chr(code) for code in codes if code < 0x110000)
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def runs(text: str) -> tuple[str, ...]:
    """The runs of plain text in Markdown, as they stand unbroken in a finished page: without marks, addresses and
    the openers of lines. ``- **数字**を[一つ](a.md)`` is the one run ``数字を一つ``; each cell of a table is a run.
    Forbidden texts are cut by it, since a page never holds the marks of the source."""
    lines = (_OPENER.sub("", line) for line in text.splitlines())
    parts = (part for line in lines for part in _BETWEEN.split(_MARKS.sub("", _ADDRESS.sub("]", line))))
    return tuple(part.strip() for part in parts if part.strip())

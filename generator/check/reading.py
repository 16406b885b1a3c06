"""Finished bytes → the text that a reader sees, and the rest that the file says: attributes, comments, its name.

Every carrier is opened: markup, JSON, scripts, styles, calendars, the packed files of the search index, pictures. Tags
within a run of text vanish, so that ``あお<b>ぞら</b>`` is one word; blocks stay apart.
"""

from __future__ import annotations

import gzip
import re
import zlib
from dataclasses import dataclass

from ..search.contents import strings
from .encodings import decoded, packed
from .folding import EDGE
from .pictures import words_in

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]*)((?>[^\"'>]+|\"[^\"]*\"|'[^']*')*)>|<!--(.*?)-->", re.DOTALL)
"""A tag, as its name and its attributes, or a comment."""
_FLOWING = frozenset(
    re.split(
        r"\s+",
        "a abbr b bdi bdo big br cite code data del dfn em font i img ins kbd label mark nobr q rb rp rt ruby s samp"
        " small span strike strong sub sup time tspan tt u var wbr",
    )
)
"""Tags that a run of text goes on through."""
_SOUND = re.compile(r"<(?:rt|rp)\b[^>]*>(.*?)(?:</(?:rt|rp)>|(?=<(?:rt|rp|rb|/ruby)\b))", re.DOTALL | re.IGNORECASE)
_FOLD = re.compile(rb"\r?\n[ \t]")

_LEXICON = re.compile(r"(?:^|/)search/index/(?:core|words|inner|terms)[^/]*\.gz$")
_MARKUP = (".html", ".htm", ".svg", ".xml", ".xhtml")
_SEEN = (*_MARKUP, ".ics", ".txt", ".md", ".csv")
_FOLDED = (".ics", ".vcf")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico")
_OPAQUE = (*_PICTURES, ".woff2", ".woff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one file says: ``seen`` by a reader, and the ``rest``. ``shown`` is False for files that nobody reads as
    text (data, scripts, styles): a short word there is no word. A ``lexicon`` also has words that no page says: what
    the dictionary knows beside those of the pages."""

    seen: str
    rest: str
    shown: bool
    lexicon: bool = False

    @property
    def whole(self) -> str:
        """All of it."""
        return f"{self.seen}{EDGE}{self.rest}"


def read(name: str, data: bytes) -> Reading:
    """Open the file that is served as ``name``."""
    inner = name.removesuffix(".gz")
    title = decoded(name)
    if inner.endswith(_OPAQUE):
        return Reading(seen="", rest=f"{words_in(data)}{EDGE}{title}", shown=False)
    text = _text(name, data)
    seen, rest = _parted(text, inner) if "<" in text else (decoded(text, inner), "")
    hidden = EDGE.join((rest, title, *packed(text, inner)))
    return Reading(seen=seen, rest=hidden, shown=inner.endswith(_SEEN), lexicon=_LEXICON.search(name) is not None)


def text_of(data: bytes) -> str:
    """The text of a file, decoded by its byte order mark, else as UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def _text(name: str, data: bytes) -> str:
    """What a file says; packed files are unpacked first, those of the search index string by string."""
    if name.endswith(_FOLDED):
        return text_of(_FOLD.sub(b"", data))
    if not name.endswith(".gz"):
        return text_of(data)
    try:
        return EDGE.join(strings(name, data))
    except (OSError, EOFError, ValueError, IndexError, zlib.error):
        return _unpacked(data)


def _unpacked(data: bytes) -> str:
    """A packed file that is not the index's own, or no packed file at all."""
    try:
        return text_of(gzip.decompress(data))
    except (OSError, EOFError, zlib.error):
        return text_of(data)


def _parted(text: str, name: str) -> tuple[str, str]:
    """The text between tags, and what stands in them, each once; escaped markup within the text is markup too."""
    hidden: list[str] = []
    seen = decoded(_untagged(text, hidden), name)
    if "<" in seen and ("&lt;" in text or "003c" in text.lower()):
        seen = decoded(_untagged(seen, hidden), name)
    return seen, decoded(EDGE.join(dict.fromkeys(hidden)), name)


def _untagged(text: str, hidden: list[str]) -> str:
    if "]]>" in text:
        text = text.replace("]]><![CDATA[", "")
    if "<rt" in text or "<RT" in text:
        hidden.append("".join(_SOUND.findall(text)))
        text = _SOUND.sub("", text)
    parts = _TAG.split(text)
    seen = [parts[0]]
    for name, attributes, comment, following in zip(*(parts[at::4] for at in range(1, 5)), strict=True):
        said = attributes or comment
        if said and said.strip(" /"):
            hidden.append(said)
        if name is not None and name not in _FLOWING and name.lower() not in _FLOWING:
            seen.append(EDGE)
        seen.append(following)
    return "".join(seen)

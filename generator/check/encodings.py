"""What a browser, a calendar or a mail program reads as other characters than those that stand in the bytes."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote_to_bytes

_LAYERS = 3
"""How many encodings may lie in one another; one more than any page needs."""

_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2}(?:=\r?\n)?)+")
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|(?:\\u\{[0-9a-fA-F]{1,6}\})+|(?:\\x[0-9a-fA-F]{2})+")
_STYLED = re.compile(r"(?:\\[0-9a-fA-F]{2,6}[ \t\n]?)+")
_CONTROL = re.compile(r"\\[nrtN](?![a-zA-Z])")
_HEX = re.compile(r"[0-9a-fA-F]{2,6}")
_STYLED_HEX = re.compile(r"\\([0-9a-fA-F]{2,6})")
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/]{16,}={0,2}(?![A-Za-z0-9+/=_-])")
_HOST = re.compile(r"xn--[a-z0-9-]+", re.IGNORECASE)
_WORD = re.compile(r"=\?utf-8\?b\?([A-Za-z0-9+/=]+)\?=", re.IGNORECASE)

_STYLES = (".css", ".html", ".htm", ".svg")
_MAILS = (".ics", ".vcf", ".eml", ".txt")


def decoded(text: str, name: str = "") -> str:
    """``text`` with every escape read that files named like ``name`` may hold, layer by layer."""
    for _ in range(_LAYERS):
        before = text
        if "&" in text:
            text = unescape(text)
        if "%" in text:
            text = _PERCENT.sub(lambda found: unquote_to_bytes(found[0]).decode("utf-8", "replace"), text)
        if "\\" in text:
            text = _unescaped(text, name)
        if "=" in text and name.endswith(_MAILS):
            text = _unquoted(text)
        if text == before:
            break
    return text


def _unescaped(text: str, name: str) -> str:
    text = _ESCAPED.sub(_units, text)
    if name.endswith(_STYLES):
        text = _STYLED.sub(lambda found: _characters(_STYLED_HEX.findall(found[0])), text)
    return _CONTROL.sub(" ", text)


def _units(found: re.Match[str]) -> str:
    codes = _HEX.findall(found[0].replace("{", "").replace("}", ""))
    if found[0].startswith("\\x"):
        try:
            return bytes.fromhex("".join(codes)).decode()
        except ValueError:
            pass
    return _characters(codes)


def _characters(codes: list[str]) -> str:
    units = "".join(chr(code) for code in (int(each, 16) for each in codes) if code < 0x110000)
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unquoted(text: str) -> str:
    """Quoted-printable, and words as the heads of mails hold them."""
    text = _WORD.sub(lambda found: next(_plain([found[1]]), found[0]), text)
    return _QUOTED.sub(lambda found: quopri.decodestring(found[0].encode()).decode("utf-8", "replace"), text)


def packed(text: str, name: str = "") -> Iterator[str]:
    """What Base64 and the names of hosts say in ``text``: what stands beside it, not in its place.

    In pages Base64 is looked for only where a ``data:`` address announces it: they hold little else than long words."""
    if not name.endswith(_STYLES) or "base64" in text:
        yield from _plain(_BASE64.findall(text))
    if "xn--" in text or "XN--" in text:
        for found in _HOST.findall(text):
            try:
                yield found[4:].encode().decode("punycode")
            except (UnicodeError, ValueError):
                continue


def _plain(found: list[str]) -> Iterator[str]:
    """The texts among Base64 that are texts: what decodes to other bytes is a picture or chance."""
    for each in found:
        try:
            text = base64.b64decode(each + "=" * (-len(each) % 4), validate=True).decode()
        except (binascii.Error, ValueError):
            continue
        if text.isprintable() or not text.isascii():
            yield text

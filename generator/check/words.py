"""Where a word ends: by the scripts beside it, by particles, and by what follows a name."""

from __future__ import annotations

import re
import unicodedata

from .folding import EDGE, FIRM

_AFTER = re.compile(r"様|さま|さん|御中|社|殿|氏|店|の|は|が|を|に|と|も|で|へ|や|から|まで|より|、|。")
_BEFORE = re.compile(r"(?:の|は|が|を|に|と|も|で|へ|や|から|まで|より)$")
_LONG_ENOUGH = 3
"""Hiragana words shorter than this begin and end by chance beside particles: はな in 「話すのはなに」."""


def apart(text: str, start: int, end: int) -> bool:
    """True where no katakana goes on before or after katakana, and no latin letter before or after a latin one."""
    before, after = _around(text, start, end)
    return not (_same(before, text[start], ("katakana", "latin")) or _same(text[end - 1], after, ("katakana", "latin")))


def alone(text: str, start: int, end: int) -> bool:
    """True where ``text[start:end]`` is a word of its own. ``text`` is ``plain``."""
    before, after = _around(text, start, end)
    return _begins(text, before, start, end) and _ends(text, after, start, end)


def _begins(text: str, before: str, start: int, end: int) -> bool:
    if not _same(before, text[start]):
        return True
    return (
        _script(before) == "hiragana"
        and end - start >= _LONG_ENOUGH
        and _BEFORE.search(text, max(0, start - 2), start) is not None
    )


def _ends(text: str, after: str, start: int, end: int) -> bool:
    if not _same(text[end - 1], after):
        return True
    if _script(after) not in ("hiragana", "kanji"):
        return False
    long = end - start >= _LONG_ENOUGH or _script(after) == "kanji"
    return long and _AFTER.match(text, end) is not None


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[start - 1 : start] or EDGE, text[end : end + 1] or EDGE


def _same(one: str, other: str, scripts: tuple[str, ...] = ("hiragana", "katakana", "kanji", "latin", "digit")) -> bool:
    script = _script(one)
    return script == _script(other) and script in scripts


def _script(character: str) -> str:
    if character in (EDGE, FIRM):
        return "edge"
    if "ぁ" <= character <= "ゟ":
        return "hiragana"
    if "゠" <= character <= "ヿ":
        return "katakana"
    if character.isdigit():
        return "digit"
    if character.isascii() and character.isalpha():
        return "latin"
    return "kanji" if unicodedata.category(character) in ("Lo", "Lm") else "other"

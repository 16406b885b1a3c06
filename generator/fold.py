"""Folding: one form for every way of writing a name (width, case, kana, separators, company forms)."""

from __future__ import annotations

import re
import unicodedata

_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_ANY_KATAKANA = re.compile("[ァ-ヶ]+")
_ODD = re.compile(r".?[^ \t\n\rぁ-ゖァ-ヺー一-鿋a-zA-Z0-9!-/:-@\[-`{-~、。「」『』・々]+", re.DOTALL)
"""What NFKC may change, with the character that a mark after it may join."""
_SEPARATORS = re.compile(r"[\s・_\-‐‑–—·.,、。/\\​‌‍⁠﻿]+")
_COMPANY = re.compile(r"株式会社|有限会社|合同会社|\(株\)|\(有\)|㈱|㈲")


def fold(text: str) -> str:
    """``text`` in NFKC, casefolded, katakana as hiragana, without separators and company forms. Idempotent."""
    while (folded := _once(text)) != text:
        text = folded
    return folded


def _once(text: str) -> str:
    """One round; what it takes out may bring a company form together, or parts of a character."""
    bare = _normalized(text)
    small = bare.casefold()
    if small != bare:
        bare = _normalized(small)
    return _ANY_KATAKANA.sub(_as_hiragana, _COMPANY.sub("", _SEPARATORS.sub("", bare)))


def _normalized(text: str) -> str:
    """``text`` in NFKC; most of it is already, and is not looked at letter by letter."""
    return _ODD.sub(lambda odd: unicodedata.normalize("NFKC", odd[0]), text)


def _as_hiragana(katakana: re.Match[str]) -> str:
    return katakana[0].translate(_KATAKANA)

"""Folding: one form for every way of writing a name (width, case, kana, separators, company forms)."""

from __future__ import annotations

import re
import unicodedata

_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_SEPARATORS = re.compile(r"[\s・_\-‐‑–—·.,、。/\\​‌‍⁠﻿]+")
_COMPANY = re.compile(r"株式会社|有限会社|合同会社|\(株\)|\(有\)|㈱|㈲")


def fold(text: str) -> str:
    """``text`` in NFKC, casefolded, katakana as hiragana, without separators and company forms. Idempotent."""
    while (folded := _once(text)) != text:
        text = folded
    return folded


def _once(text: str) -> str:
    """One round; what it takes out may bring a company form together, or parts of a character."""
    bare = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _COMPANY.sub("", _SEPARATORS.sub("", bare)).translate(_KATAKANA)

"""Folding: one form for every way of writing a name (width, case, kana, separators, company forms)."""

from __future__ import annotations

import re
import unicodedata

_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_SEPARATORS = re.compile(r"[\s・_\-‐‑–—·.,、。/\\​‌‍⁠﻿]+")
_COMPANY = re.compile(r"株式会社|有限会社|合同会社|\(株\)|\(有\)|㈱|㈲")


def fold(text: str) -> str:
    """``text`` in NFKC, casefolded, katakana as hiragana, without separators and company forms. Idempotent."""
    bare = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text).casefold())
    folded = _COMPANY.sub("", bare).translate(_KATAKANA)
    settled = unicodedata.is_normalized("NFKC", folded) and not _COMPANY.search(folded)
    return folded if settled else fold(folded)

"""Folding: the one spelling under which two ways of typing the same characters meet.

``assets/search/fold.js`` does the same, character for character; a test compares the two.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from .kanji import OLD

IGNORED = re.compile("[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
_PLAIN = re.compile("[ぁ-ゖァ-ヺー一-鿿a-z0-9]*")  # most words: nothing in them folds …
_FOLDED = re.compile("[ぁ-ゖー一-鿿a-z0-9]*")  # … nor is katakana
_OLD = str.maketrans(OLD)
_HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}


def plain(text: str) -> str:
    """Width, case and old kanji folded away, kana kept apart: ＬＴＶ → ltv, ｺﾐｭﾆﾃｨ → コミュニティ, 會 → 会."""
    if not _PLAIN.fullmatch(text):
        text = normalize("NFKC", normalize("NFKC", IGNORED.sub("", text)).lower())
    return text.translate(_OLD)


def kana(text: str) -> str:
    """Katakana as hiragana, one character for one."""
    return text.translate(_HIRAGANA)


def fold(text: str) -> str:
    """The key of a piece of text; folding twice is folding once."""
    return text.translate(_OLD) if _FOLDED.fullmatch(text) else kana(plain(text))

"""Is this line meant to narrow who reads? Whatever looks like it, and is not written exactly, is an error.

Contributors misspell, paste from word processors, and remember how other tools write it. A marking that nobody
understands publishes what it should have held back, so a line is looked at as its author saw it: wide letters and
look-alike slashes are what they look like, and what cannot be seen is not there.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_ALIKE = str.maketrans(dict.fromkeys("\u2044\u2215\u2571\u29f8\u27cb\u3033", "/"))
"""Slashes of other kinds that NFKC leaves alone."""
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)

_BEFORE = r"[^\w/]*+(?:\d++[.)]\s++[^\w/]*+)?"  # possessive: a line of a hundred thousand signs is read once
_OPENER = re.compile(_BEFORE + r"/{2,}\s*([^\s|:/]*)\s*([|:]?)\s*(.*)")
_INLINE = re.compile(r"(?<!/)(?:/{3,}+\s*+audience\b|/{2,}+\s*+audience\s*\|)")
_TAG = re.compile(r"</?[a-z][^<>]*>")
_POSSIBLE = re.compile(rf"audience|^{_BEFORE.replace('[^', '[^' + chr(92) + 'n')}/{{2}}|:{{3}}", re.MULTILINE)


_UNPLAIN = re.compile(
    r"[^\x00-\x7f\u3000-\u3032\u3034-\u309a\u309d-\u30ff\u4e00-\u9fff①-⑳→※○●■□…―％＆＋～！？（），．：／]"
)
"""Letters that may look like others. All the rest is either itself or, wide, no more of a word than narrow."""


@lru_cache(maxsize=1 << 13)
def possible(text: str) -> bool:
    """False where no line of ``text`` can be meant as a marking: most texts, at the cost of one reading.

    Every circle and every check asks it of the same texts."""
    seen = _as_seen(text) if _UNPLAIN.search(text) else text.lower().replace("／", "/").replace("：", ":")
    return bool(_POSSIBLE.search(seen))


def meant(line: str, audiences: Sequence[str]) -> bool:
    """Is this line meant to mark a circle: ``audience`` misspelt, indented, in a list, in wide letters, in HTML?"""
    seen = _as_seen(line)
    if "/" not in seen and "audience" not in seen and ":::" not in seen:
        return False
    if _INLINE.search(seen) or any(pattern.search(seen) for pattern in _elsewhere(tuple(audiences))):
        return True
    found = _OPENER.match(_TAG.sub("", seen))
    if not found:
        return False
    word, mark, rest = found.groups()
    if not word:
        return mark == "|"
    if word.startswith("audience") or word in audiences or bool(mark and rest.strip() in audiences):
        return True
    return bool(difflib.get_close_matches(word, ["audience"], cutoff=0.7))


def _as_seen(text: str) -> str:
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold().translate(_ALIKE)


@lru_cache(maxsize=8)
def _elsewhere(audiences: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """How front matter, HTML, attribute lists and other tools would say it; none of them narrows anything here."""
    names = "|".join(map(re.escape, audiences))
    return (
        re.compile(r"^\W*audience\s*[:=|]\W*\w[\w-]*\W*$"),
        re.compile(rf"^\W*audience\W+(?:{names})\W*$"),
        re.compile(rf"[<{{][^<>{{}}]*\baudience\b\s*[:=|]*\s*[\"']?\s*(?:{names})\b"),
        re.compile(rf"^\W*:{{3,}}\s*\{{?\W*(?:{names})\b"),
    )

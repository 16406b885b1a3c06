"""Where a line of Japanese may break: between phrases, never within one."""

from __future__ import annotations

import re
from functools import lru_cache

import budoux
from markupsafe import Markup

_SEAM = re.compile(
    "(?<=[ァ-ー]{4})(?=(?:マネジメント|コミュニケーション|コミュニティ|マーケティング|プラットフォーム|プログラム|プロジェクト))"
)
"""Where a compound of katakana words, longer than a phone's line, may break in two."""
_SCRIPT_CHANGE = re.compile("(?<=[ァ-ー]{3})(?=[一-龠]{2})|(?<=[一-龠]{2})(?=[ァ-ー]{3})")
_CLAUSE = re.compile("(?<=[、。？！])(?![、。？！」』）])")
_KANJI = re.compile("[一-龠々]")
_NAMED = re.compile("「[^「」]{1,10}」[はがをにでとのもへや]?")
"""A short quotation, mostly what something is called, with the particle behind it: it is read at one glance."""
_LONG = 12
"""A phrase of more characters than this may also break between katakana and kanji."""


@lru_cache(maxsize=50_000)
def phrase(text: str) -> Markup:
    """Escape one line and mark where Japanese may break."""
    return Markup("<wbr>").join(phrases(str(text)))


def phrases(text: str) -> list[str]:
    """The pieces of a line between which it may break; no single character is left alone on a last line."""
    chunks = [part for chunk in _phrases(text) for part in _parts(chunk)] if text else []
    if len(chunks) > 1 and len(chunks[-1]) == 1:
        chunks[-2:] = [chunks[-2] + chunks[-1]]
    return chunks


@lru_cache(maxsize=10_000)
def clauses(text: str) -> Markup:
    """One line for display: it breaks after its commas and stops where it can, between phrases where it must."""
    parts = [part for part in _CLAUSE.split(str(text)) if part]
    if len(parts) < 2:
        return phrase(text)
    return Markup("").join(Markup('<span class="cb-clause">{}</span>').format(phrase(part)) for part in parts)


def _phrases(text: str) -> list[str]:
    """BudouX's phrases; where it cuts between two kanji it may have cut a word, so those stay together, as do names."""
    named = [found.span() for found in _NAMED.finditer(text)]
    joined: list[str] = []
    at = 0
    for chunk in _budoux().parse(text):
        cuts_a_word = joined and _KANJI.match(joined[-1][-1]) and _KANJI.match(chunk)
        if cuts_a_word or any(start < at < end for start, end in named):
            joined[-1] += chunk
        else:
            joined.append(chunk)
        at += len(chunk)
    return joined


def _parts(chunk: str) -> list[str]:
    parts = _SEAM.split(chunk)
    return [piece for part in parts for piece in (_SCRIPT_CHANGE.split(part) if len(part) > _LONG else [part])]


@lru_cache(maxsize=1)
def _budoux() -> budoux.Parser:
    return budoux.load_default_japanese_parser()

"""Nouns of the analyser's dictionary with their readings, shuffled by a seed: which are common is left to chance."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from sudachipy import Dictionary  # type: ignore[attr-defined]

_SHAPE = re.compile("[一-鿿]{2,5}|[ァ-ヺー]{4,8}")
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Noun:
    """A word and how it is read, in hiragana."""

    word: str
    reading: str


def nouns(count: int = 20_000, seed: int = 1) -> list[Noun]:
    """``count`` common nouns of two to five kanji, or four to eight katakana, in a random order."""
    found: dict[str, str] = {}
    wanted: dict[int, bool] = {}  # parts of speech by their numbers
    for entry in Dictionary(dict="small").entries():
        part = entry.part_of_speech_id()
        if part not in wanted:
            wanted[part] = entry.part_of_speech()[:2] == ("名詞", "普通名詞")
        word = entry.surface()
        if wanted[part] and _SHAPE.fullmatch(word) and word == entry.normalized_form():
            reading = entry.reading_form().translate(_KATAKANA)
            found[word] = min(reading, found.get(word, reading))
    every = sorted(Noun(word=word, reading=reading) for word, reading in found.items())
    return random.Random(seed).sample(every, count)

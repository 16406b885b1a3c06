"""Nouns of a text with their places: how each may also be written, and which are names of people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from .words import CHUNK, SHORT, words

_KATAKANA = re.compile("[ァ-ヺー]{3,}")
_MIXED = re.compile("[一-鿿々ぁ-ゖ]*[一-鿿々][一-鿿々ぁ-ゖ]*")
_KANJI = re.compile("[一-鿿々]")
_STEMS = str.maketrans("うくぐすつぬぶむる", "いきぎしちにびみり")
_HONORIFICS = frozenset({"様", "さま", "さん", "氏", "くん", "君", "ちゃん", "殿"})
_TITLES = frozenset({"部長", "課長", "係長", "社長", "店長", "主任", "先生", "選手"})
_ALSO_SURNAMES = frozenset("星泉岡辻関堀谷浜堤畑沢杉菅柳楠榎橘")
"""Words of one character that the dictionary calls nouns, and that name a person before さん."""
_NO_SURNAMES = frozenset("皆客者員人親長民役組会店社主方母父兄姉弟妹娘孫嫁婿奥各両諸神王")
_LETTER = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")
"""A single letter stands for a name that is withheld: Aさん."""
_RUN = re.compile("[一-鿿々ヶ]|[ァ-ヺー]+|[A-Za-z][A-Za-z.]*[a-z]")


Spelled = tuple[int, str, str]
"""A noun: where it begins, how it is written, and the form under which its spellings meet. Most of a text is such."""


def spelled(text: str) -> tuple[Spelled, ...]:
    """The nouns of ``text`` that people write in more than one way: those in katakana, and those of kanji with kana.

    Kanji that touch more kanji are left out: within a compound, kana are dropped by rule (申込書). So are verbs in
    use: 受付 and 受け付けます stand side by side."""
    return _short(text) if len(text) <= SHORT else tuple(_spelled(text))


@lru_cache(maxsize=1 << 14)
def _short(text: str) -> tuple[Spelled, ...]:
    return tuple(_spelled(text))


def _spelled(text: str) -> Iterator[Spelled]:
    seen = _memory()
    for start, chunk in _chunks(text):
        morphemes = _cut(chunk)
        for at, morpheme in enumerate(morphemes):
            surface = morpheme.surface()
            key = (morpheme.word_id(), surface)
            found = seen.get(key)
            if found is None:
                found = seen[key] = tuple(_spellings(morpheme))
            if not found:
                continue
            begin = morpheme.begin()
            if _KATAKANA.fullmatch(surface) or (
                _stands_alone(chunk, begin, begin + len(surface))
                and (morpheme.part_of_speech()[0] == "名詞" or _serves_as_noun(morphemes, at))
            ):
                for offset, written, normal in found:
                    yield start + begin + offset, written, normal


def _serves_as_noun(morphemes: Any, at: int) -> bool:
    """Is the stem of a verb used as a noun here: before a particle that only nouns take?"""
    return at + 1 < len(morphemes) and morphemes[at + 1].part_of_speech()[1] in ("格助詞", "係助詞")


@lru_cache(maxsize=1)
def _memory() -> dict[tuple[int, str], tuple[Spelled, ...]]:
    """What was found in a morpheme before, by its number and surface: most words of a text come again."""
    return {}


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    return words().dictionary.tokenizer("C")


def _spellings(morpheme: Any) -> Iterator[Spelled]:
    """Offset, surface and normal form of each spelled noun in a morpheme."""
    for part in _parts(morpheme):
        surface, normal = part.surface(), _normal(part)
        if normal and (_KATAKANA.fullmatch(surface) or (_MIXED.fullmatch(surface) and len(surface) > 1)):
            yield part.begin() - morpheme.begin(), surface, normal


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (_KANJI.match(text[start - 1 : start]) or _KANJI.match(text[end : end + 1]))


def people(text: str) -> Iterator[tuple[int, int]]:
    """Where ``text`` names a person with a form of address or a title: (start, end) of both together."""
    for start, chunk in _chunks(text):
        found = list(_cut(chunk))
        for at, morpheme in enumerate(found[1:], 1):
            surface = morpheme.surface()
            if surface in _HONORIFICS or surface in _TITLES:
                first = _name_before(found, at, surface in _TITLES)
                if first < at:
                    yield start + found[first].begin(), start + morpheme.end()


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    for start in range(0, len(text), CHUNK):
        yield start, text[start : start + CHUNK]


def _cut(chunk: str) -> Any:
    return _tokenizer().tokenize(chunk)


def _parts(morpheme: Any) -> list[Any]:
    """A compound in katakana is spelled as its parts are; words in kanji lose kana within a compound by rule."""
    if _KATAKANA.fullmatch(morpheme.surface()):
        return list(morpheme.split("A", add_single=False)) or [morpheme]
    return [morpheme]


def _normal(morpheme: Any) -> str:
    """The form under which spellings meet; of a verb its stem, which serves as a noun (問い合わせ). "" for none."""
    pos = morpheme.part_of_speech()
    normal: str = morpheme.normalized_form()
    if pos[0] == "名詞" and pos[1] == "普通名詞":
        return normal
    if pos[0] != "動詞" or pos[5] != "連用形-一般":
        return ""
    if "一段" in pos[4]:
        return normal[:-1] if normal.endswith("る") else ""  # 話せる is the "can" form of 話す
    return normal[:-1] + normal[-1:].translate(_STEMS)


def _name_before(found: list[Any], at: int, title: bool) -> int:
    """The index of the first word of a person's name that ends before ``at``; ``at`` where there is none."""
    first = at
    while first and _is_person(found[first - 1]):
        first -= 1
    if first < at or title:
        return first
    before = found[at - 1]
    surface = before.surface()
    unknown = before.is_oov() and _RUN.fullmatch(surface)
    proper = before.part_of_speech()[1] == "固有名詞" and not _LETTER.fullmatch(surface)
    if surface in _ALSO_SURNAMES or unknown or proper:
        return at - 1
    return at - 2 if at > 1 and _may_be_surname(before) and _may_be_surname(found[at - 2]) else at


def _is_person(morpheme: Any) -> bool:
    return bool(morpheme.part_of_speech()[2] == "人名") and not _LETTER.fullmatch(morpheme.surface())


def _may_be_surname(morpheme: Any) -> bool:
    """One kanji that is a noun by itself: two of them before さん are a surname which the dictionary lacks."""
    surface = morpheme.surface()
    return (
        len(surface) == 1
        and "一" <= surface <= "鿿"
        and surface not in _NO_SURNAMES
        and morpheme.part_of_speech()[:2] == ("名詞", "普通名詞")
    )

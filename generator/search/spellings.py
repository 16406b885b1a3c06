"""Ways of writing a word that people use and no dictionary lists, from how the word itself is written and read."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NATIVE = re.compile("([一-鿿々])([ぁ-ゖ]{0,2})([一-鿿々])([ぁ-ゖ]{0,3})")
_DIGITS = {char: digit for digit, char in enumerate("〇一二三四五六七八九")}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_COUNTED = re.compile(
    "([〇一二三四五六七八九十百千]+)((?:[日月年週時分秒回度件番号階割名社部章点台本枚冊歳円人]|丁目|か[月所]|つ$).*)"
)
_V = re.compile("ヴ[ァィェォ]?")
_B = {"ヴ": "ブ", "ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ"}
_HEAD = re.compile("[一-鿿々]+[ぁ-ゖ]{1,2}(?=[一-鿿々])")


def okurigana(surface: str, reading: str) -> Iterator[str]:
    """盛り付け → 盛付け, 盛付; 名付け (なづけ) → 名づけ; 打ち合わせ (うちあわせ) → うち合わせ, 打ちあわせ.

    Only of words of two kanji that end in kana, or have some between: those are read as native words, whose kanji
    sound one after the other.
    """
    found = _NATIVE.fullmatch(surface)
    if not found or not (found[2] or found[4]):
        return
    first, between, second, end = found.groups()
    yield from {first + second + end, first + second} - {surface, first + second if not between else ""}
    if not reading.endswith(end):
        return
    sound = reading[: len(reading) - len(end)]
    if between:
        one, there, other = sound.rpartition(between)
        if there and one and other:
            yield one + between + second + end
            yield first + between + other + end
        return
    for at in range(1, len(sound)):
        if len(sound) - at + len(end) > 1:
            yield first + sound[at:] + end


def foreign(surface: str) -> Iterator[str]:
    """ヴェトナム → ベトナム."""
    if "ヴ" in surface:
        yield _V.sub(lambda found: _B[found[0]], surface)


def numerals(surface: str) -> Iterator[str]:
    """四日 → 4日, 三丁目 → 3丁目."""
    found = _COUNTED.fullmatch(surface)
    if found:
        number = value(found[1])
        if number is not None:
            yield f"{number}{found[2]}"


def value(text: str) -> int | None:
    """The number that kanji write: 二十四 → 24, 二〇二六 → 2026; None where they write none."""
    if not set(text) & set(_POWERS):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        else:
            total += (digit or 1) * _POWERS[char]
            digit = 0
    return total + digit


def head(surface: str) -> str:
    """The verb that a longer word begins with, as it stands in it: 励まし合う → 励まし, 忘れ物 → 忘れ; "" for none."""
    found = _HEAD.match(surface)
    return found[0] if found else ""

"""Text → words, by SudachiPy: the only module that knows the analyser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from unicodedata import normalize

from sudachipy import Dictionary  # type: ignore[attr-defined]

from .endings import class_of
from .fold import IGNORED, fold, plain

CHUNK = 8_000  # characters a call; the analyser refuses more than 49,149 bytes
SHORT = 40  # characters of a heading, a label or a cell: many pages say the same
BREAK = -1  # in a line of numbers: words do not touch
JOINT = "の"  # between two words, which touch all the same: 「運営の代行」 is 「運営代行」
_MADE_UP = 0xF000_0000
"""From here on a number names no word of the dictionary: joined digits share one, and are read by what they touch."""

_KATAKANA = re.compile("[ァ-ヺー]{5,}")
_HIRAGANA = re.compile("[ぁ-ゖー]+")
_LIGHT_NOUNS = {"副詞可能", "助数詞可能"}
_GRAMMAR = {"助詞", "助動詞", "感動詞", "連体詞", "接続詞", "代名詞"}
_EMPTY_NOUNS = {"こと", "もの", "ため", "とき", "ところ", "わけ", "はず", "よう", "ほう", "うち", "まま", "ほか"}
_FAINT_NOUNS = {"方法", "やり方", "仕方", "場合", "際", "点", "例"}  # how one asks, seldom what one asks for


class Word(NamedTuple):
    """A word as it stands in a text, in the order of its row in an analysed page.

    ``surface`` (case and width folded, kana kept) · ``term`` and ``reading`` (folded) · ``base`` the dictionary form's
    surface, folded · ``kind``: noun, verb, sound (a name in kana), light (counts
    little in a sentence) or grammar (never indexed) ·
    ``ending`` the conjugation class, 0 for none.
    """

    surface: str
    term: str
    reading: str
    base: str
    kind: str
    ending: int = 0


class Words:
    """A loaded analyser with a memory of words it has met, each under a number of its own; one a process."""

    def __init__(self) -> None:
        self.dictionary = Dictionary(dict="small")
        self.known: list[Word] = []
        self._tokenizer = self.dictionary.tokenizer("C")
        self._numbers: dict[Word, int] = {}
        self._seen: dict[tuple[int, str, str], tuple[int, ...]] = {}  # () for what is no word
        self._short = lru_cache(maxsize=1 << 14)(self._cut)

    def cut(self, text: str) -> list[int]:
        """The words of a text in order, as places in ``known``; BREAK after each stretch of words that touch."""
        line: list[int] = []
        for chunk in _chunks(normalize("NFKC", IGNORED.sub("", text))):
            line += self._short(chunk) if len(chunk) <= SHORT else self._cut(chunk)
        return line

    def whole(self, text: str) -> list[int]:
        """A text that is one word, as a line: a name as it sounds, in which the analyser would see words by chance."""
        key = fold(text)
        word = Word(surface=plain(text), term=key, reading="", base=key, kind="sound")
        return [self._number(word), BREAK]

    def _cut(self, chunk: str) -> list[int]:
        """A chunk's part of a line. This runs for every word of a site, so what was seen before is asked nothing."""
        seen = self._seen
        line = [BREAK]
        for morpheme in self._tokenizer.tokenize(chunk):
            number = morpheme.word_id()
            key = (number, morpheme.surface(), morpheme.reading_form() if number >= _MADE_UP else "")
            numbers = seen.get(key)
            if numbers is None:
                numbers = seen[key] = tuple(map(self._number, self._read(morpheme)))
            if numbers:
                line += numbers
            elif line[-1] != BREAK:
                line.append(BREAK)
        if line[-1] != BREAK:
            line.append(BREAK)
        return line[1:]

    def _number(self, word: Word) -> int:
        number = self._numbers.setdefault(word, len(self.known))
        if number == len(self.known):
            self.known.append(word)
        return number

    def _read(self, morpheme: Any) -> tuple[Word, ...]:
        """The words in a morpheme: itself, its parts, or nothing."""
        kind = _kind(morpheme)
        if not kind:
            return ()
        if morpheme.is_oov():
            return tuple(self._known_parts(morpheme.surface())) or (_word(morpheme, kind),)
        parts = morpheme.split("A", add_single=False) if kind == "noun" else []
        kinds = [_kind(part) for part in parts]
        if len(kinds) > 1 and all(k in ("noun", "light") for k in kinds):
            return tuple(_word(part, k) for part, k in zip(parts, kinds, strict=True))
        return (_word(morpheme, kind),)

    def _known_parts(self, surface: str) -> list[Word]:
        """A katakana compound that the dictionary lacks, as two or three words that it has; else nothing."""
        if not _KATAKANA.fullmatch(surface):
            return []
        for at in range(len(surface) - 2, 2, -1):
            head = self._noun(surface[:at])
            if head is None:
                continue
            tail = self._noun(surface[at:])
            rest = [tail] if tail else self._known_parts(surface[at:])
            if rest:
                return [head, *rest]
        return []

    def _noun(self, surface: str) -> Word | None:
        if len(surface) < 3:
            return None
        nouns = [m for m in self.dictionary.lookup(surface) if _kind(m) == "noun" and m.surface() == surface]
        return min((_word(m, "noun") for m in nouns), key=lambda w: (w.term, w.reading), default=None)


def _chunks(text: str) -> Iterator[str]:
    for line in text.splitlines():
        for start in range(0, len(line), CHUNK):
            if chunk := line[start : start + CHUNK].strip():
                yield chunk


def _kind(morpheme: Any) -> str:
    """noun, verb, light, grammar, or "" for what is no word."""
    pos = morpheme.part_of_speech()
    surface = morpheme.surface()
    match pos[0]:
        case "補助記号" | "空白":
            return ""
        case "記号":
            return "noun" if surface.isalnum() else ""
        case "名詞":
            return _noun_kind(surface, pos)
        case "動詞" | "形容詞":
            if pos[1] != "非自立可能":
                return "verb"
            return "grammar" if _HIRAGANA.fullmatch(surface) else "light"
        case "形状詞":
            return "grammar" if pos[1] == "助動詞語幹" else "noun"
        case "接尾辞" | "接頭辞" | "副詞":
            return "grammar" if len(surface) == 1 and _HIRAGANA.fullmatch(surface) else "light"
        case head:
            return "grammar" if head in _GRAMMAR else ""


def _noun_kind(surface: str, pos: tuple[str, ...]) -> str:
    if surface in _EMPTY_NOUNS or pos[1] == "助動詞語幹":
        return "grammar"
    return "light" if pos[1] == "数詞" or pos[2] in _LIGHT_NOUNS or surface in _FAINT_NOUNS else "noun"


def _word(morpheme: Any, kind: str) -> Word:
    pos = morpheme.part_of_speech()
    ending = class_of(pos[4]) if kind in ("verb", "light") else 0
    base = morpheme.dictionary_form_morpheme() if ending else morpheme
    reading = fold(base.reading_form())
    return Word(
        surface=plain(morpheme.surface()),
        term=fold(morpheme.normalized_form()),
        reading=reading if _HIRAGANA.fullmatch(reading) else "",
        base=fold(base.surface()) if ending else fold(morpheme.surface()),
        kind=kind,
        ending=ending,
    )


def is_one_word(text: str) -> bool:
    """Is ``text`` one word of the dictionary, and not a proper name?"""
    found = list(words().dictionary.tokenizer("C").tokenize(normalize("NFKC", text)))
    return len(found) == 1 and not found[0].is_oov() and found[0].part_of_speech()[1] != "固有名詞"


@lru_cache(maxsize=1)
def words() -> Words:
    """The process's analyser, loaded on first use (about 70 ms)."""
    return Words()

"""The site's words with every way of writing them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from .cut import GRAMMAR, KINDRED, READING, SURFACE, VARIANT
from .endings import CAN, class_of, forms, stem
from .fold import kana
from .grammar import GRAMMAR_WORDS
from .spellings import foreign, head, numerals, okurigana
from .variants import Variants
from .words import Word, words

_TO_BASE = dict(zip("いきぎしちにびみり", "うくぐすつぬぶむる", strict=True))
_SMALL = str.maketrans("ぁぃぅぇぉゃゅょゎ", "あいうえおやゆよわ")
ALIKE = 0.95
_KANJI = re.compile("[一-鿿]")
_KANA = re.compile("[ぁ-ゖー]+")
_NUMBER = re.compile(r"[\d.]+")
_E_ROW = frozenset("えけげせぜてでねべめれ")


class Entry(NamedTuple):
    """One thing a key may stand for. ``key`` is a stem when ``ending`` is not 0; ``term`` is "" for grammar."""

    key: str
    relation: int
    term: str
    ending: int = 0

    def forms(self) -> list[str]:
        """Every string the entry matches."""
        return forms(self.key, self.ending) if self.ending else [self.key]


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by key in JavaScript's order, which is ours but for characters beyond the first 65,536."""
    found = list(entries)
    if any(max(entry.key) > "\uffff" for entry in found):
        return sorted(found, key=lambda entry: (entry.key.encode("utf-16-be"), *entry[1:]))
    return sorted(found)


@dataclass(slots=True)
class Lexicon:
    """Entries under construction: the best relation each key has to each term."""

    entries: dict[tuple[str, str, int], int] = field(default_factory=dict)

    def add(self, key: str, term: str, relation: int, ending: int = 0) -> None:
        """Add a way of writing a term; of two relations the closer one stays."""
        if not key or "\n" in key or (len(key) == 1 and "ぁ" <= key <= "ー" and not ending):
            return
        slot = (key, term, ending)
        self.entries[slot] = min(relation, self.entries.get(slot, relation))

    def add_word(self, word: Word) -> None:
        """Add a word as a text has it: its surface, its dictionary form, its reading."""
        surface = kana(word.surface)
        if word.kind == "sound":
            self.add(surface, word.term, READING)
            return
        root = stem(word.base, word.ending) if word.ending else ""
        if root:
            self.add(root, word.term, SURFACE, word.ending)
        if not root or surface not in forms(root, word.ending):
            self.add(surface, word.term, SURFACE)
        sound = stem(word.reading, word.ending) if root else word.reading
        if len(word.reading) > 1 and sound and not _NUMBER.fullmatch(word.term):
            self.add(sound, word.term, READING, word.ending if root else 0)
        if not word.ending:
            self.add(word.term, word.term, SURFACE)
        elif base := stem(word.term, word.ending):
            self.add(base, word.term, VARIANT, word.ending)

    def add_verb(self, verb: str, term: str, relation: int, taken: Container[str] = ()) -> None:
        """Add a verb in its dictionary form, where the analyser knows it as one."""
        for entry in words().dictionary.lookup(verb):
            pos = entry.part_of_speech()
            ending = class_of(pos[4])
            if pos[0] == "動詞" and ending and (root := stem(verb, ending)) and root not in taken:
                self.add(root, term, relation, ending)

    def sorted(self) -> list[Entry]:
        """All entries, by key in JavaScript's order."""
        return in_order([Entry(key=k, term=t, ending=e, relation=r) for (k, t, e), r in self.entries.items()])

    def relations(self) -> dict[str, int]:
        """What the segmenter needs: every form → the relation that prices it."""
        found: dict[str, int] = {}
        for (key, _, ending), relation in self.entries.items():
            for form in forms(key, ending) if ending else (key,):
                found[form] = _cheaper(found.get(form), relation)
        for key, _, ending in self.entries:
            if 0 < ending < len(CAN):
                found.setdefault(key + CAN[ending], VARIANT)
        return found


def _cheaper(one: int | None, other: int) -> int:
    """Grammar outranks all (it is cheapest), then the closer relation."""
    if one is None:
        return other
    return GRAMMAR if GRAMMAR in (one, other) else min(one, other)


def make(found: Iterable[Word], variants: Variants) -> Lexicon:
    """The lexicon of a site's words: as written, as read, as the dictionary also spells them, and its kin."""
    lexicon = Lexicon()
    content = [word for word in found if word.kind != "grammar"]
    for word in content:
        lexicon.add_word(word)
    _add_spellings(lexicon, content, variants)
    _add_habits(lexicon, content)
    _add_verbs(lexicon, content)
    for word in found:
        if word.kind == "grammar" and _is_grammar(word.surface):
            lexicon.entries[(kana(word.surface), "", 0)] = GRAMMAR
    for text in GRAMMAR_WORDS:
        lexicon.entries[(kana(text), "", 0)] = GRAMMAR
    return lexicon


def _add_spellings(lexicon: Lexicon, content: Iterable[Word], variants: Variants) -> None:
    """Dictionary spellings, unless a word of the site is written so."""
    taken = {key for key, _, _ in lexicon.entries}
    terms = sorted({word.term for word in content})
    present = set(terms)
    for term in terms:
        for spelling, ending in variants.spellings.get(term, ()):
            root = stem(spelling, ending) if ending else spelling
            if root not in taken:
                lexicon.add(root, term, VARIANT, ending)
        for kin in variants.groups.get(term, ()):
            if kin not in present and kin not in taken:
                lexicon.add(kin, term, KINDRED)


def _is_grammar(surface: str) -> bool:
    """Whether what was grammar in some sentence is grammar in every query: in kana, only forms of known words."""
    return not _KANA.fullmatch(surface) or any(len(w) > 2 and surface.startswith(w) for w in GRAMMAR_WORDS)


def _add_habits(lexicon: Lexicon, content: Iterable[Word]) -> None:
    """How people also write a word, unless a word of the site is written so."""
    taken = {key for key, _, _ in lexicon.entries}
    for word in content:
        written = word.base if word.ending else word.surface
        for spelling in (*okurigana(written, word.reading), *numerals(written), *foreign(written)):
            root = kana(stem(spelling, word.ending) if word.ending else spelling)
            if root and root not in taken:
                lexicon.add(root, word.term, VARIANT, word.ending)


def _add_verbs(lexicon: Lexicon, content: Iterable[Word]) -> None:
    """A noun made from a verb is found by it: 申し込み by 申し込む; a compound by the verb that it begins with."""
    taken = {key for key, _, ending in lexicon.entries if ending}
    for word in content:
        made = _verbs(word.term) + _verbs(word.surface) if word.kind == "noun" else []
        for verb in dict.fromkeys(made):
            lexicon.add_verb(verb, word.term, VARIANT)
        for verb in _verbs(head(word.base if word.ending else word.surface)):
            lexicon.add_verb(verb, word.term, KINDRED, taken)


def _verbs(noun: str) -> list[str]:
    """The verbs that a noun may be made from."""
    if len(noun) < 2 or not (_KANJI.search(noun) or (len(noun) > 3 and _KANA.fullmatch(noun))):
        return []
    if noun[-1] in _TO_BASE:
        return [noun[:-1] + _TO_BASE[noun[-1]], *([noun + "る"] if noun[-1] in "いきしちにひみりぎじび" else [])]
    return [noun + "る"] if noun[-1] in _E_ROW else []


def skeleton(term: str) -> str:
    """What a borrowed word keeps however it is spelt: メンテナ and メンテナー, クォーター and クオータ."""
    bare = term.replace("ー", "").translate(_SMALL)
    return bare if len(bare) > 2 else term


def alike(found: Iterable[Word], terms: Mapping[str, int]) -> dict[tuple[int, int], float]:
    """Borrowed words of the site that differ in a long vowel or a small kana alone, as (from, to) → weight."""
    groups: dict[str, set[int]] = {}
    for word in found:
        if word.kind != "grammar" and "ァ" <= word.surface[0] <= "ヺ" and len(word.surface) > 3:
            groups.setdefault(skeleton(word.term), set()).add(terms[word.term])
    return {(a, b): ALIKE for group in groups.values() for a in group for b in group if a != b}


def kin(terms: Mapping[str, int], variants: Variants) -> dict[int, list[int]]:
    """Terms of the site that the dictionary holds for the same thing, by number."""
    return {
        number: [terms[other] for other in variants.groups.get(term, ()) if other in terms]
        for term, number in terms.items()
        if any(other in terms for other in variants.groups.get(term, ()))
    }

"""The site's words with every way of writing them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .cut import GRAMMAR, KINDRED, READING, SURFACE, VARIANT
from .endings import CAN, class_of, forms, stem
from .fold import kana
from .grammar import GRAMMAR_WORDS
from .variants import Variants
from .words import Word, words

_TO_BASE = dict(zip("いきぎしちにびみり", "うくぐすつぬぶむる", strict=True))
_SMALL = str.maketrans("ぁぃぅぇぉゃゅょゎ", "あいうえおやゆよわ")
ALIKE = 0.95
_E_ROW = frozenset("えけげせぜてでねべめれ")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Entry:
    """One thing a key may stand for. ``key`` is a stem when ``ending`` is not 0; ``term`` is "" for grammar."""

    key: str
    term: str
    relation: int
    ending: int = 0

    def forms(self) -> list[str]:
        """Every string the entry matches."""
        return forms(self.key, self.ending) if self.ending else [self.key]


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
        root = stem(word.base, word.ending) if word.ending else ""
        if root:
            self.add(root, word.term, SURFACE, word.ending)
        if not root or surface not in forms(root, word.ending):
            self.add(surface, word.term, SURFACE)
        sound = stem(word.reading, word.ending) if root else word.reading
        if len(word.reading) > 1 and sound:
            self.add(sound, word.term, READING, word.ending if root else 0)
        if not word.ending:
            self.add(word.term, word.term, SURFACE)

    def sorted(self) -> list[Entry]:
        """All entries, by key in JavaScript's order."""
        made = [Entry(key=k, term=t, ending=e, relation=r) for (k, t, e), r in self.entries.items()]
        return sorted(made, key=lambda e: (e.key.encode("utf-16-be"), e.relation, e.term, e.ending))

    def relations(self) -> dict[str, int]:
        """What the segmenter needs: every form → the relation that prices it."""
        found: dict[str, int] = {}
        for entry in self.sorted():
            for form in entry.forms():
                found[form] = _cheaper(found.get(form), entry.relation)
        for entry in self.sorted():
            if 0 < entry.ending < len(CAN):
                found.setdefault(entry.key + CAN[entry.ending], VARIANT)
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
    _add_verbs(lexicon, content)
    for word in found:
        if word.kind == "grammar":
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


def _add_verbs(lexicon: Lexicon, content: Iterable[Word]) -> None:
    """A noun made from a verb is found by the verb: 申し込み by 申し込む, 問い合わせ by 問い合わせる."""
    for term in sorted({word.term for word in content if word.kind == "noun"}):
        for verb in _verbs(term):
            for entry in words().dictionary.lookup(verb):
                pos = entry.part_of_speech()
                ending = class_of(pos[4])
                if pos[0] == "動詞" and ending and stem(verb, ending):
                    lexicon.add(stem(verb, ending), term, VARIANT, ending)


def _verbs(noun: str) -> list[str]:
    if len(noun) < 2 or not any("一" <= char <= "鿿" for char in noun):
        return []
    if noun[-1] in _TO_BASE:
        return [noun[:-1] + _TO_BASE[noun[-1]]]
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

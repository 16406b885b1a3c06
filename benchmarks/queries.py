"""What is typed into the search of a generated site: words that it has, often and seldom, and words that it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .nouns import Noun
from .sentences import Natural

SAID = (
    Noun(word="投稿", reading="とうこう"),
    Noun(word="解約防止", reading="かいやくぼうし"),
    Noun(word="問い合わせ", reading="といあわせ"),
    Noun(word="アンケート", reading="あんけーと"),
    Noun(word="口コミ", reading="くちこみ"),
)
"""Words that most pages have."""

LACKING = ("量子コンピュータ", "ぱぴぷぺぽろん", "仮想通貨の税金", "qwertyuiop", "蒟蒻畑")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """``text`` is what is asked, ``typed`` all that stands in the field one after the other until it is."""

    kind: str
    text: str
    typed: tuple[str, ...]


def queries(speech: Natural) -> list[Query]:
    """About forty queries of eight kinds, for the site that was just written with ``speech``."""
    often = [noun for noun, _ in speech.drawn.most_common(60)][::6]
    seldom = sorted(noun for noun, count in speech.drawn.items() if count == 1 and len(noun.reading) > 3)
    rare = seldom[:: max(1, len(seldom) // 5)][:5]
    pairs = [pair for pair, _ in speech.compounds.most_common(20)][::5]
    return [
        *(_converted("one word", noun) for noun in (*SAID[:2], *often[:3])),
        *(_converted("compound", *pair) for pair in pairs[:4]),
        _converted("compound", often[3], SAID[0]),
        *(_kana("kana", noun.reading) for noun in (*SAID[1:4], *often[4:7])),
        *(_kana("half-typed", noun.reading[:half]) for noun, half in zip((*SAID, *often[7:9]), _HALVES, strict=True)),
        _kana("half-typed", "とうk"),
        *(_two(one, two) for one, two in zip(often[:4], (*SAID[:2], *often[5:7]), strict=True)),
        *(_sentence(noun) for noun in (SAID[0], SAID[2], often[1], often[8], rare[0])),
        *(_converted("rare word", noun) for noun in rare),
        *(Query(kind="not found", text=text, typed=tuple(_growing(text))) for text in LACKING),
    ]


_HALVES = (3, 5, 4, 3, 2, 2, 3)


def _growing(text: str) -> Iterator[str]:
    return (text[:end] for end in range(1, len(text) + 1))


def _converted(kind: str, *nouns: Noun) -> Query:
    """Typed as it sounds, then converted as a whole; katakana too."""
    text = "".join(noun.word for noun in nouns)
    return Query(kind=kind, text=text, typed=(*_growing("".join(noun.reading for noun in nouns)), text))


def _kana(kind: str, text: str) -> Query:
    return Query(kind=kind, text=text, typed=tuple(_growing(text)))


def _two(one: Noun, two: Noun) -> Query:
    further = (f"{one.word} {typed}" for typed in (*_growing(two.reading), two.word))
    return Query(kind="two words", text=f"{one.word} {two.word}", typed=(*_growing(one.reading), one.word, *further))


def _sentence(noun: Noun) -> Query:
    rest = "を増やすにはどうすればいいですか"
    said = (noun.word + more for more in _growing(rest))
    return Query(kind="sentence", text=noun.word + rest, typed=(*_growing(noun.reading), noun.word, *said))

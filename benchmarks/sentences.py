"""What the generated pages say: sentences of a few words, or with nouns drawn from a dictionary among them."""

from __future__ import annotations

import random
from collections import Counter
from itertools import accumulate

from .nouns import Noun

SUBJECTS = [
    "会員",
    "担当者",
    "新しく入った方",
    "常連の方",
    "運営チーム",
    "企業の窓口",
    "参加者",
    "初めて書く方",
    "読むだけの方",
    "社員",
]
OBJECTS = [
    "投稿",
    "返信",
    "お題",
    "催し",
    "質問",
    "写真",
    "感想",
    "困りごと",
    "手順",
    "案内",
    "アンケート",
    "数字",
    "声",
    "目標",
    "ルール",
    "予定",
]
VERBS = [
    "書く",
    "読む",
    "集める",
    "見直す",
    "尋ねる",
    "まとめる",
    "伝える",
    "続ける",
    "減らす",
    "増やす",
    "確かめる",
    "比べる",
    "分け合う",
    "選ぶ",
]
PLACES = [
    "朝",
    "週の初め",
    "催しの前",
    "入会した日",
    "三か月目",
    "月末",
    "休止の前",
    "新製品の発売前",
    "問い合わせの後",
]
REASONS = [
    "返事が早いほど次の投稿につながる",
    "一度止まると再開が難しい",
    "話題が売り込みに見えると離れる",
    "顔が見えると安心する",
]
TOPICS = [
    "解約防止",
    "利用定着",
    "口コミ",
    "問い合わせ削減",
    "商品開発",
    "社内の知見共有",
    "新規獲得",
    "代理店支援",
    "地域",
    "共創",
]

HEAVY = 8
"""The first nouns of a list are not much commoner than the next: a noun's share is one by its rank and this."""


class Plain:
    """Sentences of about fifty words in all: little to index, and the same bytes since the first benchmark."""

    def sentence(self, rng: random.Random) -> str:
        """One sentence."""
        return (
            f"{rng.choice(PLACES)}に{rng.choice(SUBJECTS)}が{rng.choice(OBJECTS)}を{rng.choice(VERBS)}と、"
            f"{rng.choice(REASONS)}ため、{rng.choice(OBJECTS)}を{rng.choice(VERBS)}習慣が役に立ちます。"
        )

    def paragraph(self, rng: random.Random) -> str:
        """Two to six sentences."""
        return "".join(self.sentence(rng) for _ in range(rng.randint(2, 6)))

    def topic(self, rng: random.Random) -> str:
        """What a heading is about."""
        return rng.choice(TOPICS)

    def title(self, rng: random.Random) -> str:
        """What a page is about."""
        return f"{rng.choice(TOPICS)}のために{rng.choice(OBJECTS)}を{rng.choice(VERBS)}"


class Natural(Plain):
    """As many words as people use: every other sentence has nouns drawn from a long list, the first the commonest.

    ``drawn`` counts the nouns, ``compounds`` those that stood before another as one word with it.
    """

    def __init__(self, nouns: list[Noun]) -> None:
        self.drawn: Counter[Noun] = Counter()
        self.compounds: Counter[tuple[Noun, Noun]] = Counter()
        self._nouns = nouns
        self._shares = list(accumulate(1 / (rank + HEAVY) for rank in range(len(nouns))))

    def some(self, rng: random.Random, count: int) -> list[Noun]:
        """Any nouns, the rare as likely as the common."""
        return rng.choices(self._nouns, k=count)

    def sentence(self, rng: random.Random) -> str:
        """Nouns by themselves, joined by の, and as a compound."""
        if rng.random() < 0.5:
            return super().sentence(rng)
        one, two, three = (noun.word for noun in self._drawn(rng, 3))
        return (
            f"{rng.choice(PLACES)}の{one}では{two}と{three}を{rng.choice(VERBS)}ので、"
            f"{rng.choice(SUBJECTS)}には{self._compound(rng)}の{rng.choice(OBJECTS)}が欠かせません。"
        )

    def topic(self, rng: random.Random) -> str:
        """A noun and what is done with it."""
        return f"{self._drawn(rng, 1)[0].word}の{super().topic(rng)}" if rng.random() < 0.5 else super().topic(rng)

    def title(self, rng: random.Random) -> str:
        """A compound at the beginning of every other title."""
        if rng.random() < 0.5:
            return super().title(rng)
        return f"{self._compound(rng)}のために{self._drawn(rng, 1)[0].word}を{rng.choice(VERBS)}"

    def _compound(self, rng: random.Random) -> str:
        one, two = self._drawn(rng, 2)
        self.compounds[one, two] += 1
        return one.word + two.word

    def _drawn(self, rng: random.Random, count: int) -> list[Noun]:
        found = rng.choices(self._nouns, cum_weights=self._shares, k=count)
        self.drawn.update(found)
        return found

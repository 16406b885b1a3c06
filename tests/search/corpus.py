"""Eight short pages about a bakery, a museum and their members: enough Japanese to go wrong in every way."""

from __future__ import annotations

import random

from benchmarks.nouns import nouns
from benchmarks.sentences import Natural
from generator.search import Document, Section, Spelling, Synonym


def _page(url: str, title: str, *texts: tuple[str, str], kind: str = "article", **more: tuple[str, ...]) -> Document:
    sections = tuple(
        Section(anchor=f"s{at}" if heading else "", heading=heading, text=text)
        for at, (heading, text) in enumerate(texts)
    )
    filters = {"kind": (kind,), **{name: values for name, values in more.items() if name != "names"}}
    return Document(url=url, title=title, kind=kind, names=more.get("names", ()), filters=filters, sections=sections)


DOCUMENTS: tuple[Document, ...] = (
    _page(
        "cases/case-0001/",
        "菓子メーカーの会員サイトで退会率が下がるまで",
        ("", "焼き菓子を作る菓子メーカーの事例です。退会率が一年で半分に下がりました。"),
        ("取り組み", "お問い合わせの多い質問を会員どうしで答え合う場を開き、窓口の負担を減らしました。"),
        kind="case",
        names=("株式会社こむぎ堂", "こむぎどう"),
        segment=("food",),
    ),
    _page(
        "cases/case-0002/",
        "科学館の友の会を立て直す",
        ("", "科学館の友の会の事例です。地下鉄の駅から歩いて来る親子が増えました。"),
        ("成果", "友の会の更新率は八割になりました。"),
        kind="case",
        segment=("culture",),
    ),
    _page(
        "articles/basics/moderation/",
        "モデレーションの始め方",
        ("", "モデレーションは、荒らしを防ぎ、安心して書き込める場を保つ仕事です。"),
        ("見積もり", "作業の見積もりは、投稿の数から始めます。"),
    ),
    _page("articles/basics/server/", "サーバーの引っ越し", ("", "サーバーを移すときは、前の日に知らせます。")),
    _page("articles/basics/company/", "所在地", ("", "本社は東京都港区にあります。外国人参加者も歓迎します。")),
    _page("articles/basics/newsletter/", "メールマガジンの書き方", ("", "件名に季節のことばを入れます。")),
    _page("glossary/ltv/", "LTV", ("", "一人の客がもたらす利益の合計を表す指標です。"), kind="term"),
    _page("seminars/autumn/", "秋の勉強会", ("", "申し込みは前日まで受け付けます。"), kind="seminar"),
)
SYNONYMS = (
    Synonym(words=("退会", "解約")),
    Synonym(words=("勉強会", "セミナー")),
    Synonym(words=("メールマガジン", "ニュースレター")),
)
VOCABULARY = (Spelling(term="LTV", reading="えるてぃーぶい", english="lifetime value", aliases=("顧客生涯価値",)),)


def written(count: int = 60, seed: int = 5) -> tuple[Document, ...]:
    """Pages of a wide vocabulary: most of their nouns stand on one page only."""
    rng, speech = random.Random(seed), Natural(nouns(4_000))
    return tuple(
        Document(
            url=f"articles/page-{number:03}/",
            title=speech.title(rng),
            kind="article",
            sections=tuple(
                Section(anchor=f"s{at}", heading=speech.topic(rng), text=speech.paragraph(rng)) for at in range(1, 4)
            ),
        )
        for number in range(count)
    )

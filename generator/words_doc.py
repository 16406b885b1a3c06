"""``docs/words.md``: every word that the content may use as a value, with its key, label and meaning.

Made from the model and the packaged defaults alone, so that the page cannot say what the program does not do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .load import read_catalogues
from .model.catalogue import Catalogues
from .model.vocabulary import ALL, DIRECTION, Vocabulary
from .source import Sources

_INTRO = """\
# 値に使える言葉

原稿で「決まった値から選ぶ」項目の一覧です。**キーと日本語のどちらで書いても同じ**です（`segment: food` と
`segment: 食品・飲料`）。一覧にない値は誤りになり、近い値がヒントに出ます。

このページはプログラムの定義から作られています。直接は直さず、`generator/model/vocabulary.py` か
`generator/defaults/` を直してください。業種・会員の特徴・記事の分類・KPI は、サイトごとに `content/taxonomy.yml` と
`content/kpis.yml` で足したり、同じキーで書き換えたりできます。
"""


def words_markdown() -> str:
    """The whole page as Markdown, ending in a newline."""
    catalogues, _ = read_catalogues(Sources(), "content")
    sections = [_INTRO, *(_vocabulary(each) for each in ALL), *_catalogues(catalogues)]
    return "\n".join(sections)


def _vocabulary(vocabulary: Vocabulary) -> str:
    rows = [(f"`{word.key}`", word.label, word.meaning) for word in vocabulary]
    return _section(f"{vocabulary.label} `{vocabulary.name}`", ("キー", "日本語", "意味"), rows)


def _catalogues(catalogues: Catalogues) -> Iterable[str]:
    yield _section(
        "業種 `segment`",
        ("キー", "日本語", "ほかの呼び方（検索用）", "日本標準産業分類"),
        [
            (f"`{s.id}`", s.label, "、".join(s.aliases), f"{s.jsic or ''} {s.jsic_label or ''}".strip())
            for s in catalogues.segments.values()
        ],
    )
    yield _section(
        "会員の特徴 `community.member_traits`",
        ("キー", "日本語", "ほかの呼び方（検索用）"),
        [(f"`{t.id}`", t.label, "、".join(t.aliases)) for t in catalogues.traits.values()],
    )
    if catalogues.categories:
        yield _section(
            "記事の分類（`articles/` の下のフォルダー名）",
            ("キー", "日本語", "説明"),
            [(f"`{c.id}`", c.label, c.description or "") for c in catalogues.categories.values()],
        )
    yield _section(
        "KPI `metrics.kpi`",
        ("キー", "日本語", "単位", "定義", "分母", "期間", "向き"),
        [
            (
                f"`{k.id}`",
                k.name,
                k.unit,
                k.definition or "",
                k.denominator or "",
                k.period or "",
                DIRECTION.label_of(k.direction),
            )
            for k in catalogues.kpis.values()
        ],
    )


def _section(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """One heading with a table; columns that say nothing are left out."""
    kept = [at for at in range(len(head)) if any(row[at] for row in rows)]
    lines = [
        f"## {title}\n",
        _row([head[at] for at in kept]),
        _row(["---"] * len(kept)),
        *(_row([row[at] for at in kept]) for row in rows),
    ]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

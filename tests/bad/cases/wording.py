"""Warnings about wording and the shelf: each names a place and what to write instead, and can be silenced there."""
# ruff: noqa: E501  (messages stand as they are printed)

from __future__ import annotations

from ...folders import CONFIG, Content
from ..base import ARTICLE_FILE, CASE, CASE_FILE, FRONT, ORG, ORG_FILE, Bad, of_article

TERM = """\
term: 社内報
audience: public
definition: 社内に向けて出す読み物。
misuses:
  - wrong: 掲示板を指して使う
    why: 読み手が違う。
    instead: 掲示板を始めました
    pattern: '掲示板[^。]{0,6}社内報'
"""
TERM_FILE = "content/glossary/newsletter.yml"


def _articles(count: int) -> dict[str, Content]:
    """Articles a0, a1, … of which each leads to the next, and the last to the first."""
    return {
        f"content/articles/operation/a{n}.md": FRONT.replace("返信の書き方", f"返信の書き方 その {n}")
        + f"[次](a{(n + 1) % count}.md)\n"
        for n in range(count)
    }


CASES = (
    Bad(
        "term-misuse",
        {**of_article("朝の掲示板を、**社内\n報**と呼んでいます。\n"), TERM_FILE: TERM},
        """\
content/articles/operation/reply.md:6:3: warning[term-misuse]: 「社内報」の取り違えです（掲示板を指して使う）。読み手が違う。
  6 | 朝の掲示板を、**社内
    |     ^^^^^^^^^^
  ヒント: 「掲示板を始めました」のように言い換えてください。
""",
        0,
    ),
    Bad(
        "term-misuse-in-yaml",
        {
            CASE_FILE: CASE + "challenge: |\n  一行め。\n\n  掲示板が社内報でした。\n",
            ORG_FILE: ORG,
            TERM_FILE: TERM,
        },
        """\
content/cases/case-0001.yml:10:3: warning[term-misuse]: 「社内報」の取り違えです（掲示板を指して使う）。読み手が違う。
  10 |   掲示板が社内報でした。
     |   ^^^^^^^^^^^^^^
  ヒント: 「掲示板を始めました」のように言い換えてください。
""",
        0,
    ),
    Bad(
        "bad-pattern",
        {TERM_FILE: TERM.replace("{0,6}", "*")},
        """\
content/glossary/newsletter.yml:8:14: error[bad-pattern]: 「掲示板[^。]*社内報」は使えません（「*」は使えません）。
  8 |     pattern: '掲示板[^。]*社内報'
    |              ^^^^^^^^^^^^^^^^^^^^
  ヒント: 文字・（a|b）・[…]・「?」・「{0,20}」だけで書いてください。例: '(社内連絡|連絡網)[^。]{0,20}コミュニティ'
""",
    ),
    Bad(
        "banned-phrase-of-ours",
        of_article("業界Ｎｏ．１の実績です。\n"),
        """\
content/articles/operation/reply.md:6:1: warning[banned-phrase]: 「業界No.1」は、このサイトでは使いません。
  6 | 業界Ｎｏ．１の実績です。
    | ^^^^^^^^^^^^
  ヒント: 何の、いつの、誰の調査かを示せるときだけ、その内容を書いてください。
""",
        0,
    ),
    Bad(
        "banned-phrase-of-the-site",
        {
            CONFIG: "site_name: 見本\nbanned_phrases: [囲い込み, {text: 刺さる, instead: 「伝わる」と書いてください。}]\n",
            **of_article("会員の囲い込みです。\n\n若い方に刺さるお題です。\n"),
        },
        """\
content/articles/operation/reply.md:6:4: warning[banned-phrase]: 「囲い込み」は、このサイトでは使いません。
  6 | 会員の囲い込みです。
    |       ^^^^^^^^
  ヒント: 示せる事実に言い換えてください。
content/articles/operation/reply.md:8:5: warning[banned-phrase]: 「刺さる」は、このサイトでは使いません。
  8 | 若い方に刺さるお題です。
    |         ^^^^^^
  ヒント: 「伝わる」と書いてください。
""",
        0,
    ),
    Bad(
        "term-spelling-by-the-glossary",
        {
            **of_article("ユーザとユーザで、ユーザの会を開く。\n"),
            TERM_FILE: "term: ユーザー会\naudience: public\ndefinition: ユーザーの集まり。\n",
        },
        """\
content/articles/operation/reply.md:6:1: warning[term-spelling]: 「ユーザ」（このファイルに 3 か所）は、ほかでは「ユーザー」と書かれています（2 か所）。
  6 | ユーザとユーザで、ユーザの会を開く。
    | ^^^^^^
  ヒント: 用語集の見出しと同じ「ユーザー」にそろえてください。
""",
        0,
    ),
    Bad(
        "term-spelling-by-use",
        of_article("打ち合わせの前の打ち合わせと、打合せの記録。\n"),
        """\
content/articles/operation/reply.md:6:16: warning[term-spelling]: 「打合せ」（1 か所）は、ほかでは「打ち合わせ」と書かれています（2 か所）。
  6 | 打ち合わせの前の打ち合わせと、打合せの記録。
    |                               ^^^^^^
  ヒント: 多く使われている「打ち合わせ」にそろえてください。
""",
        0,
    ),
    Bad(
        "personal-data-in-a-quote",
        {
            CASE_FILE: CASE + "quotes:\n  - {speaker: client, role: 担当の田中様, text: 会話が増えました。}\n",
            ORG_FILE: ORG,
        },
        """\
content/cases/case-0001.yml:8:32: warning[personal-data]: 「田中様」は、個人の名前のようです。
  8 |   - {speaker: client, role: 担当の田中様, text: 会話が増えました。}
    |                                   ^^^^^^
  ヒント: 「会員のお一人」「担当の方」のように、その人と分からない言い方にしてください。
""",
        0,
    ),
    Bad(
        "review-due",
        {
            CASE_FILE: CASE + "review: {owner: 運営チーム, verified_on: 2019-08-31, every_months: 6}\n",
            ORG_FILE: ORG,
        },
        """\
content/cases/case-0001.yml:7:37: warning[review-due]: 確認の期限（2020-02-29）を過ぎています。
  7 | review: {owner: 運営チーム, verified_on: 2019-08-31, every_months: 6}
    |                                          ^^^^^^^^^^
  ヒント: 運営チームに内容を確かめ、verified_on をその日に書き換えてください。
""",
        0,
    ),
    Bad(
        "no-alt-text",
        {
            **of_article('![](graph.png)\n\n<img src="graph.png" alt=" ">\n\n`![](x.png)`\n'),
            "content/articles/operation/graph.png": b"",
        },
        """\
content/articles/operation/reply.md:6:1: warning[no-alt-text]: 画像に説明の文がありません。
  6 | ![](graph.png)
    | ^^^
  ヒント: 「![週ごとの投稿数のグラフ](graph.png)」のように、見えない方にも伝わる言葉を入れてください。
content/articles/operation/reply.md:8:1: warning[no-alt-text]: 画像に説明の文がありません。
  8 | <img src="graph.png" alt=" ">
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 「![週ごとの投稿数のグラフ](graph.png)」のように、見えない方にも伝わる言葉を入れてください。
""",
        0,
    ),
    Bad(
        "orphan-page",
        {**_articles(9), ARTICLE_FILE: FRONT + "[ひとつめ](a1.md)と[自分](reply.md)。\n"},
        """\
content/articles/operation/reply.md:2:8: warning[orphan-page]: このページへのリンクが、ほかのどのページにもありません。
  2 | title: 返信の書き方
    |        ^^^^^^^^^^^^
  ヒント: 関連するページの本文か、related・playbooks などの項目から、このページを指してください。
""",
        0,
    ),
    Bad(
        "duplicate-title",
        {**of_article("本文。\n"), "content/playbooks/reply.md": FRONT.replace("返信の", "返信 の") + "本文。\n"},
        """\
content/playbooks/reply.md:2:8: warning[duplicate-title]: 「返信 の書き方」は、content/articles/operation/reply.md と同じ題です。
  2 | title: 返信 の書き方
    |        ^^^^^^^^^^^^^
  ヒント: 検索や一覧で見分けられるよう、何が違うのかを題に入れてください。
""",
        0,
    ),
    Bad(
        "kpi-without-method",
        {"content/kpis.yml": "# 目印\npost_count:\n  name: 投稿数\n  unit: 件\n"},
        """\
content/kpis.yml:2:1: warning[kpi-without-method]: 指標「投稿数」に、測り方（how）がありません。
  2 | post_count:
    | ^^^^^^^^^^
  ヒント: 「how: 」に、何をどこから数え、何を除くのかを書いてください。
""",
        0,
    ),
    Bad(
        "allow-without-reason",
        of_article("業界No.1でした。 <!-- casebook: allow banned-phrase -->\n"),
        """\
content/articles/operation/reply.md:6:12: warning[allow-without-reason]: allow に理由がありません。
  6 | 業界No.1でした。 <!-- casebook: allow banned-phrase -->
    |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 「casebook: allow banned-phrase 引用のため」のように、コードの後に理由を書いてください。
""",
        0,
    ),
    Bad(
        "allow-unused",
        of_article("<!-- casebook: allow banned-phrase 以前の引用 -->\n本文です。\n"),
        """\
content/articles/operation/reply.md:6:1: warning[allow-unused]: この allow が消している「banned-phrase」は、もうありません。
  6 | <!-- casebook: allow banned-phrase 以前の引用 -->
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: この書き込みを消してください。場所が違うときは、注意の出た行か、その前の行に移してください。
""",
        0,
    ),
    Bad(
        "allow-of-no-such-code",
        {CASE_FILE: CASE + "# casebook: allow review-dew 確認中\n", ORG_FILE: ORG},
        """\
content/cases/case-0001.yml:7:1: warning[allow-unused]: 「review-dew」という注意はないか、この書き方では消せません。
  7 | # casebook: allow review-dew 確認中
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 「review-due」ではありませんか。
""",
        0,
    ),
)

"""``audience``: missing, misspelt, doubled or of another type; nothing is ever guessed."""
# ruff: noqa: E501  (messages stand as they are printed)

from __future__ import annotations

from ..base import ARTICLE_FILE, CASE, CASE_FILE, ORG, ORG_FILE, Bad, of_article, of_case

_WITHOUT = CASE.replace("audience: public\n", "").replace("organization: org-0001\n", "")

CASES = (
    Bad(
        "audience-missing",
        {CASE_FILE: _WITHOUT},
        """\
content/cases/case-0001.yml:1:1: error[missing-key]: 「audience」がありません。
  ヒント: 「audience: …」の行を書き足してください（public・marketing・sales・editors のどれか）。
""",
    ),
    Bad(
        "audience-empty",
        {CASE_FILE: _WITHOUT + "audience:\n"},
        """\
content/cases/case-0001.yml:5:1: error[missing-key]: 「audience」が空です。
  5 | audience:
    | ^^^^^^^^
  ヒント: 「audience: …」の形で値を書いてください。
""",
    ),
    Bad(
        "audience-misspelt",
        {CASE_FILE: _WITHOUT + "audience: pubilc\n"},
        """\
content/cases/case-0001.yml:5:11: error[unknown-audience]: 「pubilc」という audience はありません。
  5 | audience: pubilc
    |           ^^^^^^
  ヒント: 「public」ではありませんか。
""",
    ),
    Bad(
        "audience-in-capitals",
        {CASE_FILE: _WITHOUT + "audience: Public\n"},
        """\
content/cases/case-0001.yml:5:11: error[unknown-audience]: 「Public」という audience はありません。
  5 | audience: Public
    |           ^^^^^^
  ヒント: 「public」ではありませんか。
""",
    ),
    Bad(
        "audience-unknown",
        {CASE_FILE: _WITHOUT + "audience: 全員\n"},
        """\
content/cases/case-0001.yml:5:11: error[unknown-audience]: 「全員」という audience はありません。
  5 | audience: 全員
    |           ^^^^
  ヒント: 使える名前: public、marketing、sales、editors。
""",
    ),
    Bad(
        "audience-with-wide-space",
        {CASE_FILE: _WITHOUT + "audience: sales　\n"},
        """\
content/cases/case-0001.yml:5:11: error[unknown-audience]: 「sales　」という audience はありません。
  5 | audience: sales
    |           ^^^^^^^
  ヒント: 値の前後に全角スペースがあります。「sales」とだけ書いてください。
""",
    ),
    Bad(
        "audience-twice",
        {CASE_FILE: CASE.replace("organization: org-0001", "audience: sales")},
        """\
content/cases/case-0001.yml:4:1: error[duplicate-key]: 「audience」が 2 回書かれています（1 回目は 3 行目）。
  4 | audience: sales
    | ^^^^^^^^
  ヒント: どちらか一方を消してください。
""",
    ),
    Bad(
        "audience-as-list",
        {CASE_FILE: _WITHOUT + "audience: [public, sales]\n"},
        """\
content/cases/case-0001.yml:5:11: error[wrong-type]: audience の名前 1 つが入るところに、リストがあります。
  5 | audience: [public, sales]
    |           ^
  ヒント: 「[ ]」や「- 」を使わず、audience の名前を 1 つだけ書いてください。
""",
    ),
    Bad(
        "audience-as-table",
        {CASE_FILE: _WITHOUT + "audience: {public: true}\n"},
        """\
content/cases/case-0001.yml:5:11: error[wrong-type]: audience の名前 1 つが入るところに、「項目名: 値」の並びがあります。
  5 | audience: {public: true}
    |           ^
  ヒント: audience の名前 1 つを書いてください。
""",
    ),
    Bad(
        "audience-as-number",
        {CASE_FILE: _WITHOUT + "audience: 1\n"},
        """\
content/cases/case-0001.yml:5:11: error[unknown-audience]: 「1」という audience はありません。
  5 | audience: 1
    |           ^
  ヒント: 使える名前: public、marketing、sales、editors。
""",
    ),
    Bad(
        "front-matter-missing",
        {ARTICLE_FILE: "# 返信の書き方\n\n本文です。\n"},
        """\
content/articles/operation/reply.md:1:1: error[front-matter]: 先頭に設定（front matter）がありません。
  ヒント: 1 行目を「---」とし、title と audience を書き、次の「---」の行で閉じてください。
""",
    ),
    Bad(
        "front-matter-left-open",
        {ARTICLE_FILE: "---\ntitle: 返信\naudience: public\n\n本文です。\n"},
        """\
content/articles/operation/reply.md:1:1: error[front-matter]: 先頭の設定（front matter）が閉じられていません。
  ヒント: 1 行目を「---」とし、title と audience を書き、次の「---」の行で閉じてください。
""",
    ),
    Bad(
        "front-matter-after-blank-line",
        {ARTICLE_FILE: "\n---\ntitle: 返信\naudience: public\n---\n本文。\n"},
        """\
content/articles/operation/reply.md:1:1: error[front-matter]: 先頭に設定（front matter）がありません。
  ヒント: 1 行目を「---」とし、title と audience を書き、次の「---」の行で閉じてください。
""",
    ),
    Bad(
        "front-matter-broken",
        {ARTICLE_FILE: '---\ntitle: 返信\naudience: sales\ndescription: "閉じない\n---\n\n本文です。\n'},
        """\
content/articles/operation/reply.md:4:14: error[yaml-syntax]: YAML の書き方が崩れていて読めません。
  4 | description: "閉じない
    |              ^
  ヒント: 引用符（" または '）が閉じているか確かめてください。
""",
    ),
    Bad(
        "front-matter-empty",
        {ARTICLE_FILE: "---\n---\n\n本文です。\n"},
        """\
content/articles/operation/reply.md:1:1: error[missing-key]: 「audience」がありません。
  ヒント: 「audience: …」の行を書き足してください（public・marketing・sales・editors のどれか）。
""",
    ),
    Bad(
        "front-matter-audience-missing",
        {ARTICLE_FILE: "---\ntitle: 返信の書き方\n---\n\n本文です。\n"},
        """\
content/articles/operation/reply.md:2:1: error[missing-key]: 「audience」がありません。
  2 | title: 返信の書き方
    | ^
  ヒント: 「audience: …」の行を書き足してください（public・marketing・sales・editors のどれか）。
""",
    ),
    Bad(
        "metric-widened",
        {
            ORG_FILE: ORG,
            CASE_FILE: CASE.replace("public", "sales")
            + "metrics:\n"
            + "  - {kpi: churn_rate, compare: single, change: -50%, period: [2024-01, 2024-12], measured_by: us, audience: public}\n",
        },
        """\
content/cases/case-0001.yml:8:109: error[audience-widened]: もとの範囲（sales）より広い audience です。
  8 |   - {kpi: churn_rate, compare: single, change: -50%, period: [2024-01, 2024-12], measured_by: us, audience: public}
    |                                                                                                             ^^^^^^
  ヒント: もとと同じか、より狭い範囲にしてください。
""",
    ),
    Bad(
        "quote-widened",
        {
            ORG_FILE: ORG,
            CASE_FILE: CASE.replace("public", "sales")
            + "quotes:\n  - {speaker: client, text: 会話が増えました。, audience: public}\n",
        },
        """\
content/cases/case-0001.yml:8:50: error[audience-widened]: もとの範囲（sales）より広い audience です。
  8 |   - {speaker: client, text: 会話が増えました。, audience: public}
    |                                                           ^^^^^^
  ヒント: もとと同じか、より狭い範囲にしてください。
""",
    ),
    Bad(
        "phrase-widened",
        {
            "content/phrases/polite.yml": "audience: sales\nitems:\n  - {text: ご確認いただけますと幸いです。}\n"
            "  - text: 拝見しました。\n    audience: public\n"
        },
        """\
content/phrases/polite.yml:5:15: error[audience-widened]: もとの範囲（sales）より広い audience です。
  5 |     audience: public
    |               ^^^^^^
  ヒント: もとと同じか、より狭い範囲にしてください。
""",
    ),
    Bad(
        "item-audience-misspelt",
        of_case("talk_track:\n  - say: まず困りごとを伺ってください。\n    audience: セールス\n"),
        """\
content/cases/case-0001.yml:9:15: error[unknown-audience]: 「セールス」という audience はありません。
  9 |     audience: セールス
    |               ^^^^^^^^
  ヒント: 使える名前: public、marketing、sales、editors。
""",
    ),
    Bad(
        "block-indented",
        of_article("前。\n\n  /// audience | sales\n社外秘です。\n///\n"),
        """\
content/articles/operation/reply.md:8:1: error[audience-block]: audience の区切りの書き方が正しくありません。
  8 |   /// audience | sales
    | ^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 行の先頭から「/// audience | sales」と書き、終わりの行に「///」だけを書いてください。
""",
    ),
    Bad(
        "block-in-list",
        of_article("- /// audience | sales\n- 社外秘です。\n"),
        """\
content/articles/operation/reply.md:6:1: error[audience-block]: audience の区切りの書き方が正しくありません。
  6 | - /// audience | sales
    | ^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 行の先頭から「/// audience | sales」と書き、終わりの行に「///」だけを書いてください。
""",
    ),
    Bad(
        "block-with-colon",
        of_article("/// audience: sales\n社外秘です。\n///\n"),
        """\
content/articles/operation/reply.md:6:1: error[audience-block]: audience の区切りの書き方が正しくありません。
  6 | /// audience: sales
    | ^^^^^^^^^^^^^^^^^^^
  ヒント: 行の先頭から「/// audience | sales」と書き、終わりの行に「///」だけを書いてください。
""",
    ),
    Bad(
        "block-two-slashes",
        of_article("// audience | sales\n社外秘です。\n//\n"),
        """\
content/articles/operation/reply.md:6:1: error[audience-block]: audience の区切りの書き方が正しくありません。
  6 | // audience | sales
    | ^^^^^^^^^^^^^^^^^^^
  ヒント: 行の先頭から「/// audience | sales」と書き、終わりの行に「///」だけを書いてください。
""",
    ),
    Bad(
        "block-misspelt-word",
        of_article("/// audiences | sales\n社外秘です。\n///\n"),
        """\
content/articles/operation/reply.md:6:1: error[audience-block]: audience の区切りの書き方が正しくありません。
  6 | /// audiences | sales
    | ^^^^^^^^^^^^^^^^^^^^^
  ヒント: 行の先頭から「/// audience | sales」と書き、終わりの行に「///」だけを書いてください。
""",
    ),
    Bad(
        "block-without-word",
        of_article("/// sales\n社外秘です。\n///\n"),
        """\
content/articles/operation/reply.md:6:1: error[audience-block]: audience の区切りの書き方が正しくありません。
  6 | /// sales
    | ^^^^^^^^^
  ヒント: 行の先頭から「/// audience | sales」と書き、終わりの行に「///」だけを書いてください。
""",
    ),
    Bad(
        "block-in-wide-characters",
        of_article("／／／ audience ｜ sales\n社外秘です。\n／／／\n"),
        """\
content/articles/operation/reply.md:6:1: error[audience-block]: audience の区切りの書き方が正しくありません。
  6 | ／／／ audience ｜ sales
    | ^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 行の先頭から「/// audience | sales」と書き、終わりの行に「///」だけを書いてください。
""",
    ),
    Bad(
        "block-in-numbered-list",
        of_article("1. /// Audience | sales\n"),
        """\
content/articles/operation/reply.md:6:1: error[audience-block]: audience の区切りの書き方が正しくありません。
  6 | 1. /// Audience | sales
    | ^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 行の先頭から「/// audience | sales」と書き、終わりの行に「///」だけを書いてください。
""",
    ),
    Bad(
        "block-in-vague-code",
        of_article("```\n例\n````\n```\n/// audience | sales\n社外秘です。\n///\n```\n"),
        """\
content/articles/operation/reply.md:8:1: error[audience-block]: コードの囲みがどこで終わるか、はっきりしません。
  8 | ````
    | ^^^^
  ヒント: 囲みは行の先頭から「```」で始め、同じ記号だけの行で閉じてください。
""",
    ),
    Bad(
        "block-unknown-name",
        of_article("/// audience | sale\n社外秘です。\n///\n"),
        """\
content/articles/operation/reply.md:6:16: error[unknown-audience]: 「sale」という audience はありません。
  6 | /// audience | sale
    |                ^^^^
  ヒント: 「sales」ではありませんか。
""",
    ),
    Bad(
        "block-left-open",
        of_article("前。\n\n/// audience | sales\n社外秘です。\n"),
        """\
content/articles/operation/reply.md:8:1: error[audience-block]: audience の区切りが「///」の行で閉じられていません。
  8 | /// audience | sales
    | ^^^^^^^^^^^^^^^^^^^^
  ヒント: 範囲を狭める部分の終わりに、「///」だけの行を書いてください。
""",
    ),
    Bad(
        "block-in-block",
        of_article("/// audience | sales\n社外秘です。\n\n//// audience | editors\n記録です。\n////\n///\n"),
        """\
content/articles/operation/reply.md:9:1: error[audience-block]: audience の区切りの中に、別の audience の区切りがあります。
  9 | //// audience | editors
    | ^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 6 行目の区切りを「///」の行で閉じてから、次の区切りを始めてください。
""",
    ),
    Bad(
        "block-wrong-closing",
        of_article("//// audience | sales\n社外秘です。\n///\n"),
        """\
content/articles/operation/reply.md:6:1: error[audience-block]: audience の区切りが「////」の行で閉じられていません。
  6 | //// audience | sales
    | ^^^^^^^^^^^^^^^^^^^^^
  ヒント: 範囲を狭める部分の終わりに、「////」だけの行を書いてください。
""",
    ),
    Bad(
        "block-in-code-in-block",
        of_article("/// audience | sales\n\n```\n/// audience | editors\n```\n\n///\n"),
        """\
content/articles/operation/reply.md:9:1: error[audience-block]: audience の区切りの中のコードに、audience の行があります。
  9 | /// audience | editors
    | ^^^^^^^^^^^^^^^^^^^^^^
  ヒント: この行を含むコードの例は、audience の区切りの外に置いてください。
""",
    ),
    Bad(
        "block-in-open-code",
        of_article("```\n書き方の例\n\n/// audience | sales\n社外秘です。\n///\n"),
        """\
content/articles/operation/reply.md:6:1: error[audience-block]: コードの囲みがどこで終わるか、はっきりしません。
  6 | ```
    | ^^^
  ヒント: 囲みは行の先頭から「```」で始め、同じ記号だけの行で閉じてください。
""",
    ),
    Bad(
        "block-in-yaml-text",
        of_case("challenge: |\n  前。\n\n  /// audience | seles\n  社外秘です。\n  ///\n"),
        """\
content/cases/case-0001.yml:10:18: error[unknown-audience]: 「seles」という audience はありません。
  10 |   /// audience | seles
     |                  ^^^^^
  ヒント: 「sales」ではありませんか。
""",
    ),
)

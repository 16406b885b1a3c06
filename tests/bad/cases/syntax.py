"""YAML that cannot be read, or that would not mean what it looks like."""
# ruff: noqa: E501  (messages stand as they are printed)

from __future__ import annotations

from ..base import ARTICLE_FILE, CASE, CASE_FILE, ORG, ORG_FILE, Bad, of_case

_BOMB = 'a: &a ["x", "x"]\n' + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))

CASES = (
    Bad(
        "hash-after-title",
        {CASE_FILE: CASE.replace("会員どうしの場", "会員どうしの場 #定期便"), ORG_FILE: ORG},
        """\
content/cases/case-0001.yml:1:30: error[hash-cuts-value]: 「#定期便」は、# から後ろがコメントになり、値に入りません。
  1 | title: 定期便を続けてもらうための、会員どうしの場 #定期便
    |                                                   ^^^^^^^
  ヒント: 値を引用符で囲んでください: 「"定期便を続けてもらうための、会員どうしの場 #定期便"」（コメントなら # の後に空白を入れてください）。
""",
    ),
    Bad(
        "hash-as-whole-value",
        of_case("adoption:\n  contact: #cm-food\n"),
        """\
content/cases/case-0001.yml:8:12: error[hash-cuts-value]: 「#cm-food」は、# から後ろがコメントになり、値に入りません。
  8 |   contact: #cm-food
    |            ^^^^^^^^
  ヒント: 値を引用符で囲んでください: 「"#cm-food"」（コメントなら # の後に空白を入れてください）。
""",
    ),
    Bad(
        "hash-in-list",
        of_case("tags:\n  - 食品 #定期便\n"),
        """\
content/cases/case-0001.yml:8:8: error[hash-cuts-value]: 「#定期便」は、# から後ろがコメントになり、値に入りません。
  8 |   - 食品 #定期便
    |          ^^^^^^^
  ヒント: 値を引用符で囲んでください: 「"食品 #定期便"」（コメントなら # の後に空白を入れてください）。
""",
    ),
    Bad(
        "key-twice",
        of_case("title: もうひとつの題\n"),
        """\
content/cases/case-0001.yml:7:1: error[duplicate-key]: 「title」が 2 回書かれています（1 回目は 1 行目）。
  7 | title: もうひとつの題
    | ^^^^^
  ヒント: どちらか一方を消してください。
""",
    ),
    Bad(
        "key-twice-nested",
        of_case("community:\n  type: fan\n  stage: growing\n  type: user\n"),
        """\
content/cases/case-0001.yml:10:3: error[duplicate-key]: 「type」が 2 回書かれています（1 回目は 8 行目）。
  10 |   type: user
     |   ^^^^
  ヒント: どちらか一方を消してください。
""",
    ),
    Bad(
        "alias-bomb",
        of_case("extra:\n" + "".join(f"  {line}\n" for line in _BOMB.splitlines())),
        """\
content/cases/case-0001.yml:8:6: error[yaml-alias]: YAML のアンカー（&）とエイリアス（*）は使えません。
  8 |   a: &a ["x", "x"]
    |      ^
  ヒント: 同じ値をもう一度書くか、文字として使うときは「'*…'」のように引用符で囲んでください。
""",
    ),
    Bad(
        "alias-by-accident",
        of_case("conditions:\n  - *大事* なのは続けること\n"),
        """\
content/cases/case-0001.yml:8:5: error[yaml-alias]: YAML のアンカー（&）とエイリアス（*）は使えません。
  8 |   - *大事* なのは続けること
    |     ^
  ヒント: 同じ値をもう一度書くか、文字として使うときは「'*…'」のように引用符で囲んでください。
""",
    ),
    Bad(
        "tag",
        of_case("conditions:\n  - !重要 返事をする担当者がいる\n"),
        """\
content/cases/case-0001.yml:8:5: error[yaml-tag]: 「!」で始まる値は、YAML のタグとして読まれるため使えません。
  8 |   - !重要 返事をする担当者がいる
    |     ^
  ヒント: 値を引用符で囲んでください。
""",
    ),
    Bad(
        "merge-key",
        of_case("extra: {a: &a {b: c}, d: {<<: *a}}\n"),
        """\
content/cases/case-0001.yml:7:12: error[yaml-alias]: YAML のアンカー（&）とエイリアス（*）は使えません。
  7 | extra: {a: &a {b: c}, d: {<<: *a}}
    |            ^
  ヒント: 同じ値をもう一度書くか、文字として使うときは「'*…'」のように引用符で囲んでください。
""",
    ),
    Bad(
        "two-documents",
        of_case("---\ntitle: 二つめ\n"),
        """\
content/cases/case-0001.yml:7:1: error[yaml-documents]: 1 つのファイルに YAML が 2 つ以上あります。
  7 | ---
    | ^
  ヒント: 「---」の行を消すか、ファイルを分けてください。
""",
    ),
    Bad(
        "tab",
        of_case("community:\n\ttype: fan\n"),
        """\
content/cases/case-0001.yml:8:1: error[yaml-syntax]: YAML の書き方が崩れていて読めません。
  8 | 	type: fan
    | ^
  ヒント: タブ文字が入っています。字下げは半角スペースにしてください。
""",
    ),
    Bad(
        "wide-colon",
        of_case("tags：食品\n"),
        """\
content/cases/case-0001.yml:7:5: error[yaml-syntax]: YAML の書き方が崩れていて読めません。
  7 | tags：食品
    |     ^^
  ヒント: 「：」が全角です。半角の「: 」（後ろに空白）にしてください。
""",
    ),
    Bad(
        "wide-space-indent",
        of_case("community:\n　　type: fan\n　　stage: growing\n"),
        """\
content/cases/case-0001.yml:8:1: error[unknown-key]: 「　　type」という項目はありません。
  8 | 　　type: fan
    | ^^^^^^^^
  ヒント: 項目名の前後に全角スペースがあります。半角スペースにしてください。
content/cases/case-0001.yml:9:1: error[unknown-key]: 「　　stage」という項目はありません。
  9 | 　　stage: growing
    | ^^^^^^^^^
  ヒント: 項目名の前後に全角スペースがあります。半角スペースにしてください。
""",
    ),
    Bad(
        "quote-left-open",
        of_case('tags: "食品\n'),
        """\
content/cases/case-0001.yml:7:7: error[yaml-syntax]: YAML の書き方が崩れていて読めません。
  7 | tags: "食品
    |       ^
  ヒント: 引用符（" または '）が閉じているか確かめてください。
""",
    ),
    Bad(
        "colon-in-value",
        of_case("conditions: 条件: 返事をする\n"),
        """\
content/cases/case-0001.yml:7:15: error[yaml-syntax]: YAML の書き方が崩れていて読めません。
  7 | conditions: 条件: 返事をする
    |                 ^
  ヒント: 値の中に「: 」があるときは、値全体を引用符で囲んでください。
""",
    ),
    Bad(
        "bracket-left-open",
        of_case("tags: [食品\ncommunity: {type: fan}\n"),
        """\
content/cases/case-0001.yml:7:7: error[yaml-syntax]: YAML の書き方が崩れていて読めません。
  7 | tags: [食品
    |       ^
  ヒント: 「[」の中の区切り「,」と、閉じる「]」を確かめてください。
""",
    ),
    Bad(
        "indent-differs",
        of_case("community:\n  type: fan\n   stage: growing\n"),
        """\
content/cases/case-0001.yml:9:4: error[yaml-syntax]: YAML の書き方が崩れていて読めません。
  9 |    stage: growing
    |    ^
  ヒント: 行の頭が、上の「type:」より深くなっています。同じ並びの項目は、頭をそろえてください。
""",
    ),
    Bad(
        "no-space-after-colon",
        {ORG_FILE: ORG, CASE_FILE: CASE.replace("audience: public", "audience:public")},
        """\
content/cases/case-0001.yml:3:9: error[yaml-syntax]: YAML の書き方が崩れていて読めません。
  3 | audience:public
    |         ^
  ヒント: 「:」の後に空白を入れて、「項目名: 値」の形にしてください。
""",
    ),
    Bad(
        "key-is-a-list",
        of_case("? [a, b]\n: c\n"),
        """\
content/cases/case-0001.yml:7:3: error[yaml-key]: 項目名が文字ではありません。
  7 | ? [a, b]
    |   ^
  ヒント: 「項目名: 値」の形にしてください。
""",
    ),
    Bad(
        "too-deep",
        of_case("extra: " + "[" * 30 + "]" * 30 + "\n"),
        """\
content/cases/case-0001.yml:7:32: error[yaml-too-deep]: 入れ子が深すぎるか、値が多すぎます。
  7 | extra: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
    |                                ^
  ヒント: 入れ子は 24 段までにしてください。
""",
    ),
    Bad(
        "top-is-a-list",
        {CASE_FILE: "- title: 題\n- audience: public\n"},
        """\
content/cases/case-0001.yml:1:1: error[wrong-type]: 「項目名: 値」の並びが入るところに、リストがあります。
  ヒント: 「項目名: 値」を 1 行に 1 つずつ書いてください。
""",
    ),
    Bad(
        "top-is-a-word",
        {CASE_FILE: "あとで書く\n"},
        """\
content/cases/case-0001.yml:1:1: error[wrong-type]: 「項目名: 値」の並びが入るところに、値があります。
  1 | あとで書く
    | ^^^^^^^^^^
  ヒント: 「項目名: 値」を 1 行に 1 つずつ書いてください。
""",
    ),
    Bad(
        "empty-file",
        {CASE_FILE: ""},
        """\
content/cases/case-0001.yml:1:1: error[missing-key]: 「audience」がありません。
  ヒント: 「audience: …」の行を書き足してください（public・marketing・sales・editors のどれか）。
""",
    ),
    Bad(
        "comments-alone",
        {CASE_FILE: "# あとで書く\n"},
        """\
content/cases/case-0001.yml:1:1: error[missing-key]: 「audience」がありません。
  ヒント: 「audience: …」の行を書き足してください（public・marketing・sales・editors のどれか）。
""",
    ),
    Bad(
        "bullet-of-text",
        of_case("conditions:\n  ・担当者がいる\n  ・返事が早い\n"),
        """\
content/cases/case-0001.yml:8:3: error[mistaken-sign]: 「・」はリストの印になりません。
  8 |   ・担当者がいる
    |   ^^
  ヒント: 行の頭を、半角の「- 」にしてください。
""",
    ),
    Bad(
        "dash-without-blank",
        of_case("conditions:\n  -担当者がいる\n"),
        """\
content/cases/case-0001.yml:8:3: error[mistaken-sign]: 「-」はリストの印になりません。
  8 |   -担当者がいる
    |   ^
  ヒント: 「-」の後に、半角の空白を入れてください。
""",
    ),
    Bad(
        "wide-bar",
        of_case("challenge: ｜\n  やめる方が多い。\n  返信が少ない。\n"),
        """\
content/cases/case-0001.yml:7:12: error[mistaken-sign]: 「｜」は文章の始まりの印になりません。
  7 | challenge: ｜
    |            ^^
  ヒント: 半角の「|」にしてください。
""",
    ),
    Bad(
        "bar-forgotten",
        of_case("challenge:\n  やめる方が多い。\n  返信が少ない。\n"),
        """\
content/cases/case-0001.yml:8:3: warning[lines-joined]: 「|」がないため、改行がつながります。
  8 |   やめる方が多い。
    |   ^^
  ヒント: 項目名の行の終わりに「|」を書いてください（例: 「challenge: |」）。
""",
        exit_code=0,
    ),
    Bad(
        "heading-without-indent",
        of_case("challenge: |\n  やめる方が多い。\n\n## 返信\n"),
        """\
content/cases/case-0001.yml:10:1: error[hash-cuts-value]: 「## 返信」は、字下げがないためコメントになり、文章に入りません。
  10 | ## 返信
     | ^^^^^^^
  ヒント: 上の文章の見出しなら、行の頭に半角スペースを 2 つ入れてください。
""",
    ),
    Bad(
        "line-without-indent",
        of_case("challenge: |\n  やめる方が多い。\n返信が少ない。\n"),
        """\
content/cases/case-0001.yml:9:1: error[yaml-syntax]: YAML の書き方が崩れていて読めません。
  9 | 返信が少ない。
    | ^^
  ヒント: 「challenge: |」の文章の続きなら、行の頭に半角スペースを 2 つ入れてください。
""",
    ),
    Bad(
        "key-of-a-part-without-indent",
        of_case("community:\ntype: fan\n  stage: growing\n"),
        """\
content/cases/case-0001.yml:8:1: error[yaml-syntax]: YAML の書き方が崩れていて読めません。
  8 | type: fan
    | ^
  ヒント: 「community:」の下の項目なら、行の頭に半角スペースを 2 つ入れて、下の行とそろえてください。
""",
    ),
    Bad(
        "value-begins-with-bracket",
        of_case("tags: [食品] 定期便\n"),
        """\
content/cases/case-0001.yml:7:12: error[yaml-syntax]: YAML の書き方が崩れていて読めません。
  7 | tags: [食品] 定期便
    |              ^^
  ヒント: 値が「[」で始まるときは、値全体を引用符で囲んでください: 「'[食品] 定期便'」。
""",
    ),
    Bad(
        "glued-in-braces",
        of_case("community:\n  members: {value:3200}\n"),
        """\
content/cases/case-0001.yml:8:12: error[missing-key]: 「value」がありません。
  8 |   members: {value:3200}
    |            ^
  ヒント: 「value: …」の行を書き足してください。
content/cases/case-0001.yml:8:13: error[unknown-key]: 「value:3200」という項目はありません。
  8 |   members: {value:3200}
    |             ^^^^^^^^^^
  ヒント: 「value: 3200」のように、半角の「:」の後に、半角の空白を入れてください。
""",
    ),
    Bad(
        "crlf-keeps-lines",
        {CASE_FILE: (CASE + "stage: growing\n").replace("\n", "\r\n"), ORG_FILE: ORG},
        """\
content/cases/case-0001.yml:7:1: error[unknown-key]: 「stage」という項目はありません。
  7 | stage: growing
    | ^^^^^
  ヒント: 使える項目: adoption、approach、audience、challenge、communication、community、concept、conditions、consent、extra、metrics、objections、organization、outcome、playbooks、publish_on、published_on、purposes、quotes、redirect_from、related、review、sample、setbacks、status、summary、tags、talk_track、title、updated_on。
""",
    ),
    Bad(
        "front-matter-line-numbers",
        {ARTICLE_FILE: "---\ntitle: 返信\naudience: public\ntagz: [返信]\n---\n本文。\n"},
        """\
content/articles/operation/reply.md:4:1: error[unknown-key]: 「tagz」という項目はありません。
  4 | tagz: [返信]
    | ^^^^
  ヒント: 「tags」ではありませんか。
""",
    ),
)

"""What is well formed but cannot be right: references, names, figures, links, redirects, dates that contradict."""
# ruff: noqa: E501  (messages stand as they are printed)

from __future__ import annotations

from ..base import ARTICLE, ARTICLE_FILE, CASE, CASE_FILE, FRONT, ORG, ORG_FILE, Bad, of_article, of_case

_METRIC = "metrics:\n  - kpi: churn_rate\n    compare: before_after\n"
_ACTUAL = "    show: {web: actual, seminar: actual, proposal: actual}\n"
_NARROW = "---\ntitle: 社内の手引き\naudience: sales\n---\n\n本文です。\n"

CASES = (
    Bad(
        "organization-unknown",
        {CASE_FILE: CASE.replace("org-0001", "org-0011"), ORG_FILE: ORG},
        """\
content/cases/case-0001.yml:4:15: error[unknown-reference]: 「org-0011」は organizations にありません。
  4 | organization: org-0011
    |               ^^^^^^^^
  ヒント: 「org-0001」ではありませんか。
""",
    ),
    Bad(
        "common-word-of-another",
        {
            CASE_FILE: CASE,
            ORG_FILE: ORG
            + "common_words:\n  - {text: さくら, reason: 花の名としてよく使うため, reviewed_on: 2026-11-01}\n",
        },
        """\
content/organizations/org-0001.yml:10:12: error[not-a-name]: 「さくら」は、この組織の名前のどれでもありません。
  10 |   - {text: さくら, reason: 花の名としてよく使うため, reviewed_on: 2026-11-01}
     |            ^^^^^^
  ヒント: name・short_name・reading・romaji・other_names のどれかと同じに書くか、項目を消してください。
""",
    ),
    Bad(
        "common-word-without-reason",
        {CASE_FILE: CASE, ORG_FILE: ORG + "common_words:\n  - {text: あおぞら食品, reviewed_on: 2026-11-01}\n"},
        """\
content/organizations/org-0001.yml:10:5: error[missing-key]: 「reason」がありません。
  10 |   - {text: あおぞら食品, reviewed_on: 2026-11-01}
     |     ^
  ヒント: 「reason: …」の行を書き足してください。
""",
    ),
    Bad(
        "case-unknown",
        of_case("related: [case-9999]\n"),
        """\
content/cases/case-0001.yml:7:11: error[unknown-reference]: 「case-9999」は cases にありません。
  7 | related: [case-9999]
    |           ^^^^^^^^^
  ヒント: content/cases/ にあるファイルの名前（拡張子なし）を書いてください。
""",
    ),
    Bad(
        "playbook-misspelt",
        of_case("playbooks:\n  - welcome-tread\n")
        | {"content/playbooks/welcome-thread.md": FRONT + "新しい会員を迎えます。\n"},
        """\
content/cases/case-0001.yml:8:5: error[unknown-reference]: 「welcome-tread」は playbooks にありません。
  8 |   - welcome-tread
    |     ^^^^^^^^^^^^^
  ヒント: 「welcome-thread」ではありませんか。
""",
    ),
    Bad(
        "reference-into-other-collection",
        of_case("related: [articles/reply]\n") | {ARTICLE_FILE: ARTICLE},
        """\
content/cases/case-0001.yml:7:11: error[unknown-reference]: 「articles/reply」は cases にありません。
  7 | related: [articles/reply]
    |           ^^^^^^^^^^^^^^
  ヒント: content/cases/ にあるファイルの名前（拡張子なし）を書いてください。
""",
    ),
    Bad(
        "contrast-unknown",
        {
            "content/glossary/community-management.yml": "term: コミュニティマネジメント\naudience: public\n"
            "definition: 集団そのものを育てる仕事。\n"
            "contrasts:\n  - {with: communication-management, difference: 対象が違います。}\n"
        },
        """\
content/glossary/community-management.yml:5:12: error[unknown-reference]: 「communication-management」は glossary にありません。
  5 |   - {with: communication-management, difference: 対象が違います。}
    |            ^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 「community-management」ではありませんか。
""",
    ),
    Bad(
        "voice-organization-unknown",
        {
            ORG_FILE: ORG,
            "content/voices/2026.yml": "audience: sales\nitems:\n  - theme: 通知\n    text: 通知を減らしたい。\n"
            "    heard:\n      - {on: 2026-05-01, organization: org-0002}\n",
        },
        """\
content/voices/2026.yml:6:40: error[unknown-reference]: 「org-0002」は organizations にありません。
  6 |       - {on: 2026-05-01, organization: org-0002}
    |                                        ^^^^^^^^
  ヒント: 「org-0001」ではありませんか。
""",
    ),
    Bad(
        "name-in-title",
        {CASE_FILE: CASE.replace("定期便を", "あおぞら食品が定期便を"), ORG_FILE: ORG},
        """\
content/cases/case-0001.yml:1:8: error[name-in-text]: 掲載の範囲が許していない社名（または読み・別表記）が文章に入っています。
  1 | title: あおぞら食品が定期便を続けてもらうための、会員どうしの場
    |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 「同社」と書くか、その部分を狭い範囲の区切り（/// audience | …）の中に移してください。
""",
    ),
    Bad(
        "name-in-text-body",
        of_case("challenge: |\n  解約が続いていました。\n  株式会社 あおぞら食品 の担当者は兼務でした。\n"),
        """\
content/cases/case-0001.yml:9:3: error[name-in-text]: 掲載の範囲が許していない社名（または読み・別表記）が文章に入っています。
  9 |   株式会社 あおぞら食品 の担当者は兼務でした。
    |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 「同社」と書くか、その部分を狭い範囲の区切り（/// audience | …）の中に移してください。
""",
    ),
    Bad(
        "name-in-kana",
        of_case("conditions: [アオゾラショクヒンのように担当者がいる]\n"),
        """\
content/cases/case-0001.yml:7:14: error[name-in-text]: 掲載の範囲が許していない社名（または読み・別表記）が文章に入っています。
  7 | conditions: [アオゾラショクヒンのように担当者がいる]
    |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 「同社」と書くか、その部分を狭い範囲の区切り（/// audience | …）の中に移してください。
""",
    ),
    Bad(
        "name-in-wide-latin",
        of_case("setbacks:\n  - 最初の投稿は ＡＯＺＯＲＡ ｆｏｏｄｓ の宣伝に見えた\n"),
        """\
content/cases/case-0001.yml:8:5: error[name-in-text]: 掲載の範囲が許していない社名（または読み・別表記）が文章に入っています。
  8 |   - 最初の投稿は ＡＯＺＯＲＡ ｆｏｏｄｓ の宣伝に見えた
    |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 「同社」と書くか、その部分を狭い範囲の区切り（/// audience | …）の中に移してください。
""",
    ),
    Bad(
        "brand-with-other-separator",
        of_case("quotes:\n  - {speaker: client, text: アオゾラ キッチンが楽しい。}\n"),
        """\
content/cases/case-0001.yml:8:29: error[name-in-text]: 掲載の範囲が許していない社名（または読み・別表記）が文章に入っています。
  8 |   - {speaker: client, text: アオゾラ キッチンが楽しい。}
    |                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 「同社」と書くか、その部分を狭い範囲の区切り（/// audience | …）の中に移してください。
""",
    ),
    Bad(
        "name-in-article",
        {ORG_FILE: ORG} | of_article("例えば、あおぞら食品では毎週お題を出しました。\n"),
        """\
content/articles/operation/reply.md:6:1: error[name-in-text]: 掲載の範囲が許していない社名（または読み・別表記）が文章に入っています。
  6 | 例えば、あおぞら食品では毎週お題を出しました。
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 「同社」と書くか、その部分を狭い範囲の区切り（/// audience | …）の中に移してください。
""",
    ),
    Bad(
        "several-files-in-order",
        {
            ORG_FILE: ORG.replace("alias:", "allias:"),
            CASE_FILE: CASE.replace("2025-04-01", "2025/4/1").replace("audience: public", "audience: pablic"),
            "content/articles/basics/first.md": FRONT + "[次へ](second.md)\n",
        },
        """\
content/articles/basics/first.md:6:6: warning[broken-link]: リンク先「second.md」が見つかりません。
  6 | [次へ](second.md)
    |        ^^^^^^^^^
  ヒント: 原稿のファイルへの相対パスか、/ で始まるサイト内のパスを書いてください。
content/cases/case-0001.yml:3:11: error[unknown-audience]: 「pablic」という audience はありません。
  3 | audience: pablic
    |           ^^^^^^
  ヒント: 「public」ではありませんか。
content/cases/case-0001.yml:6:15: error[bad-date]: 「2025/4/1」は日付として読めません。
  6 | published_on: 2025/4/1
    |               ^^^^^^^^
  ヒント: 「2025-04-01」の形で書いてください。
content/organizations/org-0001.yml:1:1: error[missing-key]: 「alias」がありません。
  ヒント: 「alias: …」の行を書き足してください。
content/organizations/org-0001.yml:7:1: error[unknown-key]: 「allias」という項目はありません。
  7 | allias: 食品メーカーA社
    | ^^^^^^
  ヒント: 「alias」ではありませんか。
""",
    ),
    Bad(
        "figure-without-metric",
        {CASE_FILE: CASE.replace("会員どうしの会話", "解約率を50%下げた会員どうしの会話"), ORG_FILE: ORG},
        """\
content/cases/case-0001.yml:2:23: error[figure-in-text]: 「50%」に当たる、見せてよい数字（metrics）がありません。
  2 | summary: 週替わりのお題で、解約率を50%下げた会員どうしの会話が続く場に変えた一年。
    |                                    ^^^
  ヒント: metrics に値と show（web・seminar・proposal）を書くか、数字を使わない言い方にしてください。
""",
    ),
    Bad(
        "figure-in-words",
        {CASE_FILE: CASE.replace("定期便を続けてもらう", "定期便の解約を半分にする"), ORG_FILE: ORG},
        """\
content/cases/case-0001.yml:1:15: error[figure-in-text]: 「半分」に当たる、見せてよい数字（metrics）がありません。
  1 | title: 定期便の解約を半分にするための、会員どうしの場
    |                      ^^^^
  ヒント: metrics に値と show（web・seminar・proposal）を書くか、数字を使わない言い方にしてください。
""",
    ),
    Bad(
        "figure-not-granted",
        {
            ORG_FILE: ORG,
            CASE_FILE: CASE.replace("定期便を続けてもらう", "定期便の解約を半分にする")
            + _METRIC
            + "    change: -50%\n    period: [2023-09, 2024-08]\n    measured_by: us\n"
            + _ACTUAL
            + "consent:\n  status: granted\n  web: [alias]\n  seminar: [alias]\n  proposal: [alias, metrics]\n",
        },
        """\
content/cases/case-0001.yml:1:15: error[figure-in-text]: 「半分」に当たる、見せてよい数字（metrics）がありません。
  1 | title: 定期便の解約を半分にするための、会員どうしの場
    |                      ^^^^
  ヒント: metrics に値と show（web・seminar・proposal）を書くか、数字を使わない言い方にしてください。
""",
    ),
    Bad(
        "metric-without-period",
        of_case(_METRIC + "    change: -50%\n    measured_by: us\n"),
        """\
content/cases/case-0001.yml:8:5: error[metric-without-period]: 数字に期間がありません。
  8 |   - kpi: churn_rate
    |     ^
  ヒント: 「period: [2023-09, 2024-08]」の形で、測った期間を書いてください。
""",
    ),
    Bad(
        "metric-without-value",
        of_case(_METRIC + "    period: [2023-09, 2024-08]\n    measured_by: us\n"),
        """\
content/cases/case-0001.yml:8:5: error[metric-without-value]: 数字の値がありません。
  8 |   - kpi: churn_rate
    |     ^
  ヒント: before と after、または change を書いてください。
""",
    ),
    Bad(
        "metric-without-source",
        of_case(_METRIC + "    change: -50%\n    period: [2023-09, 2024-08]\n"),
        """\
content/cases/case-0001.yml:8:5: warning[metric-without-source]: 誰が測った数字か書かれていません。
  8 |   - kpi: churn_rate
    |     ^
  ヒント: 「measured_by: client」のように書いてください。
""",
        0,
    ),
    Bad(
        "community-in-communication",
        of_case("concept: communication\ncommunity: {type: fan}\n"),
        """\
content/cases/case-0001.yml:8:1: error[wrong-part]: concept が communication の事例です。
  8 | community: {type: fan}
    | ^^^^^^^^^
  ヒント: community の代わりに communication を書いてください。
""",
    ),
    Bad(
        "communication-in-community",
        of_case("communication:\n  scene: 会議のあと\n"),
        """\
content/cases/case-0001.yml:7:1: error[wrong-part]: concept が community の事例です。
  7 | communication:
    | ^^^^^^^^^^^^^
  ヒント: communication の代わりに community を書いてください。
""",
    ),
    Bad(
        "alias-is-name",
        of_case("") | {ORG_FILE: ORG.replace("食品メーカーA社", "あおぞら 食品")},
        """\
content/organizations/org-0001.yml:7:8: error[alias-is-name]: 別名（alias）が、社名か別表記と同じです。
  7 | alias: あおぞら 食品
    |        ^^^^^^^^^^^^^
  ヒント: 社名の分からない別名にしてください。
""",
    ),
    Bad(
        "alias-twice",
        {
            ORG_FILE: ORG,
            "content/organizations/org-0002.yml": "audience: sales\nalias: 食品メーカーＡ社\nsegment: food\n",
        },
        """\
content/organizations/org-0002.yml:2:8: error[duplicate-alias]: 別名「食品メーカーＡ社」は org-0001 と同じです。
  2 | alias: 食品メーカーＡ社
    |        ^^^^^^^^^^^^^^^^
  ヒント: 組織ごとに違う別名にしてください。
""",
    ),
    Bad(
        "published-without-day",
        {CASE_FILE: CASE.replace("published_on: 2025-04-01\n", ""), ORG_FILE: ORG},
        """\
content/cases/case-0001.yml:1:1: error[missing-key]: 公開する原稿に「published_on」がありません。
  ヒント: 「published_on: 2026-04-01」の形で、公開した日を書いてください。
""",
    ),
    Bad(
        "updated-before-published",
        of_case("updated_on: 2025-03-31\n"),
        """\
content/cases/case-0001.yml:7:13: error[dates-reversed]: 更新日が公開日より前です。
  7 | updated_on: 2025-03-31
    |             ^^^^^^^^^^
  ヒント: published_on と updated_on を確かめてください。
""",
    ),
    Bad(
        "body-missing",
        of_article("\n"),
        """\
content/articles/operation/reply.md:1:1: warning[empty-body]: 本文がありません。
  ヒント: 本文を書くか、「status: draft」にしてください。
""",
        0,
    ),
    Bad(
        "link-broken",
        of_article("前。\n\n続きは[こちら](missing.md)。\n"),
        """\
content/articles/operation/reply.md:8:10: warning[broken-link]: リンク先「missing.md」が見つかりません。
  8 | 続きは[こちら](missing.md)。
    |                ^^^^^^^^^^
  ヒント: 原稿のファイルへの相対パスか、/ で始まるサイト内のパスを書いてください。
""",
        0,
    ),
    Bad(
        "link-with-site-path-broken",
        of_article("[事例](/cases/case-0404/)をご覧ください。\n"),
        """\
content/articles/operation/reply.md:6:6: warning[broken-link]: リンク先「/cases/case-0404/」が見つかりません。
  6 | [事例](/cases/case-0404/)をご覧ください。
    |        ^^^^^^^^^^^^^^^^^
  ヒント: 原稿のファイルへの相対パスか、/ で始まるサイト内のパスを書いてください。
""",
        0,
    ),
    Bad(
        "image-broken",
        of_article("![流れの図](flow.png)\n"),
        """\
content/articles/operation/reply.md:6:9: warning[broken-image]: 画像「flow.png」が見つかりません。
  6 | ![流れの図](flow.png)
    |             ^^^^^^^^
  ヒント: 画像を content の中に置き、原稿からの相対パスで書いてください。
""",
        0,
    ),
    Bad(
        "link-to-narrower",
        of_article("前。\n\n[手引き](inside.md)をご覧ください。\n") | {"content/articles/operation/inside.md": _NARROW},
        """\
content/articles/operation/reply.md:8:7: error[link-to-narrower]: リンク先「inside.md」は、この文章より狭い範囲（sales）のページです。
  8 | [手引き](inside.md)をご覧ください。
    |          ^^^^^^^^^
  ヒント: リンクを消すか、「/// audience | sales」の区切りの中に移してください。
""",
    ),
    Bad(
        "link-to-narrower-by-address",
        of_article("[手引き](/articles/operation/inside/)\n") | {"content/articles/operation/inside.md": _NARROW},
        """\
content/articles/operation/reply.md:6:7: error[link-to-narrower]: リンク先「/articles/operation/inside/」は、この文章より狭い範囲（sales）のページです。
  6 | [手引き](/articles/operation/inside/)
    |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: リンクを消すか、「/// audience | sales」の区切りの中に移してください。
""",
    ),
    Bad(
        "redirect-outside",
        of_case("redirect_from: [/../cases/case-0009/]\n"),
        """\
content/cases/case-0001.yml:7:17: error[bad-path]: 「/../cases/case-0009/」はサイト内のパスではありません。
  7 | redirect_from: [/../cases/case-0009/]
    |                 ^^^^^^^^^^^^^^^^^^^^
  ヒント: 「/cases/case-0009/」のように / で始め、/ で終えてください。
""",
    ),
    Bad(
        "redirect-to-other-host",
        of_case("redirect_from: https://example.com/\n"),
        """\
content/cases/case-0001.yml:7:16: error[bad-path]: 「https://example.com/」はサイト内のパスではありません。
  7 | redirect_from: https://example.com/
    |                ^^^^^^^^^^^^^^^^^^^^
  ヒント: 「/cases/case-0009/」のように / で始め、/ で終えてください。
""",
    ),
    Bad(
        "redirect-over-page",
        of_case("redirect_from: [/cases/case-0001/]\n"),
        """\
content/cases/case-0001.yml:7:17: error[redirect-collision]: 「/cases/case-0001/」には、もうページか別の転送があります。
  7 | redirect_from: [/cases/case-0001/]
    |                 ^^^^^^^^^^^^^^^^^
  ヒント: 重ならない、以前のアドレスだけを書いてください。
""",
    ),
    Bad(
        "redirect-over-list",
        of_case("redirect_from: [/search/]\n"),
        """\
content/cases/case-0001.yml:7:17: error[redirect-collision]: 「/search/」には、もうページか別の転送があります。
  7 | redirect_from: [/search/]
    |                 ^^^^^^^^
  ヒント: 重ならない、以前のアドレスだけを書いてください。
""",
    ),
    Bad(
        "redirect-twice",
        of_case("redirect_from: [/cases/case-0009/]\n")
        | {"content/cases/case-0002.yml": CASE + "redirect_from: [/cases/case-0009/]\n"},
        """\
content/cases/case-0002.yml:7:17: error[redirect-collision]: 「/cases/case-0009/」には、もうページか別の転送があります。
  7 | redirect_from: [/cases/case-0009/]
    |                 ^^^^^^^^^^^^^^^^^
  ヒント: 重ならない、以前のアドレスだけを書いてください。
""",
    ),
)

"""Values of the wrong kind: dates, numbers, words of a closed list, keys that nothing declares."""
# ruff: noqa: E501  (messages stand as they are printed)

from __future__ import annotations

from ..base import ARTICLE_FILE, CASE, CASE_FILE, ORG, ORG_FILE, Bad, of_case


def _date(written: str) -> dict[str, str | bytes]:
    return {CASE_FILE: CASE.replace("2025-04-01", written), ORG_FILE: ORG}


def _metric(fields: str) -> str:
    return f"metrics:\n  - kpi: churn_rate\n    compare: before_after\n    measured_by: client\n{fields}"


_SEMINAR = """\
---
title: 返信の書き方講座
audience: public
date: 2026-12-01
{}
---

本文です。
"""

CASES = (
    Bad(
        "date-with-slashes",
        _date("2026/4/1"),
        """\
content/cases/case-0001.yml:6:15: error[bad-date]: 「2026/4/1」は日付として読めません。
  6 | published_on: 2026/4/1
    |               ^^^^^^^^
  ヒント: 「2026-04-01」の形で書いてください。
""",
    ),
    Bad(
        "date-in-japanese",
        _date("2026年4月1日"),
        """\
content/cases/case-0001.yml:6:15: error[bad-date]: 「2026年4月1日」は日付として読めません。
  6 | published_on: 2026年4月1日
    |               ^^^^^^^^^^^^
  ヒント: 「2026-04-01」の形で書いてください。
""",
    ),
    Bad(
        "date-without-zeros",
        _date("2026-4-1"),
        """\
content/cases/case-0001.yml:6:15: error[bad-date]: 「2026-4-1」は日付として読めません。
  6 | published_on: 2026-4-1
    |               ^^^^^^^^
  ヒント: 「2026-04-01」の形で書いてください。
""",
    ),
    Bad(
        "date-in-wide-digits",
        _date("２０２６-０４-０１"),
        """\
content/cases/case-0001.yml:6:15: error[bad-date]: 「２０２６-０４-０１」は日付として読めません。
  6 | published_on: ２０２６-０４-０１
    |               ^^^^^^^^^^^^^^^^^^
  ヒント: 「2026-04-01」の形で書いてください。
""",
    ),
    Bad(
        "date-without-separators",
        _date("20260401"),
        """\
content/cases/case-0001.yml:6:15: error[bad-date]: 「20260401」は日付として読めません。
  6 | published_on: 20260401
    |               ^^^^^^^^
  ヒント: 「2026-04-01」の形で書いてください。
""",
    ),
    Bad(
        "date-of-an-era",
        _date("令和8年4月1日"),
        """\
content/cases/case-0001.yml:6:15: error[bad-date]: 「令和8年4月1日」は日付として読めません。
  6 | published_on: 令和8年4月1日
    |               ^^^^^^^^^^^^^
  ヒント: 「2026-04-01」の形で書いてください。
""",
    ),
    Bad(
        "date-with-zone",
        _date("2026-04-01T09:00:00+09:00"),
        """\
content/cases/case-0001.yml:6:15: error[bad-date]: 「2026-04-01T09:00:00+09:00」は日付として読めません。
  6 | published_on: 2026-04-01T09:00:00+09:00
    |               ^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 「2026-04-01」の形で書いてください。
""",
    ),
    Bad(
        "date-that-does-not-exist",
        _date("2026-02-30"),
        """\
content/cases/case-0001.yml:6:15: error[bad-date]: 「2026-02-30」は日付として読めません。
  6 | published_on: 2026-02-30
    |               ^^^^^^^^^^
  ヒント: 暦にない日付です。年・月・日を確かめてください。
""",
    ),
    Bad(
        "date-with-dots",
        _date("2026.04.01"),
        """\
content/cases/case-0001.yml:6:15: error[bad-date]: 「2026.04.01」は日付として読めません。
  6 | published_on: 2026.04.01
    |               ^^^^^^^^^^
  ヒント: 「2026-04-01」の形で書いてください。
""",
    ),
    Bad(
        "date-month-alone",
        _date("2026-04"),
        """\
content/cases/case-0001.yml:6:15: error[bad-date]: 「2026-04」は日付として読めません。
  6 | published_on: 2026-04
    |               ^^^^^^^
  ヒント: 日まで「2026-04-01」の形で書いてください。
""",
    ),
    Bad(
        "date-as-word",
        _date("来月"),
        """\
content/cases/case-0001.yml:6:15: error[bad-date]: 「来月」は日付として読めません。
  6 | published_on: 来月
    |               ^^^^
  ヒント: 「2026-04-01」か「2026-04」の形で書いてください。
""",
    ),
    Bad(
        "month-in-japanese",
        of_case("community:\n  launched: 2026年4月\n"),
        """\
content/cases/case-0001.yml:8:13: error[bad-date]: 「2026年4月」は年月として読めません。
  8 |   launched: 2026年4月
    |             ^^^^^^^^^
  ヒント: 「2026-04」の形で書いてください。
""",
    ),
    Bad(
        "month-thirteen",
        of_case("community:\n  launched: 2026-13\n"),
        """\
content/cases/case-0001.yml:8:13: error[bad-date]: 「2026-13」は年月として読めません。
  8 |   launched: 2026-13
    |             ^^^^^^^
  ヒント: 暦にない日付です。年・月・日を確かめてください。
""",
    ),
    Bad(
        "month-year-alone",
        of_case("community:\n  launched: 2026\n"),
        """\
content/cases/case-0001.yml:8:13: error[bad-date]: 「2026」は年月として読めません。
  8 |   launched: 2026
    |             ^^^^
  ヒント: 「2026-04-01」か「2026-04」の形で書いてください。
""",
    ),
    Bad(
        "period-reversed",
        of_case(_metric("    change: -50%\n    period: [2024-08, 2023-09]\n")),
        """\
content/cases/case-0001.yml:12:13: error[bad-period]: 期間の終わりが、始まりより前です。
  12 |     period: [2024-08, 2023-09]
     |             ^
  ヒント: 「[2023-09, 2024-08]」のように、始まりを先に書いてください。
""",
    ),
    Bad(
        "period-of-three",
        of_case(_metric("    change: -50%\n    period: [2023-01, 2023-02, 2023-03]\n")),
        """\
content/cases/case-0001.yml:12:13: error[bad-period]: 期間は [始まり, 終わり] の 2 つで書きます。
  12 |     period: [2023-01, 2023-02, 2023-03]
     |             ^
  ヒント: 「[2023-09, 2024-08]」の形で書いてください。
""",
    ),
    Bad(
        "number-with-comma",
        of_case("community:\n  members: {value: 12,000, on: 2023-09}\n"),
        """\
content/cases/case-0001.yml:8:23: error[unknown-key]: 「000」という項目はありません。
  8 |   members: {value: 12,000, on: 2023-09}
    |                       ^^^
  ヒント: 数には「,」を入れず、「12000」のように続けて書いてください。
""",
    ),
    Bad(
        "number-with-unit",
        of_case("community:\n  members:\n    value: 12,000人\n    on: 2023-09\n"),
        """\
content/cases/case-0001.yml:9:12: error[not-a-number]: 「12,000人」は数ではありません。
  9 |     value: 12,000人
    |            ^^^^^^^^
  ヒント: 「12000」のように、半角の数字だけを書いてください。
""",
    ),
    Bad(
        "number-in-wide-digits",
        of_case("community:\n  members:\n    value: １２０００\n"),
        """\
content/cases/case-0001.yml:9:12: error[not-a-number]: 「１２０００」は数ではありません。
  9 |     value: １２０００
    |            ^^^^^^^^^^
  ヒント: 「12000」のように、半角の数字だけを書いてください。
""",
    ),
    Bad(
        "number-as-word",
        of_case("community:\n  members:\n    value: たくさん\n"),
        """\
content/cases/case-0001.yml:9:12: error[not-a-number]: 「たくさん」は数ではありません。
  9 |     value: たくさん
    |            ^^^^^^^^
  ヒント: 半角の数字だけを書いてください。
""",
    ),
    Bad(
        "number-negative",
        of_case("community:\n  members:\n    value: -3\n"),
        """\
content/cases/case-0001.yml:9:12: error[not-in-range]: 「-3」は使えません。
  9 |     value: -3
    |            ^^
  ヒント: 0 から 1000000000 までの整数を書いてください。
""",
    ),
    Bad(
        "change-without-percent",
        of_case(_metric("    change: -0.5\n    period: [2023-09, 2024-08]\n")),
        """\
content/cases/case-0001.yml:11:13: error[not-a-change]: 「-0.5」は変化率ではありません。
  11 |     change: -0.5
     |             ^^^^
  ヒント: 「-50%」や「+12.5%」の形で書いてください。
""",
    ),
    Bad(
        "flag-yes",
        {ORG_FILE: ORG + "sample: yes\n"},
        """\
content/organizations/org-0001.yml:9:9: error[not-a-flag]: 「yes」は true でも false でもありません。
  9 | sample: yes
    |         ^^^
  ヒント: 「true」と書いてください。
""",
    ),
    Bad(
        "time-without-colon",
        {"content/seminars/reply.md": _SEMINAR.format("start: 15時")},
        """\
content/seminars/reply.md:5:8: error[bad-time]: 「15時」は時刻として読めません。
  5 | start: 15時
    |        ^^^^
  ヒント: 「15:00」の形で書いてください。
""",
    ),
    Bad(
        "url-without-scheme",
        {"content/seminars/reply.md": _SEMINAR.format("registration_url: example.com/apply")},
        """\
content/seminars/reply.md:5:19: error[bad-url]: 「example.com/apply」は URL ではありません。
  5 | registration_url: example.com/apply
    |                   ^^^^^^^^^^^^^^^^^
  ヒント: https:// で始まる URL を書いてください。
""",
    ),
    Bad(
        "url-of-a-script",
        {"content/seminars/reply.md": _SEMINAR.format("registration_url: javascript:alert(1)")},
        """\
content/seminars/reply.md:5:19: error[bad-url]: 「javascript:alert(1)」は URL ではありません。
  5 | registration_url: javascript:alert(1)
    |                   ^^^^^^^^^^^^^^^^^^^
  ヒント: https:// で始まる URL を書いてください。
""",
    ),
    Bad(
        "tag-with-slash",
        {ARTICLE_FILE: "---\ntitle: 返信\naudience: public\ntags: [返信, 投稿/お題]\n---\n本文。\n"},
        """\
content/articles/operation/reply.md:4:12: error[bad-tag]: 「投稿/お題」はタグに使えません。
  4 | tags: [返信, 投稿/お題]
    |              ^^^^^^^^^
  ヒント: 文字・数字・「-」「・」・空白だけで書いてください。
""",
    ),
    Bad(
        "text-empty",
        {CASE_FILE: CASE.replace("定期便を続けてもらうための、会員どうしの場", '""'), ORG_FILE: ORG},
        """\
content/cases/case-0001.yml:1:8: error[empty-text]: 中身がありません。
  1 | title: ""
    |        ^^
  ヒント: 文字を書くか、この行を消してください。
""",
    ),
    Bad(
        "text-too-long",
        {ORG_FILE: ORG + f"prefecture: {'東' * 21}\n"},
        """\
content/organizations/org-0001.yml:9:13: error[text-too-long]: 長すぎます（21 文字）。
  9 | prefecture: 東東東東東東東東東東東東東東東東東東東東東
    |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 20 文字までにしてください。
""",
    ),
    Bad(
        "list-with-empty-row",
        of_case("conditions:\n  - 返事をする担当者がいる\n  -\n"),
        """\
content/cases/case-0001.yml:9:4: error[empty-text]: リストに空の行があります。
  9 |   -
    |    ^
  ヒント: 中身を書くか、その行を消してください。
""",
    ),
    Bad(
        "several-bad-items",
        of_case("related: [Case-1, case_2]\n"),
        """\
content/cases/case-0001.yml:7:11: error[bad-id]: 「Case-1」は id ではありません。
  7 | related: [Case-1, case_2]
    |           ^^^^^^
  ヒント: 半角の英小文字・数字・ハイフンで書いてください。
content/cases/case-0001.yml:7:19: error[bad-id]: 「case_2」は id ではありません。
  7 | related: [Case-1, case_2]
    |                   ^^^^^^
  ヒント: 半角の英小文字・数字・ハイフンで書いてください。
""",
    ),
    Bad(
        "unknown-key",
        of_case("sumary: 要約\n"),
        """\
content/cases/case-0001.yml:7:1: error[unknown-key]: 「sumary」という項目はありません。
  7 | sumary: 要約
    | ^^^^^^
  ヒント: 「summary」ではありませんか。
""",
    ),
    Bad(
        "unknown-key-far",
        of_case("担当: 田中\n"),
        """\
content/cases/case-0001.yml:7:1: error[unknown-key]: 「担当」という項目はありません。
  7 | 担当: 田中
    | ^^^^
  ヒント: 使える項目: adoption、approach、audience、challenge、communication、community、concept、conditions、consent、extra、metrics、objections、organization、outcome、playbooks、publish_on、published_on、purposes、quotes、redirect_from、related、review、sample、setbacks、status、summary、tags、talk_track、title、updated_on。
""",
    ),
    Bad(
        "unknown-key-nested",
        of_case(_metric("    befor: {value: 8}\n    after: {value: 4, period: [2023-09, 2024-08]}\n")),
        """\
content/cases/case-0001.yml:11:5: error[unknown-key]: 「befor」という項目はありません。
  11 |     befor: {value: 8}
     |     ^^^^^
  ヒント: 「before」ではありませんか。
""",
    ),
    Bad(
        "unknown-key-in-flow",
        of_case("community: {type: fan, menbers: {value: 1}}\n"),
        """\
content/cases/case-0001.yml:7:24: error[unknown-key]: 「menbers」という項目はありません。
  7 | community: {type: fan, menbers: {value: 1}}
    |                        ^^^^^^^
  ヒント: 「members」ではありませんか。
""",
    ),
    Bad(
        "unknown-kpi",
        of_case("metrics:\n  - {kpi: 盛り上がり度, compare: single, change: +10%, period: 2024-01, measured_by: us}\n"),
        """\
content/cases/case-0001.yml:8:11: error[unknown-kpi]: 「盛り上がり度」は KPI 一覧にありません。
  8 |   - {kpi: 盛り上がり度, compare: single, change: +10%, period: 2024-01, measured_by: us}
    |           ^^^^^^^^^^^^
  ヒント: 使える値: churn_rate（解約率）、retention_rate（継続率）、ltv（LTV（顧客生涯価値））、repeat_rate（リピート率）、average_order_value（客単価）、active_rate（アクティブ率）、action_count（アクション数）、post_count（投稿数）、reply_rate（返信率）、support_hours（サポート工数）、inquiry_count（問い合わせ件数）、self_resolution_rate（自己解決率）、nps（NPS（推奨度））、ugc_count（UGC数）、referral_count（紹介数）、event_attendance（イベント参加率）、adoption_rate（利用定着率）、idea_count（アイデア数）、open_rate（開封率）、reach_rate（伝達率）、csat（顧客満足度）、onboarding_completion（初期設定の完了率）。
""",
    ),
    Bad(
        "unknown-kpi-near",
        of_case(
            "metrics:\n  - kpi: churn_rat\n    compare: single\n    change: +10%\n    period: 2024-01\n    measured_by: us\n"
        ),
        """\
content/cases/case-0001.yml:8:10: error[unknown-kpi]: 「churn_rat」は KPI 一覧にありません。
  8 |   - kpi: churn_rat
    |          ^^^^^^^^^
  ヒント: 「churn_rate」ではありませんか。
""",
    ),
    Bad(
        "unknown-value",
        of_case("concept: communty\n"),
        """\
content/cases/case-0001.yml:7:10: error[unknown-value]: 「communty」は考え方にありません。
  7 | concept: communty
    |          ^^^^^^^^
  ヒント: 「community」ではありませんか。
""",
    ),
    Bad(
        "unknown-value-far",
        of_case("concept: 営業\n"),
        """\
content/cases/case-0001.yml:7:10: error[unknown-value]: 「営業」は考え方にありません。
  7 | concept: 営業
    |          ^^^^
  ヒント: 使える値: community（コミュニティマネジメント）、communication（コミュニケーションマネジメント）。
""",
    ),
    Bad(
        "unknown-value-in-list",
        {CASE_FILE: CASE.replace("[retention]", "[継続・解約防止, 売上アップ]"), ORG_FILE: ORG},
        """\
content/cases/case-0001.yml:5:21: error[unknown-value]: 「売上アップ」は目的にありません。
  5 | purposes: [継続・解約防止, 売上アップ]
    |                            ^^^^^^^^^^
  ヒント: 使える値: retention（継続・解約防止）、ltv（客単価・LTV向上）、support_load（サポート工数削減）、activation（利用定着）、insight（顧客理解・商品開発）、advocacy（口コミ・UGC）、acquisition（新規獲得）、co_creation（共創）、internal_knowledge（社内の知見共有）、partner（代理店・取引先支援）、local（地域）。
""",
    ),
    Bad(
        "unknown-segment",
        {ORG_FILE: ORG.replace("food", "食品")},
        """\
content/organizations/org-0001.yml:8:10: error[unknown-value]: 「食品」は業種にありません。
  8 | segment: 食品
    |          ^^^^
  ヒント: 使える値: food（食品・飲料）、cosmetics（化粧品・日用品）、pharma（医薬品）、apparel（衣料品・服飾）、machinery（機械・設備）、electronics（電機・家電）、automotive（自動車）、toys_hobby（玩具・趣味用品）、housing（住宅・建設）、energy（電気・ガス）、telecom（通信）、software（業務ソフト・SaaS）、it_services（情報システム・受託開発）、web_services（ネットサービス・アプリ）、media（出版・映像・放送）、transport（鉄道・交通）、retail（小売・流通）、ec（通販・EC）、banking（銀行・信用金庫）、insurance（保険）、real_estate（不動産）、restaurant（飲食店）、travel（旅行・宿泊）、education（教育・学習）、healthcare（医療・介護）、staffing（人材・事業支援）、public_sector（自治体・公共）。
""",
    ),
    Bad(
        "unknown-prefecture",
        {ORG_FILE: ORG + "prefecture: 東京\n"},
        """\
content/organizations/org-0001.yml:9:13: error[unknown-value]: 「東京」は都道府県にありません。
  9 | prefecture: 東京
    |             ^^^^
  ヒント: 「東京都」ではありませんか。
""",
    ),
    Bad(
        "value-where-table",
        of_case("community: fan\n"),
        """\
content/cases/case-0001.yml:7:12: error[wrong-type]: 「項目名: 値」の並びが入るところに、値があります。
  7 | community: fan
    |            ^^^
  ヒント: 次の行から字下げして、「項目名: 値」を 1 行に 1 つずつ書いてください。
""",
    ),
    Bad(
        "table-where-value",
        of_case("tags: {食品: 定期便}\n"),
        """\
content/cases/case-0001.yml:7:7: error[wrong-type]: 文字が入るところに、「項目名: 値」の並びがあります。
  7 | tags: {食品: 定期便}
    |       ^
  ヒント: 文字を書いてください。「: 」を含む文は、全体を引用符で囲みます。
""",
    ),
    Bad(
        "list-where-value",
        {CASE_FILE: CASE.replace("2025-04-01", "[2025-04-01]"), ORG_FILE: ORG},
        """\
content/cases/case-0001.yml:6:15: error[wrong-type]: 日付が入るところに、リストがあります。
  6 | published_on: [2025-04-01]
    |               ^
  ヒント: 「[ ]」や「- 」を使わず、日付を 1 つだけ書いてください。
""",
    ),
    Bad(
        "required-missing-nested",
        of_case("quotes:\n  - {speaker: client, role: 課長}\n"),
        """\
content/cases/case-0001.yml:8:5: error[missing-key]: 「text」がありません。
  8 |   - {speaker: client, role: 課長}
    |     ^
  ヒント: 「text: …」の行を書き足してください。
""",
    ),
    Bad(
        "kpis-as-list",
        {"content/kpis.yml": "- churn_rate\n"},
        """\
content/kpis.yml:1:1: error[wrong-type]: 「キー: {…}」の並びではありません。
  ヒント: 「キー:」の下に字下げして項目を書いてください。
""",
    ),
    Bad(
        "kpis-bad-key",
        {"content/kpis.yml": "投稿数:\n  name: 投稿数\n  unit: 件\n"},
        """\
content/kpis.yml:1:1: error[bad-id]: 「投稿数」はキーに使えません。
  1 | 投稿数:
    | ^^^^^^
  ヒント: 半角の英小文字・数字・「_」で書いてください。
""",
    ),
    Bad(
        "kpi-without-unit",
        {"content/kpis.yml": "post_count:\n  name: 投稿数\n"},
        """\
content/kpis.yml:2:3: error[missing-key]: 「unit」がありません。
  2 |   name: 投稿数
    |   ^
  ヒント: 「unit: …」の行を書き足してください。
""",
    ),
    Bad(
        "taxonomy-unknown-part",
        {"content/taxonomy.yml": "segment:\n  cafe: {label: 喫茶店}\n"},
        """\
content/taxonomy.yml:1:1: error[unknown-key]: 「segment」という項目はありません。
  1 | segment:
    | ^^^^^^^
  ヒント: 「segments」ではありませんか。
""",
    ),
    Bad(
        "taxonomy-as-list",
        {"content/taxonomy.yml": "- food\n"},
        """\
content/taxonomy.yml:1:1: error[wrong-type]: 「キー: {…}」の並びではありません。
  ヒント: 「キー:」の下に字下げして項目を書いてください。
""",
    ),
    Bad(
        "synonyms-as-table",
        {"content/synonyms.yml": "事例: 導入事例\n"},
        """\
content/synonyms.yml:1:1: error[wrong-type]: 同義語はリストで書きます。
  ヒント: 「- [事例, 導入事例]」の形で 1 行に 1 組書いてください。
""",
    ),
    Bad(
        "synonym-without-to",
        {"content/synonyms.yml": "- {from: LTV}\n"},
        """\
content/synonyms.yml:1:3: error[missing-key]: 「to」がありません。
  1 | - {from: LTV}
    |   ^
  ヒント: 「to: …」の行を書き足してください。
""",
    ),
    Bad(
        "list-too-long",
        of_case("conditions: [" + "あ," * 2_001 + "]\n"),
        f"""\
content/cases/case-0001.yml:7:13: error[list-too-long]: リストが長すぎます（2,001 件）。
  7 | {("conditions: [" + "あ," * 2_001 + "]")[:400]}…
    |             ^
  ヒント: 2,000 件までにしてください。
""",
    ),
)

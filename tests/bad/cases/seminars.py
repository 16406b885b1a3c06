"""Slides that say what nobody may show, or cannot be understood."""
# ruff: noqa: E501  (messages stand as they are printed)

from __future__ import annotations

from ...folders import Content
from ..base import CASE_FILE, FRONT, Bad, of_case

_FILE = "content/seminars/talk.md"
_METRIC = """\
metrics:
  - kpi: churn_rate
    compare: before_after
    before: {value: 8, period: [2022-09, 2023-08]}
    after: {value: 4, period: [2023-09, 2024-08]}
    measured_by: client
quotes: [{speaker: client, text: 会話が増えました。}]
"""
_GRANTED = _METRIC + "consent: {status: granted, seminar: [alias]}\n"


def _talk(body: str, front: str = "") -> str:
    return FRONT.replace("---\n\n", f"date: 2026-12-01\n{front}---\n\n") + body


def _slides(body: str, case: str = _GRANTED, front: str = "") -> dict[str, Content]:
    return {**of_case(case), _FILE: _talk(body, front)}


CASES = (
    Bad(
        "directive-misspelt",
        _slides("{{ colums }}\n"),
        """\
content/seminars/talk.md:7:1: error[slide-directive]: 「colums」という指示はありません。
  7 | {{ colums }}
    | ^^^^^^^^^^^^
  ヒント: 「columns」ではありませんか。
""",
    ),
    Bad(
        "directive-with-other-text",
        _slides("# 成果\n\n結果は {{ case case-0001 }}\n"),
        """\
content/seminars/talk.md:9:1: error[slide-directive]: 「{{ case case-0001 }}」が、1 行だけになっていません。
  9 | 結果は {{ case case-0001 }}
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 「{{ case case-0012 chart churn_rate }}」のように、行の先頭から、その 1 行だけに書いてください。そのまま見せたいときは、「`」で囲んでください。
""",
    ),
    Bad(
        "columns-left-open",
        _slides("{{ columns }}\n左\n\n---\n\n右\n"),
        """\
content/seminars/talk.md:7:1: error[slide-directive]: 「{{ columns }}」が、このスライドの中で閉じられていません。
  7 | {{ columns }}
    | ^^^^^^^^^^^^^
  ヒント: 段組みの終わりの行に「{{ end }}」と書いてください。
""",
    ),
    Bad(
        "columns-cross-a-narrower-part",
        _slides("{{ columns }}\n左\n\n/// audience | sales\n{{ column }}\n右\n{{ end }}\n///\n"),
        """\
content/seminars/talk.md:7:1: error[slide-directive]: 「{{ columns }}」が、このスライドの中で閉じられていません。
  7 | {{ columns }}
    | ^^^^^^^^^^^^^
  ヒント: 段組みの終わりの行に「{{ end }}」と書いてください。
""",
    ),
    Bad(
        "slide-with-unknown-case",
        _slides("{{ case case-0010 }}\n"),
        """\
content/seminars/talk.md:7:1: error[unknown-reference]: 「case-0010」は cases にありません。
  7 | {{ case case-0010 }}
    | ^^^^^^^^^^^^^^^^^^^^
  ヒント: 「case-0001」ではありませんか。
""",
    ),
    Bad(
        "slide-with-unknown-kpi",
        _slides("{{ case case-0001 chart chrun_rate }}\n"),
        """\
content/seminars/talk.md:7:1: error[unknown-kpi]: 「chrun_rate」は KPI 一覧にありません。
  7 | {{ case case-0001 chart chrun_rate }}
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 「churn_rate」ではありませんか。
""",
    ),
    Bad(
        "slide-with-a-kpi-the-case-lacks",
        _slides("{{ case case-0001 chart nps }}\n"),
        """\
content/seminars/talk.md:7:1: error[nothing-to-pull]: case-0001 に「NPS（推奨度）」の数字（metrics）はありません。
  7 | {{ case case-0001 chart nps }}
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: この事例にある数字: churn_rate。
""",
    ),
    Bad(
        "slide-with-a-quote-the-case-lacks",
        _slides("{{ case case-0001 quote 2 }}\n"),
        """\
content/seminars/talk.md:7:1: error[nothing-to-pull]: case-0001 に、2 番目のお客様の言葉（quotes）はありません。
  7 | {{ case case-0001 quote 2 }}
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 番号は 1 までです。番号のない「quote」は、1 番目の言葉になります。
""",
    ),
    Bad(
        "slide-with-a-refused-case",
        _slides("{{ case case-0001 }}\n", "consent: {status: refused}\n"),
        """\
content/seminars/talk.md:7:1: warning[not-covered]: case-0001 のこの部分は、スライドと配布資料に入りません（掲載許諾：不可）。
  7 | {{ case case-0001 }}
    | ^^^^^^^^^^^^^^^^^^^^
  ヒント: 許諾と公開の範囲を確かめるか、この行を消してください。
""",
        0,
    ),
    Bad(
        "slide-with-parts-not-granted",
        _slides("{{ case case-0001 }}\n{{ case case-0001 chart 解約率 }}\n{{ case case-0001 quote }}\n"),
        """\
content/seminars/talk.md:8:1: warning[not-covered]: case-0001 のこの部分は、スライドと配布資料に入りません（この数字は、セミナーでの掲載が許されていません）。
  8 | {{ case case-0001 chart 解約率 }}
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 許諾と公開の範囲を確かめるか、この行を消してください。
content/seminars/talk.md:9:1: warning[not-covered]: case-0001 のこの部分は、スライドと配布資料に入りません（この言葉は、セミナーでの掲載が許されていません）。
  9 | {{ case case-0001 quote }}
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 許諾と公開の範囲を確かめるか、この行を消してください。
""",
        0,
    ),
    Bad(
        "slide-with-a-narrower-case",
        {
            **_slides("{{ case case-0001 }}\n"),
            CASE_FILE: str(of_case(_GRANTED)[CASE_FILE]).replace("audience: public", "audience: sales"),
        },
        """\
content/seminars/talk.md:7:1: warning[not-covered]: case-0001 のこの部分は、スライドと配布資料に入りません（事例の範囲（sales）が、セミナーの範囲（public）より狭い）。
  7 | {{ case case-0001 }}
    | ^^^^^^^^^^^^^^^^^^^^
  ヒント: 許諾と公開の範囲を確かめるか、この行を消してください。
""",
        0,
    ),
    Bad(
        "question-for-more-than-its-seminar",
        {
            _FILE: _talk("本文。\n", "qa: [{question: 問い, answer: 答え, audience: public}]\n").replace(
                "audience: public\ndate", "audience: sales\ndate"
            )
        },
        """\
content/seminars/talk.md:5:43: error[audience-widened]: もとの範囲（sales）より広い audience です。
  5 | qa: [{question: 問い, answer: 答え, audience: public}]
    |                                               ^^^^^^
  ヒント: もとと同じか、より狭い範囲にしてください。
""",
    ),
)

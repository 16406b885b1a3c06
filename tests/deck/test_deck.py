"""A seminar's body is cut into slides, parts, columns and steps; what is no directive stays text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.deck import Columns, Part, Pull, Slide, Text, pulls_of, read_deck
from generator.model.body import Body


def deck(text: str) -> tuple[Slide, ...]:
    """The slides of a body without faults."""
    slides, problems = read_deck(Body.starting_at(text, "content/seminars/x.md", 1))
    assert problems == []
    return slides


_LINES = ("---", "Note:", "```", "<!--", "-->", "- 項", "文", "", "# 題", "{{", "> 引用", "| a |")
_WORDS = ("columns", "column", "end", "step", "steps", "case case-0001", "case case-0001 quote")


def shape(parts: tuple[Part, ...]) -> list[object]:
    """Parts in short: texts stripped, what is taken from cases as ``case/what``, columns as lists."""
    found: list[object] = []
    for part in parts:
        if isinstance(part, Columns):
            found.append([shape(row) for row in part.columns])
        elif isinstance(part, Text):
            found.append(part.appears + part.body.text.strip())
        else:
            found.append(f"{part.appears}{part.case}/{part.what}{part.kpi}{part.number}")
    return found


def faults(text: str) -> list[tuple[int, str]]:
    """Lines and messages of what is wrong."""
    problems = read_deck(Body.starting_at(text, "content/seminars/x.md", 1))[1]
    return [(problem.place.line if problem.place else 0, problem.message) for problem in problems]


def test_slides_titles_and_notes() -> None:
    first, second = deck("# 一 #\n\n本文\n\nNote:\n話す\n\n---\n\n題なし\n")
    assert (first.title, shape(first.parts), first.notes.text.strip()) == ("一", ["本文"], "話す")
    assert (second.title, shape(second.parts), second.notes.text) == ("", ["題なし"], "")
    assert first.notes.lines[0] == 6


def test_what_is_taken_from_cases() -> None:
    (slide,) = deck(
        "# 題\n{{ case case-0012 }}\n{{case cases/case-0012 chart 解約率}}\n{{ case case-0012 quote 2 }}\n文\n"
    )
    assert shape(slide.parts) == ["case-0012/card1", "case-0012/chart解約率1", "case-0012/quote2", "文"]
    assert [pull.place.line for pull in pulls_of([slide])] == [2, 3, 4]


def test_columns_and_steps() -> None:
    (slide,) = deck(
        "{{ columns }}\n左\n{{ column }}\n{{ step }}\n{{ case case-0001 }}\n{{ end }}\n{{ steps }}\n\n- 一\n- 二\n"
    )
    assert shape(slide.parts) == [[["左"], ["onecase-0001/card1"]], "items- 一\n- 二"]
    (slide,) = deck("{{ step }}\n{{ columns }}\n左\n{{ column }}\n右\n{{ end }}\n")
    assert isinstance(slide.parts[0], Columns) and slide.parts[0].appears == "one"
    assert [pull.case for pull in pulls_of(deck("{{ columns }}\n{{ case case-0002 }}\n{{ end }}"))] == ["case-0002"]


@pytest.mark.parametrize(
    "text",
    [
        "```\n{{ case case-0001 }}\n---\n{{ nope }}\n```",
        "~~~\n{{ step }}\n```\n{{ end }}\n~~~",
        "<!--\n{{ case case-0001 }}\n-->",
        "<!-- {{ step }}\n---\n{{ nope }} -->",
        "指示は `{{ step }}` と書きます。",
        "メールの雛形では {{ お名前 }} 様、と書きます。",
        "a {{ end",
    ],
)
def test_what_is_no_directive_stays(text: str) -> None:
    (slide,) = deck(text)
    assert shape(slide.parts) == [text]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ chart }}", "「chart」という指示はありません。"),
        ("{{ }}", "指示の中身がありません。"),
        ("{{ お名前 }}", "「お名前」という指示はありません。"),
        ("{{ step now }}", "「{{ step }}」の後ろに、余分な言葉があります。"),
        ("{{ case }}", "どの事例かが書かれていません。"),
        ("{{ case 食品 }}", "「食品」は事例の id ではありません。"),
        ("{{ case case-0001 chart }}", "どの数字の図かが書かれていません。"),
        ("{{ case case-0001 grahp churn_rate }}", "「grahp」という見せ方はありません。"),
        ("{{ case case-0001 quote 一 }}", "「一」は何番目の言葉かを示す数ではありません。"),
        ("{{ case case-0001 quote 0 }}", "「0」は何番目の言葉かを示す数ではありません。"),
        ("{{ case case-0001 quote 1 2 }}", "「quote」の後ろに、余分な言葉があります。"),
        ("- {{ step }}", "「{{ step }}」が、1 行だけになっていません。"),
        ("    {{ case case-0001 }}", "「{{ case case-0001 }}」が、1 行だけになっていません。"),
        (
            "結果：{{ case case-0001 chart churn_rate }}",
            "「{{ case case-0001 chart churn_rate }}」が、1 行だけになっていません。",
        ),
        ("｛｛ step ｝｝", "指示の括弧が全角です。"),
        ("{{ columns }}\n左", "「{{ columns }}」が、このスライドの中で閉じられていません。"),
        ("{{ column }}", "「{{ column }}」の前に「{{ columns }}」がありません。"),
        ("{{ end }}", "「{{ end }}」の前に「{{ columns }}」がありません。"),
        ("{{ columns }}\n{{ columns }}\n{{ end }}", "段組みの中に、別の段組みがあります。"),
        ("{{ columns }}\n" + "{{ column }}\n" * 3 + "{{ end }}", "段が 3 つより多くあります。"),
        ("{{ steps }}\n文", "「{{ steps }}」のすぐ後に、箇条書きがありません。"),
        ("文\n\nNote:\n{{ step }}", "話すこと（Note:）の中では、指示は使えません。"),
    ],
)
def test_what_looks_like_a_directive_and_is_none(text: str, message: str) -> None:
    assert [said for _, said in faults(text)] == [message]


def test_columns_end_with_their_slide() -> None:
    found = faults("{{ columns }}\n左\n\n---\n\n{{ column }}\n右\n{{ end }}\n")
    assert [line for line, _ in found] == [1, 6, 8]


@given(
    st.lists(
        st.sampled_from([*(f"{{{{ {words} }}}}" for words in _WORDS), *_LINES]),
        max_size=14,
    )
)
def test_no_text_is_lost(lines: list[str]) -> None:
    """Every line that is no directive, separator, title or mark of notes stands in exactly one part, faults or not."""
    text = "\n".join(lines)
    slides, problems = read_deck(Body.starting_at(text, "x.md", 1))
    kept = "\n".join(_texts(slides))
    for word in ("項", "文", "| a |", "引用"):
        assert kept.count(word) == text.count(word)
    assert problems or "{{ columns }}" not in _outside_code(text) or re.search(r"\{\{ end \}\}", text)


def _texts(slides: tuple[Slide, ...]) -> list[str]:
    found: list[str] = []
    for slide in slides:
        rows = [part.columns if isinstance(part, Columns) else ((part,),) for part in slide.parts]
        found += [part.body.text for row in rows for parts in row for part in parts if isinstance(part, Text)]
        assert all(isinstance(part, Text | Pull) for row in rows for parts in row for part in parts)
        found += [slide.title, slide.notes.text]
    return found


def _outside_code(text: str) -> str:
    return "" if "```" in text or "<!--" in text else text

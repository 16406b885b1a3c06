"""Nothing in YAML is guessed, nothing expands, and everything has its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import strict_yaml
from generator.source import CONTROL
from generator.strict_yaml import Listing, Node, Scalar, Table, dump, parse, plain


def read(text: str) -> Table:
    """The tree of a text that is a good mapping."""
    node, problems = parse(text, "x.yml")
    assert problems == []
    assert isinstance(node, Table)
    return node


@pytest.mark.parametrize("text", ["no", "1.10", "12:30", "0x1F", "1e3", "2026-04-01", "yes", "~x", ".inf", "010"])
def test_values_stay_as_typed(text: str) -> None:
    assert plain(read(f"a: {text}\n")) == {"a": text}


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_empty_values_are_none(text: str) -> None:
    table = read(f"a: {text}\nb: c\n")
    assert plain(table) == {"a": None, "b": "c"}
    assert table.get("a") is None


@pytest.mark.parametrize("text", ['""', "''", '"~"', "'null'"])
def test_quoted_values_are_texts(text: str) -> None:
    assert plain(read(f"a: {text}\n")) == {"a": text[1:-1]}


def test_places_count_from_one_and_reach_into_flow() -> None:
    table = read("a:\n  b: [x, {c: 値}]\n")
    inner = table.entries["a"]
    assert isinstance(inner, Table)
    listing = inner.entries["b"]
    assert isinstance(listing, Listing)
    deep = listing.items[1]
    assert isinstance(deep, Table)
    value = deep.entries["c"]
    assert (str(deep.keys["c"]), str(value.place), value.place.length) == ("x.yml:2:11", "x.yml:2:14", 1)


def test_offset_moves_every_place() -> None:
    node, problems = parse("a: b\na: c\n", "x.md", offset=4)
    assert isinstance(node, Table)
    assert (node.entries["a"].place.line, [p.place.line for p in problems if p.place]) == (5, [6])


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: |\n  一\n  二\n", 2, 3),
        ("a: |\n\n    一\n", 2, 5),
        ("a: >-\n  一\n", 2, 3),
        ('a: "一"\n', 1, 5),
        ("a: 一\n", 1, 4),
        ("b:\n  - a: |\n      一\n", 3, 7),
    ],
)
def test_where_the_words_of_a_value_begin(text: str, line: int, column: int) -> None:
    node: Node = read(text)
    while not isinstance(node, Scalar):
        node = node.items[0] if isinstance(node, Listing) else next(iter(node.entries.values()))
    assert (node.first_line, node.first_column) == (line, column)


@pytest.mark.parametrize(
    "text",
    [
        "a: b # c\n",
        "# all\na: b\n",
        "a: b  # 説明です\n",
        'a: "b #c"\n',
        "a: b#c\n",
        "a: |\n  # 見出し\n  #タグ\n",
        "a: b ##\n",
    ],
)
def test_plain_comments_are_comments(text: str) -> None:
    assert parse(text, "x.yml")[1] == []


@pytest.mark.parametrize(
    "text", ["a: 題 #タグ\n", "a: #cm-food\n", "a: [b, c #d\n]\n", "- x #y\n", "a: b #c # d\n", "a: #c\nb: d\n"]
)
def test_a_hash_that_cuts_is_an_error(text: str) -> None:
    assert [problem.code for problem in parse(text, "x.yml")[1]] == ["hash-cuts-value"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &b c\n", "yaml-alias"),
        ("a: *b\n", "yaml-alias"),
        ("<<: *b\n", "yaml-alias"),
        ("a: !!python/object:os.system x\n", "yaml-tag"),
        ("a: !!str 1\n", "yaml-tag"),
        ("a: b\n---\nc: d\n", "yaml-documents"),
        ("{a: b}: c\n", "yaml-key"),
        ("a: " + "{b: " * 30 + "c" + "}" * 30 + "\n", "yaml-too-deep"),
        ("a: b: c\n", "yaml-syntax"),
        ("a: [b\n", "yaml-syntax"),
        ("a: 'b\n", "yaml-syntax"),
        ("a: `b`\n", "yaml-syntax"),
        ("a: @b\n", "yaml-syntax"),
        ("a: %b\n", "yaml-syntax"),
        ("a:\n\tb: c\n", "yaml-syntax"),
    ],
)
def test_refused(text: str, code: str) -> None:
    node, problems = parse(text, "x.yml")
    assert node is None
    assert [problem.code for problem in problems] == [code]
    assert all(problem.place and problem.hint for problem in problems)


def test_very_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_yaml, "MAX_NODES", 100)
    node, problems = parse("[" + "a," * 101 + "]", "x.yml")
    assert (node, [problem.code for problem in problems]) == (None, ["yaml-too-deep"])


@given(st.text(max_size=200))
def test_no_text_makes_it_fall(text: str) -> None:
    node, problems = parse(text, "x.yml")
    assert node is None or isinstance(node, Scalar | Listing | Table)
    for problem in problems:
        assert problem.place is not None
        assert problem.place.line >= 1
        assert problem.place.column >= 1


_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")).filter(lambda one: not CONTROL.search(one)), max_size=40)
_VALUE = st.recursive(
    _TEXT, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3), max_leaves=8
)


@given(st.dictionaries(_TEXT, _VALUE, min_size=1, max_size=4))
def test_what_is_dumped_reads_back(data: dict[str, object]) -> None:
    node, problems = parse(dump(data), "x.yml")
    assert problems == []
    assert node is not None
    assert plain(node) == data

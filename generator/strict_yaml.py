"""The only reader of YAML: every scalar stays the text that was typed, every node knows its place.

YAML's guesses (``no`` → False, ``1.10`` → 1.1, ``12:30`` → 750) never happen here: what a value means is
decided by the key it stands under. Anchors, aliases, tags and merge keys are refused, so nothing expands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from .problems import Place, Problem, error
from .slips import find_slip, lost_heading, mistaken_sign
from .source import CONTROL

MAX_DEPTH = 24
MAX_NODES = 100_000
MAX_PROBLEMS = 100
"""Of one file: whoever has more of the same kind has made one mistake a hundred times."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"[ \t]*#(?=[^\s#])")
_COLON = re.compile(r"\s*:")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """One value as typed. ``plain`` is False for quoted and block values.

    ``first_line`` and ``first_column`` are where its text begins: for a block value, the margin of its lines.
    """

    text: str
    plain: bool
    place: Place
    first_line: int
    first_column: int = 1

    @property
    def is_null(self) -> bool:
        """True for an empty unquoted value, ``~`` and ``null``."""
        return self.plain and self.text in _NULLS


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A YAML sequence."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A YAML mapping: values and the places of their keys."""

    entries: Mapping[str, Node]
    keys: Mapping[str, Place]
    place: Place

    def get(self, key: str) -> Node | None:
        """The value under ``key``; None where it is missing or null."""
        node = self.entries.get(key)
        return None if node is None or (isinstance(node, Scalar) and node.is_null) else node


Node: TypeAlias = Scalar | Listing | Table


def plain(node: Node) -> object:
    """The node as strings, lists and dicts (nulls become None)."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(slots=True)
class _Builder:
    """Turns the parser's events into nodes; problems that leave the shape clear are collected, others raised."""

    file: str
    lines: list[str]
    offset: int
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    def add(self, problem: Problem) -> None:
        """Keep a problem that leaves the shape clear."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)

    def place(self, mark: Any, length: int = 1) -> Place:
        return Place(file=self.file, line=mark.line + 1 + self.offset, column=mark.column + 1, length=max(1, length))

    def build(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int = 0) -> Node:
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_NODES:
            raise _Refused(
                error(
                    "yaml-too-deep",
                    self.place(event.start_mark),
                    "入れ子が深すぎるか、値が多すぎます。",
                    f"入れ子は {MAX_DEPTH} 段までにしてください。",
                )
            )
        self._refuse_surprises(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._listing(event, events, depth)
        return self._table(event, events, depth)

    def _refuse_surprises(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            code, message, hint = _ALIAS
        elif getattr(event, "tag", None):
            code, message, hint = _TAG
        else:
            return
        raise _Refused(error(code, self.place(event.start_mark), message, hint))

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        start: Any = event.start_mark
        end: Any = event.end_mark
        is_plain = event.style is None or event.style == ""
        is_block = event.style in ("|", ">")
        if is_plain:
            self._hash_cuts(end, event.value)
            self._mistaken(start, end, event.value)
        length = end.column - start.column if end.line == start.line else 1
        place = self.place(start, length)
        if found := CONTROL.search(event.value):
            self.add(_escaped_control(place, found[0]))
        if is_block:
            margin = self._margin(start.line + 1)
            if event.value:
                self._heading_lost(start.line + 1, margin)
            return Scalar(
                text=event.value, plain=False, place=place, first_line=place.line + 1, first_column=margin + 1
            )
        column = place.column + (0 if is_plain else 1)
        return Scalar(text=event.value, plain=is_plain, place=place, first_line=place.line, first_column=column)

    def _margin(self, start: int) -> int:
        """The width of the margin of a block value that begins in line ``start``: that of its first words."""
        first = next((line for line in self.lines[start:] if line.strip()), "")
        return len(first) - len(first.lstrip(" "))

    def _heading_lost(self, row: int, margin: int) -> None:
        at = lost_heading(self.lines, row, margin)
        if at is not None:
            line = self.lines[at].strip()
            self.add(
                error(
                    "hash-cuts-value",
                    Place(file=self.file, line=at + 1 + self.offset, column=1, length=len(self.lines[at])),
                    f"「{_clipped(line)}」は、字下げがないためコメントになり、文章に入りません。",
                    f"上の文章の見出しなら、行の頭に半角スペースを {margin} つ入れてください。",
                )
            )

    def _mistaken(self, start: Any, end: Any, value: str) -> None:
        line = self.lines[start.line] if start.line < len(self.lines) else ""
        found = mistaken_sign(line, start.column, value)
        is_key = end.line < len(self.lines) and _COLON.match(self.lines[end.line], end.column)
        if found and not is_key:
            sign, meant, hint = found
            self.add(error("mistaken-sign", self.place(start), f"「{sign}」は{meant}になりません。", hint))

    def _hash_cuts(self, mark: Any, value: str) -> None:
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        found = _COMMENT.match(line, mark.column) if mark.column or not value else None
        if not found or (mark.column and not line[mark.column : mark.column + 1].isspace() and value):
            return
        at = found.end() - 1
        self.add(
            error(
                "hash-cuts-value",
                Place(file=self.file, line=mark.line + 1 + self.offset, column=at + 1, length=len(line) - at),
                f"「{_clipped(line[at:].strip())}」は、# から後ろがコメントになり、値に入りません。",
                f'値を引用符で囲んでください: 「"{_clipped(f"{value} {line[at:]}".strip())}"」'
                "（コメントなら # の後に空白を入れてください）。",
            )
        )

    def _listing(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Listing:
        items = []
        while not isinstance(following := next(events), yaml.SequenceEndEvent):
            items.append(self.build(following, events, depth + 1))
        return Listing(items=tuple(items), place=self.place(event.start_mark))

    def _table(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Table:
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(following := next(events), yaml.MappingEndEvent):
            key = self.build(following, events, depth + 1)
            if not isinstance(key, Scalar):
                raise _Refused(
                    error("yaml-key", key.place, "項目名が文字ではありません。", "「項目名: 値」の形にしてください。")
                )
            value = self.build(next(events), events, depth + 1)
            if key.text in entries:
                self.add(
                    error(
                        "duplicate-key",
                        key.place,
                        f"「{_clipped(key.text)}」が 2 回書かれています（1 回目は {keys[key.text].line} 行目）。",
                        "どちらか一方を消してください。",
                    )
                )
                continue
            entries[key.text] = value
            keys[key.text] = key.place
        return Table(entries=entries, keys=keys, place=self.place(event.start_mark))


def _escaped_control(place: Place, character: str) -> Problem:
    """The problem of a character that no file may hold, brought in by an escape such as ``"\\e"``."""
    return error(
        "control-character",
        place,
        f"「\\」の書き方で、見えない制御文字（U+{ord(character):04X}）が入っています。",
        "「\\」の書き方をやめて、見える文字だけを書いてください。",
    )


def _clipped(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"


def parse(text: str, file: str, *, offset: int = 0) -> tuple[Node | None, list[Problem]]:
    """Read one YAML document.

    ``offset`` is the number of lines before ``text`` in its file (front matter). Returns the tree, or None where
    the text is empty or cannot be read, with everything that is wrong with it.
    """
    builder = _Builder(file=file, lines=text.split("\n"), offset=offset)
    try:
        node = _document(text, builder)
    except _Refused as refused:
        return None, [*builder.problems, refused.problem]
    except yaml.MarkedYAMLError as fault:
        return None, [*builder.problems, _syntax_problem(fault, builder)]
    except (yaml.YAMLError, ValueError, RecursionError):
        place = Place(file=file, line=1 + offset)
        return None, [
            error(
                "yaml-syntax",
                place,
                "YAML として読めない文字があります。",
                "見えない制御文字がないか確かめてください。",
            )
        ]
    return node, builder.problems


def _document(text: str, builder: _Builder) -> Node | None:
    events = yaml.parse(text, Loader=_Loader)
    node: Node | None = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if node is not None:
                raise _Refused(
                    error(
                        "yaml-documents",
                        builder.place(event.start_mark),
                        "1 つのファイルに YAML が 2 つ以上あります。",
                        "「---」の行を消すか、ファイルを分けてください。",
                    )
                )
            node = builder.build(next(events), events)
    return None if isinstance(node, Scalar) and node.is_null else node


_ALIAS = (
    "yaml-alias",
    "YAML のアンカー（&）とエイリアス（*）は使えません。",
    "同じ値をもう一度書くか、文字として使うときは「'*…'」のように引用符で囲んでください。",
)
_TAG = ("yaml-tag", "「!」で始まる値は、YAML のタグとして読まれるため使えません。", "値を引用符で囲んでください。")
_CONTEXTS = {
    "an alias": _ALIAS,
    "an anchor": _ALIAS,
    "a tag": _TAG,
}
_SYNTAX = "YAML の書き方が崩れていて読めません。"


def _syntax_problem(fault: yaml.MarkedYAMLError, builder: _Builder) -> Problem:
    context = fault.context or ""
    for name, (code, message, hint) in _CONTEXTS.items():
        if context.endswith(name) and fault.context_mark:
            return error(code, builder.place(fault.context_mark), message, hint)
    began = re.search("quoted scalar|flow|simple key", context)
    mark = (fault.context_mark if began else None) or fault.problem_mark or fault.context_mark
    row = min(mark.line, len(builder.lines) - 1) if mark else 0
    if slip := find_slip(builder.lines, row):
        return error("yaml-syntax", _at(builder, slip.row, slip.column), _SYNTAX, slip.hint)
    column = min(mark.column, len(builder.lines[row])) if mark else 0
    return error("yaml-syntax", _at(builder, row, column), _SYNTAX, _syntax_hint(builder.lines[row], context, fault))


def _at(builder: _Builder, row: int, column: int) -> Place:
    return Place(file=builder.file, line=row + 1 + builder.offset, column=column + 1)


def _syntax_hint(line: str, context: str, fault: yaml.MarkedYAMLError) -> str:
    if "quoted scalar" in context:
        return "引用符（\" または '）が閉じているか確かめてください。"
    if "flow sequence" in context:
        return "「[」の中の区切り「,」と、閉じる「]」を確かめてください。"
    if "flow mapping" in context:
        return "「{」の中の区切り「,」と、閉じる「}」を確かめてください。"
    if "cannot start any token" in (fault.problem or ""):
        return "この記号から始まる値は、引用符で囲んでください。"
    if re.search(r":\s.*:\s", line):
        return "値の中に「: 」があるときは、値全体を引用符で囲んでください。"
    return "字下げの幅と、項目名の後の「: 」を、上下の行とそろえてください。"


def dump(data: Mapping[str, object]) -> str:
    """A mapping of plain values as YAML that ``parse`` reads back as the same texts; keys keep their order."""
    text: str = yaml.dump(
        _as_text(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=10_000
    )
    return text


class _Dumper(yaml.SafeDumper):
    """Never writes anchors: ``parse`` refuses them. Quotes what ``parse`` would take for a slip of the hand."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def represent_str(self, data: str) -> yaml.ScalarNode:
        """A text; in quotes where its first sign is wide."""
        style = '"' if mistaken_sign(data, 0, data) else None
        return self.represent_scalar("tag:yaml.org,2002:str", data, style)


_Dumper.add_representer(str, _Dumper.represent_str)


def _as_text(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _as_text(child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [_as_text(child) for child in value]
    return value if value is None or isinstance(value, str | bool | int | float) else str(value)

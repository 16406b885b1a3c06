"""A seminar's Markdown → slides: cut at ``---``, titles, notes, and parts by their directives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..model.body import EMPTY, Body
from ..problems import Problem, error
from .directives import Directive, read_directive
from .parts import Appears, Columns, Part, Pull, Slide, Text

_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r"#{1,3}\s+(.+?)\s*#*\s*")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])\s")
_NOTE = frozenset({"Note:", "Notes:", "ノート:"})
_MOST_COLUMNS = 3


def read_deck(body: Body) -> tuple[tuple[Slide, ...], list[Problem]]:
    """The slides of a seminar's body, and what is wrong with its directives.

    ``---`` outside fenced code ends a slide; ``Note:`` alone on a line starts what is said."""
    problems: list[Problem] = []
    lines = body.text.split("\n")
    plain = _plain_lines(lines)
    slides = []
    for start, end in _spans(lines, plain):
        if any(line.strip() for line in lines[start:end]):
            slides.append(_slide(_Lines(body=body, lines=lines, plain=plain), start, end, problems))
    return tuple(slides), problems


def _plain_lines(lines: list[str]) -> frozenset[int]:
    """The lines that only look like something: within fenced code or an HTML comment."""
    found: set[int] = set()
    fence, comment = "", False
    for index, line in enumerate(lines):
        mark = None if comment else _FENCE.match(line)
        if comment or fence or mark:
            found.add(index)
        if mark and (not fence or (mark[1].startswith(fence) and line.strip() == mark[1])):
            fence = "" if fence else mark[1]
        if not fence and not mark:
            comment = line.rfind("<!--") > line.rfind("-->") or (comment and "-->" not in line)
            if comment:
                found.add(index)
    return frozenset(found)


def _spans(lines: list[str], plain: frozenset[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for index, line in enumerate(lines):
        if line.strip() == "---" and index not in plain:
            yield start, index
            start = index + 1
    yield start, len(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    """A body line by line; ``plain`` are those in which nothing is meant."""

    body: Body
    lines: list[str]
    plain: frozenset[int]

    def cut(self, start: int, end: int) -> Body:
        numbers = self.body.lines[start:end] if self.body.lines else ()
        return replace(self.body, text="\n".join(self.lines[start:end]), lines=numbers)

    def directive(self, index: int) -> Directive | Problem | None:
        return None if index in self.plain else read_directive(self.lines[index], index, self.body)

    def error(self, index: int, message: str, hint: str) -> Problem:
        return error("slide-directive", self.body.place(index, length=len(self.lines[index])), message, hint)


def _slide(source: _Lines, start: int, end: int, problems: list[Problem]) -> Slide:
    lines = source.lines
    note = next((i for i in range(start, end) if lines[i].strip() in _NOTE and i not in source.plain), end)
    first = next(i for i in range(start, end) if lines[i].strip())
    heading = None if first in source.plain else _HEADING.fullmatch(lines[first])
    cutter = _Cutter(source=source, problems=problems, start=min(first + 1 if heading else first, note), end=note)
    problems += _in_notes(source, note, end)
    return Slide(
        title=heading[1] if heading else "",
        parts=cutter.cut(),
        notes=source.cut(note + 1, end) if note < end else EMPTY,
    )


def _in_notes(source: _Lines, start: int, end: int) -> Iterator[Problem]:
    for index in range(start, end):
        found = source.directive(index)
        if isinstance(found, Directive):
            message = "話すこと（Note:）の中では、指示は使えません。"
            yield source.error(index, message, "指示を「Note:」より前に移してください。")
        elif found is not None:
            yield found


@dataclass(slots=True, kw_only=True)
class _Cutter:
    """Reads one slide line by line and gathers its parts.

    ``opened`` is the line of ``{{ columns }}`` while they are open; ``appears`` what the next part is to do."""

    source: _Lines
    problems: list[Problem]
    start: int
    end: int
    parts: list[Part] = field(default_factory=list)
    columns: list[list[Text | Pull]] = field(default_factory=list)
    opened: int | None = None
    opened_at: Appears = ""
    appears: Appears = ""

    def cut(self) -> tuple[Part, ...]:
        for index in range(self.start, self.end):
            found = self.source.directive(index)
            if isinstance(found, Directive):
                self.text(index)
                self.start = index + 1
                self.take(found, index)
            elif found is not None:
                self.problems.append(found)
        self.text(self.end)
        if self.opened is not None:
            self.wrong(
                self.opened,
                "「{{ columns }}」が、このスライドの中で閉じられていません。",
                "段組みの終わりの行に「{{ end }}」と書いてください。",
            )
            self.close()
        return tuple(self.parts)

    def text(self, end: int) -> None:
        """The text up to line ``end`` as a part."""
        body = self.source.cut(self.start, end)
        if body:
            self.put(Text(body=body, appears=self.appears))

    def put(self, part: Text | Pull) -> None:
        if self.opened is None:
            self.parts.append(part)
        else:
            self.columns[-1].append(part)
        self.appears = ""

    def take(self, directive: Directive, index: int) -> None:
        match directive.word:
            case "columns":
                self.open(index)
            case "column":
                self.next_column(index)
            case "end":
                self.end_columns(index)
            case "step":
                self.appears = "one"
            case "steps":
                self.steps(index)
            case _:
                self.put(_pull(directive, self.source, index, self.appears))

    def open(self, index: int) -> None:
        if self.opened is not None:
            self.wrong(index, "段組みの中に、別の段組みがあります。", "次の段は「{{ column }}」で始めてください。")
            return
        self.opened, self.opened_at, self.columns = index, self.appears, [[]]
        self.appears = ""

    def next_column(self, index: int) -> None:
        if self.opened is None:
            self.wrong(
                index,
                "「{{ column }}」の前に「{{ columns }}」がありません。",
                "段組みの始まりの行に「{{ columns }}」と書いてください。",
            )
        elif len(self.columns) == _MOST_COLUMNS:
            self.wrong(index, f"段が {_MOST_COLUMNS} つより多くあります。", "スライドを分けてください。")
        else:
            self.columns.append([])

    def end_columns(self, index: int) -> None:
        if self.opened is None:
            self.wrong(
                index,
                "「{{ end }}」の前に「{{ columns }}」がありません。",
                "この行を消すか、段組みの始まりの行に「{{ columns }}」と書いてください。",
            )
        else:
            self.close()

    def close(self) -> None:
        columns = tuple(tuple(parts) for parts in self.columns if parts)
        if columns:
            self.parts.append(Columns(columns=columns, appears=self.opened_at))
        self.opened, self.appears = None, ""

    def steps(self, index: int) -> None:
        following = (line for line in self.source.lines[index + 1 : self.end] if line.strip())
        if not _ITEM.match(next(following, "")):
            self.wrong(
                index,
                "「{{ steps }}」のすぐ後に、箇条書きがありません。",
                "箇条書きを続けるか、ひとまとまりで出すなら「{{ step }}」と書いてください。",
            )
        self.appears = "items"

    def wrong(self, index: int, message: str, hint: str) -> None:
        self.problems.append(self.source.error(index, message, hint))


def _pull(directive: Directive, source: _Lines, index: int, appears: Appears) -> Pull:
    name, *rest = directive.rest
    what = rest[0] if rest else "card"
    assert what in ("card", "chart", "quote")
    return Pull(
        case=name.rpartition("/")[2],
        what=what,  # type: ignore[arg-type]
        place=source.body.place(index, length=len(source.lines[index].rstrip())),
        kpi=" ".join(rest[1:]) if what == "chart" else "",
        number=int(rest[1]) if what == "quote" and len(rest) > 1 else 1,
        appears=appears,
    )

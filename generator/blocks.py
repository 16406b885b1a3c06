"""``/// audience | NAME`` blocks: parts of a text for a narrower circle, taken out before anything else reads it.

A block opens in column 1 outside fenced code and closes with as many slashes alone on a line. Doubt is an error:
an indented or misspelt opener, an unknown name, a block in a block, a block left open, blocks of other kinds that
cross its ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from .markings import meant, possible
from .model.body import Body
from .model.keys import nearest
from .problems import Problem, error

_OPENER = re.compile(r"(/{3,})\s*audience\s*\|\s*(\S+)\s*")
_OTHER = re.compile(r"[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(/{3,})[ \t]*[\w-]+(?:[ \t]*\|.*)?\s*")
_CLOSER = re.compile(r" {0,3}(/{3,})\s*")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

_ANY_FENCE = re.compile(r"[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(?:`{3,}|~{3,})")
_PLAIN_FENCE = re.compile(r"(?:`{3,}|~{3,}) ?[a-z0-9+-]*\s*")

_WRITE = "行の先頭から「/// audience | sales」と書き、終わりの行に「///」だけを書いてください。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A run of lines (from index ``start`` up to ``end``) for one circle; ``audience`` is "" for the document's own.

    A narrower part includes its marker lines."""

    audience: str
    start: int
    end: int


def split(body: Body, audiences: Sequence[str]) -> tuple[tuple[Part, ...], list[Problem]]:
    """Cut a text into parts by circle; every doubtful marking is an error."""
    lines = body.text.split("\n")
    if "///" not in body.text and not possible(body.text):
        return (Part(audience="", start=0, end=len(lines)),), []
    cutter = _Cutter(body=body, audiences=audiences, lines=lines, commented=_commented(body.text))
    return cutter.cut()


def _commented(text: str) -> frozenset[int]:
    """The lines that begin within an HTML comment."""
    found: set[int] = set()
    for comment in _COMMENT.finditer(text) if "<!--" in text else ():
        first = text.count("\n", 0, comment.start())
        found.update(range(first + 1, first + comment[0].count("\n") + 1))
    return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A block that is open: the line of its opener, its slashes, its circle."""

    index: int
    slashes: str
    audience: str


@dataclass(slots=True, kw_only=True)
class _Cutter:
    """Reads a text line by line and gathers its parts, and all that is wrong with them.

    ``others`` are the slashes of open blocks of other kinds: those within the open part, or those around parts."""

    body: Body
    audiences: Sequence[str]
    lines: list[str]
    commented: frozenset[int]
    parts: list[Part] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    opened: _Open | None = None
    others: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    lone: list[int] = field(default_factory=list)
    start: int = 0

    def cut(self) -> tuple[tuple[Part, ...], list[Problem]]:
        fences = _Fences()
        for index, line in enumerate(self.lines):
            if not fences.covers(line, index):
                self.read(line, index)
            elif meant(line, self.audiences):
                fences.marked.append(index)
                if self.opened:
                    self.doubtful(
                        index,
                        "audience の区切りの中のコードに、audience の行があります。",
                        "この行を含むコードの例は、audience の区切りの外に置いてください。",
                    )
        if self.opened:
            slashes = self.opened.slashes
            self.doubtful(
                self.opened.index,
                f"audience の区切りが「{slashes}」の行で閉じられていません。",
                f"範囲を狭める部分の終わりに、「{slashes}」だけの行を書いてください。",
            )
            self.start = len(self.lines)
        for index in fences.doubtful():
            self.doubtful(
                index,
                "コードの囲みがどこで終わるか、はっきりしません。",
                "囲みは行の先頭から「```」で始め、同じ記号だけの行で閉じてください。",
            )
        for index in self.lone if not self.problems else ():
            self.doubtful(index, "何の終わりか分からない「///」の行があります。", f"この行を消すか、{_WRITE}")
        self.parts.append(Part(audience="", start=self.start, end=len(self.lines)))
        return tuple(part for part in self.parts if part.start < part.end), self.problems

    def read(self, line: str, index: int) -> None:
        """One line outside fenced code."""
        if self.opened and line.rstrip() == self.opened.slashes:
            self.close(self.opened, index)
        elif found := _OPENER.fullmatch(line):
            self.open(found, index)
        elif meant(line, self.audiences):
            self.doubtful(index, "audience の区切りの書き方が正しくありません。", _WRITE)
        elif closer := _CLOSER.fullmatch(line):
            self.close_other(closer[1], index)
        elif other := _OTHER.fullmatch(line):
            self.open_other(other[1], index)

    def open(self, found: re.Match[str], index: int) -> None:
        if self.opened:
            line = self.body.lines[self.opened.index] if self.body.lines else self.opened.index + 1
            self.doubtful(
                index,
                "audience の区切りの中に、別の audience の区切りがあります。",
                f"{line} 行目の区切りを「{self.opened.slashes}」の行で閉じてから、次の区切りを始めてください。",
            )
            return
        self.outside_comments(index)
        self.problems += _check_name(found[2], self.audiences, self.body, index, found.start(2) + 1)
        self.parts.append(Part(audience="", start=self.start, end=index))
        self.opened, self.around, self.others = _Open(index=index, slashes=found[1], audience=found[2]), self.others, []
        if found[1] in self.around:
            self.same_slashes(index)

    def close(self, opened: _Open, index: int) -> None:
        self.outside_comments(index)
        if self.others:
            self.doubtful(
                index,
                f"audience の区切りの中で始まった「{self.others[-1]}」の囲みが、閉じられていません。",
                f"先に「{self.others[-1]}」だけの行で囲みを閉じてください。",
            )
        self.parts.append(Part(audience=opened.audience, start=opened.index, end=index + 1))
        self.start, self.opened, self.others = index + 1, None, self.around

    def open_other(self, slashes: str, index: int) -> None:
        self.others.append(slashes)
        if self.opened and slashes == self.opened.slashes:
            self.same_slashes(index)

    def close_other(self, slashes: str, index: int) -> None:
        if slashes in self.others:
            del self.others[len(self.others) - 1 - self.others[::-1].index(slashes) :]
        else:
            self.lone.append(index)

    def same_slashes(self, index: int) -> None:
        self.doubtful(
            index,
            "audience の区切りとほかの囲みが重なり、「/」の数が同じです。",
            "どちらの終わりか分かるよう、外側の囲みの「/」を 1 つ増やしてください。",
        )

    def outside_comments(self, index: int) -> None:
        if index in self.commented:
            self.doubtful(
                index,
                "コメント（<!-- -->）の中に、audience の区切りの行があります。",
                "コメントを消すか、区切りの外に出してください。",
            )

    def doubtful(self, index: int, message: str, hint: str) -> None:
        place = self.body.place(index, length=len(self.lines[index]))
        self.problems.append(error("audience-block", place, message, hint))


@dataclass(slots=True)
class _Fences:
    """Fenced code, line by line.

    Renderers differ on any fence that is not plain: indented, in a quote, with a curious first line, closed by
    another length, or never. A text with such a fence and an audience marking in code may be read as open text by
    one of them, so it is refused.
    """

    fence: str = ""
    opened: int = 0
    vague: int | None = None
    marked: list[int] = field(default_factory=list)

    def covers(self, line: str, index: int) -> bool:
        """Does the line belong to fenced code, its marker lines included?"""
        found = _FENCE.match(line)
        if self.vague is None and self._is_vague(line):
            self.vague = index
        if not self.fence:
            if found:
                self.fence, self.opened = found[1], index
            return found is not None
        if found and line.strip() == found[1] and found[1].startswith(self.fence):
            self.fence = ""
        return True

    def _is_vague(self, line: str) -> bool:
        if not self.fence:
            return bool(_ANY_FENCE.match(line)) and not _PLAIN_FENCE.fullmatch(line)
        return line.rstrip() != self.fence and (bool(_ANY_FENCE.match(line)) or line.lstrip().startswith(">"))

    def doubtful(self) -> list[int]:
        """The lines at which a fence is in doubt, where that matters."""
        if not self.marked:
            return []
        return [self.opened] if self.fence else [] if self.vague is None else [self.vague]


def _check_name(name: str, audiences: Sequence[str], body: Body, index: int, column: int) -> list[Problem]:
    if name in audiences:
        return []
    near = nearest(name, audiences)
    hint = f"「{near}」ではありませんか。" if near else f"使える名前: {'、'.join(audiences)}。"
    place = body.place(index, column, len(name))
    return [error("unknown-audience", place, f"「{name}」という audience はありません。", hint)]


def keep(body: Body, audiences: Sequence[str], visible: Iterable[str]) -> Body:
    """The text for readers who may see the circles ``visible``: other parts are gone, marker lines are blank.

    Assumes that ``split`` found no problem."""
    shown = frozenset(visible)
    parts, _ = split(body, audiences)
    if all(not part.audience for part in parts):
        return body
    lines = body.text.split("\n")
    numbers = body.lines or (1,) * len(lines)
    kept: list[tuple[str, int]] = []
    for part in parts:
        if part.audience and part.audience not in shown:
            continue
        rows = list(zip(lines[part.start : part.end], numbers[part.start : part.end], strict=False))
        if part.audience:
            rows = [("", rows[0][1]), *rows[1:-1], ("", rows[-1][1])]
        kept += rows
    return replace(body, text="\n".join(line for line, _ in kept), lines=tuple(n for _, n in kept))

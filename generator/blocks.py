"""``/// audience | NAME`` blocks: parts of a text for a narrower circle, taken out before anything else reads it.

A block opens in column 1 outside fenced code and closes with as many slashes alone on a line. Doubt is an error:
an indented or misspelt opener, an unknown name, a block in a block, a block left open.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from .model.body import Body
from .model.keys import nearest
from .problems import Problem, error

_OPENER = re.compile(r"(/{3,})\s*audience\s*\|\s*(\S+)\s*")
_MARKED = re.compile(r"\s*(?:>\s*|[-*+]\s+|\d+[.)]\s+)*/{2,}\s*([^\s|:/]+)\s*([|:]?)\s*(.*)")
_POSSIBLE = re.compile(r"^[^\w\n]*(?:\d+[^\w\n]*)*[/／]{2}", re.MULTILINE)
"""Without such a line no marking can be meant, whatever else a text holds."""
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")

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
    if not _POSSIBLE.search(body.text):
        return (Part(audience="", start=0, end=len(lines)),), []
    parts: list[Part] = []
    problems: list[Problem] = []
    fences = _Fences()
    opened: tuple[int, str, str] | None = None
    start = 0

    def doubtful(index: int, message: str, hint: str) -> None:
        problems.append(error("audience-block", body.place(index, length=len(lines[index])), message, hint))

    for index, line in enumerate(lines):
        if fences.covers(line, index):
            if _looks_like(line, audiences):
                fences.marked.append(index)
                if opened:
                    doubtful(
                        index,
                        "audience の区切りの中のコードに、audience の行があります。",
                        "この行を含むコードの例は、audience の区切りの外に置いてください。",
                    )
            continue
        found = _OPENER.fullmatch(line)
        if opened and line.rstrip() == opened[1]:
            parts.append(Part(audience=opened[2], start=opened[0], end=index + 1))
            start, opened = index + 1, None
        elif found and opened:
            doubtful(
                index,
                "audience の区切りの中に、別の audience の区切りがあります。",
                f"{opened[0] + 1 if not body.lines else body.lines[opened[0]]} 行目の区切りを"
                f"「{opened[1]}」の行で閉じてから、次の区切りを始めてください。",
            )
        elif found:
            problems += _check_name(found[2], audiences, body, index, found.start(2) + 1)
            parts.append(Part(audience="", start=start, end=index))
            opened = (index, found[1], found[2])
        elif _looks_like(line, audiences):
            doubtful(index, "audience の区切りの書き方が正しくありません。", _WRITE)
    if opened:
        doubtful(
            opened[0],
            f"audience の区切りが「{opened[1]}」の行で閉じられていません。",
            f"範囲を狭める部分の終わりに、「{opened[1]}」だけの行を書いてください。",
        )
        start = len(lines)
    for index in fences.doubtful():
        doubtful(
            index,
            "コードの囲みがどこで終わるか、はっきりしません。",
            "囲みは行の先頭から「```」で始め、同じ記号だけの行で閉じてください。",
        )
    parts.append(Part(audience="", start=start, end=len(lines)))
    return tuple(part for part in parts if part.start < part.end), problems


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


def _looks_like(line: str, audiences: Sequence[str]) -> bool:
    """Is this line meant as an opener: ``audience`` misspelt, indented, in a list, in wide characters?"""
    if "/" not in line and "／" not in line:
        return False
    found = _MARKED.match(unicodedata.normalize("NFKC", line).casefold())
    if not found:
        return False
    word, mark, rest = found.groups()
    meant = word.startswith("audience") or word in audiences or bool(mark and rest.strip() in audiences)
    return meant or bool(difflib.get_close_matches(word, ["audience"], cutoff=0.7))


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

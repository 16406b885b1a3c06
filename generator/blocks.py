"""``/// audience | NAME`` blocks: parts of a text for a narrower circle, taken out before anything else reads it.

A block opens in column 1 outside fenced code and closes with as many slashes alone on a line. Doubt is an error:
an indented or misspelt opener, an unknown name, a block in a block, a block left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .model.body import Body
from .model.keys import nearest
from .problems import Problem, error

_OPENER = re.compile(r"(/{3,})\s*audience\s*\|\s*(\S+)\s*")
_LOOKS_LIKE = re.compile(r"\s*(?:>\s*|[-*+]\s+)*/{2,}\s*audience\b", re.IGNORECASE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A run of lines (from index ``start`` up to ``end``) for one circle; ``audience`` is "" for the document's own.

    A narrower part includes its marker lines."""

    audience: str
    start: int
    end: int


def split(body: Body, audiences: Sequence[str]) -> tuple[tuple[Part, ...], list[Problem]]:
    """Cut a text into parts by circle; every doubtful marking is an error."""
    parts: list[Part] = []
    problems: list[Problem] = []
    lines = body.text.split("\n")
    opened: tuple[int, str, str] | None = None
    fence = ""
    start = 0
    for index, line in enumerate(lines):
        fence, fenced = _step_fence(fence, line)
        if fenced:
            if _LOOKS_LIKE.match(line) and opened is not None:
                problems.append(_doubtful(body, index, "区切りの中のコードに audience の行があります。"))
            continue
        found = _OPENER.fullmatch(line)
        if opened and line.rstrip() == opened[1]:
            parts.append(Part(audience=opened[2], start=opened[0], end=index + 1))
            start, opened = index + 1, None
        elif found and opened:
            problems.append(_doubtful(body, index, "audience の区切りの中に、別の audience の区切りがあります。"))
        elif found:
            problems += _check_name(found[2], audiences, body, index)
            parts.append(Part(audience="", start=start, end=index))
            opened = (index, found[1], found[2])
        elif _LOOKS_LIKE.match(line):
            problems.append(_doubtful(body, index, "audience の区切りの書き方が正しくありません。"))
    if opened:
        problems.append(_doubtful(body, opened[0], f"audience の区切りが「{opened[1]}」の行で閉じられていません。"))
        start = len(lines)
    if fence and any(_OPENER.fullmatch(line) for line in lines):
        problems.append(_doubtful(body, len(lines) - 1, "コードの囲み（```）が閉じられていません。"))
    parts.append(Part(audience="", start=start, end=len(lines)))
    return tuple(part for part in parts if part.start < part.end), problems


def _step_fence(fence: str, line: str) -> tuple[str, bool]:
    """The fence that is open after ``line``, and whether the line belongs to fenced code."""
    found = _FENCE.match(line)
    if fence:
        closes = found and found[1][0] == fence[0] and len(found[1]) >= len(fence) and line.strip() == found[1]
        return ("" if closes else fence), True
    return (found[1], True) if found else ("", False)


def _check_name(name: str, audiences: Sequence[str], body: Body, index: int) -> list[Problem]:
    if name in audiences:
        return []
    near = nearest(name, audiences)
    hint = f"「{near}」ではありませんか。" if near else f"使える名前: {'、'.join(audiences)}。"
    return [error("unknown-audience", body.place(index), f"「{name}」という audience はありません。", hint)]


def _doubtful(body: Body, index: int, message: str) -> Problem:
    hint = "行の先頭から「/// audience | sales」と書き、終わりの行に「///」だけを書いてください。"
    return error("audience-block", body.place(index), message, hint)


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
    return Body(
        text="\n".join(line for line, _ in kept), file=body.file, lines=tuple(n for _, n in kept), indent=body.indent
    )

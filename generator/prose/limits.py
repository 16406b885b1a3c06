"""What is refused before Python-Markdown sees it: texts that would take it minutes or exhaust its stack.

Some of its steps look from each opening mark to the end of a block, so that 20,000 of ``[`` take a minute. The cost is
the sum of those looks, and can be counted in one pass. Measured: docs/design/2026-11-20-markdown.md.
"""

from __future__ import annotations

import re
from itertools import islice

MAX_LENGTH = 100_000
MAX_DEPTH = 24
MAX_WORK = 6_000_000

_DEEP = re.compile(
    rf"(?:[ \t]*(?:>|[-*+:](?=[ \t])|\d+[.)](?=[ \t]))[ \t]?){{{MAX_DEPTH + 1}}}|[ \t]*/{{{MAX_DEPTH},}}"
)
_INDENT = re.compile(r"(?: {4}| *\t)+(?=[-*+:>!?=\d/])")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*([\w+#.-]*)[ \t]*")
_BLANK = re.compile(r"\n[ \t]*\n")
_MARK = re.compile(r"\[|\]\(?|\)")
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
_UNDERLINE = re.compile(r"^[ \t]*(?:=+|-+)[ \t]*$|^[ \t]*(?::[ \t]|/{3,})", re.MULTILINE)
_RUN = re.compile(r"([^\w\s])\1{999}|[^\S\n]{5000}|\n{5000}")
_MANY = (
    (500, re.compile(r"^ {0,3}\[\^[^\]\n]+\]:|^ *///+[ \t]*\w", re.MULTILINE)),
    (500, re.compile(r"^ {0,3}\*\[[^\]\n]+\]:", re.MULTILINE)),
    (1_000, re.compile(r"^ *(?:!!!|\?\?\?)", re.MULTILINE)),
    (2_000, re.compile(r"^ {0,3}#{1,6}[^#\n]|^ {0,3}[=-]+ *$", re.MULTILINE)),
    (4_000, re.compile(r"^ *(?:`{3}|~{3})", re.MULTILINE)),
    (5_000, re.compile(r"^ {0,3}\[[^\]\n]+\]:", re.MULTILINE)),
    (5_000, re.compile(r"^[ \t]*(?:[-*+:]|\d+[.)])[ \t]", re.MULTILINE)),
    (10_000, re.compile(r"</?[a-zA-Z]")),
)
_ENDS = (("<!--", "-->"), ("<![", "]>"), ("<?", "?>"), ("<!", ">"))


class MarkupError(ValueError):
    """A text that cannot be converted: ``message`` and ``hint`` in Japanese, ``line`` counted from 0."""

    def __init__(self, code: str, message: str, hint: str, line: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.line = line

    def __reduce__(self) -> tuple[type[MarkupError], tuple[str, str, str, int]]:
        return MarkupError, (self.code, self.message, self.hint, self.line)

    @classmethod
    def nested(cls, line: int) -> MarkupError:
        """Quotes or lists within one another without end."""
        hint = f"箇条書きや引用の入れ子は {MAX_DEPTH} 段までにしてください。"
        return cls("markup-too-deep", "入れ子が深すぎて読み取れません。", hint, line)

    @classmethod
    def costly(cls, line: int) -> MarkupError:
        """Too many marks in one place: opened and not closed, repeated, or hundreds of footnotes."""
        hint = "閉じていない「[」「(」「<」や、同じ記号の長い連なりがないか確かめ、段落を空行で分けてください。"
        return cls("markup-too-costly", "記号が多すぎて読み取れない段落があります。", hint, line)


def check(text: str) -> None:
    """Raise MarkupError where ``text`` is too long, nested too deep, or would take too long. Linear in its length."""
    if len(text) > MAX_LENGTH:
        hint = f"1 つの文書は {MAX_LENGTH:,} 文字までです。ページを分けてください。"
        raise MarkupError("markup-too-long", f"本文が長すぎます（{len(text):,} 文字）。", hint)
    prose = _without_code(text)
    _check_counts(prose)
    _check_depth(prose)
    _check_tags(prose)
    start = 0
    for end in [*(found.start() for found in _BLANK.finditer(prose)), len(prose)]:
        if _marks(prose, start, end) > MAX_WORK:
            raise MarkupError.costly(prose.count("\n", 0, start))
        start = end


def _without_code(text: str) -> str:
    """``text`` with closed fences of a plain kind emptied, line for line: what stands in them costs nothing."""
    if "```" not in text and "~~~" not in text:
        return text
    lines = text.split("\n")
    opened: tuple[int, str] | None = None
    for index, line in enumerate(lines):
        found = _FENCE.fullmatch(line)
        if not found:
            continue
        if opened is None:
            opened = (index, found[1])
        elif found[1] == opened[1] and not found[2]:
            lines[opened[0] + 1 : index] = ["x"] * (index - opened[0] - 1)
            opened = None
    return "\n".join(lines)


def _check_counts(text: str) -> None:
    if found := _RUN.search(text):
        raise MarkupError.costly(text.count("\n", 0, found.start()))
    for limit, pattern in _MANY:
        beyond = next(islice(pattern.finditer(text), limit, None), None)
        if beyond:
            raise MarkupError.costly(text.count("\n", 0, beyond.start()))


def _check_depth(text: str) -> None:
    for index, line in enumerate(text.split("\n")):
        if _DEEP.match(line) or _indent(line) > MAX_DEPTH:
            raise MarkupError.nested(index)


def _indent(line: str) -> int:
    found = _INDENT.match(line)
    return len(found[0].expandtabs(4)) // 4 if found else 0


def _marks(text: str, start: int, end: int) -> int:
    """The characters looked at to match brackets and underlines within one block."""
    length = end - start
    work = 0
    if length > 2_000:
        work = sum(1 for _ in _UNDERLINE.finditer(text, start, end)) * length
        work += sum(text.count(mark, start, end) for mark in "*_~=+^`") * length // 300
    brackets: list[int] = []
    targets: list[int] = []
    for found in _MARK.finditer(text, start, end):
        mark, at = found[0], found.start()
        if mark == "[":
            brackets.append(at)
        elif mark == ")":
            work += at - targets.pop() if targets else 0
        else:
            work += at - brackets.pop() if brackets else 0
            if mark == "](":
                targets.append(at)
    return work + sum(end - at for at in brackets) + sum(end - at for at in targets)


def _check_tags(text: str) -> None:
    """Each tag, comment or declaration costs the way to its end; without one, to the end of the text."""
    work = 0
    following: dict[str, int] = {}
    for found in _TAG.finditer(text):
        at = found.start()
        closing = next((end for begin, end in _ENDS if text.startswith(begin, at)), ">")
        if following.get(closing, -1) < at:
            following[closing] = text.find(closing, at) % (len(text) + 1)
        work += following[closing] - at
        if work > MAX_WORK * 4:
            raise MarkupError.costly(text.count("\n", 0, at))

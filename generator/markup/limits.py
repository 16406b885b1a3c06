"""What is refused before Python-Markdown sees it: texts that would take it minutes or exhaust its stack.

Some of its steps look from each opening mark to the end of a block, so that 20,000 of ``[`` take a minute. The cost is
the sum of those looks, and can be counted in one pass. Measured: docs/design/2026-11-20-markdown.md.
"""

from __future__ import annotations

import re

MAX_LENGTH = 400_000
MAX_DEPTH = 24
MAX_WORK = 6_000_000

_DEEP = re.compile(
    rf"(?:[ \t]*(?:>|[-*+:](?=[ \t])|\d+[.)](?=[ \t]))[ \t]?){{{MAX_DEPTH + 1}}}|[ \t]*/{{{MAX_DEPTH},}}"
)
_INDENT = re.compile(r"(?: {4}| *\t)+(?=[-*+:>!?=\d/])")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BLANK = re.compile(r"\n[ \t]*\n")
_MARK = re.compile(r"\[|\]\(?|\)")
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
_UNDERLINE = re.compile(r"^[ \t]*(?:=+|-+)[ \t]*$|^[ \t]*(?:`{3,}|~{3,}|/{3,})", re.MULTILINE)
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
        """Marks that open and do not close, too many of them."""
        hint = "閉じていない「[」「(」「<」がないか確かめ、段落を空行で分けてください。"
        return cls("markup-too-costly", "記号が多すぎて読み取れない段落があります。", hint, line)


def check(text: str) -> None:
    """Raise MarkupError where ``text`` is too long, nested too deep, or would take too long. Linear in its length."""
    if len(text) > MAX_LENGTH:
        hint = f"1 つの文書は {MAX_LENGTH:,} 文字までです。ページを分けてください。"
        raise MarkupError("markup-too-long", f"本文が長すぎます（{len(text):,} 文字）。", hint)
    _check_depth(text)
    _check_tags(text)
    start = 0
    for end in [*(found.start() for found in _BLANK.finditer(text)), len(text)]:
        if _marks(text, start, end) > MAX_WORK:
            raise MarkupError.costly(text.count("\n", 0, start))
        start = end


def _check_depth(text: str) -> None:
    fence = ""
    for index, line in enumerate(text.split("\n")):
        found = _FENCE.match(line)
        if found and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else found[1]
        elif not fence and (_DEEP.match(line) or _indent(line) > MAX_DEPTH):
            raise MarkupError.nested(index)


def _indent(line: str) -> int:
    found = _INDENT.match(line)
    return len(found[0].expandtabs(4)) // 4 if found else 0


def _marks(text: str, start: int, end: int) -> int:
    """The characters looked at to match brackets and underlines within one block."""
    length = end - start
    work = sum(1 for _ in _UNDERLINE.finditer(text, start, end)) * length if length > 2_000 else 0
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

"""Slips of the hand in YAML, above all in a web editor: what happened, told from the lines alone.

Each finder looks at one line and what stands above it, and says what to type instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_OPENER = re.compile(r"( *)(?:- +)*([^\s:#][^:#]*): *[|>][-+\d]*\s*$")
_PAIR = re.compile(r"( *)((?:- +)*)([^\s:#'\"\[{][^:]*):(?:\s+(\S.*))?$")
_LOOKS_LIKE_A_DASH = "・●○■□◆◇–—－‐•·"


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: its row and column, both from 0, and what to type instead."""

    row: int
    column: int
    hint: str


def find_slip(lines: Sequence[str], row: int) -> Slip | None:
    """What most likely went wrong in ``row``, or in the row above it, which a parser often blames the next one for."""
    for at in (row, row - 1):
        if at >= 0 and (found := _in_line(lines[at])):
            return Slip(at, *found)
    for at in (row, row - 1):
        if at >= 0 and (found := _below_a_block(lines, at)):
            return Slip(at, *found)
    return _too_deep(lines, row)


def _in_line(line: str) -> tuple[int, str] | None:
    margin = line[: len(line) - len(line.lstrip())]
    if "\t" in margin:
        return margin.index("\t"), "タブ文字が入っています。字下げは半角スペースにしてください。"
    if odd := re.search(r"[^ ]", margin):
        blank = "全角スペース" if odd[0] == "\u3000" else "半角スペースではない空白"
        return odd.start(), f"行の頭に{blank}があります。半角スペースにしてください。"
    if ":" not in line and re.match(r"\s*(- )?[^\s：]+：", line):
        return line.index("："), "「：」が全角です。半角の「: 」（後ろに空白）にしてください。"
    if wide := re.match(r"\s*(?:- )?[\w-]+:(?=[\u3000\u00a0])", line):
        return wide.end(), "「:」の後の空白が全角です。半角スペースにしてください。"
    if ": " not in line and (close := re.match(r"\s*(?:- )?\w+:(?=[^\s/])", line)):
        return close.end() - 1, "「:」の後に空白を入れて、「項目名: 値」の形にしてください。"
    if cut := re.match(r"""\s*(?:- )?[\w-]+: (?:(["']).*?\1|\[[^\]]*\]|\{[^}]*\}) *[^\s,#]""", line):
        sign = line[line.index(": ") + 2]
        at = cut.end() - 1
        return at, f"値が「{sign}」で始まるときは、値全体を引用符で囲んでください: 「'{_value(line)}'」。"
    return None


def _value(line: str) -> str:
    return line.partition(": ")[2].strip().replace("'", "''")


def opener_above(lines: Sequence[str], row: int) -> tuple[str, int, int] | None:
    """The text of several lines (``key: |``) that ends right above ``row``: its key, its own margin and that of its
    lines (0 where it has none yet)."""
    inner = 0
    for at in range(row - 1, -1, -1):
        line = lines[at]
        if not line.strip():
            continue
        margin = _margin(line)
        if found := _OPENER.match(line):
            return found[2], len(found[1]), inner if inner > len(found[1]) else 0
        if margin == 0:
            return None
        inner = margin if not inner else min(inner, margin)
    return None


def _below_a_block(lines: Sequence[str], row: int) -> tuple[int, str] | None:
    """A line that lost its place below ``key: |``."""
    above, margin = opener_above(lines, row), _margin(lines[row])
    if not above or not lines[row].strip():
        return None
    key, own, inner = above
    wanted = inner or own + 2
    if margin <= own:
        return margin, indent_hint(key, wanted)
    return (margin, f"「{key}: |」の下の行は、頭の位置をそろえてください。") if margin != wanted else None


def indent_hint(key: str, wanted: int = 2) -> str:
    """What to type where a line of the text below ``key: |`` has lost its indent."""
    return f"「{key}: |」の文章の続きなら、行の頭に半角スペースを {wanted} つ入れてください。"


def _too_deep(lines: Sequence[str], row: int) -> Slip | None:
    """A pair below another that has a value of its own already: one of the two stands in the wrong place."""
    here = _PAIR.match(lines[row])
    over = next((at for at in range(row - 1, -1, -1) if lines[at].strip()), -1)
    above = _PAIR.match(lines[over]) if over >= 0 else None
    if not here or not above or not above[4]:
        return None
    margin, upper = len(here[1]), len(above[1]) + len(above[2])
    if margin <= upper:
        return None
    parent = _PAIR.match(lines[over - 1]) if over else None
    if parent and not parent[4] and len(parent[1]) == upper:
        spaces = margin - upper
        return Slip(
            over,
            upper,
            f"「{parent[3]}:」の下の項目なら、行の頭に半角スペースを {spaces} つ入れて、下の行とそろえてください。",
        )
    return Slip(
        row, margin, f"行の頭が、上の「{above[3]}:」より深くなっています。同じ並びの項目は、頭をそろえてください。"
    )


def mistaken_sign(line: str, column: int, value: str) -> tuple[str, str, str] | None:
    """A plain value at ``column`` of ``line`` that begins with what looks like a sign of YAML: the sign as typed, what
    it was meant for, and the hint. Costs no more than the margin of the line."""
    first = value[:1]
    if first and first in "｜＞" and not value[1:2].strip():
        return first, "文章の始まりの印", "半角の「|」にしてください。"
    dash = bool(re.match(r"-[^\s\d.-]", value))
    if not first or not (dash or first in _LOOKS_LIKE_A_DASH) or _margin(line) != column:
        return None
    mend = "「-」の後に、半角の空白を入れてください。" if dash else "行の頭を、半角の「- 」にしてください。"
    return first, "リストの印", mend


def lost_heading(lines: Sequence[str], row: int, margin: int) -> int | None:
    """The row of a Markdown heading that follows the text which begins in ``row``, without its ``margin``: to YAML it
    is a comment, and is lost."""
    for at in range(row, len(lines)):
        line = lines[at]
        if line.strip() and _margin(line) < margin:
            return at if re.match(r" *#{2,6} +\S", line) else None
    return None


_SPACES = re.compile(" *")


def _margin(line: str) -> int:
    found = _SPACES.match(line)
    return found.end() if found else 0

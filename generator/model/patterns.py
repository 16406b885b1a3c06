"""Patterns that contributors write: regular expressions that cannot take long, whatever text they meet.

A contributor is not trusted with the time of a build. What repeats without bound, or repeats what repeats, is refused;
so is a pattern whose choices multiply.
"""

from __future__ import annotations

import re

from ..strict_yaml import Node
from .keys import Context, invalid, line, reads

MOST_REPEATS = 40
MOST_WAYS = 5_000
"""The ways to match that a pattern may have at one place of a text."""

_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?:|\(\?|\{\d*(?:,\d*)?\}|.", re.DOTALL)
_BOUNDED = re.compile(r"\{(\d{1,2})(?:,(\d{1,2}))?\}")
_HINT = "文字・（a|b）・[…]・「?」・「{0,20}」だけで書いてください。例: '(社内連絡|連絡網)[^。]{0,20}コミュニティ'"


@reads("line", limit=200)
def pattern(node: Node, context: Context) -> str:
    """A regular expression of letters, classes, choices, ``?`` and bounded repeats."""
    value = line(200)(node, context)
    fault = _fault(value)
    if not fault:
        try:
            re.compile(value)
        except re.error:
            fault = "かっこや記号の組み合わせが、正規表現として読めません"
    if fault:
        raise invalid("bad-pattern", node, f"「{value}」は使えません（{fault}）。", _HINT)
    return value


def _fault(text: str) -> str:
    """Why a pattern may not be used; "" where it may."""
    ways, last = 1, ""
    groups: list[list[str]] = [[""]]  # of each open group, how each of its choices begins
    for token in _TOKEN.findall(text):
        repeats = _BOUNDED.fullmatch(token)
        if token in ("*", "+", "(?") or re.fullmatch(r"\\\d", token):
            return f"「{token}」は使えません"
        if token.startswith("{") and (not repeats or last == ")" or _most(repeats) > MOST_REPEATS):
            return f"「{token}」は、1 文字か [ ] の後に、{MOST_REPEATS} 回までで書けます"
        if token == "|":
            groups[-1].append("")
        elif token == ")" and len(groups) > 1:
            ways *= _overlap(groups.pop())
        elif not groups[-1][-1]:
            groups[-1][-1] = token
        if token in ("(", "(?:"):
            groups.append([""])
        ways *= 2 if token == "?" else max(1, _most(repeats) - int(repeats[1]) + 1) if repeats else 1
        last = token
    return "選び方が多すぎて、長い文章では時間がかかります" if ways > MOST_WAYS else ""


def _most(repeats: re.Match[str]) -> int:
    return int(repeats[2] or repeats[1])


def _overlap(firsts: list[str]) -> int:
    """How many choices of a group may begin at one character: those with the same first letter, and all classes."""
    letters = [first for first in firsts if len(first) == 1 and first not in "(.^$"]
    same = max((letters.count(letter) for letter in letters), default=0)
    return max(1, same + len(firsts) - len(letters))

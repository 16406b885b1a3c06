"""``{{ … }}`` lines of a seminar: a handful of words of our own, never a template.

A directive stands alone on a line, from its first column, outside fenced code and comments. What looks like one and
is none is an error, because it would be shown to a room full of guests.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ..model.body import Body
from ..model.keys import nearest
from ..problems import Problem, error

WORDS = ("case", "columns", "column", "end", "step", "steps")
_WAYS = ("chart", "quote")
_LINE = re.compile(r"\{\{([^{}]*)\}\}\s*")
_WITHIN = re.compile(rf"\{{\{{\s*(?:{'|'.join(WORDS)})\b[^{{}}]*\}}\}}")
_CODE = re.compile(r"(`+)(?:(?!`).|(?!\1)`+)*?\1")
_ID = re.compile(r"(?:cases/)?[a-z0-9-]+")

_FORM = (
    "「{{ case case-0012 chart churn_rate }}」のように、行の先頭から、その 1 行だけに書いてください。"
    "そのまま見せたいときは、「`」で囲んでください。"
)
_AS_TEXT = "そのまま見せたいときは、「`」で囲んでください。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """One directive: its word, and what follows it."""

    word: str
    rest: tuple[str, ...] = ()


def read_directive(line: str, index: int, body: Body) -> Directive | Problem | None:
    """The directive on line ``index`` of ``body``; a problem where it is no good one, None where there is none."""
    if "{{" not in line and "｛" not in line:
        return None
    found = _LINE.fullmatch(line)
    if found is None:
        return _doubtful(line, index, body)
    words = found[1].split()
    if not words or words[0] not in WORDS:
        return _unknown(words, line, index, body)
    directive = Directive(word=words[0], rest=tuple(words[1:]))
    wrong = _wrong_case(directive) if directive.word == "case" else _wrong_word(directive)
    return _problem(body, index, line, *wrong) if wrong else directive


def _doubtful(line: str, index: int, body: Body) -> Problem | None:
    """A line that holds a directive beside other text, after spaces, or in wide letters."""
    plain = unicodedata.normalize("NFKC", _CODE.sub("", line))
    found = _WITHIN.search(plain)
    if found is None:
        return None
    if "｛" in line:
        return _problem(body, index, line, "指示の括弧が全角です。", "半角の「{{」と「}}」で書いてください。")
    return _problem(body, index, line, f"「{found[0]}」が、1 行だけになっていません。", _FORM)


def _unknown(words: list[str], line: str, index: int, body: Body) -> Problem:
    near = nearest(words[0], WORDS) if words else None
    said = f"「{words[0]}」という指示はありません。" if words else "指示の中身がありません。"
    hint = f"「{near}」ではありませんか。" if near else f"使える指示: {'、'.join(WORDS)}。{_AS_TEXT}"
    return _problem(body, index, line, said, hint)


def _wrong_word(directive: Directive) -> tuple[str, str] | None:
    if not directive.rest:
        return None
    word = directive.word
    return f"「{{{{ {word} }}}}」の後ろに、余分な言葉があります。", f"「{{{{ {word} }}}}」だけを書いてください。"


def _wrong_case(directive: Directive) -> tuple[str, str] | None:
    """What is wrong with ``case …``, as message and hint."""
    match directive.rest:
        case []:
            return "どの事例かが書かれていません。", "「{{ case case-0012 }}」のように、事例の id を書いてください。"
        case [name, *_] if not _ID.fullmatch(name):
            return f"「{name}」は事例の id ではありません。", "事例のファイル名（拡張子なし）を書いてください。"
        case [_] | [_, "chart", _, *_] | [_, "quote"]:
            return None
        case [name, "chart"]:
            example = f"{{{{ case {name} chart churn_rate }}}}"
            return "どの数字の図かが書かれていません。", f"「{example}」のように、KPI を書いてください。"
        case [_, "quote", number]:
            said = f"「{number}」は何番目の言葉かを示す数ではありません。"
            return None if _is_number(number) else (said, "「quote 2」のように、1 から始まる半角の数を書いてください。")
        case [_, "quote", *_]:
            return "「quote」の後ろに、余分な言葉があります。", "「quote」か「quote 2」のように書いてください。"
        case [_, way, *_]:
            near = nearest(way, _WAYS)
            other = "図なら「chart」、お客様の言葉なら「quote」と書いてください。"
            return f"「{way}」という見せ方はありません。", f"「{near}」ではありませんか。" if near else other
    return None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and 1 <= int(text) <= 99


def _problem(body: Body, index: int, line: str, message: str, hint: str) -> Problem:
    start = len(line) - len(line.lstrip())
    return error("slide-directive", body.place(index, start + 1, len(line.strip())), message, hint)

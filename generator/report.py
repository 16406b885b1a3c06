"""Problems as people and machines read them. Formats only; ``cli`` prints."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable

from .problems import Problem

_SECRET = frozenset({"leak"})

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")
"""What a terminal might obey rather than show."""


def as_text(problems: Iterable[Problem], line_of: Callable[[str, int], str]) -> str:
    """Each problem with its place, the offending line, a marker under the span, and the hint.

    A problem of a whole file shows no line: a link refused in the content may lead to what is none of ours. Nor does
    a leak: the line is what must not show.

    ``line_of(file, line)`` gives the source line, or "" where it cannot be had."""
    return "\n".join(_entry(problem, line_of) for problem in problems)


def _entry(problem: Problem, line_of: Callable[[str, int], str]) -> str:
    head = f"{problem.severity.value}[{problem.code}]: {problem.message}"
    rows = [f"{problem.place}: {head}" if problem.place else head]
    if problem.place and not problem.place.is_whole_file and problem.code not in _SECRET:
        line = _CONTROL.sub("�", line_of(problem.place.file, problem.place.line))
        if line.strip():
            number = str(problem.place.line)
            pad = " " * len(number)
            rows += [f"  {number} | {line.rstrip()}", f"  {pad} | {_marker(line, problem)}"]
    rows.append(f"  ヒント: {problem.hint}")
    return "\n".join(rows)


def _marker(line: str, problem: Problem) -> str:
    assert problem.place is not None
    start = min(problem.place.column - 1, len(line))
    end = max(start + 1, min(start + problem.place.length, len(line)))
    before = "".join(c if c == "\t" else " " * _width(c) for c in line[:start])
    return before + "^" * max(1, sum(_width(c) for c in line[start:end]))


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def as_json(problems: Iterable[Problem]) -> str:
    """One array of ``{code, severity, file, line, column, message, hint}``."""
    rows = [
        {
            "code": problem.code,
            "severity": problem.severity.value,
            "file": problem.place.file if problem.place else None,
            "line": problem.place.line if problem.place else None,
            "column": problem.place.column if problem.place else None,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(problems: Iterable[Problem]) -> str:
    """Annotations for a code host's checks. What stands in quotes may be narrow content, so it is masked."""
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    place = problem.place
    where = f"file={_property(place.file)},line={place.line},col={place.column}," if place else ""
    text = _data(f"{mask(problem.message)} {mask(problem.hint)}")
    return f"::{problem.severity.value} {where}title={problem.code}::{text}"


def mask(text: str) -> str:
    """``text`` with everything between 「」 or 『』 replaced: it may quote what only the narrowest circle may see."""
    shown: list[str] = []
    depth = 0
    for character in text:
        if character in "「『":
            depth += 1
            shown.append(character + "…" if depth == 1 else "")
        elif character in "」』" and depth:
            depth -= 1
            shown.append(character if depth == 0 else "")
        elif depth == 0:
            shown.append(character)
    return "".join(shown)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(problems: Iterable[Problem]) -> str:
    """誤り 2 件・注意 3 件."""
    found = list(problems)
    errors = sum(problem.is_error for problem in found)
    return f"誤り {errors} 件・注意 {len(found) - errors} 件"

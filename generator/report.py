"""Problems as people and machines read them. Formats only; ``cli`` prints."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable

from .english import in_language
from .problems import Place, Problem

_SECRET = frozenset({"leak"})

_UNSEEN = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""What a terminal might obey rather than show, and what nobody would see."""
_LONGEST = 400


def as_text(problems: Iterable[Problem], line_of: Callable[[str, int], str], language: str = "ja") -> str:
    """Each problem with its place, the offending line, a marker under the span, and the hint.

    A problem of a whole file shows no line: a link refused in the content may lead to what is none of ours. Nor does
    a leak: the line is what must not show.

    ``line_of(file, line)`` gives the source line, or "" where it cannot be had."""
    hint = "Hint" if language == "en" else "ヒント"
    return "\n".join(_entry(problem, line_of, hint) for problem in in_language(problems, language))


def _entry(problem: Problem, line_of: Callable[[str, int], str], hint: str) -> str:
    head = f"{problem.severity.value}[{problem.code}]: {_UNSEEN.sub('�', problem.message)}"
    rows = [f"{problem.place}: {head}" if problem.place else head]
    line, column = _offending(problem, line_of)
    if problem.place and line:
        number = str(problem.place.line)
        pad = " " * len(number)
        rows += [f"  {number} | {line.rstrip()}", f"  {pad} | {_marker(line, column, problem.place.length)}"]
    rows.append(f"  {hint}: {_UNSEEN.sub('�', problem.hint)}")
    return "\n".join(rows)


def _offending(problem: Problem, line_of: Callable[[str, int], str]) -> tuple[str, int]:
    """The line that a problem stands in, cut to what can be shown, and the column of its span; "" for none."""
    place = problem.place
    if place is None or place.is_whole_file or problem.code in _SECRET:
        return "", 1
    line, column = _window(_UNSEEN.sub("�", line_of(place.file, place.line)), place)
    return (line, column) if line.strip() else ("", 1)


def _window(line: str, place: Place) -> tuple[str, int]:
    """A long line cut to what stands around its span, and the column of the span in it."""
    if len(line) <= _LONGEST:
        return line, place.column
    start = max(0, min(place.column - 1, len(line)) - _LONGEST // 2)
    cut = line[start : start + _LONGEST]
    before = "…" if start else ""
    return f"{before}{cut}…", place.column - start + len(before)


def _marker(line: str, column: int, length: int) -> str:
    start = min(column - 1, len(line))
    end = max(start + 1, min(start + length, len(line)))
    before = "".join(c if c == "\t" else " " * _width(c) for c in line[:start])
    return before + "^" * max(1, sum(_width(c) for c in line[start:end]))


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def as_json(problems: Iterable[Problem], language: str = "ja") -> str:
    """One array of ``{code, severity, file, line, column, message, hint}``."""
    return json.dumps([_row(problem) for problem in in_language(problems, language)], ensure_ascii=False, indent=2)


def _row(problem: Problem) -> dict[str, str | int | None]:
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "message": problem.message,
        "hint": problem.hint,
    }


def as_rows(
    problems: Iterable[Problem], line_of: Callable[[str, int], str], language: str = "ja"
) -> list[dict[str, str | int | None]]:
    """What ``as_json`` tells of each, with the offending line where ``as_text`` shows it: its ``text``, and the
    ``start`` (from 0) and ``length`` of the span in it."""
    return [{**_row(problem), **_span(problem, line_of)} for problem in in_language(problems, language)]


def _span(problem: Problem, line_of: Callable[[str, int], str]) -> dict[str, str | int | None]:
    line, column = _offending(problem, line_of)
    return {"text": line, "start": column - 1, "length": problem.place.length if problem.place else 0}


def as_github(
    problems: Iterable[Problem], is_secret: Callable[[str], bool] = lambda text: False, language: str = "ja"
) -> str:
    """Annotations for a code host's checks, which more people read than the content.

    What stands in quotes is masked, since it may be narrow content; so are file names that tell a client's
    (``is_secret``) or may do so (their fault is the name). No source line is shown."""
    return "\n".join(_annotation(problem, is_secret) for problem in in_language(problems, language))


_ABOUT_NAMES = frozenset({"bad-id", "file-name", "name-in-id", "same-name", "unknown-file"})
_PLAIN = re.compile(r"[A-Za-z0-9_.-]{1,60}")


def _annotation(problem: Problem, is_secret: Callable[[str], bool]) -> str:
    place = problem.place
    where = ""
    if place:
        file = masked_file(place.file, is_secret, problem.code in _ABOUT_NAMES and place.is_whole_file)
        where = f"file={_property(file)},line={place.line},col={place.column},"
    text = _data(f"{mask(problem.message)} {mask(problem.hint)}")
    return f"::{problem.severity.value} {where}title={problem.code}::{text}"


def masked_place(problem: Problem, is_secret: Callable[[str], bool]) -> str:
    """Where a problem is, as ``file:line`` for many readers; "" where it has no place."""
    place = problem.place
    if place is None:
        return ""
    file = masked_file(place.file, is_secret, problem.code in _ABOUT_NAMES and place.is_whole_file)
    return f"{file}:{place.line}"


def masked_file(file: str, is_secret: Callable[[str], bool], about_its_name: bool = False) -> str:
    """A path with each part masked that may tell what its file may not."""
    *folders, name = file.split("/")
    shown = [part if _PLAIN.fullmatch(part) and not is_secret(part) else "…" for part in folders]
    whole = about_its_name or not _PLAIN.fullmatch(name) or is_secret(name)
    return "/".join([*shown, "…" if whole else name])


def mask(text: str) -> str:
    """``text`` with what stands in 「」, 『』 or “” replaced: it may quote what only the narrowest circle may see.

    A quoted value may hold quotes of its own, so that nothing tells where it ends: of what stands between the first
    and the last of them, only the words that join two quotes are kept."""
    start, end = _OPENING.search(text), max(text.rfind(close) for close in "」』”")
    if not start:
        return text
    inside, after = (text[start.end() : end], text[end + 1 :]) if end > start.start() else (text[start.end() :], "")
    hidden = "“…”" if start[0] == "“" else "「…」"
    return (
        text[: start.start()]
        + hidden
        + "".join(f"{joint[0] or joint[1]}{hidden}" for joint in _JOINT.findall(inside))
        + after
    )


_OPENING = re.compile("[「『“]")
_JOINT = re.compile("[」』]([、・とかやの]|または|から)[「『]|”(, | or | and )“")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(problems: Iterable[Problem], language: str = "ja") -> str:
    """誤り 2 件・注意 3 件; in English: 2 errors, 3 warnings."""
    found = list(problems)
    errors = sum(problem.is_error for problem in found)
    warnings = len(found) - errors
    if language == "en":
        return f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"
    return f"誤り {errors} 件・注意 {warnings} 件"

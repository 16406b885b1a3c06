"""Silences: ``casebook: allow CODE reason`` in a comment, on the line of a finding, the one before it, or where its
value begins. Each states why, and each is of use: one that is not is a warning itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..links import without_code
from ..model.body import Body
from ..model.document import Document
from ..model.keys import nearest
from ..problems import Place, Problem, warning
from ..validate.links import BODIES
from .found import Finding, Silence
from .passages import block_lines

CODES = (
    "banned-phrase",
    "duplicate-title",
    "kpi-without-method",
    "no-alt-text",
    "orphan-page",
    "personal-data",
    "review-due",
    "term-misuse",
    "term-spelling",
)
"""What can be silenced."""

_IN_MARKDOWN = re.compile(r"<!--\s*casebook:\s*allow\b[ \t]*([\w-]*)[ \t]*([^\n]*?)\s*-->")
_IN_YAML = re.compile(r"(?:^|(?<=\s))#\s*casebook:\s*allow\b[ \t]*([\w-]*)[ \t]*(.*?)\s*$")


def silences_of(document: Document, rows: Sequence[str]) -> Iterator[Silence]:
    """Every silence of a document whose file has the lines ``rows``: comments of YAML, and of Markdown outside code."""
    body = getattr(document, "body", None)
    own = body.lines[0] - 1 if isinstance(body, Body) and body.lines else len(rows)
    texts = {n for _, scalar in document.keys.scalars() for n in block_lines(scalar, rows)}
    yield from in_yaml(document.file, ((n, row) for n, row in enumerate(rows[:own], 1) if n not in texts))
    for name in BODIES:
        text = getattr(document, name, None)
        if isinstance(text, Body) and "<!--" in text.text:
            for index, row in enumerate(without_code(text.text).split("\n")):
                for found in _IN_MARKDOWN.finditer(row):
                    yield _silence(found, text.place(index, found.start() + 1, len(found[0])))


def in_yaml(file: str, rows: Iterable[tuple[int, str]]) -> Iterator[Silence]:
    """The silences among lines of YAML (number, line)."""
    for number, row in rows:
        if "casebook:" in row and (found := _IN_YAML.search(row)):
            place = Place(file=file, line=number, column=found.start() + 1, length=len(found[0]))
            yield _silence(found, place)


def _silence(found: re.Match[str], place: Place) -> Silence:
    return Silence(found[1], found[2], place)


def heard(findings: Iterable[Finding], silences: Iterable[Silence]) -> Iterator[Problem]:
    """The findings that nothing silences, and what is wrong with the silences."""
    by_line: dict[tuple[str, int, str], list[Silence]] = {}
    for silence in silences:
        by_line.setdefault((silence.place.file, silence.place.line, silence.code), []).append(silence)
    used: set[Silence] = set()
    for finding in findings:
        found = [silence for line in _lines(finding) for silence in by_line.get((*_where(finding, line),), ())]
        used.update(found)
        if not found:
            yield finding.problem
    for each in by_line.values():
        for silence in each:
            yield from _faults(silence, silence in used)


def _lines(finding: Finding) -> set[int]:
    line = finding.problem.place.line if finding.problem.place else 1
    return {line, line - 1, finding.first_line, finding.first_line - 1}


def _where(finding: Finding, line: int) -> tuple[str, int, str]:
    place = finding.problem.place
    return (place.file if place else "", line, finding.problem.code)


def _faults(silence: Silence, used: bool) -> Iterator[Problem]:
    if silence.code not in CODES:
        near = nearest(silence.code, CODES)
        yield warning(
            "allow-unused",
            silence.place,
            f"「{silence.code}」という注意はないか、この書き方では消せません。",
            f"「{near}」ではありませんか。" if near else f"消せるのは {'、'.join(CODES)} です。",
        )
    elif not used:
        yield warning(
            "allow-unused",
            silence.place,
            f"この allow が消している「{silence.code}」は、もうありません。",
            "この書き込みを消してください。場所が違うときは、注意の出た行か、その前の行に移してください。",
        )
    elif not silence.reason:
        yield warning(
            "allow-without-reason",
            silence.place,
            "allow に理由がありません。",
            f"「casebook: allow {silence.code} 引用のため」のように、コードの後に理由を書いてください。",
        )

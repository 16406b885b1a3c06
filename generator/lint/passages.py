"""What a document says, in stretches that are read in one go: markup is gone, and every character knows its place.

A sentence may run over several lines of Markdown; a rule that looked at lines would miss half of what it is for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..links import without_code
from ..model.body import Body
from ..model.document import Document
from ..model.organization import Organization
from ..problems import Place
from ..strict_yaml import Scalar
from ..validate.links import BODIES

Path = tuple[str | int, ...]

_NO_PROSE = frozenset(
    {
        *BODIES,
        *("aliases", "audience", "consent", "english", "extra", "identifier", "organization", "pattern", "reading"),
        *("redirect_from", "romaji", "status"),
    }
)
_SKIPPED = re.compile(
    r"\0+|<[^<>\n]{1,2000}>|!?\[\^[^\]\n]{1,100}\]:?|\]\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)"
    r"|\{[:.#][^{}\n]{0,500}\}|\*{1,3}|[\[\]]|\\(?=[!-/:-@\[-`{-~])"
)
"""Markup that stands in the way of reading: blanked comments, tags, footnotes, links' targets, attributes, emphasis."""
_BREAK = re.compile(r"\s*(?:#{1,6}\s|[-*+•]\s|\d+[.)]\s|>|[|:]|!!!|\?\?\?|/{3,}|={3,}|-{3,}|\[[^\]]+\]:\s)")
"""A line that begins something new, whatever stands before it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of prose.

    ``pieces`` are (offset in ``text``, line, column) of each run that stands in one line as it is; ``path`` is the key
    it is written under (("body",) in Markdown), ``first_line`` the line at which that value begins.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]
    path: Path
    first_line: int
    heading: str = ""

    def place(self, file: str, start: int, end: int) -> Place:
        """The place of ``text[start:end]``, as far as it stands in one line."""
        at = bisect_left(self.pieces, (start + 1,)) - 1
        offset, line, column = self.pieces[at]
        limit = self.pieces[at + 1][0] if at + 1 < len(self.pieces) else len(self.text)
        return Place(file=file, line=line, column=column + start - offset, length=max(1, min(end, limit) - start))


def passages_of(document: Document, rows: Sequence[str]) -> Iterator[Passage]:
    """All prose of a document whose file has the lines ``rows``; names of clients, ids and markings are none."""
    if isinstance(document, Organization):
        return
    for path, scalar in document.keys.scalars():
        if _NO_PROSE.isdisjoint(path) and path[:2] != ("community", "name"):
            yield from _of_scalar(path, scalar, rows)
    for name in BODIES:
        body = getattr(document, name, None)
        if isinstance(body, Body) and body:
            yield from _of_body(name, body)


def _of_scalar(path: Path, scalar: Scalar, rows: Sequence[str]) -> Iterator[Passage]:
    first, column = scalar.first_line, scalar.first_column
    row = rows[first - 1] if first <= len(rows) else ""
    if first > scalar.place.line:
        lines = [(number, column, rows[number - 1][column - 1 :]) for number in block_lines(scalar, rows)]
        yield from _paragraphs(lines, path, scalar.place.line)
    elif row.startswith(scalar.text, column - 1):
        yield Passage(scalar.text, ((0, first, column),), path, first)
    elif scalar.text.strip():
        yield from _inexact(scalar.text, path, scalar.place)


def _inexact(text: str, path: Path, place: Place) -> Iterator[Passage]:
    """A value whose characters do not stand in the file as they are: all of it has one place."""
    for line in text.split("\n"):
        if line.strip():
            yield Passage(line, ((0, place.line, place.column),), path, place.line)


def block_lines(scalar: Scalar, rows: Sequence[str]) -> range:
    """The lines (from 1) of a block value; empty for any other."""
    start = end = scalar.first_line
    if start <= scalar.place.line:
        return range(0)
    margin = " " * (scalar.first_column - 1)
    while end <= len(rows) and (not rows[end - 1].strip() or (margin and rows[end - 1].startswith(margin))):
        end += 1
    return range(start, end)


def _of_body(name: str, body: Body) -> Iterator[Passage]:
    numbers = body.lines or (1,) * (body.text.count("\n") + 1)
    if len(set(numbers)) < len(numbers):
        yield from _inexact(body.text, (name,), Place(file=body.file, line=numbers[0], column=body.margin + 1))
        return
    shown = _blanked(without_code(body.text)).split("\n")
    lines = [(number, body.margin + 1, line) for number, line in zip(numbers, shown, strict=True)]
    yield from _paragraphs(lines, (name,))


def _blanked(text: str) -> str:
    """``text`` with the characters of comments as NUL, so that lines and columns stay."""
    return re.sub("<!--.*?-->", lambda found: re.sub("[^\n]", "\0", found[0]), text, flags=re.DOTALL)


def _paragraphs(lines: Sequence[tuple[int, int, str]], path: Path, first_line: int = 0) -> Iterator[Passage]:
    """Lines (number, column, text) that belong together, as one passage each; 0 stands for their own first line."""
    held: list[tuple[int, int, str]] = []
    heads: list[str] = []
    for number, column, line in lines:
        empty = not line.strip("\0 \t")
        if held and (empty or _BREAK.match(line)):
            yield from _joined(held, path, first_line)
            held = []
        if line.lstrip().startswith("|"):
            yield from _cells(number, column, line, heads, path, first_line)
            heads = heads or [cell.strip() for cell in line.split("|")[1:]]
            continue
        heads = []
        if not empty:
            held.append((number, column, line))
    yield from _joined(held, path, first_line)


def _cells(number: int, column: int, line: str, heads: Sequence[str], path: Path, first_line: int) -> Iterator[Passage]:
    """The cells of a table's row; ``heads`` are those of its first row."""
    at = line.index("|") + 1
    for index, cell in enumerate(line[at:].split("|")):
        head = heads[index] if index < len(heads) else ""
        yield from _joined([(number, column + at, cell)], path, first_line, head)
        at += len(cell) + 1


def _joined(lines: Sequence[tuple[int, int, str]], path: Path, first_line: int, heading: str = "") -> Iterator[Passage]:
    """One passage of the lines, their markup skipped. Between two words in latin letters, a line's end is a space."""
    text, pieces = "", list[tuple[int, int, int]]()
    for number, column, line in lines:
        at = len(line) - len(line.lstrip())
        if text and text[-1].isascii() and line[at : at + 1].isascii():
            pieces.append((len(text), number, column + at))
            text += " "
        for start, end in _runs(line, at):
            pieces.append((len(text), number, column + start))
            text += line[start:end]
    if text.strip():
        yield Passage(text, tuple(pieces), path, first_line or lines[0][0], heading)


def _runs(line: str, at: int) -> Iterator[tuple[int, int]]:
    """What of a line is to be read, from ``at``, as (start, end)."""
    end = len(line.rstrip())
    for found in _SKIPPED.finditer(line, at) if line else ():
        if at < found.start():
            yield at, found.start()
        at = found.end()
    if at < end:
        yield at, end

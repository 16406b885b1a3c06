"""Links as authors write them: where they stand in a text, and which file they mean."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from .urls import source_url

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([`~]*[ \t]*)?")
_TICKS = re.compile(r"`+")
_BRACKET = re.compile(r"[\[\]]")
_DESTINATION = re.compile(r"\(\s{0,50}+<?([^)\s>]{1,1000}+)>?(?:\s{1,50}+[\"'(][^)]{0,1000}+)?\)")
_DEFINED = re.compile(r"^ {0,3}\[(?!\^)[^\]]{1,1000}+\]:\s{0,50}+<?(\S{1,1000}?)>?(?:\s|$)", re.MULTILINE)
_RAW = re.compile(r"<(a|img)\b[^<>]*?\b(?:href|src)\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """One link target as written; ``line`` counts from 0, ``column`` from 1."""

    text: str
    line: int
    column: int
    image: bool


def targets_of(text: str) -> Iterator[Target]:
    """Every link and image of a Markdown text, outside code. Linear in its length, whatever it holds."""
    blank = without_code(text)
    ends = [found.start() for found in re.finditer("\n", blank)]
    for start, target, image in (*_inline(blank), *_other(blank)):
        line = bisect_left(ends, start)
        yield Target(target, line, start - (ends[line - 1] if line else -1), image)


def without_code(text: str) -> str:
    """A Markdown text with its code blanked: as many lines, and every other character in its place."""
    return "\n".join(map(_without_spans, _without_fences(text.split("\n"))))


def _inline(text: str) -> Iterator[tuple[int, str, bool]]:
    """``[…](target)`` and ``![…](target)``: where the target stands, the target, and whether it is an image."""
    opened: list[int] = []
    for found in _BRACKET.finditer(text):
        if found[0] == "[":
            opened.append(found.start())
        elif opened:
            start = opened.pop()
            target = _DESTINATION.match(text, found.end())
            if target:
                yield target.start(1), target[1], text[start - 1 : start] == "!"


def _other(text: str) -> Iterator[tuple[int, str, bool]]:
    """Targets that are defined (``[a]: target``), and those of raw HTML."""
    for found in _DEFINED.finditer(text):
        yield found.start(1), found[1], False
    for found in _RAW.finditer(text):
        yield found.start(2), found[2], found[1].lower() == "img"


def _without_fences(lines: list[str]) -> list[str]:
    """The lines with fenced code emptied; a fence that is never closed is none."""
    marks = [(index, found) for index, line in enumerate(lines) if (found := _FENCE.match(line))]
    closers = [(index, found[1]) for index, found in marks if found.end() == len(lines[index])]
    last = {(run[0], size): index for index, run in closers for size in range(3, min(len(run), _LONGEST) + 1)}
    kept = list(lines)
    opened: tuple[int, str] | None = None
    for index, found in marks:
        run = found[1]
        if opened is None:
            if last.get((run[0], len(run)), -1) > index:
                opened = (index, run)
        elif run.startswith(opened[1]) and found.end() == len(lines[index]):
            kept[opened[0] : index + 1] = [""] * (index + 1 - opened[0])
            opened = None
    return kept


_LONGEST = 99
"""A longer fence than this is none."""


def _without_spans(line: str) -> str:
    """A line with the code between ticks emptied: from a run of ticks to the next of the same length."""
    runs = list(_TICKS.finditer(line)) if "`" in line else []
    following: dict[int, int] = {}
    closes: list[int | None] = [None] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        closes[index] = following.get(len(runs[index][0]))
        following[len(runs[index][0])] = index
    index, parts, end = 0, [], 0
    while index < len(runs):
        closing = closes[index]
        if closing is not None:
            parts += [line[end : runs[index].start()], " " * (runs[closing].end() - runs[index].start())]
            end, index = runs[closing].end(), closing
        index += 1
    return "".join([*parts, line[end:]])


def resolve_path(path: str, folder: PurePosixPath) -> PurePosixPath | None:
    """The content file that ``path``, written in a file of ``folder``, means; None where it leads out of the content.

    A path that begins with ``/`` counts from the content folder.
    """
    joined = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(str(folder), path))
    return None if joined.startswith("..") or joined == "." else PurePosixPath(joined)


def page_candidates(path: str, folder: PurePosixPath, page_url: str) -> tuple[str, ...]:
    """The site-relative URLs that ``path`` may mean, likeliest first.

    A source file is named from the folder of the file that names it; an address without a file name counts from the
    page, as a browser would have it; ``/…`` counts from the content folder or the site's root.
    """
    source = resolve_path(path, folder)
    found = [source_url(source)] if source is not None and source.suffix else []
    if path.startswith("/"):
        bare = path.strip("/")
        found += [f"{bare}/" if bare else "", bare]
    elif source is None or not source.suffix:
        joined = posixpath.normpath(posixpath.join(page_url, path))
        found += [f"{base}/" for base in (joined, str(source)) if base and not base.startswith("..") and base != "."]
    return tuple(dict.fromkeys(url for url in found if url is not None))

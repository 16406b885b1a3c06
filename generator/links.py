"""Links as authors write them: where they stand in a text, and which file they mean."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

_FENCE = re.compile(r"^( {0,3})(`{3,}|~{3,}).*?^ {0,3}\2[`~]*[ \t]*$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_INLINE = re.compile(r"(!?)\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'(][^)]*)?\)")
_DEFINED = re.compile(r"^ {0,3}\[(?!\^)[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)", re.MULTILINE)
_RAW = re.compile(r"<(a|img)\b[^>]*?\b(?:href|src)\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """One link target as written; ``line`` counts from 0."""

    text: str
    line: int
    image: bool


def targets_of(text: str) -> Iterator[Target]:
    """Every link and image of a Markdown text, outside code."""
    blank = _FENCE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    blank = _CODE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), blank)
    for found in _INLINE.finditer(blank):
        yield Target(found[2], blank.count("\n", 0, found.start()), found[1] == "!")
    for found in _DEFINED.finditer(blank):
        yield Target(found[1], blank.count("\n", 0, found.start()), False)
    for found in _RAW.finditer(blank):
        yield Target(found[2], blank.count("\n", 0, found.start()), found[1].lower() == "img")


def resolve_path(path: str, folder: PurePosixPath) -> PurePosixPath | None:
    """The content file that ``path``, written in a file of ``folder``, means; None where it leads out of the content.

    A path that begins with ``/`` counts from the content folder.
    """
    joined = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(str(folder), path))
    return None if joined.startswith("..") or joined == "." else PurePosixPath(joined)

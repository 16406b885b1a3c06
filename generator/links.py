"""Links as authors write them: where they stand in a text, and which file they mean."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from .urls import source_url

_FENCE = re.compile(r"^( {0,3})(`{3,}|~{3,}).*?^ {0,3}\2[`~]*[ \t]*$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_INLINE = re.compile(r"(!?)\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'(][^)]*)?\)")
_DEFINED = re.compile(r"^ {0,3}\[(?!\^)[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)", re.MULTILINE)
_RAW = re.compile(r"<(a|img)\b[^>]*?\b(?:href|src)\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """One link target as written; ``line`` counts from 0, ``column`` from 1."""

    text: str
    line: int
    column: int
    image: bool


def targets_of(text: str) -> Iterator[Target]:
    """Every link and image of a Markdown text, outside code."""
    blank = _FENCE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    blank = _CODE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), blank)
    for pattern, what in ((_INLINE, 2), (_DEFINED, 1), (_RAW, 2)):
        for found in pattern.finditer(blank):
            start = found.start(what)
            line = blank.count("\n", 0, start)
            image = pattern is not _DEFINED and found[1].lower() in ("!", "img")
            yield Target(found[what], line, start - blank.rfind("\n", 0, start), image)


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

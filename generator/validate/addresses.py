"""Whole addresses in texts: of the sites of narrower circles, or of their pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from ..links import page_candidates
from ..model.document import Document
from ..problems import Problem
from .links import Shelf, to_narrower
from .names import free_texts

_ADDRESS = re.compile(r"https?://[^\s<>\"'()「」（）、。]+", re.IGNORECASE)


def addresses(document: Document, shelf: Shelf) -> Iterator[Problem]:
    """Every address of our own in a text of ``document`` whose readers may not all see what it leads to."""
    homes = _homes(shelf)
    for free in free_texts(document, shelf.config.audiences) if homes else ():
        if "://" in free.text:
            for written in _ADDRESS.findall(free.text):
                audience = _audience(written, homes, shelf)
                if audience and shelf.rank(audience) > shelf.rank(free.circle):
                    yield to_narrower(written, audience, free.place)


def _homes(shelf: Shelf) -> list[tuple[str, str]]:
    """The address of each circle's site with its circle, the longest first; one that several share is the widest's."""
    found: dict[str, str] = {}
    for circle in shelf.config.audiences:
        if url := shelf.config.url_for(circle):
            found.setdefault(url.casefold(), circle)
    return sorted(found.items(), key=lambda pair: -len(pair[0]))


def _audience(written: str, homes: list[tuple[str, str]], shelf: Shelf) -> str:
    """The widest circle that may see what an address leads to; "" for another's address, or one for all."""
    for home, circle in homes:
        if f"{written}/".casefold().startswith(home):
            path = unquote(urlsplit(f"/{written[len(home) :]}").path)
            page = shelf.circle_of(page_candidates(path, PurePosixPath(), ""))
            return max(circle, page or circle, key=shelf.rank)
    return ""

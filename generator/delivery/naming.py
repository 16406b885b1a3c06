"""What the name of a published file tells: may browsers keep it for good, does the theme own it, when is it sent?"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from ..record import RECORD

_HASHED = re.compile(r"\.[0-9a-f]{8}[./]|^assets/(?:media|cards)/[0-9a-f]{16,}\.|\.\d+-[0-9a-f]{6}\.gz$")
_OF_THE_THEME = re.compile(r"^assets/[^/]+\.[0-9a-f]{8}[./]")
_TELLS = frozenset({RECORD, "sw.js", "manifest.webmanifest"})
"""What tells browsers and operators of a release: true only once all of it is there."""

_YEAR = 31_536_000
_MINUTE = 60
_TYPES = {
    ".ics": "text/calendar; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".gz": "application/gzip",
}
"""Of files whose type a store could guess wrong: it goes by a table of its machine."""

Headers = tuple[tuple[str, str], ...]


def is_lasting(path: str) -> bool:
    """Whether a file's name changes with its bytes."""
    return bool(_HASHED.search(path))


def is_of_the_theme(path: str) -> bool:
    """Whether a file is the theme's own: no content is in it, whoever reads it."""
    return bool(_OF_THE_THEME.match(path))


def is_page(path: str) -> bool:
    """Whether readers open it by its address."""
    return path.endswith(".html")


def tells_of_the_release(path: str) -> bool:
    """Whether a file speaks of all others, so that it goes last."""
    return path in _TELLS


def headers_of(path: str, *, widest: bool) -> Headers:
    """What a store is asked to say with a file: how long it may be kept, by whom, and of what type it is.

    What only some may read is kept by no cache between them and the store."""
    whose = "public" if widest else "private"
    if is_lasting(path):
        kept = f"{whose}, max-age={_YEAR}, immutable"
    elif tells_of_the_release(path):
        kept = "no-cache"
    else:
        kept = f"{whose}, max-age={_MINUTE}"
    kind = _TYPES.get(PurePosixPath(path).suffix)
    return (("Cache-Control", kept), *((("Content-Type", kind),) if kind else ()))

"""Files as a server that compresses sends them."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from .figures import File, PageBytes

_COMPRESSED_ALREADY = frozenset({".gz", ".png", ".jpg", ".jpeg", ".webp", ".woff2"})


def weigh(file: Path, path: str) -> File:
    """A file that is known as ``path``."""
    data = file.read_bytes()
    packed = len(data) if file.suffix in _COMPRESSED_ALREADY else len(gzip.compress(data, 6))
    return File(path=path, raw=len(data), gz=packed)


def page_bytes(pages: Sequence[Path]) -> PageBytes:
    """The medians of some pages."""
    files = [weigh(page, page.name) for page in pages]
    return PageBytes(raw=round(median(file.raw for file in files)), gz=round(median(file.gz for file in files)))

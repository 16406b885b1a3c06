"""What a place must know how to do for a site to be published there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from .naming import Headers

Told = Callable[[str], None]
"""Called with the path of each file that is there, or gone, for certain."""


class Store(Protocol):
    """A place with files by path. Each of them is, at every moment, whole: the old bytes or the new ones.

    All of it raises NotPublished where the place cannot be reached or written."""

    def names(self, folder: str) -> Sequence[str]:
        """What lies in a folder (with a slash at its end; "" for the place itself): names of files and folders."""

    def read(self, path: str, limit: int | None = None) -> bytes:
        """The bytes of a file that is there; no more of them than ``limit``."""

    def send(self, source: Path, paths: Sequence[str], headers: Headers, on_sent: Told) -> None:
        """Put the files at ``paths`` below ``source`` there, whatever lies there now."""

    def remove(self, paths: Iterable[str], on_removed: Told) -> None:
        """Take files away, as far as they are there."""

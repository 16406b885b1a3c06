"""Stamps of code: what a cached value was made by. Another version of a module or a library makes another key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

_HERE = Path(__file__).parent


@lru_cache(maxsize=16)
def stamp(modules: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """A digest of our ``modules`` (files or folders beside this one) and the versions of ``libraries``."""
    total = hashlib.sha256()
    for path in _files(modules):
        total.update(path.relative_to(_HERE).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    for name in libraries:
        total.update(f"{name}={version(name)}\n".encode())
    return total.hexdigest()


def search_stamp() -> str:
    """What analysis and index are made by."""
    return stamp(("search",), ("sudachipy", "sudachidict-small"))


def markup_stamp() -> str:
    """What turns Markdown into HTML."""
    return stamp(("markup.py", "prose"), ("markdown", "nh3", "pygments", "pymdown-extensions"))


def _files(modules: Iterable[str]) -> list[Path]:
    found: list[Path] = []
    for name in modules:
        path = _HERE / name
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return found

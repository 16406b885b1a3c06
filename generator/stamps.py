"""Stamps of code: what a cached value was made by. Another version of a module or a library makes another key."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import sys
import zlib
from collections.abc import Iterable, Iterator
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


def machine_stamp() -> str:
    """What bytes may depend on beside our code and the libraries that keys name: this Python, the system below it, the
    compression that is built in, and everything that is installed."""
    made_by = (sys.version, sys.platform, platform.machine(), zlib.ZLIB_RUNTIME_VERSION, sorted(set(libraries())))
    return hashlib.sha256(repr(made_by).encode("utf-8", "backslashreplace")).hexdigest()


def libraries() -> Iterator[str]:
    """The libraries that are installed, with their versions, as their folders are called."""
    for folder in sys.path:
        with contextlib.suppress(OSError), os.scandir(folder or ".") as entries:
            yield from (entry.name for entry in entries if entry.name.endswith((".dist-info", ".egg-info")))


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

"""What a check is: a promise, how often it is put to the test, and what each trial says."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from unittest import mock

from platformdirs import user_cache_path

from generator import render as rendering
from generator.build import Outcome, build
from generator.config import read_config
from generator.order import Order

ROOT = Path(__file__).parent.parent.parent
AS_OF = date(2026, 11, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One promise. ``trials(count, seed)`` yields ``count`` texts: "" where it held, else what fell."""

    name: str
    wanted: int
    trials: Callable[[int, int], Iterator[str]]


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def tree_of(folder: Path) -> str:
    """One digest of all that lies in a folder, empty folders too; "" where there is none."""
    if not folder.is_dir():
        return ""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        data = hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"folder"
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + data)
    return total.hexdigest()


def built(root: Path, circle: str, output: Path, *, use_cache: bool = False) -> Outcome:
    """Build the site folder ``root`` for one circle, in this process alone."""
    config, problems = read_config(root / "site_config.yml")
    assert config is not None, problems
    shared = user_cache_path("casebook")
    order = Order(
        config=config, audience=circle, output=output, as_of=AS_OF, jobs=1, use_cache=use_cache, shared=shared
    )
    return build(order)


_shells = lru_cache(maxsize=64)(rendering._shell.__wrapped__)


@contextmanager
def lasting_templates() -> Iterator[None]:
    """Builds in here share their compiled templates where the frame of their pages is the same."""
    with mock.patch.object(rendering, "_shell", _shells):
        yield


def command(*flags: str) -> list[str]:
    """The words that start ``casebook build`` in a process of its own, on the day of all trials."""
    return [sys.executable, "-m", "generator", "build", "--as-of", AS_OF.isoformat(), *flags]


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment for ``command``: it finds the package from any folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **(more or {})}


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> str:
    """The first few paths that two trees do not have in common with the same bytes; "" where there are none."""
    names = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    return "、".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")

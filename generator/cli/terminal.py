"""What the commands say: problems, progress and sentences, on the terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from .. import report
from ..config import SiteConfig
from ..problems import Problem


def say(text: str) -> None:
    print(text, file=sys.stderr)


def print_problems(problems: Sequence[Problem], config: SiteConfig, root: Path | None = None) -> None:
    if problems:
        print(report.as_text(problems, source_lines(root or config.root), config.language), file=sys.stderr)


def source_lines(root: Path) -> Callable[[str, int], str]:
    """Gives the line of a source file, "" where there is none."""

    @lru_cache(maxsize=64)
    def lines(file: str) -> tuple[str, ...]:
        try:
            text = (root / file).read_bytes().decode("utf-8-sig")
            return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        except (OSError, UnicodeDecodeError, ValueError):
            return ()

    def line(file: str, number: int) -> str:
        found = lines(file)
        return found[number - 1] if 0 < number <= len(found) else ""

    return line


def shown(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix() + "/"
    except ValueError:
        return str(path)


def bold() -> bool:
    """Whether what is printed goes to a terminal that shows bold."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


class Progress:
    """One line on the terminal that says how far a long build is; nothing where nobody looks."""

    _QUIET = 0.5  # seconds before the first word

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._started = time.monotonic()
        self._last = 0.0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._terminal and self._last:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def show(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        pause = 0.1 if self._terminal else 5.0
        if (
            now - self._started < self._QUIET
            or now - max(self._last, self._started if not self._terminal else 0) < pause
        ):
            return
        self._last = now
        end = "" if self._terminal else "\n"
        start = "\r\033[K" if self._terminal else ""
        print(f"{start}{what} {done:,} / {total:,}", end=end, file=sys.stderr, flush=True)

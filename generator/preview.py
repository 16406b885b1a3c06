"""What ``serve`` shows: one circle's site, kept up to date while somebody writes.

A changed text is shown at once, on its own pages; the whole site follows in the background. What is broken is told and
changes nothing that is shown.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from .build import Outcome, build
from .config import SiteConfig, read_config
from .order import Order
from .problems import Problem, has_errors, in_order
from .retouch import Retoucher

_SETTLING = 0.15
"""Seconds without a change before a build begins: editors save in several steps, and branches switch in many."""

OnBuilt = Callable[[Outcome, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What a reader of the preview is told. ``number`` is another one whenever what is shown may be another.

    ``state`` is building, ready or broken; ``doing`` says how far a build is."""

    circle: str
    circles: tuple[str, ...]
    state: str
    number: int
    language: str = "ja"
    doing: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Shown:
    """One circle's site: its folder, and the pages that are newer than it."""

    folder: Path
    retoucher: Retoucher | None = None
    newer: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    """By file path: of which change, and the bytes."""
    of: int = -1
    """The change up to which the last build has read."""
    state: str = ""
    problems: tuple[Problem, ...] = ()
    """What came of that build."""


class Preview:
    """Builds the site of one circle at a time, in a thread of its own. Close it at the end."""

    def __init__(
        self, config_file: Path, circle: str, folder: Path, as_of: date, shared: Path, on_built: OnBuilt
    ) -> None:
        self._config_file, self._folder, self._as_of, self._shared = config_file, folder, as_of, shared
        self._on_built = on_built
        self._sites: dict[str, _Shown] = {}
        self._change, self._changed_at = 0, 0.0
        self._closed = False
        self.fault: Exception | None = None
        """What ended the building, where it was no fault of the content."""
        self._news = threading.Condition()
        self._config, _ = read_config(config_file)
        circles = self._config.audiences if self._config else (circle,)
        language = self._config.language if self._config else "ja"
        self.status = Status(circle=circle, circles=circles, state="building", number=0, language=language)
        self._thread = threading.Thread(target=self._work, daemon=True)

    def start(self) -> None:
        """Begin to build."""
        self._thread.start()

    def close(self) -> None:
        """Stop after the build that is under way."""
        with self._news:
            self._closed = True
            self._news.notify_all()
        self._thread.join()

    @property
    def is_alive(self) -> bool:
        """False once it can build no more: it was closed, or a fault of our own ended it."""
        return self._thread.is_alive()

    @property
    def config(self) -> SiteConfig | None:
        """The last configuration that could be read."""
        return self._config

    def read(self, file: str) -> bytes | None:
        """The bytes of one file of the site as it is now; None for none."""
        shown = self._site()
        if file in shown.newer:
            return shown.newer[file][1]
        path = shown.folder / file
        try:
            return path.read_bytes() if path.resolve().is_relative_to(shown.folder.resolve()) else None
        except (OSError, ValueError):
            return None

    @property
    def is_there(self) -> bool:
        """Whether there is any site to show."""
        return (self._site().folder / "index.html").is_file()

    def wait(self, number: int, seconds: float) -> Status:
        """The status as soon as it is not the one of ``number`` any more, or after ``seconds``."""
        with self._news:
            self._news.wait_for(lambda: self._closed or self.status.number != number, seconds)
            return self.status

    def turn_to(self, circle: str) -> bool:
        """Show another circle's site; False where there is no such circle."""
        with self._news:
            if circle not in self.status.circles:
                return False
            if circle != self.status.circle:
                shown = self._sites.get(circle)
                if shown is not None and shown.of == self._change:
                    self._tell(circle=circle, state=shown.state, problems=shown.problems, doing="")
                else:
                    self._tell(circle=circle, state="building", problems=(), doing="")
            return True

    def changed(self, paths: Collection[Path]) -> None:
        """Files have changed: show what can be shown at once, and have the rest follow."""
        with self._news:
            self._change += 1
            self._changed_at = time.monotonic()
            change, shown = self._change, self._site()
        touched = self._retouched(shown, paths)
        with self._news:
            if touched is not None:
                pages, problems = touched
                shown.newer |= {file: (change, data) for file, data in pages.items()}
                self._tell(state="broken" if has_errors(problems) else "building", problems=problems)
            self._news.notify_all()

    def _retouched(self, shown: _Shown, paths: Collection[Path]) -> tuple[dict[str, bytes], tuple[Problem, ...]] | None:
        config = self._config
        if shown.retoucher is None or config is None or len(paths) != 1:
            return None
        (path,) = paths
        if not path.is_relative_to(config.content):
            return None
        found = shown.retoucher.retouch(path)
        return None if found is None else (dict(found.pages), found.problems)

    def _site(self) -> _Shown:
        circle = self.status.circle
        return self._sites.setdefault(circle, _Shown(folder=self._folder / circle))

    def _tell(self, **news: Any) -> None:
        """Change the status; whoever waits for it is told. Hold the lock."""
        self.status = replace(self.status, number=self.status.number + 1, **news)
        self._news.notify_all()

    # -- building ------------------------------------------------------------------------------------------------

    def _work(self) -> None:
        try:
            while self._waited():
                with self._news:
                    change, circle, shown = self._change, self.status.circle, self._site()
                self._build(change, circle, shown)
        except Exception as fault:  # of our own: for who waits for this thread
            self.fault = fault

    def _waited(self) -> bool:
        """Wait until there is something to build, and nobody is writing just now; False at the end."""
        with self._news:
            self._news.wait_for(lambda: self._closed or self._site().of != self._change)
            while not self._closed:
                rest = self._changed_at + _SETTLING - time.monotonic()
                if rest <= 0:
                    break
                self._news.wait(rest)
            return not self._closed

    def _build(self, change: int, circle: str, shown: _Shown) -> None:
        """Build with the configuration as it is now; anything broken leaves the last good site in place."""
        started = time.monotonic()
        config, problems = read_config(self._config_file)
        if config is not None and circle in config.audiences:
            self._config = config
            local = replace(config, site_url="", sites={}, offline=False, beacon="")
            order = Order(config=local, audience=circle, output=shown.folder, as_of=self._as_of, shared=self._shared)
            outcome = build(order, self._progress)
        else:
            local, outcome = None, Outcome(problems=in_order(problems))
        self._on_built(outcome, time.monotonic() - started)
        retoucher = None
        if outcome.made is not None and local is not None:
            retoucher = Retoucher(local, outcome.made)
            retoucher.warm()
        with self._news:
            shown.of, shown.problems = change, outcome.problems
            shown.state = "broken" if outcome.release is None else "ready"
            if retoucher is not None:
                shown.retoucher = retoucher
                shown.newer = {file: newer for file, newer in shown.newer.items() if newer[0] > change}
            if self.status.circle == circle:
                self._tell(
                    state=shown.state,
                    circles=config.audiences if config else self.status.circles,
                    language=config.language if config else self.status.language,
                    doing="",
                    problems=shown.problems,
                )

    def _progress(self, what: str, done: int, total: int) -> None:
        with self._news:
            if not self.is_there:
                self._tell(doing=f"{what} {done:,} / {total:,}")

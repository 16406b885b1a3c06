"""A failing write, at every write of a build, in every way: the old site stays, and nothing is left behind.

Each call with which the site is made (a folder or file opened for writing, written, made to last, renamed, exchanged)
fails once with each error. The last failures come from outside, in processes that may write only small files: the
cache is then the first that cannot be written."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import resource
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

from generator import publish as publishing
from generator.build import Outcome

from ..folders import write_site
from .sowing import sow
from .trial import Check, built, command, environment, tree_of

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
_CALLS = ("open", "write", "mkdir", "fsync", "link", "rename", "replace", "chmod")
_CIRCLE = "sales"
_SMALL = 12
"""So many of the trials are made with a limit on the size of files."""


class _Failing:
    """Lets a call fail that touches ``root``, and counts those before it; with ``at`` 0 all go well."""

    def __init__(self, root: Path, at: int, code: int) -> None:
        self.root, self.at, self.code = str(root), at, code
        self.count = 0
        self.handles: set[int] = set()

    @contextlib.contextmanager
    def everywhere(self) -> Iterator[None]:
        """Every call that writes goes through here."""
        with contextlib.ExitStack() as stack:
            for name in _CALLS:
                stack.enter_context(mock.patch.object(os, name, self._wrapped(name, getattr(os, name))))
            stack.enter_context(mock.patch.object(publishing, "_exchange", self._wrapped("", publishing._exchange)))
            yield

    def _wrapped(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(first: object, *more: object, **named: object) -> object:
            if self._writes(name, first, more):
                self.count += 1
                if self.count == self.at:
                    raise OSError(self.code, os.strerror(self.code))
            found = real(first, *more, **named)
            if name == "open" and isinstance(found, int):
                (self.handles.add if self._below(first) else self.handles.discard)(found)
            return found

        return call

    def _writes(self, name: str, first: object, more: tuple[object, ...]) -> bool:
        if name in ("write", "fsync"):
            return first in self.handles
        if name == "open":
            return self._below(first) and bool(int(str(more[0])) & (os.O_WRONLY | os.O_RDWR))
        return self._below(first)

    def _below(self, path: object) -> bool:
        return isinstance(path, str | os.PathLike) and os.fspath(path).startswith(self.root)


def trials(count: int, seed: int) -> Iterator[str]:
    """One failing call a trial: each call with each error, or as many as asked for where that is fewer than ``ALL``."""
    with tempfile.TemporaryDirectory(prefix="casebook-faults-") as folder:
        root = Path(folder)
        write_site(root, sow(seed).files())
        stage = _Stage(root)
        calls = _calls(root)
        every = [(at, code) for at in range(1, calls + 1) for code in ERRORS]
        small = min(_SMALL, count // 4)
        chosen = every if count >= ALL else [every[n * len(every) // (count - small)] for n in range(count - small)]
        for at, code in chosen:
            fault = _one(root, at, code, stage)
            yield f"call {at} of {calls}, {errno.errorcode[code]}: {fault}" if fault else ""
        for number in range(small):
            fault = _limited(root, 4**number, stage)
            yield f"files of at most {4**number} bytes: {fault}" if fault else ""


class _Stage:
    """A live site, and one of another name and content: what is live afterwards tells what happened."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.config = (root / "site_config.yml").read_text("utf-8")
        self.live = 0
        self.trees: list[str] = []
        for number in (1, 0):
            self._write(number)
            assert built(root, _CIRCLE, root / "site", use_cache=True).release is not None
            self.trees.insert(0, tree_of(root / "site"))
        self._write(1)

    def _write(self, number: int) -> None:
        text = f"audience: public\nitems:\n  - {{text: {'一二'[number]}つめの例文です。}}\n"
        (self.root / "content/phrases").mkdir(parents=True, exist_ok=True)
        (self.root / "content/phrases/stage.yml").write_text(text, "utf-8")
        config = re.sub("^site_name:.*", f"site_name: 試し{number}", self.config, flags=re.MULTILINE)
        (self.root / "site_config.yml").write_text(config, "utf-8")

    def left(self, *, published: bool) -> str:
        """What is not as it should be in the site or beside it."""
        live = self.live
        if published:
            self._write(live)
            self.live = 1 - live
        if tree_of(self.root / "site") != self.trees[self.live]:
            return f"the site is not whole ({'published' if published else 'not published'})"
        names = {path.name for path in self.root.iterdir()} - {"site", "content", "site_config.yml", ".casebook"}
        return f"litter: {sorted(names)}" if names else ""


def _calls(root: Path) -> int:
    """How many calls there are that can fail."""
    failing = _Failing(root, 0, 0)
    with failing.everywhere(), mock.patch.object(publishing, "swap", _no_swap):
        built(root, _CIRCLE, root / "site", use_cache=True)
    return failing.count + 2  # the exchange and what follows it


def _no_swap(staging: Path, output: Path) -> None:
    raise OSError(errno.EIO, "not now")


def _one(root: Path, at: int, code: int, stage: _Stage) -> str:
    failing = _Failing(root, at, code)
    try:
        with failing.everywhere():
            outcome = built(root, _CIRCLE, root / "site", use_cache=True)
    except Exception as fault:
        return f"a traceback: {fault!r}"
    if failing.count < at:
        return "the call was never made"
    return _told(outcome) or stage.left(published=outcome.release is not None)


def _told(outcome: Outcome) -> str:
    """A build that published nothing says so as a problem."""
    codes = {problem.code for problem in outcome.problems if problem.is_error}
    return "" if outcome.release is not None or codes == {"publish-failed"} else f"it said {sorted(codes)}"


def _limited(root: Path, size: int, stage: _Stage) -> str:
    """A build whose files may have ``size`` bytes at most."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    flags = command("--audience", _CIRCLE, "--jobs", "1")
    done = subprocess.run(flags, cwd=root, env=environment(), capture_output=True, preexec_fn=limit, check=False)
    said = done.stderr.decode()
    if done.returncode not in (0, 2) or "Traceback" in said:
        return f"exit code {done.returncode}: {said[-300:]}"
    return stage.left(published=done.returncode == 0)


ALL = 700
CHECK = Check(name="failing-writes", wanted=ALL, trials=trials)

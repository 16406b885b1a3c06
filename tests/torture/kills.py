"""kill -9 at any point of a build over a good site: the live folder is the old site or the new one, byte for byte.

Three quarters of the points are steps of the build itself (a file opened, a folder made, renamed or removed below the
site), spread evenly and most densely over the last ones, where the site is swapped; the rest are moments in time. At
every tenth point only the parent is killed, at every tenth only a worker: no process may outlive its parent. After
each, the next build works and leaves no litter."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.corpus import write_site

from .trial import Check, built, bytes_of, command, differing, environment

_PAGES = 60
"""Enough for a build to start its processes."""

_CIRCLE = "sales"
_LAST = 40
"""So many of a build's last steps are each tried before the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """When to kill what: at the build's own ``step``, or ``after`` seconds; ``whom`` is group, parent or worker."""

    step: int = 0
    after: float = 0.0
    whom: str = "group"


def trials(count: int, seed: int) -> Iterator[str]:
    """One killed build a trial, each with another text than the site that is live."""
    with tempfile.TemporaryDirectory(prefix="casebook-kills-") as folder:
        root = Path(folder)
        write_site(root, _PAGES, cases=0)
        page = next((root / "content" / "articles").rglob("page-00001.md"))
        texts = [page.read_text("utf-8"), page.read_text("utf-8") + "\n新しい段落です。\n"]
        sites = []
        for text in texts:
            page.write_text(text, "utf-8")
            assert built(root, _CIRCLE, root / "site").release is not None
            sites.append(bytes_of(root / "site"))
        steps, seconds = _measured(root)
        for number, point in enumerate(_points(count, steps, seconds, random.Random(seed))):
            page.write_text(texts[number % 2], "utf-8")
            fault = _one(root, point, old=sites[(number + 1) % 2], new=sites[number % 2])
            yield f"{point}: {fault}" if fault else ""


def _points(count: int, steps: int, seconds: float, rng: random.Random) -> Iterator[Point]:
    whom = ["group"] * 8 + ["parent", "worker"]
    timed = count // 4
    last = min(_LAST, (count - timed) // 2)
    chosen = [steps - at * 3 for at in range(last)]
    rest = count - timed - last
    chosen += [1 + at * steps // rest for at in range(rest)]
    points = [_at(step, steps, whom[at % 10]) for at, step in enumerate(chosen)]
    points += [Point(after=0.3 + at * seconds / timed, whom=whom[at % 10]) for at in range(timed)]
    rng.shuffle(points)
    yield from points


def _at(step: int, steps: int, whom: str) -> Point:
    """A point at one step; a worker is missed only while there is work left for it."""
    return Point(step=max(1, step % (steps // 3) if whom == "worker" else step), whom=whom)


def _measured(root: Path) -> tuple[int, float]:
    """How many steps a build takes, and how many seconds."""
    started = time.monotonic()
    with _started(root, Point()) as process:
        said, _ = process.communicate(timeout=120)
    return int(said.split()[-1]), time.monotonic() - started


def _started(root: Path, point: Point) -> subprocess.Popen[bytes]:
    _note(root).unlink(missing_ok=True)  # with it, a build that ended before it was killed would not be made again
    flags = () if point.whom == "group" else ("--no-cache",)  # with a warm cache there is nothing for workers to do
    doomed = [sys.executable, "-m", "tests.torture.doomed", str(root), str(point.step), point.whom]
    return subprocess.Popen(
        [*doomed, *command("--audience", _CIRCLE, "--jobs", "2", *flags)[3:]],
        cwd=root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _one(root: Path, point: Point, old: dict[str, bytes], new: dict[str, bytes]) -> str:
    """What is wrong after a kill at ``point``; "" where all is whole."""
    orphans = _killed(root, point)
    live = bytes_of(root / "site")
    if live not in (old, new):
        return f"neither the old site nor the new: {differing(live, old)}"
    if orphans:
        return "a process outlived its parent"
    outcome = built(root, _CIRCLE, root / "site", use_cache=True)
    if outcome.release is None:
        return f"the next build failed: {[str(problem) for problem in outcome.problems]}"
    if bytes_of(root / "site") != new:
        return f"the next build differs: {differing(bytes_of(root / 'site'), new)}"
    names = {path.name for path in (*root.iterdir(), *(root / ".casebook").iterdir())}
    litter = names - {
        "site",
        "content",
        "site_config.yml",
        ".casebook",
        ".gitignore",
        f"cache-{_CIRCLE}.db",
        _note(root).name,
    }
    return f"litter: {sorted(litter)}" if litter else ""


def _note(root: Path) -> Path:
    """By which a build knows that the site stands."""
    return root / ".casebook" / f"standing-{_CIRCLE}.json"


def _killed(root: Path, point: Point) -> bool:
    """Kill a build; True when a process of it lives on. One that ended before its time came is tried again, sooner."""
    with _started(root, point) as process:
        if point.after:
            time.sleep(point.after)
            (os.kill if point.whom == "parent" else os.killpg)(process.pid, signal.SIGKILL)
        process.wait(120)
        orphans = not _all_gone(process.pid)
    if process.returncode == 0:
        assert point.step > 1 or point.after, "a build that cannot be killed"
        return _killed(root, replace(point, step=point.step * 3 // 4, after=point.after * 0.75))
    return orphans


def _all_gone(group: int, patience: float = 10.0) -> bool:
    """Has every process of a group ended, some seconds after its leader?"""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    os.killpg(group, signal.SIGKILL)
    return False


CHECK = Check(name="kill-points", wanted=100, trials=trials)

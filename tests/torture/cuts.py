"""kill -9 at any point of ``casebook publish`` to a store that speaks S3, while a reader loads page after page.

Two releases take turns. At every fifth point the parent alone is killed, and rclone is left to notice. After each cut
the same command sends what is missing and no more, and the store then holds the release, byte for byte. Whatever
happens, no page that answers 200 loads a style sheet, script or picture that does not."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.delivery.deployed import NOTE
from generator.delivery.naming import is_of_the_theme

from .shop import Reader, Releases, Server, serving, two_releases
from .trial import AS_OF, Check, bytes_of, differing, environment

_PLACE = "web/"
_IN_FLIGHT = 12
"""So many files are sent again at most: the four that rclone was sending when it was killed, and a few that it had
sent, but whose word had not come through the pipe yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """At which step of a delivery to kill whom: group or parent; step 0 kills nothing."""

    step: int = 0
    whom: str = "group"


def trials(count: int, seed: int) -> Iterator[str]:
    """One delivery a trial that is cut off and resumed, from each release to the other in turn."""
    with tempfile.TemporaryDirectory(prefix="casebook-cuts-") as folder:
        releases = two_releases(Path(folder) / "site")
        files = [bytes_of(releases.old), bytes_of(releases.new)]
        with serving(Path(folder)) as server, Reader(server, _PLACE, releases.pages) as reader:
            for site in (releases.new, releases.old):
                _published(releases, server, site, Point())
            steps = _published(releases, server, releases.new, Point())
            for number, point in enumerate(_points(count, steps, seed)):
                turn = number % 2
                fault = _one(releases, server, point, (releases.old, releases.new)[turn], files[turn])
                broken = reader.broken[:3]
                reader.broken.clear()
                yield f"{point}: {fault or broken}" if fault or broken else ""
            if not reader.loads:
                yield "nobody read"


def _points(count: int, steps: int, seed: int) -> Iterator[Point]:
    """Spread over all steps; which of the steps between is the seed's to say."""
    for at in range(count):
        step = 1 + (at * steps + seed % steps) // count
        yield Point(step=step, whom="parent" if at % 5 == 4 else "group")


def _published(releases: Releases, server: Server, site: Path, point: Point) -> int:
    """Publish one of the sites; the number of steps, 0 where it was killed."""
    with _started(releases, server, site, point) as process:
        said, complaint = process.communicate(timeout=120)
    if process.returncode == -signal.SIGKILL:
        return 0
    assert process.returncode == 0, complaint.decode()
    return int(said.split()[-1])


def _started(releases: Releases, server: Server, site: Path, point: Point) -> subprocess.Popen[bytes]:
    doomed = [sys.executable, "-m", "tests.torture.cut_off", str(point.step), point.whom]
    return subprocess.Popen(
        [*doomed, "publish", "web", "--site", str(site), "--wait", "1", "--as-of", AS_OF.isoformat()],
        cwd=releases.root,
        env=environment(server.environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def _one(releases: Releases, server: Server, point: Point, site: Path, files: Mapping[str, bytes]) -> str:
    """What is wrong after a delivery that was cut off and resumed; "" where all is right."""
    before = len(server.said())
    due = [path for path, data in files.items() if server.get(_PLACE + path)[1] != data]
    if _published(releases, server, site, point):
        return "not killed"
    _published(releases, server, site, Point())
    sent = [path.removeprefix(_PLACE) for path in server.said()[before:] if not path.endswith(NOTE)]
    if set(due) - set(sent) or len(sent) > len(due) + _IN_FLIGHT:
        return f"{len(due)} files were due, {len(sent)} sent"
    there = server.contents(_PLACE)
    theirs = {path: data for path, data in there.items() if path in files or not _may_stay(path)}
    return f"differs: {differing(theirs, files)}" if theirs != files else ""


def _may_stay(path: str) -> bool:
    """Style sheets and scripts of the release before, and the note."""
    return path == NOTE or is_of_the_theme(path)


CHECK = Check(name="publish-cuts", wanted=20, trials=trials)

"""kill -9 at any point of ``casebook publish``, to a store that speaks S3 and to a folder, while a reader of each loads
page after page.

Two releases take turns. At every fifth point at the store the parent alone is killed, and rclone is left to notice.
After each cut the same command sends what is missing and no more, and the place then holds the release, byte for byte.
Whatever happens, no page that answers 200 loads a style sheet, script or picture that does not."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from generator.delivery.deployed import NOTE
from generator.delivery.naming import is_of_the_theme

from .shop import Folder, Reader, Releases, Server, serving, two_releases
from .trial import AS_OF, Check, bytes_of, differing, environment

_PREFIX = "web/"
_IN_FLIGHT = 40
"""So many files are sent again at most, of some 100: the four that were being sent when all was killed, and those that
had been sent, but whose word waited in the pipe for the journal; on a machine that is busy, those are more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """At which step of a delivery to kill whom: group or parent; step 0 kills nothing."""

    step: int = 0
    whom: str = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place to publish to: ``target`` in the configuration, and what readers see of it.

    ``said`` gives the paths of all that was sent so far, ``more`` the environment that reaches it."""

    target: str
    get: Callable[[str], tuple[int, bytes]]
    contents: Callable[[], Mapping[str, bytes]]
    said: Callable[[], list[str]]
    more: Mapping[str, str]


def _in_the_store(server: Server) -> Place:
    return Place(
        target="web",
        get=lambda path: server.get(_PREFIX + path)[:2],
        contents=lambda: server.contents(_PREFIX),
        said=lambda: [path.removeprefix(_PREFIX) for path in server.said()],
        more=server.environment,
    )


def _in_a_folder(root: Path) -> Place:
    folder = Folder(root)
    return Place(target="folder", get=folder.get, contents=folder.contents, said=folder.said, more={})


def trials(count: int, seed: int) -> Iterator[str]:
    """One delivery a trial that is cut off and resumed, from each release to the other in turn; places take turns."""
    with tempfile.TemporaryDirectory(prefix="casebook-cuts-") as folder, ExitStack() as stack:
        releases = two_releases(Path(folder) / "site")
        sites = [(site, bytes_of(site)) for site in (releases.old, releases.new)]
        places = (_in_the_store(stack.enter_context(serving(Path(folder)))), _in_a_folder(releases.root / "www"))
        readers = [stack.enter_context(Reader(place.get, releases.pages)) for place in places]
        points = [_points(releases, place, (count + 1 - at) // 2, seed) for at, place in enumerate(places)]
        for number in range(count):
            at = number % 2
            point = next(points[at])
            fault = _one(releases, places[at], point, *sites[number // 2 % 2])
            broken = readers[at].broken[:3]
            readers[at].broken.clear()
            yield f"{places[at].target}, {point}: {fault or broken}" if fault or broken else ""
        if not all(reader.loads for reader in readers):
            yield "nobody read"


def _points(releases: Releases, place: Place, count: int, seed: int) -> Iterator[Point]:
    """Spread over all steps of a delivery there; which of the steps between is the seed's to say."""
    for site in (releases.new, releases.old):
        _published(releases, place, site, Point())
    steps = _published(releases, place, releases.new, Point())
    for at in range(count):
        step = 1 + (at * steps + seed % steps) // count
        yield Point(step=step, whom="parent" if at % 5 == 4 else "group")


def _published(releases: Releases, place: Place, site: Path, point: Point) -> int:
    """Publish one of the sites; the number of steps, 0 where it was killed."""
    with _started(releases, place, site, point) as process:
        said, complaint = process.communicate(timeout=120)
    if process.returncode == -signal.SIGKILL:
        return 0
    assert process.returncode == 0, complaint.decode()
    return int(said.split()[-1])


def _started(releases: Releases, place: Place, site: Path, point: Point) -> subprocess.Popen[bytes]:
    doomed = [sys.executable, "-m", "tests.torture.cut_off", str(point.step), point.whom]
    return subprocess.Popen(
        [*doomed, "publish", place.target, "--site", str(site), "--wait", "1", "--as-of", AS_OF.isoformat()],
        cwd=releases.root,
        env=environment(place.more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def _one(releases: Releases, place: Place, point: Point, site: Path, files: Mapping[str, bytes]) -> str:
    """What is wrong after a delivery that was cut off and resumed; "" where all is right."""
    before = len(place.said())
    due = [path for path, data in files.items() if place.get(path)[1] != data]
    if _published(releases, place, site, point):
        return "not killed"
    place.said()
    _published(releases, place, site, Point())
    sent = [path for path in place.said()[before:] if path in files]
    if set(due) - set(sent) or len(sent) > len(due) + _IN_FLIGHT:
        return f"{len(due)} files were due, {len(sent)} sent"
    there = place.contents()
    theirs = {path: data for path, data in there.items() if path in files or not _may_stay(path)}
    return f"differs: {differing(theirs, files)}" if theirs != files else ""


def _may_stay(path: str) -> bool:
    """Style sheets and scripts of the release before, and the note."""
    return path == NOTE or is_of_the_theme(path)


CHECK = Check(name="publish-cuts", wanted=20, trials=trials)

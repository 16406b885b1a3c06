"""Commands as they are timed, and the memory of all their processes together."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

MEMORY_IS_KNOWN = sys.platform == "linux"
_EVERY = 0.03
_SESSION = 3
"""Where a session's number stands in ``/proc/<id>/stat``, behind the name in parentheses."""


class Failed(Exception):
    """A command that did not end well: what it said last."""


def _around(environment: Mapping[str, str]) -> dict[str, str]:
    """What a process finds; programs in Python keep their code compiled, as they do where somebody uses them."""
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environment}


def seconds(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> float:
    """Run a command in ``folder`` and return how long it took. Raises Failed."""
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=_around(environment), capture_output=True)
    took = time.perf_counter() - started
    _check(command, done.returncode, done.stdout + done.stderr)
    return took


def peak_memory(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> int | None:
    """Run a command and return the most bytes that all its processes held at one time. Raises Failed.

    Memory that processes share is counted once (the proportional set size of Linux; elsewhere None). Looking costs
    time, so a run that is looked at is not a run that is timed."""
    most = 0
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(
            command,
            cwd=folder,
            env=_around(environment),
            stdout=said,
            stderr=said,
            start_new_session=True,  # by which its processes are known
        ) as process:
            while process.poll() is None:
                most = max(most, session_memory(process.pid))
                time.sleep(_EVERY)
        said.seek(0)
        _check(command, process.returncode, said.read())
    return most if MEMORY_IS_KNOWN else None


@contextmanager
def running(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A command that goes on until it is no longer wanted; what it says is thrown away."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=_around(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def session_memory(session: int) -> int:
    """Bytes held by all processes of a session; 0 where the system does not tell."""
    return sum(_held(each) for each in Path("/proc").glob("[0-9]*") if _session_of(each) == session)


def _session_of(process: Path) -> int:
    try:
        return int((process / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[_SESSION])
    except (OSError, IndexError, ValueError):  # it has ended
        return -1


def _held(process: Path) -> int:
    try:
        for line in (process / "smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:  # it has ended
        pass
    return 0


def _check(command: Sequence[str], status: int, said: bytes) -> None:
    if status:
        last = said.decode("utf-8", "replace").strip().splitlines()[-5:]
        raise Failed(f"{Path(command[0]).name} ended with {status}: {' / '.join(last)}")

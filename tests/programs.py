"""Programs of others that tests start: where none is found a test says so and skips; in CI it fails."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest


def need(program: str, packages: str = "") -> str:
    """The path of a program of Debian's ``packages`` (by default of its own name); without it, skip, and in CI fail."""
    found = shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"{program} is missing: install Debian's {packages or program}")
        pytest.skip(f"no {program} here: what is told of it is not tested")
    return found


def free_ports(count: int) -> list[int]:
    """Ports of this machine that nobody has."""
    with_ports = [socket.socket() for _ in range(count)]
    try:
        for each in with_ports:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in with_ports]
    finally:
        for each in with_ports:
            each.close()


@contextmanager
def serving(command: Sequence[str], ports: Sequence[int], log: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """A server that answers at all of its ports, until it is no longer wanted; what it says stands in ``log``."""
    with log.open("ab") as sink:
        process = subprocess.Popen(command, stdout=sink, stderr=sink, env={**os.environ, **environment})
        try:
            for port in ports:
                _wait_for(port, process, log)
            yield
        finally:
            process.terminate()
            process.wait(10)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    said = re.sub(r"\s+", " ", log.read_text("utf-8", "replace"))
    pytest.fail(f"{process.args!r} does not answer: {said[-2000:]}")

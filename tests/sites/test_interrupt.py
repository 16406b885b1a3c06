"""A build that is stopped stops soon, and leaves the old site and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.corpus import write_site
from tests.whole import ROOT


def _build(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "generator", "build", "--as-of", "2026-11-01", "--no-cache", "--jobs", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_build_leaves_the_old_site(tmp_path: Path, number: signal.Signals) -> None:
    write_site(tmp_path, 150, cases=0)
    with _build(tmp_path) as first:
        assert first.wait(120) == 0
    before = (tmp_path / "site" / "build.json").read_bytes()
    kept = sorted(path.name for path in tmp_path.iterdir())
    for delay in (0.8, 1.3):
        with _build(tmp_path) as stopped:
            time.sleep(delay)
            os.killpg(stopped.pid, number)
            assert stopped.wait(30) in (0, 130, -number)
        assert (tmp_path / "site" / "build.json").read_bytes() == before
        assert sorted(path.name for path in tmp_path.iterdir()) == kept

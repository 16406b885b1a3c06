"""A build that is stopped stops soon, and leaves the old site and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.corpus import write_site
from generator.cli import main
from tests.whole import ROOT

_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def _build(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "generator", "build", "--as-of", "2026-11-01", "--no-cache", "--jobs", "2"]
    return subprocess.Popen(
        command,
        cwd=folder,
        env=_ENVIRONMENT,
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


_STOPPING = """
import os, signal, sys
from generator import cli
from generator.cli import building

def stop():
    os.kill(os.getpid(), signal.SIGTERM)

def build(options):
    try:
        {within}
    finally:
        {cleaning}
        print("cleaned", flush=True)
    return 0

building._build = build
{before}
code = cli.main(["build"])
{after}
sys.exit(code)
"""
"""A program whose build is stopped at one moment of its life."""


@pytest.mark.parametrize(
    ("moments", "ended", "said"),
    [
        ({}, 0, "cleaned"),
        ({"before": "stop()"}, -signal.SIGTERM, ""),
        ({"within": "stop()"}, 130, "cleaned"),
        ({"within": "exec('stop()')"}, 130, "cleaned"),
        ({"within": "stop()", "cleaning": "stop()"}, 130, "cleaned"),
        ({"after": "stop()"}, -signal.SIGTERM, "cleaned"),
    ],
)
def test_sigterm_interrupts_a_command_and_nothing_around_it(
    tmp_path: Path, moments: Mapping[str, str], ended: int, said: str
) -> None:
    program = _STOPPING.format_map({"before": "", "within": "pass", "cleaning": "pass", "after": "", **moments})
    (tmp_path / "stopping.py").write_text(program, "utf-8")
    command = [sys.executable, "-m", "stopping"]
    done = subprocess.run(command, cwd=tmp_path, env=_ENVIRONMENT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (ended, said)
    assert done.stderr == ("中断しました。公開中のサイトは元のままです。\n" if ended == 130 else "")


def test_a_command_leaves_the_answer_to_sigterm_as_it_was(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    assert main(["check", "--config", str(tmp_path / "none.yml")]) == 2
    assert signal.getsignal(signal.SIGTERM) is before

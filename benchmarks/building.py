"""The same Markdown built by us and by MkDocs + Material, in turn.

A third site of ours has a case for every tenth page, with its figures, pictures and hand-out.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .corpus import write_mkdocs, write_site


def run(pages: int, rounds: int) -> None:
    """Generate, build in turn, print medians and their ratio."""
    with tempfile.TemporaryDirectory(prefix="casebook-bench-") as name:
        folder = Path(name)
        write_site(folder / "same", pages, cases=0)
        write_site(folder / "cases", pages)
        write_mkdocs(folder / "mkdocs", pages)
        _time(_ours(), folder / "same")  # reads the dictionary once for this machine
        runs = [_run(number, folder) for number in range(1, rounds + 1)]
    _print(pages, runs)


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of one round: all four, one after the other."""

    cold: float
    theirs: float
    warm: float
    cases: float


def _run(number: int, folder: Path) -> Run:
    cold = _time(_ours(), folder / "same", forget=("site", ".casebook"))
    theirs = _time(_mkdocs(), folder / "mkdocs", forget=("site",))
    warm = _time(_ours(), folder / "same")
    cases = _time(_ours(), folder / "cases", forget=("site", ".casebook"))
    print(f"round {number}: {cold:.2f} s, MkDocs {theirs:.2f} s, unchanged {warm:.2f} s, with cases {cases:.2f} s")
    return Run(cold, theirs, warm, cases)


def _ours() -> list[str]:
    return [sys.executable, "-m", "generator", "build", "--as-of", "2026-11-01"]


def _mkdocs() -> list[str]:
    return [sys.executable, "-m", "mkdocs", "build", "--quiet"]


def _time(command: Sequence[str], folder: Path, forget: Sequence[str] = ()) -> float:
    for name in forget:
        shutil.rmtree(folder / name, ignore_errors=True)
    home = Path(__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": str(home), "NO_MKDOCS_2_WARNING": "1"}
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return time.perf_counter() - started


def _print(pages: int, runs: Sequence[Run]) -> None:
    def middle(value: Callable[[Run], float]) -> float:
        return statistics.median(value(run) for run in runs)

    print(f"{pages:,} pages, medians of {len(runs)} rounds on {os.cpu_count()} cores")
    print(f"  casebook, cold                       {middle(lambda r: r.cold):6.2f} s")
    print(f"  MkDocs + Material, navigation.prune  {middle(lambda r: r.theirs):6.2f} s")
    print(f"  casebook, nothing changed            {middle(lambda r: r.warm):6.2f} s")
    print(f"  casebook, cold, a tenth are cases    {middle(lambda r: r.cases):6.2f} s")
    print(f"  cold, ours / theirs (by round)       {middle(lambda r: r.cold / r.theirs):6.2f}")

"""``python -m benchmarks [--pages N] [--runs N]``: cold builds, ours and MkDocs + Material in turn."""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from .corpus import write_mkdocs, write_site


def main() -> int:
    """Generate, build in turn, print medians and their ratio."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="casebook-bench-") as name:
        folder = Path(name)
        write_site(folder / "ours", options.pages)
        write_mkdocs(folder / "mkdocs", options.pages)
        cold, warm, theirs = [], [], []
        for run in range(options.runs):
            cold.append(_time(_ours(), folder / "ours", forget=("site", ".casebook")))
            warm.append(_time(_ours(), folder / "ours"))
            theirs.append(_time(_mkdocs(), folder / "mkdocs", forget=("site",)))
            print(f"run {run + 1}: casebook {cold[-1]:.2f} s, unchanged {warm[-1]:.2f} s, mkdocs {theirs[-1]:.2f} s")
    _print(options.pages, cold, warm, theirs)
    return 0


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


def _print(pages: int, cold: Sequence[float], warm: Sequence[float], theirs: Sequence[float]) -> None:
    ratio = statistics.median(ours / other for ours, other in zip(cold, theirs, strict=True))
    print(f"{pages:,} pages, medians of {len(cold)} runs on {os.cpu_count()} cores")
    print(f"  casebook, cold                       {statistics.median(cold):6.2f} s")
    print(f"  casebook, nothing changed            {statistics.median(warm):6.2f} s")
    print(f"  MkDocs + Material, navigation.prune  {statistics.median(theirs):6.2f} s")
    print(f"  cold, ours / theirs (pair by pair)   {ratio:6.2f}")


if __name__ == "__main__":
    sys.exit(main())

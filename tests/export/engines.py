"""Engines that build an exported project, each in a process of its own, as somebody who leaves would run them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ENGINES = {
    "mkdocs": ("-m", "mkdocs", "build", "--strict", "--quiet"),
    "properdocs": ("-m", "properdocs", "build", "--strict", "--quiet", "--config-file", "mkdocs.yml"),
    "zensical": ("-m", "zensical", "build", "--strict", "--config-file", "mkdocs.yml"),
}
"""By name, how each is called: without a warning or not at all."""

_QUIET = {"NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "ignore", "NO_COLOR": "1"}


def build_with(engine: str, project: Path) -> Path:
    """The folder of the site that ``engine`` makes of a project. Any complaint fails."""
    done = subprocess.run(
        [sys.executable, *ENGINES[engine]],
        cwd=project,
        env={**os.environ, **_QUIET},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr
    assert "issue" not in done.stdout.replace("No issues found", "")
    built = project / f"site-{engine}"
    (project / "site").rename(built)
    return built

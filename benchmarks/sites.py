"""Sites with a natural vocabulary, built by the project's own command into a folder of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .corpus import write_site
from .nouns import nouns
from .queries import Query, queries
from .sentences import Natural

AS_OF = "2026-11-01"
HOME = Path(__file__).parent.parent


def written(folder: Path, pages: int) -> list[Query]:
    """Write the content of a site of ``pages`` articles; returns what to ask it."""
    speech = Natural(nouns())
    write_site(folder, pages, cases=0, speech=speech)
    return queries(speech)


def built(folder: Path) -> Path:
    """Build the site of a folder; returns where it stands."""
    command = [sys.executable, "-m", "generator", "build", "--as-of", AS_OF, "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(HOME), "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return folder / "site"

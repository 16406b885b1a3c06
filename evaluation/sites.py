"""The sites that are searched: each set's content, built by the project's own commands into a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .queries import Query, read_queries

HOME = Path(__file__).parent.parent
_HERE = Path(__file__).parent
_SHARED = HOME.parent / "shared" / "search-eval"

AS_OF = "2026-11-20"
"""The date of every build: consent runs out, and the answers of a query must not change with the day."""

_CONFIG = """\
site_name: Evaluation
audiences: [public, marketing, sales, editors]
default_audience: sales
samples: show
"""


class Broken(Exception):
    """A command that this evaluation needs has failed; the message holds what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """Pages and the queries put to them."""

    name: str
    about: str
    source: Path
    """A content folder, or a folder of Markdown to import."""

    queries: Path
    imported: bool = True

    @property
    def there(self) -> bool:
        return self.source.is_dir() and self.queries.is_file()

    def read(self) -> list[Query]:
        return read_queries(self.queries)

    def id_of(self, url: str) -> str:
        """What queries call the page at an address: imported pages go by their file's name alone."""
        return url.rstrip("/").rpartition("/")[2] if self.imported else url


SETS = (
    Set(
        name="content",
        about="the project's own content, as sales reads it",
        source=HOME / "content",
        queries=_HERE / "content.json",
        imported=False,
    ),
    Set(
        name="pages",
        about="pages of other fields, that nothing was tuned to",
        source=_HERE / "pages",
        queries=_HERE / "pages.json",
    ),
    Set(
        name="public",
        about="the evaluation pages kept beside this repository",
        source=_SHARED / "pages",
        queries=_SHARED / "queries.json",
    ),
)


def build(pages: Set, folder: Path) -> Path:
    """Build a set's site below an empty folder; returns where it stands."""
    folder.mkdir(parents=True)
    (folder / "site_config.yml").write_text(_CONFIG, "utf-8")
    if pages.imported:
        (folder / "content").mkdir()
        _casebook(folder, "import", str(pages.source), "--into", "articles", "--audience", "sales")
    else:
        shutil.copytree(pages.source, folder / "content")
    _casebook(folder, "build", "--audience", "sales", "--as-of", AS_OF)
    return folder / "site"


def _casebook(folder: Path, *arguments: str) -> None:
    run([sys.executable, "-m", "generator", *arguments], folder)


def run(command: list[str], folder: Path) -> None:
    """Run a command in a folder; raises Broken if it fails."""
    environment = {**os.environ, "PYTHONPATH": str(HOME), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Broken(f"{' '.join(command[1:4])} failed:\n{done.stdout}{done.stderr}".rstrip())

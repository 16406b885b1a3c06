"""One side of a change: the content at a revision, or as it lies there, through the same pipeline as a build."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from .. import audience as gate
from ..build import read_problems
from ..circles import open_desk
from ..config import SiteConfig, read_config
from ..history import HistoryError, Repository
from ..load import CATALOGUES, Loaded, load
from ..model.document import Document
from ..model.knowledge import Article
from ..order import Order
from ..plan import plan
from ..plan.page import Page
from ..problems import Problem, has_errors, in_order
from ..urls import document_url
from ..view import View

Progress = Callable[[str, int, int], None]

HANDED = ("seminar", "proposal")
"""The uses that leave the building by hand; the third, ``web``, is the widest circle's own site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One circle's site: its View, its pages by URL, and where its old addresses lead."""

    view: View
    pages: Mapping[str, Page]
    moved: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side, ready to be compared.

    ``sites`` are by circle, ``handed`` the Views of what leaves the building by hand, by use; ``digests`` those of the
    files that were read, by the name that problems give them."""

    name: str
    config: SiteConfig
    loaded: Loaded
    problems: tuple[Problem, ...]
    sites: Mapping[str, Site]
    handed: Mapping[str, View]
    digests: Mapping[str, str]

    @property
    def failed(self) -> bool:
        """Whether its content has errors, so that nothing of it would be published."""
        return has_errors(self.problems)

    @property
    def narrowest(self) -> str:
        """The circle that sees most."""
        return self.config.audiences[-1]

    def documents(self) -> Iterator[tuple[str, Document]]:
        """Every document by its key: ``cases/case-0003``."""
        for collection, document in self.loaded.library:
            yield f"{collection}/{document.id}", document


def url_of(key: str, document: Document) -> str:
    """The URL of a document's page; "" for an organisation, which has none."""
    collection = key.partition("/")[0]
    if collection == "organizations":
        return ""
    return document_url(collection, document.id, document.category if isinstance(document, Article) else "")


def read_side(name: str, config: SiteConfig, as_of: date, on_progress: Progress) -> Side:
    """Read the content of ``config``, and plan the site of each circle."""
    loaded = load(config)
    sites: dict[str, Site] = {}
    for done, circle in enumerate(config.audiences):
        on_progress(f"{name} のページ", done, len(config.audiences))
        sites[circle] = _site(config, loaded, circle, as_of)
    return Side(
        name=name,
        config=config,
        loaded=loaded,
        problems=in_order(read_problems(config, loaded)),
        sites=sites,
        handed={
            use: gate.view(loaded.library, config.audiences[-1], use, as_of, config.audiences, samples=config.samples)
            for use in HANDED
        },
        digests=dict(_digests(config, loaded)),
    )


def _site(config: SiteConfig, loaded: Loaded, circle: str, as_of: date) -> Site:
    desk = open_desk(Order(config=config, audience=circle, output=config.output_for(circle), as_of=as_of), loaded)
    planned = plan(desk, config.nav).pages
    return Site(
        view=desk.view,
        pages={page.url: page for page in planned if page.template != "redirect.html"},
        moved={page.url: str(page.data["to"]) for page in planned if page.template == "redirect.html"},
    )


def _digests(config: SiteConfig, loaded: Loaded) -> Iterator[tuple[str, str]]:
    files = {document.file for _, document in loaded.library} | {f"{config.content_dir}/{name}" for name in CATALOGUES}
    files |= {image.file for image in loaded.images.values()}
    for file in sorted(files):
        path = config.root / file
        if path.is_file():
            yield file, hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Where the content of revisions is written out: each below ``folder``, in one of its commit's name.

    ``file`` is the configuration, from the top of the repository."""

    repository: Repository
    folder: Path
    file: PurePosixPath

    def config_at(self, commit: str) -> tuple[SiteConfig | None, list[Problem]]:
        """The configuration as it was; None where it was not there, or had errors."""
        data = self.repository.read(commit, self.file)
        if data is None:
            return None, []
        path = self.folder / commit / self.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return read_config(path)

    def write_out(self, commit: str, config: SiteConfig, name: str, on_progress: Progress) -> SiteConfig:
        """Write the content out as it was, with what the repository does not keep, and give ``config`` for it."""
        content, target = self.content(config), self.folder / commit

        def show(done: int, total: int) -> None:
            on_progress(f"{name} の原稿", done, total)

        self.repository.write_out(commit, content, target, show)
        for path in self.repository.private(content):
            if not os.path.lexists(target / path):
                (target / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(self.repository.root / path, target / path)
        return replace(config, root=(target / self.file).parent)

    def content(self, config: SiteConfig) -> PurePosixPath:
        """The content folder from the top of the repository. Raises HistoryError where it lies elsewhere."""
        path = PurePosixPath(os.path.normpath(self.file.parent / config.content_dir))
        if path.is_absolute() or path.parts[:1] == ("..",):
            raise HistoryError(
                "原稿のフォルダー（content_dir）が、リポジトリーの外にあります。",
                "原稿を、設定ファイルと同じリポジトリーに置いてください。",
            )
        return path


def past_of(repository: Repository, config: Path, folder: Path) -> Past:
    """The past of the site that ``config`` sets up. ``folder`` is an empty one for what is written out."""
    file = config.resolve().relative_to(repository.root.resolve())
    return Past(repository=repository, folder=folder, file=PurePosixPath(file.as_posix()))

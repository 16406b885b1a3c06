"""One edited text → the finished pages that show it, without making the rest of the site again.

Only for a preview. The text passes the same parser, the same checks and the same gate as in a build; what other pages
say of it (lists, search, figures of the shelf) follows with the build that comes after.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from . import audience as gate
from .build import Made
from .config import SiteConfig
from .dialect import dialect_of
from .load import read_document
from .model.body import Body
from .model.document import Document
from .model.library import COLLECTIONS, Library
from .plan.page import Page
from .problems import Problem, has_errors
from .render import file_of, render_one
from .source import SourceFile, read_text
from .texts import convert_body
from .validate import Surroundings
from .view import View

D = TypeVar("D", bound=Document)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retouched:
    """The bytes of the pages that show a text, by file path; none where ``problems`` has errors."""

    pages: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()


class Retoucher:
    """Goes on from a finished build of one circle."""

    def __init__(self, config: SiteConfig, made: Made) -> None:
        self._config, self._made = config, made
        loaded = made.loaded
        self._surroundings = Surroundings(loaded.library, config, loaded.images, loaded.unread)
        self._vocabularies = loaded.library.catalogues.vocabularies()
        self._documents = {document.file: (collection, document) for collection, document in loaded.library}
        self._dialect = dialect_of(config)[0]

    def warm(self) -> None:
        """Make every template ready that shows a text: the first edit need not wait for it."""
        templates = {page.template: page for page in self._made.plan.pages if page.bodies}
        for page in templates.values():
            context, _ = self._made.binder.bind(page, self._made.texts.fragments)
            render_one(context, self._made.binder.frame)

    def retouch(self, location: Path) -> Retouched | None:
        """The pages that show the text of a file. None where more than its text has changed: the site is to be built.

        A document that has become wrong has problems and no pages."""
        path = PurePosixPath(unicodedata.normalize("NFC", location.relative_to(self._config.content).as_posix()))
        file = (PurePosixPath(self._config.content_dir) / path).as_posix()
        collection, before = self._documents.get(file, ("", None))
        if before is None or location.is_symlink() or not location.is_file():
            return None
        problems: list[Problem] = []
        text = read_text(location, file, problems)
        if text is None:
            return Retouched(pages={}, problems=tuple(problems))
        source = SourceFile(path=path, file=file, text=text)
        after, found = read_document(source, self._config.audiences, self._vocabularies)
        problems += found
        if after is not None:
            problems += self._surroundings.problems_of(collection, after)
        if after is None or has_errors(problems):
            return Retouched(pages={}, problems=tuple(problems))
        if _without_bodies(after) != _without_bodies(before):
            return None
        return self._pages(collection, before, after)

    def _pages(self, collection: str, before: Document, after: Document) -> Retouched | None:
        changed: dict[Body, Body] = {}
        for old, new in zip(self._shown(collection, before), self._shown(collection, after), strict=True):
            if changed.setdefault(old, new) != new:
                return None  # a part for some readers alone began here
        pages: dict[str, bytes] = {}
        problems: list[Problem] = []
        for page in self._made.plan.pages:
            mine = {name: body for name, body in page.bodies.items() if body.file == before.file}
            if any(body not in changed for body in mine.values()):
                return None  # a text that was put together: slides that quote a case
            if mine:
                pages[file_of(page.url)], found = self._page(page, {name: changed[mine[name]] for name in mine})
                problems += found
        return Retouched(pages={} if has_errors(problems) else pages, problems=tuple(problems))

    def _shown(self, collection: str, document: Document) -> list[Body]:
        """The texts of a document as the readers of each View may see them, in a fixed order."""
        desk, library = self._made.desk, self._made.loaded.library
        alone: dict[str, Any] = {name: {} for name in COLLECTIONS if name != "organizations"}
        tiny = replace(library, **{**alone, collection: {document.id: document}})
        return [
            body
            for view in (desk.view, desk.proposal, desk.web, *desk.seminars.values())
            for body in _bodies(_seen_again(tiny, view))
        ]

    def _page(self, page: Page, bodies: Mapping[str, Body]) -> tuple[bytes, list[Problem]]:
        again = replace(page, bodies={**page.bodies, **bodies})
        fragments = {(page.url, name): self._made.texts.fragments[page.url, name] for name in page.bodies}
        problems: list[Problem] = []
        for name in bodies:
            fragments[page.url, name], found = convert_body(again, name, self._dialect)
            problems += found
        binder = self._made.binder
        binder.know(again, fragments)
        context, found_in_links = binder.bind(again, fragments)
        return render_one(context, binder.frame), [*problems, *found_in_links]


def _seen_again(library: Library, view: View) -> View:
    return gate.view(library, view.audience, view.use, view.as_of, view.audiences, samples="show")


def _bodies(view: View) -> Iterator[Body]:
    documents: tuple[Any, ...] = (*view.cases, *view.stories, *view.articles, *view.playbooks, *view.seminars)
    for document in documents:
        for each in fields(document):
            value = getattr(document, each.name)
            if isinstance(value, Body):
                yield value


def _without_bodies(document: D) -> D:
    """What of a document is no running text."""
    texts: dict[str, Any] = {
        each.name: Body(text="") for each in fields(document) if isinstance(getattr(document, each.name), Body)
    }
    return replace(document, **texts)

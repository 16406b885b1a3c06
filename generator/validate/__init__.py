"""What the parsers cannot see: references, narrower parts, names and figures in free text, dates, collisions.

Runs on the whole Library before the gate, so its findings are as secret as the narrowest circle.
"""

from __future__ import annotations

from collections.abc import Collection

from ..config import SiteConfig
from ..model.case import Case
from ..model.document import Document
from ..model.glossary import PhraseList, VoiceList
from ..model.knowledge import Article, Seminar
from ..model.library import Library
from ..model.organization import Organization
from ..names import NameFinder
from ..problems import Problem
from ..urls import document_url
from .addresses import addresses
from .cases import case_problems
from .consent import consent_problems
from .decks import seminar_problems
from .links import Shelf, bodies, logo
from .marked import marked_values
from .names import name_in_id, name_in_text
from .references import references
from .shelf import aliases, dates, items, organization, redirects


def validate(
    library: Library, config: SiteConfig, images: Collection[str] = (), unread: Collection[str] = ()
) -> list[Problem]:
    """Everything that is wrong with a Library as a whole.

    ``images`` are paths inside the content folder; ``unread`` documents ("cases/case-0003") that are there, but could
    not be read: what refers to one is not wrong for that."""
    around = Surroundings(library, config, images, unread)
    found: list[Problem] = []
    for collection, document in library:
        found += around.problems_of(collection, document)
    found += aliases(library)
    found += redirects(library, around.shelf.documents)
    found += name_in_id(library, around.names, images, config)
    return found


class Surroundings:
    """What the documents of a Library are held against, one by one."""

    def __init__(
        self, library: Library, config: SiteConfig, images: Collection[str] = (), unread: Collection[str] = ()
    ) -> None:
        pages = {_url(collection, document): document for collection, document in library}
        self.names = NameFinder(library.organizations.values())
        self.shelf = Shelf(documents=pages, images=images, config=config)
        self._library, self._unread = library, unread
        self._ranks = {name: rank for rank, name in enumerate(config.audiences)}

    def problems_of(self, collection: str, document: Document) -> list[Problem]:
        """Everything that is wrong with one document among the others."""
        library, ranks, shelf = self._library, self._ranks, self.shelf
        found = [
            *references(document, library, self._unread),
            *bodies(_url(collection, document), document, shelf),
            *addresses(document, shelf),
            *marked_values(document, shelf.config.audiences),
            *dates(collection, document),
            *name_in_text(document, self.names, ranks),
        ]
        if isinstance(document, PhraseList | VoiceList):
            found += items(document, ranks)
        if isinstance(document, Case):
            found += case_problems(document, ranks)
            found += consent_problems(document, ranks)
        if isinstance(document, Seminar):
            found += seminar_problems(document, library, self._unread, ranks)
        if isinstance(document, Organization):
            found += organization(document)
            found += logo(document, shelf)
        return found


def _url(collection: str, document: object) -> str:
    category = document.category if isinstance(document, Article) else ""
    return document_url(collection, getattr(document, "id", ""), category)

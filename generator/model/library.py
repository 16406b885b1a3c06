"""The Library: everything that was written, whoever may read it. Only the gate and ``forbidden`` see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .case import Case
from .catalogue import Catalogues
from .document import Document
from .glossary import PhraseList, Term, VoiceList
from .knowledge import Article, Playbook, Seminar, Story
from .organization import Organization

COLLECTIONS: Mapping[str, type[Document]] = {
    "organizations": Organization,
    "cases": Case,
    "stories": Story,
    "articles": Article,
    "glossary": Term,
    "phrases": PhraseList,
    "playbooks": Playbook,
    "seminars": Seminar,
    "voices": VoiceList,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Every document by collection and id, in the order of their ids."""

    catalogues: Catalogues = Catalogues()
    organizations: Mapping[str, Organization] = field(default_factory=dict)
    cases: Mapping[str, Case] = field(default_factory=dict)
    stories: Mapping[str, Story] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)
    phrases: Mapping[str, PhraseList] = field(default_factory=dict)
    playbooks: Mapping[str, Playbook] = field(default_factory=dict)
    seminars: Mapping[str, Seminar] = field(default_factory=dict)
    voices: Mapping[str, VoiceList] = field(default_factory=dict)

    def collection(self, name: str) -> Mapping[str, Document]:
        """The documents of one collection by id."""
        found: Mapping[str, Document] = getattr(self, name)
        return found

    def __iter__(self) -> Iterator[tuple[str, Document]]:
        """Every document with the name of its collection."""
        for name in COLLECTIONS:
            for document in self.collection(name).values():
                yield name, document

    def organization_of(self, case: Case) -> Organization | None:
        """The client of a case, if its record is here."""
        return self.organizations.get(case.organization or "")

"""A View: what one circle of readers may see for one use. Everything after the gate works on this alone.

The records here hold no more than may be shown: names are already replaced, figures already reduced, narrower parts
already gone. None of them refers back to a Library or to the text that was cut.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .model.body import EMPTY, Body
from .model.case import Adoption, Communication
from .model.catalogue import Catalogues
from .model.document import Document, Review
from .model.glossary import Phrase, Term
from .model.knowledge import Article, Playbook, Seminar, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """The client of a case as this reader may know it.

    ``names`` are the forms by which search may find it; ``label`` the one the page shows."""

    label: str
    alias: str = ""
    named: bool = False
    names: tuple[str, ...] = ()
    segment: str = ""
    employees: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCommunity:
    """A community with its name, dates and size as exact as the use permits (else "")."""

    name: str = ""
    type: str = ""
    status: str = "open"
    stage: str = ""
    member_traits: tuple[str, ...] = ()
    launched: str = ""
    members: str = ""
    operation: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """Each period of operation: kind, from when ("" where not shown), scope."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One metric. ``before`` and ``after`` are None where only the ratio may be shown.

    ``change`` is relative (-0.5 = half); periods are (from, to) as written; ``as_of`` is the last month measured.
    """

    kpi: str
    compare: str
    before: float | None = None
    after: float | None = None
    change: float | None = None
    before_period: tuple[str, str] | None = None
    after_period: tuple[str, str] | None = None
    points: tuple[tuple[str, float], ...] = ()
    target: float | None = None
    result: str = ""
    population: str = ""
    sample: str = ""
    measured_by: str = ""
    confounders: str = ""
    as_of: str = ""
    exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownQuote:
    """Words that may be shown, and the role of who said them."""

    speaker: str
    role: str
    text: str
    rewarded: bool
    number: int = 1
    """Its place among the case's quotes, those that do not show counted too: how slides refer to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """What may be said of a client, for colleagues: by use, the granted items; until when; in words."""

    lines: tuple[str, ...] = ()
    granted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    valid_until: date | None = None
    status: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCase:
    """One case after the gate."""

    id: str
    file: str
    title: str
    summary: str
    sample: bool
    client: Client
    logo: str = ""
    """The path of the client's logo within the content folder; "" where it may not show."""
    concept: str
    purposes: tuple[str, ...]
    community: ShownCommunity | None = None
    communication: Communication | None = None
    adoption: Adoption | None = None
    challenge: Body = EMPTY
    approach: Body = EMPTY
    outcome: Body = EMPTY
    conditions: tuple[str, ...] = ()
    setbacks: tuple[str, ...] = ()
    playbooks: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[ShownQuote, ...] = ()
    talk_track: tuple[str, ...] = ()
    objections: tuple[tuple[str, str], ...] = ()
    permission: Permission | None = None
    related: tuple[str, ...] = ()
    kept_from: frozenset[str] = frozenset()
    """The cases on whose pages this one must not stand: their clients are competitors of this one's."""
    not_for: tuple[str, ...] = ()
    """The segments whose readers must not be shown the case, for colleagues; and companies, as digests."""
    not_for_names: tuple[str, ...] = ()
    not_for_note: str = ""
    tags: tuple[str, ...] = ()
    review: Review | None = None
    published_on: date | None = None
    updated_on: date | None = None
    redirect_from: tuple[str, ...] = ()
    until: date | None = None
    """The last day on which this reader may see the case; None where no day is set."""


SOME_CLIENT = "お客様"
"""How a client is called of whom this reader may not even know that it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVoice:
    """One voice: when it was heard, and from clients as this reader may know them ("" where none is recorded).

    ``names`` are the forms by which search may find those clients; ``cases`` the ids of their cases that this reader
    may see, in the order of the ids."""

    theme: str
    feature: str
    text: str
    reading: str
    severity: str
    risk: str
    source: str
    state: str
    sample: bool
    heard: tuple[tuple[date, str], ...]
    names: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that one circle may see for one use, as of one day.

    ``only_editors`` says of a document ("cases/case-0003") why no wider circle has it.
    """

    audience: str
    audiences: tuple[str, ...]
    use: str
    as_of: date
    catalogues: Catalogues
    cases: tuple[ShownCase, ...] = ()
    stories: tuple[Story, ...] = ()
    articles: tuple[Article, ...] = ()
    terms: tuple[Term, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    playbooks: tuple[Playbook, ...] = ()
    seminars: tuple[Seminar, ...] = ()
    voices: tuple[ShownVoice, ...] = ()
    only_editors: Mapping[str, str] = field(default_factory=dict)
    fresh_until: date | None = None

    @property
    def is_widest(self) -> bool:
        """True for the circle outside the company."""
        return self.audience == self.audiences[0]

    @property
    def has_samples(self) -> bool:
        """True when any of it is fictional."""
        documents: tuple[Document, ...] = (*self.stories, *self.articles, *self.terms, *self.playbooks, *self.seminars)
        shown = (*(case.sample for case in self.cases), *(voice.sample for voice in self.voices))
        return any(shown) or any(each.sample for each in documents) or any(each.sample for each in self.phrases)

    def reaches(self, audience: str) -> bool:
        """True when this circle is ``audience`` or a narrower one; a circle that the site does not have counts as
        its narrowest."""
        wanted = self.audiences.index(audience) if audience in self.audiences else len(self.audiences) - 1
        return self.audiences.index(self.audience) >= wanted

    def is_inside(self, audience: str) -> bool:
        """True when this circle ``reaches`` that one, and is not the one outside the company."""
        return self.reaches(audience) and not self.is_widest

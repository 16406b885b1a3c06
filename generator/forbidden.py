"""What a circle may not see, as strings: from the Library and the policy alone, never from a View.

The check after the build searches the finished bytes for them, so that a broken gate is still caught. Shares nothing
with ``audience`` but the rules written down in ``docs/design/2026-11-20-audience.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from . import blocks
from .check import Forbidden
from .fold import fold
from .model.body import Body
from .model.case import Case
from .model.document import Document
from .model.glossary import PhraseList, VoiceList
from .model.library import Library
from .model.organization import Organization
from .problems import Place

_WINDOW = 12
"""Shorter texts are too common to be a sign of a leak."""

_KEY = re.compile(r"[a-z0-9_-]+")
"""Keys of vocabularies and ids say nothing by themselves."""

_SKIPPED = ("audience", "status", "organization", "related", "playbooks", "redirect_from", "review")


def forbidden(library: Library, audience: str, audiences: Sequence[str], as_of: date) -> tuple[Forbidden, ...]:
    """Every string that must not stand in the site of ``audience``, each with what it is and where it comes from.

    A string that a document of this circle states itself is not forbidden: the parsers have judged it there.
    """
    policy = _Policy(library, audience, tuple(audiences), as_of)
    allowed = policy.allowed()
    found: dict[str, Forbidden] = {}
    for each in policy.strings():
        folded = fold(each.text)
        if folded and folded not in found and not (each.what != "name" and folded in allowed):
            found[folded] = each
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Policy:
    library: Library
    audience: str
    audiences: tuple[str, ...]
    as_of: date

    def rank(self, name: str) -> int:
        return self.audiences.index(name) if name in self.audiences else len(self.audiences) - 1

    @property
    def widest(self) -> bool:
        return self.audience == self.audiences[0]

    def hidden(self, document: Document) -> bool:
        """Must nothing of this document show here?"""
        if self.rank(document.audience) > self.rank(self.audience) or document.status == "withdrawn":
            return True
        if self.audience == self.audiences[-1] and not self.widest:
            return False
        if document.status != "published" or (document.publish_on and document.publish_on > self.as_of):
            return True
        return isinstance(document, Case) and self._barred(document)

    def _barred(self, case: Case) -> bool:
        consent, client = case.consent, self.library.organization_of(case)
        over = consent.valid_until is not None and consent.valid_until < self.as_of
        ended = client is not None and client.contract.status == "ended" and not consent.survives_contract
        held = client is not None and client.hold is not None
        silent = self.widest and not consent.web
        return consent.status != "granted" or over or ended or held or silent or consent.nda == "existence"

    # -- what may not show -------------------------------------------------------------------------------------

    def strings(self) -> Iterator[Forbidden]:
        for client in self.library.organizations.values():
            if not self._may_name(client):
                yield from (self._of(name, "name", client) for name in client.names)
        for _, document in self.library:
            if isinstance(document, Organization):
                continue
            if self.hidden(document):
                yield from self._texts(document, document)
            else:
                yield from self._narrower(document)

    def _may_name(self, client: Organization) -> bool:
        """Inside the company also where the hand-out may name the client: this circle holds that sheet."""
        if not self.widest and self.rank(client.audience) <= self.rank(self.audience):
            return True
        use = "web" if self.widest else "proposal"
        return any(
            case.organization == client.id and not self.hidden(case) and "name" in case.consent.grants(use)
            for case in self.library.cases.values()
        )

    def _narrower(self, document: Document) -> Iterator[Forbidden]:
        """Parts, items and records of a visible document that are for a narrower circle."""
        for name in ("challenge", "approach", "outcome", "body"):
            body = getattr(document, name, None)
            if isinstance(body, Body) and body:
                yield from self._blocks(body)
        if isinstance(document, Case):
            yield from self._case(document)
        if isinstance(document, PhraseList | VoiceList):
            for item in document.items:
                if self.rank(item.audience or document.audience) > self.rank(self.audience):
                    yield self._of(item.text, "item", document)

    def _blocks(self, body: Body) -> Iterator[Forbidden]:
        lines = body.text.split("\n")
        for part in blocks.split(body, self.audiences)[0]:
            if part.audience and self.rank(part.audience) > self.rank(self.audience):
                for index in range(part.start + 1, part.end - 1):
                    if len(fold(lines[index])) >= _WINDOW:
                        yield Forbidden(text=lines[index].strip(), what="block", place=body.place(index))

    def _case(self, case: Case) -> Iterator[Forbidden]:
        if self.rank(self.audience) < len(self.audiences) - 1 and case.consent.record:
            yield self._of(case.consent.record, "consent", case)
        inside = self.rank("sales")
        for talk in case.talk_track:
            if self.rank(talk.audience or "sales") > self.rank(self.audience):
                yield self._of(talk.say, "talk-track", case)
        for objection in case.objections:
            if self.rank(objection.audience or "sales") > self.rank(self.audience):
                yield self._of(objection.answer, "objection", case)
        if case.adoption and case.adoption.contact and inside > self.rank(self.audience):
            yield self._of(case.adoption.contact, "contact", case)
        if self.widest:
            yield from self._outward(case)

    def _outward(self, case: Case) -> Iterator[Forbidden]:
        named = {"name", "community_name"} <= set(case.consent.web)
        if case.community and case.community.name and not named:
            yield self._of(case.community.name, "name", case)
        for quote in case.quotes:
            if "quotes" not in case.consent.web or (quote.speaker == "member" and not quote.consent):
                yield self._of(quote.text, "quote", case)

    def _texts(self, document: Document, origin: Document) -> Iterator[Forbidden]:
        for path, scalar in document.keys.scalars():
            if path[0] in _SKIPPED or scalar.is_null or _KEY.fullmatch(scalar.text):
                continue
            if len(fold(scalar.text)) >= _WINDOW:
                yield Forbidden(text=scalar.text.strip(), what="hidden", place=scalar.place)
        body = getattr(document, "body", None)
        if isinstance(body, Body):
            for index, line in enumerate(body.text.split("\n")):
                if len(fold(line)) >= _WINDOW:
                    yield Forbidden(text=line.strip(), what="hidden", place=body.place(index))

    def _of(self, text: str, what: str, document: Document) -> Forbidden:
        place = document.keys.at() or Place(file=document.file)
        return Forbidden(text=text, what=what, place=place)

    # -- what this circle may read elsewhere --------------------------------------------------------------------

    def allowed(self) -> frozenset[str]:
        """Folded texts of the documents that this circle reads: the same words there are no leak."""
        found: set[str] = set()
        for _, document in self.library:
            if isinstance(document, Organization) or self.hidden(document):
                continue
            found.update(fold(scalar.text) for _, scalar in document.keys.scalars() if not scalar.is_null)
            body = getattr(document, "body", None)
            if isinstance(body, Body):
                found.update(fold(line) for line in body.text.split("\n"))
        for kpi in self.library.catalogues.kpis.values():
            found.update(fold(text) for text in (kpi.name, kpi.definition or "", kpi.source or ""))
        return frozenset(found)

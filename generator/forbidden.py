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
from .check import Forbidden, runs
from .fold import fold
from .model.body import Body
from .model.case import Case
from .model.document import Document
from .model.glossary import PhraseList, VoiceList
from .model.keys import Keys
from .model.library import Library
from .model.organization import Organization
from .problems import Place

_WINDOW = 12
"""Shorter texts are too common to be a sign of a leak."""

_KEY = re.compile(r"[a-z0-9_-]+")
"""Keys of vocabularies and ids say nothing by themselves."""

_SKIPPED = frozenset({"audience", "status", "organization", "related", "playbooks", "redirect_from", "review", "extra"})
_BODIES = ("challenge", "approach", "outcome", "body")
_INSIDE = frozenset({"talk_track", "objections", "adoption"})


def forbidden(library: Library, audience: str, audiences: Sequence[str], as_of: date) -> tuple[Forbidden, ...]:
    """Every string that must not stand in the site of ``audience``, each with what it is and where it comes from.

    A string that a document of this circle states itself is not forbidden: the parsers have judged it there.
    """
    policy = _Policy(library, audience, tuple(audiences), as_of)
    strings = tuple(policy.strings())
    allowed = policy.allowed() if any(each.what != "name" for each in strings) else frozenset()
    found: dict[str, Forbidden] = {}
    for each in strings:
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
                yield from self._texts(document)
            else:
                yield from self._narrower(document)

    def _may_name(self, client: Organization) -> bool:
        """Inside the company also where the hand-out may name the client: this circle holds that sheet."""
        if not self.widest and self.rank(client.audience) <= self.rank(self.audience):
            return True
        use = "web" if self.widest else "proposal"
        return any(
            case.organization == client.id
            and not self.hidden(case)
            and "name" in case.consent.grants(use)
            and case.consent.nda == "none"
            for case in self.library.cases.values()
        )

    def _narrower(self, document: Document) -> Iterator[Forbidden]:
        """Parts, items and records of a visible document that are for a narrower circle."""
        for path, text, place in _values(document):
            what = self._withheld(document, path)
            if what:
                yield from _cut(text, what, place)
        for _, text, place in self._lines(document, narrower=True):
            yield from _cut(text, "block", place)

    def _withheld(self, document: Document, path: tuple[str | int, ...]) -> str:
        """What the value at ``path`` is to this circle, if it must not show; "" where it may."""
        if isinstance(document, PhraseList | VoiceList) and path[0] == "items" and isinstance(path[1], int):
            item = document.items[path[1]]
            return "item" if self.rank(item.audience or document.audience) > self.rank(self.audience) else ""
        if not isinstance(document, Case):
            return ""
        if path[0] == "consent":
            return "consent" if path[-1] == "record" and self.audience != self.audiences[-1] else ""
        if path[0] in _INSIDE:
            return str(path[0]) if self._stated(document, path, "sales") > self.rank(self.audience) else ""
        return self._outward(document, path) if self.widest else ""

    def _stated(self, case: Case, path: tuple[str | int, ...], default: str) -> int:
        """The circle of an item of a case: the nearest one that is stated on the way to it."""
        value: object = case
        stated = default
        for step in path:
            if isinstance(step, int):
                value = value[step] if isinstance(value, tuple) and step < len(value) else None
            else:
                value = getattr(value, step, None)
            if value is not case:
                stated = getattr(value, "audience", None) or stated
        return self.rank(stated)

    def _outward(self, case: Case, path: tuple[str | int, ...]) -> str:
        """What the public site may not show of a visible case."""
        named = {"name", "community_name"} <= set(case.consent.web) and case.consent.nda == "none"
        if path == ("community", "name"):
            return "" if named else "name"
        if path[0] == "quotes" and path[-1] == "text" and isinstance(path[1], int):
            quote = case.quotes[path[1]]
            silent = "quotes" not in case.consent.web or (quote.speaker == "member" and not quote.consent)
            return "quote" if silent or self._stated(case, path, case.audience) > 0 else ""
        return ""

    def _texts(self, document: Document) -> Iterator[Forbidden]:
        """Everything that a hidden document says."""
        for path, text, place in _values(document):
            if path[0] not in _SKIPPED:
                yield from _cut(text, "hidden", place)
        for part in (False, True):
            for _, text, place in self._lines(document, narrower=part):
                yield from _cut(text, "hidden", place)

    def _lines(self, document: Document, *, narrower: bool) -> Iterator[tuple[str, str, Place]]:
        """The lines of a document's texts for narrower circles than this one, or those of all the others."""
        for name in _BODIES:
            body = getattr(document, name, None)
            if not isinstance(body, Body) or not body:
                continue
            lines = body.text.split("\n")
            for part in blocks.split(body, self.audiences)[0]:
                hidden = bool(part.audience) and self.rank(part.audience) > self.rank(self.audience)
                if hidden == narrower:
                    inner = slice(part.start + 1, part.end - 1) if part.audience else slice(part.start, part.end)
                    for index in range(*inner.indices(len(lines))):
                        yield name, lines[index], body.place(index)

    def _of(self, text: str, what: str, document: Document) -> Forbidden:
        place = document.keys.at() or Place(file=document.file)
        return Forbidden(text=text, what=what, place=place)

    # -- what this circle may read elsewhere --------------------------------------------------------------------

    def allowed(self) -> frozenset[str]:
        """Folded texts that this circle reads: the same words, standing there, are no leak."""
        found: set[str] = set()
        for _, document in self.library:
            if isinstance(document, Organization) or self.hidden(document):
                continue
            for path, text, _ in _values(document):
                if not self._withheld(document, path):
                    found.update(fold(run) for run in runs(text))
            for _, text, _ in self._lines(document, narrower=False):
                found.update(fold(run) for run in runs(text))
        for kpi in self.library.catalogues.kpis.values():
            found.update(fold(text) for text in (kpi.name, kpi.definition or "", kpi.source or ""))
        return frozenset(found)


def _values(document: Document) -> Iterator[tuple[tuple[str | int, ...], str, Place]]:
    """The single values of a document, but its Markdown texts and mere keys."""
    keys: Keys = document.keys
    for path, scalar in keys.scalars():
        if path[0] not in _BODIES and not scalar.is_null and not _KEY.fullmatch(scalar.text):
            yield path, scalar.text, scalar.place


def _cut(text: str, what: str, place: Place) -> Iterator[Forbidden]:
    """The runs of a text as pages hold them, but those too short to tell anything. A name is told by any length."""
    if what in ("name", "consent"):
        yield Forbidden(text=text.strip(), what=what, place=place)
        return
    for run in runs(text):
        if len(fold(run)) >= _WINDOW:
            yield Forbidden(text=run, what=what, place=place)

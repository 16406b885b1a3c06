"""Who may see what, told a second time: from the Library and the documented table alone, never from a View.

Shares nothing with ``audience`` but the rules written down in ``docs/design/2026-11-20-audience.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ..model.case import Case, Metric
from ..model.document import Document
from ..model.glossary import PhraseList, VoiceList
from ..model.knowledge import Seminar
from ..model.library import Library
from ..model.organization import Organization

Path = tuple[str | int, ...]

_INSIDE = frozenset({"talk_track", "objections", "adoption"})


@dataclass(frozen=True, slots=True)
class Policy:
    """The table, for what one circle reads on one day; ``use`` is what it leaves the building for, "" inside."""

    library: Library
    audience: str
    audiences: tuple[str, ...]
    as_of: date
    use: str = ""

    def rank(self, name: str) -> int:
        """The place of a circle from the widest; one that the site lacks counts as the narrowest."""
        return self.audiences.index(name) if name in self.audiences else len(self.audiences) - 1

    def narrower(self, name: str) -> bool:
        """Is a document of the circle ``name`` not for this one?"""
        return self.rank(name) > self.rank(self.audience)

    def closed(self, name: str) -> bool:
        """Is a part or an item of the circle ``name`` not for this one? What leaves the building holds none but open
        ones, whoever reads the document."""
        return self.rank(name) > (0 if self.use else self.rank(self.audience))

    @property
    def narrowest(self) -> bool:
        """Is this the circle that also sees drafts and records? A site with one circle has none."""
        return self.audience == self.audiences[-1] and not self.use

    # -- documents ---------------------------------------------------------------------------------------------

    def hidden(self, document: Document) -> bool:
        """Must nothing of this document show here?"""
        if self.narrower(document.audience) or document.status == "withdrawn":
            return True
        if self.narrowest:
            return False
        if document.status != "published" or (document.publish_on and document.publish_on > self.as_of):
            return True
        return isinstance(document, Case) and self._barred(document)

    def is_public(self, document: Document) -> bool:
        """Has everybody a page of the document, to which what leaves the building for another use may lead?"""
        return bool(self.use) and not replace(self, audience=self.audiences[0], use="web").hidden(document)

    def _barred(self, case: Case) -> bool:
        consent, client = case.consent, self.library.organization_of(case)
        over = consent.valid_until is not None and consent.valid_until < self.as_of
        ended = client is not None and client.contract.status == "ended" and not consent.survives_contract
        held = client is not None and client.hold is not None
        silent = bool(self.use) and not consent.grants(self.use)
        return consent.status != "granted" or over or ended or held or silent or consent.nda == "existence"

    # -- clients -----------------------------------------------------------------------------------------------

    def knows(self, client: Organization | None) -> bool:
        """May this circle read the client's own record?"""
        return client is not None and not self.use and not self.narrower(client.audience)

    def may_name(self, client: Organization) -> bool:
        """Inside the company also where the hand-out may name the client: this circle holds that sheet."""
        if self.knows(client):
            return True
        mine = (c for c in self.library.cases.values() if c.organization == client.id and not self.hidden(c))
        return any(self.granted(case, "name") for case in mine)

    def exact(self, case: Case) -> bool:
        """May the prefecture, the launch and the number of members show as they are?"""
        return self.knows(self.library.organization_of(case)) or self.granted(case, "name")

    def may_name_community(self, case: Case) -> bool:
        """May the name of a case's community show?"""
        if self.knows(self.library.organization_of(case)):
            return True
        both = {"name", "community_name"}
        return case.consent.nda == "none" and both <= set(case.consent.grants(self._leaving))

    def granted(self, case: Case, item: str) -> bool:
        """Does consent grant ``item`` for what leaves the building here?"""
        if case.consent.nda != "none" and item == "name":
            return False
        return item in case.consent.grants(self._leaving)

    @property
    def _leaving(self) -> str:
        """The use for which something lies here that leaves the building: inside, a case's page has its hand-out."""
        return self.use or "proposal"

    # -- parts -------------------------------------------------------------------------------------------------

    def withheld(self, document: Document, path: Path) -> str:
        """What the value at ``path`` of a visible document is, if it must not show; "" where it may."""
        if isinstance(document, PhraseList | VoiceList) and path[0] == "items" and isinstance(path[1], int):
            item = document.items[path[1]]
            return "item" if self.closed(item.audience or document.audience) else ""
        if isinstance(document, Seminar) and path[0] == "speakers" and isinstance(path[1], int):
            silent = not document.speakers[path[1]].consent and path[-1] in ("name", "company")
            return "person" if silent else ""
        if isinstance(document, Seminar) and path[0] in ("qa", "recording"):
            return "item" if self.closed(_stated(document, path, self.audiences[0])) else ""
        return self._withheld_of_case(document, path) if isinstance(document, Case) else ""

    def _withheld_of_case(self, case: Case, path: Path) -> str:
        match path:
            case ["consent", *_]:
                return "record" if path[-1] == "record" and not self.narrowest else ""
            case ["community", "name"]:
                return "" if self.may_name_community(case) else "community"
            case ["quotes", int(index), "text"]:
                return "" if self.may_quote(case, index) else "quote"
            case ["metrics", int(index), *_]:
                return "" if self.shown(case, case.metrics[index]) != "none" else "item"
            case [str(first), *_] if first in _INSIDE:
                return "inside" if self.closed(_stated(case, path, "sales")) else ""
        return ""

    def may_quote(self, case: Case, index: int) -> bool:
        """May the words of a quote show?"""
        quote = case.quotes[index]
        if quote.speaker == "member" and not quote.consent:
            return False
        if self.closed(quote.audience or self.audiences[0]):
            return False
        return not self.use or self.granted(case, "quotes")

    def shown(self, case: Case, metric: Metric) -> str:
        """How exactly a metric may show: actual, ratio or none."""
        if self.closed(metric.audience or self.audiences[0]):
            return "none"
        if not self.use:
            return "actual"
        way: str = getattr(metric.show, self.use)
        return way if "metrics" in case.consent.grants(self.use) else "none"


def _stated(document: Document, path: Path, default: str) -> str:
    """The circle of an item of a document: the nearest one that is stated on the way to it."""
    value: object = document
    stated = default
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, tuple) and step < len(value) else None
        else:
            value = getattr(value, step, None)
        if value is not document:
            stated = getattr(value, "audience", None) or stated
    return stated

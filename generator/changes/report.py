"""What a change does to the sites, as plain values. As secret as the narrowest circle: texts and names stand in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ..model.organization import Organization
from ..problems import Place, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A sentence that more people may read now, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Widened:
    """Something of a document that more people may see now, or that may leave the building by one more use.

    ``before`` is the widest circle that saw it, "" where only uses changed; ``circles`` and ``uses`` are those gained.
    ``whole`` says that it is the document itself; ``items`` are what of it, in words."""

    document: str
    title: str
    place: Place
    before: str = ""
    circles: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    whole: bool = False
    items: tuple[str, ...] = ()
    texts: tuple[Text, ...] = ()

    @property
    def after(self) -> str:
        """The widest circle gained; "" where only uses changed."""
        return self.circles[0] if self.circles else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A case of which what leaves the building is no longer what its client approved; or, where ``renewed``, the
    record of the approval was written anew together with it."""

    document: str
    title: str
    place: Place
    approved_on: date | None
    renewed: bool = False


ADDED, CHANGED, REMOVED, MOVED, LOST = "added", "changed", "removed", "moved", "moved-without-redirect"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChange:
    """One page that a change adds, changes, removes or moves, in the sites of ``circles``.

    ``to`` is the new address of one that moved; ``beside`` what came along with it (``slides/``); ``keys`` what
    changed in its source. ``document`` and ``file`` are "" for a page that has no source of its own."""

    change: str
    url: str
    title: str
    circles: tuple[str, ...]
    document: str = ""
    file: str = ""
    to: str = ""
    beside: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricChange:
    """One figure of a case that was added, changed or removed.

    ``before`` and ``after`` are its values in words, "" for none; ``shown_before`` and ``shown_after`` as the widest
    circle reads them, "" where it does not; ``keys`` what else of it changed."""

    change: str
    document: str
    title: str
    kpi: str
    place: Place
    before: str = ""
    after: str = ""
    shown_before: str = ""
    shown_after: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """A case whose consent ends soon; ``touched`` where this change edits it."""

    document: str
    title: str
    place: Place
    until: date
    touched: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a change does to the sites of ``circles``.

    ``settings`` are the configuration's keys that changed. ``along`` counts, by circle, the pages that change because
    others do; ``unread`` names the documents that could not be read, and so not be compared. ``quotable`` are the
    titles that the widest circle reads, before and after: all that may be quoted where many read.
    ``clients`` are those of both sides, whose names may not."""

    base: str
    head: str
    as_of: date
    audiences: tuple[str, ...]
    circles: tuple[str, ...]
    base_errors: int = 0
    head_errors: int = 0
    settings: tuple[str, ...] = ()
    widened: tuple[Widened, ...] = ()
    approvals: tuple[Approval, ...] = ()
    pages: tuple[PageChange, ...] = ()
    along: Mapping[str, int] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    metrics: tuple[MetricChange, ...] = ()
    expiring: tuple[Expiry, ...] = ()
    new: tuple[Problem, ...] = ()
    mended: tuple[Problem, ...] = ()
    quotable: frozenset[str] = frozenset()
    clients: tuple[Organization, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the sites stay as they are, and nothing else is to be told."""
        return not (
            self.widened
            or self.approvals
            or self.pages
            or self.metrics
            or self.new
            or self.mended
            or self.settings
            or any(self.along.values())
            or self.unread
        )

"""Whom a client's cases must not reach (``not_for``): what the gate hands on is conclusions and digests, never names.

The browser makes the same digests of what was typed (``themes/casebook/assets/js/company.js``); a test compares them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping

from .fold import fold
from .model.case import Case
from .model.library import Library
from .model.organization import Organization

_SALT = "casebook not_for 1\n"
"""One for all clients: with a salt for each, two digests of one name would tell twice as much."""

_DIGITS = 5
"""20 bits. Japan has some five million companies, so a digest fits several of them and proves none; a company that is
not meant is taken for a listed one once in a million."""


def digest(name: str) -> str:
    """The digest under which a company's name is shipped: of its folded form, cut short; "" for no name at all."""
    folded = fold(name)
    return hashlib.sha256((_SALT + folded).encode()).hexdigest()[:_DIGITS] if folded else ""


def digests(library: Library, knows: Callable[[Organization], bool]) -> Mapping[str, tuple[str, ...]]:
    """For each organisation that names companies in ``not_for``, their digests in order.

    A company that is itself a client which the reader ``knows`` counts by every form of its name."""
    clients = [client for client in library.organizations.values() if client.not_for.companies]
    known: dict[str, set[str]] = {}
    for other in library.organizations.values() if clients else ():
        forms = _forms(other) if knows(other) else ()
        for form in forms:
            known.setdefault(form, set()).update(forms)
    found: dict[str, tuple[str, ...]] = {}
    for client in clients:
        listed = {fold(name) for name in client.not_for.companies}
        every = listed.union(*(known.get(form, ()) for form in listed))
        found[client.id] = tuple(sorted({digest(name) for name in every} - {""}))
    return found


def kept_from(library: Library, cases: Collection[Case]) -> Mapping[str, frozenset[str]]:
    """For each organisation with ``not_for``, the ids of those of ``cases`` on whose pages its own must not stand.

    They are the cases of clients in a segment, or of a company, that it names; its own cases are none of them."""
    clients = [c for c in library.organizations.values() if c.not_for.segments or c.not_for.companies]
    if not clients:
        return {}
    owned: dict[str, set[str]] = {}
    for case in cases:
        owned.setdefault(case.organization or "", set()).add(case.id)
    by_segment: dict[str, set[str]] = {}
    by_name: dict[str, set[str]] = {}
    for owner in filter(None, map(library.organizations.get, owned)):
        by_segment.setdefault(owner.segment, set()).add(owner.id)
        for form in _forms(owner):
            by_name.setdefault(form, set()).add(owner.id)
    found: dict[str, frozenset[str]] = {}
    for client in clients:
        rivals = [by_segment.get(segment, set()) for segment in client.not_for.segments]
        rivals += [by_name.get(fold(name), set()) for name in client.not_for.companies]
        away = frozenset().union(*(owned[name] for group in rivals for name in group if name != client.id))
        if away:
            found[client.id] = away
    return found


def _forms(client: Organization) -> frozenset[str]:
    return frozenset(filter(None, map(fold, client.names)))

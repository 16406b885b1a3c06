"""Whom a client's cases must not reach (``not_for``): what the gate hands on is conclusions and digests, never names.

The browser makes the same digests of what was typed (``themes/casebook/assets/js/company.js``); a test compares them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping

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


def digests(client: Organization, known: Iterable[Organization]) -> tuple[str, ...]:
    """Of the companies that ``client``'s cases must not reach, in order of the digests.

    A company that is itself one of the ``known`` clients counts by every form of its name."""
    listed = {fold(name) for name in client.not_for.companies}
    forms = {form for other in known if listed & _forms(other) for form in _forms(other)}
    return tuple(sorted({digest(name) for name in listed | forms} - {""}))


def kept_from(library: Library, cases: Collection[Case]) -> Mapping[str, frozenset[str]]:
    """For each organisation with ``not_for``, the ids of those of ``cases`` on whose pages its own must not stand.

    They are the cases of clients in a segment, or of a company, that it names; its own cases are none of them."""
    by_segment: dict[str, set[str]] = {}
    by_name: dict[str, set[str]] = {}
    for case in cases:
        client = library.organization_of(case)
        if client:
            by_segment.setdefault(client.segment, set()).add(case.id)
            for form in _forms(client):
                by_name.setdefault(form, set()).add(case.id)
    found: dict[str, frozenset[str]] = {}
    for client in library.organizations.values():
        reached = [by_segment.get(segment, set()) for segment in client.not_for.segments]
        reached += [by_name.get(fold(name), set()) for name in client.not_for.companies]
        away = {name for group in reached for name in group if library.cases[name].organization != client.id}
        if away:
            found[client.id] = frozenset(away)
    return found


def _forms(client: Organization) -> frozenset[str]:
    return frozenset(filter(None, map(fold, client.names)))

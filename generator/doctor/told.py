"""Addresses in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from .visit import address_of

_NAMED = 2


def where(names: Sequence[str]) -> str:
    """The first addresses, and how many more there are: 「/, /cases/」ほか 12 か所."""
    shown = ", ".join(f"/{address}" for address in sorted(map(address_of, names))[:_NAMED])
    more = len(names) - _NAMED
    return f"「{shown}」ほか {more} か所" if more > 0 else f"「{shown}」"

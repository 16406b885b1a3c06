"""What can be filtered by: each page's kind and its values of every filter, as columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .pack import columns, varints


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtered:
    """Of each page its kind and its filters' values."""

    pages: Sequence[tuple[str, Mapping[str, Sequence[str]]]]

    def kinds(self) -> list[str]:
        """The page kinds there are, sorted."""
        return sorted({kind for kind, _ in self.pages})

    def filters(self) -> dict[str, list[str]]:
        """Filter → the values there are, sorted."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for _, filters in self.pages:
            for name, values in filters.items():
                if name != "kind":
                    found[name].update(values)
        return {name: sorted(values) for name, values in sorted(found.items())}

    def pack(self) -> bytes:
        """The kind of every page; then for each filter, in order, how many values each page has, and which."""
        kinds = {kind: n for n, kind in enumerate(self.kinds())}
        parts = [varints(kinds[kind] for kind, _ in self.pages)]
        for name, known in self.filters().items():
            places = {value: n for n, value in enumerate(known)}
            chosen = [sorted(places[value] for value in filters.get(name, ())) for _, filters in self.pages]
            parts += [varints(map(len, chosen)), varints(value for values in chosen for value in values)]
        return columns(*parts)

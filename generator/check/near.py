"""Figures and facts that tell too much only beside their own case: 「7.8%」 is nothing by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from .folding import squeezed
from .secrets import Detail, Source

_REACH = 600
"""Characters after a case's title or alias within which a figure is taken to be its own."""


class Neighbours:
    """Finds details of a case beside what a page calls it: its title, its alias, or, on its own page, anywhere.

    A detail belongs to the case that was named last before it."""

    def __init__(
        self, subjects: Iterable[tuple[str, str]], details: Sequence[Detail], order: Mapping[Source, int]
    ) -> None:
        self.forms: dict[str, dict[str, list[str]]] = {}
        for text, case in subjects:
            self.forms.setdefault(squeezed(text), {}).setdefault(text, []).append(case)
        self._details: dict[str, list[tuple[str, int]]] = {}
        for each in details:
            self._details.setdefault(each.case, []).append(("|".join(each.patterns), order[each.source]))
        self._cases = {
            *self._details,
            *(case for owners in self.forms.values() for one in owners.values() for case in one),
        }

    @cached_property
    def _page(self) -> re.Pattern[str]:
        return re.compile(rf"(?:^|/)({'|'.join(map(re.escape, sorted(self._cases))) or '(?!)'})/")

    def has_page(self, name: str) -> bool:
        """Is a file the own page of a case with details?"""
        return self._page_of(name) in self._details

    def _page_of(self, name: str) -> str:
        """The case whose own page a file is; "" for none."""
        found = self._page.search(name)
        return found[1] if found else ""

    def find(self, name: str, seen: str, forms: Collection[str]) -> Iterator[int]:
        """The details that stand beside their case in the text ``seen`` (``plain``), in which ``forms`` are named."""
        own = self._page_of(name)
        named = self._places(seen, forms)
        for case in dict.fromkeys([own, *(case for _, cases in named for case in cases)]):
            for pattern, index in self._details.get(case, ()):
                if any(self._owns(case, found.start(), named, own) for found in _compiled(pattern).finditer(seen)):
                    yield index

    def _places(self, seen: str, forms: Collection[str]) -> list[tuple[int, list[str]]]:
        """Where each case is named, in order of the text."""
        spoken = [each for form in forms for each in self.forms[form].items()]
        return sorted((at, cases) for text, cases in spoken for at in _places(text, seen))

    @staticmethod
    def _owns(case: str, at: int, named: Sequence[tuple[int, list[str]]], own: str) -> bool:
        last = next(((start, cases) for start, cases in reversed(named) if start <= at), None)
        if last is None or own in last[1]:  # of cases with one title, their pages tell which is meant
            return case == own
        return case in last[1] and (case == own or at - last[0] <= _REACH)


_compiled = lru_cache(maxsize=4_096)(re.compile)


def _places(text: str, seen: str) -> Iterator[int]:
    at = seen.find(text)
    while at >= 0:
        yield at
        at = seen.find(text, at + 1)

"""The site's own text, cut once more by the shipped segmenter: what a query will be cut into must be in the index."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from .analysis import split
from .cut import SURFACE
from .cuts import Cuts
from .lexicon import Lexicon
from .site import Run, Site


class Agreement:
    """Tells which terms the shipped segmenter finds in a text that the analyser cut otherwise.

    ``cuts`` follow the lexicon ``book``."""

    def __init__(self, book: Lexicon, site: Site, cuts: Cuts) -> None:
        self._site = site
        self._cuts = cuts
        self._terms: dict[str, list[int]] = {}
        for entry in book.sorted():
            if entry.term and entry.relation == SURFACE:
                for form in entry.forms():
                    self._terms.setdefault(form, []).append(site.numbers[entry.term])
        self._apart = [*(word.kind == "grammar" for word in site.words), True]
        self._missed_in = cache(self._missed)

    def extra(self, run: Run) -> list[int]:
        """The terms that a run lacks."""
        stretches = split(run.words, self._apart)
        return [term for words in stretches if len(words) > 1 for term in self._missed_in(words)]

    def _missed(self, stretch: Iterable[int]) -> tuple[int, ...]:
        words = [self._site.words[number] for number in stretch]
        have = {self._site.numbers[word.term] for word in words}
        keys = self._cuts.keys("".join(word.surface for word in words))
        found = [self._terms[key] for key in keys if key in self._terms]
        return tuple(terms[0] for terms in found if have.isdisjoint(terms))

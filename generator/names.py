"""Find clients' names in text, in any form and spelling, with one automaton for all of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, MatchKind

from .fold import fold
from .model.organization import Organization

_SHORT = 4
"""Folded names shorter than this count only as words of their own."""


class NameFinder:
    """Finds every client whose name, reading, romaji, short or other name stands in a text.

    A form that its record calls a common word is passed over."""

    def __init__(self, clients: Iterable[Organization]) -> None:
        owners: dict[str, list[Organization]] = {}
        for client in clients:
            common = {fold(each.text) for each in client.common_words}
            for form in map(fold, client.names):
                if len(form) >= 2 and form not in common and client not in owners.setdefault(form, []):
                    owners[form].append(client)
        self._forms = tuple(owners)
        self._owners = owners
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.Standard) if owners else None

    def __bool__(self) -> bool:
        return self._automaton is not None

    def clients_in(self, text: str) -> tuple[Organization, ...]:
        """The clients that ``text`` names, each once, in the order of their names' forms."""
        if self._automaton is None:
            return ()
        folded = fold(text)
        found = dict.fromkeys(
            self._forms[index]
            for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            if end - start >= _SHORT or stands_alone(folded, start, end)
        )
        return tuple({client.id: client for form in found for client in self._owners[form]}.values())


def stands_alone(text: str, start: int, end: int) -> bool:
    """True when the characters around ``text[start:end]`` are of another script than those at its ends."""
    before = start == 0 or _script(text[start - 1]) != _script(text[start])
    after = end == len(text) or _script(text[end]) != _script(text[end - 1])
    return before and after


def _script(character: str) -> str:
    if "ぁ" <= character <= "ヿ":
        return "kana"
    if character.isdigit():
        return "digit"
    if character.isascii() and character.isalpha():
        return "latin"
    return "kanji" if unicodedata.category(character) == "Lo" else "other"

"""The leak check: what a circle may not see, looked for in the finished bytes of its site.

One automaton finds all strings in one reading. It knows nothing of the gate: a gate that fails is still caught.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from ..names import stands_alone
from ..problems import Place, Problem, error
from ..search.contents import strings
from .folding import EDGE, folded, open_up, spaced, text_of

_SHORT = 4
"""Folded strings shorter than this count only as words of their own, in text that is seen."""

_MARKUP = (".html", ".htm", ".svg", ".xml")
_READ = (*_MARKUP, ".ics", ".txt", ".md", ".csv")
_PICTURES = (".png", ".jpg", ".gif", ".webp", ".ico", ".woff2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden:
    """A string that must not show: its text, what it is ("name", "quote", …), and where it is written."""

    text: str
    what: str
    place: Place | None = None


class LeakFinder:
    """Finds forbidden strings in one file at a time. Made of plain values, so each worker can make its own."""

    def __init__(self, forbidden: Iterable[Forbidden]) -> None:
        owners: dict[str, int] = {}
        self._forbidden = tuple(forbidden)
        for index, each in enumerate(self._forbidden):
            if form := folded(each.text):
                owners.setdefault(form, index)
        self._long = [form for form in owners if len(form) >= _SHORT]
        self._short = [form for form in owners if len(form) < _SHORT]
        self._owners = owners
        self._long_automaton = _automaton(self._long)
        self._short_automaton = _automaton(self._short)

    def find(self, name: str, data: bytes) -> tuple[int, ...]:
        """The indexes of the forbidden strings that stand in a file or in its name, in order."""
        if not self._owners:
            return ()
        seen, hidden = ("", "") if name.endswith(_PICTURES) else open_up(_text(name, data), name.endswith(_MARKUP))
        found = set(self._long_in(f"{seen}\ue000{hidden}\ue000{name}"))
        if name.endswith(_READ):
            found.update(self._short_in(seen))
        return tuple(sorted(self._owners[form] for form in found))

    def _long_in(self, text: str) -> Iterator[str]:
        if self._long_automaton is not None:
            matches = self._long_automaton.find_matches_as_indexes(folded(text), overlapping=True)
            yield from (self._long[index] for index, _, _ in matches)

    def _short_in(self, text: str) -> Iterator[str]:
        if self._short_automaton is not None:
            words = spaced(text)
            for index, start, end in self._short_automaton.find_matches_as_indexes(words, overlapping=True):
                if stands_alone(words, start, end):
                    yield self._short[index]

    def problem(self, index: int, files: Sequence[str]) -> Problem:
        """The problem that a string stands in ``files``. It does not quote the string: its place tells."""
        each = self._forbidden[index]
        more = f" ほか {len(files) - 1} ファイル" if len(files) > 1 else ""
        message = f"この読者に見せられない文（{each.what}）が、できあがった「{files[0]}」{more}に出ています。"
        hint = "文を狭い読者向けの区切りに移すか、言い換えてください。原稿が正しいときは担当へ知らせてください。"
        return error("leak", each.place, message, hint)


def find_leaks(
    files: Mapping[str, bytes], forbidden: Sequence[Forbidden], *, trusted: Collection[str] = ()
) -> list[Problem]:
    """Every forbidden string that stands anywhere in ``files``, once each, with the files it is found in.

    ``trusted`` holds SHA-256 digests (hex) of files that were checked before, such as the theme's."""
    if not forbidden:
        return []
    finder = LeakFinder(forbidden)
    found: dict[int, list[str]] = {}
    for name, data in files.items():
        if trusted and hashlib.sha256(data).hexdigest() in trusted:
            continue
        for index in finder.find(name, data):
            found.setdefault(index, []).append(name)
    return [finder.problem(index, names) for index, names in sorted(found.items())]


def _text(name: str, data: bytes) -> str:
    """What a file says; the files of the search index are unpacked first, each of their strings apart."""
    if not name.endswith(".gz"):
        return text_of(data)
    return EDGE.join(strings(name, data))


def _automaton(forms: Sequence[str]) -> AhoCorasick | None:
    return AhoCorasick(forms, matchkind=MatchKind.Standard) if forms else None

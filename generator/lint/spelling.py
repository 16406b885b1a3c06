"""表記ゆれ: one word spelled in two ways on one site.

Two spellings are of one word where the analyser's dictionary gives them one form, and they differ in kana alone: both
are katakana (ユーザ, ユーザー), or both have the same kanji (問合せ, 問い合わせ). Whether kanji or kana
(子ども, 子供) suit a word better is a matter of style that no rule decides here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ..problems import Place
from .found import Finding, Use, finding
from .passages import Passage

Spelled = Callable[[str], Iterable[tuple[int, str, str]]]
"""The nouns of a text: (where it starts, as written, the form under which its spellings meet)."""

_KANJI = re.compile("[一-鿿々]")
_NO_SPELLING = frozenset({"misuses", "instead_of", "quotes", "tags"})
"""What is quoted as it was said or written, and labels."""


def uses_of(file: str, passages: Iterable[Passage], spelled: Spelled) -> Iterator[Use]:
    """Each spelling in one file, with how often it is used and where first."""
    first: dict[tuple[str, str], tuple[Passage, int]] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for passage in passages:
        if not _NO_SPELLING.isdisjoint(passage.path):
            continue
        found = spelled(passage.text)
        counts.update((surface, normal) for _, surface, normal in found)
        for start, surface, normal in found:
            first.setdefault((surface, normal), (passage, start))
    for (surface, normal), (passage, start) in first.items():
        place = passage.place(file, start, start + len(surface))
        yield surface, normal, counts[surface, normal], place.line, place.column, passage.first_line


def inconsistent(uses: Mapping[str, Sequence[Use]], preferred: Mapping[str, str]) -> Iterator[Finding]:
    """The spellings that differ from the site's own: from the glossary's heading, else from what is used most.

    ``uses`` are those of each file; ``preferred`` the glossary's spellings by the form under which spellings meet."""
    counts: Counter[tuple[str, str]] = Counter()
    for found in uses.values():
        for surface, normal, count, *_ in found:
            counts[normal, surface] += count
    right = _right(counts, preferred)
    for file, found in uses.items() if right else ():
        for surface, normal, count, line, column, first_line in found:
            if kept := right.get((normal, surface)):
                why = "用語集の見出しと同じ" if preferred.get(normal) == kept else "多く使われている"
                here = f"このファイルに {count} か所" if count > 1 else "1 か所"
                yield finding(
                    "term-spelling",
                    Place(file=file, line=line, column=column, length=len(surface)),
                    f"「{surface}」（{here}）は、ほかでは「{kept}」と書かれています（{counts[normal, kept]} か所）。",
                    f"{why}「{kept}」にそろえてください。",
                    first_line=first_line,
                )


def _right(counts: Mapping[tuple[str, str], int], preferred: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """For each (form, spelling) that is not the site's own, the spelling that is."""
    forms: dict[str, list[str]] = {}
    for normal, surface in counts:
        forms.setdefault(normal, []).append(surface)
    found: dict[tuple[str, str], str] = {}
    for normal, surfaces in forms.items():
        words: dict[str, list[str]] = {}
        for surface in surfaces if len(surfaces) > 1 else ():
            words.setdefault("".join(_KANJI.findall(surface)), []).append(surface)
        for spellings in words.values():
            own = preferred.get(normal, "")
            if own not in spellings:
                own = min(spellings, key=lambda each: (-counts[normal, each], each != normal, each))
            found |= {(normal, surface): own for surface in spellings if surface != own}
    return found

"""How the shipped segmenter cuts the site's own text, remembered from one index to the next: a fifth of its work.

It changes nothing: whatever is remembered, the same lexicon cuts the same text the same way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from .cut import Cutter
from .fold import kana


class Cuts:
    """Texts and the keys of the pieces they were cut into, by the lexicon that was followed last."""

    def __init__(self) -> None:
        self._relations: Mapping[str, int] = {}
        self._known: Mapping[str, Sequence[str]] = {}
        self._asked: dict[str, Sequence[str]] = {}
        self._cutter = Cutter({})

    def follow(self, relations: Mapping[str, int]) -> None:
        """Cut by another lexicon (form → relation, as ``Cutter`` has it) from now on.

        What was asked for before is known where no part of the text is a form that came, went or changed."""
        before = self._asked or self._known
        changed = {form for form, _ in self._relations.items() ^ relations.items()} if before else set()
        longest = max(map(len, changed), default=0)
        self._known = {text: keys for text, keys in before.items() if changed.isdisjoint(_parts(kana(text), longest))}
        self._asked = {}
        self._relations = relations
        self._cutter = Cutter(relations)

    def keys(self, text: str) -> Sequence[str]:
        """The keys of the pieces of a ``plain`` text, in order."""
        if text not in self._asked:
            known = self._known.get(text)
            self._asked[text] = [piece.key for piece in self._cutter.cut(text)] if known is None else known
        return self._asked[text]

    def to_bytes(self) -> bytes:
        """All that was asked for since ``follow``, for ``from_bytes``."""
        kept = {"relations": self._relations, "cuts": self._asked}
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Cuts:
        """What ``to_bytes`` was made of."""
        kept, cuts = json.loads(data), cls()
        cuts._relations, cuts._known = kept["relations"], kept["cuts"]
        return cuts


def _parts(text: str, longest: int) -> Iterator[str]:
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + longest) + 1):
            yield text[start:end]

"""The file that every query needs: lexicon, page counts, compounds, synonyms, and each page's filters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from .cut import SURFACE
from .endings import FINALS
from .lexicon import Entry
from .pack import columns, front_code, varints, zigzag
from .phrases import Phrases
from .words import Word

KINDRED_WEIGHT = 0.6
WEIGHT_STEPS = 20
_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the core file is made from; terms are numbered first, compounds after them."""

    entries: Sequence[Entry]
    numbers: Mapping[str, int]
    words: Sequence[tuple[Word, int]]  # and how often each is used
    compounds: Phrases
    counts: Sequence[int]  # pages of each term and compound
    expansions: Mapping[tuple[int, int], float]
    pages: Sequence[tuple[str, Mapping[str, Sequence[str]]]]  # kind, filters

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


def pack(parts: Parts) -> bytes:
    """The core file; ``lexicon.js`` reads the columns in this order."""
    return columns(
        *_keys(parts),
        varints(parts.counts),
        bytes(_lights(parts)),
        "\n".join(_displays(parts)).encode(),
        varints(n for sequence in parts.compounds.numbers for n in (len(sequence), *sequence)),
        varints(_expansions(parts)),
        varints(_pages(parts)),
    )


def _keys(parts: Parts) -> tuple[bytes, ...]:
    """Keys front-coded; how many entries each has; their terms (0 for grammar); relation and ending."""
    keys, counts, terms, kinds = [], [], [], bytearray()
    before = 0
    for key, group in groupby(parts.entries, key=lambda entry: entry.key):
        entries = list(group)
        keys.append(key)
        counts.append(len(entries))
        for entry in entries:
            number = parts.numbers[entry.term] + 1 if entry.term else 0
            terms.append(zigzag(number - before))
            before = number
            kinds.append(entry.ending * 8 + entry.relation)
    return (*front_code(keys), varints(counts), varints(terms), bytes(kinds))


def _lights(parts: Parts) -> list[int]:
    """1 for a term that is light wherever it stands."""
    heavy = {word.term for word, _ in parts.words if word.kind in ("noun", "verb")}
    return [int(term not in heavy) for term in parts.numbers]


def _displays(parts: Parts) -> list[str]:
    """How a term is shown: "" as its key, "=" in katakana, "^" in capitals, else as given."""
    surfaces: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, uses in parts.words:
        if word.kind != "grammar":
            surfaces[word.term][word.base if word.ending else word.surface] += uses
    keys: dict[str, str] = {}
    for entry in parts.entries:
        if entry.relation == SURFACE:
            keys.setdefault(entry.term, entry.key + FINALS[entry.ending])
    return [_display(keys.get(term, ""), surfaces[term]) for term in parts.numbers]


def _display(key: str, surfaces: Counter[str]) -> str:
    shown = min(surfaces, key=lambda s: (-surfaces[s], s))
    if shown == key:
        return "^" if key.isascii() and len(key) <= 4 and key.isalpha() else ""
    return "=" if shown == key.translate(_KATAKANA) else shown


def _expansions(parts: Parts) -> list[int]:
    """from (less the one before), to, weight in twentieths; only where the goal has pages."""
    found: list[int] = []
    before = 0
    for (one, other), weight in sorted(parts.expansions.items()):
        if parts.counts[other]:
            found += [one - before, other, round(weight * WEIGHT_STEPS)]
            before = one
    return found


def _pages(parts: Parts) -> list[int]:
    """Each page's kind, then for each filter how many values and which."""
    kinds = {kind: n for n, kind in enumerate(parts.kinds())}
    filters = parts.filters()
    found: list[int] = []
    for kind, values in parts.pages:
        found.append(kinds[kind])
        for name, all_values in filters.items():
            chosen = sorted(all_values.index(value) for value in values.get(name, ()))
            found += [len(chosen), *chosen]
    return found

"""The numbers that terms and compounds carry in the files: neighbours in sound lie in one file.

Half a word typed in kana, and mostly half a word in kanji, then asks for one or two files. Each file has numbers to
spare, and terms take their places among them by lot: where a new word comes, the others keep their numbers, and the
files that speak of them stay what they were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass

from .borders import mark, ranges
from .phrases import Phrases
from .words import Word

FILE = 2_000  # bytes before compression
BLOCK = 256  # numbers that a file may use; one that needs more than half of them has twice as many, and so on


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFile:
    """From which to which number a file goes, and the terms in it; of a file within a long term, that term."""

    numbers: range
    terms: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """Shipped numbers: a term, then every compound that it begins.

    ``ids``: the number in ``Site.numbers`` or ``Phrases`` → the shipped one · ``terms``: a term's spelling → its
    shipped number · ``starts``: a term's shipped number → its compounds' further parts, in order; the first of them
    has the next number · ``files`` in the order of their numbers.
    """

    ids: list[int]
    terms: dict[str, int]
    starts: dict[int, list[tuple[int, ...]]]
    files: list[TermFile]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A term and its compounds: the site's own numbers, about how many bytes each takes, and what draws lots."""

    numbers: Sequence[int]
    sizes: Sequence[int]
    marks: Sequence[int]


def number(
    terms: Mapping[str, int], found: Iterable[Word], compounds: Phrases, pages: Mapping[int, Sized]
) -> Numbering:
    """Number all terms and compounds anew; ``pages`` are those that have each, by the site's own numbers."""
    begun: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    for sequence in sorted(compounds.numbers):
        begun[sequence[0]].append(sequence)
    runs = list(_runs(terms, _in_sound(terms, found), begun, compounds, pages))
    ids = [0] * (len(terms) + len(compounds.numbers))
    files: list[TermFile] = []
    for places in ranges([sum(run.sizes) for run in runs], [run.marks[0] for run in runs], FILE):
        own = runs[places[0] : places[-1] + 1]
        firsts = _placed(own, (files[-1].numbers[-1] // BLOCK + 1) * BLOCK if files else 0)
        for run, first in zip(own, firsts, strict=True):
            for shipped, inner in enumerate(run.numbers, first):
                ids[inner] = shipped
        files += _files(own, firsts)
    starts = {
        ids[first]: [tuple(ids[part] for part in sequence[1:]) for sequence in sequences]
        for first, sequences in begun.items()
    }
    return Numbering(ids=ids, terms={term: ids[inner] for term, inner in terms.items()}, starts=starts, files=files)


def _in_sound(terms: Mapping[str, int], found: Iterable[Word]) -> list[str]:
    """All terms, neighbours in sound beside each other."""
    sounds: dict[str, str] = {}
    for word in found:
        sound = word.reading or word.term
        sounds[word.term] = min(sound, sounds.get(word.term, sound))
    return sorted(terms, key=lambda term: (sounds.get(term, term), term))


def _runs(
    terms: Mapping[str, int],
    order: Iterable[str],
    begun: Mapping[int, Sequence[tuple[int, ...]]],
    compounds: Phrases,
    pages: Mapping[int, Sized],
) -> Iterator[_Run]:
    names = {inner: term for term, inner in terms.items()}
    for term in order:
        sequences = begun.get(terms[term], ())
        numbers = [terms[term], *(compounds.numbers[sequence] for sequence in sequences)]
        sizes = [2 + 3 * len(pages.get(each, ())) for each in numbers]
        sizes[0] += 4 * len(sequences)
        texts = ["\x1f".join(names[part] for part in sequence) for sequence in sequences]
        yield _Run(numbers=numbers, sizes=sizes, marks=[mark(term), *map(mark, texts)])


def _placed(runs: Sequence[_Run], first: int) -> list[int]:
    """The number that each run begins with: where its lot falls, or the next place with room for all of it.

    The longest first, in twice the room that all need together: then there always is such a place."""
    room = BLOCK * -(-2 * sum(len(run.numbers) for run in runs) // BLOCK)
    taken = bytearray(room)
    places = [0] * len(runs)
    for at in sorted(range(len(runs)), key=lambda at: (-len(runs[at].numbers), runs[at].marks[0])):
        size = len(runs[at].numbers)
        lot = runs[at].marks[0] % room
        place = taken.find(bytes(size), lot)
        places[at] = place = place if place >= 0 else taken.find(bytes(size))
        taken[place : place + size] = b"\1" * size
    return [first + place for place in places]


def _files(runs: Sequence[_Run], firsts: Sequence[int]) -> Iterator[TermFile]:
    """The file of some runs, or the files of a run that is too long for one."""
    if len(runs) == 1:
        first = firsts[0]
        for places in ranges(runs[0].sizes, runs[0].marks, FILE):
            yield TermFile(numbers=range(first + places[0], first + places[-1] + 1), terms=[first])
        return
    last = max(first + len(run.numbers) for run, first in zip(runs, firsts, strict=True))
    yield TermFile(numbers=range(min(firsts), last), terms=sorted(firsts))

"""The leak check at large: all spellings in all carriers, the gate broken in all ways, everyday names.

Each function yields one text a trial: "" where the promise held, else what fell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.leaks import everyday, sabotage, spelled

SPELLED = len(spelled.SPELLINGS) * len(spelled.CARRIERS)
BROKEN = len(sabotage.SABOTAGES) + len(sabotage.CIRCLES)
EVERYDAY = 1


def spellings(count: int = SPELLED, seed: int = 0) -> Iterator[str]:
    """A client's name in every spelling and carrier."""
    fallen = set(spelled.missed())
    pairs = ((spelling, carrier) for spelling in spelled.SPELLINGS for carrier in spelled.CARRIERS)
    yield from (f"not found: {' in '.join(pair)}" if pair in fallen else "" for pair in islice(pairs, count))


def broken(count: int = BROKEN, seed: int = 0) -> Iterator[str]:
    """The gate sabotaged in every way, each caught by the check alone; and the honest sites, which pass."""
    with sabotage.content() as folder:
        for circle in sabotage.CIRCLES:
            yield "" if sabotage.is_clean(folder, circle) else f"the honest site for {circle} is refused"
        for name, each in islice(sabotage.SABOTAGES.items(), max(0, count - len(sabotage.CIRCLES))):
            yield "" if sabotage.caught(folder, each) else f"not caught: {name}"


def harmless(count: int = EVERYDAY, seed: int = 0) -> Iterator[str]:
    """Two hundred organisations called by everyday words, beside imported texts."""
    with TemporaryDirectory(prefix="casebook-everyday-") as name:
        yield "" if everyday.passes(Path(name)) else "a site of everyday names is refused"


_ALL: tuple[tuple[str, Callable[[], Iterator[str]], int], ...] = (
    ("spellings", spellings, SPELLED),
    ("broken gates", broken, BROKEN),
    ("everyday names", harmless, EVERYDAY),
)


def checks() -> Iterator[tuple[str, int, int]]:
    """Each check with the number of trials that held and the number wanted."""
    for name, trials, wanted in _ALL:
        yield name, sum(not fault for fault in trials()), wanted

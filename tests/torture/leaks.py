"""The leak check at large: all spellings in all carriers, the gate broken in all ways, everyday names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.leaks import everyday, sabotage, spelled

from .trial import Check

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


CHECKS = (
    Check(name="name-spellings", wanted=SPELLED, trials=spellings),
    Check(name="sabotaged-gates", wanted=BROKEN, trials=broken),
    Check(name="everyday-names", wanted=EVERYDAY, trials=harmless),
)

"""What the costly stages share: a cache of finished work, processes to do the rest, and word of how far it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from .cache import Cache
from .parallel import Pool

K = TypeVar("K")
T = TypeVar("T")
C = TypeVar("C")

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """Passed to the stages that make many things of one kind."""

    cache: Cache
    pool: Pool
    on_progress: Progress

    def begin(
        self,
        what: str,
        keys: Mapping[K, str],
        item_of: Callable[[K], T],
        work: Callable[[Sequence[T], C], list[bytes]],
        common: C,
    ) -> Callable[[], dict[K, bytes]]:
        """Begin to make everything in ``keys``; call the result for its bytes, in that order.

        What the cache has is taken from it, the rest made by ``work`` and kept. ``keys`` maps each name to a key made
        of all that its bytes depend on; ``item_of`` gives what ``work`` needs."""
        kept = self.cache.read(list(keys.values()))
        missing = [name for name, key in keys.items() if key not in kept]
        items = [item_of(name) for name in missing]
        made = self.pool.map(work, items, common, lambda done, total: self.on_progress(what, done, total))

        def finish() -> dict[K, bytes]:
            fresh = dict(zip(missing, made(), strict=True))
            self.cache.write({keys[name]: data for name, data in fresh.items()})
            return {name: fresh[name] if name in fresh else kept[key] for name, key in keys.items()}

        return finish

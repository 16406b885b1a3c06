"""What the costly stages share: a cache of finished work, processes to do the rest, and word of how far it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from .cache import Cache
from .parallel import Pool

K = TypeVar("K")
T = TypeVar("T")
C = TypeVar("C")

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and of how many."""

_SLICE = 400
"""Things that are asked of the cache and sent to processes together; while one slice is taken, the next is made."""

_ROWS = 50
"""New values that go into the cache together."""


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
        """Begin to make everything in ``keys``; call the result, once, for its bytes, in that order.

        What the cache has is taken from it, the rest made by ``work`` and kept. ``keys`` maps each name to a key made
        of all that its bytes depend on; ``item_of`` gives what ``work`` needs."""
        kept = self.cache.read(list(keys.values()))
        missing = [name for name, key in keys.items() if key not in kept]
        items = [item_of(name) for name in missing]
        made = self.pool.map(work, items, common, lambda done, total: self.on_progress(what, done, total))

        def finish() -> dict[K, bytes]:
            fresh = dict(zip(missing, made(), strict=True))
            self.cache.write({keys[name]: data for name, data in fresh.items()})
            found = {name: fresh[name] if name in fresh else kept[key] for name, key in keys.items()}
            kept.clear()
            return found

        return finish

    def stream(
        self,
        what: str,
        things: Iterable[tuple[K, str, T]],
        total: int,
        work: Callable[[Sequence[T], C], list[bytes]],
        common: C,
    ) -> Iterator[tuple[K, bytes]]:
        """The same for ``total`` things (name, key, what ``work`` needs) too large to be held together: each name with
        its bytes, in order. ``things`` is read no further than keeps the processes busy."""
        rest, done = iter(things), 0
        slices: deque[Iterator[tuple[K, bytes]]] = deque()
        while (part := list(islice(rest, _SLICE))) or slices:
            if part:
                slices.append(self._slice(part, work, common))
            if len(slices) > 1 or not part:
                yield from slices.popleft()
                done = min(done + _SLICE, total)
                self.on_progress(what, done, total)

    def _slice(
        self, things: Sequence[tuple[K, str, T]], work: Callable[[Sequence[T], C], list[bytes]], common: C
    ) -> Iterator[tuple[K, bytes]]:
        """Begin a slice now, whenever it is taken."""
        kept = self.cache.read([key for _, key, _ in things])
        missing = [item for _, key, item in things if key not in kept]
        made = self.pool.map(work, missing, common, lambda done, total: None)
        return self._taken([(name, key) for name, key, _ in things], kept, made)

    def _taken(
        self, keys: Iterable[tuple[K, str]], kept: Mapping[str, bytes], made: Callable[[], Iterator[bytes]]
    ) -> Iterator[tuple[K, bytes]]:
        fresh, rows = made(), dict[str, bytes]()
        for name, key in keys:
            data = kept[key] if key in kept else next(fresh)
            if key not in kept:
                rows[key] = data
            if len(rows) == _ROWS:
                self.cache.write(rows)
                rows = {}
            yield name, data
        self.cache.write(rows)

"""Work spread over processes: started once, given plain values, fed in chunks. Few items stay in this process."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from types import TracebackType
from typing import TypeVar

T = TypeVar("T")
C = TypeVar("C")
R = TypeVar("R")

_WORTH_IT = 48
"""Below this many items, starting a process costs more than it saves."""


class Pool:
    """Maps functions over items on ``jobs`` processes (0: one for each core). Use as a context manager."""

    def __init__(self, jobs: int = 0) -> None:
        self.jobs = jobs or os.cpu_count() or 1
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None

    def map(
        self,
        work: Callable[[Sequence[T], C], list[R]],
        items: Sequence[T],
        common: C,
        on_progress: Callable[[int, int], None],
    ) -> list[R]:
        """``work`` over ``items`` in order; ``common`` goes along with every chunk."""
        if self.jobs < 2 or len(items) < _WORTH_IT:
            return _here(work, items, common, on_progress)
        executor = self._started()
        size = max(8, min(64, len(items) // (self.jobs * 4)))
        futures: list[Future[list[R]]] = [
            executor.submit(work, items[at : at + size], common) for at in range(0, len(items), size)
        ]
        done: list[R] = []
        for future in futures:
            done += future.result()
            on_progress(len(done), len(items))
        return done

    def _started(self) -> ProcessPoolExecutor:
        if self._executor is None:
            method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
            context = multiprocessing.get_context(method)
            self._executor = ProcessPoolExecutor(max_workers=self.jobs, mp_context=context)
        return self._executor


def _here(
    work: Callable[[Sequence[T], C], list[R]],
    items: Sequence[T],
    common: C,
    on_progress: Callable[[int, int], None],
) -> list[R]:
    done: list[R] = []
    for at in range(0, len(items), 32):
        done += work(items[at : at + 32], common)
        on_progress(len(done), len(items))
    return done

"""Work spread over processes: started once, given plain values, fed in chunks. Few items stay in this process."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import ParamSpec, TypeVar

T = TypeVar("T")
C = TypeVar("C")
R = TypeVar("R")
P = ParamSpec("P")

_WORTH_SENDING = 48
"""Below this many items, they are done here sooner than sent away, though processes are there."""

_WORTH_STARTING = 400
"""Below this many items, starting processes (a second or more) costs more than they save; who says how many there shall
be has them started for fewer."""

_AT_ONCE = 32
"""Items that are done in this process before it says how far it is."""

_PATIENCE = 2.0
"""Seconds that a stopped build waits for processes that are just starting."""

_PRELOADED = ["generator.preloaded"]


class Pool:
    """Maps functions over items on ``jobs`` processes (0: one for each core). Use as a context manager.

    ``expected`` is how many items will come, as far as known: with enough of them the processes start at once, while
    this one is still reading."""

    def __init__(self, jobs: int = 0, expected: int = 0) -> None:
        self.jobs = jobs or os.cpu_count() or 1
        self._worth_starting = _WORTH_SENDING if jobs else _WORTH_STARTING
        self._executor: ProcessPoolExecutor | None = None
        self._starting: threading.Thread | None = None
        if self.jobs > 1 and expected >= self._worth_starting // 2:
            self._starting = threading.Thread(target=self._start_early, daemon=True)
            self._starting.start()

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._abandon()
        self._wait()
        if self._executor is not None:
            self._executor.shutdown(wait=kind is None, cancel_futures=True)
            self._executor = None

    def _abandon(self) -> None:
        """Work that nobody waits for any more is not finished: a build that is stopped stops at once."""
        if self._starting is not None:
            self._starting.join(_PATIENCE)
            self._starting = None
        for process in multiprocessing.active_children():
            process.kill()
        results = getattr(self._executor, "_result_queue", None)  # a worker may have died amid a message:
        if results is not None:
            with suppress(AttributeError, OSError):
                results._writer.close()  # with no writer left, nobody waits for the rest of it

    def map(
        self,
        work: Callable[[Sequence[T], C], list[R]],
        items: Sequence[T],
        common: C,
        on_progress: Callable[[int, int], None],
    ) -> Callable[[], Iterator[R]]:
        """Begin ``work`` over ``items``; call the result, once, for what came of it, in order. What was
        taken is no longer held here.

        ``common`` goes along with every chunk."""
        there = self._executor is not None or self._starting is not None
        if self.jobs < 2 or len(items) < (_WORTH_SENDING if there else self._worth_starting):
            return partial(_here, work, items, common, on_progress)
        executor = self._started()
        size = max(4, min(24, len(items) // (self.jobs * 8)))
        futures: deque[Future[list[R]]] = deque(
            executor.submit(work, items[at : at + size], common) for at in range(0, len(items), size)
        )
        return partial(_gathered, futures, len(items), on_progress)

    def submit(self, work: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> Callable[[], R]:
        """Begin one piece of work beside the rest; call the result for what came of it.

        Where no process was needed so far, it is done in this one."""
        self._wait()
        if self._executor is None:
            value = work(*arguments, **named)
            return lambda: value
        return self._executor.submit(_tidily, partial(work, *arguments, **named)).result

    def _started(self) -> ProcessPoolExecutor:
        self._wait()
        if self._executor is None:
            self._start()
        assert self._executor is not None
        return self._executor

    def _wait(self) -> None:
        if self._starting is not None:
            self._starting.join()
            self._starting = None

    def _start_early(self) -> None:
        """Where it cannot be done, whoever needs a process first tries again, and is told."""
        with suppress(EOFError, OSError, BrokenProcessPool):
            self._start()

    def _start(self) -> None:
        """Start every process now; the parent may go on with its own work meanwhile."""
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        context = multiprocessing.get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(_PRELOADED)
        executor = ProcessPoolExecutor(max_workers=self.jobs, mp_context=context, initializer=_prepare)
        for _ in range(self.jobs):
            executor.submit(_ready)
        self._executor = executor


def _prepare() -> None:
    """Workers make much and drop it soon: looking for cycles all the time would cost a tenth of the work.

    Ctrl-C is the parent's to answer; a worker that answered too would only add its own words to it. One whose parent
    was killed would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGKILL)


def _ready() -> None:
    """Nothing: a process that has done it has started."""


def _tidily(work: Callable[[], R]) -> R:
    """Do one large piece of work, and give back to the system what it took: this process lives on beside others."""
    try:
        return work()
    finally:
        gc.collect()
        with suppress(AttributeError, OSError):  # glibc alone keeps what was freed until it is asked
            ctypes.CDLL(None).malloc_trim(0)


def _gathered(futures: deque[Future[list[R]]], total: int, on_progress: Callable[[int, int], None]) -> Iterator[R]:
    done = 0
    while futures:
        made = futures.popleft().result()
        done += len(made)
        on_progress(done, total)
        yield from made


def _here(
    work: Callable[[Sequence[T], C], list[R]],
    items: Sequence[T],
    common: C,
    on_progress: Callable[[int, int], None],
) -> Iterator[R]:
    for at in range(0, len(items), _AT_ONCE):
        made = work(items[at : at + _AT_ONCE], common)
        on_progress(min(at + _AT_ONCE, len(items)), len(items))
        yield from made

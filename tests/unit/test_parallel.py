"""Processes that cannot be started early are started when they are needed."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool

import pytest

from generator.parallel import Pool


def _twice(numbers: Sequence[int], common: int) -> list[int]:
    return [number * 2 + common for number in numbers]


def _unheard(done: int, total: int) -> None:
    pass


@pytest.mark.parametrize("fault", [EOFError, OSError, BrokenProcessPool])
def test_an_early_start_that_fails_is_made_good(fault: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    start, tried = Pool._start, []

    def failing_first(pool: Pool) -> None:
        tried.append(threading.current_thread() is threading.main_thread())
        if len(tried) == 1:
            raise fault
        start(pool)

    monkeypatch.setattr(Pool, "_start", failing_first)
    with Pool(2, expected=100) as pool:
        assert list(pool.map(_twice, range(100), 1, _unheard)()) == [number * 2 + 1 for number in range(100)]
    assert tried == [False, True]

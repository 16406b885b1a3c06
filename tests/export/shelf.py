"""This repository's own content, finished once for each circle, and told in every form."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack, nullcontext
from functools import cache
from unittest.mock import patch

from generator import exporting
from generator.build import Site, finished
from generator.exporting import Exported
from generator.order import Order
from generator.problems import Problem
from generator.workshop import Progress

from ..whole import AS_OF, ROOT, own_config


def order_of(audience: str) -> Order:
    """What the site of one circle is made from."""
    return Order(config=own_config(), audience=audience, output=ROOT / "site", as_of=AS_OF, use_cache=False)


@cache
def _finished(audience: str) -> AbstractContextManager[tuple[Site | None, tuple[Problem, ...]]]:
    return nullcontext(_OPEN.enter_context(finished(order_of(audience), _silent)))


_OPEN = ExitStack()
"""The sites that are shared by all tests, until they end."""
atexit.register(_OPEN.close)


def told(make: Callable[[Progress], Exported]) -> Mapping[str, bytes]:
    """The files of one export, its sites finished before."""
    with patch.object(exporting, "finished", lambda order, on_progress: _finished(order.audience)):
        made = make(_silent)
    assert made.files is not None, made.problems
    return made.files


def _silent(what: str, done: int, total: int) -> None:
    pass

"""A build never holds the pages that it makes."""

from __future__ import annotations

import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import pytest
from platformdirs import user_cache_path

from benchmarks.corpus import write_site
from generator import build as pipeline
from generator import draft, parallel, render, workshop
from generator.config import read_config
from generator.material import PageContext
from generator.order import Order

from ..whole import AS_OF

_PADDING = b" " * 300_000
"""What each page weighs more here than it would: enough to see it among all that a build holds."""


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes through a build at one time, in the measure of a small site; and pages that weigh something."""
    made = render._render

    def padded(contexts: Sequence[PageContext], dress: render._Dress) -> list[bytes]:
        return [data + _PADDING for data in made(contexts, dress)]

    monkeypatch.setattr(render, "_render", padded)
    monkeypatch.setattr(pipeline, "inspect", lambda *_: [])  # it reads one page after the other, and these are long
    monkeypatch.setattr(workshop, "_SLICE", 4)
    monkeypatch.setattr(workshop, "_ROWS", 4)
    monkeypatch.setattr(parallel, "_AT_ONCE", 4)
    monkeypatch.setattr(draft, "_WAITING", 4)


def test_pages_are_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, 40, cases=0)
    config, _ = read_config(tmp_path / "site_config.yml")
    assert config is not None
    making = render.render

    def traced(*given: object) -> object:
        tracemalloc.start(1)
        return making(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "render", traced)
    order = Order(
        config=config,
        audience="sales",
        output=tmp_path / "site",
        as_of=AS_OF,
        jobs=1,
        use_cache=False,
        shared=user_cache_path("casebook"),
    )
    try:
        outcome = pipeline.build(order)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert outcome.release is not None, outcome.problems
    pages = [name for name, data in outcome.release.files.items() if data.endswith(_PADDING)]
    assert len(pages) >= 40
    assert most < len(pages) * len(_PADDING) / 3

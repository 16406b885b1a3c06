"""The gate broken on purpose: the leak check, which shares nothing with it, stops the build."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from generator import audience, build
from generator.model.library import Library
from generator.view import View
from tests.whole import AS_OF, own_config

_HONEST = audience.view


def _names_for_all(
    library: Library, circle: str, use: str, as_of: date, audiences: Sequence[str], *, samples: str = "auto"
) -> View:
    """Every view is the sales circle's own."""
    return _HONEST(library, "sales", "internal", as_of, audiences, samples=samples)


def _drafts_for_all(
    library: Library, circle: str, use: str, as_of: date, audiences: Sequence[str], *, samples: str = "auto"
) -> View:
    """Every view is the editors' own."""
    return _HONEST(library, "editors", "internal", as_of, audiences, samples=samples)


@pytest.mark.parametrize("broken", [_names_for_all, _drafts_for_all])
def test_a_broken_gate_is_caught(broken: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audience, "view", broken)
    output = tmp_path / "site"
    order = build.Order(config=own_config(), audience="public", output=output, as_of=AS_OF, use_cache=False)
    outcome = build.build(order)
    found = {problem.code for problem in outcome.problems}
    assert outcome.release is None
    assert "leak" in found
    assert not output.exists()
    assert list(tmp_path.iterdir()) == []

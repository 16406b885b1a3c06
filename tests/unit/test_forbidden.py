"""The policy told to the leak check agrees with the gate, though they share no line."""

from __future__ import annotations

import pytest

from generator.config import AUDIENCES
from generator.forbidden import _Policy

from .test_audience import EVERY_CASE, EVERYTHING, TODAY, see


@pytest.mark.parametrize("circle", AUDIENCES)
def test_hidden_is_what_the_gate_withholds(circle: str) -> None:
    policy = _Policy(EVERYTHING, circle, AUDIENCES, TODAY)
    shown = {case.id for case in see(EVERYTHING, circle).cases}
    wrong = [name for name, case in EVERY_CASE.items() if policy.hidden(case) == (name in shown)]
    assert wrong == []

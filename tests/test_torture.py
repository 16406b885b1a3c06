"""A few trials of each check of ``make torture``, so that it stays able to run; and that it can fail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .torture import CHECKS, hostile, leaks, leaving, paper
from .torture.__main__ import main, run
from .torture.trial import Check

SAMPLE = {
    "canaries": 1,
    "non-interference": 3,
    "kill-points": 2,
    "publish-cuts": 2,
    "failing-writes": 6,
    "same-bytes": 2,
    "harmed-caches": 4,
    "edits": 1,
    "neighbours": 1,
    "fuzz-yaml": 60,
    "fuzz-loader": 8,
    "fuzz-blocks": 60,
    "fuzz-markup": 40,
    "fuzz-importing": 10,
    "bombs": 3,
}
"""So many trials of each are made here."""
ELSEWHERE = {check.name for check in (*leaks.CHECKS, hostile.CHECK, leaving.CHECK, paper.CHECK)}
"""Of these ``tests/leaks``, ``tests/hostile``, ``tests/export`` and ``tests/printing`` make some."""


def test_every_check_is_sampled() -> None:
    assert {*SAMPLE, *ELSEWHERE} == {check.name for check in CHECKS}


@pytest.mark.parametrize("check", [each for each in CHECKS if each.name in SAMPLE], ids=lambda check: check.name)
def test_a_few_trials_hold(check: Check) -> None:
    outcomes = list(check.trials(SAMPLE[check.name], 7))
    assert [fault for fault in outcomes if fault] == []
    assert len(outcomes) == SAMPLE[check.name]


@pytest.mark.parametrize(
    ("outcomes", "wanted", "holds"),
    [(("", ""), 2, True), (("", "", ""), 2, True), (("",), 2, False), (("", "fell", ""), 2, False)],
)
def test_a_check_that_falls_short_fails(
    outcomes: tuple[str, ...], wanted: int, holds: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    def trials(count: int, seed: int) -> Iterator[str]:
        yield from outcomes

    assert run(Check(name="some", wanted=wanted, trials=trials), wanted, 1) is holds
    told = capsys.readouterr().out
    assert f"{outcomes.count('')}/{wanted}" in told
    assert ("fell" in told) == ("fell" in outcomes)


def test_only_known_names_are_run(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["no-such-check"])
    assert left.value.code == 2
    assert "kill-points" in capsys.readouterr().err

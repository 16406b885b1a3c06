"""The policy told to the leak check agrees with the gate, though they share no line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.config import AUDIENCES
from generator.forbidden import Policy
from generator.model.case import Consent

from .test_audience import CASE, CLIENT, EVERY_CASE, EVERYTHING, TODAY, _library, see


@pytest.mark.parametrize("circle", AUDIENCES)
def test_hidden_is_what_the_gate_withholds(circle: str) -> None:
    policy = Policy(EVERYTHING, circle, AUDIENCES, TODAY, "web" if circle == AUDIENCES[0] else "")
    shown = {case.id for case in see(EVERYTHING, circle).cases}
    wrong = [name for name, case in EVERY_CASE.items() if policy.hidden(case) == (name in shown)]
    assert wrong == []


@pytest.mark.parametrize("use", ["web", "seminar", "proposal"])
@pytest.mark.parametrize("circle", AUDIENCES)
def test_what_leaves_the_building_is_hidden_by_its_own_use(circle: str, use: str) -> None:
    policy = Policy(EVERYTHING, circle, AUDIENCES, TODAY, use)
    shown = {case.id for case in see(EVERYTHING, circle, use).cases}
    wrong = [name for name, case in EVERY_CASE.items() if policy.hidden(case) == (name in shown)]
    assert wrong == []


@pytest.mark.parametrize("nda", ["none", "standard"])
def test_an_agreement_on_secrecy_outweighs_a_grant(nda: str) -> None:
    granted = ("name", "community_name")
    case = replace(CASE, consent=Consent(status="granted", web=granted, proposal=granted, nda=nda))
    policy = Policy(_library(case), "public", AUDIENCES, TODAY, "web")
    assert policy.may_name(CLIENT) == policy.may_name_community(case) == (nda == "none")
    assert any(name in str(see(_library(case), "public").cases) for name in CLIENT.names) == (nda == "none")

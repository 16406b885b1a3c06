"""The rules on single sentences: what they find, and what they leave alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli import main
from generator.lint import Rule, rules_of
from generator.lint.passages import passages_of
from generator.lint.personal import personal_data
from generator.lint.rules import broken_rules, compiled
from generator.load import load
from generator.model.body import Body
from generator.model.knowledge import Article
from generator.search.nouns import people

from ..conftest import Site
from ..folders import CONFIG
from ..whole import own_config
from .sentences import NO_PROMISES, NOT_PERSONAL, PERSONAL, PROMISES, SOCIAL, SOUND

VOICES = "audience: sales\nitems:\n  - {{theme: 通知, text: '{}', state: new}}\n"


@pytest.fixture(scope="module")
def rules() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """The rules of this repository's own glossary and configuration."""
    return compiled(rules_of(load(own_config()).library.glossary, own_config()))


def _codes(text: str, rules: tuple[tuple[Rule, re.Pattern[str]], ...]) -> Iterator[str]:
    body = Body.starting_at(text, "a.md", 1)
    page = Article(id="a", file="a.md", title="題", audience="public", body=body)
    for passage in passages_of(page, text.split("\n")):
        yield from (found.problem.code for found in broken_rules("a.md", passage, rules))


@pytest.mark.parametrize("text", SOCIAL)
def test_misuses_are_found(text: str, rules: tuple[tuple[Rule, re.Pattern[str]], ...]) -> None:
    assert "term-misuse" in set(_codes(text, rules))


@pytest.mark.parametrize("text", SOUND)
def test_sound_sentences_are_left_alone(text: str, rules: tuple[tuple[Rule, re.Pattern[str]], ...]) -> None:
    assert list(_codes(text, rules)) == []


@pytest.mark.parametrize("text", PROMISES)
def test_banned_phrases_are_found(text: str, rules: tuple[tuple[Rule, re.Pattern[str]], ...]) -> None:
    assert list(_codes(text, rules)) == ["banned-phrase"]


@pytest.mark.parametrize("text", NO_PROMISES)
def test_other_phrases_are_not(text: str, rules: tuple[tuple[Rule, re.Pattern[str]], ...]) -> None:
    assert list(_codes(text, rules)) == []


def _said(site: Site, text: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    root = site({"content/voices/a.yml": VOICES.format(text.replace("'", "''"))})
    assert main(["check", "--config", str(root / CONFIG), "--as-of", "2026-11-01"]) == 0
    return re.findall(r"warning\[([a-z-]+)\]", capsys.readouterr().err)


@pytest.mark.parametrize("text", PERSONAL)
def test_signs_of_a_person_are_found(text: str, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert "personal-data" in _said(site, text, capsys)


@pytest.mark.parametrize("text", NOT_PERSONAL)
def test_nobody_is_seen_where_nobody_is_named(text: str, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert _said(site, text, capsys) == []


CORPORA = Path(__file__).parents[3] / "shared" / "corpora"


@pytest.mark.skipif(not CORPORA.is_dir(), reason="no corpora beside this repository")
def test_real_prose_gives_few_false_alarms(rules: tuple[tuple[Rule, re.Pattern[str]], ...]) -> None:
    """As if all of it had been said by a member, and with every rule of our own."""
    total, alarms = 0, list[str]()
    for path in sorted(CORPORA.rglob("*.md")):
        text = path.read_text("utf-8")
        total += len(text)
        page = Article(id="a", file="a.md", title="題", audience="public", body=Body.starting_at(text, "a.md", 1))
        for passage in passages_of(page, text.split("\n")):
            alarms += [f"{path.stem}: {found.problem.message}" for found in broken_rules("a.md", passage, rules)]
            alarms += [f"{path.stem}: {passage.text[a:b]}" for a, b in people(passage.text)]
    assert total > 10_000
    assert len(alarms) * 10_000 < total, alarms


def test_personal_data_of_nothing_is_nothing() -> None:
    assert list(personal_data("a.yml", (), people)) == []

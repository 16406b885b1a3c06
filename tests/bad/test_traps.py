"""YAML traps: the exact text or an error, soon and in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata

import pytest

from generator.cli import main
from generator.model import keys
from generator.model.keys import Context, Invalid
from generator.strict_yaml import Scalar, Table, parse

from ..conftest import Site
from ..folders import CONFIG
from .base import CASE, CASE_FILE, ORG, ORG_FILE
from .traps import BOMBS, DATES, EXACT, QUOTED, REFUSED

WANTED = 60
SECONDS, MEBIBYTES = 2.0, 256


def value_of(text: str) -> str:
    """The one value of a good mapping ``a: …``."""
    node, problems = parse(text, "x.yml")
    assert problems == []
    assert isinstance(node, Table)
    value = node.entries["a"]
    assert isinstance(value, Scalar)
    return value.text


@pytest.mark.parametrize("text", EXACT)
def test_a_plain_value_is_the_text_that_was_typed(text: str) -> None:
    typed = unicodedata.normalize("NFC", text)
    assert value_of(f"a: {typed}\n") == typed
    assert value_of(f"a: '{typed}'\n") == typed


@pytest.mark.parametrize(("written", "text"), QUOTED)
def test_quotes_and_blocks_hold_their_text(written: str, text: str) -> None:
    assert value_of(f"a: {written}\n") == text


@pytest.mark.parametrize(("name", "text", "code"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_not_plain_is_refused(name: str, text: str, code: str) -> None:
    _, problems = parse(text, "x.yml")
    assert problems, name
    assert problems[0].code == code
    assert all(problem.place and problem.place.line >= 1 and problem.message and problem.hint for problem in problems)


@pytest.mark.parametrize("text", DATES)
def test_what_is_no_date_is_refused(text: str) -> None:
    node, problems = parse(f"a: {text}\n", "x.yml")
    assert problems == [] and isinstance(node, Table)
    with pytest.raises(Invalid) as caught:
        keys.day(node.entries["a"], Context(file="x.yml", audiences=()))
    assert caught.value.problem.code == "bad-date"
    assert caught.value.problem.hint


_MEASURE = '''
import json, resource, sys, time
from pathlib import Path
from generator.strict_yaml import parse
from tests.bad.traps import BOMBS

def peak():
    """MiB of this process alone: what Linux says of usage counts the parent that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024

for index in map(int, sys.argv[1:]):
    started = time.process_time()
    node, problems = parse(BOMBS[index][1], "x.yml")
    spent = time.process_time() - started
    print(json.dumps([BOMBS[index][0], spent, peak(), len(problems)]))
'''


def test_bombs_are_done_soon_and_in_little_memory() -> None:
    """All in one process, whose greatest size counts: each alone needs less."""
    command = [sys.executable, "-c", _MEASURE, *map(str, range(len(BOMBS)))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    measured = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(measured) == len(BOMBS)
    print("slowest and largest:", max(measured, key=lambda row: row[1]), max(measured, key=lambda row: row[2]))
    assert [row for row in measured if row[1] >= SECONDS or row[2] >= MEBIBYTES] == []


@pytest.mark.parametrize("name", ["flow list", "keys", "duplicates", "hashes in one list", "long value", "plain lines"])
def test_a_bomb_in_a_case_is_told_in_few_words(name: str, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    bomb = dict(BOMBS)[name].replace("a:", "tags:", 1)
    root = site({CASE_FILE: (CASE + bomb)[:990_000], ORG_FILE: ORG})
    assert main(["check", "--config", str(root / CONFIG)]) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said and "error[" in said
    assert len(said) < 200_000


def test_enough_traps() -> None:
    count = len(EXACT) + len(QUOTED) + len(REFUSED) + len(DATES) + len(BOMBS)
    assert len(set(EXACT)) == len(EXACT) and len(set(DATES)) == len(DATES)
    print(f"{count} YAML traps (goal: {WANTED})")
    assert count >= WANTED

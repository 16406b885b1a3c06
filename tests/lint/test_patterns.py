"""Patterns that may be written, and those that could take a build's time."""

from __future__ import annotations

import re
import time

import pytest

from generator.model.keys import Context, Invalid
from generator.model.patterns import pattern
from generator.problems import Place
from generator.strict_yaml import Scalar

GOOD = (
    "掲示板",
    "(社内連絡|連絡網)[^。]{0,20}コミュニティ",
    "会議の?進行",
    r"1\.5倍",
    "[（(]a[)）]",
    "(?:a|b)c",
    "[]x]a{3}",
)
BAD = (
    ".*社内報",
    "a+",
    "(a+)+$",
    "(a{0,9}){0,9}",
    "(a|b){2,4}",
    "a{3,}",
    "a{0,99}",
    r"(a)\1",
    "(?=a)b",
    "(?i)a",
    "[^。]{0,20}[^。]{0,20}[^。]{0,20}a",
    "a?" * 14 + "b",
    "(a|a)" * 14 + "b",
    "([ab]|a)" * 14 + "b",
    "((a)|(a))" * 14 + "b",
    "(|a)" * 14 + "b",
    "(a",
    "a)",
    "[a",
    "*a",
)


def _read(text: str) -> str:
    scalar = Scalar(text=text, plain=False, place=Place(file="a.yml"), first_line=1)
    return pattern(scalar, Context(file="a.yml", audiences=()))


@pytest.mark.parametrize("text", GOOD)
def test_may_be_written(text: str) -> None:
    assert _read(text) == text


@pytest.mark.parametrize("text", BAD)
def test_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as fault:
        _read(text)
    assert fault.value.problem.code == "bad-pattern"


@pytest.mark.parametrize(
    "text", ["[^b]{0,38}[^b]{0,38}[^b]?[ab]c", "(a|ab)(a|ab)(a|ab)(a|ab)(a|ab)(a|ab)(a|ab)c", "a?" * 11 + "c"]
)
def test_what_is_allowed_takes_no_time(text: str) -> None:
    compiled, page = re.compile(_read(text)), "a" * 20_000
    started = time.process_time()
    assert compiled.search(page) is None
    assert time.process_time() - started < 4

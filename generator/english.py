"""Problems in English, for a site whose configuration says ``language: en``.

The sentences stand in Japanese where a problem is made, as f-strings that can be read. This module takes a finished
sentence apart again: ``locale/problems.en.json`` holds each template (``{}`` for a value) with its English, and the
most literal template that fits is the one it was made from. ``docs/design/2026-11-21-english.md`` says why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from .problems import Problem

CATALOGUE = Path(__file__).parent / "locale" / "problems.en.json"

_QUOTES = str.maketrans("「」『』", "“”“”")
_HOLE = re.compile(r"\{(\d*)\}")


@dataclass(frozen=True, slots=True)
class _Template:
    """One sentence: how it is recognised, which of its values are quoted (and so stay as they are), its English."""

    pattern: re.Pattern[str]
    quoted: tuple[bool, ...]
    english: str


def in_language(problems: Iterable[Problem], language: str) -> tuple[Problem, ...]:
    """``problems`` in the language of a site; Japanese is what they are made in."""
    if language != "en":
        return tuple(problems)
    return tuple(
        replace(problem, message=in_english(problem.message), hint=in_english(problem.hint)) for problem in problems
    )


def in_english(sentence: str) -> str:
    """``sentence`` in English; with its quotes alone changed where no template fits."""
    found = _taken_apart(sentence)
    return (sentence.translate(_QUOTES) if found is None else found).strip()


def _taken_apart(sentence: str) -> str | None:
    for template in _templates():
        if found := template.pattern.fullmatch(sentence):
            values = [
                value if quoted else _value(value)
                for value, quoted in zip(found.groups(), template.quoted, strict=True)
            ]
            return _filled(template.english, values)
    return None


def _filled(english: str, values: list[str]) -> str:
    order = iter(range(len(values)))
    return _HOLE.sub(lambda hole: values[int(hole[1]) if hole[1] else next(order)], english)


def _value(text: str) -> str:
    """A value that the program chose: a sentence or word of its own, or a list of names."""
    found = _taken_apart(text)
    if found is not None:
        return found
    listed = text.replace("、", ", ").replace("（", " (").replace("）", ")").translate(_QUOTES)
    return listed.replace("・", ", ") if listed.replace("・", "").isascii() else listed


@cache
def _templates() -> tuple[_Template, ...]:
    """Every template, the most literal first: 「{}」は都道府県にありません。 comes before 「{}」は{}にありません。"""
    catalogue: dict[str, str] = json.loads(CATALOGUE.read_text("utf-8"))
    ordered = sorted(catalogue, key=lambda japanese: len(japanese.replace("{}", "")), reverse=True)
    return tuple(_template(japanese, catalogue[japanese]) for japanese in ordered)


def _template(japanese: str, english: str) -> _Template:
    parts = japanese.split("{}")
    pattern = "(.*?)".join(re.escape(part) for part in parts)
    quoted = tuple(_opens(before) for before in parts[:-1])
    return _Template(re.compile(pattern, re.DOTALL), quoted, english)


def _opens(before: str) -> bool:
    """True where a quote is open at the end of ``before``."""
    return before.count("「") > before.count("」") or before.endswith("『")

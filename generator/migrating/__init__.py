"""Content of an earlier form brought forward by edits of its text: comments, order and every other byte stay.

Every step is always tried, in order, whatever form the content says it has: a step leaves alone what is written in its
own form or in a later one. So content without a ``schema`` needs no guess, and what was left half done is taken up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..problems import Place, Problem, error, has_errors
from ..strict_yaml import Node, Scalar, Table, parse
from .edits import Edit, Texts, edited
from .steps import STEPS, Change, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Forward:
    """What the steps make of a content folder.

    ``texts`` are the files that change, whole, by path; ``reasons`` says for each why, once for every place;
    ``places`` are what was edited, as it stood; ``problems`` what only a hand can mend."""

    texts: Texts
    reasons: Mapping[str, tuple[str, ...]]
    places: Mapping[Place, str]
    problems: tuple[Problem, ...] = ()


def forward(texts: Texts, shown_as: str, steps: tuple[Step, ...] = STEPS) -> Forward:
    """Take the YAML of a content folder, by path below it, through every step. Problems call it ``shown_as``."""
    changed: dict[str, str] = {}
    reasons: dict[str, tuple[str, ...]] = {}
    places: dict[Place, str] = {}
    problems: list[Problem] = []
    for change in (change for step in steps for change in step.changes):
        for edit in _edits(change, {**texts, **changed}, shown_as, problems):
            text = edited(changed.get(edit.path, texts[edit.path]), edit)
            places[edit.place] = change.reason
            if text is None:
                problems.append(_by_hand(edit.place, change.reason))
            else:
                changed[edit.path] = text
                reasons[edit.path] = (*reasons.get(edit.path, ()), change.reason)
    return Forward(texts=changed, reasons=reasons, places=places, problems=tuple(problems))


def _edits(change: Change, texts: Texts, shown_as: str, problems: list[Problem]) -> list[Edit]:
    """The edits of one change, the last of a file first: no edit moves the place of one that follows."""
    nodes: dict[str, Node] = {}
    for path, text in texts.items():
        if path.endswith((".yml", ".yaml")) and change.mark in text:
            node, found = parse(text, f"{shown_as}/{path}")
            if node is None:
                problems += [problem for problem in found if problem not in problems]
            else:
                nodes[path] = node
    return sorted(change.edits(nodes), key=lambda edit: edit.place, reverse=True)


def outdated(texts: Texts, shown_as: str) -> list[Problem]:
    """A problem for each place that a step would edit. Texts that cannot be read are left to those who read them."""
    return [_outdated(place, reason) for place, reason in sorted(forward(texts, shown_as).places.items())]


def stated(text: str, file: str, version: int) -> tuple[str | None, list[Problem]]:
    """A configuration that says ``schema: version``, at the place where it says one, else in a last line.

    None, with what is wrong, where its text does not let itself be edited."""
    node, problems = parse(text, file)
    if not isinstance(node, Table):
        return None, problems
    said = node.entries.get("schema")
    if isinstance(said, Scalar):
        made = edited(text, Edit(path=file, place=said.place, old=said.text, new=str(version)))
    else:
        end = "\r\n" if "\r\n" in text else "\n"
        made = f"{text}{'' if text.endswith(end) else end}schema: {version}{end}"
    again, found = parse(made or "", file)
    value = again.get("schema") if isinstance(again, Table) else None
    if made is None or has_errors(found) or not isinstance(value, Scalar) or value.text != str(version):
        return None, [_by_hand(said.place if said else node.place, f"「schema: {version}」と書きます。")]
    return made, []


def _outdated(place: Place, reason: str) -> Problem:
    return error(
        "older-schema", place, f"以前の書き方です。{reason}", "「casebook migrate」で、いまの書き方に直せます。"
    )


def _by_hand(place: Place, reason: str) -> Problem:
    return error(
        "cannot-migrate",
        place,
        f"自動では書き換えられない書き方です。{reason}",
        "この値を 1 行で書き直してから、もう一度実行してください。",
    )

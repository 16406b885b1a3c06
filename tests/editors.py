"""How an editor reads a file: YAML 1.2's own guesses over what our reader keeps as text."""

from __future__ import annotations

import re
from pathlib import Path

from generator.load import FRONT_MATTER
from generator.strict_yaml import Listing, Node, Scalar, parse

_FLAGS = {"true": True, "false": False}


def as_editor(text: str) -> object:
    """The values of a YAML text by the core schema of YAML 1.2."""
    node, problems = parse(text, "x.yml")
    assert problems == []
    return None if node is None else _value(node)


def _value(node: Node) -> object:
    if isinstance(node, Scalar):
        return _scalar(node)
    if isinstance(node, Listing):
        return [_value(item) for item in node.items]
    return {key: _value(child) for key, child in node.entries.items()}


def _scalar(node: Scalar) -> object:
    if not node.plain:
        return node.text
    if node.is_null:
        return None
    if re.fullmatch(r"[-+]?\d+", node.text):
        return int(node.text)
    if re.fullmatch(r"[-+]?\d+\.\d+", node.text):
        return float(node.text)
    return _FLAGS.get(node.text, node.text)


def head_of(path: Path) -> str:
    """The YAML of a file: all of it, or its front matter."""
    text = path.read_text("utf-8")
    front = FRONT_MATTER.match(text)
    return front[1] if path.suffix == ".md" and front else text

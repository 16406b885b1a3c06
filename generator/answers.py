"""What ``casebook new`` may be told of a new document, by flags or by questions: read as the model reads it, and put
into the template in place of what stands there."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

from . import strict_yaml
from .config import SiteConfig
from .model.case import Case, Community
from .model.catalogue import Catalogues
from .model.glossary import Phrase, Term, Voice
from .model.keys import Context, Invalid, Shape, declared
from .model.knowledge import Article, Playbook, Seminar, Story
from .model.labels import Label, label_of
from .model.organization import Organization
from .problems import Place, Problem
from .strict_yaml import Listing, Node, Scalar

ASKED: Mapping[str, Mapping[str, type]] = {
    "organization": dict.fromkeys(
        ("name", "reading", "alias", "segment", "employees", "prefecture", "audience"), Organization
    ),
    "case": {
        **dict.fromkeys(("title", "summary", "organization", "purposes"), Case),
        "type": Community,
        "audience": Case,
    },
    "story": dict.fromkeys(("title", "description", "case", "audience"), Story),
    "article": dict.fromkeys(("title", "description", "audience"), Article),
    "term": dict.fromkeys(("term", "reading", "definition", "audience"), Term),
    "phrase": {**dict.fromkeys(("text", "recipient"), Phrase), "audience": Term},
    "playbook": dict.fromkeys(("title", "description", "audience"), Playbook),
    "seminar": dict.fromkeys(("title", "description", "date", "audience"), Seminar),
    "voice": {**dict.fromkeys(("theme", "text"), Voice), "audience": Term},
}
"""What is asked for each kind, in order, with the record whose key it is."""

FLAGS = tuple(dict.fromkeys(key for asked in ASKED.values() for key in asked))
"""Every key that some kind may be told."""


def asked(kind: str, key: str) -> Label:
    """The name of a key that ``kind`` is asked for, and what to write there."""
    return label_of(ASKED[kind][key], key)


def read(kind: str, key: str, text: str, config: SiteConfig, catalogues: Catalogues) -> str | Problem:
    """An answer as YAML on one line; the problem where the model would not read it."""
    declaration = declared(ASKED[kind][key])[key].metadata
    context = Context(file="", audiences=config.audiences, vocabularies=catalogues.vocabularies())
    node = _node(text, declaration["parse"].shape)
    try:
        declaration["parse"](node, context)
    except Invalid as fault:
        return dataclasses.replace(fault.problem, place=None)
    return _inline(node)


def fill(template: str, values: Mapping[str, str]) -> str:
    """``template`` with each value at its key, which may be commented out there; comments beside it go."""
    for key, value in values.items():
        template = re.sub(rf"^( *(?:- )?)(?:# )?{key}:.*$", _line(key, value), template, count=1, flags=re.MULTILINE)
    return template


def _line(key: str, value: str) -> Any:
    return lambda found: f"{found[1]}{key}: {value}"


def _node(text: str, shape: Shape) -> Node:
    place = Place(file="", length=len(text) + 2)
    if shape.kind != "many":
        return Scalar(text=text, plain=False, place=place, first_line=1)
    parts = [part.strip() for part in re.split(r"[、，,]", text) if part.strip()]
    items = tuple(Scalar(text=part, plain=False, place=place, first_line=1) for part in parts)
    return Listing(items=items, place=place)


def _inline(node: Node) -> str:
    if isinstance(node, Listing):
        return f"[{', '.join(_inline(item) for item in node.items)}]"
    text = node.text if isinstance(node, Scalar) else ""
    plain = strict_yaml.dump({"x": text}).removeprefix("x: ").rstrip("\n")
    needs_quotes = plain == text and re.search(r"[,\[\]{}]", text)
    return f"'{text}'" if needs_quotes else plain

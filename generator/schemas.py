"""JSON Schemas (draft 2020-12) of what may be written, made from the model: an editor shows them while one types.

They describe a file as an editor's YAML 1.2 reads it (``8`` is a number, ``true`` a boolean, ``2022-06`` a text). What
takes more than one look at one file, such as references and names in texts, stays with ``casebook check``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from .config import SETTINGS, SiteConfig
from .load import MARKDOWN
from .model.catalogue import Catalogues, Category, Directed, Kpi, Segment, Trait
from .model.keys import Shape, declared
from .model.labels import label_of
from .model.library import COLLECTIONS
from .model.vocabulary import Vocabulary

Schema: TypeAlias = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DAY = r"\d{4}-\d{2}-\d{2}"
_TEXTS: Mapping[str, Schema] = {
    "change": {"pattern": r"^[+-]?\d+(\.\d+)?%$"},
    "day": {"pattern": rf"^{_DAY}$"},
    "month": {"pattern": r"^\d{4}-\d{2}(-\d{2})?$"},
    "id": {"pattern": r"^([a-z]+/)?[a-z0-9-]+$"},
    "path": {"pattern": r"^/([A-Za-z0-9_-][A-Za-z0-9._-]*/)*$"},
    "url": {"pattern": r"^https?://[^\s<>\"']+$"},
    "clock": {"pattern": r"^([01]\d|2[0-3]):[0-5]\d$"},
    "name": {"pattern": r"^[a-z0-9_-]+$"},
    "variable": {"pattern": r"^[A-Z_][A-Z0-9_]*$"},
    "folder": {"minLength": 1},
    "zone": {"minLength": 1},
    "markdown": {},
}
"""Kinds of values that are texts of one form."""
_LOOSE = ["string", "number", "boolean"]
"""What an editor may take a text for: a title may be ``2025``."""
_NUMBER = re.compile(r"-?(0|[1-9]\d*)")


def schemas(config: SiteConfig, catalogues: Catalogues) -> dict[str, Schema]:
    """A schema by name: one a collection ("cases"), one a list file ("kpis") and "site_config"."""
    vocabularies = catalogues.vocabularies()

    def made(title: str, make: Callable[[_Maker], Schema]) -> Schema:
        maker = _Maker(config.audiences, vocabularies)
        body = make(maker)
        return {"$schema": _DRAFT, "title": title, **body, "$defs": dict(sorted(maker.records.items()))}

    found = {name: made(TITLES[name], _document(name, kind)) for name, kind in COLLECTIONS.items()}
    found["kpis"] = made("KPI 一覧", lambda maker: maker.keyed(Kpi))
    found["taxonomy"] = made("業種・会員の特徴・記事の分類", _taxonomy)
    found["synonyms"] = made("検索の同義語", _synonyms)
    found["site_config"] = made("サイトの設定", lambda maker: maker.record(SETTINGS))
    return found


TITLES = {
    "organizations": "組織",
    "cases": "事例",
    "stories": "現場の話",
    "articles": "ナレッジ",
    "glossary": "用語",
    "phrases": "例文",
    "playbooks": "進め方",
    "seminars": "セミナー",
    "voices": "ご意見・ご要望",
}
"""The collections, for people."""


def pattern_of(kind: str) -> str:
    """The form of a kind of text; "" where any will do."""
    pattern: str = _TEXTS.get(kind, {}).get("pattern", "")
    return pattern


def text_of(schema: Schema) -> str:
    """A schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def file_name(name: str) -> str:
    """The file that holds the schema ``name``."""
    return f"{name}.schema.json"


def applies_to(name: str, config: SiteConfig) -> str | None:
    """The files that the schema ``name`` is for, as a pattern from the site's folder; None for Markdown, whose front
    matter editors do not check."""
    if name in MARKDOWN:
        return None
    if name == "site_config":
        return config.file
    return f"{config.content_dir}/{name}/*.yml" if name in COLLECTIONS else f"{config.content_dir}/{name}.yml"


def vs_code(folder: str, config: SiteConfig) -> dict[str, str]:
    """The files of ``.vscode`` that make the editor use the schemas in ``folder``, by their names."""
    mapping = {}
    for name in (*COLLECTIONS, "kpis", "taxonomy", "synonyms", "site_config"):
        if pattern := applies_to(name, config):
            mapping[f"./{folder}/{file_name(name)}"] = pattern
    settings = {"yaml.schemas": mapping, "yaml.format.enable": False, "[yaml]": {"editor.tabSize": 2}}
    return {
        "settings.json": json.dumps(settings, ensure_ascii=False, indent=2) + "\n",
        "extensions.json": json.dumps({"recommendations": ["redhat.vscode-yaml"]}, indent=2) + "\n",
    }


def _document(name: str, kind: type) -> Callable[[_Maker], Schema]:
    def make(maker: _Maker) -> Schema:
        schema = maker.record(kind)
        if name in ("cases", "stories"):
            published = {"properties": {"status": {"enum": ["published", "公開"]}}}
            schema |= {"if": published, "then": {"required": ["published_on"]}}
        return schema

    return make


def _taxonomy(maker: _Maker) -> Schema:
    parts = {"segments": Segment, "traits": Trait, "categories": Category}
    return {
        "type": "object",
        "properties": {name: maker.keyed(kind) for name, kind in parts.items()},
        "additionalProperties": False,
    }


def _synonyms(maker: _Maker) -> Schema:
    group = {"type": "array", "items": {"type": _LOOSE, "maxLength": 60}}
    return {"type": "array", "items": {"anyOf": [group, maker.reference(Directed)]}}


class _Maker:
    """Makes the parts of one schema; records that others hold become its ``$defs``."""

    def __init__(self, audiences: tuple[str, ...], vocabularies: Mapping[str, Vocabulary]) -> None:
        self.audiences = audiences
        self.vocabularies = vocabularies
        self.records: dict[str, Schema] = {}

    def record(self, kind: type) -> Schema:
        """A record with its keys, their names and help in Japanese."""
        known = declared(kind)
        return {
            "type": "object",
            "properties": {key: self._property(kind, key, spec.metadata) for key, spec in known.items()},
            "required": [key for key, spec in known.items() if spec.metadata["required"]],
            "additionalProperties": False,
        }

    def keyed(self, kind: type) -> Schema:
        """Records by key."""
        entries = {"^[a-z0-9_]+$": self.reference(kind)}
        return {"type": "object", "patternProperties": entries, "additionalProperties": False}

    def reference(self, kind: type) -> Schema:
        """A record that stands in ``$defs``."""
        if kind.__name__ not in self.records:
            self.records[kind.__name__] = {}
            self.records[kind.__name__] = self.record(kind)
        return {"$ref": f"#/$defs/{kind.__name__}"}

    def _property(self, kind: type, key: str, declaration: Mapping[str, Any]) -> Schema:
        schema = self.value(declaration["parse"].shape)
        if not declaration["required"] and not declaration["stated"]:
            schema = _or_empty(schema)
        label = label_of(kind, key)
        return {"title": label.name, **({"description": label.help} if label.help else {}), **schema}

    def value(self, shape: Shape) -> Schema:
        """What one value may be."""
        if shape.kind in _TEXTS:
            return {"type": "string", **_TEXTS[shape.kind]}
        if shape.kind in ("line", "prose", "tag"):
            return {"type": _LOOSE, "minLength": 1, **({"maxLength": shape.limit} if shape.limit else {})}
        if shape.kind == "integer":
            return {"type": "integer", "minimum": shape.low, "maximum": shape.high}
        if shape.kind == "choice":
            return self._choice(shape.words)
        if isinstance(shape.item, Shape):
            item = self.value(shape.item)
            return {"anyOf": [{"type": "array", "items": item}, item]}
        if isinstance(shape.item, type):
            return self._part(shape.kind, shape.item)
        return self._plain(shape.kind)

    def _part(self, kind: str, item: type) -> Schema:
        if kind == "record":
            return self.reference(item)
        if kind == "line_or_record":
            return {"anyOf": [{"type": _LOOSE, "minLength": 1}, self.reference(item)]}
        if kind == "by_name":
            named = {"^[a-z0-9][a-z0-9_-]*$": self.reference(item)}
            return {"type": "object", "patternProperties": named, "additionalProperties": False}
        circles = {name: self.reference(item) for name in self.audiences}
        return {"type": "object", "properties": circles, "additionalProperties": False}

    def _plain(self, kind: str) -> Schema:
        month = {"type": "string", **_TEXTS["month"]}
        found: Mapping[str, Schema] = {
            "flag": {"type": "boolean"},
            "number": {"type": "number"},
            "audience": {"enum": list(self.audiences)},
            "period": {"anyOf": [{"type": "array", "items": month, "minItems": 1, "maxItems": 2}, month]},
            "extensions": {"type": "array", "items": {"type": ["string", "object"]}},
            "extra": {},
        }
        return dict(found[kind])

    def _choice(self, words: Vocabulary | str) -> Schema:
        vocabulary = self.vocabularies[words] if isinstance(words, str) else words
        rows = [(text, word) for word in vocabulary for text in dict.fromkeys((word.key, word.label))]
        return {
            "enum": [int(text) if _NUMBER.fullmatch(text) else text for text, _ in rows],
            "enumDescriptions": [f"{word.label}: {word.meaning}" if word.meaning else word.label for _, word in rows],
        }


def _or_empty(schema: Schema) -> Schema:
    """``schema`` for a key that may be left empty."""
    if "enum" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*types, "null"]}
    if "anyOf" in schema:
        return {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    return {"anyOf": [schema, {"type": "null"}]} if schema else schema

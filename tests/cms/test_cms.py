"""``casebook export cms``: a configuration that the editor's own schema accepts, with every key of the model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from generator import strict_yaml
from generator.cli import main
from generator.model.keys import declared
from generator.model.library import COLLECTIONS

from ..conftest import Site
from ..editors import as_editor
from ..folders import CONFIG

SCHEMA = json.loads((Path(__file__).parent / "sveltia-cms.schema.json").read_text("utf-8"))
SCHEMA["definitions"]["Field"] = {"$ref": "#/definitions/StandardField"}
"""Without fields of one's own, which would let any widget pass."""

CATEGORY = "categories: {operation: {label: 運営}}\n"
KEPT = {"extra", "redirect_from", "approved_digest"}


@pytest.fixture
def made(site: Site, tmp_path: Path) -> dict[str, Any]:
    """The configuration of a site with one category of articles, as the editor reads it."""
    root = site({CONFIG: "site_name: 見本\ncontent_dir: 原稿\n", "原稿/taxonomy.yml": CATEGORY})
    assert main(["export", "cms", str(tmp_path / "out"), "--config", str(root / CONFIG)]) == 0
    config = as_editor((tmp_path / "out" / "admin" / "config.yml").read_text("utf-8"))
    assert isinstance(config, dict)
    return config


def fields_of(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every field, and those inside it."""
    for field in fields:
        yield field
        yield from fields_of(field.get("fields", []))
        yield from fields_of([field["field"]] if "field" in field else [])


@cache
def validator() -> Draft7Validator:
    """The editor's schema, ready for use."""
    return Draft7Validator(SCHEMA)


def test_the_editor_accepts_it(made: dict[str, Any]) -> None:
    assert [error.message[:200] for error in validator().iter_errors(made)] == []


@pytest.mark.parametrize("widget", ["strnig", "metric"])
def test_the_editors_schema_would_tell(widget: str, made: dict[str, Any]) -> None:
    made["collections"][0]["fields"][0]["widget"] = widget
    assert not validator().is_valid(made)


def test_every_key_has_a_field(made: dict[str, Any]) -> None:
    for collection in made["collections"]:
        kind = COLLECTIONS[collection["name"].partition("-")[0]]
        names = {field["name"] for field in collection["fields"]}
        assert names - {"body"} == set(declared(kind)) - KEPT, collection["name"]
        assert ("body" in names) == (collection["extension"] == "md")


def test_what_must_be_filled_is_marked_and_first(made: dict[str, Any]) -> None:
    for collection in made["collections"]:
        kind = COLLECTIONS[collection["name"].partition("-")[0]]
        due = {key for key, spec in declared(kind).items() if spec.metadata["required"]}
        fields = [field for field in collection["fields"] if field["name"] != "body"]
        assert {field["name"] for field in fields if field["required"]} == due
        assert all(field["required"] for field in fields[: len(due)])


def test_people_read_japanese(made: dict[str, Any]) -> None:
    for collection in made["collections"]:
        for field in fields_of(collection["fields"]):
            assert not field["label"].isascii() or field["label"] == "id", field
            for option in field.get("options", []):
                assert not option["label"].isascii() or option["label"] in ("DM", "NPS"), option
    (cases,) = (each for each in made["collections"] if each["name"] == "cases")
    purposes = next(field for field in cases["fields"] if field["name"] == "purposes")
    assert {"label": "継続・解約防止", "value": "retention"} in purposes["options"]
    assert purposes["multiple"] is True


def test_ids_are_asked_for_in_their_form(made: dict[str, Any]) -> None:
    forms = {each["name"]: each["slug"]["pattern"][0] for each in made["collections"]}
    assert forms["cases"] == "^case-[0-9]{4,}$"
    assert forms["glossary"] == "^[a-z0-9]+(-[a-z0-9]+)*$"


def test_articles_have_a_collection_a_category(made: dict[str, Any]) -> None:
    folders = {each["folder"]: each["label"] for each in made["collections"] if each["name"].startswith("articles-")}
    assert folders["原稿/articles/operation"] == "ナレッジ（運営）"


def test_relations_lead_to_collections(made: dict[str, Any]) -> None:
    names = {each["name"] for each in made["collections"]}
    for collection in made["collections"]:
        for field in fields_of(collection["fields"]):
            assert field.get("collection", "cases") in names


_VALUES: dict[str, object] = {
    "string": "言葉",
    "text": "言葉",
    "markdown": "文章です。\n",
    "number": 1,
    "boolean": False,
}


def _typed(field: dict[str, Any]) -> object:
    """What the editor writes for a field that somebody filled with the first thing at hand."""
    if field["widget"] == "select":
        value = field["options"][0]["value"]
        return [value] if field.get("multiple") else value
    if field["widget"] == "datetime":
        return "2026-04-01"
    if field["widget"] in ("object", "list") and "fields" in field:
        value = {each["name"]: _typed(each) for each in field["fields"] if each["required"]}
        return [value] if field["widget"] == "list" else value
    if field["widget"] == "list":
        return [_typed(field["field"])]
    return _VALUES[field["widget"]]


def test_what_the_editor_writes_passes(made: dict[str, Any], site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    files: dict[str, str] = {CONFIG: "site_name: 見本\ncontent_dir: 原稿\n"}
    for collection in made["collections"]:
        serial = collection["slug"]["template"]
        name = f"{serial}-0001" if serial in ("org", "case") else f"{collection['name']}-1"
        filled = {each["name"]: _typed(each) for each in collection["fields"] if each["required"]}
        body = filled.pop("body", None)
        text = strict_yaml.dump({**filled, "status": "draft"})
        whole = f"---\n{text}---\n\n{body}" if body else text
        files[f"{collection['folder']}/{name}.{collection['extension']}"] = whole
    root = site(files)
    assert main(["check", "--config", str(root / CONFIG)]) == 0, capsys.readouterr().err


def test_no_script_is_asked_of_another_host(site: Site, tmp_path: Path) -> None:
    root = site({})
    assert main(["export", "cms", str(tmp_path / "out"), "--config", str(root / CONFIG)]) == 0
    page = (tmp_path / "out" / "admin" / "index.html").read_text("utf-8")
    assert "//" not in page
    assert '<script src="sveltia-cms.js">' in page
    assert "@sveltia/cms" in (tmp_path / "out" / "admin" / "README.md").read_text("utf-8")


def test_a_folder_with_something_in_it_is_left_alone(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({"out/mine.txt": "x"})
    assert main(["export", "cms", str(root / "out"), "--config", str(root / CONFIG)]) == 2
    assert "空のフォルダーではありません" in capsys.readouterr().err
    assert [path.name for path in (root / "out").iterdir()] == ["mine.txt"]

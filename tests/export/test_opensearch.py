"""``casebook export opensearch``: what OpenSearch takes, and what a search engine then finds, circle by circle."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator import exporting
from generator.cli import main
from generator.export import bulk

from ..conftest import Site
from ..folders import CONFIG
from .groonga import Engine, running
from .shelf import order_of, told

_SCHEMA = json.loads((Path(__file__).parent / "opensearch.schema.json").read_text("utf-8"))

CIRCLES = ("public", "sales")
"""Two circles of this repository's own content are enough for what a search tells apart."""


@cache
def exported() -> dict[str, bytes]:
    """The records of this repository's own content."""
    orders = [order_of(name) for name in CIRCLES]
    return dict(told(lambda progress: exporting.opensearch(orders, frozenset(), progress)))


def validator(name: str) -> Draft202012Validator:
    """Holds a value against one definition of OpenSearch's formats."""
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": _SCHEMA["$defs"]})


def actions(data: bytes) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every action of a bulk file: what is done, to which id, with which document ({} for none)."""
    assert data.endswith(b"\n")
    rows = iter(data.decode().split("\n")[:-1])
    for row in rows:
        action = json.loads(row)
        assert list(validator("action").iter_errors(action)) == []
        ((what, target),) = action.items()
        assert len(target["_id"].encode()) <= 512
        yield what, target["_id"], json.loads(next(rows)) if what == "index" else {}


def document_schema() -> dict[str, Any]:
    """What the mapping of the index says of a document, as JSON Schema: no other field, and each of its type."""
    mappings = json.loads(exported()[bulk.INDEX])["mappings"]
    assert mappings["dynamic"] == "strict"
    return {**_object(mappings["properties"]), "required": ["audience", "url", "path", "title", "kind"]}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for name, field in properties.items():
        one = _object(field["properties"]) if "properties" in field else {"type": "string", "minLength": 1}
        if field.get("type") == "date":
            one["pattern"] = r"^\d{4}-\d{2}-\d{2}$"
        found[name] = {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
    return {"type": "object", "properties": found, "additionalProperties": False}


def test_opensearch_takes_the_index() -> None:
    settings = json.loads(exported()[bulk.INDEX])
    assert list(validator("index").iter_errors(settings)) == []
    analysis = settings["settings"]["analysis"]
    own = set(analysis["analyzer"]) | {"cjk"}
    assert _named("analyzer", settings["mappings"]) <= own
    assert {each["tokenizer"] for each in analysis["analyzer"].values()} <= set(analysis["tokenizer"])


def _named(key: str, value: object) -> set[str]:
    if isinstance(value, dict):
        inner = set().union(*(_named(key, child) for child in value.values()))
        return inner | ({value[key]} if isinstance(value.get(key), str) else set())
    return set()


@pytest.mark.parametrize(
    "wrong", [{"update": {"_id": "a"}}, {"index": {}}, {"index": {"_id": "a"}, "delete": {"_id": "b"}}, {"delete": []}]
)
def test_the_schema_would_tell(wrong: object) -> None:
    assert not validator("action").is_valid(wrong)


def test_every_document_fits_the_mapping() -> None:
    fits = Draft202012Validator(document_schema())
    found = list(actions(exported()[bulk.BULK]))
    assert len(found) > 300
    for what, name, document in found:
        assert what == "index"
        assert list(fits.iter_errors(document)) == [], name
        assert name == f"{document['audience']}{document['path']}"
    assert len({name for _, name, _ in found}) == len(found)
    assert not fits.is_valid({**document, "page": "x"})


def test_a_circle_is_told_what_it_sees() -> None:
    by_circle: dict[str, str] = dict.fromkeys(CIRCLES, "")
    for _, _, document in actions(exported()[bulk.BULK]):
        by_circle[document["audience"]] += json.dumps(document, ensure_ascii=False)
    assert "こもれび食品" in by_circle["sales"]
    assert "こもれび食品" not in by_circle["public"]
    assert "食品メーカーA社" in by_circle["public"]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with running(tmp_path_factory.mktemp("groonga")) as found:
        found.load(exported()[bulk.BULK])
        yield found


def test_a_search_engine_reads_every_document(engine: Engine) -> None:
    assert engine.count() == len(list(actions(exported()[bulk.BULK])))


@pytest.mark.parametrize("audience", CIRCLES)
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("定期便 解約", "cases/case-0001/"),
        ("コミュニティマネジメント", "glossary/community-management/"),
        ("困った投稿 落ち着いて", "playbooks/calm-response/"),
        ("解約率", "kpis/churn-rate/"),
    ],
)
def test_japanese_is_found(words: str, expected: str, audience: str, engine: Engine) -> None:
    found = engine.search(words, audience)
    assert f"{audience}/{expected}" in found
    assert all(name.startswith(f"{audience}/") for name in found)


def test_a_circle_finds_only_what_it_sees(engine: Engine) -> None:
    assert "sales/cases/case-0001/" in engine.search("こもれび食品", "sales")
    assert engine.search("こもれび食品", "public") == {}
    assert engine.search("定期便 解約", "nobody") == {}


def test_filters_narrow(engine: Engine) -> None:
    found = engine.search("解約", "sales", filters="segment:food")
    assert found
    assert all("/cases/" in name for name in found)
    assert engine.search("解約", "sales", filters="segment:none") == {}


def article(title: str) -> str:
    """An article that everybody may read."""
    return f"---\ntitle: {title}\naudience: public\npublished_on: 2026-01-01\n---\n\n本文です。\n"


def test_what_is_gone_is_deleted(site: Site, tmp_path: Path) -> None:
    root = site(
        {
            CONFIG: "site_name: 見本\naudiences: [public, inside]\n",
            "content/articles/guide/stays.md": article("残る話"),
            "content/articles/guide/goes.md": article("消える話"),
        }
    )
    command = ["--config", str(root / CONFIG)]
    assert main(["export", "opensearch", str(tmp_path / "one"), *command]) == 0
    first = (tmp_path / "one" / bulk.BULK).read_bytes()
    gone = ["inside/articles/guide/goes/", "public/articles/guide/goes/"]
    assert set(gone) < {name for _, name, _ in actions(first)}

    (root / "content/articles/guide/goes.md").unlink()
    assert main(["export", "opensearch", str(tmp_path / "two"), "--since", str(tmp_path / "one"), *command]) == 0
    second = (tmp_path / "two" / bulk.BULK).read_bytes()
    assert [name for what, name, _ in actions(second) if what == "delete"] == gone
    assert {name for what, name, _ in actions(second) if what == "index"} == {
        name for _, name, _ in actions(first) if name not in gone
    }
    with running(tmp_path) as engine:
        engine.load(first)
        assert list(engine.search("消える", "public")) == ["public/articles/guide/goes/"]
        engine.load(second)
        assert engine.search("消える", "public") == {}
        assert list(engine.search("残る", "public")) == ["public/articles/guide/stays/"]

    # In the same folder, and once more: whoever did not load the last file must still hear of the deletion.
    again = ["export", "opensearch", str(tmp_path / "two"), "--since", str(tmp_path / "two"), *command]
    assert main(again) == 0
    assert (tmp_path / "two" / bulk.BULK).read_bytes() == second
    assert sorted(path.name for path in (tmp_path / "two").iterdir()) == [bulk.BULK, bulk.INDEX]

    # One circle alone says nothing of the others.
    (root / "content/articles/guide/stays.md").unlink()
    last = ["export", "opensearch", str(tmp_path / "three"), "--since", str(tmp_path / "one"), "--audience", "public"]
    assert main([*last, *command]) == 0
    deleted = [name for what, name, _ in actions((tmp_path / "three" / bulk.BULK).read_bytes()) if what == "delete"]
    assert deleted == ["public/articles/guide/goes/", "public/articles/guide/stays/"]


@pytest.mark.parametrize("text", [b"", b"[]\n", b'{"index": 1}\n', b'{"create": {"_id": "a"}}\n', b"\xff\n"])
def test_what_is_no_former_export_is_told(text: bytes, site: Site, tmp_path: Path) -> None:
    root = site({"before/bulk.ndjson": text})
    expected = 0 if not text else 2
    command = ["export", "opensearch", str(tmp_path / "out"), "--since", str(root / "before")]
    assert main([*command, "--config", str(root / CONFIG)]) == expected

"""``casebook export json``: every record fits the schema that lies beside it, and tells what the pages tell."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from generator import exporting, markup

from ..whole import AS_OF, built
from .reading import ours, urls_of
from .shelf import order_of, told
from .test_markdown import said


@cache
def exported(audience: str) -> Mapping[str, bytes]:
    """The data of one circle of this repository's own content."""
    return told(lambda progress: exporting.json(order_of(audience), progress))


def records(audience: str, name: str) -> list[dict[str, Any]]:
    """Every record of a file of one a line."""
    return [json.loads(row) for row in exported(audience)[name].decode().splitlines()]


def validator(kind: str, audience: str = "sales") -> Draft202012Validator:
    """Holds a record against the schema that was exported with it."""
    schema = json.loads(exported(audience)["schema.json"])
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": schema["$defs"]}, format_checker=FormatChecker())


@pytest.mark.parametrize("audience", ["sales", "public"])
@pytest.mark.parametrize(("kind", "name"), [("page", "pages.ndjson"), ("case", "cases.ndjson")])
def test_every_record_fits_the_schema(kind: str, name: str, audience: str) -> None:
    fits = validator(kind, audience)
    found = records(audience, name)
    assert len(found) > 20
    for record in found:
        assert [error.message for error in fits.iter_errors(record)] == [], record["path"]
    assert not fits.is_valid({**found[0], "more": 1})
    assert not fits.is_valid({**found[0], "title": None})


def test_the_whole_is_told() -> None:
    site = json.loads(exported("sales")["site.json"])
    assert list(validator("site").iter_errors(site)) == []
    assert site["audience"] == "sales"
    assert site["as_of"] == AS_OF.isoformat()
    assert sum(site["pages"].values()) == len(records("sales", "pages.ndjson"))
    assert site["facets"]["segment"]["labels"]["food"] == "食品・飲料"


def test_every_schema_field_says_what_it_is() -> None:
    schema = json.loads(exported("sales")["schema.json"])
    for kind in ("site", "page", "case"):
        for name, field in schema["$defs"][kind]["properties"].items():
            assert field.get("description"), f"{kind}.{name}"


def test_every_page_is_there_with_all_its_words() -> None:
    own, _ = built("sales")
    pages = {record["path"].strip("/"): record for record in records("sales", "pages.ndjson")}
    assert sorted(url if url != "." else "" for url in urls_of(own)) == sorted(pages)
    plain = [url for url in pages if url.startswith(("articles/", "glossary/", "stories/"))]
    assert len(plain) > 80
    for url in plain:
        text = re.sub(r"\s+", "", said(markup.to_html(pages[url]["markdown"], markup.DEFAULT)))
        assert text == ours(own / url / "index.html"), url


def test_cases_are_data() -> None:
    by_id = {case["id"]: case for case in records("sales", "cases.ndjson")}
    case = by_id["case-0001"]
    assert case["client"]["named"] is True
    assert case["figures"][0]["kpi"] == "churn_rate"
    assert case["figures"][0]["before"] == 7.8
    assert "**会員どうしが食べ方を教え合う場**" in case["approach"]
    public = {case["id"]: case for case in records("public", "cases.ndjson")}["case-0001"]
    assert public["client"]["named"] is False
    assert "before" not in public["figures"][0]
    assert public.keys().isdisjoint({"permission", "adoption", "talk_track", "objections"})


def test_what_a_circle_may_not_see_is_in_no_file() -> None:
    whole = b"\n".join(exported("public").values()).decode()
    assert "こもれび食品" not in whole
    assert "食品メーカーA社" in whole

"""Every key that may be written has a name in Japanese; no name is of a key that is gone."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator

import pytest

from generator import cache_place, config, destinations
from generator.model import case, catalogue, document, glossary, knowledge, organization
from generator.model.keys import declared, unknown_key
from generator.model.labels import LABELS, key_called, label_of
from generator.problems import Place


def _records() -> Iterator[type]:
    for module in (document, organization, case, glossary, knowledge, catalogue, config, cache_place, destinations):
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if kind.__module__ == module.__name__ and dataclasses.is_dataclass(kind) and declared(kind):
                yield kind


RECORDS = {kind.__name__: kind for kind in _records()}


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_every_key_has_a_name(name: str) -> None:
    record = RECORDS[name]
    assert [key for key in declared(record) if label_of(record, key).name == key] == []


@pytest.mark.parametrize("name", sorted(LABELS))
def test_no_name_is_left_over(name: str) -> None:
    body = {"body"} if name == "Page" else set()
    assert set(LABELS[name]) <= set(declared(RECORDS[name])) | body


def test_names_of_one_record_differ() -> None:
    for record in RECORDS.values():
        names = [label_of(record, key).name for key in declared(record)]
        assert len(set(names)) == len(names), record


def test_a_key_is_found_by_its_name() -> None:
    known = declared(case.Case)
    assert key_called(case.Case, "要約", known) == "summary"
    assert key_called(case.Case, "公開日", known) == "published_on"
    assert key_called(case.Case, "天気", known) is None


def test_a_key_without_a_record_is_told_by_its_spelling() -> None:
    assert unknown_key("segmants", Place(file="x"), ["segments"]).hint == "「segments」ではありませんか。"

"""The cache may be deleted, cut or swapped at any time: a value is whole, or not there."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from generator.cache import key_of, opened
from generator.parallel import Pool
from generator.workshop import Workshop


def test_keeps_and_gives_back(tmp_path: Path) -> None:
    with opened(tmp_path / "deep" / "cache.db", "sales") as cache:
        cache.write({"a": b"1", "b": b""})
    with opened(tmp_path / "deep" / "cache.db", "sales") as cache:
        assert cache.read(["a", "b", "c"]) == {"a": b"1", "b": b""}
    assert (tmp_path / "deep" / ".gitignore").read_text() == "*\n"


def test_works_without_a_file() -> None:
    with opened(None, "sales") as cache:
        cache.write({"a": b"1"})
        assert cache.read(["a"]) == {}


@pytest.mark.parametrize("harm", [b"", b"SQLite format 3\0", b"x" * 5000])
def test_a_broken_file_counts_as_empty(tmp_path: Path, harm: bytes) -> None:
    path = tmp_path / "cache.db"
    with opened(path, "sales") as cache:
        cache.write({"a": b"1"})
    path.write_bytes(harm)
    with opened(path, "sales") as cache:
        assert cache.read(["a"]) == {}
        cache.write({"a": b"2"})
    with opened(path, "sales") as cache:
        assert cache.read(["a"]) == {"a": b"2"}


def test_a_cut_file_gives_whole_values_or_none(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    values = {str(n): str(n).encode() * 3000 for n in range(40)}
    with opened(path, "sales") as cache:
        cache.write(values)
    data = path.read_bytes()
    for size in range(0, len(data), 9973):
        path.write_bytes(data[:size])
        with opened(path, "sales") as cache:
            assert cache.read(list(values)).items() <= values.items()


def test_a_changed_value_is_not_given_back(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    with opened(path, "sales") as cache:
        cache.write({"a": b"1", "b": b"2"})
    database = sqlite3.connect(path)
    with database:
        database.execute("update entries set value = 'evil' where key = 'a'")
        database.execute("update entries set key = 'c' where key = 'b'")
    database.close()
    with opened(path, "sales") as cache:
        assert cache.read(["a", "b", "c"]) == {}


def test_a_folder_in_its_place_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "cache.db").mkdir()
    with opened(tmp_path / "cache.db", "sales") as cache:
        cache.write({"a": b"1"})
        assert cache.read(["a"]) == {}


def test_what_is_not_used_goes(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    with opened(path, "sales") as cache:
        cache.write({str(n): b"x" for n in range(10)})
        cache.read([str(n) for n in range(10)])
    with opened(path, "sales") as cache:
        cache.read(["1"])
    with opened(path, "sales") as cache:
        assert cache.read(["1", "2"]) == {"1": b"x"}


def test_keys_tell_apart_where_parts_end() -> None:
    assert key_of("ab", "c") != key_of("a", "bc") != key_of("abc")
    assert key_of("é") == key_of("é".encode())


def test_only_what_is_missing_is_made(tmp_path: Path) -> None:
    made: list[list[str]] = []

    def make(items: Sequence[str], common: str) -> list[bytes]:
        made.append(list(items))
        return [f"{item}{common}".encode() for item in items]

    with opened(tmp_path / "cache.db", "sales") as cache, Pool(jobs=1) as pool:
        workshop = Workshop(cache=cache, pool=pool, on_progress=lambda what, done, total: None)
        assert workshop.begin("x", {"a": "1", "b": "2"}, str.upper, make, "!")() == {"a": b"A!", "b": b"B!"}
        assert workshop.begin("x", {"b": "2", "c": "3"}, str.upper, make, "!")() == {"b": b"B!", "c": b"C!"}
    assert made == [["A", "B"], ["C"]]


def test_a_row_of_another_circle_is_not_given_back(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    with opened(path, "editors") as cache:
        cache.write({"a": b"1"})
    with opened(path, "public") as cache:
        assert cache.read(["a"]) == {}


def test_a_file_that_another_build_holds_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    with opened(path, "sales") as cache:
        cache.write({"a": b"1"})
    with opened(path, "sales") as cache, closing(sqlite3.connect(path)) as other:
        other.execute("begin immediate")
        cache.write({"b": b"2"})
        assert cache.read(["a"]) == {}
    with opened(path, "sales") as cache:
        assert cache.read(["a", "b"]) == {"a": b"1"}

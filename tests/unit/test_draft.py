"""Files that are written as they come: whole, once, and told of when they cannot be."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from generator import draft as drafting
from generator.draft import Draft, NotWritten


def test_what_was_put_is_read_from_the_disk(tmp_path: Path) -> None:
    with Draft(tmp_path) as draft:
        draft.add({"a/b.html": b"one", "c.css": b""})
        files = draft.files
        draft.put("later", b"two")
    assert dict(files) == {"a/b.html": b"one", "c.css": b""}, "what comes later is not in it"
    assert files.entries["a/b.html"] == (hashlib.sha256(b"one").digest(), 3)
    assert "later" not in files and len(files) == 2
    with pytest.raises(KeyError):
        files["later"]
    (tmp_path / "c.css").write_bytes(b"a{}")
    with pytest.raises(OSError, match="Stale"):
        files["c.css"]


def test_no_path_is_made_twice(tmp_path: Path) -> None:
    with Draft(tmp_path) as draft:
        draft.put("a", b"1")
        with pytest.raises(ValueError, match="made twice"):
            draft.put("a", b"2")


def test_files_that_wait_are_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow disk slows down who brings files, and lets none pile up."""
    held: list[int] = []
    may_go = Event()

    def slow(path: str, data: bytes) -> None:
        may_go.wait(10)
        held.append(len(draft._writing))

    monkeypatch.setattr(drafting, "_WAITING", 5)
    monkeypatch.setattr(drafting, "_write_one", slow)
    with Draft(tmp_path) as draft:
        for number in range(5):
            draft.put(f"{number}", b"")
        assert len(draft._writing) == 5
        may_go.set()
        for number in range(5, 60):
            draft.put(f"{number}", b"")
    assert max(held) <= 5


@pytest.mark.parametrize("call", ["put", "files", "finish"])
def test_a_fault_is_raised_by_a_later_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(drafting, "_write_one", full)
    monkeypatch.setattr(drafting, "_WAITING", 1)
    later: dict[str, Callable[[Draft], object]] = {
        "put": lambda draft: draft.put("b", b"2"),
        "files": lambda draft: draft.files,
        "finish": lambda draft: draft.finish(),
    }
    with Draft(tmp_path) as draft:
        draft.put("a", b"1")
        with pytest.raises(NotWritten) as caught:
            later[call](draft)
    assert caught.value.fault.errno == errno.ENOSPC


def test_a_folder_that_cannot_be_made_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with Draft(tmp_path) as draft, pytest.raises(NotWritten):
        draft.put("a/b", b"1")

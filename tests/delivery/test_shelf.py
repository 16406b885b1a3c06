"""The releases of a target that are kept on this machine, and what a delivery that broke off is known to have done."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.delivery.fault import NotPublished
from generator.delivery.listing import Entry, tree
from generator.delivery.shelf import KEPT, Edition, Shelf
from generator.record import Record


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """An empty shelf, held."""
    found = Shelf(tmp_path / "published" / "web")
    with found.locked():
        pass
    return found


def put(shelf: Shelf, folder: Path, text: str) -> Edition:
    """Publish a site of two files, one of which is always the same."""
    folder.mkdir(exist_ok=True)
    files = {"index.html": text.encode(), "same.css": b"a{}"}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    listing = {name: Entry.of(data) for name, data in files.items()}
    record = Record(audience="public", files=frozenset(files), tree=tree(listing))
    edition = shelf.add(folder, record, listing)
    shelf.has_published(edition, "2026-11-01")
    return edition


def test_the_last_few_are_kept_and_nothing_else(shelf: Shelf, tmp_path: Path) -> None:
    for text in "一二三四五六七":
        put(shelf, tmp_path / "site", text)
    editions = shelf.editions()
    assert [edition.number for edition in editions] == list(range(3, 8)) and len(editions) == KEPT
    named = {entry.digest for edition in editions for entry in edition.listing.values()}
    root = tmp_path / "published" / "web"
    assert {path.name for path in (root / "objects").glob("*/*")} == named
    assert root.stat().st_mode & 0o077 == 0, "nobody else reads it"
    assert (root.parent / ".gitignore").read_text("utf-8") == "*\n"


def test_the_same_again_is_no_other_release(shelf: Shelf, tmp_path: Path) -> None:
    first, again = (put(shelf, tmp_path / "site", "一") for _ in range(2))
    back = [put(shelf, tmp_path / "site", text) for text in "二一"]
    assert [first.number, again.number, *(edition.number for edition in back)] == [1, 1, 2, 3]


def test_a_release_is_laid_out_as_it_was(shelf: Shelf, tmp_path: Path) -> None:
    edition = put(shelf, tmp_path / "site", "一")
    with shelf.laid_out(edition.listing, {".nojekyll": b""}) as folder:
        assert (folder / "index.html").read_text("utf-8") == "一"
        assert (folder / ".nojekyll").read_bytes() == b""
    assert not folder.exists()


def test_bytes_that_changed_are_found(shelf: Shelf, tmp_path: Path) -> None:
    edition = put(shelf, tmp_path / "site", "一")
    entry = edition.listing["index.html"]
    (tmp_path / "published" / "web" / "objects" / entry.digest[:2] / entry.digest).write_bytes(b"other")
    with pytest.raises(NotPublished, match="欠けているか変わっています"), shelf.laid_out(edition.listing, {}):
        pass


def test_one_delivery_at_a_time(shelf: Shelf, tmp_path: Path) -> None:
    other = Shelf(tmp_path / "published" / "web")
    with shelf.locked(), pytest.raises(NotPublished, match="別の casebook publish"), other.locked():
        pass


def test_a_journal_is_read_by_the_delivery_that_wrote_it(shelf: Shelf, tmp_path: Path) -> None:
    entry = Entry.of(b"one")
    with shelf.writing_journal("attempt") as journal:
        journal.done("a", entry)
        journal.done("b", None)
    with (tmp_path / "published" / "web" / "journal").open("a", encoding="utf-8") as file:
        file.write('["c", "12')
    assert shelf.journal("attempt") == {"a": entry, "b": None}, "a line that was cut says nothing"
    assert shelf.journal("another") == {} and shelf.journal("") == {}

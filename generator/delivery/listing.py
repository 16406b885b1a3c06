"""What a site consists of: its files, each with the digest and the size of its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from ..publish import tree_of
from ..record import RECORD, Record
from .fault import NotPublished


@dataclass(frozen=True, slots=True)
class Entry:
    """``digest`` is the SHA-256 of the bytes in hexadecimal, ``size`` their number."""

    digest: str
    size: int

    @classmethod
    def of(cls, data: bytes) -> Entry:
        """The entry of a file with these bytes."""
        return cls(hashlib.sha256(data).hexdigest(), len(data))


Listing: TypeAlias = Mapping[str, Entry]
"""The files of a site by their paths."""


def listing_of(folder: Path, record: Record) -> Listing:
    """What the site in ``folder`` consists of. Raises NotPublished where it is not what ``record`` says of it."""
    hint = "casebook build で作り直してください。手で直したファイルは公開できません。"
    found: dict[str, Entry] = {}
    for path in sorted({*record.files, RECORD}):
        try:
            found[path] = Entry.of((folder / path).read_bytes())
        except OSError as fault:
            raise NotPublished(f"サイトの「{path}」を読めません（{fault.strerror}）。", hint) from fault
    if tree(found) != record.tree:
        raise NotPublished("サイトの中身が、ビルドしたあとに変わっています（build.json の tree と合いません）。", hint)
    return found


def tree(listing: Listing) -> str:
    """The digest of a whole site, as its ``build.json`` has it."""
    files = sorted(item for item in listing.items() if item[0] != RECORD)
    return tree_of((path, bytes.fromhex(entry.digest)) for path, entry in files)


def size_of(listing: Listing, paths: Iterable[str]) -> int:
    """Bytes of some files of a site."""
    return sum(listing[path].size for path in paths)


def as_data(listing: Listing) -> dict[str, list[str | int]]:
    """A listing as JSON holds it."""
    return {path: [entry.digest, entry.size] for path, entry in sorted(listing.items())}


def from_data(data: Mapping[str, Any]) -> Listing:
    """What ``as_data`` made. Raises ValueError or TypeError for anything else."""
    return {str(path): Entry(str(digest), int(size)) for path, (digest, size) in data.items()}

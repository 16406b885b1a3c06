"""What lies at a target: a note that the last delivery left there, so that the next one sends only what differs.

The note is written before anything is sent (what may be half done is then ``unsure``) and again when all is done. It
lists the present site's files, as ``build.json`` does, and nothing of earlier ones.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..record import RECORD, Record, parse_record
from .fault import NotPublished
from .listing import Entry, Listing, as_data, from_data
from .store import Store

NOTE = ".casebook-release.json.gz"
_OURS = "casebook"
_HOST = frozenset({"CNAME"})
"""What a host wants beside a site, other than hidden files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """What is known of a target. ``audience`` is "" where nothing of ours ever lay there.

    ``edition`` is the number of the release on the machine that sent it; ``tree`` its digest, "" while it is sent.
    ``attempt`` names the delivery that is under way. ``files`` are there for certain, ``kept`` of them only for readers
    who hold a page of the release before. What lies at an ``unsure`` path is not known; the value says whether the
    site had a file there before the delivery that broke off."""

    audience: str = ""
    edition: int = 0
    tree: str = ""
    attempt: str = ""
    files: Listing = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    unsure: Mapping[str, bool] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """The note, packed. The same for the same."""
        told = {
            "generator": _OURS,
            "audience": self.audience,
            "edition": self.edition,
            "tree": self.tree,
            "attempt": self.attempt,
            "files": as_data(self.files),
            "kept": sorted(self.kept),
            "unsure": dict(sorted(self.unsure.items())),
        }
        return gzip.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)


def from_bytes(data: bytes) -> Deployed:
    """Read a note. Raises NotPublished for one that is not whole."""
    try:
        told: Any = json.loads(gzip.decompress(data))
        if told["generator"] != _OURS:
            raise ValueError(told["generator"])
        return Deployed(
            audience=str(told["audience"]),
            edition=int(told["edition"]),
            tree=str(told["tree"]),
            attempt=str(told["attempt"]),
            files=from_data(told["files"]),
            kept=frozenset(map(str, told["kept"])),
            unsure={str(path): bool(was) for path, was in told["unsure"].items()},
        )
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, AttributeError) as fault:
        hint = "公開先のこのファイルを消してください。サイトのすべてのファイルを送り直します。"
        raise NotPublished(f"公開先の記録（{NOTE}）を読めません。", hint) from fault


def deployed_at(store: Store, served: str, audience: str) -> Deployed:
    """What lies at a target whose readers are served from ``served``.

    Raises NotPublished where it is the site of another circle, or somebody's files."""
    names = store.names("")
    if NOTE in names:
        found = from_bytes(store.read(NOTE))
        _same_circle(found.audience, audience)
        return found
    inside = store.names(served) if served.rstrip("/") in names else [] if served else names
    if RECORD in inside:
        return _adopted(parse_record(store.read(served + RECORD)), audience)
    if foreign := sorted(name for name in inside if not name.startswith(".") and name not in _HOST):
        shown = "、".join(foreign[:3]) + (f" ほか {len(foreign) - 3} 件" if len(foreign) > 3 else "")
        raise NotPublished(
            f"公開先に、Casebook が置いていないファイルがあります（{shown}）。",
            "ファイルを移すか、空の場所を公開先にしてください。",
        )
    return Deployed()


def _adopted(record: Record | None, audience: str) -> Deployed:
    """A site of ours that was put there by other means: nothing is known of its bytes."""
    if record is None:
        hint = "Casebook のサイトのある場所か、空の場所を公開先にしてください。"
        raise NotPublished(f"公開先に、Casebook のものではない {RECORD} があります。", hint)
    _same_circle(record.audience, audience)
    return Deployed(audience=record.audience, unsure=dict.fromkeys(sorted({*record.files, RECORD}), True))


def _same_circle(there: str, audience: str) -> None:
    if there not in ("", audience):
        raise NotPublished(
            f"公開先には「{there}」向けのサイトがあります（今回は「{audience}」）。",
            "公開先を確かめてください。置き換えるときは、そこを空にしてから公開します。",
        )


def known_at(deployed: Deployed, done: Mapping[str, Entry | None]) -> dict[str, Entry | None]:
    """What lies at each path of a target: None where that is not known.

    ``done`` is what the delivery that broke off is known to have sent, None for what it removed."""
    found: dict[str, Entry | None] = {**deployed.files, **dict.fromkeys(deployed.unsure, None)}
    for path, entry in done.items():
        if entry is None:
            found.pop(path, None)
        else:
            found[path] = entry
    return found

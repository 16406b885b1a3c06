"""A cache of finished work: bytes by key, verified when read. It may be deleted, cut or shared at any time."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

_CHUNK = 500


class Cache:
    """Keeps values on disk for one audience. Every fault of the file counts as "not there"."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._used: set[str] = set()
        self._database = _open(path) if path else None

    def read(self, keys: Collection[str]) -> dict[str, bytes]:
        """The values that are there and whole, by key."""
        found: dict[str, bytes] = {}
        self._used.update(keys)
        if self._database is None:
            return found
        wanted = list(keys)
        try:
            for at in range(0, len(wanted), _CHUNK):
                part = wanted[at : at + _CHUNK]
                marks = ",".join("?" * len(part))
                rows = self._database.execute(f"select key, digest, value from entries where key in ({marks})", part)
                found |= {key: value for key, digest, value in rows if digest == _digest(key, value)}
        except (sqlite3.Error, TypeError, AttributeError):
            self._discard()
        return found

    def write(self, values: Mapping[str, bytes]) -> None:
        """Keep values for the next build."""
        self._used.update(values)
        if self._database is None or not values:
            return
        rows = [(key, _digest(key, value), value) for key, value in values.items()]
        try:
            with self._database:
                self._database.executemany("insert or replace into entries values (?, ?, ?)", rows)
        except sqlite3.Error:
            self._discard()

    def close(self) -> None:
        """Drop what this build did not use, so that the cache stays as large as the site."""
        if self._database is None:
            return
        with contextlib.suppress(sqlite3.Error):
            kept = {key for (key,) in self._database.execute("select key from entries")}
            stale = kept - self._used
            if len(stale) > len(self._used):
                with self._database:
                    self._database.executemany("delete from entries where key = ?", ((key,) for key in stale))
            self._database.close()
        self._database = None

    def _discard(self) -> None:
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
        self._database = None
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)


def _open(path: Path) -> sqlite3.Connection | None:
    for _ in range(2):
        database = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _ignore(path.parent)
            database = sqlite3.connect(path, timeout=0.2)
            database.execute("pragma journal_mode=delete")
            database.execute("pragma synchronous=off")
            database.execute("create table if not exists entries (key text primary key, digest text, value blob)")
            database.execute("select key, digest, value from entries limit 1").fetchall()
        except (sqlite3.Error, OSError) as fault:
            if database is not None:
                database.close()
            if "locked" in str(fault):
                return None
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        else:
            return database
    return None


def _ignore(folder: Path) -> None:
    """The cache is nobody's content: tell git so."""
    mark = folder / ".gitignore"
    if not mark.exists():
        mark.write_text("*\n", "utf-8")


def _digest(key: str, value: bytes) -> str:
    return hashlib.blake2b(key.encode() + b"\0" + value, digest_size=16).hexdigest()


def key_of(*parts: str | bytes) -> str:
    """A key made of exactly what a value was made from."""
    total = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


@contextlib.contextmanager
def opened(path: Path | None) -> Iterator[Cache]:
    """A cache that is closed at the end, whatever happens."""
    cache = Cache(path)
    try:
        yield cache
    finally:
        cache.close()

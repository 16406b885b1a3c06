"""A cache of finished work: bytes by key, verified when read. It may be deleted, cut or shared at any time."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

_CHUNK = 500
_BEHIND = 2
"""Batches of values that may wait to be written; who brings another one waits as well."""

DICTIONARY = "dictionary.db"
"""The file of what is the same for every circle and every site."""


def cache_of(root: Path, audience: str) -> Path:
    """Where a site's cache for one circle lies; ``root`` is the folder of the configuration."""
    return root / ".casebook" / f"cache-{audience}.db"


class Cache:
    """Keeps values on disk for one circle (``owner``). Every fault of the file counts as "not there".

    A row of another owner's file, copied here, does not match its digest. Values are written behind the caller's
    back, one batch after the other; reading and closing wait for them."""

    def __init__(self, path: Path | None, owner: str) -> None:
        self._path = path
        self._owner = owner
        self._used: set[str] = set()
        self._database, self._was_empty = _open(path) if path else (None, True)
        self._writer = ThreadPoolExecutor(max_workers=1)
        self._writing: deque[Future[None]] = deque()
        self._written: set[str] = set()

    def read(self, keys: Collection[str]) -> dict[str, bytes]:
        """The values that are there and whole, by key."""
        found: dict[str, bytes] = {}
        self._used.update(keys)
        if self._was_empty and not self._written.intersection(keys):
            return found
        self._settle()
        if self._database is None:
            return found
        wanted = list(keys)
        try:
            for at in range(0, len(wanted), _CHUNK):
                part = wanted[at : at + _CHUNK]
                marks = ",".join("?" * len(part))
                rows = self._database.execute(f"select key, digest, value from entries where key in ({marks})", part)
                found |= {key: value for key, digest, value in rows if digest == self._digest(key, value)}
        except (sqlite3.Error, MemoryError, TypeError, AttributeError) as fault:
            self._discard(fault)
        return found

    def keep(self, keys: Collection[str]) -> None:
        """Count values as used, without reading them: what was made of them is enough today."""
        self._used.update(keys)

    def rows(self) -> Iterator[tuple[str, bytes]]:
        """Every value that is whole, with its key, in the order of the keys; as far as the file can be read."""
        self._settle()
        if self._database is None:
            return
        try:
            for key, digest, value in self._database.execute("select key, digest, value from entries order by key"):
                if digest == self._digest(key, value):
                    yield key, value
        except (sqlite3.Error, MemoryError, TypeError, AttributeError) as fault:
            self._discard(fault)

    @property
    def keeps(self) -> bool:
        """Whether what is written is kept: not where there is no file, or another build holds it."""
        self._settle()
        return self._database is not None

    def keep_all(self) -> None:
        """Count every value as used: who only adds some does not know what the next build needs."""
        self._settle()
        if self._database is not None:
            try:
                self._used.update(key for (key,) in self._database.execute("select key from entries"))
            except sqlite3.Error as fault:
                self._discard(fault)

    def write(self, values: Mapping[str, bytes]) -> None:
        """Keep values for the next build."""
        self._used.update(values)
        if self._database is None or not values:
            return
        self._written.update(values)
        self._settle(_BEHIND)
        self._writing.append(self._writer.submit(self._store, dict(values)))

    def _store(self, values: Mapping[str, bytes]) -> None:
        if self._database is None:
            return
        rows = ((key, self._digest(key, value), value) for key, value in values.items())
        try:
            with self._database:
                self._database.executemany("insert or replace into entries values (?, ?, ?)", rows)
        except sqlite3.Error as fault:
            self._discard(fault)

    def _digest(self, key: str, value: bytes) -> str:
        return hashlib.blake2b(f"{self._owner}\0{key}\0".encode() + value, digest_size=16).hexdigest()

    def _settle(self, left: int = 0) -> None:
        """Wait until no more than ``left`` batches are still to be written."""
        while len(self._writing) > left:
            self._writing.popleft().result()

    def close(self) -> None:
        """Drop what this build did not use, so that the cache stays as large as the site."""
        self._settle()
        self._writer.shutdown()
        if self._database is None:
            return
        with contextlib.suppress(sqlite3.Error):
            kept = {key for (key,) in self._database.execute("select key from entries")}
            stale = kept - self._used
            if self._used and len(stale) > len(self._used):
                with self._database:
                    self._database.executemany("delete from entries where key = ?", ((key,) for key in stale))
            self._database.close()
        self._database = None

    def _discard(self, fault: Exception) -> None:
        """Go on without the file, and without its remains in the next build; one that another build uses stays."""
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
        self._database = None
        if self._path is not None and not _in_use(fault):
            _remove(self._path)


def _in_use(fault: Exception) -> bool:
    return "locked" in str(fault)


def _remove(path: Path) -> None:
    """A database goes with its journal: SQLite would play a stale one into the next file of that name."""
    for each in (path, path.with_name(f"{path.name}-journal")):
        with contextlib.suppress(OSError):
            each.unlink(missing_ok=True)


def _open(path: Path) -> tuple[sqlite3.Connection | None, bool]:
    """The database, made anew where the file is none of ours, and whether it holds nothing; None where it cannot be."""
    for _ in range(2):
        database = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _ignore(path.parent)
            database = sqlite3.connect(path, timeout=0.2, check_same_thread=False)
            database.execute("pragma journal_mode=delete")
            database.execute("pragma synchronous=off")
            database.execute("create table if not exists entries (key text primary key, digest text, value blob)")
            rows = database.execute("select key, digest, value from entries limit 1").fetchall()
        except (sqlite3.Error, OSError) as fault:
            if database is not None:
                database.close()
            if _in_use(fault):
                break
            _remove(path)
        else:
            return database, not rows
    return None, True


def _ignore(folder: Path) -> None:
    """The cache is nobody's content: tell git so."""
    mark = folder / ".gitignore"
    if not mark.exists():
        mark.write_text("*\n", "utf-8")


def key_of(*parts: str | bytes) -> str:
    """A key made of exactly what a value was made from."""
    total = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


@contextlib.contextmanager
def opened(path: Path | None, owner: str = "") -> Iterator[Cache]:
    """A cache that is closed at the end, whatever happens; ``owner`` "" is for what is the same for every circle."""
    cache = Cache(path, owner)
    try:
        yield cache
    finally:
        cache.close()

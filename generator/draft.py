"""Files of a site on the disk: written as they are made, read when they are asked for, never all in memory.

What is kept of each file is its SHA-256 and its size.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

_WRITERS = 4
_WAITING = 64
"""Files that may wait to be written; who brings another one waits as well."""


class NotWritten(Exception):
    """A file could not be written; ``fault`` is what the system said."""

    def __init__(self, fault: OSError) -> None:
        super().__init__(str(fault))
        self.fault = fault


class Entry(NamedTuple):
    """What is known of a file without reading it."""

    digest: bytes
    size: int


def entry_of(data: bytes) -> Entry:
    """What is kept of a file with these bytes."""
    return Entry(hashlib.sha256(data).digest(), len(data))


class Files(Mapping[str, bytes]):
    """The files below ``folder`` by their paths, each read when it is asked for; ``entries`` is what is known of them.

    Reading raises OSError, also for a file that is another one by now (ESTALE)."""

    def __init__(self, folder: Path, entries: Mapping[str, Entry]) -> None:
        self.folder, self.entries = folder, entries

    def __getitem__(self, path: str) -> bytes:
        known = self.entries[path]
        data = (self.folder / path).read_bytes()
        if entry_of(data) != known:
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), path)
        return data

    def __contains__(self, path: object) -> bool:
        return path in self.entries

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


class Draft:
    """A folder that is filled with the files of a site, on the disk to stay. Use as a context manager.

    ``standing`` is the last site: a file that stands there with the same bytes gets a second name. Files are written
    behind the caller's back: any call may raise NotWritten for an earlier one, ``finish`` at the latest."""

    def __init__(self, folder: Path, standing: Path | None = None) -> None:
        self.folder, self._standing = folder, standing
        self._entries: dict[str, Entry] = {}
        self._parents: set[str] = set()
        self._writers = ThreadPoolExecutor(max_workers=_WRITERS)
        self._writing: deque[Future[None]] = deque()

    def __enter__(self) -> Draft:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writers.shutdown(cancel_futures=True)

    @property
    def files(self) -> Files:
        """The files that were put so far, once they are written."""
        self._settle()
        return Files(self.folder, dict(self._entries))

    def put(self, path: str, data: bytes) -> None:
        """Begin to write a file. Each path is put once."""
        if path in self._entries:
            raise ValueError(f"{path} is made twice")
        self._entries[path] = entry_of(data)
        self._make_room(path.rpartition("/")[0])
        self._settle(_WAITING - 1)
        self._writing.append(self._writers.submit(self._write, path, data))

    def add(self, files: Mapping[str, bytes]) -> None:
        """Put several files."""
        for path, data in files.items():
            self.put(path, data)

    def finish(self) -> None:
        """Wait until every file and every name is on the disk."""
        self._settle()
        folders = [base for base, _, _ in os.walk(self.folder)]
        self._writing.extend(self._writers.submit(to_disk, folder) for folder in folders)
        self._settle()

    def _make_room(self, parent: str) -> None:
        if parent not in self._parents:
            with _told():
                (self.folder / parent).mkdir(parents=True, exist_ok=True)
            self._parents.add(parent)

    def _settle(self, left: int = 0) -> None:
        """Wait until no more than ``left`` files are still to be written."""
        while len(self._writing) > left:
            with _told():
                self._writing.popleft().result()

    def _write(self, path: str, data: bytes) -> None:
        if self._standing is None or not _taken_over(f"{self._standing}/{path}", f"{self.folder}/{path}", data):
            _write_one(f"{self.folder}/{path}", data)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise NotWritten(fault) from fault


def _taken_over(standing: str, path: str, data: bytes) -> bool:
    """A file that stands in the old site with just these bytes gets a second name in the new one: it is on the disk
    already. False where it is another one, or where the file system knows no second names."""
    try:
        handle = os.open(standing, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode) or status.st_size != len(data) or file.read() != data:
                return False
        os.link(standing, path)
    except OSError:
        return False
    return True


def _write_one(path: str, data: bytes) -> None:
    """Write one file to the disk: a swap that survives a power cut must not put empty files in place."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def to_disk(folder: str | Path) -> None:
    """Make the names in a folder last, where its file system knows how."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as fault:
        if fault.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)

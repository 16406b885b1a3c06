"""A folder of this machine, or of a server that is mounted here, as a place to publish to."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path, PurePosixPath

from .fault import NotPublished
from .naming import Headers
from .store import Told

_PARTS = ".casebook-parts"
"""How folders begin where files lie until they are whole; on the same file system, so that a rename puts them in
place."""
_WRITERS = 4
_DAY = 86_400.0


class FolderStore:
    """Files are put in place one by one, by a rename. Headers are the server's to say.

    ``called`` says to the operator what the folder is. What is ``private`` is read by this account alone, and written
    by several machines at once."""

    def __init__(self, root: Path, *, called: str = "公開先", private: bool = False) -> None:
        self._root = root
        self._called = called
        self._private = private

    def names(self, folder: str) -> Sequence[str]:
        """See Store."""
        with self._faults("を調べられません"):
            try:
                return sorted(
                    entry.name for entry in os.scandir(self._root / folder) if not entry.name.startswith(_PARTS)
                )
            except FileNotFoundError:
                return ()

    def read(self, path: str, limit: int | None = None) -> bytes:
        """See Store."""
        with self._faults("を読めません"), (self._root / path).open("rb") as file:
            return file.read() if limit is None else file.read(limit)

    def send(self, source: Path, paths: Sequence[str], headers: Headers, on_sent: Told) -> None:
        """See Store."""
        with self._faults("に書き込めません"), self._parts() as parts:
            for folder in sorted({PurePosixPath(path).parent for path in paths}):
                (self._root / folder).mkdir(parents=True, exist_ok=True)
            with ThreadPoolExecutor(_WRITERS) as writers:
                put = partial(_put, mode=0o600 if self._private else 0o644)
                jobs = ((source / path, parts / str(at), self._root / path) for at, path in enumerate(paths))
                for path, _ in zip(paths, writers.map(put, jobs), strict=True):
                    on_sent(path)

    def remove(self, paths: Iterable[str], on_removed: Told) -> None:
        """See Store."""
        with self._faults("から消せません"):
            for path in paths:
                file = self._root / path
                file.unlink(missing_ok=True)
                for folder in file.parents:
                    if folder == self._root or not _removed(folder):
                        break
                on_removed(path)

    @contextlib.contextmanager
    def _parts(self) -> Iterator[Path]:
        """A folder for files that are being written. What a delivery that was killed left of its own goes first; where
        others may be writing, not before a day is over."""
        self._root.mkdir(parents=True, exist_ok=True, mode=0o700 if self._private else 0o777)
        for left in self._root.glob(f"{_PARTS}*"):
            if not self._private or _is_old(left):
                shutil.rmtree(left, ignore_errors=True)
        parts = Path(tempfile.mkdtemp(prefix=_PARTS, dir=self._root))
        try:
            yield parts
        finally:
            shutil.rmtree(parts, ignore_errors=True)

    @contextlib.contextmanager
    def _faults(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            message = f"{self._called}{what}（{fault.strerror or fault}）。"
            hint = "フォルダーの権限と空き容量を確かめて、もう一度実行してください。続きから始めます。"
            raise NotPublished(message, hint) from fault


def _put(job: tuple[Path, Path, Path], mode: int) -> None:
    """Copy a file beside its place, to the disk, and put it there in one step."""
    source, part, target = job
    with source.open("rb") as read, part.open("wb") as written:
        shutil.copyfileobj(read, written)
        written.flush()
        os.fsync(written.fileno())
    part.chmod(mode)
    part.replace(target)


def _is_old(path: Path) -> bool:
    """Whether nothing was begun below a path for a day."""
    try:
        return path.stat().st_mtime < time.time() - _DAY
    except OSError:
        return False


def _removed(folder: Path) -> bool:
    """Remove a folder that is empty; whether it was."""
    try:
        folder.rmdir()
    except OSError:
        return False
    return True

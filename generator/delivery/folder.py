"""A folder of this machine, or of a server that is mounted here, as a place to publish to."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

from .fault import NotPublished
from .naming import Headers
from .store import Told

_PARTS = ".casebook-parts"
"""Where files lie until they are whole; on the same file system, so that a rename puts them in place."""
_WRITERS = 4


class FolderStore:
    """Files are put in place one by one, by a rename. Headers are the server's to say."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self, folder: str) -> Sequence[str]:
        """See Store."""
        with self._faults("を調べられません"):
            try:
                return sorted(entry.name for entry in os.scandir(self._root / folder) if entry.name != _PARTS)
            except FileNotFoundError:
                return ()

    def read(self, path: str) -> bytes:
        """See Store."""
        with self._faults("を読めません"):
            return (self._root / path).read_bytes()

    def send(self, source: Path, paths: Sequence[str], headers: Headers, on_sent: Told) -> None:
        """See Store."""
        with self._faults("に書き込めません"), self._parts() as parts:
            for folder in sorted({PurePosixPath(path).parent for path in paths}):
                (self._root / folder).mkdir(parents=True, exist_ok=True)
            with ThreadPoolExecutor(_WRITERS) as writers:
                jobs = ((source / path, parts / str(at), self._root / path) for at, path in enumerate(paths))
                for path, _ in zip(paths, writers.map(_put, jobs), strict=True):
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
        """A folder for files that are being written; what a killed delivery left in it goes first."""
        parts = self._root / _PARTS
        shutil.rmtree(parts, ignore_errors=True)
        parts.mkdir(parents=True)
        try:
            yield parts
        finally:
            shutil.rmtree(parts, ignore_errors=True)

    @contextlib.contextmanager
    def _faults(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            message = f"公開先{what}（{fault.strerror or fault}）。"
            hint = "フォルダーの権限と空き容量を確かめて、もう一度実行してください。続きから始めます。"
            raise NotPublished(message, hint) from fault


def _put(job: tuple[Path, Path, Path]) -> None:
    """Copy a file beside its place, to the disk, and put it there in one step."""
    source, part, target = job
    with source.open("rb") as read, part.open("wb") as written:
        shutil.copyfileobj(read, written)
        written.flush()
        os.fsync(written.fileno())
    part.chmod(0o644)
    part.replace(target)


def _removed(folder: Path) -> bool:
    """Remove a folder that is empty; whether it was."""
    try:
        folder.rmdir()
    except OSError:
        return False
    return True

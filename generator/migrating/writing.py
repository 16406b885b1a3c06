"""Files written all or none."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_SPARE = ".casebook-migrate-"


class FileChangedError(OSError):
    """Somebody wrote the file since it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite:
    """One file: the bytes that were read, and those to write."""

    before: bytes
    after: bytes


def write_all(files: Mapping[Path, Rewrite]) -> None:
    """Replace files, in order; where one cannot be, those before it are put back.

    Nothing is replaced before all new files, and copies of the old ones, lie beside them on the disk, with the same
    rights. Raises OSError where one cannot be written, or holds other bytes than those read.
    """
    new = {path: _beside(path, "new") for path in files}
    old = {path: _beside(path, "old") for path in files}
    replaced: list[Path] = []
    try:
        for path, file in files.items():
            _stage(path, file, new[path], old[path])
        for path in files:
            replaced.append(path)
            new[path].replace(path)
    except BaseException:
        for path in replaced:
            with contextlib.suppress(OSError):
                old[path].replace(path)
        raise
    finally:
        for spare in (*new.values(), *old.values()):
            spare.unlink(missing_ok=True)


def clear_spares(folders: Iterable[Path]) -> None:
    """Remove what a run that was killed left in ``folders``."""
    for folder in folders:
        for spare in folder.glob(f".*{_SPARE}*"):
            spare.unlink(missing_ok=True)


def _beside(path: Path, what: str) -> Path:
    """A hidden name, which no reader of content sees."""
    return path.with_name(f".{path.name}{_SPARE}{what}")


def _stage(path: Path, file: Rewrite, new: Path, old: Path) -> None:
    if path.read_bytes() != file.before:
        raise FileChangedError(errno.EAGAIN, "ほかで書き換えられました", str(path))
    shutil.copy2(path, old)
    with new.open("wb") as out:
        out.write(file.after)
        out.flush()
        os.fsync(out.fileno())
    shutil.copymode(path, new)

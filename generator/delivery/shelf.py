"""The last releases of one target, kept on this machine: their bytes by digest, so that any can be put back.

Below ``.casebook/published/<target>/``: ``objects/`` (files by digest), ``editions/`` (one JSON each), ``journal``
(what the delivery under way has done), ``lock``. Only the operator's account may read it.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..record import Record
from .fault import NotPublished
from .listing import Entry, Listing, as_data, from_data

KEPT = 5
"""So many published releases are kept, the present one among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A release that was published, or was to be. ``published`` is the day it first stood whole at the target."""

    number: int
    audience: str
    of_day: str
    tree: str
    listing: Listing
    published: str = ""


class Shelf:
    """What is kept of one target. Hold ``locked()`` while anything is changed."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other deliveries of this machine away. Raises NotPublished where one is under way."""
        with self._writing():
            self._root.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._root.chmod(0o700)
            (self._root.parent / ".gitignore").write_text("*\n", "utf-8")
            handle = os.open(self._root / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as fault:
                hint = "終わるのを待ってから、もう一度実行してください。"
                raise NotPublished("同じ公開先に、別の casebook publish が動いています。", hint) from fault
            yield
        finally:
            os.close(handle)

    def editions(self) -> tuple[Edition, ...]:
        """All that are kept, the oldest first."""
        found = (self._edition(path) for path in sorted((self._root / "editions").glob("*.json")))
        return tuple(edition for edition in found if edition is not None)

    def add(self, folder: Path, record: Record, listing: Listing) -> Edition:
        """Keep the site in ``folder``. The last one again, where it is the same."""
        kept = self.editions()
        last = kept[-1] if kept else None
        if last is not None and (last.tree, last.audience) == (record.tree, record.audience):
            edition = last
        else:
            number = last.number + 1 if last else 1
            edition = Edition(
                number=number, audience=record.audience, of_day=record.of_day, tree=record.tree, listing=listing
            )
        with self._writing():
            for path, entry in edition.listing.items():
                self._keep(folder / path, entry)
            self._write(edition)
        return edition

    @contextlib.contextmanager
    def laid_out(self, listing: Listing, more: Mapping[str, bytes]) -> Iterator[Path]:
        """A folder with the files of a release, and ``more`` beside them, as long as it is needed.

        Raises NotPublished where one of them is not what it was."""
        with self._writing():
            folder = Path(tempfile.mkdtemp(prefix="laid-out-", dir=self._root))
        try:
            with self._writing():
                for parent in {(folder / path).parent for path in (*listing, *more)}:
                    parent.mkdir(parents=True, exist_ok=True)
                for path, entry in listing.items():
                    self._lay(entry, folder / path)
                for path, data in more.items():
                    (folder / path).write_bytes(data)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def has_published(self, edition: Edition, day: str) -> None:
        """Note that a release stands whole at the target; forget what is older than the last few."""
        with self._writing():
            if not edition.published:
                self._write(replace(edition, published=day))
            published = [each.number for each in self.editions() if each.published]
            staying = {*published[-KEPT:], edition.number}
            for each in self.editions():
                if each.number not in staying:
                    self._path(each.number).unlink()
            self._sweep()

    def journal(self, attempt: str) -> Mapping[str, Entry | None]:
        """What the delivery ``attempt`` is known to have sent, and removed (None); nothing where it was another's."""
        try:
            first, *lines = (self._root / "journal").read_text("utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            return {}
        done: dict[str, Entry | None] = {}
        for line in lines if attempt and first == attempt else ():
            with contextlib.suppress(ValueError, TypeError):  # the last line may be cut
                path, *entry = json.loads(line)
                done[path] = Entry(*entry) if entry else None
        return done

    @contextlib.contextmanager
    def writing_journal(self, attempt: str) -> Iterator[Journal]:
        """Note what the delivery ``attempt`` does, from its start."""
        with self._writing(), (self._root / "journal").open("w", encoding="utf-8") as file:
            file.write(f"{attempt}\n")
            file.flush()
            yield Journal(file.fileno())

    def _keep(self, source: Path, entry: Entry) -> None:
        target = self._object(entry)
        if target.is_file() and target.stat().st_size == entry.size:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        part = self._root / "part"
        shutil.copyfile(source, part)
        part.replace(target)

    def _lay(self, entry: Entry, target: Path) -> None:
        source = self._object(entry)
        try:
            whole = Entry.of(source.read_bytes()) == entry
        except FileNotFoundError:
            whole = False
        if not whole:
            source.unlink(missing_ok=True)
            hint = "casebook build で作り直してから、もう一度実行してください。"
            raise NotPublished("手元に残した版のファイルが、欠けているか変わっています。", hint)
        try:
            target.hardlink_to(source)
        except OSError:
            shutil.copyfile(source, target)

    def _sweep(self) -> None:
        """Remove the bytes that no release has."""
        named = {self._object(entry) for edition in self.editions() for entry in edition.listing.values()}
        for path in (self._root / "objects").glob("*/*"):
            if path not in named:
                path.unlink()
        for path in self._root.glob("laid-out-*"):
            shutil.rmtree(path, ignore_errors=True)

    def _object(self, entry: Entry) -> Path:
        return self._root / "objects" / entry.digest[:2] / entry.digest

    def _path(self, number: int) -> Path:
        return self._root / "editions" / f"{number:06}.json"

    def _write(self, edition: Edition) -> None:
        told = {
            "number": edition.number,
            "audience": edition.audience,
            "of_day": edition.of_day,
            "tree": edition.tree,
            "published": edition.published,
            "files": as_data(edition.listing),
        }
        path = self._path(edition.number)
        path.parent.mkdir(exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
        part.replace(path)

    def _edition(self, path: Path) -> Edition | None:
        """One that is whole; None for none."""
        try:
            told: Any = json.loads(path.read_bytes())
            return Edition(
                number=int(told["number"]),
                audience=str(told["audience"]),
                of_day=str(told["of_day"]),
                tree=str(told["tree"]),
                published=str(told["published"]),
                listing=from_data(told["files"]),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            message = f"公開した版を手元（.casebook/published）に残せません（{fault.strerror or fault}）。"
            raise NotPublished(message, "空き容量とフォルダーの権限を確かめてください。") from fault


class Journal:
    """Written line by line, each whole at once: a delivery that is killed leaves all it did."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def done(self, path: str, entry: Entry | None) -> None:
        """Note a file that was sent, or removed (None)."""
        line = [path, *((entry.digest, entry.size) if entry else ())]
        os.write(self._handle, (json.dumps(line, ensure_ascii=False) + "\n").encode())

"""Staging folder, lock, swap: at every moment the published folder is a whole site, the old one or the new one."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from .draft import Draft, Files, NotWritten, to_disk
from .problems import Place, Problem, error
from .record import RECORD, read_record


class PublishError(Exception):
    """The site could not be put in place; the old one is as it was. Carries the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What ``build.json`` says of a build."""

    audience: str
    as_of: date
    version: str
    fresh_until: date | None = None
    samples: bool = False
    """Whether fictional content shows."""
    files: Files = field(repr=False)

    @property
    def tree(self) -> str:
        """One digest of all files."""
        return tree_of((path, entry.digest) for path, entry in sorted(self.files.entries.items()))

    def record(self) -> bytes:
        """The bytes of ``build.json``."""
        data = {
            "generator": "casebook",
            "version": self.version,
            "audience": self.audience,
            "date": self.as_of.isoformat(),
            "fresh_until": self.fresh_until.isoformat() if self.fresh_until else None,
            "samples": self.samples,
            "tree": self.tree,
            "files": sorted(self.files),
        }
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def tree_of(digests: Iterable[tuple[str, bytes]]) -> str:
    """One digest of all files: SHA-256 over each path and the SHA-256 of its bytes, in order of paths."""
    total = hashlib.sha256()
    for path, digest in digests:
        total.update(path.encode() + b"\0" + digest)
    return total.hexdigest()


def check_output(output: Path, audience: str, content: Path, shown: str) -> list[Problem]:
    """Why ``output`` may not be replaced by a site for ``audience``; empty where it may."""
    resolved, source = output.resolve(), content.resolve()
    if resolved == source or source in resolved.parents or resolved in source.parents:
        hint = "output_dir を content の外の、空のフォルダーにしてください。"
        return [error("output-in-content", Place(file=shown), "出力先が原稿のフォルダーと重なっています。", hint)]
    return _foreign(output, audience, shown)


def _foreign(output: Path, audience: str, shown: str) -> list[Problem]:
    """Why what lies at ``output`` is not the last site for ``audience``; empty where it is, or where nothing is."""
    place = Place(file=shown)
    try:
        if output.is_symlink() or (output.exists() and not output.is_dir()):
            return [_refused(place, "出力先がフォルダーではありません。")]
        if not output.is_dir() or not any(output.iterdir()):
            return []
    except OSError as fault:
        return [_refused(place, f"出力先を調べられません（{fault.strerror}）。")]
    record = read_record(output)
    if record is None:
        message = "出力先は空ではなく、Casebook が作ったフォルダーでもありません（build.json がありません）。"
        return [_refused(place, message)]
    if record.audience != audience:
        return [_refused(place, f"出力先には「{record.audience}」向けのサイトがあります（今回は「{audience}」）。")]
    written = {*record.files, RECORD}
    return [
        _refused(Place(file=f"{shown}/{name}"), "Casebook が書いていないファイルが出力先にあります。")
        for name in _files(str(output))
        if name not in written
    ]


def _refused(place: Place, message: str) -> Problem:
    return error(
        "output-refused", place, message, "そのファイルを移すか、--output で別の空のフォルダーを指してください。"
    )


def _files(folder: str, prefix: str = "") -> Iterator[str]:
    """The paths of all that lies below ``folder`` and is no folder of its own, in order."""
    with os.scandir(folder) as scanned:
        entries = sorted(scanned, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}"


@contextlib.contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the lock of one output folder; a second build meanwhile is refused."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(_beside(output, "lock"), os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as fault:
        raise _failed(output, fault) from fault
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(handle).st_nlink == 0:  # the build before us removed it between our open and our lock
                raise BlockingIOError(errno.EWOULDBLOCK, os.strerror(errno.EWOULDBLOCK))
        except OSError as fault:
            raise PublishError(
                error(
                    "build-running",
                    Place(file=output.name),
                    "同じ出力先に、別のビルドが動いています。",
                    "終わるのを待ってから、もう一度実行してください。",
                )
            ) from fault
        try:
            _sweep(output)
            yield
        finally:
            with contextlib.suppress(OSError):
                _beside(output, "lock").unlink()
    finally:
        os.close(handle)


def _beside(output: Path, what: str) -> Path:
    return output.parent / f".{output.name}.casebook-{what}"


def _sweep(output: Path) -> None:
    """Remove what a killed build left; the lock says that no build is alive."""
    prefix = _beside(output, "staging-").name
    with contextlib.suppress(OSError):
        for left in sorted(output.parent.iterdir()):
            if left.name.startswith(prefix):
                shutil.rmtree(left, ignore_errors=True)


class Staging:
    """A release that is being made beside the published folder, to be put in its place."""

    def __init__(self, output: Path, draft: Draft) -> None:
        self.draft = draft
        self._output = output

    def publish(self, release: Release) -> Release:
        """Wait until all is on the disk, then swap; gives the release as it lies now.

        Raises PublishError or NotWritten; the old site is then untouched.

        The folder is looked at once more: since the build began, it may have become another circle's or somebody's."""
        self.draft.put(RECORD, release.record())
        self.draft.finish()
        with _as_problem(self._output):
            refused = _foreign(self._output, release.audience, self._output.name)
            if refused:
                raise PublishError(refused[0])
            swap(self.draft.folder, self._output)
        with contextlib.suppress(OSError):  # both sites are whole on the disk: it no longer matters which one is found
            to_disk(self._output.parent)
        return replace(release, files=Files(self._output, release.files.entries))


@contextlib.contextmanager
def staging(output: Path) -> Iterator[Staging]:
    """A folder beside ``output`` for the files of the next release, which are written there as they are made.

    Nothing is left behind, whether or not it is published. Raises PublishError where something cannot be written. Hold
    ``locked(output)``."""
    with _as_problem(output):
        folder = Path(tempfile.mkdtemp(prefix=f".{output.name}.casebook-staging-", dir=output.parent))
    try:
        with _as_problem(output):
            folder.chmod(0o755)
        with Draft(folder, output) as draft:
            yield Staging(output, draft)
    except NotWritten as fault:
        raise _failed(output, fault.fault) from fault
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def aside(output: Path) -> Iterator[Draft]:
    """A folder elsewhere for the files of a site that is made as if for ``output``, and goes nowhere.

    Raises PublishError where something cannot be written."""
    try:
        with tempfile.TemporaryDirectory(prefix="casebook-") as folder, Draft(Path(folder)) as draft:
            yield draft
    except NotWritten as fault:
        raise _failed(output, fault.fault) from fault


@contextlib.contextmanager
def _as_problem(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise _failed(output, fault) from fault


def swap(staging: Path, output: Path) -> None:
    """Put ``staging`` where ``output`` is in one step; what was there is then at ``staging``.

    Raises OSError where the file system cannot exchange two folders."""
    if not output.exists():
        staging.rename(output)
        return
    if not any(output.iterdir()):
        staging.replace(output)
        return
    _exchange(staging, output)


_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def _exchange(one: Path, other: Path) -> None:
    """Exchange two paths: ``renameat2(RENAME_EXCHANGE)`` on Linux, ``renamex_np(RENAME_SWAP)`` on macOS."""
    libc = ctypes.CDLL(None, use_errno=True)
    a, b = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        failed = libc.renamex_np(a, b, ctypes.c_uint(_RENAME_SWAP))
    elif hasattr(libc, "renameat2"):
        failed = libc.renameat2(_AT_FDCWD, a, _AT_FDCWD, b, ctypes.c_uint(_RENAME_EXCHANGE))
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if failed:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def _failed(output: Path, fault: OSError) -> PublishError:
    if fault.errno in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        message = "このファイルシステムでは、フォルダーを一度に入れ替えられません。"
        hint = "ローカルディスクのフォルダーを --output で指してください。前のサイトはそのままです。"
    else:
        message = f"サイトを書き込めません（{fault.strerror or fault}）。"
        hint = "空き容量とフォルダーの権限を確かめてください。前のサイトはそのままです。"
    return PublishError(error("publish-failed", Place(file=output.name), message, hint))

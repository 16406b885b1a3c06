"""Git: the content as it was at a revision. Nothing is checked out, and nothing in the repository changes.

Files are read from the object store (``ls-tree``, ``cat-file``), never by ``git archive`` or a worktree: those obey
``.gitattributes``, by which a change could hide a file from the one who reviews it.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_TOGETHER = 200
"""How many files are read by one process."""

_FILE, _LINK, _MODULE = "100", "120000", "160000"
_NOWHERE = "-"
"""Where a written link leads: the content refuses links, wherever they lead, and this one leads nowhere."""

OnProgress = Callable[[int, int], None]


class HistoryError(Exception):
    """Why git cannot tell how the content was, and what to do about it; both for the user."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """One git repository; ``root`` is the top of its working tree."""

    root: Path

    def commit(self, revision: str) -> str:
        """The full name of the commit that ``revision`` means. Raises HistoryError for one that is unknown."""
        fit = not revision.startswith("-") and "\0" not in revision  # an option is no revision
        done = _git(self.root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") if fit else None
        if done is None or done.returncode != 0:
            raise HistoryError(
                f"「{revision}」という版は、このリポジトリーにありません。",
                "ブランチ・タグ・コミットの名前を確かめてください。CI では、履歴が浅く取得されていることがあります。",
            )
        return done.stdout.decode().strip()

    def read(self, commit: str, path: PurePosixPath) -> bytes | None:
        """One file as it was; None where there was no such regular file."""
        for entry in self._entries(commit, path):
            if entry.mode.startswith(_FILE) and entry.path == path:
                return self._blobs([entry.blob])[0]
        return None

    def write_out(self, commit: str, folder: PurePosixPath, target: Path, on_progress: OnProgress) -> None:
        """Write ``folder`` as it was below ``target``. A link is written as one that leads nowhere."""
        entries = [entry for entry in self._entries(commit, folder) if entry.mode != _MODULE]
        for start in range(0, len(entries), _TOGETHER):
            some = entries[start : start + _TOGETHER]
            for entry, data in zip(some, self._blobs([entry.blob for entry in some]), strict=True):
                path = target / entry.path
                path.parent.mkdir(parents=True, exist_ok=True)
                if entry.mode == _LINK:
                    path.unlink(missing_ok=True)
                    path.symlink_to(_NOWHERE)
                else:
                    path.write_bytes(data)
            on_progress(min(start + _TOGETHER, len(entries)), len(entries))

    def private(self, folder: PurePosixPath) -> list[PurePosixPath]:
        """The files of ``folder`` that lie there, but that this repository ignores or another one keeps.

        They have no history here, so that they are the same on both sides of a change."""
        listed = _git(
            self.root, "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", _literal(folder)
        )
        found = [PurePosixPath(os.fsdecode(name)) for name in listed.stdout.split(b"\0") if name]
        for entry in self._entries("HEAD", folder):
            if entry.mode == _MODULE:
                below = sorted((self.root / entry.path).rglob("*"))
                found += [PurePosixPath(path.relative_to(self.root).as_posix()) for path in below]
        return [path for path in found if _is_plain(self.root / path) and not _is_hidden(path.relative_to(folder))]

    def _entries(self, commit: str, path: PurePosixPath) -> Iterator[_Entry]:
        done = _git(self.root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", str(path))
        for line in done.stdout.split(b"\0") if done.returncode == 0 else ():
            if line:
                about, _, name = line.partition(b"\t")
                mode, _, blob = about.decode().split(" ")
                yield _Entry(mode=mode, blob=blob, path=_inside(os.fsdecode(name)))

    def _blobs(self, names: Sequence[str]) -> list[bytes]:
        """The bytes of each blob. Raises HistoryError for one that is not in this clone."""
        told = _git(self.root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode()).stdout
        found, at = [], 0
        for _ in names:
            end = told.find(b"\n", at)
            head = told[at:end].split(b" ") if end > 0 else []
            if len(head) != 3:
                raise HistoryError(
                    "履歴のファイルを読めません。",
                    "一部だけを取得したリポジトリーでは、「git fetch --refetch --no-filter」で補ってください。",
                )
            size = int(head[2])
            found.append(told[end + 1 : end + 1 + size])
            at = end + size + 2
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    mode: str
    blob: str
    path: PurePosixPath


def repository_of(folder: Path) -> Repository:
    """The repository that ``folder`` lies in. Raises HistoryError where there is none, or no git."""
    done = _git(folder, "rev-parse", "--show-toplevel")
    if b"safe.directory" in done.stderr:
        raise HistoryError(
            f"{folder} のリポジトリーは別の利用者のもので、git が読むことを断りました。",
            "持ち主を確かめてから「git config --global --add safe.directory フォルダー」で登録してください。",
        )
    if done.returncode != 0:
        raise HistoryError(
            f"{folder} は git のリポジトリーの中にありません。",
            "原稿を git で管理しているフォルダーで実行するか、--config で設定ファイルを指してください。",
        )
    return Repository(root=Path(os.fsdecode(done.stdout.removesuffix(b"\n"))))


def _git(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in ``folder``; no hook, pager or prompt of the repository's takes part."""
    command = ("git", "--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments)
    try:
        return subprocess.run(command, input=given, capture_output=True, check=False)
    except FileNotFoundError as fault:
        raise HistoryError("git が見つかりません。", "git を入れてから、もう一度実行してください。") from fault


def _inside(name: str) -> PurePosixPath:
    """A path of a tree; one that leads out of it, which git itself never makes, is refused."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or any(part.casefold() == ".git" for part in path.parts):
        raise HistoryError(
            "履歴に、フォルダーの外へ出るパスがあります。", "リポジトリーを git fsck で確かめてください。"
        )
    return path


def _literal(folder: PurePosixPath) -> str:
    return f":(top,literal){folder}"


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _is_hidden(path: PurePosixPath) -> bool:
    return any(part.startswith(".") for part in path.parts)

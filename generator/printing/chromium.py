"""A locally installed Chromium, spoken to through a pipe: no port is opened, and it finds no host at all.

The protocol is DevTools' own (https://chromedevtools.github.io/devtools-protocol/), a JSON text and a null byte each.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from .fault import NotPrinted

Json = dict[str, Any]

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-proxy-server",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--font-render-hinting=none",
    "--lang=ja",
)
_PIPED = 'exec "$@" 3<&0 4>&1 </dev/null >/dev/null'
"""Chromium reads from 3 and writes to 4; what a child is given is 0 and 1."""

_HINT = "Chromium か Google Chrome を入れてください。別の場所にあるときは、CASEBOOK_CHROMIUM に実行ファイルを書きます。"
_PATIENCE = 5.0
"""Seconds to leave in peace before it is killed."""


def find_chromium(told: str = "") -> str:
    """The program to start: ``told`` (what CASEBOOK_CHROMIUM says) where there is any, else the first of those that
    are usual. Raises NotPrinted."""
    found = next(filter(None, map(shutil.which, [told] if told else _NAMES)), None)
    if found is None:
        which = (
            f"CASEBOOK_CHROMIUM の「{told}」を実行できません。" if told else "印刷に使う Chromium が見つかりません。"
        )
        raise NotPrinted(which, _HINT)
    return found


class Pipe:
    """Both ends of the talk. One caller at a time: an answer is waited for, and events meanwhile go to ``on_event``."""

    def __init__(self, to: IO[bytes], back: IO[bytes]) -> None:
        self._to, self._back = to, back
        self._sent = 0
        self._rest = b""
        self.on_event: Callable[[str, Json], None] = lambda method, told: None

    def call(self, method: str, session: str = "", **more: object) -> Json:
        """What ``method`` answers. Raises NotPrinted where it is refused, EOFError where nobody is there any more."""
        number = self.tell(method, session, **more)
        while True:
            message = self._next()
            if message.get("id") == number:
                break
            if "method" in message:
                self.on_event(message["method"], message["params"])
        if "error" in message:
            raise NotPrinted(f"Chromium が印刷できませんでした（{message['error'].get('message')}）。", _HINT)
        found: Json = message["result"]
        return found

    def tell(self, method: str, session: str = "", **more: object) -> int:
        """Send without waiting; gives the number of the message."""
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": more, **({"sessionId": session} if session else {})}
        try:
            self._to.write(json.dumps(message).encode() + b"\0")
            self._to.flush()
        except OSError as fault:
            raise EOFError from fault
        return self._sent

    def _next(self) -> Json:
        while b"\0" not in self._rest:
            data = os.read(self._back.fileno(), 1 << 20)
            if not data:
                raise EOFError
            self._rest += data
        text, _, self._rest = self._rest.partition(b"\0")
        message: Json = json.loads(text)
        return message


@contextmanager
def running(program: str, seconds: float) -> Iterator[Pipe]:
    """A Chromium with a profile of its own, gone with all it wrote in the end, and after ``seconds`` at the latest.

    Raises NotPrinted where it does not start, breaks off, or takes too long.
    """
    with TemporaryDirectory(prefix="casebook-print-", ignore_cleanup_errors=True) as folder:
        complaints = Path(folder, "complaints")
        process = _start(_command(program, folder), complaints)
        late = threading.Event()
        watch = threading.Timer(seconds, _stop, (process, late))
        watch.daemon = True
        watch.start()
        assert process.stdin is not None and process.stdout is not None
        pipe = Pipe(process.stdin, process.stdout)
        try:
            yield pipe
            pipe.call("Browser.close")
            process.wait(_PATIENCE)
        except EOFError as fault:
            if late.is_set():
                told = f"{seconds:.0f} 秒たっても、印刷が終わりませんでした。"
                raise NotPrinted(told, "ほかの重い作業が終わってから、もう一度実行してください。") from fault
            raise NotPrinted(f"Chromium が動きません（{_last_line(complaints)}）。", _HINT) from fault
        except subprocess.TimeoutExpired:
            pass
        finally:
            watch.cancel()
            _kill(process)
            process.wait()
            for end in (process.stdin, process.stdout):
                with suppress(OSError):
                    end.close()


def _command(program: str, profile: str) -> Sequence[str]:
    """Chromium refuses its sandbox to root, as containers run it."""
    unguarded = ["--no-sandbox"] if os.geteuid() == 0 else []
    return ["/bin/sh", "-c", _PIPED, "sh", program, *_FLAGS, *unguarded, f"--user-data-dir={profile}"]


def _start(command: Sequence[str], complaints: Path) -> subprocess.Popen[bytes]:
    with complaints.open("wb") as said:
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, start_new_session=True
        )


def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End it with all it started: they are a group of their own."""
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)


def _last_line(complaints: Path) -> str:
    lines = complaints.read_text("utf-8", errors="replace").split("\n")
    return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "理由は不明です")

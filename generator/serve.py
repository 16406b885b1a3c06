"""Preview: serve one circle's site on this machine alone; every change reaches the open page by itself."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias
from urllib.parse import parse_qs, unquote, urlsplit

from watchfiles import watch

from . import theme_assets
from .config import audience_label
from .preview import OnBuilt, Preview, Status
from .problems import Problem
from .report import as_rows

ReadLines: TypeAlias = Callable[[], Callable[[str, int], str]]
"""Begins to read source files as they are now: what it gives tells a line of a file by its number."""

_OWN = "/__casebook/"
_BAR = "preview"
"""The folder of the theme that holds the bar's script and styles."""
_KINDS = {".js": "text/javascript", ".ics": "text/calendar", ".xml": "application/xml", ".gz": "application/gzip"}
_TURN = 0.0005
"""Seconds after which the build in the background lets an answer go first; Python's own are ten times as many."""
_WAITING = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Casebook</title>'
    '<meta name="viewport" content="width=device-width"></head><body><main></main></body></html>'
)


class _Handler(BaseHTTPRequestHandler):
    """Answers from the preview, with the bar added to each page. Nobody but this machine may ask."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are two writes: the second would wait for word of the first

    def __init__(self, *args: Any, preview: Preview, read: ReadLines, **more: Any) -> None:
        self._preview, self._read = preview, read
        super().__init__(*args, **more)

    def do_GET(self) -> None:
        if not self._is_ours():
            self.send_error(421)
            return
        path = unquote(urlsplit(self.path).path)
        if path.startswith(_OWN):
            self._own(path.removeprefix(_OWN))
        else:
            self._file(path)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        """Turn to another circle."""
        asked = parse_qs(urlsplit(self.path).query).get("name", [""])[0]
        same = self.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        if self._is_ours() and same and urlsplit(self.path).path == f"{_OWN}circle" and self._preview.turn_to(asked):
            self._send(b"", "text/plain", 204)
        else:
            self.send_error(403)

    def _is_ours(self) -> bool:
        """A page of another site may find its way here under another name: it learns nothing."""
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        return host in ("127.0.0.1", "localhost")

    def _own(self, name: str) -> None:
        if name == "events":
            self._events()
        elif name in ("bar.js", "bar.css"):
            data = (theme_assets.default_dir() / _BAR / name).read_bytes()
            self._send(data, "text/javascript" if name.endswith(".js") else "text/css")
        else:
            self.send_error(404)

    def _file(self, path: str) -> None:
        if "\0" in path or ".." in PurePosixPath(path).parts:
            self.send_error(404)
            return
        name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
        data = self._preview.read(name)
        if data is None and not path.endswith("/") and self._preview.read(f"{name}/index.html") is not None:
            self.send_response(301)
            self.send_header("Location", f"/{name}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif data is not None and not name.endswith(".html"):
            suffix = PurePosixPath(name).suffix
            self._send(data, _KINDS.get(suffix) or guess_type(name)[0] or "application/octet-stream")
        else:
            self._page(data)

    def _page(self, data: bytes | None) -> None:
        status = 200 if data is not None else 404
        if data is None:
            data = self._preview.read("404.html")
        if data is None:
            status, data = 503, _WAITING.format(language=self._preview.status.language).encode()
        stamp = hashlib.sha256(data).hexdigest()[:16]
        said = f'<div id="casebook-preview" data-stamp="{stamp}"></div>'.encode()
        links = f'<link rel="stylesheet" href="{_OWN}bar.css"><script type="module" src="{_OWN}bar.js"></script>'
        start = data.find(b">", data.find(b"<body")) + 1
        data = data[:start] + said + data[start:]
        self._send(data.replace(b"</head>", links.encode() + b"</head>", 1), "text/html; charset=utf-8", status, stamp)

    def _send(self, data: bytes, kind: str, status: int = 200, stamp: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        if stamp:
            self.send_header("X-Casebook-Stamp", stamp)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        number = -1
        with suppress(OSError):
            while True:
                status = self._preview.wait(number, 15)
                if status.number == number:
                    self.wfile.write(b": still here\n\n")
                else:
                    number = status.number
                    self.wfile.write(f"data: {_told(status, self._read())}\n\n".encode())
                self.wfile.flush()

    def log_message(self, *args: object) -> None:
        """Say nothing: what was asked for is of no use to a writer."""


def _told(status: Status, lines: Callable[[str, int], str]) -> str:
    """The status as the bar reads it."""
    return json.dumps(
        {
            "circle": status.circle,
            "circles": [{"name": name, "label": audience_label(name)} for name in status.circles],
            "state": status.state,
            "doing": status.doing,
            "problems": as_rows(_foremost(status.problems), lines, status.language),
            "more": max(0, len(status.problems) - _SHOWN),
        },
        ensure_ascii=False,
    )


_SHOWN = 50


def _foremost(problems: Iterable[Problem]) -> list[Problem]:
    """Errors first, and no more than somebody reads."""
    return sorted(problems, key=lambda problem: not problem.is_error)[:_SHOWN]


def serve(
    config_file: Path,
    audience: str,
    port: int,
    as_of: date,
    shared: Path,
    on_built: OnBuilt,
    say: Callable[[str], None],
    read: ReadLines,
    stop: threading.Event | None = None,
) -> None:
    """Preview the site of ``audience`` until interrupted. Raises OSError where the port is taken.

    ``read`` is for the source files that problems stand in."""
    with tempfile.TemporaryDirectory(prefix="casebook-serve-") as folder:
        sys.setswitchinterval(_TURN)
        preview = Preview(config_file, audience, Path(folder), as_of, shared, on_built)
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, preview=preview, read=read))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            preview.start()
            say(f"http://127.0.0.1:{server.server_port}/ で見られます（終わるには Ctrl-C）。")
            _watch(preview, config_file, stop or threading.Event())
        finally:
            server.shutdown()
            server.server_close()
            preview.close()
        if preview.fault:
            raise preview.fault


def _watch(preview: Preview, config_file: Path, stop: threading.Event) -> None:
    """Tell the preview of every change to the content, the configuration and the theme.

    What is watched may be taken away and come again, as when a branch is switched: then it is watched anew."""
    while not stop.is_set():
        watched = _watched(preview, config_file)
        for changes in watch(*watched, stop_event=stop, debounce=30, step=5, rust_timeout=500, yield_on_timeout=True):
            if not preview.is_alive:
                return
            again = _watched(preview, config_file) != watched
            if changes or again:
                preview.changed({Path(path) for _, path in changes})
            if again:
                break


def _watched(preview: Preview, config_file: Path) -> dict[Path, int]:
    """The configuration, the theme and the content, each with what tells it from another one of that name."""
    paths = [config_file, theme_assets.default_dir()]
    if preview.config is not None:
        paths.append(preview.config.content)
    found: dict[Path, int] = {}
    for path in paths:
        with suppress(OSError):
            found[path] = path.stat().st_ino
    return found

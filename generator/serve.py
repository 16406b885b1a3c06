"""Preview: build into a private folder, serve it on this machine alone, rebuild and reload on every change."""

from __future__ import annotations

import queue
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

from . import theme_assets
from .build import Order, Outcome, build
from .config import SiteConfig, read_config
from .problems import in_order

_EVENTS = "/__casebook/events"
_SCRIPT = "/__casebook/reload.js"
_RELOAD = b"""\
// Reloads the page when the site was built anew; the scroll position is the browser's to keep.
const events = new EventSource("/__casebook/events");
events.addEventListener("built", () => location.reload());
"""
_TAG = f'<script type="module" src="{_SCRIPT}"></script>'.encode()


class _Listeners:
    """The browsers that wait for news."""

    def __init__(self) -> None:
        self._queues: set[queue.SimpleQueue[str]] = set()
        self._lock = threading.Lock()

    def tell(self, event: str) -> None:
        with self._lock:
            for each in self._queues:
                each.put(event)

    @contextmanager
    def listening(self) -> Iterator[queue.SimpleQueue[str]]:
        mine: queue.SimpleQueue[str] = queue.SimpleQueue()
        with self._lock:
            self._queues.add(mine)
        try:
            yield mine
        finally:
            with self._lock:
                self._queues.discard(mine)


class _Handler(SimpleHTTPRequestHandler):
    """Serves the built site, with one script tag added to each page."""

    protocol_version = "HTTP/1.1"
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript", ".ics": "text/calendar"}  # noqa: RUF012

    def __init__(self, *args: object, listeners: _Listeners, **more: object) -> None:
        self._listeners = listeners
        super().__init__(*args, **more)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == _EVENTS:
            self._events()
        elif path == _SCRIPT:
            self._send(_RELOAD, "text/javascript")
        elif path.endswith(("/", ".html")):
            self._page()
        else:
            super().do_GET()

    def _page(self) -> None:
        location = Path(self.translate_path(self.path))
        file = location / "index.html" if location.is_dir() else location
        found = file.is_file()
        missing = Path(self.directory) / "404.html"
        if not found and not missing.is_file():
            self.send_error(404)
            return
        data = (file if found else missing).read_bytes().replace(b"</body>", _TAG + b"</body>")
        self._send(data, "text/html; charset=utf-8", 200 if found else 404)

    def _send(self, data: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
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
        with self._listeners.listening() as news, suppress(OSError):
            while True:
                try:
                    event = news.get(timeout=15)
                except queue.Empty:
                    self.wfile.write(b": still here\n\n")
                else:
                    self.wfile.write(f"event: {event}\ndata: {time.time()}\n\n".encode())
                self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: what was asked for is of no use to a writer."""


def serve(
    config_file: Path,
    audience: str,
    port: int,
    as_of: date,
    shared: Path,
    on_built: Callable[[Outcome, float], None],
    say: Callable[[str], None],
    stop: threading.Event | None = None,
) -> None:
    """Preview the site of ``audience`` until interrupted. Raises OSError where the port is taken."""
    with tempfile.TemporaryDirectory(prefix="casebook-serve-") as folder:
        output = Path(folder) / "site"
        output.mkdir()
        listeners = _Listeners()
        handler = partial(_Handler, listeners=listeners, directory=str(output))
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            config, _ = _rebuild(config_file, audience, output, as_of, shared, on_built, None)
            say(f"http://127.0.0.1:{server.server_port}/ で見られます（終わるには Ctrl-C）。")
            for _ in watch(
                *_watched(config, config_file), stop_event=stop, debounce=200, step=50, raise_interrupt=True
            ):
                config, released = _rebuild(config_file, audience, output, as_of, shared, on_built, config)
                if released:
                    listeners.tell("built")
        finally:
            server.shutdown()
            server.server_close()


def _rebuild(
    config_file: Path,
    audience: str,
    output: Path,
    as_of: date,
    shared: Path,
    on_built: Callable[[Outcome, float], None],
    last: SiteConfig | None,
) -> tuple[SiteConfig | None, bool]:
    """Build with the configuration as it is now; anything broken leaves the last good site in place.

    Returns the configuration to watch by, and whether there is a new site."""
    started = time.monotonic()
    config, problems = read_config(config_file)
    if config is None or audience not in config.audiences:
        on_built(Outcome(problems=in_order(problems)), 0.0)
        return last, False
    local = replace(config, site_url="", sites={}, offline=False)
    outcome = build(Order(config=local, audience=audience, output=output, as_of=as_of, shared=shared))
    on_built(outcome, time.monotonic() - started)
    return config, outcome.release is not None


def _watched(config: SiteConfig | None, config_file: Path) -> tuple[Path, ...]:
    """The content, the configuration's folder entry, and the theme."""
    paths = [config_file, theme_assets.default_dir()]
    if config is not None and config.content.is_dir():
        paths.append(config.content)
    return tuple(path for path in paths if path.exists())

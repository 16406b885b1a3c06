"""A host on loopback that holds sites below paths, and that can be gone, slow, changed, or behind a sign-in page."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Answer = tuple[int, dict[str, str], bytes]
"""Status, headers, body."""

SIGN_IN = b"<!doctype html><html lang=ja><title>Sign in</title><h1>Sign in</h1>"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves before an answer is complete is no news."""


class Host:
    """``sites`` are folders by path (``/kb/``); ``alter`` may make another answer of each; ``asked`` are the paths."""

    def __init__(self, sites: dict[str, Path]) -> None:
        self.sites = sites
        self.alter: Callable[[str, Answer], Answer] = lambda path, answer: answer
        self.delay = 0.0
        self.asked: list[str] = []
        self._server: _Server | None = None
        self.port = 0
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Serve; again on the same port."""
        host = self

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                time.sleep(host.delay)
                path = self.path.partition("?")[0]
                host.asked.append(path)
                status, headers, body = host.alter(path, host.find(path, self.guess_type(path)))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._server = _Server(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Be gone."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def find(self, path: str, kind: str) -> Answer:
        """The answer of a plain file server."""
        scope = max((scope for scope in self.sites if path.startswith(scope)), key=len, default="")
        if not scope:
            return sign_in() if path == "/sign-in" else (404, {}, b"")
        inner = path.removeprefix(scope)
        file = self.sites[scope] / (f"{inner}index.html" if inner == "" or inner.endswith("/") else inner)
        if file.is_dir():
            return 301, {"Location": f"{path}/"}, b""
        if not file.is_file():
            return 404, {"Content-Type": "text/html; charset=utf-8"}, (self.sites[scope] / "404.html").read_bytes()
        kind = "text/html; charset=utf-8" if file.suffix == ".html" else kind
        kind = "text/javascript" if file.suffix == ".js" else kind
        return 200, {"Content-Type": kind, "Cache-Control": "no-cache"}, file.read_bytes()


def sign_in() -> Answer:
    """What stands in for a page before its reader has signed in."""
    return 200, {"Content-Type": "text/html; charset=utf-8"}, SIGN_IN


def signed_out(path: str, answer: Answer) -> Answer:
    """Every address but the worker's leads to the page to sign in on."""
    return answer if path.endswith(("/sw.js", "/sign-in")) else (302, {"Location": "/sign-in"}, b"")

"""A host on loopback that does all that it should, and the faults that tests plant in it, one at a time."""

from __future__ import annotations

import base64
import gzip
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeAlias

from generator.hosting import cache_life, headers_of

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".ics": "text/calendar; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".svg": "image/svg+xml",
    ".gz": "application/gzip",
}
USER, PASSWORD = "sales", "あおい傘と3つの駅"
BASIC = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for: the file's name (or the path where there is no file), and whether one has signed in."""

    name: str
    is_there: bool
    signed_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer before it is packed."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    packed: bool = True

    def but(self, **headers: str) -> Reply:
        """The same with other headers (``Cache_Control``); "" takes one away."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return replace(self, headers={name: value for name, value in {**self.headers, **named}.items() if value})


Fault: TypeAlias = Callable[[Asked, Reply], Reply]


def sound(asked: Asked, reply: Reply) -> Reply:
    """No fault."""
    return reply


@dataclass(slots=True)
class Host:
    """A site behind ``address``; ``widest`` needs no sign-in, nor does what is ``open_to_all`` by its name.

    ``heard`` are the headers of every request."""

    folder: Path
    widest: bool
    fault: Fault = sound
    open_to_all: Callable[[str], bool] = lambda name: False
    address: str = ""
    heard: list[Mapping[str, str]] = field(default_factory=list)

    def reply(self, path: str, signed_in: bool) -> Reply:
        """What a server answers that does all that it should, or what the fault makes of it."""
        path = path.partition("?")[0]
        name = path[1:] + ("index.html" if path.endswith("/") else "")
        file = self.folder / name
        there = (
            len(name) < 200
            and file.is_file()
            and name != "_headers"
            and not any(part.startswith(".") for part in name.split("/"))
        )
        asked = Asked(name=name if there else path[1:], is_there=there, signed_in=signed_in)
        return self.fault(asked, self._sound(asked, file))

    def _sound(self, asked: Asked, file: Path) -> Reply:
        common = {**headers_of(self.widest), "Cache-Control": cache_life("404.html", self.widest)}
        if not (self.widest or asked.signed_in or self.open_to_all(asked.name)):
            return Reply(status=401, headers={**common, "WWW-Authenticate": 'Basic realm="Casebook"'})
        if not asked.is_there:
            body = (self.folder / "404.html").read_bytes()
            return Reply(status=404, headers={**common, "Content-Type": TYPES[".html"]}, body=body)
        told = {"Content-Type": TYPES[file.suffix], "Cache-Control": cache_life(asked.name, self.widest)}
        return Reply(status=200, headers={**common, **told}, body=file.read_bytes(), packed=file.suffix != ".gz")


@contextmanager
def hosted(host: Host, tls: ssl.SSLContext | None = None) -> Iterator[Host]:
    """The host, running."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65_536  # headers and body in one packet: two of them wait for each other

        def do_GET(self) -> None:
            host.heard.append({name.lower(): value for name, value in self.headers.items()})
            reply = host.reply(self.path, self.headers.get("Authorization") == BASIC)
            packs = reply.packed and "gzip" in self.headers.get("Accept-Encoding", "") and len(reply.body) > 500
            body = gzip.compress(reply.body, 1) if packs else reply.body
            self.send_response(reply.status)
            for name, value in {**reply.headers, **({"Content-Encoding": "gzip"} if packs else {})}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that leaves early is no news."""

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    host.address = f"{'https' if tls else 'http'}://localhost:{server.server_port}/"
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()

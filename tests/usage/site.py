"""A small site that counts, or does not, and a server that notes what pages send."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from generator.build import build
from generator.config import read_config
from generator.order import Order
from tests.bad.base import ARTICLE, ARTICLE_FILE, CASE, CASE_FILE, ORG, ORG_FILE
from tests.folders import write_site

BEACON = "/casebook-usage"
_GRANTED = "consent: {status: granted, web: [alias], seminar: [alias], proposal: [alias]}\n"


def write(root: Path, more: str = "") -> Path:
    """The content of a site with one case and one article."""
    return write_site(
        root,
        {
            "site_config.yml": f"site_name: 見本\n{more}",
            ORG_FILE: ORG,
            CASE_FILE: CASE + _GRANTED,
            ARTICLE_FILE: ARTICLE,
        },
    )


def made(root: Path, output: Path, audience: str = "sales") -> dict[str, bytes]:
    """The files of a site, built into ``output``."""
    config, problems = read_config(root / "site_config.yml")
    assert config is not None, problems
    order = Order(config=config, audience=audience, output=output, as_of=date(2026, 11, 20), jobs=1, use_cache=False)
    outcome = build(order)
    assert outcome.release is not None, outcome.problems
    return dict(outcome.release.files)


@dataclass
class Server:
    """Where a site stands, and what was posted there: path with query, headers, body."""

    address: str = ""
    posted: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    @property
    def asked(self) -> list[str]:
        """The paths alone."""
        return [path for path, _, _ in self.posted]


@contextmanager
def counting(root: Path) -> Iterator[Server]:
    """Serve a folder; what is posted is noted and answered with 204."""
    server = Server()

    class Handler(SimpleHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            server.posted.append((self.path, dict(self.headers), body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(root)))
    server.address = f"http://127.0.0.1:{http.server_port}/"
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()

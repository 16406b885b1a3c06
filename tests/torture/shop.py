"""Places to publish to (a store that speaks S3 on this machine, a folder), a reader who keeps loading their pages, and
two releases to publish there."""

from __future__ import annotations

import http.client
import os
import random
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from unittest import mock
from urllib.parse import quote

from PIL import Image

from benchmarks.corpus import write_site
from generator import theme_assets
from generator.check import read_page
from generator.delivery.rclone import find_rclone

from ..programs import free_ports
from .trial import built, bytes_of

BUCKET = "shelf"
_PATIENCE = 10.0
_STARTING = 60.0
_PAUSE = 0.01
"""Seconds between two pages of a reader: the server tells all it does in its log."""
_ASKED = re.compile(rb"serve s3: (CREATE OBJECT|DELETE): \S+ (\S+)$")


class Server:
    """``rclone serve s3`` with its files in memory, where each is put whole; anybody may read."""

    def __init__(self, log: Path, port: int) -> None:
        self._log, self._port = log, port
        self._read = 0
        self._seen: list[tuple[str, str]] = []

    @property
    def environment(self) -> Mapping[str, str]:
        """What tells rclone of the remote ``shop:``."""
        remote = {
            "TYPE": "s3",
            "PROVIDER": "Rclone",
            "ENDPOINT": f"http://127.0.0.1:{self._port}",
            "ACCESS_KEY_ID": "k",
            "SECRET_ACCESS_KEY": "s",
        }
        return {"RCLONE_CONFIG": os.devnull, **{f"RCLONE_CONFIG_SHOP_{key}": value for key, value in remote.items()}}

    def connect(self) -> http.client.HTTPConnection:
        """A connection to it."""
        return http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)

    def get(self, path: str) -> tuple[int, bytes, Mapping[str, str]]:
        """Status, bytes and headers of an object of the bucket, or of the bucket itself ("?…")."""
        connection = self.connect()
        try:
            connection.request("GET", f"/{BUCKET}{path}" if path.startswith("?") else f"/{BUCKET}/{path}")
            answer = connection.getresponse()
            return answer.status, answer.read(), dict(answer.getheaders())
        except http.client.IncompleteRead as cut:
            return 200, cut.partial, {}
        finally:
            connection.close()

    def put(self, path: str, data: bytes) -> None:
        """Somebody puts an object there."""
        connection = self.connect()
        try:
            connection.request("PUT", f"/{BUCKET}/{path}", data)
            assert connection.getresponse().status == 200
        finally:
            connection.close()

    def keys(self, prefix: str) -> set[str]:
        """The paths of all objects below a prefix, without it."""
        found: set[str] = set()
        marker = ""
        while True:
            _, data, _ = self.get(f"?list-type=2&prefix={quote(prefix)}&start-after={quote(marker)}")
            some = re.findall(r"<Key>([^<]+)</Key>", data.decode())
            if not some:
                return {key.removeprefix(prefix) for key in found}
            found.update(some)
            marker = some[-1]

    def contents(self, prefix: str) -> dict[str, bytes]:
        """Every object below a prefix."""
        return {key: self.get(prefix + key)[1] for key in sorted(self.keys(prefix))}

    def said(self, what: str = "CREATE OBJECT") -> list[str]:
        """The paths of all that was put ("CREATE OBJECT") or deleted ("DELETE"), in the order of arrival."""
        with self._log.open("rb") as log:
            log.seek(self._read)
            *lines, rest = log.read().split(b"\n")
            self._read = log.tell() - len(rest)
        told = (_ASKED.search(line) for line in lines)
        self._seen += [(found[1].decode(), found[2].decode()) for found in told if found]
        return [path for asked, path in self._seen if asked == what]


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A server that has one empty bucket, gone in the end. Its log lies in ``folder``."""
    (port,) = free_ports(1)
    log = folder / "s3.log"
    command = [find_rclone(), "serve", "s3", ":memory:", "--addr", f"127.0.0.1:{port}", "-vv"]
    with (
        log.open("wb") as said,
        subprocess.Popen(command, stdout=said, stderr=said, env={**os.environ, "RCLONE_CONFIG": os.devnull}) as process,
    ):
        try:
            server = Server(log, port)
            _wait_for(server)
            yield server
        finally:
            process.kill()


def _wait_for(server: Server) -> None:
    until = time.monotonic() + _STARTING
    while True:
        try:
            connection = server.connect()
            connection.request("PUT", f"/{BUCKET}")
            assert connection.getresponse().status == 200
            connection.close()
            return
        except OSError:
            assert time.monotonic() < until, "the server does not start"
            time.sleep(0.05)


class Folder:
    """A folder that is published to, and read as a server of files reads it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._before: dict[str, tuple[int, int]] = {}
        self._seen: list[str] = []

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and bytes of a file."""
        try:
            return 200, (self._root / path).read_bytes()
        except FileNotFoundError:
            return 404, b""

    def contents(self) -> dict[str, bytes]:
        """Every file."""
        return bytes_of(self._root) if self._root.is_dir() else {}

    def said(self) -> list[str]:
        """The paths of all that was put there; two puts of one path count once where nobody asked in between."""
        files = {
            path.relative_to(self._root).as_posix(): path.stat() for path in self._root.rglob("*") if path.is_file()
        }
        there = {path: (status.st_ino, status.st_mtime_ns) for path, status in files.items()}
        self._seen += [path for path, status in there.items() if self._before.get(path) != status]
        self._before = there
        return list(self._seen)


class Reader:
    """Loads pages at random, each with all that it loads, as long as it is asked to; ``get`` gives status and bytes.

    A page that comes cut off is asked for once more: a server may read an object while it is being replaced."""

    def __init__(self, get: Callable[[str], tuple[int, bytes]], pages: list[str]) -> None:
        self._get, self._pages = get, pages
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self.loads = 0
        self.broken: list[str] = []

    def __enter__(self) -> Reader:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(_PATIENCE)

    def _read(self) -> None:
        rng = random.Random(1)
        while not self._stop.wait(_PAUSE):
            page = rng.choice(self._pages)
            status, data = self._get(page)
            if status == 200 and not _whole(data):
                status, data = self._get(page)
            if status == 200:
                self.loads += 1
                self.broken += [f"{page}: {each}" for each in self._missing(page, data)]

    def _missing(self, page: str, data: bytes) -> Iterator[str]:
        if not _whole(data):
            yield "cut off"
        for address in read_page(page, data).loads:
            path = address.partition("?")[0].partition("#")[0]
            if path and ":" not in path:
                file = path[1:] if path.startswith("/") else normpath(join(dirname(page), path))
                status, _ = self._get(file)
                if status != 200:
                    yield f"{address} {status}"


def _whole(data: bytes) -> bool:
    return data.rstrip().endswith(b"</html>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Releases:
    """A site folder, whose content is that of ``new``, and two built sites: by path, and their files."""

    root: Path
    old: Path
    new: Path

    @property
    def pages(self) -> list[str]:
        """Every page of either."""
        return sorted({name for each in (self.old, self.new) for name in bytes_of(each) if name.endswith(".html")})


CONFIG = """\
site_name: 見本
default_audience: public
publish:
  web: {to: "shop:shelf/web", audience: public}
  inside: {to: "shop:shelf/inside", audience: sales}
  folder: {to: www, audience: public}
"""


def two_releases(root: Path, pages: int = 12) -> Releases:
    """Two sites for the public that differ in every page: another style sheet and script, another picture, a page
    more, and a page less."""
    root.mkdir()
    write_site(root, pages, cases=0)
    (root / "site_config.yml").write_text(CONFIG, "utf-8")
    article = root / "content" / "articles" / "guide" / "pictured.md"
    article.parent.mkdir(parents=True)
    text = "---\ntitle: 絵のある記事\naudience: public\n{}---\n\n本文です。\n\n![集まりのようす](picture.png)\n"
    picture = article.parent / "picture.png"
    article.write_text(text.format("redirect_from: [/articles/guide/old-place/]\n"), "utf-8")
    _draw(picture, (200, 40, 40))
    old = _built(root, "old")
    article.write_text(text.format(""), "utf-8")
    _draw(picture, (40, 40, 200))
    further = "---\ntitle: 新しい記事\naudience: public\n---\n\n[絵のある記事](pictured.md)の続きです。\n"
    (article.parent / "further.md").write_text(further, "utf-8")
    theme = root.parent / "theme"
    shutil.copytree(theme_assets.default_dir(), theme)
    for name in ("css/base.css", "js/casebook.js"):
        path = theme / "assets" / name
        path.write_text(path.read_text("utf-8") + "\n" + ("//" if name.endswith("js") else "a{top:0}") + "\n", "utf-8")
    with mock.patch.object(theme_assets, "default_dir", lambda: theme):
        new = _built(root, "new")
    return Releases(root=root, old=old, new=new)


def _built(root: Path, name: str) -> Path:
    outcome = built(root, "public", root / name)
    assert outcome.release is not None, outcome.problems
    return root / name


def _draw(path: Path, colour: tuple[int, int, int]) -> None:
    Image.new("RGB", (40, 30), colour).save(path)

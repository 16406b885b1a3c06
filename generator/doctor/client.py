"""Asks one host for addresses, within limits of time and size, and never another host."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TypeAlias
from urllib.parse import SplitResult, quote, urljoin, urlsplit

_Connection: TypeAlias = "http.client.HTTPConnection"

_STEPS = 5
_MOVED = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class NoAnswer(Exception):
    """The host could not be asked; the message says why, in Japanese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds for one answer and for all of them, and the bytes of one answer, packed or unpacked."""

    answer: float = 20.0
    visit: float = 300.0
    size: int = 16_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back from the address where redirects within the site's host ended.

    ``headers`` by lower-case names. ``body`` is unpacked where ``Content-Encoding`` said so; it is cut where ``whole``
    is False. ``moved_to`` is the address of another host that was not followed, "" for none; ``moved`` is true also
    where this host sent us on to another path."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    whole: bool = True
    moved: bool = False
    moved_to: str = ""

    @property
    def is_found(self) -> bool:
        """True where the address itself answered with something."""
        return self.status == 200 and not self.moved

    @property
    def is_closed(self) -> bool:
        """True where one has to sign in first: refused, or sent to a page to sign in on."""
        return self.status in (401, 403, 407) or bool(self.moved_to) or self.moved


class Client:
    """Asks for addresses below ``address``, which ends in a slash; ``sign_in`` are the headers that open the site."""

    def __init__(self, address: str, sign_in: Mapping[str, str], limits: Limits) -> None:
        self.address = address
        self._sign_in = dict(sign_in)
        self._limits = limits
        self._end = time.monotonic() + limits.visit
        self._connection: _Connection | None = None
        self._origin = ("", "", 0)

    def get(self, path: str, *, signed_in: bool = True) -> Answer:
        """The answer to ``path``, which counts from the site. Raises NoAnswer."""
        start = urlsplit(self.address + quote(path, errors="replace"))
        at = start
        for _ in range(_STEPS):
            answer = self._asked(at, self._sign_in if signed_in and origin(at) == origin(start) else {})
            to = urlsplit(urljoin(at.geturl(), answer.headers.get("location", "")))
            if answer.status not in _MOVED or "location" not in answer.headers:
                return replace(answer, moved=_is_elsewhere(start, at))
            if to.hostname != start.hostname or origin(to) != origin(start):
                return replace(answer, moved=True, moved_to=f"{to.scheme}://{to.netloc}/")
            at = to
        raise NoAnswer(f"「{start.path}」の転送が、いつまでも続きます。")

    def close(self) -> None:
        """Leave the host."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _asked(self, at: SplitResult, sign_in: Mapping[str, str]) -> Answer:
        """One answer; asked again where the host had closed the connection meanwhile."""
        for attempt in (1, 2):
            kept = self._connection is not None and origin(at) == self._origin
            try:
                return self._answer(at, sign_in)
            except (http.client.HTTPException, OSError, zlib.error) as fault:
                self.close()
                if attempt == 2 or not kept or isinstance(fault, TimeoutError):
                    raise NoAnswer(_reason(fault, at)) from fault
        raise AssertionError("unreachable")

    def _answer(self, at: SplitResult, sign_in: Mapping[str, str]) -> Answer:
        connection = self._connected(at)
        with self._watched(connection):
            target = f"{at.path or '/'}{'?' + at.query if at.query else ''}"
            headers = {"Accept-Encoding": "gzip", "User-Agent": "casebook-doctor", **sign_in}
            connection.request("GET", target, headers=headers)
            response = connection.getresponse()
            told = _told(response)
            raw = response.read(self._limits.size + 1)
            whole = len(raw) <= self._limits.size and not response.length
            if not whole or response.will_close:
                self.close()
        body, unpacked = _unpacked(raw[: self._limits.size], told, self._limits.size)
        return Answer(status=response.status, headers=told, body=body, whole=whole and unpacked)

    def _connected(self, at: SplitResult) -> _Connection:
        if self._connection is None or self._origin != origin(at):
            self.close()
            scheme, host, port = self._origin = origin(at)
            if scheme == "https":
                context = ssl.create_default_context()
                self._connection = http.client.HTTPSConnection(host, port, timeout=self._left(), context=context)
            else:
                self._connection = http.client.HTTPConnection(host, port, timeout=self._left())
        if self._connection.sock is None:
            self._connection.connect()
        return self._connection

    def _left(self) -> float:
        left = min(self._limits.answer, self._end - time.monotonic())
        if left <= 0:
            raise TimeoutError
        return left

    @contextmanager
    def _watched(self, connection: _Connection) -> Iterator[None]:
        """End an answer that takes too long, however steadily it drips."""
        late = threading.Event()
        line = connection.sock

        def end() -> None:
            late.set()
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(self._left(), end)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (http.client.HTTPException, OSError) as fault:
            if late.is_set():
                raise TimeoutError from fault
            raise
        finally:
            timer.cancel()
        if late.is_set():
            raise TimeoutError


def origin(address: SplitResult) -> tuple[str, str, int]:
    """Scheme, host and port of an address."""
    scheme = address.scheme.lower()
    return scheme, address.hostname or "", address.port or _PORTS.get(scheme, 0)


def _is_elsewhere(start: SplitResult, end: SplitResult) -> bool:
    """A slash that was put to the end is no other address."""
    return start.path.rstrip("/") != end.path.rstrip("/")


def _told(response: http.client.HTTPResponse) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in response.getheaders():
        key = name.lower()
        found[key] = f"{found[key]}, {value}" if key in found else value
    return found


def _unpacked(raw: bytes, headers: Mapping[str, str], size: int) -> tuple[bytes, bool]:
    """The body as a browser would have it, and whether that is all of it."""
    if headers.get("content-encoding", "").strip().lower() not in ("gzip", "x-gzip"):
        return raw, True
    return inflated(raw, size)


def inflated(packed: bytes, size: int) -> tuple[bytes, bool]:
    """At most ``size`` bytes of a gzip file, and whether that is all of them. Raises zlib.error."""
    opener = zlib.decompressobj(wbits=31)
    data = opener.decompress(packed, size)
    return data, opener.eof


def _reason(fault: Exception, at: SplitResult) -> str:
    if isinstance(fault, TimeoutError):
        return f"「{at.path}」の返事が、時間のうちに終わりません。"
    if isinstance(fault, ssl.SSLCertVerificationError):
        return f"証明書を確かめられません（{fault.verify_message}）。"
    if isinstance(fault, socket.gaierror):
        return f"「{at.hostname}」という名前のホストが見つかりません。"
    if isinstance(fault, OSError) and fault.strerror:
        return f"つながりません（{fault.strerror}）。"
    return f"「{at.path}」の返事を読めません（{type(fault).__name__}）。"

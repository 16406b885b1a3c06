"""The doctor finds every fault that is planted in a sound host, says nothing else, and says nothing of a sound one."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator import doctor
from generator.cli import main
from generator.doctor import Limits, Order, examine
from generator.doctor.visit import GUESSED, due_on
from generator.english import in_english

from ..torture.trial import bytes_of
from .conftest import Small
from .servers import certificate
from .sound import BASIC, PASSWORD, USER, Asked, Fault, Host, Reply, hosted, sound

TODAY = date(2026, 11, 20)
CIRCLES = ("public", "sales")


@contextmanager
def running(folder: Path, circle: str, fault: Fault = sound, tls: ssl.SSLContext | None = None) -> Iterator[Host]:
    with hosted(Host(folder=folder, widest=circle == "public", fault=fault), tls) as host:
        yield host


def order(host: Host, circle: str, sign_in: Mapping[str, str] | bool = True) -> Order:
    """What is asked of a host; with True, with the password of a site that needs one."""
    basic = {"Authorization": BASIC} if sign_in and circle != "public" else {}
    return Order(
        address=host.address,
        audience=circle,
        widest=circle == "public",
        today=TODAY,
        neighbours=("site-editors/",),
        sign_in=basic if isinstance(sign_in, bool) else sign_in,
    )


def told(host: Host, circle: str, sign_in: Mapping[str, str] | bool = True) -> list[str]:
    """The codes of what is found, sorted."""
    return sorted(problem.code for problem in examine(order(host, circle, sign_in)).problems)


@pytest.mark.parametrize("circle", CIRCLES)
def test_a_sound_site_has_no_problem(circle: str, small: Small) -> None:
    with running(small(circle), circle) as host:
        found = examine(order(host, circle))
    assert found.problems == ()
    assert found.asked > 60


def where_name(test: str, **changed: str) -> Fault:
    """A fault in the headers of files whose names end so."""
    return lambda asked, reply: reply.but(**changed) if asked.is_there and asked.name.endswith(test) else reply


def every(**changed: str) -> Fault:
    """A fault in the headers of every answer."""
    return lambda asked, reply: reply.but(**changed)


def there(path: str, body: str = "ここにあります") -> Fault:
    """A path that answers."""
    page = {"Content-Type": "text/html; charset=utf-8"}
    return lambda asked, reply: (
        Reply(status=200, headers={**reply.headers, **page}, body=body.encode()) if asked.name == path else reply
    )


def unknown(status: int = 0, body: bytes | None = None, **changed: str) -> Fault:
    """A fault in the answers to addresses that lead nowhere."""

    def fault(asked: Asked, reply: Reply) -> Reply:
        if asked.is_there:
            return reply
        other = reply.but(**changed)
        return replace(other, status=status or reply.status, body=reply.body if body is None else body)

    return fault


def body_of(test: str, old: bytes, new: bytes) -> Fault:
    """A file whose bytes have changed on the way."""

    def fault(asked: Asked, reply: Reply) -> Reply:
        if not (asked.is_there and test in asked.name):
            return reply
        return replace(reply, body=reply.body.replace(old, new) if old else new)

    return fault


def listed(asked: Asked, reply: Reply) -> Reply:
    """A list of what is in the folder of scripts, as servers make it."""
    return replace(reply, status=200, body=b"<h1>Index of /assets/</h1>") if asked.name == "assets/" else reply


def gone(test: str, status: int = 404) -> Fault:
    return lambda asked, reply: replace(reply, status=status) if test in asked.name else reply


def unpacked(asked: Asked, reply: Reply) -> Reply:
    return replace(reply, packed=False)


def packed_twice(asked: Asked, reply: Reply) -> Reply:
    return replace(reply, packed=True) if asked.name.endswith(".gz") else reply


FAULTS: dict[str, tuple[str, Fault, str]] = {
    "no policy": ("public", every(Content_Security_Policy=""), "header-missing"),
    "no nosniff on errors": ("public", unknown(X_Content_Type_Options=""), "header-missing"),
    "no referrer policy": ("sales", every(Referrer_Policy=""), "header-missing"),
    "may be listed": ("sales", every(X_Robots_Tag=""), "header-missing"),
    "weak policy": (
        "public",
        every(Content_Security_Policy="default-src 'self' 'unsafe-inline'; frame-ancestors 'none'"),
        "header-differs",
    ),
    "in frames": ("sales", every(Content_Security_Policy="frame-ancestors *"), "header-differs"),
    "tells where from": ("sales", every(Referrer_Policy="unsafe-url"), "header-differs"),
    "not to be listed": ("public", every(X_Robots_Tag="noindex"), "header-differs"),
    "asks for a password": ("public", gone("", 401), "sign-in-asked"),
    "git folder": ("public", there(".git/HEAD", "ref: refs/heads/main"), "exposed-file"),
    "configuration": ("sales", there("site_config.yml"), "exposed-file"),
    "content": ("public", there("content/taxonomy.yml"), "exposed-file"),
    "archive": ("public", there("site.zip"), "exposed-file"),
    "another circle beside it": ("public", there("site-editors/"), "exposed-file"),
    "a sheet for sales": ("public", there("brief/"), "stray-page"),
    "a case of another circle": ("public", there("cases/case-0002/"), "stray-page"),
    "drafts": ("sales", there("review/"), "stray-page"),
    "folder listed": ("public", listed, "folder-listed"),
    "found where nothing is": ("public", unknown(status=200), "not-found-status"),
    "the server's own error page": ("public", unknown(body=b"<h1>Not Found</h1>"), "not-found-page"),
    "not packed": ("public", unpacked, "not-compressed"),
    "pages kept long": ("public", where_name(".html", Cache_Control="max-age=86400"), "cache-too-long"),
    "worker kept long": ("public", where_name("sw.js", Cache_Control="max-age=31536000, immutable"), "cache-too-long"),
    "nothing said of keeping": ("public", where_name("feed.xml", Cache_Control=""), "cache-too-long"),
    "errors kept long": ("public", unknown(Cache_Control="max-age=31536000, immutable"), "cache-too-long"),
    "styles not kept": ("public", where_name(".css", Cache_Control="no-cache"), "cache-too-short"),
    "kept for others": ("sales", where_name(".css", Cache_Control="public, max-age=31536000"), "cache-shared"),
    "pages kept for others": ("sales", where_name(".html", Cache_Control="no-cache, s-maxage=60"), "cache-shared"),
    "scripts as text": ("public", where_name(".js", Content_Type="text/plain"), "wrong-content-type"),
    "calendar as a download": (
        "public",
        where_name(".ics", Content_Type="application/octet-stream"),
        "wrong-content-type",
    ),
    "index as a page": ("public", where_name(".gz", Content_Type="text/html"), "wrong-content-type"),
    "pages without encoding": ("public", where_name(".html", Content_Type="text/html"), "wrong-content-type"),
    "index packed twice": ("public", packed_twice, "index-encoded"),
    "a part of another index": ("public", body_of("index/records.", b"", b"{}"), "index-broken"),
    "words of another index": ("public", body_of("index/names.", b"", b"[]"), "index-broken"),
    "the index of another release": ("public", body_of("index/manifest.json", b"core.", b"core.0"), "index-broken"),
    "half a release": ("public", gone("index/core."), "file-unserved"),
    "pages missing": ("public", gone("articles/operation/reply", 500), "file-unserved"),
    "no record": ("public", gone("build.json"), "not-a-site"),
    "a record of something else": ("public", body_of("build.json", b'"casebook"', b'"x"'), "not-a-site"),
    "out of date": (
        "public",
        body_of("build.json", b'"fresh_until": null', b'"fresh_until": "2026-11-20"'),
        "site-outdated",
    ),
    "the site of another circle": ("public", body_of("build.json", b'"public"', b'"editors"'), "wrong-circle"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_and_nothing_else(name: str, small: Small) -> None:
    circle, fault, code = FAULTS[name]
    with running(small(circle), circle, fault) as host:
        assert told(host, circle) == [code]


def known(folder: Path) -> Mapping[str, str]:
    """The digest of each file that was built."""
    return {path: hashlib.sha256(data).hexdigest() for path, data in bytes_of(folder).items()}


REWRITTEN: dict[str, tuple[str, str, Fault]] = {
    "a page": ("public", "/articles/operation/reply/", body_of("operation/reply/index", b"</main>", b"<a></main>")),
    "an internal page": ("sales", "/cases/case-0001/", body_of("cases/case-0001/index", b"</main>", b"\n</main>")),
    "a style": ("public", ".css", body_of(".css", b"{", b"{top:0;")),
    "a script": ("public", ".js", body_of(".js", b";", b";;")),
    "the feed": ("public", "/feed.xml", body_of("feed.xml", b"</feed>", b"</feed> ")),
    "the record": ("public", "/build.json", body_of("build.json", b'_until": null', b'_until": "2099-01-01"')),
}


@pytest.mark.parametrize("name", REWRITTEN)
def test_what_somebody_rewrote_is_found_where_the_release_is_known(name: str, small: Small) -> None:
    circle, place, fault = REWRITTEN[name]
    digests = known(small(circle))
    with running(small(circle), circle, fault) as host:
        tree = json.loads((small(circle) / "build.json").read_bytes())["tree"]
        asked = replace(order(host, circle), known=lambda told: digests if told == tree else None)
        (problem,) = examine(asked).problems
        assert problem.code == "file-differs" and place in problem.message
        host.fault = sound
        found = examine(asked)
    assert found.problems == () and found.compared > 40


def test_another_release_than_was_expected_is_told(small: Small) -> None:
    with running(small("public"), "public") as host:
        found = examine(replace(order(host, "public"), tree="0" * 64))
    assert [problem.code for problem in found.problems] == ["other-release"]


def test_each_file_has_its_turn() -> None:
    rest = [f"cases/case-{number:04}/index.html" for number in range(1001)]
    theme = ["assets/casebook.0a1b2c3d.css", "assets/casebook.0a1b2c3d.js"]
    names = [*rest, *theme, "_headers", "search/index/terms.3-0a1b2c.gz"]
    days = [due_on(date.fromordinal(TODAY.toordinal() + day), names) for day in range(6)]
    assert sorted(name for day in days for name in day if name not in theme) == rest
    assert all(day[:2] == theme and len(day) <= 202 for day in days)
    assert due_on(TODAY, []) == []


def test_a_site_without_sign_in_is_found(small: Small) -> None:
    with hosted(Host(folder=small("sales"), widest=False, open_to_all=lambda name: True)) as host:
        assert told(host, "sales") == ["sign-in-missing"]
        assert told(host, "sales", sign_in=False) == ["sign-in-missing"]


@pytest.mark.parametrize("name", ["feed.xml", "search/index/manifest.json", "robots.txt", "build.json"])
def test_one_file_without_sign_in_is_found(name: str, small: Small) -> None:
    with hosted(Host(folder=small("sales"), widest=False, open_to_all=lambda asked: asked == name)) as host:
        found = examine(order(host, "sales")).problems
    assert [problem.code for problem in found] == ["sign-in-missing"]
    assert f"「/{name}」" in found[0].message


def test_a_page_to_sign_in_on_is_no_open_site(small: Small) -> None:
    page = Reply(status=200, headers={"Content-Type": "text/html; charset=utf-8"}, body=b"<h1>Sign in</h1>")
    with running(small("sales"), "sales", lambda asked, reply: reply if asked.signed_in else page) as host:
        assert told(host, "sales") == []


def test_without_a_password_the_inside_is_not_judged(small: Small) -> None:
    with running(small("sales"), "sales") as host:
        assert told(host, "sales", sign_in=False) == ["sign-in-unseen"]


def test_a_wrong_password_is_told(small: Small) -> None:
    with running(small("sales"), "sales") as host:
        assert told(host, "sales", sign_in={"Authorization": "Basic eDp5"}) == ["sign-in-refused"]


def test_a_password_goes_to_no_other_host(small: Small) -> None:
    """Neither a redirect to another port nor one to another name is followed."""
    with running(small("sales"), "sales") as other, running(small("sales"), "sales") as host:
        host.fault = lambda asked, reply: Reply(status=302, headers={"Location": f"{other.address}{asked.name}"})
        assert told(host, "sales") == ["sign-in-refused"]
        assert other.heard == []
        assert {heard.get("authorization") for heard in host.heard} == {BASIC}


def test_a_redirect_within_the_host_may_be_followed(small: Small) -> None:
    with running(small("public"), "public", moved) as host:
        assert told(host, "public") == []


def moved(asked: Asked, reply: Reply) -> Reply:
    """Hosts may answer for the page of errors by sending us to an address without its suffix."""
    if asked.name == "404.html":
        return Reply(status=308, headers={**reply.headers, "Location": "/404"})
    return reply


def test_a_host_may_hang_up_on_who_tries_addresses(small: Small) -> None:
    def hangs_up(asked: Asked, reply: Reply) -> Reply:
        if asked.name in GUESSED:
            raise ConnectionError
        return reply

    with running(small("public"), "public", hangs_up) as host:
        assert told(host, "public") == []


def test_redirects_end(small: Small) -> None:
    with running(small("public"), "public") as host:
        host.fault = lambda asked, reply: Reply(status=302, headers={"Location": f"/{asked.name}x"})
        assert told(host, "public") == ["site-unreachable"]


def test_a_site_that_is_not_encrypted_is_told(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LOOPBACK", frozenset())
    with running(small("public"), "public") as host:
        assert told(host, "public") == ["not-encrypted"]


@pytest.fixture
def tls(tmp_path: Path) -> ssl.SSLContext:
    """A server's side of an encrypted connection; its certificate is in ``fullchain.pem``."""
    made, key = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context


def test_an_encrypted_site_says_that_it_stays_so(
    small: Small, tls: ssl.SSLContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(small("public"), "public", tls=tls) as host:
        assert told(host, "public") == ["site-unreachable"], "nobody vouches for the certificate"
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "fullchain.pem"))
        assert told(host, "public") == ["header-missing"]
        host.fault = every(Strict_Transport_Security="max-age=3600")
        assert told(host, "public") == ["header-missing"]
        host.fault = every(Strict_Transport_Security="max-age=31536000; includeSubDomains")
        assert told(host, "public") == []


def test_a_plain_address_may_lead_to_the_encrypted_one(
    small: Small, tls: ssl.SSLContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "fullchain.pem"))
    stays = every(Strict_Transport_Security="max-age=31536000")
    with running(small("public"), "public", stays, tls) as encrypted, running(small("public"), "public") as plain:
        plain.fault = lambda asked, reply: Reply(status=301, headers={"Location": f"{encrypted.address}{asked.name}"})
        assert told(plain, "public") == []
        assert len(plain.heard) == 1 and len(encrypted.heard) > 60


def test_nobody_there(small: Small) -> None:
    with running(small("public"), "public") as host:
        pass
    assert told(host, "public") == ["site-unreachable"]


HOSTILE = (
    *("../../../etc/passwd", "//elsewhere.invalid/x", "http://elsewhere.invalid/", "\\ud800.html", "a\r\nX: y.html"),
    *(f"search/index/terms.{'9' * 5000}-abcdef.gz", f"cases/case-{'9' * 5000}/index.html", "?", "#", "\x1b[2J.html"),
)


def test_a_record_that_means_harm_asks_no_other_host(small: Small) -> None:
    names = json.dumps(["index.html", *HOSTILE]).replace("\\\\ud800", "\\ud800")
    record = f'{{"generator": "casebook", "audience": "public", "fresh_until": null, "files": {names}}}'
    with running(small("public"), "public", body_of("build.json", b"", record.encode())) as host:
        assert told(host, "public") == ["file-unserved", "stray-page"]
        assert {heard["host"] for heard in host.heard} == {urlsplit(host.address).netloc}


@pytest.mark.parametrize("body", [b"[" * 100_000, b"\xff", b"null", b'{"generator": "casebook"}', b""])
def test_a_record_that_cannot_be_read(body: bytes, small: Small) -> None:
    with running(small("public"), "public", body_of("build.json", b"", body)) as host:
        assert told(host, "public") == ["not-a-site"]


@contextmanager
def raw(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """The address of a server that speaks as it likes to whoever comes."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    line, _ = server.accept()
                    with line, suppress(OSError):
                        line.recv(4096)
                        answer(line)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://localhost:{server.getsockname()[1]}/"
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def drips(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\n")
    for at in range(90):
        line.sendall(f"X-{at}: x\r\n".encode())
        time.sleep(0.2)


def never_ends(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(2_000):
        line.sendall(b"x" * 65_536)


def bomb(line: socket.socket) -> None:
    packed = gzip.compress(bytes(4_000_000), 1)
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n"
    line.sendall(head.encode() + packed)


def nonsense(line: socket.socket) -> None:
    line.sendall(b"\x00\xff hello\r\n\r\n")


def cut(line: socket.socket) -> None:
    line.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"generator"')


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (drips, "site-unreachable"),
        (never_ends, "not-a-site"),
        (bomb, "not-a-site"),
        (nonsense, "site-unreachable"),
        (cut, "not-a-site"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_host_that_misbehaves_is_left_in_time(answer: Callable[[socket.socket], None], code: str) -> None:
    limits = Limits(answer=1.5, visit=4.0, size=1_000_000)
    started = time.monotonic()
    with raw(answer) as address:
        asked = Order(address=address, audience="public", widest=True, today=TODAY, limits=limits)
        assert [problem.code for problem in examine(asked).problems] == [code]
    assert time.monotonic() - started < 8


def command(host: Host, root: Path, *flags: str) -> int:
    return main(["doctor", host.address, "--config", str(root / "site_config.yml"), "--as-of", "2026-11-20", *flags])


def test_the_command(small: Small, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "password").write_text(f"{PASSWORD}\n", "utf-8")
    inside = ["--user", USER, "--password-file", str(tmp_path / "password")]
    with running(small("sales"), "sales") as host:
        assert command(host, root, *inside) == 0
        assert re.fullmatch(
            r"\d+ か所を調べました。問題はありません（営業向け）。手元に.*照らしていません。\n", capsys.readouterr().out
        )
        assert command(host, root) == 0
        assert "sign-in-unseen" in capsys.readouterr().err
        assert command(host, root, "--strict") == 1
        assert command(host, root, "--audience", "public") == 1
        assert "sign-in-asked" in capsys.readouterr().err
        (tmp_path / "password").write_text("ちがう", "utf-8")
        assert command(host, root, *inside) == 2
        assert "sign-in-refused" in capsys.readouterr().err
        (tmp_path / "headers").write_text(f"Authorization: {BASIC}\n", "utf-8")
        assert command(host, root, "--headers-file", str(tmp_path / "headers")) == 0
        host.fault = every(Referrer_Policy="")
        capsys.readouterr()
        assert command(host, root, "--headers-file", str(tmp_path / "headers"), "--format", "json") == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert problem["code"] == "header-missing" and problem["severity"] == "error"
    assert command(host, root) == 2
    assert "site-unreachable" in capsys.readouterr().err


def test_what_was_built_or_published_here_is_held_against_the_site(
    small: Small, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small("public")
    rewritten = body_of("articles/operation/reply/index", b"</main>", b"<a></main>")
    with running(folder, "public") as host:
        assert command(host, root, "--audience", "public", "--site", str(folder)) == 0
        assert re.search(r"うち \d+ 件は、ビルドした中身と照らしました。", capsys.readouterr().out)
        host.fault = rewritten
        assert command(host, root, "--audience", "public", "--site", str(folder)) == 1
        assert "file-differs" in capsys.readouterr().err
        assert command(host, root, "--audience", "public") == 0, "nobody here knows the release"
        copy = tmp_path / "copy"
        shutil.copytree(root, copy)
        to = str(tmp_path / "www")
        flags = ["--config", str(copy / "site_config.yml"), "--audience", "public", "--as-of", "2026-11-20"]
        assert main(["publish", to, "--site", str(folder), "--wait", "0", *flags]) == 0
        capsys.readouterr()
        assert command(host, copy, "--audience", "public") == 1
        assert "file-differs" in capsys.readouterr().err
        host.fault = body_of("build.json", b'"tree": "', b'"tree": "0')
        assert command(host, root, "--audience", "public", "--site", str(folder)) == 1
        assert "other-release" in capsys.readouterr().err
        assert command(host, root, "--audience", "public", "--site", str(small("sales"))) == 2
        assert "社外公開向けのサイトがありません" in capsys.readouterr().err


def test_the_circle_is_known_by_its_address(
    small: Small, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with running(small("public"), "public") as host:
        told = f"site_name: 見本\nsites: {{public: {{site_url: '{host.address}'}}}}\n"
        (tmp_path / "site_config.yml").write_text(told, "utf-8")
        assert command(host, tmp_path) == 0
        assert "社外公開向け" in capsys.readouterr().out
        assert command(host, root) == 1
        assert "wrong-circle" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["ftp://localhost/"], "サイトのアドレスではありません"),
        (["localhost"], "サイトのアドレスではありません"),
        (["http://localhost:99999/"], "サイトのアドレスではありません"),
        (["https://sales:secret@localhost/"], "--user を使ってください"),
        (["https://localhost/?q=1"], "--user を使ってください"),
        (["https://例え.jp/"], "半角の形"),
        (["http://casebook.invalid/", "--user", "x", "--password-file", "PASSWORD"], "暗号化していないアドレス"),
        (["https://localhost/", "--user", "x"], "いつも一緒に使います"),
        (["https://localhost/", "--user", "x", "--password-file", "nowhere"], "を読めません"),
        (["https://localhost/", "--headers-file", "PASSWORD"], "1 行に 1 つのヘッダー"),
        (["https://localhost/", "--audience", "x"], "という audience はありません"),
    ],
)
def test_what_cannot_be_asked(
    flags: list[str], said: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "PASSWORD").write_text("ひみつ", "utf-8")
    given = [str(tmp_path / flag) if flag in ("PASSWORD", "nowhere") else flag for flag in flags]
    assert main(["doctor", *given, "--config", str(root / "site_config.yml")]) == 2
    captured = capsys.readouterr()
    assert said in captured.err and "ひみつ" not in captured.err and "secret" not in captured.err


def test_it_speaks_english(small: Small) -> None:
    with running(small("public"), "public", every(Content_Security_Policy="")) as host:
        (problem,) = examine(order(host, "public")).problems
    assert re.fullmatch(r"“/, /.+” and \d+ more: Content-Security-Policy is missing\.", in_english(problem.message))

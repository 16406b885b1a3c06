"""nginx and Caddy with the configurations that we ship: what they say of every file, who may read, and what a browser
makes of it."""

from __future__ import annotations

import base64
import gzip
import http.client
import json
import shutil
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, HttpCredentials, Page
from playwright.sync_api import Error as Refused

from generator import publish
from generator.cli import main
from generator.hosting import cache_life, headers_of
from tests.programs import need
from tests.whole import ROOT, built

from . import servers
from .servers import PASSWORD, SHIPPED, USER, Served
from .sound import BASIC, TYPES

CIRCLES = ("public", "sales")
ELSEWHERE = {
    "manifest.webmanifest": "application/manifest+json",
    "offline.0123abcd.json": "application/json",
    "assets/media/0123456789abcdef.png": "image/png",
    "assets/media/0123456789abcdef.webp": "image/webp",
    "assets/media/0123456789abcdef.pdf": "application/pdf",
    "assets/media/0123456789abcdef.csv": "text/csv",
    "assets/media/0123456789abcdef.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Files that other sites have: those that are read offline, and those with pictures and attachments."""
NOWHERE = (
    "nowhere/",
    "nowhere",
    "cases/nowhere/index.html",
    "assets/gone.js",
    "assets/gone.css",
    "search/index/gone.gz",
)
PACKED = frozenset({".html", ".css", ".js", ".json", ".xml", ".ics", ".txt", ".md", ".svg"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A server with the folders that it serves, by circle."""

    served: Served
    folders: dict[str, Path]

    def address(self, circle: str) -> str:
        return self.served.public if circle == "public" else self.served.internal


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Each server with both sites, and with what should never lie beside a site."""
    need(request.param)
    folder = tmp_path_factory.mktemp(request.param)
    folders = {}
    for circle in CIRCLES:
        folders[circle] = folder / circle
        shutil.copytree(built(circle)[0], folders[circle])
        for name in (".env", ".git/config", "assets/.htpasswd", *ELSEWHERE):
            (folders[circle] / name).parent.mkdir(exist_ok=True)
            (folders[circle] / name).write_text("secret", "utf-8")
    start = {"nginx": servers.nginx, "caddy": servers.caddy}[request.param]
    with start(folder, folders["sales"], folders["public"]) as served:
        yield Running(served=served, folders=folders)


@dataclass(slots=True)
class Reader:
    """Asks a server, as a browser with a password would."""

    running: Running
    circle: str
    sign_in: str = BASIC
    line: http.client.HTTPSConnection = field(init=False)

    def __post_init__(self) -> None:
        at = urlsplit(self.running.address(self.circle))
        context = ssl.create_default_context(cafile=self.running.served.authority)
        self.line = http.client.HTTPSConnection(at.hostname or "", at.port, context=context, timeout=20)

    def get(self, name: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers by lower-case name, body as sent."""
        sign_in = {"Authorization": self.sign_in} if self.sign_in and self.circle != "public" else {}
        self.line.request("GET", f"/{quote(name)}", headers={"Accept-Encoding": "gzip, br", **sign_in, **headers})
        answer = self.line.getresponse()
        return answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()


@contextmanager
def reading(running: Running, circle: str, sign_in: str = BASIC) -> Iterator[Reader]:
    reader = Reader(running, circle, sign_in)
    try:
        yield reader
    finally:
        reader.line.close()


def listed(running: Running, circle: str) -> list[str]:
    return [*json.loads((running.folders[circle] / "build.json").read_bytes())["files"], "build.json"]


def policies(circle: str) -> dict[str, str]:
    told = {name.lower(): value for name, value in headers_of(circle == "public").items()}
    return {**told, "strict-transport-security": "max-age=31536000"}


@pytest.mark.parametrize("circle", CIRCLES)
def test_every_file_comes_as_the_build_says(running: Running, circle: str) -> None:
    with reading(running, circle) as reader:
        for name in listed(running, circle):
            status, headers, body = reader.get(name.removesuffix("index.html"))
            if name == "_headers":
                assert status == 404
                continue
            data, suffix = (running.folders[circle] / name).read_bytes(), Path(name).suffix
            assert status == 200, name
            assert {key: headers.get(key) for key in policies(circle)} == policies(circle), name
            assert headers["cache-control"] == cache_life(name, circle == "public"), name
            assert headers["content-type"].split(";")[0] == TYPES[suffix].split(";")[0], name
            assert suffix not in (".html", ".md", ".txt", ".ics") or "utf-8" in headers["content-type"], name
            assert suffix in PACKED or "content-encoding" not in headers, name
            assert suffix not in PACKED or len(data) < 1000 or headers["content-encoding"] == "gzip", name
            assert (gzip.decompress(body) if "content-encoding" in headers else body) == data, name
            assert ("x-robots-tag" in headers) is (circle != "public")


@pytest.mark.parametrize("circle", CIRCLES)
def test_files_that_other_sites_have(running: Running, circle: str) -> None:
    with reading(running, circle) as reader:
        for name, kind in ELSEWHERE.items():
            status, headers, body = reader.get(name)
            assert (status, body) == (200, b"secret"), name
            assert headers["content-type"].split(";")[0] == kind
            assert headers["cache-control"] == cache_life(name, circle == "public"), name


def test_nothing_is_read_without_the_password(running: Running) -> None:
    wrong = "Basic " + base64.b64encode(f"{USER}:{PASSWORD[:-1]}".encode()).decode()
    with reading(running, "sales", "") as stranger:
        for name in [*listed(running, "sales"), "nowhere/", ".env"]:
            status, headers, body = stranger.get(name)
            assert status == 401, name
            assert headers["www-authenticate"].startswith("Basic ")
            assert headers["cache-control"] == "private, no-cache"
            assert {key: headers.get(key) for key in policies("sales")} == policies("sales"), name
            assert "事例".encode() not in body
    with reading(running, "sales", wrong) as guesser:
        assert guesser.get("")[0] == 401


@pytest.mark.parametrize("circle", CIRCLES)
@pytest.mark.parametrize(
    "path", [*NOWHERE, "assets/", "search/index/", ".env", ".git/config", "assets/.htpasswd", "_headers"]
)
def test_what_is_not_there(running: Running, circle: str, path: str) -> None:
    with reading(running, circle) as reader:
        status, headers, body = reader.get(path)
    assert status == 404
    assert gzip.decompress(body) == (running.folders[circle] / "404.html").read_bytes()
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"].endswith(" no-cache")
    assert {key: headers.get(key) for key in policies(circle)} == policies(circle)


def test_what_has_not_changed_is_not_sent_again(running: Running) -> None:
    with reading(running, "sales") as reader:
        _, first, _ = reader.get("")
        status, headers, body = reader.get("", **{"If-None-Match": first["etag"]})
    assert (status, body) == (304, b"")
    assert headers["cache-control"] == "private, no-cache"


def test_a_folder_without_its_slash_leads_to_its_page(running: Running) -> None:
    with reading(running, "sales") as reader:
        status, headers, _ = reader.get("cases")
    assert status in (301, 308)
    assert headers["location"] == "/cases/"


def test_the_plain_address_leads_to_the_encrypted_one(running: Running) -> None:
    at = urlsplit(running.served.plain)
    line = http.client.HTTPConnection(at.hostname or "", at.port, timeout=20)
    line.request("GET", "/cases/?q=1", headers={"Host": f"{servers.HOST}:{at.port}"})
    answer = line.getresponse()
    told = answer.getheader("Location", "")
    line.close()
    assert answer.status in (301, 308)
    assert told.startswith(f"https://{servers.HOST}") and told.endswith("/cases/?q=1")


def test_a_new_release_is_served_without_a_restart(running: Running) -> None:
    live = running.folders["public"]
    staging = live.with_name("staging")
    shutil.copytree(live, staging)
    (staging / "llms.txt").write_text("新しい公開", "utf-8")
    with reading(running, "public") as reader:
        publish.swap(staging, live)
        assert reader.get("llms.txt")[2].decode() == "新しい公開"
        publish.swap(staging, live)
        assert "新しい公開" not in gzip.decompress(reader.get("llms.txt")[2]).decode()


@pytest.mark.parametrize("circle", CIRCLES)
def test_the_doctor_has_nothing_to_say(
    running: Running,
    circle: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(running.served.authority))
    (tmp_path / "password").write_text(PASSWORD, "utf-8")
    inside = ["--user", USER, "--password-file", str(tmp_path / "password")] if circle != "public" else []
    order = ["doctor", running.address(circle), "--config", str(ROOT / "site_config.yml"), "--as-of", "2026-11-20"]
    assert main([*order, "--audience", circle, "--strict", *inside]) == 0, capsys.readouterr().err


@contextmanager
def visiting(browser: Browser, running: Running, circle: str) -> Iterator[BrowserContext]:
    """A browser that knows the password and trusts the test's certificate."""
    known = HttpCredentials(username=USER, password=PASSWORD) if circle != "public" else None
    context = browser.new_context(ignore_https_errors=True, http_credentials=known)
    try:
        yield context
    finally:
        context.close()


def complaints(page: Page) -> list[str]:
    """What the browser complains of from now on: refused scripts and styles, files that are not there, errors."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: found.append(str(fault)))
    page.on("requestfailed", lambda request: found.append(f"{request.url}: {request.failure}"))
    page.on("response", lambda answer: found.append(f"{answer.url}: {answer.status}") if answer.status > 399 else None)
    return found


@pytest.mark.parametrize("circle", CIRCLES)
def test_a_browser_searches_and_complains_of_nothing(running: Running, circle: str, browser: Browser) -> None:
    address = running.address(circle)
    with visiting(browser, running, circle) as context:
        page = context.new_page()
        found = complaints(page)
        for path in ("", "cases/case-0001/" if circle == "public" else "brief/"):
            page.goto(address + path, wait_until="networkidle")
        page.goto(f"{address}search/?q=%E3%81%8B%E3%81%84%E3%82%84%E3%81%8F")
        results = page.locator("#search-results[data-state=done]")
        results.wait_for()
        assert results.locator("li a[href]").count() > 0
        assert found == []
        answer = page.goto(f"{address}cases/nowhere/deep/")
        assert answer is not None and answer.status == 404
        assert page.title().startswith("ページが見つかりません")
        assert page.evaluate("[...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)")


def test_a_browser_without_the_password_sees_nothing(running: Running, browser: Browser) -> None:
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    with pytest.raises(Refused, match="ERR_INVALID_AUTH_CREDENTIALS"):
        page.goto(running.served.internal)
    context.close()


def test_policy_holds_in_a_browser(running: Running, browser: Browser) -> None:
    """The header itself stops what a page would not: a script in the page, and a page in a frame."""
    with visiting(browser, running, "public") as context:
        page = context.new_page()
        page.goto(running.served.public)
        page.evaluate(
            "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
        )
        assert page.evaluate("window.ran") is None
        refused: list[str] = []
        outside = context.new_page()
        outside.on("console", lambda message: refused.append(message.text))
        outside.set_content(f"<iframe src='{running.served.public}'></iframe>")
        outside.wait_for_timeout(300)
        assert any("frame-ancestors" in text for text in refused), refused


@pytest.mark.parametrize("path", ["nginx/internal.conf", "nginx/public.conf", "caddy/Caddyfile"])
def test_the_files_say_what_the_build_says(path: str) -> None:
    """Also where no server is installed: the values of the build stand in the files as they are."""
    text = (SHIPPED / path).read_text("utf-8")
    circles = {"nginx/internal.conf": [False], "nginx/public.conf": [True]}.get(path, [False, True])
    for widest in circles:
        for value in (
            *headers_of(widest).values(),
            cache_life("assets/x.00000000.js", widest),
            cache_life("index.html", widest),
        ):
            assert f'"{value}"' in text
    for widest in {False, True} - set(circles):
        assert f'Referrer-Policy "{headers_of(widest)["Referrer-Policy"]}"' not in text


@pytest.mark.parametrize("path", ["nginx/internal.conf", "nginx/public.conf", "caddy/Caddyfile"])
def test_what_to_fill_in_is_marked(path: str) -> None:
    """A comment stands at, or right before, every line that a site has to change."""
    lines = (SHIPPED / path).read_text("utf-8").split("\n")
    for example in ("example.co", "/srv/casebook", "/etc/nginx/tls/fullchain", "casebook-users", "/etc/nginx/casebook"):
        for at, line in enumerate(lines):
            if example in line and not line.lstrip().startswith("#"):
                assert "記入" in line or "記入" in lines[at - 1], line

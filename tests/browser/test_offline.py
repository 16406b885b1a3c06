"""The site on the train: kept as a whole or not at all, never another's page, and gone when it has to be."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import TimeoutError as Late

from generator.build import build
from generator.config import read_config
from generator.order import Order
from tests.whole import kept

from .host import SIGN_IN, Answer, Host, sign_in, signed_out
from .visit import PHONE

_FOLDER = TemporaryDirectory(prefix="casebook-offline-")
_SITE = Path(__file__).parents[1] / "sites" / "two-circles" / "input"

KEPT = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) => {
  const cache = await caches.open(name);
  const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [name, Object.fromEntries(await Promise.all((await cache.keys()).map(async ({ url }) => {
    const bytes = await (await cache.match(url)).arrayBuffer();
    return [new URL(url).pathname, hex(await crypto.subtle.digest("SHA-256", bytes))];
  })))];
})))"""
"""Everything that is kept, by cache and path, with its digest."""
SETTLED = """async () => {
  const { installing, waiting, active } = await navigator.serviceWorker.getRegistration();
  return !installing && !waiting && active.state === "activated" && navigator.serviceWorker.controller === active;
}"""
"""Has the last worker taken over?"""
REGISTERED = (
    "async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname)"
)
WHOLE = """async (part) => {
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys())
      if (name.includes(part) && /offline\\.[0-9a-f]{8}\\.json$/.test(url)) return true;
  return false;
}"""
"""Is there a cache with ``part`` in its name that has its list?"""


@cache
def made(audience: str, *, offline: bool = True, changed: str = "") -> Path:
    """The folder of a small site; ``changed`` is put into its article."""
    root = Path(_FOLDER.name) / f"{audience}-{offline}-{len(changed)}"
    shutil.copytree(_SITE, root)
    (root / "site_config.yml").write_text(f"site_name: 見本\noffline: {str(offline).lower()}\n", "utf-8")
    article = root / "content" / "articles" / "operation" / "reply.md"
    article.write_text(article.read_text("utf-8") + changed, "utf-8")
    config, problems = read_config(root / "site_config.yml")
    assert config, problems
    order = Order(config=config, audience=audience, output=root / "out", as_of=date(2026, 11, 1), use_cache=False)
    outcome = build(order)
    assert outcome.release, outcome.problems
    return root / "out"


def expiring(folder: Path, until: datetime, copy: Path) -> Path:
    """A copy of a site that may be read offline until ``until``."""
    shutil.copytree(folder, copy)
    (listed,) = copy.glob("offline.*.json")
    data = listed.read_bytes()
    told = json.loads(data) | {"until": until.isoformat()}
    listed.write_text(json.dumps(told), "utf-8")
    worker = copy / "sw.js"
    before, after = (hashlib.sha256(each).hexdigest() for each in (data, listed.read_bytes()))
    worker.write_text(worker.read_text("utf-8").replace(before, after), "utf-8")
    return copy


@contextmanager
def hosted(**sites: Path) -> Iterator[Host]:
    """A host with sites below ``/<name>/``; ``root`` is the host's own."""
    host = Host({"/" if name == "root" else f"/{name}/": folder for name, folder in sites.items()})
    try:
        yield host
    finally:
        host.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, locale="ja-JP")
    opened.set_default_timeout(30_000)
    yield opened
    opened.close()


def _kept(page: Page) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = page.evaluate(KEPT)
    return found


def _settle(page: Page, part: str = "casebook ") -> None:
    """Wait until a release is whole."""
    for _ in range(150):
        if page.evaluate(WHOLE, part):
            page.wait_for_function("navigator.serviceWorker.controller !== null")
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"no whole release: {list(_kept(page))}")


def _installed(context: BrowserContext, address: str) -> Page:
    """A page whose site is kept."""
    page = context.new_page()
    page.goto(address)
    _settle(page)
    return page


def _name(folder: Path, scope: str) -> str:
    """What the cache of a site is called."""
    (listed,) = folder.glob("offline.*.json")
    audience = json.loads(listed.read_bytes())["audience"]
    return f"casebook {scope} {audience} {hashlib.sha256(listed.read_bytes()).hexdigest()}"


def _proven(folder: Path, scope: str) -> dict[str, str]:
    """Paths and digests of all that may be kept, from the site's files."""
    (listed,) = folder.glob("offline.*.json")
    told = json.loads(listed.read_bytes())
    files = [*told["shell"], *told["files"], listed.name]
    return {
        scope + re.sub(r"(^|/)index\.html$", r"\1", name): hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in files
    }


@pytest.mark.parametrize("how", ["offline", "stopped"])
def test_what_is_kept_is_read_without_network(context: BrowserContext, how: str) -> None:
    with hosted(kb=kept()) as host:
        page = _installed(context, f"{host.address}/kb/")
        line = page.locator("[data-cb-offline]")
        expect(line).to_be_hidden()
        assert _kept(page) == {_name(kept(), "/kb/"): _proven(kept(), "/kb/")}
        if how == "offline":
            context.set_offline(True)
        else:
            host.stop()
        page.reload()
        expect(page.locator("h1")).to_be_visible()
        expect(line).to_have_text(re.compile(r"^オフライン：\d+月\d+日 \d+:\d\d の内容です$"))
        page.goto(f"{host.address}/kb/search/?q=かいやく")
        results = page.locator("#search-results")
        expect(results).to_have_attribute("data-state", "done")
        results.locator("a[href*='cases/case-0001/']").first.click()
        page.wait_for_url(re.compile("cases/case-0001/"))
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("document.styleSheets[0].cssRules.length") > 100
        page.goto(f"{host.address}/kb/cases/?segment=food")
        expect(page.locator("[data-cb-count]")).to_contain_text("食品・飲料")
        page.goto(f"{host.address}/kb/glossary/community-management")
        expect(page).to_have_url(f"{host.address}/kb/glossary/community-management/")


def test_a_page_that_is_not_kept_says_so_and_comes_back(context: BrowserContext) -> None:
    with hosted(kb=kept()) as host:
        page = _installed(context, f"{host.address}/kb/")
        host.stop()
        page.goto(f"{host.address}/kb/cases/case-9999/")
        expect(page.get_by_text("開こうとしたページは、この端末に保存されていません。")).to_be_visible()
        rows = page.locator("[data-cb-offline-shelves] li").all_inner_texts()
        assert "事例 31 ページ" in rows, rows
        page.locator("main, .cb-main").first.get_by_role("link", name="事例の一覧").click()
        expect(page.locator(".cb-finder__results .cb-card").first).to_be_visible()
        page.go_back()
        host.start()
        page.get_by_role("link", name="もう一度開く").click()
        expect(page).to_have_url(f"{host.address}/kb/cases/case-9999/")
        expect(page.locator("h1")).to_contain_text("見つかりません")


def _other_bytes(path: str, answer: Answer) -> Answer:
    return (answer[0], answer[1], answer[2] + b" ") if path.endswith("/glossary/reply/") else answer


def _redirected(path: str, answer: Answer) -> Answer:
    """The right bytes, from elsewhere on the host."""
    return (302, {"Location": f"{path}index.html"}, b"") if path.endswith("/glossary/reply/") else answer


def _gone(path: str, answer: Answer) -> Answer:
    return (404, answer[1], answer[2]) if path.endswith("/glossary/reply/") else answer


def _abroad(path: str, answer: Answer) -> Answer:
    elsewhere = {"Location": f"http://localhost:{PORT[0]}{path}?there"}
    return (302, elsewhere, b"") if path.endswith("/glossary/reply/") else answer


def _sign_in_instead(path: str, answer: Answer) -> Answer:
    return answer if path.endswith(("sw.js", ".json", ".js")) else sign_in()


PORT = [0]


@pytest.mark.parametrize(
    "alter",
    [_other_bytes, _redirected, _gone, _abroad, _sign_in_instead, signed_out],
    ids=lambda alter: alter.__name__.strip("_"),
)
def test_nothing_is_kept_that_is_not_proven(context: BrowserContext, alter: Callable[[str, Answer], Answer]) -> None:
    folder = made("sales")
    with hosted(kb=folder) as host:
        PORT[0] = host.port
        page = context.new_page()
        page.goto(f"{host.address}/kb/")
        host.alter = alter
        page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found?.unregister())")
        page.evaluate("caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))")
        page.evaluate(
            "navigator.serviceWorker.register('sw.js').then(({ installing }) => new Promise((done) => {"
            " installing.addEventListener('statechange', () => installing.state !== 'installed' && done());"
            "}))"
        )
        assert page.evaluate(WHOLE, "casebook ") is False
        assert page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found?.active ?? null)") is None
        kept = {path: digest for paths in _kept(page).values() for path, digest in paths.items()}
        assert kept.items() <= _proven(folder, "/kb/").items()
        assert hashlib.sha256(SIGN_IN).hexdigest() not in kept.values()
        assert "/kb/glossary/reply/" not in kept


def test_whoever_must_sign_in_is_asked_to_and_that_page_is_not_kept(context: BrowserContext) -> None:
    folder = made("sales")
    with hosted(kb=folder) as host:
        page = _installed(context, f"{host.address}/kb/")
        host.alter = signed_out
        page.goto(f"{host.address}/kb/cases/case-0001/")
        expect(page.locator("h1")).to_have_text("Sign in")
        assert _kept(page) == {_name(folder, "/kb/"): _proven(folder, "/kb/")}


def test_a_new_release_takes_over_as_a_whole(context: BrowserContext) -> None:
    old, new = made("sales"), made("sales", changed="\n新しい版の文です。\n")
    with hosted(kb=old) as host:
        page = _installed(context, f"{host.address}/kb/")
        host.sites = {"/kb/": new}
        host.alter = _other_bytes
        page.goto(f"{host.address}/kb/articles/operation/reply/")
        expect(page.get_by_text("新しい版の文です。")).to_be_visible()
        page.wait_for_timeout(1_500)
        assert _kept(page)[_name(old, "/kb/")] == _proven(old, "/kb/")
        host.stop()
        page.reload()
        expect(page.locator("h1")).to_have_text("返信の書き方")
        expect(page.get_by_text("新しい版の文です。")).to_have_count(0)
        host.alter = lambda path, answer: answer
        host.start()
        host.asked.clear()
        page.goto(f"{host.address}/kb/")
        _settle(page, _name(new, "/kb/"))
        page.wait_for_function(
            "(name) => caches.keys().then((names) => String(names) === name)", arg=_name(new, "/kb/")
        )
        assert _kept(page)[_name(new, "/kb/")] == _proven(new, "/kb/")
        same = set(_proven(old, "/kb/").items()) & set(_proven(new, "/kb/").items())
        unchanged = {path for path, _ in same if path.endswith("/") and path != "/kb/"}
        assert unchanged and not unchanged & set(host.asked), "what did not change is not asked for again"
        page.wait_for_function(SETTLED)
        context.set_offline(True)
        _patiently(page, f"{host.address}/kb/articles/operation/reply/")
        expect(page.get_by_text("新しい版の文です。")).to_be_visible()


def _patiently(page: Page, address: str) -> None:
    """Go to a page; again where it does not come: Chromium may hold one back for good while one worker takes over
    from another, and a reader would ask for it again."""
    try:
        page.goto(address, timeout=8_000)
    except Late:
        page.goto(address)


def test_what_may_have_expired_is_gone(context: BrowserContext, tmp_path: Path) -> None:
    until = datetime.now(UTC) + timedelta(seconds=8)
    folder = expiring(made("sales"), until, tmp_path / "expiring")
    with hosted(kb=folder) as host:
        page = _installed(context, f"{host.address}/kb/")
        host.stop()
        page.goto(f"{host.address}/kb/cases/case-0001/")
        expect(page.locator("h1")).to_have_text("会員どうしの会話が続く場")
        page.wait_for_timeout(max(0.0, (until - datetime.now(UTC)).total_seconds() * 1000 + 200))
        for path in ("cases/case-0001/", "", "search/"):
            page.goto("about:blank")
            page.goto(f"{host.address}/kb/{path}")
            expect(page).to_have_url(re.compile(r"/kb/offline/(#|$)"))
            expect(page.locator("[data-cb-offline-status]")).to_contain_text("期限が来たため、この端末から消しました")
        (listed,) = folder.glob("offline.*.json")
        shell = {*json.loads(listed.read_bytes())["shell"], listed.name}
        kept = next(iter(_kept(page).values()))
        assert {path.removeprefix("/kb/") for path in kept} == {name.removesuffix("index.html") for name in shell}
        host.start()
        page.goto(f"{host.address}/kb/cases/case-0001/")
        expect(page.locator("h1")).to_have_text("会員どうしの会話が続く場")


def test_a_release_that_has_expired_keeps_no_content(context: BrowserContext, tmp_path: Path) -> None:
    folder = expiring(made("sales"), datetime(2026, 1, 1, tzinfo=UTC), tmp_path / "expired")
    with hosted(kb=folder) as host:
        page = _installed(context, f"{host.address}/kb/")
        assert not [path for path in next(iter(_kept(page).values())) if "/cases/" in path or "/search/" in path]


@pytest.mark.parametrize("outer", ["public", "root"])
def test_two_sites_on_one_host_never_touch(context: BrowserContext, outer: str) -> None:
    wide, narrow = made("public"), made("sales")
    scope = "/" if outer == "root" else "/public/"
    with hosted(**{outer: wide, "sales": narrow}) as host:
        page = context.new_page()
        page.goto(host.address + scope)
        _settle(page, f"casebook {scope} ")
        page.goto(f"{host.address}/sales/")
        _settle(page, "casebook /sales/ ")
        both = {_name(wide, scope): _proven(wide, scope), _name(narrow, "/sales/"): _proven(narrow, "/sales/")}
        assert _kept(page) == both
        host.stop()
        page.goto(f"{host.address}/sales/cases/case-0002/")
        expect(page.locator("h1")).to_have_text("社内で知見を分け合う場")
        page.goto(f"{host.address}{scope}cases/case-0002/")
        expect(page).to_have_url(re.compile(f"{scope}offline/#cases/case-0002/$"))
        page.goto(f"{host.address}{scope}search/?q=追いかけ連絡")
        expect(page.locator("#search-results")).to_have_attribute("data-state", "done")
        expect(page.locator("#search-results a")).to_have_count(0)
        page.goto(f"{host.address}/sales/offline/")
        page.get_by_role("button", name="この端末から消す").click()
        expect(page.locator("[data-cb-offline-status]")).to_have_text("この端末には保存していません。")
        assert _kept(page) == {_name(wide, scope): _proven(wide, scope)}
        assert page.evaluate(REGISTERED) == [scope]


def test_it_can_be_cleared_and_begun_again(context: BrowserContext) -> None:
    with hosted(kb=made("sales")) as host:
        page = _installed(context, f"{host.address}/kb/")
        page.goto(f"{host.address}/kb/offline/")
        expect(page.locator("[data-cb-offline-status]")).to_contain_text("の内容を保存しています（")
        page.get_by_role("button", name="この端末から消す").click()
        expect(page.get_by_role("button", name="この端末に保存する")).to_be_visible()
        assert _kept(page) == {}
        assert page.evaluate(REGISTERED) == []
        page.goto(f"{host.address}/kb/", wait_until="networkidle")
        page.wait_for_timeout(500)
        assert (_kept(page), page.evaluate(REGISTERED)) == ({}, [])
        page.goto(f"{host.address}/kb/offline/")
        page.get_by_role("button", name="この端末に保存する").click()
        expect(page.locator("[data-cb-offline-status]")).to_contain_text("の内容を保存しています（")
        host.stop()
        page.goto(f"{host.address}/kb/cases/case-0001/")
        expect(page.locator("h1")).to_have_text("会員どうしの会話が続く場")


def test_a_site_that_is_no_longer_read_offline_leaves_nothing(context: BrowserContext) -> None:
    with hosted(kb=made("sales"), other=made("public")) as host:
        other = _installed(context, f"{host.address}/other/")
        page = context.new_page()
        page.goto(f"{host.address}/kb/")
        _settle(page, "casebook /kb/ ")
        host.sites["/kb/"] = made("sales", offline=False)
        page.goto(f"{host.address}/kb/")
        for _ in range(100):
            if page.evaluate(REGISTERED) == ["/other/"]:
                break
            page.wait_for_timeout(100)
        assert page.evaluate(REGISTERED) == ["/other/"]
        assert list(_kept(other)) == [_name(made("public"), "/other/")]
        host.stop()
        with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
            page.goto(f"{host.address}/kb/")


def test_a_slow_network_does_not_keep_a_reader_waiting(context: BrowserContext) -> None:
    with hosted(kb=made("sales")) as host:
        page = _installed(context, f"{host.address}/kb/")
        host.delay = 8
        page.goto(f"{host.address}/kb/cases/case-0001/", timeout=7_000, wait_until="commit")
        expect(page.locator("h1")).to_have_text("会員どうしの会話が続く場", timeout=3_000)


def test_a_browser_finds_that_it_can_be_installed(context: BrowserContext) -> None:
    with hosted(kb=made("sales")) as host:
        page = _installed(context, f"{host.address}/kb/")
        devtools = context.new_cdp_session(page)
        found: dict[str, Any] = devtools.send("Page.getAppManifest")
        assert (found["errors"], found["url"]) == ([], f"{host.address}/kb/manifest.webmanifest")
        problems = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
        # A private window, which every context of a test is, is the one reason not to.
        assert {problem["errorId"] for problem in problems} <= {"in-incognito"}
        read: dict[str, Any] = devtools.send("Page.getAppId")
        assert read["appId"] == f"{host.address}/kb/"

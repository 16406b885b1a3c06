"""The preview: a change to the content reaches the open page by itself; a mistake leaves the last good one."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.build import Outcome
from generator.cli.terminal import source_lines
from generator.serve import serve
from tests.folders import write_site
from tests.programs import free_ports

ARTICLE = "---\ntitle: {title}\naudience: {audience}\npublished_on: 2026-01-01\n---\n\n{text}\n"
ONE = "content/articles/basics/one.md"


def _article(text: str, title: str = "見出し", audience: str = "public") -> str:
    return ARTICLE.format(text=text, title=title, audience=audience)


@contextmanager
def preview(folder: Path, outcomes: list[Outcome]) -> Iterator[str]:
    """Serve a site folder until the block ends."""
    (port,), stop, ready = free_ports(1), threading.Event(), threading.Event()

    def run() -> None:
        serve(
            folder / "site_config.yml",
            "sales",
            port,
            date(2026, 11, 1),
            folder / "shared",
            lambda outcome, seconds: outcomes.append(outcome),
            lambda text: ready.set(),
            partial(source_lines, folder),
            stop,
        )

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert ready.wait(60)
        yield f"http://127.0.0.1:{port}/"
    finally:
        stop.set()
        thread.join(10)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with two articles, one of them long."""
    long = "\n\n".join(f"{number} 段目の文です。" for number in range(80))
    files = {
        "site_config.yml": "site_name: 試し\n",
        ONE: _article("はじめの文です。"),
        "content/articles/basics/two.md": _article(long, "長い記事"),
    }
    return write_site(tmp_path, files)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def _state(page: Page, state: str) -> None:
    expect(page.locator(f"#casebook-preview[data-state={state}]")).to_be_visible(timeout=30_000)


def test_a_changed_text_is_shown_before_the_site_is_built(page: Page, site: Path) -> None:
    outcomes: list[Outcome] = []
    with preview(site, outcomes) as address:
        page.goto(f"{address}articles/basics/two/")
        _state(page, "ready")
        expect(page.get_by_text("最新です")).to_be_visible()
        page.evaluate("scrollTo(0, 900)")
        article = site / "content/articles/basics/two.md"
        built = len(outcomes)
        article.write_text(article.read_text("utf-8").replace("0 段目の文です。", "書き直した文です。", 1), "utf-8")
        expect(page.get_by_text("書き直した文です。")).to_be_attached(timeout=10_000)
        assert len(outcomes) == built, "the whole site was waited for"
        page.wait_for_function("scrollY > 800")
        _state(page, "ready")
        assert len(outcomes) > built
        expect(page.get_by_text("書き直した文です。")).to_be_attached()


def test_a_mistake_is_told_in_the_page_which_stays(page: Page, site: Path) -> None:
    outcomes: list[Outcome] = []
    with preview(site, outcomes) as address:
        page.goto(f"{address}articles/basics/one/")
        _state(page, "ready")
        (site / ONE).write_text(_article("直した文です。").replace("audience: public", "audience: pubic"), "utf-8")
        _state(page, "broken")
        problem = page.locator(".casebook-preview__problem").first
        expect(problem).to_contain_text("content/articles/basics/one.md:3:")
        expect(problem).to_contain_text("audience: pubic")
        expect(problem).to_contain_text("ヒント")
        expect(page.get_by_text("はじめの文です。")).to_be_visible()
        (site / "site_config.yml").write_text("site_name: 試し\nsite_nam: 違う\n", "utf-8")
        expect(page.locator(".casebook-preview__problem").first).to_contain_text("site_config.yml:2:", timeout=30_000)
        (site / "site_config.yml").write_text("site_name: 新しい名前\n", "utf-8")
        (site / ONE).write_text(_article("直した文です。"), "utf-8")
        expect(page.get_by_text("直した文です。")).to_be_visible(timeout=30_000)
        expect(page).to_have_title("見出し - 新しい名前", timeout=30_000)
        _state(page, "ready")


def test_files_may_go_come_and_change_places(page: Page, site: Path) -> None:
    with preview(site, []) as address:
        page.goto(f"{address}articles/basics/one/")
        _state(page, "ready")
        (site / ONE).rename(site / "content/articles/basics/moved.md")
        expect(page.get_by_role("heading", level=1)).not_to_have_text("見出し", timeout=30_000)
        page.goto(f"{address}articles/basics/moved/")
        expect(page.get_by_text("はじめの文です。")).to_be_visible()
        (site / "content").rename(site / "away")
        expect(page.get_by_text("はじめの文です。")).to_be_hidden(timeout=30_000)
        (site / "away").rename(site / "content")
        expect(page.get_by_text("はじめの文です。")).to_be_visible(timeout=30_000)
        (site / "content/articles/basics/moved.md").write_text(_article("戻ってからの文です。"), "utf-8")
        expect(page.get_by_text("戻ってからの文です。")).to_be_visible(timeout=30_000)


def test_the_site_of_other_readers_is_a_choice_away(page: Page, site: Path) -> None:
    (site / ONE).write_text(_article("広い文です。\n\n/// audience | sales\n狭い文です。\n///"), "utf-8")
    with preview(site, []) as address:
        page.goto(f"{address}articles/basics/one/")
        expect(page.get_by_text("狭い文です。")).to_be_visible(timeout=30_000)
        page.get_by_label("読む人").select_option("public")
        expect(page.get_by_text("狭い文です。")).to_be_hidden(timeout=30_000)
        expect(page.get_by_text("広い文です。")).to_be_visible(timeout=30_000)
        _state(page, "ready")
        changed = _article("変えた文です。\n\n/// audience | sales\n狭い文です。\n///")
        (site / ONE).write_text(changed, "utf-8")
        expect(page.get_by_text("変えた文です。")).to_be_visible(timeout=30_000)
        expect(page.get_by_text("狭い文です。")).to_be_hidden()
        page.get_by_label("読む人").select_option("sales")
        expect(page.get_by_text("狭い文です。")).to_be_visible(timeout=30_000)
        expect(page.get_by_text("変えた文です。")).to_be_visible()


def test_a_part_for_some_readers_that_begins_in_the_text_waits_for_the_gate(page: Page, site: Path) -> None:
    with preview(site, []) as address:
        page.goto(f"{address}articles/basics/one/")
        page.get_by_label("読む人").select_option("public")
        expect(page.get_by_text("はじめの文です。")).to_be_visible(timeout=30_000)
        _state(page, "ready")
        (site / ONE).write_text(_article("次の文です。\n\n/// audience | sales\n社内の文です。\n///"), "utf-8")
        expect(page.get_by_text("次の文です。")).to_be_visible(timeout=30_000)
        expect(page.get_by_text("社内の文です。")).to_be_hidden()


def test_a_first_build_with_a_mistake_says_so(page: Page, site: Path) -> None:
    (site / ONE).write_text("---\ntitle: 壊れた\n", "utf-8")
    with preview(site, []) as address:
        page.goto(address)
        _state(page, "broken")
        expect(page.locator(".casebook-preview__problem").first).to_contain_text("front matter")
        (site / ONE).write_text(_article("直した文です。"), "utf-8")
        expect(page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first).to_be_visible(timeout=30_000)


def test_other_hosts_and_other_folders_get_nothing(site: Path) -> None:
    with preview(site, []) as address:
        port = int(address.rsplit(":", 1)[1].strip("/"))

        def answered(path: str, method: str = "GET", **headers: str) -> int:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request(method, path, headers=headers)
            status = connection.getresponse().status
            connection.close()
            return status

        assert answered("/", Host="evil.example") == 421
        assert answered("/__casebook/events", Host="evil.example:8000") == 421
        assert answered("/../site_config.yml") == 404
        assert answered("/%2e%2e/site_config.yml") == 404
        assert answered("/__casebook/circle?name=public", "POST", **{"Sec-Fetch-Site": "cross-site"}) == 403
        assert answered("/__casebook/circle?name=nobody", "POST") == 403
        assert answered("/__casebook/circle?name=public", "POST") == 204

"""The preview: a change to the content reaches the open page by itself; a mistake leaves the last good one."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, expect

from generator.build import Outcome
from generator.serve import serve

ARTICLE = "---\ntitle: 見出し\naudience: public\npublished_on: 2026-01-01\n---\n\n{}\n"


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def preview(folder: Path, outcomes: list[Outcome]) -> Iterator[str]:
    """Serve a site folder until the block ends."""
    port, stop, ready = _free_port(), threading.Event(), threading.Event()

    def run() -> None:
        serve(
            folder / "site_config.yml",
            "sales",
            port,
            date(2026, 11, 1),
            folder / "shared",
            lambda outcome, seconds: outcomes.append(outcome),
            lambda text: ready.set(),
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


def test_the_page_reloads_on_change_and_survives_a_mistake(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "site_config.yml").write_text("site_name: 試し\n", "utf-8")
    article = tmp_path / "content" / "articles" / "basics" / "one.md"
    article.parent.mkdir(parents=True)
    article.write_text(ARTICLE.format("はじめの文です。"), "utf-8")
    outcomes: list[Outcome] = []
    with preview(tmp_path, outcomes) as address:
        page = browser.new_page()
        page.goto(f"{address}articles/basics/one/")
        expect(page.get_by_text("はじめの文です。")).to_be_visible()
        article.write_text(ARTICLE.format("書き直した文です。"), "utf-8")
        expect(page.get_by_text("書き直した文です。")).to_be_visible(timeout=20_000)
        article.write_text("---\ntitle: 壊れた\n", "utf-8")
        for _ in range(200):
            if outcomes[-1].release is None:
                break
            page.wait_for_timeout(100)
        assert [problem.code for problem in outcomes[-1].problems] == ["front-matter"]
        page.wait_for_timeout(300)
        expect(page.get_by_text("書き直した文です。")).to_be_visible()
        page.close()

"""Links as authors write them: found where they stand, and led to the page that is meant."""

from __future__ import annotations

import time
from pathlib import PurePosixPath

import pytest

from generator.links import page_candidates, resolve_path, targets_of
from generator.urls import document_url, source_url


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](b.md)", [("b.md", 0, 5, False)]),
        ("前\n続きは[a](b.md#c)と[d](e.md)", [("b.md#c", 1, 8, False), ("e.md", 1, 20, False)]),
        ("![図](a.png)", [("a.png", 0, 6, True)]),
        ('![図](a.png "題")', [("a.png", 0, 6, True)]),
        ("[a](<b.md>)", [("b.md", 0, 6, False)]),
        ("[[a]](b.md)", [("b.md", 0, 7, False)]),
        ("[a]: b.md", [("b.md", 0, 6, False)]),
        ("[^1]: b.md", []),
        ('<a class="x" href="b.html">c</a>', [("b.html", 0, 20, False)]),
        ("<img src='b.png'>", [("b.png", 0, 11, True)]),
        ("[![図](a.png)](b.md)", [("a.png", 0, 7, True), ("b.md", 0, 15, False)]),
        ("`[a](b.md)`", []),
        ("`` ` [a](b.md) ``[c](d.md)", [("d.md", 0, 22, False)]),
        ("` [a](b.md)", [("b.md", 0, 7, False)]),
        ("```\n[a](b.md)", [("b.md", 1, 5, False)]),
        ("````\n```\n[a](b.md)\n````\n[c](d.md)", [("d.md", 4, 5, False)]),
        ("```\n[a](b.md)\n```", []),
        ("~~~\n[a](b.md)\n~~~\n[c](d.md)", [("d.md", 3, 5, False)]),
    ],
)
def test_targets(text: str, found: list[tuple[str, int, int, bool]]) -> None:
    assert [(t.text, t.line, t.column, t.image) for t in targets_of(text)] == found


@pytest.mark.parametrize(
    "run", ["[", "![a", "](", "[a](", "`", "``a", "<a ", "<a href=", "```a\n", "[\n", "[a]:\n", "](<"]
)
def test_looking_for_links_is_linear(run: str) -> None:
    started = time.process_time()
    assert len(list(targets_of(run * (150_000 // len(run))))) < 40_000
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("b.md", "articles/x/b.md"),
        ("../y/b.md", "articles/y/b.md"),
        ("./b.md", "articles/x/b.md"),
        ("/cases/c.yml", "cases/c.yml"),
        ("../../../b.md", None),
        ("../../..", None),
        ("/../b.md", None),
    ],
)
def test_paths_stay_inside(path: str, found: str | None) -> None:
    resolved = resolve_path(path, PurePosixPath("articles/x"))
    assert (str(resolved) if resolved else None) == found


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("b.md", "articles/x/b/"),
        ("../../cases/case-0001.yml", "cases/case-0001/"),
        ("/cases/case-0001/", "cases/case-0001/"),
        ("/articles/x/b.md", "articles/x/b/"),
        ("../b/", "articles/x/b/"),
        ("/", ""),
    ],
)
def test_pages_meant(path: str, first: str) -> None:
    assert page_candidates(path, PurePosixPath("articles/x"), "articles/x/a/")[0] == first


def test_addresses_of_documents() -> None:
    assert document_url("articles", "a", "x") == "articles/x/a/"
    assert document_url("phrases", "polite") == "phrases/"
    assert source_url(PurePosixPath("cases/case-0001.yml")) == "cases/case-0001/"
    assert source_url(PurePosixPath("organizations/org-0001.yml")) is None
    assert source_url(PurePosixPath("articles/a.md")) is None
    assert source_url(PurePosixPath("a.png")) is None

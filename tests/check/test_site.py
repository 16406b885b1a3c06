"""A finished site is whole: its pages, its links, and what it loads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from generator.check import check_folder, check_site

PAGE = """<!doctype html><html lang="ja"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>題</title></head>
<body><h1>題</h1>{}</body></html>"""


def site(body: str = "", more: Mapping[str, bytes] = MappingProxyType({})) -> dict[str, bytes]:
    plain = {
        "index.html": PAGE.format('<h2 id="見出し">見出し</h2>'),
        "cases/a/index.html": PAGE.format(body),
        "style.css": "p { color: red }",
        "a.png": "",
    }
    return {name: text.encode() for name, text in plain.items()} | dict(more)


def codes(files: dict[str, bytes]) -> list[str]:
    return [problem.code for problem in check_site(files)]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="../../">家</a><a href="../..">家</a><a href="/">家</a><a href="../../index.html">家</a>',
        '<a href="../../#見出し">x</a><a href="../../#%E8%A6%8B%E5%87%BA%E3%81%97">x</a><a href="?q=1">x</a>',
        '<a href="#">x</a><a href="https://other.example/">x</a><a href="mailto:a@b.example">x</a>',
        '<img src="../../a.png" srcset="../../a.png 1x, ../../a.png 2x"><link rel="stylesheet" href="/style.css">',
        '<img src="data:image/png;base64,AA=="><form action="../../"></form>',
        '<script type="application/ld+json">{"a": "<b style=x>"}</script><svg><use href="#見"/><g id="見"/></svg>',
        '<link rel="canonical" href="https://site.example/"><p>a style=x onclick=y</p>',
    ],
)
def test_whole(body: str) -> None:
    assert codes(site(body)) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<a href="../b/">x</a>', "broken-link"),
        ('<a href="../../../">x</a>', "broken-link"),
        ('<img src="b.png">', "broken-link"),
        ('<img src="../../a.png" srcset="b.png 2x">', "broken-link"),
        ('<form action="nowhere/"></form>', "broken-link"),
        ('<a href="../../#なし">x</a>', "broken-anchor"),
        ('<a href="#x">x</a>', "broken-anchor"),
        ('<a href="javascript:x">x</a>', "unsafe-link"),
        ('<script src="https://other.example/x.js"></script>', "foreign-resource"),
        ('<img src="//other.example/x.png">', "foreign-resource"),
        ('<link rel="preload stylesheet" href="https://other.example/x.css">', "foreign-resource"),
        ('<iframe src="https://other.example/"></iframe>', "foreign-resource"),
        ('<svg><use href="https://other.example/x.svg#a"/></svg>', "foreign-resource"),
        ('<p id="a">x</p><p id="a">y</p>', "duplicate-id"),
        ('<p style="color:red">x</p>', "inline-code"),
        ("<style>p{}</style>", "inline-code"),
        ("<script>x()</script>", "inline-code"),
        ('<p onclick="x()">x</p>', "inline-code"),
        ('<p title="a"onclick=x()>x</p>', "inline-code"),
    ],
)
def test_faulty(body: str, code: str) -> None:
    assert codes(site(body)) == [code]


@pytest.mark.parametrize("part", ['lang="ja"', "<title>題</title>", "<h1>題</h1>", "http-equiv"])
def test_incomplete(part: str) -> None:
    files = site()
    files["index.html"] = files["index.html"].replace(part.encode(), b"x")
    assert codes(files) == ["page-incomplete"]


def test_styles_and_scripts_are_followed() -> None:
    files = site(more={"b.css": b"@import 'https://o.example/x.css'; p { background: url(c.png) url( 'a.png' ) }"})
    assert codes(files) == ["foreign-resource", "broken-link"]
    files = site(more={"js/a.js": b"import { x } from './b.js'; import('../style.css')", "js/b.js": b"// from 'that'"})
    assert codes(files) == []


def test_folder_and_places(tmp_path: Path) -> None:
    for name, data in site('<a href="x/">x</a>').items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (problem,) = check_folder(tmp_path)
    assert problem.place is not None and problem.place.file == "cases/a/index.html"
    assert "x/" in problem.message and problem.hint

"""Texts by someone who means harm come out harmless, and soon."""

from __future__ import annotations

import re
import time

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.markup import MarkupError, convert, inline
from generator.prose.allowed import TAGS
from generator.prose.tags import words
from tests.hostile.snippets import SNIPPETS

ATTRIBUTES = words(
    "id class title lang dir href src alt width height align colspan rowspan scope start type reversed value checked"
    " disabled name for open datetime role rel loading decoding"
)
ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|#|(?![a-z][a-z0-9+.-]*:)(?![/\\]{2})[^\\]*$)", re.IGNORECASE)


def assert_harmless(html: str) -> None:
    """Read as a browser reads it: allowed tags and attributes only, no address that runs something."""
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    assert body is not None
    for node in body.traverse(include_text=False):
        if node.tag in ("body", "-comment"):
            assert node.tag == "body" and not node.attributes
            continue
        assert node.tag in TAGS, node.tag
        assert set(node.attributes) <= ATTRIBUTES, node.attributes
        for name in ("href", "src"):
            value = node.attributes.get(name) or ""
            assert ADDRESS.match(value), value
            assert name == "href" or not re.match(r"\w+:|//", value), value
        for name in ("id", "name", "for"):
            assert not re.match(r"__|cb-|search-|main$", node.attributes.get(name) or ""), node.attributes
        assert not re.search(r"\b(md|cb)-(?!image)", node.attributes.get("class") or "")
        if node.tag == "input":
            assert node.attributes.get("type") in ("checkbox", "radio")


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_snippet_is_harmless(snippet: str) -> None:
    for text in (snippet, f"前 {snippet} 後", f"> {snippet}", f"- {snippet}", f'<div markdown="1">\n{snippet}\n</div>'):
        assert_harmless(convert(text).html)
    assert_harmless(inline(snippet))


def test_text_beside_harm_survives() -> None:
    assert "残る" in convert("<script>alert(1)</script>\n\n残る").html
    assert "<code>&lt;script&gt;" in convert("`<script>`").html


LONG = {
    "brackets": "[" * 100_000,
    "images": "![" * 50_000,
    "links": "[a](" * 30_000,
    "references": "[a][" * 30_000,
    "angles": "<a " * 50_000,
    "quotes in tags": "<x y='>" * 20_000,
    "comments": "<!-- >" * 20_000,
    "sections": "<![CDATA[>" * 15_000,
    "instructions": "<?a>" * 30_000,
    "underlines": "a\n---\n" * 20_000,
    "reference table": "\n".join(f"[{n}]: https://a.example/{n}" for n in range(5_000)),
    "equal headings": "# a\n\n" * 30_000,
    "emphasis": "***a" * 40_000,
    "lone marks": "*_" * 80_000,
    "footnotes": "\n\n".join(f"[^{n}]: x[^{n}]" for n in range(9_000)),
    "blocks": "/// details\n\n" * 12_000,
    "fences": "~~~a\n\n" * 30_000,
    "attributes": "*x*{" * 40_000,
    "spaces": " " * 150_000 + "x",
    "entities": "&#x" * 60_000,
    "backslashes": "\\" * 150_000,
    "deep html": "<b>" * 60_000,
    "definitions": "a\n:   b\n" * 20_000,
}
DEEP = {
    "quotes": "> " * 500 + "x",
    "quotes together": ">" * 900 + "x",
    "lists": "\n".join("    " * n + "- a" for n in range(200)),
    "list in one line": "- " * 500 + "x",
    "admonitions": "\n\n".join("    " * n + "!!! note" for n in range(200)),
    "slashes": "/" * 300 + " details\n\nx",
}


@pytest.mark.parametrize("name", LONG)
def test_long_is_refused_or_done_soon(name: str) -> None:
    started = time.process_time()
    try:
        assert_harmless(convert(LONG[name]).html)
    except MarkupError as refused:
        assert refused.message and refused.hint
    assert time.process_time() - started < 10


@pytest.mark.parametrize("name", DEEP)
def test_deep_is_refused_with_a_line(name: str) -> None:
    with pytest.raises(MarkupError) as caught:
        convert("前\n\n" + DEEP[name])
    assert caught.value.code in ("markup-too-deep", "markup-too-costly")
    assert caught.value.line >= 2
    assert "続き" in convert("続き").html


def test_too_long_is_refused() -> None:
    with pytest.raises(MarkupError) as caught:
        convert("あ" * 200_001)
    assert caught.value.code == "markup-too-long"


def test_plenty_is_fine() -> None:
    table = "| a | b |\n|---|--:|\n" + "| [x](y.md) | `1` |\n" * 1_000
    code = "```\n" + "[[[[<<<<" * 4_000 + "\n```\n"
    text = "\n\n".join(["## 見出し\n\n" + "文 [a](b.md) と **強調** を書く。" * 40] * 90)
    for long in (table, code, text):
        convert(long)


@pytest.mark.parametrize("line", ["!!! note\n    x\n", "??? note\n    x\n", "[a]: b\n", "*[a]: b\n"])
def test_thousands_of_a_costly_kind_are_refused(line: str) -> None:
    with pytest.raises(MarkupError) as caught:
        convert(line * 6_000)
    assert caught.value.code == "markup-too-costly"

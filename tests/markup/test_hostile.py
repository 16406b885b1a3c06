"""Texts by someone who means harm come out harmless, and soon."""

from __future__ import annotations

import re
import time

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.markup import MarkupError, convert, inline
from generator.prose.allowed import TAGS
from generator.prose.tags import words

SNIPPETS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x oNeRrOr=alert(1) src=y>",
    '<img src="x` `<script>alert(1)</script>"` `>',
    '<img """><script>alert(1)</script>">',
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java&#115;cript:alert(1))",
    "[a](&#x6A;&#x61;vascript:alert(1))",
    '<a href="java\tscript:alert(1)">a</a>',
    '<a href="java&Tab;script:alert(1)">a</a>',
    '<a href="java&NewLine;script:alert(1)">a</a>',
    '<a href=" \x01javascript:alert(1)">a</a>',
    '<a href="\u200bjavascript:alert(1)">a</a>',
    "[a](vbscript:msgbox(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "![a](data:image/svg+xml;base64,PHN2Zz4=)",
    "![a](javascript:alert(1))",
    "[a]: javascript:alert(1)\n\n[a][a]",
    "<javascript:alert(1)>",
    "[a](//evil.example/)",
    "[a](/\\evil.example/)",
    "[a](\\\\evil.example)",
    "[a](file:///etc/passwd)",
    "[a](blob:x) [b](filesystem:x) [c](intent://x)",
    "![a](https://evil.example/pixel.png)",
    "![a](//evil.example/pixel.png)",
    '<img srcset="https://evil.example/x 2x" src="a.png">',
    '<img src="a.png" style="background:url(https://evil.example)">',
    '<svg onload=alert(1)><a xlink:href="javascript:alert(1)">x</a></svg>',
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<math href=javascript:alert(1)>x</math>",
    "<style>body{display:none}</style>",
    '<p style="position:fixed;inset:0">x</p>',
    '<td style="text-align: right; background:url(x)">x</td>',
    '<iframe src="https://evil.example"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="x"></object><embed src="x"><applet code="x"></applet>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<base href="https://evil.example/">',
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    '<form action="https://evil.example"><input name="q"><button>送る</button></form>',
    '<input type="password" autofocus onfocus="alert(1)">',
    '<input type="image" src="x" formaction="javascript:alert(1)">',
    "<textarea><script>alert(1)</script></textarea>",
    "<select><option>x</option></select>",
    '<video src="https://evil.example/x.mp4" autoplay></video><audio src=x></audio>',
    "<noscript><p title='</noscript><script>alert(1)</script>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<title><script>alert(1)</script></title>",
    "<plaintext><script>alert(1)</script>",
    "<xmp><script>alert(1)</script></xmp>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<!-- --!><script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?><?xml-stylesheet href='x'?>",
    "# x {: #__config }\n\n{: onclick=alert(1) }",
    "段落\n{: #__search style=position:fixed onmouseover=alert(1) .md-overlay }",
    '<div id="__config">{"base": "https://evil.example"}</div>',
    '<script id="__config" type="application/json">{}</script>',
    '<label for="__drawer" class="md-overlay">x</label>',
    '<div class="md-search cb-header md-dialog md-overlay">x</div>',
    '<span id="cb-q">x</span><div id="search-results">x</div>',
    '<a href="x" target="_blank" ping="https://evil.example" download>x</a>',
    '<a name="x" id="main" href="#__config">x</a>',
    '<details ontoggle=alert(1) open><summary onclick="x">x</summary></details>',
    '<body onload=alert(1)><html lang="x">x</html>',
    '<p id="a" id="b" contenteditable tabindex="1" accesskey="x" draggable="true">x</p>',
    "<custom-element is='x'>x</custom-element>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    '``` {.python onclick="alert(1)" style="x"}\nx\n```',
    "\x00<script>alert(1)\x00</script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "\x02wzxhzdk:0\x03 \x02stx\x03 klzzwxh:0001",
    '!!! note "<script>alert(1)</script>"\n    x',
    '=== "<img src=x onerror=alert(1)>"\n    x',
    "/// details | <script>alert(1)</script>\n    attrs: {onclick: alert(1), style: x}\nx\n///",
    "/// html | script\nalert(1)\n///",
    "| <script>x</script> | a |\n|---|---|\n| <img src=x onerror=alert(1)> | b |",
    "x[^1]\n\n[^1]: <script>alert(1)</script>",
    '*[x]: "><script>alert(1)</script>\n\nx',
    '![a](x.png "onerror=alert(1)"){ onerror=alert(1) srcset=x }',
    '![" onerror="alert(1)](x.png)',
    '[a](x "\\" onclick=\\"alert(1)")',
    "++<script>++ ==<script>== ~~<script>~~",
    '--8<-- "/etc/passwd"\n\n;--8<--\n/etc/passwd\n;--8<--',
    "{{ config }} {% include 'x' %} ${x} <%= x %>",
    "/// audience | editors\n秘密\n///",
]

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
    text = "\n\n".join(["## 見出し\n\n" + "文 [a](b.md) と **強調** を書く。" * 40] * 100)
    for long in (table, code, text):
        convert(long)

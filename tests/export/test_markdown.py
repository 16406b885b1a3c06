"""What a page says, it says again once its Markdown is read: every sign, in every place it can stand."""

from __future__ import annotations

import re
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator import markup
from generator.export.blocks import markdown
from generator.export.inline import Places
from generator.export.seen import own_part

from ..hostile.snippets import SNIPPETS
from ..markup.test_differential import texts

PLACES = Places(link=lambda href: href, picture=lambda source: source, drawing=lambda node: None, wanted=frozenset())

SHAPES = {
    "paragraph": "<p>{}</p>",
    "bare": "{}",
    "heading": '<h2 id="a">{}</h2>',
    "long heading": "<h3>題 {}</h3>",
    "strong": "<p>これは<strong>{}</strong>です。</p>",
    "emphasis": "<p><em>{}</em>と<del>{}</del>と<mark>{}</mark></p>",
    "link": '<p>前<a href="b/">{}</a>後</p>',
    "code": "<p>前<code>{}</code>後</p>",
    "block of code": "<pre><code>{}\n</code></pre>",
    "item": "<ul><li>{}</li><li>次</li></ul>",
    "item of blocks": "<ol><li><p>{}</p><p>{}</p></li><li>次</li></ol>",
    "heading in an item": '<ul><li><h3><a href="c/">{}</a></h3><p>{}</p></li></ul>',
    "nested": "<ul><li>一<ul><li>{}</li></ul></li></ul>",
    "list first": "<ul><li><ul><li>{}</li></ul></li><li>次</li></ul>",
    "two lists": "<ul><li>{}</li></ul><ul><li>{}</li></ul>",
    "facts": "<dl><div><dt>{}</dt><dd>{}</dd></div><div><dt>次</dt><dd><p>{}</p><p>さらに</p></dd></div></dl>",
    "table": "<table><thead><tr><th>一</th><th>{}</th></tr></thead><tr><td>{}</td><td>三</td></tr></table>",
    "headless table": '<table><tr><th scope="row">{}</th><td>{}</td></tr></table>',
    "broad cells": '<table><tr><td colspan="2">{}</td></tr><tr><td>一</td><td><p>{}</p><p>三</p></td></tr></table>',
    "quotation": "<blockquote><p>{}</p><p>二</p></blockquote>",
    "fold": "<details><summary>{}</summary><p>{}</p></details>",
    "box": '<div class="admonition tip"><p class="admonition-title">{}</p><p>{}</p></div>',
    "box in an item": '<ul><li>一<div class="admonition"><p class="admonition-title">題</p><p>{}</p></div></li></ul>',
    "picture": '<p><img src="a.png" alt="図"> {}</p>',
    "caption": "<figure><blockquote>{}</blockquote><figcaption>{}</figcaption></figure>",
    "broken line": "<p>一<br>{}</p>",
    "ruby": "<p><ruby>{}<rt>{}</rt></ruby> H<sub>{}</sub></p>",
}

SIGNS = (
    *r"""\`*_{}[]()#+-.!|<>&~^=:;/?"'$@%019aZあ漢「」、。""",
    *("**", "__", "~~", "==", "++", "--", "---", "```", "!!!", "???", "===", "///", "[^1]", "[^1]:", "*[a]:", "{#x}"),
    *("{: .k }", "<b>", "</p>", "<!--", "-->", "&lt;", "&amp;", "&#35;", "1.", "1)", "- ", "+ ", "* ", ": ", "> ", " "),
    *("# ", "[x] ", "[a](b)", "![a](b)", "<https://a.example>", "https://a.example/a_b", "| a |", "~~~", "`a`", "_a_"),
)
WORDS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=8).map("".join)


def said(html: str) -> str:
    """The words of some HTML, without what stands between them and the ways back from footnotes."""
    part = LexborHTMLParser(f'<div id="whole">{html}</div>').css_first("#whole")
    assert part is not None
    return re.sub(r"[\s↩]+", "", part.text())


def again(html: str) -> str:
    """Some HTML as Markdown, and that as HTML again."""
    part = own_part(f'<article class="cb-page">{html}</article>')
    assert part is not None
    return markup.to_html(markdown(part, PLACES), markup.DEFAULT)


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=40, deadline=None)
@given(words=WORDS)
def test_every_sign_means_itself(shape: str, words: str) -> None:
    html = f"<p>前の段落</p>{SHAPES[shape].replace('{}', escape(words))}<p>次の段落</p>"
    assert said(again(html)) == said(html)


@pytest.mark.parametrize("name", sorted(name for name in texts() if "/corpora/" not in name))
def test_what_our_dialect_makes_is_made_again(name: str) -> None:
    html = markup.convert(texts()[name]).html
    assert said(again(html)) == said(html)


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_harm_stays_harmless(snippet: str) -> None:
    html = markup.convert(f"{snippet}\n\n`{snippet.replace(chr(96), '')}`").html
    made = markup.clean(again(html))
    assert again(html).count("<script") == 0
    assert said(made) == said(html)

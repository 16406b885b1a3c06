"""What ``convert``, ``resolve`` and ``inline`` promise."""

from __future__ import annotations

import dataclasses
import json
import pickle

import pytest

from generator.markup import (
    ALL,
    ALLOWED_EXTENSIONS,
    DEFAULT,
    Fragment,
    Heading,
    Link,
    MarkupError,
    Passes,
    Picture,
    Section,
    convert,
    extended,
    inline,
    refusal,
    resolve,
)

TEXT = """# 題

はじめに。

## 数字の読み方

[表](../cases/case-0001.yml#成果) と [外](https://a.example/x?a=1&b=2)。

![図](img/図.png)

| 前 | 後 |
|---:|:--:|
| 8% | 4% |

### 注

本文[^1]。

[^1]: 注の文。
"""


def without(**passes: bool) -> Passes:
    return dataclasses.replace(ALL, **passes)


def test_headings_have_japanese_anchors() -> None:
    assert convert(TEXT, title="題").headings == (
        Heading(id="数字の読み方", title="数字の読み方", level=2),
        Heading(id="注", title="注", level=3),
    )


def test_links_know_their_lines() -> None:
    lines = {link.target: (link.line, link.image, link.internal) for link in convert(TEXT).links}
    assert lines["../cases/case-0001.yml#成果"] == (6, False, True)
    assert lines["https://a.example/x?a=1&b=2"] == (6, False, False)
    assert lines["img/図.png"] == (8, True, True)


def test_sections_are_plain_text() -> None:
    assert convert(TEXT, title="題").sections == (
        Section(anchor="", heading="", text="はじめに。"),
        Section(anchor="数字の読み方", heading="数字の読み方", text="表 と 外。\n前 後\n8% 4%"),
        Section(anchor="注", heading="注", text="本文。\n注の文。"),
    )


def test_goes_through_json_and_pickle() -> None:
    fragment = convert(TEXT)
    assert Fragment.from_json(json.loads(json.dumps(fragment.to_json()))) == fragment
    assert pickle.loads(pickle.dumps(fragment)) == fragment
    error = MarkupError("a", "b", "c", 3)
    assert vars(pickle.loads(pickle.dumps(error))) == vars(error)


def test_prefix_goes_before_every_id_and_what_points_at_it() -> None:
    text = '## 見出し\n\n[上](#見出し) [%](#%E8%A6%8B%E5%87%BA%E3%81%97)[^1]\n\n[^1]: 注\n\n=== "A"\n    a\n'
    fragment = convert(text, prefix="approach-")
    assert all(each.startswith("approach-") for each in fragment.ids)
    assert {link.target for link in fragment.links if link.target.startswith("#")} == {
        "#approach-見出し",
        "#approach-fn:1",
        "#approach-fnref:1",
    }
    assert 'for="approach-x-tabbed_1_1"' in fragment.html and 'name="approach-x-tabbed_1"' in fragment.html


def test_title_is_left_out_when_it_repeats() -> None:
    assert "<h1" not in convert("# Ａの　題\n\n文", title="Aの題").html
    assert convert("# 別の題\n\n## 中\n", title="題").html.startswith('<h2 id="別の題">別の題</h2>\n<h3 id="中">')
    assert "<h2" in convert("文\n\n# 題", title="題").html


@pytest.mark.parametrize(
    ("name", "text", "on", "off"),
    [
        ("sanitise", "<b onclick='x'>a</b>", "<p><b>a</b></p>", "<p><b onclick='x'>a</b></p>"),
        ("ids", "# a {#__config}", '<h2 id="x-config">a</h2>', '<h2 id="__config">a</h2>'),
        ("levels", "# a", '<h2 id="a">a</h2>', '<h1 id="a">a</h1>'),
        (
            "externals",
            "[a](https://a.example)",
            '<p><a href="https://a.example" rel="noopener noreferrer">a</a></p>',
            '<p><a href="https://a.example">a</a></p>',
        ),
        (
            "images",
            "![図](a.png)",
            '<p><img alt="図" src="a.png" loading="lazy" decoding="async"></p>',
            '<p><img alt="図" src="a.png"></p>',
        ),
        (
            "images",
            "![図](https://a.example/a.png)",
            '<p><span class="cb-image">図</span></p>',
            '<p><img alt="図" src="https://a.example/a.png"></p>',
        ),
        ("images", "a ![avatar](https://a.example/a.png) b", "<p>a  b</p>", None),
        ("joins", "日本\n語 **強**\n調 a\nb", "<p>日本語 <strong>強</strong>調 a\nb</p>", None),
        ("joins", "日本\n語", "<p>日本語</p>", "<p>日本\n語</p>"),
        (
            "joins",
            "```\n日\n本\n```",
            '<div class="highlight"><pre><span></span><code>日\n本\n</code></pre></div>',
            None,
        ),
    ],
)
def test_each_pass_can_be_turned_off(name: str, text: str, on: str, off: str | None) -> None:
    assert convert(text).html == on
    if off is not None:
        assert convert(text, DEFAULT, without(**{name: False})).html == off


def test_table_alignment_is_a_class() -> None:
    assert '<td class="align-right">8%</td>' in convert(TEXT).html
    assert "style=" not in convert(TEXT).html
    assert '<td style="text-align: right;">8%</td>' in convert(TEXT, DEFAULT, without(tables=False)).html


def test_repeated_ids_are_dropped() -> None:
    fragment = convert('<p id="a">x</p>\n\n<p id="a">y</p>\n')
    assert fragment.html.count('id="a"') == 1


def test_resolve_points_and_unlinks() -> None:
    fragment = convert("[あ](a.md) [い](b.md#c) [う](https://a.example) [え](#d) ![図](a.png) ![絵](b.png)")
    known: dict[str, str | Picture] = {
        "a.md": "../a/?x=1&y=2",
        "#d": "#d",
        "a.png": Picture(url="../m/1.png", width=30, height=20),
    }
    html = resolve(fragment, lambda link: known.get(link.target))
    assert '<a href="../a/?x=1&amp;y=2">あ</a> <span class="cb-broken">い</span> <a href="https://a.example"' in html
    assert '<a href="#d">え</a>' in html
    assert 'src="../m/1.png" loading="lazy" decoding="async" width="30" height="20">' in html
    assert html.endswith('<span class="cb-broken">絵</span></p>')


def test_resolve_asks_for_each_internal_link_once_in_order() -> None:
    asked: list[Link] = []
    fragment = convert("[a](a.md)\n\n[b](mailto:a@a.example)\n\n[![c](c.png)](c.md)")

    def to(link: Link) -> str:
        asked.append(link)
        return "x"

    resolve(fragment, to)
    assert [(link.target, link.line) for link in asked] == [("a.md", 0), ("c.md", 4), ("c.png", 4)]


def test_unlinked_picture_in_a_link_closes_rightly() -> None:
    html = resolve(convert("[a ![c](c.png)](c.md) [b](b.md)"), lambda link: "b/" if link.target == "b.md" else None)
    assert html == ('<p><span class="cb-broken">a <span class="cb-broken">c</span></span> <a href="b/">b</a></p>')


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("週に5時間、**返事**をする", "週に5時間、<strong>返事</strong>をする"),
        ("- 箇条書きではない", "- 箇条書きではない"),
        ("# 見出しではない", "# 見出しではない"),
        ("1. 番号\n2. 番号", "1. 番号 2. 番号"),
        ("a < b & c", "a &lt; b &amp; c"),
        (
            "[題](../a.md) と [外](https://a.example)",
            '題 と <a href="https://a.example" rel="noopener noreferrer">外</a>',
        ),
        ("<script>x</script>残る", "残る"),
        ("", ""),
    ],
)
def test_inline(text: str, html: str) -> None:
    assert inline(text) == html


def test_inline_resolves_when_asked() -> None:
    assert inline("[題](../a.md)", lambda link: "a/") == '<a href="a/">題</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("これは**「強調」**です。", "<p>これは<strong>「強調」</strong>です。</p>"),
        ("3~5人、10~20人", "<p>3~5人、10~20人</p>"),
        ("(^^) と (^^)", "<p>(^^) と (^^)</p>"),
        ("snake_case_name", "<p>snake_case_name</p>"),
        ("/// audience | sales\n中\n///", "<p>/// audience | sales\n中\n///</p>"),
    ],
)
def test_japanese_prose_survives(text: str, html: str) -> None:
    assert convert(text).html == html


def test_known_extensions_and_options_are_taken() -> None:
    assert refusal("markdown.extensions.toc", {"toc_depth": 3}) is None
    assert all(refusal(name, DEFAULT.options.get(name, {})) is None for name in DEFAULT.extensions)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("pymdownx.snippets", {}),
        ("pymdownx.b64", {}),
        ("os.path", {}),
        ("toc", {"permalink": True}),
        ("toc", {"slugify": "os.system"}),
        ("toc", {"toc_depth": object()}),
        ("toc", "x"),
        ("pymdownx.superfences", {"custom_fences": []}),
    ],
)
def test_others_are_refused_with_a_hint(name: str, options: object) -> None:
    refused = refusal(name, options)
    assert refused is not None and all(refused)


def test_markdown_extensions_add_to_the_default() -> None:
    dialect = extended([("nl2br", {}), ("toc", {"slugify": "ascii"})])
    assert dialect.extensions == (*DEFAULT.extensions, "nl2br")
    assert convert("## ABC 見\n\na\nb", dialect).html == '<h2 id="abc">ABC 見</h2>\n<p>a<br>\nb</p>'
    assert convert("## 見").headings[0].id == "見"


def test_every_allowed_extension_loads_with_its_options() -> None:
    for name, options in ALLOWED_EXTENSIONS.items():
        assert options >= DEFAULT.options.get(name, {}).keys()
        assert convert("文", extended([(name, {})])).html == "<p>文</p>"


def test_a_comment_leaves_no_trace() -> None:
    code = "```\na\n\n\nb\n```"
    for with_comment, without in (
        ("a\n\n<!-- 社内 -->\n\nb", "a\n\nb"),
        ("<!-- 社内 -->\n\na\n\n<!--\n二行\n-->", "a"),
        (f"a\n\n<!-- 社内 -->\n\n{code}", f"a\n\n{code}"),
    ):
        assert convert(with_comment).html == convert(without).html
    assert "a\n\n\nb" in convert(code).html

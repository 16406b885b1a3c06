"""Style sheets: trimming keeps what is used, and colours can be told apart."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import stylesheet, theme_assets
from generator.material import assets
from generator.phrasing import phrase

CSS = (theme_assets.default_dir() / "assets" / "css" / "tokens.css").read_text("utf-8")


def test_rules_are_cut_at_their_braces() -> None:
    css = '@charset "UTF-8";a{b:c}@media print{d{e:f}g{h:";}"}}'
    assert list(stylesheet.rules(css)) == [
        ('@charset "UTF-8";', ""),
        ("a", "{b:c}"),
        ("@media print", '{d{e:f}g{h:";}"}}'),
    ]


def test_trim_drops_selectors_then_empty_rules_then_empty_queries() -> None:
    css = ".a,.b{x:y}.b{x:y}@media print{.b{x:y}}@media print{.a{x:y}}@keyframes k{0%{x:y}}"
    assert stylesheet.trim(css, lambda s: s == ".b") == ".a{x:y}@media print{.a{x:y}}@keyframes k{0%{x:y}}"


def test_trim_keeps_commas_within_parentheses() -> None:
    assert stylesheet.trim(":is(.a,.b) c,.d{x:y}", lambda s: s == ".d") == ":is(.a,.b) c{x:y}"


def test_properties_that_nothing_reads_are_dropped_with_those_that_only_they_read() -> None:
    icon = """url("data:image/svg+xml;utf8,<svg xmlns='x'>;}</svg>")"""
    css = f":root{{--a:1;--icon:{icon};--b:var(--c);--c:2;--d:3}}.e{{color:var( --d,var(--a));--f:4;g:h}}"
    assert stylesheet.drop_unread(css, "") == ":root{--a:1;--d:3}.e{color:var( --d,var(--a));g:h}"
    assert f"--icon:{icon};--b:var(--c);--c:2" in stylesheet.drop_unread(css, "i{j:var(--icon) var(--b)}")


def test_every_property_that_is_read_is_defined() -> None:
    """What is read without a value to fall back on has one, but for what Material's own scripts would set."""
    published = assets(theme_assets.default_dir(), offline=False, beacon=False).files
    css = next(data.decode() for name, data in published.items() if name.endswith(".css"))
    defined = set(re.findall(r"(--[\w-]+)\s*:", css))
    assert set(re.findall(r"var\(\s*(--md-[\w-]+)\s*\)", css)) - defined <= {"--md-indicator-x", "--md-indicator-width"}
    assert "--md-version-icon" not in css and ".focus-visible~" not in css
    assert "summary:not(.focus-visible)" in css and "--md-admonition-icon--note" in css


def test_squeeze_leaves_quoted_text_alone() -> None:
    assert stylesheet.squeeze('/* x */ a {\n  content: "a  ;  b";\n  b: c, d;\n}\n') == 'a{content: "a  ;  b";b: c,d;}'


def test_relink_rewrites_local_addresses_only() -> None:
    css = 'a{b:url("../img/x.svg") url(data:image/png;base64,AA) url(#c)}'
    assert stylesheet.relink(css, lambda path: path.upper()) == (
        'a{b:url("../IMG/X.SVG") url(data:image/png;base64,AA) url(#c)}'
    )


@given(st.text(max_size=60))
def test_phrases_lose_no_character(text: str) -> None:
    marked = str(phrase(text))
    plain = marked.replace("<wbr>", "")
    assert "<" not in plain
    assert type(phrase(""))(plain).unescape() == text


def test_phrases_leave_no_character_alone_and_split_long_compounds() -> None:
    assert not str(phrase("金融機関の共有の場")).endswith("<wbr>場")
    assert phrase("コミュニティマネジメントとは") == "コミュニティ<wbr>マネジメントとは"
    assert phrase("マネジメント事例ナレッジベース") == "マネジメント<wbr>事例<wbr>ナレッジベース"
    assert phrase("コミュニティ運営") == "コミュニティ運営"


def test_phrases_leave_a_short_name_whole() -> None:
    assert phrase("住民の「困りごと帳」でつないだ市") == "住民の<wbr>「困りごと帳」で<wbr>つないだ市"
    assert "<wbr>" in str(phrase("「返信は、まず受け取ったことを伝えます」")), "a sentence is none"


def _scheme(start: str) -> dict[str, str]:
    block = CSS[CSS.index(start) :]
    return dict(re.findall(r"(--cb-[a-z-]+): (#[0-9a-f]{6});", block[: block.index("}")]))


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio"."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


READABLE = [
    *((ink, ground) for ink in ("ink", "muted", "accent", "accent-strong") for ground in ("paper", "card", "sunk")),
    *(
        ("on-accent", "accent"),
        ("on-accent", "accent-strong"),
        ("on-cocoa", "cocoa"),
        ("ink", "mark"),
        ("accent", "mark"),
        ("muted", "mark"),
    ),
    *(
        ("inside", "inside-soft"),
        ("sample", "sample-soft"),
        ("accent", "accent-soft"),
        ("accent-strong", "accent-soft"),
    ),
]


@pytest.mark.parametrize("scheme", [":root {", ':root[data-md-color-scheme="slate"]'])
@pytest.mark.parametrize(("ink", "ground"), READABLE)
def test_text_is_readable_in_both_schemes(scheme: str, ink: str, ground: str) -> None:
    colours = _scheme(scheme)
    assert contrast(colours[f"--cb-{ink}"], colours[f"--cb-{ground}"]) >= 4.5


@pytest.mark.parametrize("scheme", [":root {", ':root[data-md-color-scheme="slate"]'])
def test_lines_of_fields_and_chart_parts_are_visible(scheme: str) -> None:
    colours = _scheme(scheme)
    for part in ("line-strong", "before", "accent"):
        assert contrast(colours[f"--cb-{part}"], colours["--cb-card"]) >= 3


def test_dark_is_the_same_by_choice_and_by_device() -> None:
    assert _scheme(':root[data-md-color-scheme="slate"]') == _scheme(':root:not([data-md-color-scheme="default"])')

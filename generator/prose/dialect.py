"""Which Markdown a site writes: extensions by allow-listed name, their options as plain data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Options: TypeAlias = Mapping[str, Mapping[str, Json]]

SLUGS = ("unicode", "ascii")

ALLOWED_EXTENSIONS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "toc": frozenset({"slugify", "separator", "toc_depth", "baselevel", "title", "marker"}),
        "tables": frozenset({"use_align_attribute"}),
        "fenced_code": frozenset({"lang_prefix"}),
        "admonition": frozenset(),
        "attr_list": frozenset(),
        "md_in_html": frozenset(),
        "def_list": frozenset(),
        "footnotes": frozenset({"BACKLINK_TITLE", "SEPARATOR", "SUPERSCRIPT_TEXT", "USE_DEFINITION_ORDER"}),
        "abbr": frozenset({"glossary"}),
        "nl2br": frozenset(),
        "sane_lists": frozenset(),
        "smarty": frozenset({"smart_angled_quotes", "smart_dashes", "smart_ellipses", "smart_quotes", "substitutions"}),
        "pymdownx.betterem": frozenset({"punctuation", "smart_enable"}),
        "pymdownx.blocks.admonition": frozenset(),
        "pymdownx.blocks.caption": frozenset({"auto", "prepend"}),
        "pymdownx.blocks.definition": frozenset(),
        "pymdownx.blocks.details": frozenset(),
        "pymdownx.blocks.tab": frozenset({"alternate_style", "combine_header_slug", "separator"}),
        "pymdownx.caret": frozenset({"insert", "no_space", "punctuation", "smart_insert", "superscript"}),
        "pymdownx.details": frozenset(),
        "pymdownx.fancylists": frozenset({"additional_ordered_styles", "inject_style", "inject_class"}),
        "pymdownx.highlight": frozenset({"auto_title", "default_lang", "guess_lang", "linenums", "linenums_style"}),
        "pymdownx.inlinehilite": frozenset({"css_class", "style_plain_text"}),
        "pymdownx.keys": frozenset({"camel_case", "separator", "strict"}),
        "pymdownx.magiclink": frozenset({"hide_protocol"}),
        "pymdownx.mark": frozenset({"smart_mark"}),
        "pymdownx.saneheaders": frozenset(),
        "pymdownx.smartsymbols": frozenset(
            {
                "arrows",
                "care_of",
                "copyright",
                "fractions",
                "notequal",
                "ordinal_numbers",
                "plusminus",
                "registered",
                "trademark",
            }
        ),
        "pymdownx.superfences": frozenset({"disable_indented_code_blocks", "preserve_tabs", "relaxed_headers"}),
        "pymdownx.tabbed": frozenset({"alternate_style", "combine_header_slug", "separator"}),
        "pymdownx.tasklist": frozenset({"custom_checkbox"}),
        "pymdownx.tilde": frozenset({"delete", "no_space", "punctuation", "smart_delete", "subscript"}),
    }
)
"""Each extension a site may name, with the options it may give it. Nothing here reads a file or asks a host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """Extensions in the order they are loaded, and the options of each; plain data."""

    extensions: tuple[str, ...]
    options: Options = field(default_factory=dict)

    @property
    def key(self) -> str:
        """One string for this dialect: the same extensions and options give the same key."""
        return json.dumps([self.extensions, {k: dict(v) for k, v in self.options.items()}], sort_keys=True)


DEFAULT = Dialect(
    extensions=(
        "toc",
        "tables",
        "fenced_code",
        "admonition",
        "attr_list",
        "md_in_html",
        "def_list",
        "footnotes",
        "abbr",
        "pymdownx.details",
        "pymdownx.superfences",
        "pymdownx.highlight",
        "pymdownx.inlinehilite",
        "pymdownx.tasklist",
        "pymdownx.tabbed",
        "pymdownx.blocks.admonition",
        "pymdownx.blocks.details",
        "pymdownx.blocks.tab",
        "pymdownx.keys",
        "pymdownx.mark",
        "pymdownx.tilde",
        "pymdownx.betterem",
    ),
    options={
        "toc": {"slugify": "unicode"},
        "footnotes": {"BACKLINK_TITLE": "本文の注 {} へ戻る"},
        "pymdownx.tabbed": {"alternate_style": True},
        "pymdownx.blocks.tab": {"alternate_style": True},
        "pymdownx.tasklist": {"custom_checkbox": True},
        # CommonMark's rule for punctuation would leave これは**「大事」**です as it is written.
        "pymdownx.betterem": {"punctuation": False},
        # 「10~20人、30~40人」 is a range and another range, not a subscript.
        "pymdownx.tilde": {"subscript": False},
    },
)
"""Material-flavoured Markdown, with what Japanese prose would trip over left out (see the design note)."""


_MARKS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "tables": ("|",),
        "fenced_code": ("```", "~~~"),
        "admonition": ("!!!",),
        "attr_list": ("{",),
        "md_in_html": ("<", "&"),
        "def_list": (": ", ":\t"),
        "footnotes": ("[^", "///"),
        "abbr": ("*[",),
        "pymdownx.betterem": ("*", "_"),
        "pymdownx.blocks.admonition": ("///",),
        "pymdownx.blocks.details": ("///",),
        "pymdownx.blocks.tab": ("///",),
        "pymdownx.details": ("???",),
        "pymdownx.highlight": ("```", "~~~", "`", "    ", "\t"),
        "pymdownx.inlinehilite": ("`",),
        "pymdownx.keys": ("++",),
        "pymdownx.mark": ("==",),
        "pymdownx.superfences": ("```", "~~~", "    ", "\t"),
        "pymdownx.tabbed": ("===",),
        "pymdownx.tasklist": ("[ ]", "[x]", "[X]"),
        "pymdownx.tilde": ("~",),
    }
)
"""What must stand in a text for an extension to have anything to do. Extensions not named here always run."""


MARKED_INLINE = frozenset({"toc", *_MARKS}) - {"abbr"}
"""Extensions whose inline patterns, if any, begin with an ASCII mark: they cannot match in a text without one."""


def needed(dialect: Dialect, text: str) -> tuple[str, ...]:
    """The extensions that can change what becomes of ``text``: the rest would only cost time.

    A backslash may escape the marks of any extension, so a text with one takes them all."""
    if "\\" in text:
        return dialect.extensions
    return tuple(
        name for name in dialect.extensions if name not in _MARKS or any(mark in text for mark in _MARKS[name])
    )


def extended(entries: Iterable[tuple[str, object]]) -> Dialect:
    """The default dialect with what ``markdown_extensions`` adds: further names, or options for those it has.

    Takes entries that ``refusal`` has nothing to say about; ``markdown.extensions.`` before a name is dropped."""
    names = list(DEFAULT.extensions)
    options: dict[str, Mapping[str, Json]] = dict(DEFAULT.options)
    for name, given in entries:
        short = _short(name)
        if short not in names:
            names.append(short)
        if isinstance(given, Mapping) and given:
            options[short] = {**options.get(short, {}), **given}
    return Dialect(extensions=tuple(names), options=options)


def refusal(name: str, options: object) -> tuple[str, str] | None:
    """Why an entry of ``markdown_extensions`` is not taken, as (message, hint) in Japanese; None where it is fine."""
    short = _short(name)
    if short not in ALLOWED_EXTENSIONS:
        return f"Markdown 拡張「{name}」は使えません。", f"使える拡張: {'、'.join(sorted(ALLOWED_EXTENSIONS))}。"
    if not isinstance(options, Mapping):
        return f"「{name}」の設定の書き方が違います。", "「- toc: {toc_depth: 3}」の形で書いてください。"
    allowed = ALLOWED_EXTENSIONS[short]
    for option, value in options.items():
        if option not in allowed:
            known = f"使える設定: {'、'.join(sorted(allowed))}。" if allowed else "この拡張に設定はありません。"
            return f"「{name}」に「{option}」という設定はありません。", known
        if option == "slugify" and value not in SLUGS:
            return f"slugify に「{value}」は使えません。", f"使える値: {'、'.join(SLUGS)}。"
        if not _is_plain(value):
            return f"「{name}」の「{option}」の値が使えません。", "文字・数・true/false で書いてください。"
    return None


def _short(name: str) -> str:
    return name.removeprefix("markdown.extensions.")


def _is_plain(value: object) -> bool:
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and _is_plain(item) for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return all(_is_plain(item) for item in value)
    return value is None or isinstance(value, (bool, int, float, str))

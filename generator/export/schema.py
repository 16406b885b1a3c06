"""The schema of ``casebook export json``: what each file holds, in the words of its reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from ..model import vocabulary as words
from ..plan.facets import TITLES
from ..plan.words import KINDS

Schema: TypeAlias = dict[str, Any]

VERSION = 1
"""Counts up where a field changes its meaning or goes; fields may be added without."""


def _text(about: str) -> Schema:
    return {"type": "string", "description": about}


def _texts(about: str) -> Schema:
    return {"type": "array", "items": {"type": "string"}, "description": about}


def _day(about: str) -> Schema:
    return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$", "description": about}


def _one_of(about: str, values: Iterable[object]) -> Schema:
    return {"enum": sorted(map(str, values)), "description": about}


def _number(about: str) -> Schema:
    return {"type": "number", "description": about}


def _truth(about: str) -> Schema:
    return {"type": "boolean", "description": about}


def _record(properties: Schema, required: str = "", about: str = "") -> Schema:
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if about:
        found["description"] = about
    return {**found, "required": required.split()} if required else found


def _many(item: Schema, about: str) -> Schema:
    return {"type": "array", "items": item, "description": about}


def _pair(first: Schema, second: Schema, about: str) -> Schema:
    return {
        "type": "array",
        "prefixItems": [first, second],
        "minItems": 2,
        "maxItems": 2,
        "description": about,
    }


_MONTH = _text("月（YYYY-MM）")
_SPAN = _pair(_MONTH, _MONTH, "期間の初めと終わり")
_PATH = {"type": "string", "pattern": "^/", "description": "サイトの中のアドレス（/ から）"}
_KEYS = {"type": "object", "additionalProperties": {"type": "string"}}

_PAGE = _record(
    {
        "path": _PATH,
        "title": _text("題"),
        "kind": _one_of("ページの種類", KINDS),
        "kind_label": _text("種類の日本語"),
        "section": _text("サイトの区分のキー（site.json の sections）"),
        "outward": _truth("社外に渡すページ（お渡し用の 1 枚・スライド・配布資料）"),
        "description": _text("一文の説明"),
        "summary": _text("検索の結果に出る要約"),
        "breadcrumbs": _many(_record({"title": _text("題"), "path": _PATH}, "title path"), "上の階層"),
        "names": _texts("このページを見つけるための名前（別名・よみ・見せてよい社名）"),
        "facets": _texts("分類の日本語"),
        "filters": {
            "type": "object",
            "description": "分類のキー。項目ごと",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "sections": _many(
            _record({"anchor": _text("見出しの id"), "heading": _text("見出し"), "text": _text("文章")}, "text"),
            "見出しごとの文章（検索に使うもの）",
        ),
        "markdown": _text("ページの中身の全体。リンクは / から始まるアドレス"),
        "published_on": _day("公開した日"),
        "updated_on": _day("最後に直した日"),
        "until": _day("この日まで見せてよい"),
    },
    "path title kind kind_label markdown",
)

_CLIENT = _record(
    {
        "label": _text("この範囲での呼び方"),
        "alias": _text("別名"),
        "named": _truth("社名を見せてよいか"),
        "names": _texts("見つけるための名前"),
        "segment": _text("業種のキー"),
        "employees": _one_of("企業規模のキー", (word.key for word in words.EMPLOYEES)),
        "place": _text("都道府県か地域"),
    },
    "label named",
    about="クライアント",
)

_FIGURE = _record(
    {
        "kpi": _text("指標のキー"),
        "compare": _one_of("比べ方", (word.key for word in words.COMPARE)),
        "before": _number("前の値。割合だけを見せてよいときはない"),
        "after": _number("後の値"),
        "change": _number("変化の割合（-0.5 は半減）"),
        "before_period": _SPAN,
        "after_period": _SPAN,
        "points": _many(_pair(_MONTH, _number("値"), "月と値"), "途中の値"),
        "target": _number("目標の値"),
        "result": _text("目標に対する結果のキー"),
        "population": _text("測った対象"),
        "sample": _text("人数・件数（幅のこともある）"),
        "measured_by": _text("測った者のキー"),
        "confounders": _text("ほかの要因"),
        "as_of": _text("最後に測った月"),
        "exact": _truth("そのままの値か、割合に直したものか"),
    },
    "kpi compare exact",
)

_CASE = _record(
    {
        "path": _PATH,
        "id": {"type": "string", "pattern": "^[a-z0-9-]+$", "description": "事例の id"},
        "title": _text("題"),
        "summary": _text("要約"),
        "sample": _truth("架空の事例か"),
        "concept": _one_of("コミュニティか、コミュニケーションか", (word.key for word in words.CONCEPT)),
        "client": _CLIENT,
        "purposes": _texts("目的のキー"),
        "community": {"type": "object", "description": "コミュニティの名前・種類・段階・会員・運営体制"},
        "communication": {"type": "object", "description": "だれが、だれに、何を、いつ、どう伝えたか"},
        "adoption": {"type": "object", "description": "導入の背景（社内の範囲だけ）"},
        "challenge": _text("課題（Markdown）"),
        "approach": _text("取り組み（Markdown）"),
        "outcome": _text("成果（Markdown）"),
        "conditions": _texts("再現条件"),
        "setbacks": _texts("つまずきと学び"),
        "playbooks": _texts("使った進め方の id"),
        "figures": _many(_FIGURE, "成果の数字"),
        "quotes": _many(
            _record(
                {
                    "speaker": _text("話した人のキー"),
                    "role": _text("役割"),
                    "text": _text("言葉"),
                    "rewarded": _truth("謝礼があったか"),
                    "number": {"type": "integer", "description": "事例の中での番号"},
                },
                "text",
            ),
            "お客様の言葉",
        ),
        "talk_track": _texts("ご紹介の仕方（社内の範囲だけ）"),
        "objections": _many(_pair(_text("質問"), _text("答え"), "質問と答え"), "よくいただくご質問（社内の範囲だけ）"),
        "permission": {"type": "object", "description": "言ってよいこと（社内の範囲だけ）"},
        "related": _texts("関連する事例の id"),
        "tags": _texts("タグ"),
        "published_on": _day("公開した日"),
        "updated_on": _day("最後に直した日"),
        "until": _day("この日まで見せてよい"),
    },
    "path id title sample concept client",
)

_SITE = _record(
    {
        "schema": {"const": VERSION, "description": "この形式の番号"},
        "generator": _text("書き出した版"),
        "site_name": _text("サイトの名前"),
        "site_url": _text("サイトのアドレス（空のこともある）"),
        "language": _text("画面の言葉"),
        "audience": _text("読む人の範囲"),
        "as_of": _day("いつの時点の内容か"),
        "fresh_until": {
            "type": ["string", "null"],
            "format": "date",
            "description": "内容が変わる最初の日。この日からは書き出し直す",
        },
        "pages": {"type": "object", "additionalProperties": {"type": "integer"}, "description": "種類ごとのページの数"},
        "kinds": {**_KEYS, "description": "種類のキーと日本語"},
        "sections": _many(
            _record({"key": _text("キー"), "title": _text("題"), "path": _PATH}, "key title path"), "サイトの区分"
        ),
        "facets": {
            "type": "object",
            "propertyNames": {"enum": sorted(TITLES)},
            "additionalProperties": _record({"title": _text("題"), "labels": _KEYS}, "title labels"),
            "description": "分類の項目と、キーの日本語",
        },
    },
    "schema generator site_name language audience as_of fresh_until pages kinds",
)

SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": f"casebook export json（形式 {VERSION}）",
    "description": "site.json は $defs/site、pages.ndjson の 1 行は $defs/page、cases.ndjson の 1 行は $defs/case。",
    "$defs": {"site": _SITE, "page": _PAGE, "case": _CASE},
    "anyOf": [{"$ref": "#/$defs/site"}, {"$ref": "#/$defs/page"}, {"$ref": "#/$defs/case"}],
}
"""One schema with a definition for each kind of record."""

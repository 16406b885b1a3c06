"""One page of each template, with the data that `themes/casebook/DATA.md` describes."""

from __future__ import annotations

from typing import Any

from generator import charts
from generator.material import PageContext, Section, SideNav, SiteContext

SITE = SiteContext(
    name="ケースブック",
    audience="sales",
    audience_label="営業",
    widest=False,
    url="https://example.com/kb/",
    sections=(
        Section(key="cases", title="事例", url="cases/"),
        Section(key="articles", title="ナレッジ", url="articles/"),
        Section(key="glossary", title="用語", url="glossary/"),
    ),
    more=(("商談シート", "brief/"),),
)

HOME = (("ホーム", ""),)
SIDE = SideNav(
    title="ナレッジ",
    url="articles/",
    groups=(("考え方", (("場を育てる", "articles/basics/grow/"), ("伝える", "articles/basics/tell/"))),),
)
FIGURE = {"label": "解約率（月）", "before": "8%", "after": "4%", "change": "−50%", "note": "前後比較"}
CARD = {
    "title": "定期便の解約を半分にした、食品メーカーのファンコミュニティ",
    "url": "cases/case-0001/",
    "kind": "事例",
    "labels": ["食品・飲料"],
    "summary": "会話が続く場に変えた一年。",
    "figure": FIGURE,
    "sample": True,
}
OTHER = {**CARD, "title": "使い方を教え合う会", "url": "cases/case-0002/"}
TERM = {"id": "churn", "title": "解約率", "reading": "かいやくりつ", "definition": "割合。", "url": "glossary/churn/"}
BODY = (
    '<p>はじめに<a href="../../../glossary/churn/">解約率</a>を見ます。</p><h2 id="a">始め方</h2><p>小さく。</p>'
    '<h2 id="b">続け方</h2><table><thead><tr><th>指標</th></tr></thead><tbody><tr><td>60%</td></tr></tbody></table>'
    '<div class="admonition note"><p class="admonition-title">迷ったら</p><p>一文で書く。</p></div><h2 id="c">次</h2>'
)
_DOTS = [charts.Dot(value=n, label=f"事例{n}：{n}%減", href="../cases/case-0001/", mark="reached") for n in (5, 30)]
_SCALE = charts.Scale(zero="変わらず", high="30%減", toward="よい変化 →")
_ROW = {
    "title": CARD["title"],
    "url": "cases/case-0001/",
    "labels": ["食品・飲料", "100〜299人"],
    "change": "50%減",
    "values": "7.8% → 3.9%（3.9ポイント減）",
    "span": "12か月（ひと月あたり 0.33ポイント減）",
    "mark": "reached",
    "result": "達成",
    "note": "前後比較・2023年9月〜2024年8月・n=11,230・クライアント測定。効果を保証するものではありません。",
    "sample": True,
}
_PICTURE = {
    "title": "返信率",
    "url": "kpis/reply-rate/",
    "n": "n=2",
    "sample": True,
    "sentence": "前後を比べた 2 件は、すべてよい向きに動きました。",
    "chart_html": charts.dots("返信率の変化", "2 件です。", _DOTS, _SCALE),
}
KPI: dict[str, Any] = {
    "lead": "二日以内に返信がついた投稿の割合。",
    "facts": [{"label": "単位", "value": "%"}],
    "cautions": ["投稿が少ない期間は振れる"],
    "note": "掲載事例のみの集計です。",
    "reported": "この指標を報告している架空の事例 2 件です。",
    "finder_url": "cases/?kpi=reply_rate",
    "evidence_url": "evidence/",
    "pictures": [_PICTURE],
    "cards": [_ROW, {**_ROW, "span": "", "values": "", "mark": "none", "result": "目標の記録なし"}],
}
EVIDENCE: dict[str, Any] = {
    "lead": "指標ごとに並べました。",
    "note": "掲載事例のみの集計です。",
    "shelves": [
        {"sample": False, "count": "2 件の事例から。", "kpis": [_PICTURE], "single": []},
        {
            "sample": True,
            "count": "1 件の架空の事例から。",
            "kpis": [],
            "single": [{**_ROW, "kpi": "返信率", "kpi_url": "kpis/reply-rate/"}],
        },
    ],
    "map": {
        "columns": ["継続・解約防止", "共創"],
        "rows": [
            {"label": "食品・飲料", "url": "cases/", "cells": [{"count": 3, "level": 3, "url": "cases/"}, None]},
        ],
        "sentence": "いちばん多いのは 3 件です。",
    },
    "wanted": {
        "spots": [{"title": "食品・飲料 × 共創", "why": "3 件あります。"}],
        "nearly": [{"title": "返信率", "url": "kpis/reply-rate/", "why": "あと 1 件です。"}],
        "segments": ["通信"],
        "purposes": ["地域"],
    },
}
AGAIN: dict[str, Any] = {
    "sample": True,
    "note": "掲載事例のみの集計です。",
    "sentence": "この進め方を使った掲載事例は 2 件です。",
    "few": "点だけを示します。",
    "tally_html": charts.tally("目標", [charts.Count(label="達成", count=2, tone="reached")]),
    "changes": "すべてよい変化です。",
    "chart_html": charts.strips("変化", "2 件", [charts.Strip(label="返信率", note="n=2", items=_DOTS)], _SCALE),
    "kpis": [
        {
            "title": "返信率",
            "url": "kpis/reply-rate/",
            "n": "2",
            "better": "2",
            "median": "",
            "range": "",
            "each": "5%増",
        },
        {
            "title": "解約率",
            "url": "kpis/reply-rate/",
            "n": "12",
            "better": "9",
            "median": "5%減",
            "range": "9%減〜2%増",
        },
    ],
    "tables": [{"title": "業種", "columns": ["件数", "達成"], "rows": [{"label": "食品・飲料", "cells": ["2", "0"]}]}],
    "cases": [
        {**_ROW, "line": "返信率 41% → 88%", "result": "目標：達成", "setbacks": ["返信が減った"]},
        {**_ROW, "line": "", "setbacks": [], "mark": "none"},
    ],
    "more": "ほか 3 件。",
}
TOC = ((2, "a", "始め方"), (2, "b", "続け方"), (2, "c", "次"))


def page(url: str, template: str, title: str = "題名", /, **more: Any) -> PageContext:
    """A page with its template's data."""
    return PageContext(url=url, template=template, title=title, **more)


def prose(url: str, template: str, section: str = "", /, **data: Any) -> PageContext:
    """A page with running text."""
    return page(url, template, section=section, breadcrumbs=HOME, html={"body": BODY}, toc=TOC, data=data)


_TEXT = {"kind": "text", "body": "slide-1", "appears": "items"}
_MEASURED = {**FIGURE, "chart_html": _PICTURE["chart_html"], "span": "8% → 4%", "whole_note": "前後比較、全体"}
_CHART = {"kind": "chart", "client": "食品メーカーA社様", "sample": True, "until": "2099-01-31", "figure": _MEASURED}
_CASE = {"kind": "case", "client": "A社様", "labels": ["食品・飲料"], "title": "会話", "url": "cases/case-0001/"}
_SAID = {"kind": "quote", "client": "A社様", "quote": {"text": "台所が、よく見えます。", "by": "課長", "note": ""}}
_PART = {"kind": "columns", "appears": "", "columns": [[{**_CASE, "figure": None}, _SAID], [_CHART]]}
_SLIDES: dict[str, Any] = {
    "slides": [
        {"title": "解約は半分に", "parts": [_PART], "notes": "note-1", "layout": ""},
        {"title": "三つの返事", "parts": [_TEXT], "notes": "", "layout": ""},
        {"title": "明日から", "parts": [], "notes": "", "layout": "section"},
    ],
    "subtitle": "事例から",
    "when": "2027年2月18日",
    "back_url": "seminars/s/",
}
_SLIDE_HTML = {"slide-1": "<ul><li>返事をした</li></ul>", "note-1": "<p>間を置く。</p>"}

PAGES: tuple[PageContext, ...] = (
    page(
        "",
        "home.html",
        data={
            "lead": "事例と知識を探せます。",
            "examples": ["食品 解約"],
            "doors": [{"title": "商談の前に", "url": "cases/", "icon": "material/handshake-outline", "links": [CARD]}],
            "fresh": [CARD],
            "more": {"title": "すべて見る", "url": "cases/"},
            "shelf": [{"label": "事例", "value": "14 件"}],
        },
    ),
    page(
        "cases/",
        "list.html",
        "事例",
        section="cases",
        breadcrumbs=HOME,
        data={
            "count": "事例が 2 件あります。",
            "noun": "事例",
            "cards": [CARD, OTHER],
            "finder": "cases/finder.json",
            "per_page": 200,
            "filters": [
                {
                    "key": "segment",
                    "title": "業種",
                    "values": [
                        {"key": "food", "label": "食品・飲料", "count": 1},
                        {"key": "machine", "label": "機械", "count": 1},
                        {"key": "bank", "label": "金融", "count": 0},
                    ],
                }
            ],
        },
    ),
    page(
        "articles/",
        "list.html",
        section="articles",
        side=SIDE,
        data={
            "groups": [{"title": "考え方", "anchor": "basics", "cards": [CARD]}],
            "pager": {
                "page": 1,
                "pages": 2,
                "next": "articles/page/2/",
                "links": [{"title": "1", "url": "articles/", "current": True}],
            },
        },
    ),
    page("empty/", "list.html", data={"empty": {"title": "まだ事例がありません", "url": "", "link": "書く"}}),
    page(
        "articles/basics/grow/",
        "article.html",
        "コミュニティマネジメントとは",
        section="articles",
        side=SIDE,
        description="場を育てる",
        breadcrumbs=(*HOME, ("ナレッジ", "articles/")),
        html={"body": BODY},
        toc=TOC,
        json_ld=('{"name": "</script><script>alert(1)</script>"}',),
        data={
            "lead": "育てる仕事です。",
            "terms": [TERM],
            "related": [{"title": "伝える", "url": "articles/basics/tell/", "kind": "ナレッジ", "reason": "同じ用語"}],
            "next": [CARD, OTHER],
            "tags": [{"title": "入門", "url": None}],
            "checked": "2026年9月 確認",
        },
    ),
    prose("stories/one/", "story.html", "stories", case=CARD, byline="担当者", sample=True),
    prose(
        "playbooks/one/",
        "playbook.html",
        steps=["決める"],
        stages=["立ち上げ"],
        kpis=[{"name": "返信率", "url": "kpis/reply-rate/"}],
        again=[AGAIN],
    ),
    page("evidence/", "evidence.html", data=EVIDENCE),
    page("kpis/reply-rate/", "kpi.html", breadcrumbs=HOME, data=KPI),
    page("kpis/empty/", "kpi.html", breadcrumbs=HOME, data={"facts": KPI["facts"]}),
    prose("about/", "page.html", actions=[{"title": "書く", "url": "articles/", "primary": True}]),
    page(
        "glossary/",
        "terms.html",
        section="glossary",
        data={"rows": [{"key": "か", "anchor": "row-ka", "terms": [TERM]}]},
    ),
    page(
        "glossary/churn/",
        "term.html",
        section="glossary",
        data={
            "reading": "かいやくりつ",
            "english": "churn rate",
            "definition": "割合。",
            "points": ["月ごとに見る"],
            "misuses": [{"wrong": "人数で言う", "why": "割合だから。", "instead": "割合で言う"}],
            "contrasts": [{"title": "継続率", "url": "glossary/keep/", "difference": "逆の割合。"}],
            "see_also": [{"title": "継続率", "url": "glossary/keep/"}],
            "cases": [CARD],
        },
    ),
    page(
        "phrases/",
        "phrases.html",
        data={
            "inside": True,
            "groups": [
                {"title": "ひとこと", "anchor": "one", "phrases": [{"text": "場を育てます。", "register": "社外"}]}
            ],
        },
    ),
    page(
        "seminars/s/",
        "seminar.html",
        data={
            "when": "2027年2月18日",
            "starts_iso": "2027-02-18T15:00:00+09:00",
            "ends_iso": "2027-02-18T16:00:00+09:00",
            "format": "オンライン",
            "registration_url": "https://example.com/a",
            "speakers": [{"name": "登壇者（調整中）"}],
            "slides_url": "seminars/s/slides/",
            "recording_url": "https://example.com/r",
            "recording": "録画を見る",
            "qa": [{"question": "いつから？", "paragraphs": ["来月からです。"]}],
            "over_iso": "2027-02-18T16:00",
        },
    ),
    page("seminars/s/slides/", "slides.html", data=_SLIDES, html=_SLIDE_HTML),
    page("seminars/s/handout/", "handout.html", data=_SLIDES, html=_SLIDE_HTML),
    page(
        "voices/",
        "voices.html",
        data={
            "groups": [
                {
                    "title": "通知",
                    "anchor": "notice",
                    "voices": [
                        {
                            "text": "多い。",
                            "severity": {"key": "high", "label": "高"},
                            "risk": {"key": "none", "label": "なし"},
                            "state": {"key": "new", "label": "新着"},
                            "heard": [{"on": "2026年9月", "who": "食品メーカーA社"}],
                        }
                    ],
                }
            ]
        },
    ),
    page("search/", "search.html", "検索"),
    page("404.html", "404.html", "ページが見つかりません"),
    page("old/", "redirect.html", "移動しました", data={"to": "cases/"}),
)

FINDER = {
    "places": [0, 1],
    "facets": {"segment": {"values": ["food", "machine"], "rows": [[0], [1]]}},
    "months": ["2024-08", ""],
    "effects": {},
}
"""What the finder of the sample list reads."""

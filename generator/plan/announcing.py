"""Texts to paste: a mail and a post that announce a case, made from what everybody may read of it and nothing else."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from ..urls import document_url
from ..view import ShownCase, View
from . import gist
from .cards import iso
from .cases import newest_first
from .knowledge import HOME
from .page import Data, Desk, Json, Page
from .paging import paged
from .phrases import cut_at_blanks
from .words import KINDS, day, figure_note, short_note

TEXTS_URL = "marketing/texts"
_PER_PAGE = 25
_SAMPLE = "※見本のための、架空の事例です。"
_POST = 140
"""The most that a post on X may have, in full-width characters."""
_LINK = 23
"""The weight of any address in a post, in narrow letters, as X counts it (developer.x.com, "Counting characters")."""


def announced(desk: Desk) -> list[ShownCase]:
    """The cases of the View of use ``web`` that this circle's own site has too, the newest first."""
    here = {case.id for case in desk.view.cases if f"cases/{case.id}" not in desk.view.only_editors}
    return [case for case in newest_first(desk.web.cases) if case.id in here]


def text_url(case_id: str, at: int) -> str:
    """Where the texts of the case at place ``at`` (from 0) of ``announced`` stand."""
    number = at // _PER_PAGE + 1
    return f"{TEXTS_URL}/{'' if number == 1 else f'page/{number}/'}#{case_id}"


def plan_texts(desk: Desk) -> list[Page]:
    """``/marketing/texts/`` for whoever has ``/marketing/``; the pages hold nothing but what is public."""
    lead = "事例をお知らせするメールと短い投稿です。ウェブの掲載許諾の範囲だけで書いてあり、そのまま使えます。"
    rows: list[Json] = [_texts(case, desk.web, desk.public_url) for case in announced(desk)]
    pages = paged(
        TEXTS_URL,
        "告知の文面",
        lead,
        rows,
        noun=KINDS["case"],
        per_page=_PER_PAGE,
        breadcrumbs=(HOME, ("発信の準備", "marketing/")),
        data={
            "inside": True,
            "count": f"{len(rows):,} 件の事例に、メールと投稿の文面があります。" if rows else "",
            "without_link": bool(rows) and not desk.public_url,
            "empty": {
                "title": "そのまま使える文面はまだありません",
                "text": "ウェブへの掲載を許諾された事例がそろうと、ここに文面が並びます。",
            },
        },
    )
    return [replace(page, template="announcing.html", section="", side="") for page in pages]


def _texts(case: ShownCase, web: View, public_url: str) -> Data:
    """``case`` is of the View ``web``. ``public_url`` is the address of the public site, "" where none is known."""
    url = document_url("cases", case.id)
    link = f"{public_url}{url}" if public_url else ""
    post = _post(case, web, link)
    return {
        "id": case.id,
        "title": case.title,
        "url": url,
        "client": case.client.label,
        "sample": case.sample,
        "until": f"{day(case.until)}まで使えます" if case.until else "",
        "until_iso": iso(case.until),
        "subject": f"【事例のご紹介】{case.title}",
        "mail": cut_at_blanks(_mail(case, web, link)),
        "post": cut_at_blanks(post),
        "length": f"全角 {_length(post, link):,} 字分",
    }


def _mail(case: ShownCase, web: View, link: str) -> str:
    """Paragraphs of short lines: mail programs wrap late, or not at all."""
    paragraphs = [
        "〔会社名〕\n〔お名前〕様",
        "いつもお世話になっております。\n〔自社名〕の〔差出人のお名前〕です。",
        f"{case.client.label}の取り組みを事例にまとめましたので、\nご紹介いたします。",
        f"■ {case.title}",
        _measured(case, web, whole=True),
        _SAMPLE if case.sample else "",
        f"詳しくは、次のページでご覧いただけます。\n{link}" if link else "詳しい内容は、あらためてご説明いたします。",
        "ご検討のご参考になりましたら幸いです。\nご不明な点がございましたら、このメールにご返信ください。",
    ]
    return "\n\n".join(filter(None, paragraphs))


def _post(case: ShownCase, web: View, link: str) -> str:
    """The post; without its figure where that and its note are too long together, for one never goes alone."""
    measured = _measured(case, web, whole=False)
    post = _post_with(measured, case, link)
    return post if _length(post, link) <= _POST else _post_with("", case, link)


def _post_with(measured: str, case: ShownCase, link: str) -> str:
    sample = _SAMPLE if case.sample else ""
    lines = [f"{case.client.label}の事例をご紹介します。", f"「{case.title}」", measured, sample, link]
    return "\n".join(filter(None, lines))


def _measured(case: ShownCase, web: View, *, whole: bool) -> str:
    """The first figure, never without its note; "" where none may be shown."""
    if not case.figures:
        return ""
    note = figure_note(case.figures[0]) if whole else short_note(case.figures[0])
    return f"{gist.key_line(case, web)}\n（{note}）"


def _length(post: str, link: str) -> int:
    """The length of a post in full-width characters: narrow letters count half."""
    said = post.removesuffix(link) if link else post
    halves = sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in said)
    return -(-(halves + (_LINK if link else 0)) // 2)

"""Glossary and voices."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping

from ..model import vocabulary as words
from ..model.glossary import Term
from ..urls import document_url
from ..view import ShownVoice, View
from .cards import case_card, lastmod, shared, term_data
from .knowledge import HOME
from .page import Data, Desk, Json, Page, SearchFields
from .words import KINDS, day

_ROWS = {
    "あ": "あいうえおゔ",
    "か": "かきくけこがぎぐげご",
    "さ": "さしすせそざじずぜぞ",
    "た": "たちつてとだぢづでど",
    "な": "なにぬねの",
    "は": "はひふへほばびぶべぼぱぴぷぺぽ",
    "ま": "まみむめも",
    "や": "やゆよ",
    "ら": "らりるれろ",
    "わ": "わをん",
}
_ROW_OF = {kana: row for row, kanas in _ROWS.items() for kana in kanas}


def plan_glossary(desk: Desk) -> list[Page]:
    """``/glossary/`` by kana row, and each term."""
    view = desk.view
    rows: dict[str, list[Term]] = {}
    for term in sorted(view.terms, key=lambda t: (t.reading or t.term.casefold(), t.id)):
        first = unicodedata.normalize("NFKC", term.reading or term.term)[0]
        rows.setdefault(_ROW_OF.get(first, "英"), []).append(term)
    lead = "現場でよく使う言葉を、読み・英語・取り違えやすい言葉とともに引けます。"
    names = [*_ROWS, "英"]
    index = Page(
        url="glossary/",
        template="terms.html",
        title=KINDS["term"] + "集",
        section="glossary",
        side="glossary",
        description=lead,
        breadcrumbs=(HOME,),
        data={
            "lead": lead,
            "count": f"用語が {len(view.terms):,} 件あります。",
            "rows": [
                {"key": name, "anchor": f"row-{at}", "terms": [term_data(term) for term in rows[name]]}
                for at, name in enumerate(names)
                if name in rows
            ],
            "empty": {"title": "用語はまだありません", "text": "掲載できるものがそろうと、ここに並びます。"},
        },
    )
    using = _cases_by_term(view)
    titles = {term.id: term.term for term in view.terms}
    return [index, *(_term(term, titles, using.get(term.id, []), view) for term in view.terms)]


_CASES_SHOWN = 4


def _cases_by_term(view: View) -> dict[str, list[Json]]:
    """Cases whose title, summary or tags use a term or one of its other forms."""
    found: dict[str, list[Json]] = {}
    texts = [(case, " ".join((case.title, case.summary, *case.tags))) for case in view.cases]
    for term in view.terms:
        forms = [form for form in (term.term, *term.aliases) if len(form) > 1]
        cases = [case for case, text in texts if any(form in text for form in forms)][:_CASES_SHOWN]
        if cases:
            found[term.id] = [case_card(case, view) for case in cases]
    return found


def _term(term: Term, titles: Mapping[str, str], cases: list[Json], view: View) -> Page:
    contrasts: list[Json] = [
        {
            "title": titles[c.with_],
            "url": document_url("glossary", c.with_),
            "difference": c.difference,
            "together": c.together or "",
            "rule_of_thumb": c.rule_of_thumb or "",
        }
        for c in term.contrasts
    ]
    data: Data = {
        **shared(term, view),
        "labels": [KINDS["term"]],
        "reading": term.reading or "",
        "english": term.english or "",
        "english_note": term.english_note or "",
        "aliases": list(term.aliases),
        "definition": term.definition,
        "points": list(term.points),
        "scenes": list(term.scenes),
        "examples": list(term.examples),
        "misuses": [{"wrong": m.wrong, "why": m.why or "", "instead": m.instead or ""} for m in term.misuses],
        "contrasts": contrasts,
        "see_also": [{"title": titles[name], "url": document_url("glossary", name)} for name in term.see_also],
        "cases": cases,
    }
    spoken = "\n".join((*term.points, *term.scenes, *term.examples, *(m.wrong for m in term.misuses)))
    return Page(
        url=document_url("glossary", term.id),
        template="term.html",
        title=term.term,
        kind="term",
        section="glossary",
        side="glossary",
        description=term.definition,
        breadcrumbs=(HOME, ("用語集", "glossary/")),
        data=data,
        search=SearchFields(
            summary=term.definition,
            names=tuple(n for n in (term.reading, term.english, *term.aliases) if n),
            facets=term.tags,
            filters={"kind": ("term",)},
            texts=(("", "", f"{term.definition}\n{spoken}"),),
        ),
        lastmod=lastmod(term),
        edit_file=term.file,
    )


def plan_voices(desk: Desk) -> list[Page]:
    """``/voices/``: what clients and members said, by theme. For sales and narrower circles."""
    view = desk.view
    if not view.reaches("sales"):
        return []
    themes: dict[str, list[ShownVoice]] = {}
    for voice in view.voices:
        themes.setdefault(voice.theme, []).append(voice)
    lead = "クライアントと会員の声を、製品に生かすためにテーマごとにまとめています。"
    counts = {state.key: sum(v.state == state.key for v in view.voices) for state in words.VOICE_STATE}
    ordered = sorted(themes, key=lambda theme: (-len(themes[theme]), theme))
    return [
        Page(
            url="voices/",
            template="voices.html",
            title=KINDS["voice"],
            kind="voice",
            section="voices",
            side="voices",
            description=lead,
            breadcrumbs=(HOME,),
            data={
                "lead": lead,
                "inside": True,
                "count": f"ご意見・ご要望が {len(view.voices):,} 件あります。",
                "summary": [
                    {"label": state.label, "value": f"{counts[state.key]} 件"}
                    for state in words.VOICE_STATE
                    if counts[state.key]
                ],
                "groups": [
                    {"title": theme, "anchor": _anchor(theme), "voices": [_voice(v) for v in themes[theme]]}
                    for theme in ordered
                ],
                "empty": {"title": "ご意見・ご要望はまだありません", "text": "届いた声を記録すると、ここに並びます。"},
            },
            search=SearchFields(
                summary=lead,
                organizations=tuple(dict.fromkeys(name for voice in view.voices for name in voice.names)),
                filters={"kind": ("voice",)},
                texts=tuple((_anchor(theme), theme, "\n".join(map(_said, themes[theme]))) for theme in ordered),
            ),
        )
    ]


def _anchor(theme: str) -> str:
    return "t-" + hashlib.sha256(theme.encode()).hexdigest()[:8]


def _said(voice: ShownVoice) -> str:
    """A voice as the page says it, with whom it was heard from."""
    whom = "、".join(dict.fromkeys(who for _, who in voice.heard if who))
    return " ".join(filter(None, (voice.feature, voice.text, voice.reading, whom)))


def _voice(voice: ShownVoice) -> Json:
    return {
        "text": voice.text,
        "reading": voice.reading,
        "feature": voice.feature,
        "severity": {"key": voice.severity, "label": words.SEVERITY.label_of(voice.severity)},
        "risk": {"key": voice.risk, "label": words.RISK.label_of(voice.risk)} if voice.risk != "none" else None,
        "from": words.VOICE_FROM.label_of(voice.source),
        "state": {"key": voice.state, "label": words.VOICE_STATE.label_of(voice.state)},
        "heard": [{"on": day(on), "who": who} for on, who in voice.heard],
        "sample": voice.sample,
    }

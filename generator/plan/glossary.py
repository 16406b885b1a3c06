"""Glossary."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from ..model.glossary import Term
from ..urls import document_url
from ..view import View
from .cards import case_card, lastmod, shared, term_data
from .knowledge import HOME
from .page import Data, Desk, Json, Page, SearchFields
from .words import KINDS

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

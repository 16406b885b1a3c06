"""``/phrases/``: polite wordings and mails by concept, purpose and recipient, and wrong usages beside what to say."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ..model import vocabulary as words
from ..model.glossary import Phrase, Term
from ..model.vocabulary import Vocabulary
from ..urls import document_url
from ..view import View
from .knowledge import HOME
from .page import Data, Desk, Json, Page, SearchFields
from .words import KINDS

_BLANK = re.compile(r"〔[^〔〕\n]{1,20}〕")
"""What whoever uses a text puts in themselves: 〔お名前〕."""

_MISUSE = "misuse"
_SHELVES = (("wording", "言い方", ("sentence", "fragment")), ("mail", "メール", ("mail",)))
"""What is said and what is written, with the kinds of phrases of each."""


def plan_phrases(desk: Desk) -> list[Page]:
    """The page of phrases, for sales and narrower circles."""
    view = desk.view
    if not view.reaches("sales"):
        return []
    lead = "そのまま使える言い回しとメールです。相手を選ぶと、その方に合う言葉だけが並びます。"
    misuses = _misuses(view.terms)
    total = len(view.phrases) + len(misuses)
    return [
        Page(
            url="phrases/",
            template="phrases.html",
            title="例文",
            kind="phrase",
            section="phrases",
            side="phrases",
            description=lead,
            breadcrumbs=(HOME,),
            data={
                "lead": lead,
                "count": f"例文が {total:,} 件あります。" if total else "",
                "noun": KINDS["phrase"],
                "inside": True,
                "recipients": _values(words.RECIPIENT, Counter(phrase.recipient for phrase in view.phrases)),
                "filters": _filters(view, len(misuses)) if total else [],
                "groups": _groups(view.phrases),
                "misuses": misuses,
                "empty": {"title": "例文はまだありません", "text": "掲載できるものがそろうと、ここに並びます。"},
            },
            search=SearchFields(
                summary=lead,
                filters={"kind": ("phrase",)},
                texts=tuple(_searched(view.phrases)),
            ),
        )
    ]


def _anchor(phrase: Phrase) -> str:
    """An anchor made from the text alone, so that no other phrase can move it."""
    return "p-" + hashlib.sha256(phrase.text.encode()).hexdigest()[:8]


def _searched(phrases: Iterable[Phrase]) -> Iterable[tuple[str, str, str]]:
    for phrase in phrases:
        said = "\n".join(part for part in (phrase.subject, phrase.text, phrase.instead_of) if part)
        yield _anchor(phrase), phrase.purpose or KINDS["phrase"], said


# -- what there is to choose from ---------------------------------------------------------------------------------


def _filters(view: View, misuses: int) -> list[Json]:
    """The facets besides the recipient, with how many phrases each value has."""
    kinds = Counter(phrase.kind for phrase in view.phrases)
    purposes = Counter(phrase.purpose for phrase in view.phrases if phrase.purpose)
    concepts = Counter(phrase.concept for phrase in view.phrases)
    concepts.update(_concept_of(term) for term in view.terms for _ in term.misuses)
    kind_values: list[Json] = [*_values(words.PHRASE_KIND, kinds), _value(_MISUSE, "取り違え", misuses)]
    purpose_values: list[Json] = [_value(purpose, purpose, n) for purpose, n in purposes.most_common()]
    listed: tuple[tuple[str, str, list[Json]], ...] = (
        ("kind", "種類", kind_values),
        ("concept", "考え方", _values(words.CONCEPT, concepts)),
        ("purpose", "目的", purpose_values),
    )
    return [{"key": key, "title": title, "values": values} for key, title, values in listed]


def _values(vocabulary: Vocabulary, counts: Counter[str | None] | Counter[str]) -> list[Json]:
    return [_value(word.key, word.label, counts[word.key]) for word in vocabulary]


def _value(key: str, label: str, count: int) -> Json:
    return {"key": key, "label": label, "count": count}


# -- the list -----------------------------------------------------------------------------------------------------


def _groups(phrases: Sequence[Phrase]) -> list[Json]:
    """Phrases by shelf and concept; within, one entry for each purpose, the wordings for one recipient together."""
    concepts = [(word.key, word.label) for word in words.CONCEPT]
    seen: set[str] = set()
    groups: list[Json] = []
    for shelf, title, kinds in _SHELVES:
        for concept, label in (*concepts, ("", "")):
            mine = [phrase for phrase in phrases if phrase.kind in kinds and (phrase.concept or "") == concept]
            entries = [_entry(purpose, mine, seen) for purpose in dict.fromkeys(p.purpose or "" for p in mine)]
            if entries:
                name = f"{label}：{title}" if label else title
                groups.append({"title": name, "anchor": f"{concept or 'general'}-{shelf}", "entries": entries})
    return groups


_KINDS = [word.key for word in words.PHRASE_KIND]
_RECIPIENTS: list[str | None] = [*(word.key for word in words.RECIPIENT), None]


def _entry(purpose: str, phrases: Iterable[Phrase], seen: set[str]) -> Json:
    """The wordings for one purpose by recipient. ``seen`` are the anchors in use: the same words twice have one."""
    mine = [phrase for phrase in phrases if (phrase.purpose or "") == purpose]
    mine.sort(key=lambda phrase: (_RECIPIENTS.index(phrase.recipient), _KINDS.index(phrase.kind)))
    rows: list[Json] = []
    for phrase in mine:
        anchor = _anchor(phrase)
        rows.append(_row(phrase, "" if anchor in seen else anchor))
        seen.add(anchor)
    return {"title": purpose, "phrases": rows}


def _row(phrase: Phrase, anchor: str) -> Data:
    return {
        "parts": cut_at_blanks(phrase.text),
        "anchor": anchor,
        "kind": phrase.kind,
        "concept": phrase.concept or "",
        "recipient": phrase.recipient or "",
        "register": words.RECIPIENT.label_of(phrase.recipient) if phrase.recipient else "",
        "purpose": phrase.purpose or "",
        "instead_of": phrase.instead_of or "",
        "subject": phrase.subject or "",
        "sample": phrase.sample,
    }


def cut_at_blanks(text: str) -> list[Json]:
    """A text cut at its blanks: ``{text, blank}``."""
    parts: list[Json] = []
    at = 0
    for blank in _BLANK.finditer(text):
        if blank.start() > at:
            parts.append({"text": text[at : blank.start()], "blank": False})
        parts.append({"text": blank[0], "blank": True})
        at = blank.end()
    return [*parts, {"text": text[at:], "blank": False}] if at < len(text) else parts


def _misuses(terms: Iterable[Term]) -> list[Json]:
    """Wrong usages of terms, each with why and what to say."""
    return [
        {
            "term": term.term,
            "url": document_url("glossary", term.id),
            "concept": _concept_of(term),
            "wrong": misuse.wrong,
            "why": misuse.why or "",
            "instead": misuse.instead or "",
        }
        for term in terms
        for misuse in term.misuses
    ]


def _concept_of(term: Term) -> str:
    """The concept that a term names; "" for every other term."""
    return next((word.key for word in words.CONCEPT if word.label == term.term), "")

"""Cards and small shared shapes: how a document is shown where it is not the page itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import quote

from ..model import vocabulary as words
from ..model.document import Document
from ..model.glossary import Term
from ..model.knowledge import Article, Page, Playbook, Seminar, Story
from ..urls import document_url, kpi_url
from ..view import Figure, ShownCase, View
from .page import Data, Json
from .words import KINDS, changed, day, figure_note, is_better, month, month_of, quantity, short_note, weekday


def iso(value: date | None) -> str:
    """A day as ``YYYY-MM-DD``; "" for none."""
    return value.isoformat() if value else ""


def lastmod(document: Document | ShownCase) -> str:
    """The day that feeds and the sitemap give a document; from its content, never from the clock."""
    return iso(document.updated_on or document.published_on)


def category_label(view: View, category: str) -> str:
    """The name of an article category; its folder's name where the taxonomy has none."""
    known = view.catalogues.categories.get(category.replace("-", "_"))
    return known.label if known else category


def figure_data(figure: Figure, view: View) -> Data:
    """A figure as templates print it: label, values or ratio, arrow, outcome and note."""
    kpi = view.catalogues.kpis[figure.kpi]
    data: Data = {"label": kpi.name, "note": figure_note(figure), "kpi": figure.kpi}
    if figure.before is not None and figure.after is not None:
        data["before"] = quantity(figure.before, kpi.unit)
    if figure.after is not None:
        data["after"] = quantity(figure.after, kpi.unit)
    moved = changed(figure, kpi)
    if moved:
        data["change"] = moved
    if figure.result:
        data["outcome"] = f"目標：{words.RESULT.label_of(figure.result)}"
    better = is_better(figure, kpi)
    data["better"] = better
    return data


def case_labels(case: ShownCase, view: View) -> list[Json]:
    """Segment, size and purposes as small labels."""
    labels: list[Json] = []
    if case.client.segment in view.catalogues.segments:
        labels.append(view.catalogues.segments[case.client.segment].label)
    if case.client.employees:
        labels.append(words.EMPLOYEES.label_of(case.client.employees))
    labels += [words.PURPOSE.label_of(purpose) for purpose in case.purposes]
    return labels


def _card_figure(figure: Figure, view: View) -> Data:
    """A figure on a card: its note is short, and its label leads to what the KPI means."""
    return {**figure_data(figure, view), "note": short_note(figure), "kpi_url": kpi_url(figure.kpi)}


def case_card(case: ShownCase, view: View) -> Data:
    """A case in a list: labels, title, the one number that matters, one line."""
    return {
        "title": case.title,
        "url": document_url("cases", case.id),
        "kind": KINDS["case"],
        "labels": case_labels(case, view),
        "summary": case.summary,
        "figure": _card_figure(case.figures[0], view) if case.figures else None,
        "sample": case.sample,
        "note": f"数字：{month(case.figures[0].as_of)}時点" if case.figures and case.figures[0].as_of else "",
        "until": iso(case.until),
    }


def page_card(page: Page, view: View) -> Data:
    """A story, article, playbook or seminar in a list."""
    labels: list[Json] = []
    note = f"{month_of(page.updated_on or page.published_on)} 更新" if page.updated_on or page.published_on else ""
    collection, kind, category = "stories", "story", ""
    if isinstance(page, Article):
        collection, kind, category = "articles", "article", page.category
        labels.append(category_label(view, category))
    elif isinstance(page, Playbook):
        collection, kind = "playbooks", "playbook"
        labels += [words.STAGE.label_of(stage) for stage in page.stages]
    elif isinstance(page, Seminar):
        collection, kind = "seminars", "seminar"
        labels += [words.SEMINAR_FORMAT.label_of(page.format)] if page.format else []
        note = weekday(page.date)
    return {
        "title": page.title,
        "url": document_url(collection, page.id, category),
        "kind": KINDS[kind],
        "labels": labels,
        "summary": page.description or "",
        "sample": page.sample,
        "note": note,
        "inside": not view.is_widest and page.audience != view.audiences[0],
    }


def term_data(term: Term) -> Data:
    """A term for tooltips and lists."""
    return {
        "id": term.id,
        "title": term.term,
        "reading": term.reading or "",
        "definition": term.definition,
        "url": document_url("glossary", term.id),
    }


def shared(document: Story | Article | Playbook | Seminar | Term, view: View) -> Data:
    """The keys that every detail page understands: labels of trust, tags, state."""
    collection = {Story: "stories", Article: "articles", Playbook: "playbooks", Seminar: "seminars", Term: "glossary"}
    review = document.review
    checked = review and review.verified_on
    return {
        "sample": document.sample,
        "inside": not view.is_widest and document.audience != view.audiences[0],
        "state": view.only_editors.get(f"{collection[type(document)]}/{document.id}", ""),
        "freshness": [f"掲載内容：{month_of(review.verified_on)}確認"] if review and checked else [],
        "checked": f"確認：{review.owner}、{day(review.verified_on)}" if review and checked and review.owner else "",
        "tags": tag_links(document.tags),
    }


def tag_links(tags: Iterable[str]) -> list[Json]:
    """Tags as links to a search for them."""
    return [{"title": tag, "url": f"search/?q={quote(tag, safe='')}"} for tag in tags]

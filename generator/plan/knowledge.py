"""Stories, articles and playbooks: their lists and their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from ..model import vocabulary as words
from ..model.glossary import Term
from ..model.knowledge import Article, Playbook, Story
from ..urls import document_url, kpi_url
from ..view import View
from .again import again
from .cards import case_card, category_label, iso, lastmod, page_card, shared, term_data
from .page import Data, Desk, Json, Page, SearchFields
from .paging import paged
from .words import KINDS

HOME = ("ホーム", "")


def plan_stories(desk: Desk) -> list[Page]:
    """``/stories/`` and each story."""
    view = desk.view
    lead = "コミュニティの現場で起きたことを、かかわった人の言葉で伝えます。"
    cards: list[Json] = [page_card(story, view) for story in view.stories]
    further = _Further.of(view)
    return [
        *paged("stories", "現場の話", lead, cards, noun="現場の話"),
        *(_story(story, further) for story in view.stories),
    ]


def _story(story: Story, further: _Further) -> Page:
    view = further.view
    about = next((case for case in view.cases if case.id == story.case), None)
    data: Data = {
        **shared(story, view),
        **further.of_page(story.terms, story.related),
        "lead": story.description or "",
        "labels": [KINDS["story"]],
        "byline": story.byline or "",
        "case": case_card(about, view) if about else None,
    }
    return Page(
        url=document_url("stories", story.id),
        template="story.html",
        title=story.title,
        kind="story",
        section="stories",
        side="stories",
        description=story.description or "",
        breadcrumbs=(HOME, ("現場の話", "stories/")),
        data=data,
        bodies={"body": story.body},
        toc=True,
        search=_search("story", story.description, story.tags, ()),
        published=iso(story.published_on),
        lastmod=lastmod(story),
        edit_file=story.file,
    )


def plan_articles(desk: Desk) -> list[Page]:
    """``/articles/``, a list for each category, and each article."""
    view = desk.view
    further = _Further.of(view)
    by_category: dict[str, list[Article]] = {}
    for article in view.articles:
        by_category.setdefault(article.category, []).append(article)
    order = _category_order(view, by_category)
    pages = [_articles_index(view, {name: by_category[name] for name in order})]
    for name in order:
        pages += _category(view, name, by_category[name])
        pages += [_article(at, by_category[name], further) for at in range(len(by_category[name]))]
    return pages


def _category_order(view: View, categories: Iterable[str]) -> list[str]:
    """As the taxonomy lists them; unknown ones last, by name."""
    known = [name.replace("_", "-") for name in view.catalogues.categories]
    return sorted(categories, key=lambda name: (known.index(name) if name in known else len(known), name))


_SHOWN_PER_CATEGORY = 12


def _articles_index(view: View, by_category: dict[str, list[Article]]) -> Page:
    groups: list[Json] = []
    for name, articles in by_category.items():
        known = view.catalogues.categories.get(name.replace("-", "_"))
        more = len(articles) - _SHOWN_PER_CATEGORY
        groups.append(
            {
                "title": category_label(view, name),
                "url": f"articles/{name}/",
                "lead": (known.description or "") if known else "",
                "anchor": name,
                "cards": [page_card(article, view) for article in articles[:_SHOWN_PER_CATEGORY]],
                "more": {"title": f"ほか {more} 件を見る", "url": f"articles/{name}/"} if more > 0 else None,
            }
        )
    lead = "コミュニティマネジメントとコミュニケーションマネジメントの考え方と実務です。"
    count = sum(map(len, by_category.values()))
    return Page(
        url="articles/",
        template="list.html",
        title=KINDS["article"],
        section="articles",
        side="articles",
        description=lead,
        breadcrumbs=(HOME,),
        data={
            "lead": lead,
            "count": f"ナレッジが {count:,} 件あります。" if count else "",
            "noun": KINDS["article"],
            "groups": groups,
            "cards": [],
            "empty": {
                "title": "まだナレッジがありません",
                "text": "公開できるものがそろうと、ここに並びます。"
                if view.is_widest
                else "content/articles/ に Markdown を置くと、ここに並びます。",
            },
        },
    )


def _category(view: View, name: str, articles: Sequence[Article]) -> list[Page]:
    known = view.catalogues.categories.get(name.replace("-", "_"))
    lead = (known.description or "") if known else ""
    cards: list[Json] = [page_card(article, view) for article in articles]
    return paged(
        f"articles/{name}",
        category_label(view, name),
        lead,
        cards,
        noun=KINDS["article"],
        section="articles",
        side=f"articles/{name}",
        breadcrumbs=(HOME, (KINDS["article"], "articles/")),
    )


def _article(at: int, siblings: Sequence[Article], further: _Further) -> Page:
    article, view = siblings[at], further.view
    near = (*siblings[at + 1 : at + 3], *siblings[max(0, at - 1) : at])
    label = category_label(view, article.category)
    data: Data = {
        **shared(article, view),
        **further.of_page(article.terms, (name for name in article.related if name != article.id), near),
        "lead": article.description or "",
        "labels": [label],
        "byline": article.byline or "",
    }
    return Page(
        url=document_url("articles", article.id, article.category),
        template="article.html",
        title=article.title,
        kind="article",
        section="articles",
        side=f"articles/{article.category}",
        description=article.description or "",
        breadcrumbs=(HOME, (KINDS["article"], "articles/"), (label, f"articles/{article.category}/")),
        data=data,
        bodies={"body": article.body},
        toc=True,
        search=_search("article", article.description, article.tags, (label,)),
        published=iso(article.published_on),
        lastmod=lastmod(article),
        edit_file=article.file,
    )


@dataclass(frozen=True, slots=True)
class _Further:
    """What a page may lead on to: the terms and articles of a View by their ids."""

    view: View
    terms: Mapping[str, Term]
    articles: Mapping[str, Article]

    @classmethod
    def of(cls, view: View) -> _Further:
        return cls(view, {term.id: term for term in view.terms}, {article.id: article for article in view.articles})

    def of_page(self, terms: Iterable[str], related: Iterable[str], near: Iterable[Article] = ()) -> Data:
        """The terms to explain, and at most two pages to read next: those chosen first, then what is ``near``."""
        chosen = [self.articles[name] for name in related if name in self.articles]
        following = {article.id: article for article in (*chosen, *near)}
        return {
            "terms": [term_data(self.terms[name]) for name in terms if name in self.terms],
            "next": [page_card(article, self.view) for article in islice(following.values(), 2)],
        }


def _search(kind: str, summary: str | None, tags: tuple[str, ...], facets: tuple[str, ...]) -> SearchFields:
    return SearchFields(summary=summary or "", facets=(*facets, *tags), filters={"kind": (kind,)})


def plan_playbooks(desk: Desk) -> list[Page]:
    """``/playbooks/`` and each playbook with what the cases that used it came to."""
    view = desk.view
    lead = "成功を次の現場で繰り返すための手順です。"
    cards: list[Json] = [page_card(playbook, view) for playbook in view.playbooks]
    further = _Further.of(view)
    pages = [_playbook(playbook, further) for playbook in view.playbooks]
    return [*paged("playbooks", KINDS["playbook"], lead, cards, noun=KINDS["playbook"]), *pages]


def _playbook(playbook: Playbook, further: _Further) -> Page:
    view = further.view
    kpis = [view.catalogues.kpis[name] for name in playbook.kpis]
    stages = [words.STAGE.label_of(stage) for stage in playbook.stages]
    data: Data = {
        **shared(playbook, view),
        **further.of_page(playbook.terms, playbook.related),
        "lead": playbook.description or "",
        "labels": [KINDS["playbook"], *(words.PURPOSE.label_of(p) for p in playbook.purposes)],
        "steps": list(playbook.steps),
        "stages": list(stages),
        "kpis": [{"name": kpi.name, "url": kpi_url(kpi.id), "definition": kpi.definition or ""} for kpi in kpis],
        "again": again(playbook, view),
    }
    return Page(
        url=document_url("playbooks", playbook.id),
        template="playbook.html",
        title=playbook.title,
        kind="playbook",
        section="playbooks",
        side="playbooks",
        description=playbook.description or "",
        breadcrumbs=(HOME, (KINDS["playbook"], "playbooks/")),
        data=data,
        bodies={"body": playbook.body},
        toc=True,
        search=_search("playbook", playbook.description, playbook.tags, (*stages, *(kpi.name for kpi in kpis))),
        published=iso(playbook.published_on),
        lastmod=lastmod(playbook),
        edit_file=playbook.file,
    )

"""Planned pages → finished bytes. What was made from the same things before comes from the cache.

Two steps, each spread over all cores: Markdown to fragments (cached by the text alone), then fragments and data to
pages (cached by everything they are made from) together with the search analysis of the page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path

from . import markup, material
from .assets import Images
from .cache import Cache, key_of, through
from .linking import Linker
from .markup import Dialect, Fragment, MarkupError
from .material import PageContext, Shell, SideNav, SiteContext
from .model.body import Body
from .parallel import Pool
from .plan import Plan
from .plan.page import Page
from .problems import Problem, error
from .search import analysis
from .search.document import Document, Section
from .stamps import markup_stamp, search_stamp
from .terms import mark_terms

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The pages' bytes by file path, and the analysed search documents as JSON texts, both in the plan's order."""

    files: Mapping[str, bytes]
    analysed: tuple[bytes, ...]
    problems: tuple[Problem, ...] = ()
    assets: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One body to convert."""

    text: str
    prefix: str
    title: str


def file_of(url: str) -> str:
    """The path of a page's file: ``cases/case-0001/`` → ``cases/case-0001/index.html``."""
    return url if url.endswith(".html") else f"{url}index.html"


def render(
    plan: Plan,
    site: SiteContext,
    dialect: Dialect,
    images: Images,
    content_dir: str,
    cache: Cache,
    pool: Pool,
    theme_dir: Path,
    on_progress: Progress,
) -> Rendered:
    """Render every page of ``plan``. ``images`` are the pictures that it uses."""
    fragments, problems = _fragments(plan.pages, dialect, cache, pool, on_progress)
    linker = Linker(plan.pages, fragments, images, content_dir)
    contexts = []
    for page in plan.pages:
        context, found = _context(page, fragments, linker, plan, site)
        contexts.append(context)
        problems += found
    files = _pages(contexts, site, theme_dir, cache, pool, on_progress)
    documents = [_document(page, fragments) for page in plan.pages if page.search is not None]
    return Rendered(
        files=dict(zip((file_of(page.url) for page in plan.pages), files, strict=True)),
        analysed=tuple(_analysed(documents, cache, pool, on_progress)),
        problems=tuple(problems),
        assets=_shell(site, theme_dir).assets(),
    )


# -- step one: Markdown ------------------------------------------------------------------------------------------


def _fragments(
    pages: Sequence[Page], dialect: Dialect, cache: Cache, pool: Pool, on_progress: Progress
) -> tuple[dict[tuple[str, str], Fragment], list[Problem]]:
    """The fragment of every body, by (page URL, name of the body); a body that cannot be converted is empty."""
    jobs = {
        (page.url, name): Job(
            text=body.text,
            prefix="" if name == "body" else f"{name}-",
            title=page.title if name == "body" else "",
        )
        for page in pages
        for name, body in page.bodies.items()
    }
    made_by = key_of(
        "fragment",
        markup_stamp(),
        json.dumps(asdict(dialect), sort_keys=True, ensure_ascii=False),
    )
    keys = {job: key_of(made_by, job.text, job.prefix, job.title) for job in set(jobs.values())}
    done = through(
        list(keys), keys, cache, lambda missing: pool.map(_convert, missing, dialect, _ticker(on_progress, "本文"))
    )
    read = {job: json.loads(data) for job, data in done.items()}
    parsed = {job: Fragment(html="") if "fault" in data else Fragment.from_json(data) for job, data in read.items()}
    bodies = {(page.url, name): body for page in pages for name, body in page.bodies.items()}
    problems = [_fault(bodies[place], *read[job]["fault"]) for place, job in jobs.items() if "fault" in read[job]]
    return {place: parsed[job] for place, job in jobs.items()}, problems


def _fault(body: Body, code: str, message: str, hint: str, line: int) -> Problem:
    return error(code, body.place(line), message, hint)


def _convert(jobs: Sequence[Job], dialect: Dialect) -> list[bytes]:
    return [_json(_converted(job, dialect)) for job in jobs]


def _converted(job: Job, dialect: Dialect) -> dict[str, object]:
    """The fragment as JSON; for a text that cannot be converted, what is wrong with it."""
    try:
        return markup.convert(job.text, dialect, prefix=job.prefix, title=job.title).to_json()
    except MarkupError as fault:
        return {"fault": [fault.code, fault.message, fault.hint, fault.line]}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _ticker(on_progress: Progress, what: str) -> Callable[[int, int], None]:
    return lambda done, total: on_progress(what, done, total)


# -- step two: pages ---------------------------------------------------------------------------------------------


def _context(
    page: Page, fragments: Mapping[tuple[str, str], Fragment], linker: Linker, plan: Plan, site: SiteContext
) -> tuple[PageContext, list[Problem]]:
    html: dict[str, str] = {}
    toc: list[tuple[int, str, str]] = []
    problems: list[Problem] = []
    explained = _explained(page)
    for name in page.bodies:
        fragment = fragments[page.url, name]
        html[name], found = linker.resolve(page, name, fragment)
        html[name] = mark_terms(html[name], explained)
        problems += found
        if page.toc:
            toc += [(heading.level, heading.id, heading.title) for heading in fragment.headings]
    side = plan.sides.get(page.url)
    context = PageContext(
        url=page.url,
        template=page.template,
        title=page.title,
        description=page.description,
        kind=page.kind,
        section=page.section,
        breadcrumbs=page.breadcrumbs,
        side=SideNav(title=side.title, url=side.url, groups=side.groups) if side else None,
        data=page.data,
        html=html,
        toc=tuple(toc),
        robots="" if site.widest and page.template != "redirect.html" else "noindex, nofollow",
        json_ld=tuple(json.dumps(data, ensure_ascii=False, sort_keys=True) for data in page.json_ld),
    )
    return context, problems


def _explained(page: Page) -> dict[str, str]:
    """The terms that a page explains, with the relative URLs of their definitions."""
    up = "../" * page.url.count("/")
    terms = page.data.get("terms")
    found: dict[str, str] = {}
    for term in terms if isinstance(terms, list) and page.kind != "term" else ():
        if isinstance(term, dict):
            found[str(term["title"])] = up + str(term["url"])
    return found


def _pages(
    contexts: Sequence[PageContext],
    site: SiteContext,
    theme_dir: Path,
    cache: Cache,
    pool: Pool,
    on_progress: Progress,
) -> list[bytes]:
    frame = key_of("page", material.digest(theme_dir), json.dumps(asdict(site), sort_keys=True, ensure_ascii=False))
    keys = {
        context.url: key_of(frame, json.dumps(_plain(context), sort_keys=True, ensure_ascii=False))
        for context in contexts
    }
    by_url = {context.url: context for context in contexts}
    done = through(
        list(by_url),
        keys,
        cache,
        lambda urls: pool.map(
            _render, [by_url[url] for url in urls], (site, theme_dir), _ticker(on_progress, "ページ")
        ),
    )
    return [done[context.url] for context in contexts]


def _plain(context: PageContext) -> dict[str, object]:
    """Everything that a page is made from, for its key."""
    return {name: getattr(context, name) for name in PageContext.__slots__ if name != "side"} | {
        "side": asdict(context.side) if context.side else None
    }


@lru_cache(maxsize=2)
def _shell(site: SiteContext, theme_dir: Path) -> Shell:
    return Shell(site, theme_dir)


def _render(contexts: Sequence[PageContext], frame: tuple[SiteContext, Path]) -> list[bytes]:
    shell = _shell(*frame)
    return [shell.render(context).encode() for context in contexts]


# -- search ------------------------------------------------------------------------------------------------------


def _document(page: Page, fragments: Mapping[tuple[str, str], Fragment]) -> Document:
    assert page.search is not None
    sections: list[Section] = []
    for name in page.bodies:
        for part in fragments[page.url, name].sections:
            anchor = part.anchor or ("" if name == "body" else name)
            sections.append(Section(anchor=anchor, heading=part.heading, text=part.text))
    sections += [Section(anchor=a, heading=h, text=text) for a, h, text in page.search.texts]
    return Document(
        url=page.url,
        title=page.title,
        kind=page.kind,
        summary=page.search.summary,
        names=page.search.names,
        facets=page.search.facets,
        filters=page.search.filters,
        sections=tuple(sections),
    )


def _analysed(documents: Sequence[Document], cache: Cache, pool: Pool, on_progress: Progress) -> Iterator[bytes]:
    made_by = key_of("search", search_stamp())
    texts = {d.url: json.dumps(asdict(d), sort_keys=True, ensure_ascii=False) for d in documents}
    keys = {url: key_of(made_by, text) for url, text in texts.items()}
    by_url = {document.url: document for document in documents}
    done = through(
        list(by_url),
        keys,
        cache,
        lambda urls: pool.map(_analyse, [by_url[url] for url in urls], None, _ticker(on_progress, "索引")),
    )
    return (done[document.url] for document in documents)


def _analyse(documents: Sequence[Document], _: None) -> list[bytes]:
    return [_json(analysis.analyse(d)) for d in documents]

"""The pipeline, readable in one screen: content in, a whole site out, or nothing at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from importlib.metadata import version
from urllib.parse import urlsplit

from . import standing, theme_assets
from .assets import publish_images
from .cache import DICTIONARY, cache_of, opened
from .check import Watch
from .circles import fresh_until, open_desk, secrets_of, site_context
from .config import SiteConfig
from .dialect import dialect_of
from .draft import Draft
from .feeds import feeds_of
from .fonts import find_fonts
from .hosting import hosting_files
from .indexing import analyse, search_index
from .inspecting import inspect
from .linting import lint_problems
from .load import Loaded, load
from .material import SiteContext
from .offline import Keepable, farewell, offline_files
from .order import Order
from .parallel import Pool
from .plan import Plan, plan
from .plan.page import Desk
from .problems import Problem, has_errors, in_order
from .publish import PublishError, Release, aside, check_output, locked, staging
from .pulling import uncovered
from .render import Binder, framed, render
from .share import Cards, share_cards
from .texts import Texts, convert_bodies
from .validate import validate
from .workshop import Progress, Workshop

_FOR_THE_INDEX = 4
"""So many files of content make the index as much work as one file that is made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a site was made from on its way, for who goes on with it while nothing else has changed."""

    loaded: Loaded
    desk: Desk
    plan: Plan
    texts: Texts
    binder: Binder


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it: every problem in order, and the release if one was published."""

    problems: tuple[Problem, ...]
    release: Release | None = None
    pages: int = 0
    made: Made | None = field(default=None, repr=False, compare=False)


def build(order: Order, on_progress: Progress = lambda what, done, total: None) -> Outcome:
    """Build and publish one site. A build with errors publishes nothing and leaves the last good site as it was."""
    config = order.config
    problems = check_output(order.output, order.audience, config.content, _shown(order))
    try:
        with locked(order.output), _workshop(order, on_progress) as workshop:
            loaded, found = _read(order, workshop)
            problems += found
            if _stops(problems, order.strict):
                return Outcome(problems=in_order(problems))
            with staging(order.output) as staged:
                site = _make(order, loaded, workshop, staged.draft)
                problems += [*site.problems, *site.inspected(workshop)]
                if _stops(problems, order.strict):
                    return Outcome(problems=in_order(problems))
                release = staged.publish(site.release)
    except PublishError as fault:
        return Outcome(problems=in_order([*problems, fault.problem]))
    outcome = Outcome(problems=in_order(problems), release=release, pages=site.pages, made=site.made)
    standing.remember(config, order.audience, order.output, order.origin, outcome.pages, outcome.problems)
    return outcome


@contextmanager
def finished(order: Order, on_progress: Progress) -> Iterator[tuple[Site | None, tuple[Problem, ...]]]:
    """The site that ``build`` would publish, checked as it would be, for what is made from it; nothing is published,
    and its files are there only as long as the context.

    None where it has errors, beside the problems."""
    with aside(order.output) as draft:
        yield _finished(order, draft, on_progress)


def _finished(order: Order, draft: Draft, on_progress: Progress) -> tuple[Site | None, tuple[Problem, ...]]:
    with _workshop(order, on_progress) as workshop:
        loaded, problems = _read(order, workshop)
        if _stops(problems, order.strict):
            return None, in_order(problems)
        site = _make(order, loaded, workshop, draft, words=True)
        problems += [*site.problems, *site.inspected(workshop)]
    return None if _stops(problems, order.strict) else site, in_order(problems)


def _read(order: Order, workshop: Workshop) -> tuple[Loaded, list[Problem]]:
    """The content, and what is wrong with it; how it is worded matters where it can be read."""
    loaded = load(order.config)
    problems = read_problems(order.config, loaded)
    if not has_errors(problems):
        problems += lint_problems(order.config, loaded, order.as_of, workshop)
    return replace(loaded, texts={}), problems  # nobody reads the sources from here on, and they are large


def read_problems(config: SiteConfig, loaded: Loaded) -> list[Problem]:
    """What is wrong with content that was read."""
    dialect = dialect_of(config)[1]
    return [*loaded.problems, *dialect, *validate(loaded.library, config, loaded.images, loaded.unread)]


def _stops(problems: list[Problem], strict: bool) -> bool:
    return has_errors(problems) or (strict and bool(problems))


@contextmanager
def _workshop(order: Order, on_progress: Progress) -> Iterator[Workshop]:
    """The cache of this site, and, where there is much to make, processes that start while the content is read.

    With a cache little is made but the index, which keeps a process busy where it is large."""
    path = cache_of(order.config.root, order.audience) if order.use_cache else None
    warm = path is not None and path.is_file()
    files = sum(len(names) for _, _, names in os.walk(order.config.content))
    expected = files // _FOR_THE_INDEX if warm else files
    with opened(path, order.audience) as cache, Pool(order.jobs, expected) as pool:
        yield Workshop(cache=cache, pool=pool, on_progress=on_progress)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A finished site, and what its check needs: the theme's own files, and what must not show."""

    context: SiteContext
    release: Release
    problems: list[Problem]
    pages: int
    trusted: frozenset[str]
    secret: Watch
    base: str
    made: Made

    def inspected(self, workshop: Workshop) -> list[Problem]:
        """What the finished bytes must not hold, and what is broken in them."""
        return inspect(self.release.files, self.trusted, self.secret, workshop, self.base)


def _make(order: Order, loaded: Loaded, workshop: Workshop, draft: Draft, *, words: bool = False) -> Site:
    """From the Library to finished bytes, which go into ``draft`` as they are made. ``words``: keep the plain text of
    the pages, for who tells it in another form."""
    config, theme = order.config, theme_assets.default_dir()
    desk = open_desk(order, loaded)
    planned = plan(desk, config.nav)
    site = site_context(order, planned)
    frame = framed(site, theme, workshop)
    images, problems = publish_images(loaded.images, planned.pages, config.content_dir)
    with opened(order.shared / DICTIONARY if order.shared else None) as dictionary:
        texts = convert_bodies(planned.pages, dialect_of(config)[0], workshop)
        analysed = analyse(planned.pages, texts, workshop)
        cards = _cards(planned, site, workshop, draft)
        binder = Binder(planned, texts, images, cards.names, config.content_dir, frame)
        secret = secrets_of(order, loaded, theme, workshop)
        indexed = search_index(analysed(), desk.view, workshop, dictionary)
        texts = texts if words else texts.without_words()
        assets = frame.assets().files
        for files in (assets, images.files, feeds_of(desk, planned, config), hosting_files(site)):
            draft.add(files)
        broken = render(planned, texts, binder, workshop, draft.put)
        for page in planned.pages:
            draft.add(page.files)
        draft.add({f"search/index/{name}": data for name, data in indexed().items()})
        kept = Keepable(files=draft.files, shell=assets.keys(), media=images.files.keys())
        fresh = fresh_until(desk, loaded)
        draft.add(_worker(order, site, planned, kept, fresh))
    release = Release(
        audience=order.audience,
        as_of=order.as_of,
        version=version("casebook"),
        fresh_until=fresh,
        samples=desk.view.has_samples,
        files=draft.files,
    )
    return Site(
        context=site,
        release=release,
        problems=[
            *uncovered(loaded.library, desk.seminars),
            *problems,
            *texts.problems,
            *cards.problems,
            *broken,
        ],
        pages=len(planned.pages),
        trusted=frozenset(assets),
        secret=secret,
        base=urlsplit(site.url).path or "/",
        made=Made(loaded=loaded, desk=desk, plan=planned, texts=texts, binder=binder),
    )


def _cards(planned: Plan, site: SiteContext, workshop: Workshop, draft: Draft) -> Cards:
    """Share cards, where everybody may follow a link: they name their pictures by whole addresses."""
    if not (site.widest and site.url):
        return Cards()
    return share_cards(planned.pages, site.name, find_fonts(), workshop, draft.put)


def _worker(
    order: Order, site: SiteContext, planned: Plan, kept: Keepable, fresh_until: date | None
) -> dict[str, bytes]:
    """What lets browsers keep the site, or lets them forget that they did."""
    theme = theme_assets.default_dir()
    if not order.config.offline:
        return farewell(theme)
    until = datetime.combine(fresh_until, time(), order.config.zone).isoformat() if fresh_until else None
    return offline_files(site, planned.pages, kept, theme, date=order.as_of.isoformat(), until=until)


def _shown(order: Order) -> str:
    try:
        return order.output.resolve().relative_to(order.config.root).as_posix()
    except ValueError:
        return str(order.output)

"""The pipeline, readable in one screen: content in, a whole site out, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from . import audience as gate
from . import material, theme_assets
from .assets import publish_images
from .cache import opened
from .config import SiteConfig
from .dialect import dialect_of
from .feeds import feeds_of
from .forbidden import forbidden
from .indexing import search_index
from .inspecting import inspect
from .load import Loaded, load
from .material import Section, SiteContext
from .model.knowledge import Seminar
from .parallel import Pool
from .plan import Plan, plan
from .plan.page import Desk
from .plan.words import audience_label
from .problems import Problem, has_errors, in_order
from .publish import PublishError, Release, check_output, locked, publish
from .render import render
from .validate import validate
from .view import View

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What one build is asked to make. ``jobs`` 0 means one process for each core."""

    config: SiteConfig
    audience: str
    output: Path
    as_of: date
    strict: bool = False
    jobs: int = 0
    use_cache: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it: every problem in order, and the release if one was published."""

    problems: tuple[Problem, ...]
    release: Release | None = None
    pages: int = 0


def build(order: Order, on_progress: Progress = lambda what, done, total: None) -> Outcome:
    """Build and publish one site. A build with errors publishes nothing and leaves the last good site as it was."""
    config = order.config
    problems = check_output(order.output, order.audience, config.content, _shown(order))
    loaded = load(config)
    problems += read_problems(config, loaded)
    if _stops(problems, order.strict):
        return Outcome(problems=in_order(problems))
    try:
        with locked(order.output):
            release, found, pages = _make(order, loaded, on_progress)
            problems += found
            if _stops(problems, order.strict):
                return Outcome(problems=in_order(problems))
            publish(order.output, release, lambda done, total: on_progress("書き込み", done, total))
    except PublishError as fault:
        return Outcome(problems=in_order([*problems, fault.problem]))
    return Outcome(problems=in_order(problems), release=release, pages=pages)


def read_problems(config: SiteConfig, loaded: Loaded) -> list[Problem]:
    """What is wrong with content that was read; the Library as a whole is judged only where every file could be."""
    found = list(loaded.problems)
    dialect = dialect_of(config)[1]
    return [*found, *dialect, *validate(loaded.library, config, loaded.images, loaded.unread)]


def _stops(problems: list[Problem], strict: bool) -> bool:
    return has_errors(problems) or (strict and bool(problems))


def _make(order: Order, loaded: Loaded, on_progress: Progress) -> tuple[Release, list[Problem], int]:
    """From the Library to finished, checked bytes."""
    config, library = order.config, loaded.library
    desk = open_desk(order, loaded)
    planned = plan(desk, config.nav)
    site = site_context(order, planned)
    images, problems = publish_images(loaded.images, planned.pages, config.content_dir)
    theme = theme_assets.default_dir()
    path = config.root / ".casebook" / f"cache-{order.audience}.db" if order.use_cache else None
    with opened(path) as cache, Pool(order.jobs) as pool:
        rendered = render(
            planned, site, dialect_of(config)[0], images, config.content_dir, cache, pool, theme, on_progress
        )
        index = search_index(rendered.analysed, desk.view, cache)
        files = {
            **rendered.assets,
            **images.files,
            **{f"search/index/{name}": data for name, data in index.items()},
            **feeds_of(desk, planned, config),
            "_headers": _headers(site),
            **rendered.files,
        }
        secret = forbidden(library, order.audience, config.audiences, order.as_of)
        base = urlsplit(site.url).path or "/"
        problems += [
            *rendered.problems,
            *inspect(files, frozenset(rendered.assets), secret, cache, pool, on_progress, base),
        ]
    release = Release(
        audience=order.audience,
        as_of=order.as_of,
        version=version("casebook"),
        fresh_until=desk.view.fresh_until,
        files=files,
    )
    return release, problems, len(planned.pages)


def open_desk(order: Order, loaded: Loaded) -> Desk:
    """Pass the Library through the gate: once for the site, once for each use that leaves the building."""
    config = order.config

    def see(circle: str, use: str) -> View:
        return gate.view(loaded.library, circle, use, order.as_of, config.audiences, samples=config.samples)

    view = see(order.audience, gate.site_use(order.audience, config.audiences))
    return Desk(
        view=view,
        proposal=see(order.audience, "proposal"),
        web=view if view.use == "web" else see(config.audiences[0], "web"),
        seminars={seminar.id: see(*_deck_of(seminar)) for seminar in view.seminars},
        site_name=config.name_for(order.audience),
        site_description=config.site_description,
        site_url=config.url_for(order.audience),
    )


def _deck_of(seminar: Seminar) -> tuple[str, str]:
    """The circle and use of a seminar's slides: its own, whichever site is being built."""
    return seminar.audience, seminar.shown_to if seminar.shown_to in gate.OUTWARD else "seminar"


def site_context(order: Order, planned: Plan) -> SiteContext:
    """What all pages share, for the shell."""
    config, widest = order.config, order.audience == order.config.audiences[0]
    return SiteContext(
        name=config.name_for(order.audience),
        audience=order.audience,
        audience_label=audience_label(order.audience),
        widest=widest,
        language=config.language,
        url=config.url_for(order.audience),
        description=config.site_description,
        sections=tuple(Section(key=key, title=title, url=url) for key, title, url in planned.sections),
        more=planned.more,
        feed="feed.xml",
    )


def _headers(site: SiteContext) -> bytes:
    """Headers for hosts that read ``_headers``: the same policy as in every page."""
    rows = [
        "/*",
        f"  Content-Security-Policy: {material.POLICY}; frame-ancestors 'none'",
        "  Referrer-Policy: same-origin",
        "  X-Content-Type-Options: nosniff",
    ]
    if not site.widest:
        rows.append("  X-Robots-Tag: noindex, nofollow")
    return ("\n".join(rows) + "\n").encode()


def _shown(order: Order) -> str:
    try:
        return order.output.resolve().relative_to(order.config.root).as_posix()
    except ValueError:
        return str(order.output)

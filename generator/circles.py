"""One circle's site: its Library seen through the gate, what its shell says, and what must not show in it."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from . import audience as gate
from .check import Secrets, Watch
from .config import SiteConfig, audience_label
from .feeds import fed_sections
from .forbidden import forbidden, watch
from .indexing import one_words
from .load import Loaded
from .material import Section, SiteContext
from .model.knowledge import Seminar
from .offline import MANIFEST
from .order import Order
from .own_words import own_words
from .plan import Plan
from .plan.page import Desk
from .problems import Problem
from .pulling import turning_days, uncovered
from .view import View
from .workshop import Workshop


def secrets_of(order: Order, loaded: Loaded, theme: Path, workshop: Workshop) -> Watch:
    """What must not stand in the site, for its check: from what was read, never from what passed the gate."""
    config = order.config
    chrome = own_words(config, theme)

    def secrets(circle: str, use: str) -> Secrets:
        return forbidden(
            loaded.library,
            circle,
            config.audiences,
            order.as_of,
            use=use,
            is_word=is_word,
            images=loaded.images,
            content_dir=config.content_dir,
            own_words=chrome,
        )

    with one_words(workshop.cache) as is_word:
        return watch(loaded.library, order.audience, config.audiences, secrets)


def open_desk(order: Order, loaded: Loaded) -> Desk:
    """Pass the Library through the gate: once for the site, once for each use that leaves the building."""
    config = order.config

    see = partial(_see, loaded, config, order.as_of)
    view = see(order.audience, gate.site_use(order.audience, config.audiences))
    return Desk(
        view=view,
        proposal=see(order.audience, "proposal"),
        web=view if view.use == "web" else see(config.audiences[0], "web"),
        seminars={seminar.id: see(*_deck_of(seminar)) for seminar in view.seminars},
        site_name=config.name_for(order.audience),
        site_description=config.site_description,
        site_url=config.url_for(order.audience),
        public_url=config.url_for(config.audiences[0]),
        offline=config.offline,
        zone=config.zone,
    )


def _see(loaded: Loaded, config: SiteConfig, as_of: date, circle: str, use: str) -> View:
    return gate.view(loaded.library, circle, use, as_of, config.audiences, samples=config.samples)


def left_out(loaded: Loaded, config: SiteConfig, as_of: date) -> list[Problem]:
    """A warning for every part that the slides of any seminar would leave out on that day."""
    told = {name: each for name, each in loaded.library.seminars.items() if "{{" in each.body.text}
    decks = {name: _see(loaded, config, as_of, *_deck_of(seminar)) for name, seminar in told.items()}
    return list(uncovered(loaded.library, decks))


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
        repository=("", "") if widest else (config.repo_name or _host_of(config.repo_url), config.repo_url),
        edit_base="" if widest else config.edit_base,
        feeds=fed_sections(planned),
        manifest=MANIFEST if config.offline else "",
        beacon=config.beacon,
    )


def _host_of(address: str) -> str:
    return urlsplit(address).hostname or ""


def fresh_until(desk: Desk, loaded: Loaded) -> date | None:
    """The first later day on which the site would be another one, its slides included."""
    days = [*turning_days(loaded.library, desk.seminars), desk.view.fresh_until]
    return min((day for day in days if day), default=None)

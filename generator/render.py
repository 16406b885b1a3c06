"""Planned pages and their texts → finished bytes, each page cached by everything it is made from."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from . import material
from .assets import Images
from .cache import key_of
from .linking import Linker
from .markup import Fragment
from .material import PageContext, Shell, SideNav, SiteContext
from .plan import Plan
from .plan.navigation import Side
from .plan.page import Page
from .problems import Problem
from .terms import mark_terms
from .texts import Texts
from .theme_assets import Assets
from .urls import to_root
from .workshop import Workshop

_UNINDEXED = frozenset({"redirect.html", "offline.html"})
"""Templates whose pages ask search engines to leave them out, on every site: they say nothing of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What all pages of a site are rendered in. ``digest`` is the theme's; ``assets()`` waits for its files."""

    site: SiteContext
    theme: Path
    digest: str
    assets: Callable[[], Assets]


def framed(site: SiteContext, theme: Path, workshop: Workshop) -> Frame:
    """Begin to make the theme's files, which depend on nothing that anybody wrote."""
    digest = material.digest(theme)
    key = key_of("assets", digest, repr((bool(site.manifest), bool(site.beacon))))
    kept = workshop.cache.read([key]).get(key)
    if kept is not None:
        assets = _unpacked(kept)
        return Frame(site=site, theme=theme, digest=digest, assets=lambda: assets)
    making = workshop.pool.submit(material.assets, theme, offline=bool(site.manifest), beacon=bool(site.beacon))

    @cache
    def finish() -> Assets:
        made = making()
        workshop.cache.write({key: _packed(made)})
        return made

    return Frame(site=site, theme=theme, digest=digest, assets=finish)


def _packed(assets: Assets) -> bytes:
    files = {name: base64.b64encode(data).decode() for name, data in assets.files.items()}
    return json.dumps({"files": files, "names": dict(assets.names)}).encode()


def _unpacked(packed: bytes) -> Assets:
    told = json.loads(packed)
    return Assets(files={name: base64.b64decode(data) for name, data in told["files"].items()}, names=told["names"])


def file_of(url: str) -> str:
    """The path of a page's file: ``cases/case-0001/`` → ``cases/case-0001/index.html``."""
    return url if url.endswith(".html") else f"{url}index.html"


class Binder:
    """Brings together what each page is made from. ``images`` are the pictures that pages use, ``cards`` the paths of
    share cards by page."""

    def __init__(
        self, plan: Plan, texts: Texts, images: Images, cards: Mapping[str, str], content_dir: str, frame: Frame
    ) -> None:
        self.frame = frame
        self._plan, self._cards, self._content_dir = plan, cards, content_dir
        self._linker = Linker(plan.pages, texts.fragments, images, content_dir, plan.public)

    def know(self, page: Page, fragments: Mapping[tuple[str, str], Fragment]) -> None:
        """Learn a page that was written anew."""
        self._linker.know(page, fragments)

    def bind(self, page: Page, fragments: Mapping[tuple[str, str], Fragment]) -> tuple[PageContext, list[Problem]]:
        """What a page is made from, and what is broken in its texts."""
        html: dict[str, str] = {}
        toc: list[tuple[int, str, str]] = []
        problems: list[Problem] = []
        explained, site = _explained(page), self.frame.site
        for name in page.bodies:
            fragment = fragments[page.url, name]
            html[name], found = self._linker.resolve(page, name, fragment)
            html[name] = mark_terms(html[name], explained)
            problems += found
            if page.toc:
                toc += [(heading.level, heading.id, heading.title) for heading in fragment.headings]
        side = self._plan.sides.get(page.url)
        context = PageContext(
            url=page.url,
            template=page.template,
            title=page.title,
            description=page.description,
            kind=page.kind,
            section=page.section,
            breadcrumbs=page.breadcrumbs,
            side=_side(side) if side else None,
            data={**page.data, "logo": self._linker.logo(page)} if page.logo else page.data,
            html=html,
            toc=tuple(toc),
            robots="" if site.widest and page.template not in _UNINDEXED else "noindex, nofollow",
            json_ld=tuple(json.dumps(data, ensure_ascii=False, sort_keys=True) for data in page.json_ld),
            image=_card(page, self._cards, site),
            edit=_edit(page, self._content_dir, site),
        )
        return context, problems


def render(
    plan: Plan, texts: Texts, binder: Binder, workshop: Workshop, put: Callable[[str, bytes], None]
) -> tuple[Problem, ...]:
    """Render every page, and hand each to ``put`` with the path of its file, in the plan's order; gives what is broken.

    Neither what a page is made from nor its bytes are held here."""
    frame = binder.frame
    made_by = key_of("page", frame.digest, json.dumps(asdict(frame.site), sort_keys=True, ensure_ascii=False))
    problems: list[Problem] = []

    def things() -> Iterator[tuple[str, str, PageContext]]:
        for page in plan.pages:
            context, found = binder.bind(page, texts.fragments)
            problems.extend(found)
            yield file_of(page.url), key_of(made_by, _made_from(context)), context

    for path, data in workshop.stream("ページ", things(), len(plan.pages), _render, _dress(frame)):
        put(path, data)
    return tuple(problems)


def render_one(context: PageContext, frame: Frame) -> bytes:
    """Render one page at once, and keep nothing."""
    return _render([context], _dress(frame))[0]


def _edit(page: Page, content_dir: str, site: SiteContext) -> str:
    """Where the page's source is edited. What is handed over says nothing of it, nor does the widest circle's site."""
    if not site.edit_base or not page.edit_file or page.outward:
        return ""
    return site.edit_base + quote(page.edit_file.removeprefix(PurePosixPath(content_dir).as_posix() + "/"))


def _card(page: Page, cards: Mapping[str, str], site: SiteContext) -> str:
    """The whole address of a page's share card; "" for none."""
    return f"{site.url.rstrip('/')}/{cards[page.url]}" if page.url in cards else ""


def _side(side: Side) -> SideNav:
    return SideNav(title=side.title, url=side.url, groups=side.groups)


def _explained(page: Page) -> dict[str, str]:
    """The terms that a page explains, with the relative URLs of their definitions."""
    up = to_root(page.url)
    terms = page.data.get("terms")
    found: dict[str, str] = {}
    for term in terms if isinstance(terms, list) and page.kind != "term" else ():
        if isinstance(term, dict):
            found[str(term["title"])] = up + str(term["url"])
    return found


def _made_from(context: PageContext) -> str:
    """Everything that a page is made from, as one text for its key."""
    parts = {name: getattr(context, name) for name in PageContext.__slots__ if name != "side"}
    side = context.side
    parts["side"] = (side.title, side.url, side.groups) if side else None
    return json.dumps(parts, sort_keys=True, ensure_ascii=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dress:
    """A frame as plain values: ``names`` are the public paths of the theme's files that templates name."""

    site: SiteContext
    theme: Path
    digest: str
    names: tuple[tuple[str, str], ...]


def _dress(frame: Frame) -> _Dress:
    names = tuple(frame.assets().names.items())
    return _Dress(site=frame.site, theme=frame.theme, digest=frame.digest, names=names)


@lru_cache(maxsize=2)
def _shell(dress: _Dress) -> Shell:
    return Shell(dress.site, dress.theme, Assets(files={}, names=dict(dress.names)))


def _render(contexts: Sequence[PageContext], dress: _Dress) -> list[bytes]:
    shell = _shell(dress)
    return [shell.render(context).encode() for context in contexts]

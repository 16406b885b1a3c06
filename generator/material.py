"""The only module that knows MkDocs and Material: pages become HTML inside Material's frame.

Material lends its base template, its icons, its words and its styles for running text. None of its JavaScript ships:
partials that hold inline scripts are overridden with empty ones, so a strict Content-Security-Policy holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from jinja2.bccache import Bucket, BytecodeCache
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Link as NavLink
from mkdocs.structure.nav import Navigation
from mkdocs.theme import Theme
from mkdocs.utils.yaml import yaml_load

from . import es_modules, es_tokens, phrasing, stylesheet, theme_assets, urls
from .phrasing import clauses, phrase

if TYPE_CHECKING:
    import jinja2

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
"""The Content-Security-Policy of every page, also for `_headers`."""


def referrer_policy(widest: bool) -> str:
    """What other hosts learn of a reader who follows a link: nothing. Our own learns it where anybody may read."""
    return "same-origin" if widest else "no-referrer"


_LIBRARIES = ("mkdocs", "mkdocs-material", "jinja2", "markupsafe", "budoux")
_MODULES = (
    *(__file__, es_modules.__file__, es_tokens.__file__, phrasing.__file__),
    *(stylesheet.__file__, theme_assets.__file__, urls.__file__),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One entry of the top navigation."""

    key: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideNav:
    """A section's side navigation, shared by the pages of one chunk: categories, and at most 30 neighbours."""

    title: str
    url: str
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # (heading or "", ((title, url), …))


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContext:
    """What all pages of a site share, as plain values."""

    name: str
    audience: str
    audience_label: str
    widest: bool
    language: str = "ja"
    url: str = ""
    description: str = ""
    sections: tuple[Section, ...] = ()
    more: tuple[tuple[str, str], ...] = ()  # further links of the footer: (title, url)
    feed: str = ""
    feeds: tuple[str, ...] = ()  # sections with a feed of their own
    manifest: str = ""
    search: str = "search/"
    repository: tuple[str, str] = ("", "")  # where the content is kept: name and address; none for the widest circle
    beacon: str = ""  # the path on the site's own server that counts what is opened; none counts nothing
    edit_base: str = ""  # what leads to the editor of a content file, likewise


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """One page to render, as plain values. `html` holds rendered, safe bodies by name; `toc` is (level, id, title)."""

    url: str
    template: str
    title: str
    description: str = ""
    kind: str = ""
    section: str = ""
    breadcrumbs: tuple[tuple[str, str], ...] = ()
    side: SideNav | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    html: Mapping[str, str] = field(default_factory=dict)
    toc: tuple[tuple[int, str, str], ...] = ()
    robots: str = ""
    json_ld: tuple[str, ...] = ()  # finished JSON texts, one data block each
    image: str = ""  # of the share card
    edit: str = ""  # where the page's source is edited


@dataclass(frozen=True, slots=True, kw_only=True)
class _Anchor:
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _TemplatePage:
    """What Material's templates read of a page object; `toc` only feeds its skip link."""

    title: str
    url: str
    meta: Mapping[str, str]
    canonical_url: str
    is_homepage: bool
    toc: tuple[_Anchor, ...] = (_Anchor(url="#main"),)
    previous_page: None = None
    next_page: None = None
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What the pages of one folder depth have in common."""

    base: str
    url: Callable[[str], str]
    asset: Callable[[str], str]


def digest(theme_dir: Path) -> str:
    """A hash of templates, assets, this module and the libraries' versions: part of every render key."""
    total = hashlib.sha256()
    sources = {path.relative_to(theme_dir).as_posix(): path for path in theme_dir.rglob("*") if path.is_file()}
    for name, path in [*sorted(sources.items()), *((Path(module).name, Path(module)) for module in _MODULES)]:
        total.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    for name in _LIBRARIES:
        total.update(f"{name}={version(name)}\n".encode())
    return total.hexdigest()


class _Compiled(BytecodeCache):
    """Templates compiled once in this process, and in those that are forked from it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def compile_templates() -> None:
    """Compile our templates ahead, for processes that will be forked from this one."""
    shell = Shell(SiteContext(name="", audience="", audience_label="", widest=False), published=theme_assets.NO_ASSETS)
    for path in sorted(shell.theme_dir.rglob("*.html")):
        shell.compile(path.relative_to(shell.theme_dir).as_posix())
    shell.compile("base.html")


class Shell:
    """Renders pages of one site; made once per build and process."""

    def __init__(
        self, site: SiteContext, theme_dir: Path | None = None, published: theme_assets.Assets | None = None
    ) -> None:
        self.site = site
        self.theme_dir = theme_dir or theme_assets.default_dir()
        self._theme = _theme(self.theme_dir, site.language)
        self._assets = published or assets(self.theme_dir, offline=bool(site.manifest), beacon=bool(site.beacon))
        self._words = _words(self.theme_dir, site.language)
        self._env = self._environment()
        self._frames: dict[str, _Frame] = {}
        self._parts: dict[tuple[Any, ...], Markup] = {}

    def assets(self) -> Mapping[str, bytes]:
        """Every theme file to publish, by its public path."""
        return self._assets.files

    def render(self, page: PageContext) -> str:
        """The finished HTML of one page."""
        frame = self._frame(page.url)
        context = {
            "url": frame.url,
            "asset": frame.asset,
            "base_url": frame.base,
            "current": page,
            "page": _template_page(page, self.site.url),
            "doc": page.data,
            "html": {name: Markup(body) for name, body in page.html.items()},
            "toc": page.toc,
            "json_ld": [Markup(text.replace("<", "\\u003c")) for text in page.json_ld],
            "header": self._part("partials/header.html", frame, page.section, page.url in self._section_urls),
            "footer": self._part("partials/footer.html", frame),
            "side": self._side(page, frame),
        }
        return self._env.get_template(page.template).render(context)

    def compile(self, template: str) -> None:
        """Make a template ready for use."""
        self._env.get_template(template)

    def translate(self, words: str) -> str:
        """Words of the interface, which templates hold in Japanese, in the site's language."""
        return self._words.get(words, words)

    def _frame(self, page_url: str) -> _Frame:
        base = _base(page_url, self.site.url)
        if base not in self._frames:
            names = self._assets.names

            def url(path: str) -> str:
                return _link(path, base)

            def asset(name: str) -> str:
                return base + names[name]

            self._frames[base] = _Frame(base=base, url=url, asset=asset)
        return self._frames[base]

    def _part(self, template: str, frame: _Frame, section: str = "", top: bool = False) -> Markup:
        """A partial that many pages share, rendered once for each depth and section."""
        key = (template, frame.base, section, top)
        if key not in self._parts:
            context = {"url": frame.url, "asset": frame.asset, "section": section, "section_top": top}
            self._parts[key] = Markup(self._env.get_template(template).render(context))
        return self._parts[key]

    def _side(self, page: PageContext, frame: _Frame) -> Markup:
        """The chunk's side navigation, rendered once, with this page marked in it by one replacement."""
        if page.side is None:
            return Markup()
        key = ("side", page.side, frame.base)
        if key not in self._parts:
            context = {"url": frame.url, "nav": page.side}
            self._parts[key] = Markup(self._env.get_template("partials/side.html").render(context))
        here = f'href="{escape(frame.url(page.url))}"'
        return Markup(str(self._parts[key]).replace(here, here + ' aria-current="page"'))

    @cached_property
    def _section_urls(self) -> frozenset[str]:
        return frozenset(section.url for section in self.site.sections)

    def _environment(self) -> jinja2.Environment:
        env = self._theme.get_env()
        env.autoescape, env.trim_blocks, env.lstrip_blocks = True, True, True
        env.bytecode_cache = _COMPILED
        env.filters.update(phrase=phrase, clauses=clauses)
        env.filters.update(url=lambda path: _link(str(path), ""), urlquery=lambda text: quote(text, ""))
        env.globals.update(
            config=_config(self.site, self._theme),
            nav=Navigation([NavLink(section.title, section.url) for section in self.site.sections], []),
            site=self.site,
            t=self.translate,
            icon=lambda name: _icon(_package_dir(self._theme), name),
            policy=POLICY,
            referrer=referrer_policy(self.site.widest),
        )
        return env


def _theme(theme_dir: Path, language: str) -> Theme:
    settings = yaml_load((theme_dir / "mkdocs_theme.yml").read_text("utf-8")) or {}
    parent = settings.pop("extends")
    # `locale` asks for MkDocs' gettext files, which no template of ours uses; `language` is Material's own.
    return Theme(name=parent, custom_dir=str(theme_dir), **{**settings, "locale": "en", "language": language})


def assets(theme_dir: Path, *, offline: bool, beacon: bool) -> theme_assets.Assets:
    """Every theme file that a site has, or may have: the same for every site."""
    return theme_assets.publish(theme_dir, _package_dir(_theme(theme_dir, "ja")), offline=offline, beacon=beacon)


def _package_dir(theme: Theme) -> Path:
    """The folder of Material's own templates."""
    return Path(theme.dirs[1])


def _config(site: SiteContext, theme: Theme) -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict({"site_name": site.name, "site_url": site.url or None, "site_description": site.description})
    config.theme = theme
    config.extra, config.plugins = {}, {}  # type: ignore[assignment]
    config.extra_css, config.extra_javascript = [], []
    return config


def _template_page(page: PageContext, site_url: str) -> _TemplatePage:
    meta = {"description": page.description} if page.description else {}
    canonical = site_url.rstrip("/") + "/" + page.url if site_url and page.url != "404.html" else ""
    return _TemplatePage(title=page.title, url=page.url, meta=meta, canonical_url=canonical, is_homepage=page.url == "")


def _base(page_url: str, site_url: str) -> str:
    """What leads from a page to the site's root. The 404 page answers at any depth, so its base is absolute."""
    if page_url == "404.html":
        return urlsplit(site_url).path.rstrip("/") + "/"
    return urls.to_root(page_url)


def _link(path: str, base: str) -> str:
    if path.startswith(("#", "https://", "http://", "mailto:", "tel:")):
        return path
    return base + path or "./"


@lru_cache(maxsize=200)
def _icon(package_dir: Path, name: str) -> Markup:
    svg = (package_dir / ".icons" / f"{name}.svg").read_text("utf-8")
    attributes = 'class="cb-icon" width="24" height="24" aria-hidden="true" focusable="false"'
    return Markup(svg.replace("<svg", f"<svg {attributes}", 1))


def _words(theme_dir: Path, language: str) -> Mapping[str, str]:
    """The interface's words: templates are written in Japanese, another language has a table from it."""
    table = theme_dir / "locale" / f"{language}.json"
    return json.loads(table.read_bytes()) if table.is_file() else {}

"""``site_config.yml`` → a frozen ``SiteConfig``. MkDocs' key names where they exist; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from . import strict_yaml
from .cache_place import CachePlace, check_cache_place
from .destinations import Destination, check_destinations, destinations
from .model import keys
from .model.keys import Context, choice, extra, flag, integer, key, line, many, record, web_address
from .model.labels import AUDIENCE_LABELS
from .model.vocabulary import Vocabulary, Word
from .problems import Place, Problem, error, has_errors
from .source import read_text
from .strict_yaml import Listing, Node, Scalar, Table

AUDIENCES = ("public", "marketing", "sales", "editors")
CURRENT_SCHEMA = 1

_LANGUAGES = Vocabulary("language", "言語", (Word("ja", "日本語"), Word("en", "English")))
_SAMPLES = Vocabulary("samples", "見本の扱い", (Word("auto", "自動"), Word("show", "見せる"), Word("hide", "隠す")))

ATTACHMENTS = Vocabulary(
    "attachments",
    "添付ファイルの種類",
    (
        Word("pdf", "PDF"),
        Word("docx", "Word"),
        Word("xlsx", "Excel"),
        Word("pptx", "PowerPoint"),
        Word("csv", "CSV"),
        Word("txt", "テキスト"),
    ),
)

_OTHER_NAMES = {
    "docs_dir": "content_dir",
    "site_dir": "output_dir",
    "site_language": "language",
}
_MKDOCS_ONLY = {
    "plugins": "プラグインの仕組みはありません。検索・フィードなどは最初から入っています。",
    "extra_css": "見た目は themes/casebook で変えます。",
    "extra_javascript": "スクリプトは themes/casebook に置きます。",
    "hooks": "フックの仕組みはありません。",
    "strict": "「casebook build --strict」を使ってください。",
    "use_directory_urls": "URL の形は決まっています（/cases/case-0001/）。",
    "dev_addr": "「casebook serve --port」を使ってください。",
}


@keys.reads("name")
def _slug(node: Node, context: Context) -> str:
    value = node.text if isinstance(node, Scalar) else ""
    if (
        not value
        or not value.replace("-", "").replace("_", "").isalnum()
        or not value.isascii()
        or value != value.lower()
    ):
        raise keys.invalid(
            "bad-name",
            node,
            f"「{value}」は audience の名前に使えません。",
            "半角の英小文字・数字・「-」「_」で書いてください。",
        )
    return value


@keys.reads("folder")
def _folder(node: Node, context: Context) -> str:
    value = line(300)(node, context)
    if PurePosixPath(value).parts in ((), (".",)) or "\x00" in value:
        raise keys.invalid(
            "bad-path", node, f"「{value}」はフォルダーとして使えません。", "「site」のような名前を書いてください。"
        )
    return value


@keys.reads("zone")
def _zone(node: Node, context: Context) -> str:
    value = line(60)(node, context)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise keys.invalid(
            "bad-timezone", node, f"「{value}」というタイムゾーンはありません。", "「Asia/Tokyo」の形で書いてください。"
        ) from fault
    return value


@keys.reads("extensions")
def _extensions(node: Node, context: Context) -> tuple[tuple[str, object], ...]:
    """Each entry is a name, or a name with its options."""
    items = node.items if isinstance(node, Listing) else (node,)
    found: list[tuple[str, object]] = []
    for item in items:
        if isinstance(item, Scalar) and not item.is_null:
            found.append((item.text, {}))
        elif isinstance(item, Table) and len(item.entries) == 1:
            name, options = next(iter(item.entries.items()))
            found.append((name, strict_yaml.plain(options) or {}))
        else:
            raise keys.invalid(
                "wrong-type", item, "拡張の書き方が違います。", "「- tables」の形で 1 行に 1 つ書いてください。"
            )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """What differs by circle."""

    site_url: str | None = key(web_address)
    output_dir: str | None = key(_folder)
    site_name: str | None = key(line(100))


@keys.reads("by_circle", item=Circle)
def _sites(node: Node, context: Context) -> Mapping[str, Circle]:
    if not isinstance(node, Table):
        raise keys.invalid(
            "wrong-type",
            node,
            "sites は audience ごとの設定です。",
            "「public: {output_dir: site-public}」の形で書いてください。",
        )
    found = {}
    for name, child in node.entries.items():
        circle = keys.decode(Circle, child, context)
        if circle:
            found[name] = circle
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Banned:
    """A phrase that the site does not use, and what to write instead."""

    text: str = key(line(60), required=True)
    instead: str | None = key(line(200))


@keys.reads("line_or_record", limit=60, item=_Banned)
def _banned(node: Node, context: Context) -> tuple[str, str]:
    """A phrase alone, or ``{text, instead}``; returns both, "" where nothing is said."""
    if isinstance(node, Scalar):
        return line(60)(node, context), ""
    found = keys.decode(_Banned, node, context)
    return (found.text, found.instead or "") if found else ("", "")


_BEACON = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")


@keys.reads("line", limit=100)
def _beacon(node: Node, context: Context) -> str:
    """A path of the site's own server: no other host is ever told anything."""
    value = line(100)(node, context)
    if _BEACON.fullmatch(value) and not {".", ".."} & set(value.split("/")):
        return value
    raise keys.invalid(
        "bad-beacon",
        node,
        f"「{value}」は使えません。",
        "同じサーバーのパスを「/」から書いてください（例: 「beacon: /casebook-usage」）。ほかのホストは書けません。",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settings:
    """The keys of ``site_config.yml`` as written."""

    keys: keys.Keys = field(default=keys.Keys(), repr=False, compare=False)
    site_name: str = key(line(100), required=True)
    site_url: str | None = key(web_address)
    site_description: str | None = key(line(300))
    site_author: str | None = key(line(100))
    copyright: str | None = key(line(200))
    repo_url: str | None = key(web_address)
    repo_name: str | None = key(line(100))
    edit_uri: str | None = key(line(200))
    theme: object = key(extra)
    markdown_extensions: tuple[tuple[str, object], ...] | None = key(_extensions)
    nav: tuple[str, ...] = key(many(line(40)), default=())
    language: str = key(choice(_LANGUAGES), default="ja")
    content_dir: str = key(_folder, default="content")
    output_dir: str = key(_folder, default="site")
    audiences: tuple[str, ...] = key(many(_slug), default=AUDIENCES)
    default_audience: str | None = key(line(40))
    schema: int = key(integer(0, 1000), default=CURRENT_SCHEMA)
    timezone: str = key(_zone, default="Asia/Tokyo")
    sites: Mapping[str, Circle] = key(_sites, default=None)
    samples: str = key(choice(_SAMPLES), default="auto")
    attachments: tuple[str, ...] = key(many(choice(ATTACHMENTS)), default=())
    banned_phrases: tuple[tuple[str, str], ...] = key(many(_banned), default=())
    offline: bool = key(flag, default=False)
    beacon: str | None = key(_beacon)
    publish: Mapping[str, Destination] = key(destinations, default=None)
    build_cache: CachePlace | None = key(record(CachePlace))
    extra: object = key(extra)


SETTINGS: type = _Settings
"""What may be written in ``site_config.yml``, for those who make schemas and forms of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteConfig:
    """What an operator decided, checked; ``root`` is the folder of the configuration file."""

    root: Path
    file: str
    site_name: str
    site_description: str = ""
    site_author: str = ""
    copyright: str = ""
    repo_url: str = ""
    repo_name: str = ""
    edit_uri: str = ""
    theme: Mapping[str, str] = field(default_factory=dict)
    markdown_extensions: tuple[tuple[str, object], ...] | None = None
    nav: tuple[str, ...] = ()
    language: str = "ja"
    content_dir: str = "content"
    output_dir: str = "site"
    site_url: str = ""
    audiences: tuple[str, ...] = AUDIENCES
    default_audience: str = "sales"
    schema: int = CURRENT_SCHEMA
    timezone: str = "Asia/Tokyo"
    sites: Mapping[str, Circle] = field(default_factory=dict)
    samples: str = "auto"
    attachments: tuple[str, ...] = ()
    banned_phrases: tuple[tuple[str, str], ...] = ()
    offline: bool = False
    beacon: str = ""
    publish: Mapping[str, Destination] = field(default_factory=dict)
    build_cache: CachePlace | None = None

    @property
    def zone(self) -> tzinfo:
        """The time zone that decides what day it is."""
        return ZoneInfo(self.timezone)

    @property
    def content(self) -> Path:
        """The content folder."""
        return self.root / self.content_dir

    def output_for(self, audience: str) -> Path:
        """Where the site of one circle goes when no flag says otherwise.

        A circle without a folder of its own shares ``output_dir`` only if it is the default one."""
        circle = self.sites.get(audience)
        if circle and circle.output_dir:
            return self.root / circle.output_dir
        return self.root / (self.output_dir if audience == self.default_audience else f"{self.output_dir}-{audience}")

    def url_for(self, audience: str) -> str:
        """The address of one circle's site, with a slash at its end; "" where none is known."""
        circle = self.sites.get(audience)
        url = (circle.site_url if circle else None) or (self.site_url if audience == self.default_audience else "")
        return url.rstrip("/") + "/" if url else ""

    @property
    def edit_base(self) -> str:
        """What leads to the editor of a content file, before its path in the content folder; "" where none is known.

        As in MkDocs, ``edit_uri`` counts from ``repo_url``, or is a whole address."""
        return _edit_base(self.repo_url, self.edit_uri)

    def name_for(self, audience: str) -> str:
        """The name of one circle's site."""
        circle = self.sites.get(audience)
        return (circle.site_name if circle else None) or self.site_name


def read_config(path: Path, *, older: bool = False) -> tuple[SiteConfig | None, list[Problem]]:
    """Read ``site_config.yml``; None where it has errors. ``older`` lets content of an earlier form pass."""
    file = path.name
    problems: list[Problem] = []
    if not path.is_file():
        missing = error(
            "no-config",
            Place(file=str(path)),
            "設定ファイルがありません。",
            "site_config.yml のあるフォルダーで実行するか、--config で指してください。",
        )
        return None, [missing]
    source = read_text(path, file, problems)
    if source is None:
        return None, problems
    node, found = strict_yaml.parse(source, file)
    problems += found
    if node is None:
        if not has_errors(problems):
            problems.append(
                error(
                    "missing-key", Place(file=file), "「site_name」がありません。", "「site_name: …」を書いてください。"
                )
            )
        return None, problems
    context = Context(file=file, audiences=(), problems=[])
    settings = keys.decode(_Settings, node, context)
    problems += [_explain_mkdocs(problem) for problem in context.problems]
    if settings is None or has_errors(problems):
        return None, problems
    problems += _check(settings)
    if settings.schema < CURRENT_SCHEMA and not older:
        problems.append(_older(settings))
    return (None if has_errors(problems) else _freeze(settings, path)), problems


def _edit_base(repo_url: str, edit_uri: str) -> str:
    """The address that ``edit_uri`` makes with ``repo_url``; "" where it makes none of the web."""
    if not edit_uri:
        return ""
    address = edit_uri if "://" in edit_uri else f"{repo_url.rstrip('/')}/{edit_uri.lstrip('/')}"
    whole = address if any(mark in edit_uri for mark in "?#") else address.rstrip("/") + "/"
    return whole if re.match(r"https?://[^/]", whole) else ""


def _explain_mkdocs(problem: Problem) -> Problem:
    """A key that MkDocs has and we name otherwise gets a hint that says so."""
    if problem.code != "unknown-key":
        return problem
    name = problem.message.removeprefix("「").partition("」")[0]
    if name in _OTHER_NAMES:
        return error(problem.code, problem.place, problem.message, f"ここでは「{_OTHER_NAMES[name]}」と書きます。")
    if name in _MKDOCS_ONLY:
        return error(problem.code, problem.place, problem.message, _MKDOCS_ONLY[name])
    return problem


def _older(settings: _Settings) -> Problem:
    return error(
        "older-schema",
        settings.keys.at("schema"),
        f"この content は以前の形式（schema: {settings.schema}）です。",
        f"「casebook migrate」で、いまの形式（schema: {CURRENT_SCHEMA}）に書き換えられます。",
    )


def _check(settings: _Settings) -> list[Problem]:
    at = settings.keys.at
    found: list[Problem] = []
    names = settings.audiences
    if len(set(names)) != len(names):
        found.append(
            error(
                "duplicate-audience", at("audiences"), "audiences に同じ名前が 2 つあります。", "1 つにしてください。"
            )
        )
    default = settings.default_audience
    for name, place in [(default, at("default_audience"))] + [(n, at("sites", n)) for n in settings.sites or {}]:
        if name is not None and name not in names:
            near = keys.nearest(name, names)
            hint = f"「{near}」ではありませんか。" if near else f"使える名前: {'、'.join(names)}。"
            found.append(error("unknown-audience", place, f"「{name}」という audience はありません。", hint))
    if settings.schema > CURRENT_SCHEMA:
        found.append(
            error(
                "newer-schema",
                at("schema"),
                f"この content は新しい形式（schema: {settings.schema}）です。",
                f"この Casebook が読めるのは schema: {CURRENT_SCHEMA} までです。Casebook を新しくしてください。",
            )
        )
    found += _check_outputs(settings)
    found += check_destinations(settings.publish or {}, names, _own_folders(settings))
    if settings.build_cache:
        found += check_cache_place(settings.build_cache, settings.publish or {}, _own_folders(settings))
    if settings.edit_uri and not _edit_base(settings.repo_url or "", settings.edit_uri):
        found.append(
            error(
                "bad-url",
                at("edit_uri"),
                "edit_uri から、編集する画面のアドレスを組み立てられません。",
                "「repo_url: https://…」と「edit_uri: edit/main/content/」の形で、両方を書いてください。",
            )
        )
    if settings.theme is not None and not _theme_of(settings.theme):
        found.append(
            error(
                "bad-theme",
                at("theme"),
                "theme の書き方が違います。",
                "「theme: casebook」と書くか、行を消してください。",
            )
        )
    return found


def _check_outputs(settings: _Settings) -> list[Problem]:
    """Two circles may not share an output folder, nor may one lie inside another: a build would take the other away."""
    found: list[Problem] = []
    seen: dict[PurePosixPath, str] = {}
    for name in settings.audiences:
        circle = (settings.sites or {}).get(name)
        folder = PurePosixPath(circle.output_dir) if circle and circle.output_dir else _default_folder(settings, name)
        for other, owner in seen.items():
            if other == folder or other in folder.parents or folder in other.parents:
                at = settings.keys.at("sites", name if circle and circle.output_dir else owner, "output_dir")
                found.append(
                    error(
                        "shared-output",
                        at,
                        f"「{owner}」と「{name}」の出力先が重なっています。",
                        "audience ごとに、重ならない別のフォルダーにしてください。",
                    )
                )
        seen[folder] = name
    return found


def _own_folders(settings: _Settings) -> dict[str, str]:
    """The folders that content is read from and sites are built into, and what each is called."""
    found = {settings.content_dir: "原稿のフォルダー"}
    for name in settings.audiences:
        circle = (settings.sites or {}).get(name)
        own = circle.output_dir if circle else None
        found[own or str(_default_folder(settings, name))] = "ビルドの出力先"
    return found


def _default_folder(settings: _Settings, audience: str) -> PurePosixPath:
    default = audience == _default_audience(settings)
    return PurePosixPath(settings.output_dir if default else f"{settings.output_dir}-{audience}")


def _default_audience(settings: _Settings) -> str:
    names = settings.audiences
    return settings.default_audience or ("sales" if "sales" in names else names[0])


def _theme_of(theme: object) -> Mapping[str, str]:
    if isinstance(theme, str) and theme == "casebook":
        return {"name": theme}
    if (
        isinstance(theme, dict)
        and set(theme) <= {"name", "logo", "favicon"}
        and theme.get("name", "casebook") == "casebook"
    ):
        return {str(k): str(v) for k, v in theme.items()}
    return {}


def _freeze(settings: _Settings, path: Path) -> SiteConfig:
    names = settings.audiences
    return SiteConfig(
        root=path.resolve().parent,
        file=path.name,
        site_name=settings.site_name,
        site_url=settings.site_url or "",
        site_description=settings.site_description or "",
        site_author=settings.site_author or "",
        copyright=settings.copyright or "",
        repo_url=settings.repo_url or "",
        repo_name=settings.repo_name or "",
        edit_uri=settings.edit_uri or "",
        theme=_theme_of(settings.theme) if settings.theme is not None else {},
        markdown_extensions=settings.markdown_extensions,
        nav=settings.nav,
        language=settings.language,
        content_dir=settings.content_dir,
        output_dir=settings.output_dir,
        audiences=names,
        default_audience=_default_audience(settings),
        schema=settings.schema,
        timezone=settings.timezone,
        sites=settings.sites or {},
        samples=settings.samples,
        attachments=settings.attachments,
        banned_phrases=settings.banned_phrases,
        offline=settings.offline,
        beacon=settings.beacon or "",
        publish=settings.publish or {},
        build_cache=settings.build_cache,
    )


def audience_label(audience: str) -> str:
    """A circle's name for readers; its own name where the site has circles of its own."""
    return AUDIENCE_LABELS.get(audience, audience)

"""The theme's files as published: style sheets joined, names hashed, so that browsers may keep them for good."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from . import stylesheet
from .es_modules import link, script

_FIRST_STYLES = ("tokens", "base", "components", "pages")
_UNUSED_PARTS = [
    *(
        "annotation",
        "annotations",
        "author",
        "banner",
        "clipboard",
        "code__button",
        "code__nav",
        "consent",
        "container",
    ),
    *(
        "container",
        "content",
        "copyright",
        "dialog",
        "draft",
        "ellipsis",
        "feedback",
        "footer",
        "grid",
        "header",
        "input",
    ),
    *("logo", "main", "meta", "nav", "option", "overlay", "pagination", "path", "pin", "post", "profile", "progress"),
    *(
        "search",
        "select",
        "sidebar",
        "social",
        "source",
        "status",
        "tabs",
        "tag",
        "tags",
        "toggle",
        "tooltip",
        "tooltip2",
        "top",
    ),
    "version",
]
_UNUSED_MARKS = (
    "arithmatex",
    "critic",
    "emojione",
    "gemoji",
    "katex-html",
    "tabbed-button",
    "tabbed-control",
    "twemoji",
)
_UNUSED = re.compile(
    r"\[dir=rtl\]|\.mermaid|\.giscus|\.glightbox|\[data-md-toggle|(?<!:not\()\.focus-visible"
    rf"|\.md-(?:{'|'.join(_UNUSED_PARTS)})(?![a-z0-9])|\.(?:{'|'.join(_UNUSED_MARKS)})(?![\w-])"
)
"""Selectors of Material's style sheet that none of our pages has: its chrome is replaced by our own, its scripts are
not there to set classes, and our Markdown has no formulas, editor's marks or pictograms."""
_FROM_SEARCH = re.compile(r'^import [^;"]*"\.\./search/([^"]+)"', re.MULTILINE)
"""What the scripts of pages import from the search folder, beside the engine that they load when it is wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """Theme files to publish: bytes by public path, and the public path of each name that templates use."""

    files: Mapping[str, bytes]
    names: Mapping[str, str]


NO_ASSETS = Assets(files={}, names={})


def default_dir() -> Path:
    """The theme's folder: beside the package in a checkout, inside it when installed."""
    packaged = Path(__file__).parent / "theme"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "themes" / "casebook"


def theme_words(theme_dir: Path) -> tuple[str, ...]:
    """What the theme's own pages say, in the language it is written in."""
    found: dict[str, str] = {}
    for path in sorted((theme_dir / "locale").glob("*.json")):
        found |= json.loads(path.read_text("utf-8"))
    return tuple(found)


def publish(theme_dir: Path, package_dir: Path, *, offline: bool = False, beacon: bool = False) -> Assets:
    """The files of `assets/`, with the styles of Material (in `package_dir`) before ours, and search joined to one.

    Those of `assets/offline/` are there only for a site that can be read offline, those of `assets/beacon/` for one
    that counts what is opened."""
    source = theme_dir / "assets"
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    for path in sorted((source / "img").glob("*")):
        names[f"img/{path.name}"] = _publish(files, path.name, path.read_bytes())
    css = stylesheet.relink(
        _styles(source / "css", package_dir), lambda target: Path(names[target.removeprefix("../")]).name
    )
    names["casebook.css"] = _publish(files, "casebook.css", css.encode())
    pages = {path.relative_to(source / "js").as_posix(): path.read_text("utf-8") for path in _scripts(source / "js")}
    asked = {"engine.js"}.union(*(_FROM_SEARCH.findall(text) for text in pages.values()))
    search = _publish_folder(files, names, {name: link(source / "search", name) for name in sorted(asked)}, "search")
    pages = {name: text.replace("../search/", f"../{search}/") for name, text in pages.items()}
    shared = _publish_folder(files, names, pages, "js")
    if beacon:
        texts = {path.name: path.read_text("utf-8") for path in _scripts(source / "beacon")}
        texts = {name: text.replace("../js/", f"../{shared}/") for name, text in texts.items()}
        _publish_folder(files, names, texts, "beacon")
    if offline:
        kept = publish_offline(theme_dir)
        files |= kept.files
        names |= kept.names
    return Assets(files=files, names=names)


_OF_THE_WORKER = frozenset({"worker.js", "release.js", "proof.js", "farewell.js"})


def publish_offline(theme_dir: Path) -> Assets:
    """What pages load to be kept on a device, and the icons of an installed site."""
    source = theme_dir / "assets" / "offline"
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    for path in sorted(source.glob("*.png")):
        names[f"offline/{path.name}"] = _publish(files, path.name, path.read_bytes())
    texts = {path.name: path.read_text("utf-8") for path in _scripts(source) if path.name not in _OF_THE_WORKER}
    _publish_folder(files, names, texts, "offline")
    return Assets(files=files, names=names)


def worker(theme_dir: Path, release: str = "") -> str:
    """The service worker as one script: of a site whose ``release`` (JSON) may be kept, or of one that is not kept."""
    given = f"const RELEASE={release};\n" if release else ""
    entry = "worker.js" if release else "farewell.js"
    return f'"use strict";\n{given}{script(theme_dir / "assets" / "offline", entry)}'


def _styles(folder: Path, package_dir: Path) -> str:
    """Material's rules for running text, then ours in their order; `print` comes last."""
    material = next((package_dir / "assets" / "stylesheets").rglob("main.*.min.css")).read_text("utf-8")
    trimmed = stylesheet.trim(material, lambda selector: bool(_UNUSED.search(selector)))
    order = {name: index for index, name in enumerate(_FIRST_STYLES)} | {"print": 99}
    paths = sorted(folder.glob("*.css"), key=lambda path: (order.get(path.stem, 50), path.stem))
    ours = "".join(stylesheet.squeeze(path.read_text("utf-8")) for path in paths)
    return '@charset "UTF-8";' + stylesheet.drop_unread(trimmed, ours) + ours


def _publish(files: dict[str, bytes], name: str, content: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    public = f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{suffix}"
    files[public] = content
    return public


def _scripts(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.js"))


def _publish_folder(files: dict[str, bytes], names: dict[str, str], texts: Mapping[str, str], name: str) -> str:
    """Publish modules in one folder, so that siblings import each other; its name carries the hash of all."""
    hashed = f"{name}.{hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:8]}"
    for key, text in texts.items():
        names[f"{name}/{key}"] = f"assets/{hashed}/{key}"
        files[f"assets/{hashed}/{key}"] = text.encode()
    return hashed

"""A site that is read without network: its app manifest, its service worker, and the list of what a device may keep.

The list names each file with its digest: nothing else is ever kept (``docs/design/2026-11-21-offline.md``). A site that
is not read so has a worker too: it forgets what an earlier release left on devices, and goes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from . import theme_assets
from .draft import Files
from .material import SiteContext
from .plan.offline import OFFLINE_URL, Shelf, shelves
from .plan.page import Page
from .render import file_of

MANIFEST = "manifest.webmanifest"
WORKER = "sw.js"
LIMIT = 15_000_000
"""Bytes that a device keeps at most."""

_PICTURES = frozenset({".png", ".jpg", ".gif", ".webp", ".svg"})
_PAPER = "#fbf6ec"
_ICONS = (("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable-512.png", 512, "maskable"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Keepable:
    """What a device may keep some of: the files of a site, which of them are the theme's own (``shell``), and which are
    pictures and attachments of the content (``media``). Pages, what their scripts read, and the index count besides."""

    files: Files
    shell: Collection[str]
    media: Collection[str]


def farewell(theme: Path) -> dict[str, bytes]:
    """The worker of a site that is not read offline: browsers that have another come for it by themselves."""
    return {WORKER: theme_assets.worker(theme).encode()}


def offline_files(
    site: SiteContext,
    pages: Iterable[Page],
    kept: Keepable,
    theme: Path,
    *,
    date: str,
    until: str | None,
) -> dict[str, bytes]:
    """Manifest, worker and list of a site.

    ``date`` is the day it is built for, ``until`` the moment (ISO 8601, with its zone) from which it may say something
    that has expired."""
    manifest = {MANIFEST: app_manifest(site, theme)}
    shell = [file_of(OFFLINE_URL), MANIFEST, *sorted(kept.shell)]
    whole = {name: manifest[name] if name in manifest else kept.files[name] for name in shell}
    taken = sum(map(len, whole.values()))
    content, told = _fitting(pages, kept, taken)
    listed: dict[str, object] = {
        "audience": site.audience,
        "date": date,
        "until": until,
        "bytes": taken + sum(kept.files.entries[name].size for name in content),
        "shelves": told,
        "shell": {name: digests(name, data) for name, data in whole.items()},
        "files": {name: digests(name, kept.files[name]) for name in content},
    }
    data = (json.dumps(listed, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
    digest = hashlib.sha256(data).hexdigest()
    name = f"offline.{digest[:8]}.json"
    release = json.dumps({"audience": site.audience, "list": name, "digest": digest})
    return {**manifest, name: data, WORKER: theme_assets.worker(theme, release).encode()}


def _fitting(pages: Iterable[Page], kept: Keepable, taken: int) -> tuple[list[str], list[dict[str, object]]]:
    """The files that fit beside ``taken`` bytes, the dearest first, and what is told of each shelf with a title."""
    room = LIMIT - taken
    found: dict[str, None] = {}
    told: list[dict[str, object]] = []
    for shelf, parts in _in_order(pages, kept):
        fitting = 0
        for part in parts:
            size = sum(kept.files.entries[name].size for name in part if name not in found)
            if size <= room:
                room -= size
                found |= dict.fromkeys(part)
                fitting += 1
        if shelf is not None and shelf.title and parts:
            told.append({"title": shelf.title, "url": shelf.url, "pages": fitting, "of": len(parts)})
    return list(found), told


def _in_order(pages: Iterable[Page], kept: Keepable) -> Iterator[tuple[Shelf | None, list[list[str]]]]:
    """Files that are kept together or not at all: a page with what its scripts read, the whole index, one picture."""
    first, *others = shelves(pages)
    index = sorted(name for name in kept.files if name.startswith("search/index/"))
    yield first, [_parts(page) for page in first.pages]
    yield None, [index]
    for shelf in others:
        yield shelf, [_parts(page) for page in shelf.pages]
    media = sorted(kept.media, key=lambda name: (PurePosixPath(name).suffix not in _PICTURES, name))
    yield None, [[name] for name in media]


def _parts(page: Page) -> list[str]:
    return [file_of(page.url), *page.files]


def digests(name: str, data: bytes) -> str:
    """The SHA-256 of a file in hexadecimal; of a packed one also that of what is in it, for hosts that unpack it."""
    found = [hashlib.sha256(data).hexdigest()]
    if name.endswith(".gz"):
        try:
            found.append(hashlib.sha256(gzip.decompress(data)).hexdigest())
        except (OSError, EOFError, zlib.error):
            return found[0]
    return " ".join(found)


def app_manifest(site: SiteContext, theme: Path) -> bytes:
    """The web app manifest. Without an ``id`` an app is told from others by where it starts: by host and path."""
    names = theme_assets.publish_offline(theme).names
    label = "" if site.widest else f"（{site.audience_label}）"
    manifest = {
        "name": f"{site.name}{label}",
        "short_name": site.name,
        "description": site.description,
        "lang": site.language,
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "icons": [
            {"src": names[f"offline/{name}"], "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for name, size, purpose in _ICONS
        ],
    }
    known = {key: value for key, value in manifest.items() if value}
    return (json.dumps(known, ensure_ascii=False, indent=1) + "\n").encode()

"""Does every link of a finished site arrive, and does it ask no other host for anything?"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..problems import Place, Problem, error
from .page import PageFacts, read_page

_CSS_ADDRESS = re.compile(rb"url\(\s*['\"]?([^'\")\s]+)|@import\s+['\"]([^'\"]+)", re.IGNORECASE)
_JS_ADDRESS = re.compile(rb"(?:\bfrom|\bimport)\s*\(?\s*['\"]([^'\"\n]+)['\"]")

_STYLES, _SCRIPTS = ".css", (".js", ".mjs")


def check_site(files: Mapping[str, bytes]) -> list[Problem]:
    """Every problem of the site whose files are ``files`` (path, as served, → bytes)."""
    facts = {name: read_page(name, data) for name, data in files.items() if name.endswith(".html")}
    return judge(facts, files, ((name, loaded_by(name, data)) for name, data in files.items()))


def check_folder(folder: Path) -> list[Problem]:
    """``check_site`` for a site that lies in a folder."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return check_site({name: path.read_bytes() for name, path in found.items()})


def judge(
    facts: Mapping[str, PageFacts],
    files: Iterable[str],
    loads: Iterable[tuple[str, Iterable[str]]],
    base: str = "/",
) -> list[Problem]:
    """Hold what pages say of themselves against one another.

    ``loads`` are the addresses in styles and scripts; ``base`` is the path that the site is served under."""
    site = _Site(frozenset(files), {name: page.ids for name, page in facts.items()}, base)
    problems: list[Problem] = []
    for name, page in facts.items():
        problems += page.problems
        problems += filter(None, (site.link(name, address) for address in page.links))
        problems += filter(None, (site.load(name, address) for address in page.loads))
    for name, addresses in loads:
        problems += filter(None, (site.load(name, address) for address in addresses))
    return problems


def loads_others(name: str) -> bool:
    """Whether a file is a style sheet or a script, which may load others."""
    return name.endswith((_STYLES, *_SCRIPTS))


def loaded_by(name: str, data: bytes) -> Iterator[str]:
    """The addresses that a style sheet or a script loads; nothing for other files."""
    if name.endswith(_STYLES):
        yield from ((one or other).decode("utf-8", "replace") for one, other in _CSS_ADDRESS.findall(data))
    elif name.endswith(_SCRIPTS):
        imported = (found.decode("utf-8", "replace") for found in _JS_ADDRESS.findall(data))
        yield from (address for address in imported if address.startswith((".", "/", "http:", "https:")))


class _Site:
    """The files of a site and the ids of its pages."""

    def __init__(self, files: frozenset[str], ids: Mapping[str, frozenset[str]], base: str) -> None:
        self._files = files
        self._ids = ids
        self._base = base
        self._arrives: set[tuple[int, str]] = set()
        """Addresses that go up to the root and arrive, by the depth of the page: the same for all at that depth."""

    def link(self, name: str, address: str) -> Problem | None:
        """What is wrong with going from ``name`` to ``address``; other hosts are not asked."""
        depth = name.count("/")
        shared = address.startswith("../" * depth) if depth else False
        if shared and (depth, address) in self._arrives:
            return None
        problem = self._link(name, address)
        if shared and problem is None:
            self._arrives.add((depth, address))
        return problem

    def _link(self, name: str, address: str) -> Problem | None:
        split = urlsplit(address.strip())
        if split.scheme in ("http", "https", "mailto", "tel") or (split.netloc and not split.scheme):
            return None
        if split.scheme:
            return _broken(name, "unsafe-link", f"リンク「{_short(address)}」は使えない形です。")
        target = self._file(name, split.path)
        if target is None:
            return _broken(name, "broken-link", f"リンク先「{_short(address)}」がサイトにありません。")
        anchor = unquote(split.fragment)
        if not anchor or anchor.startswith(":~:") or target not in self._ids or anchor in self._ids[target]:
            return None
        return _broken(name, "broken-anchor", f"リンク先「{_short(address)}」の見出しがありません。")

    def load(self, name: str, address: str) -> Problem | None:
        """What is wrong with loading ``address`` together with ``name``."""
        split = urlsplit(address.strip())
        if split.scheme == "data":
            return None
        if split.scheme or split.netloc:
            return _broken(name, "foreign-resource", f"外のサーバー「{_short(address)}」から読み込もうとしています。")
        if split.path and self._file(name, split.path) is None:
            return _broken(name, "broken-link", f"読み込むファイル「{_short(address)}」がサイトにありません。")
        return None

    def _file(self, name: str, path: str) -> str | None:
        """The file that a path on the page ``name`` leads to; None for none."""
        if not path:
            return name
        target = _plainly(name, path)
        if target not in self._files:
            target = self._carefully(name, unquote(path))
        return target if target in self._files else None

    def _carefully(self, name: str, path: str) -> str:
        """The same for any path: with dots and doubled slashes, escaped, or from the root."""
        if path.startswith("/"):
            joined = path.removeprefix(self._base).lstrip("/")
        else:
            joined = posixpath.join(posixpath.dirname(name), path)
        target = posixpath.normpath(joined) if joined else "."
        if path.endswith(("/", "/.", "/..")) or target == "." or path in (".", ".."):
            target = posixpath.normpath(posixpath.join(target, "index.html"))
        return "" if target.startswith("..") else target


def _plainly(name: str, path: str) -> str:
    """The file for the common forms: ``../../cases/case-0001/`` and ``../assets/casebook.css``."""
    folders = name.split("/")[:-1]
    while path.startswith("../"):
        path = path[3:]
        if not folders:
            return ""
        folders.pop()
    if path.endswith("/") or not path:
        path += "index.html"
    return "/".join((*folders, path))


def _short(address: str) -> str:
    return unquote(address) if len(address) <= 120 else f"{unquote(address[:120])}…"


def _broken(name: str, code: str, message: str) -> Problem:
    return error(code, Place(file=name), message, "リンクを書いた原稿かテンプレートを直してください。")

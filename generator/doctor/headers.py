"""What answers say of themselves: policy, types, compression, how long they may be kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from ..delivery.naming import is_lasting
from ..hosting import headers_of
from ..problems import Problem, error, warning
from .client import Answer
from .told import where
from .visit import Seen

_LIVES_LONG = 30 * 86_400
_STAYS_NEW = 600
_HALF_A_YEAR = 180 * 86_400
_WORTH_PACKING = 2_000

_TYPES: Mapping[str, tuple[str, ...]] = {
    ".html": ("text/html",),
    ".css": ("text/css",),
    ".js": ("text/javascript", "application/javascript"),
    ".json": ("application/json",),
    ".webmanifest": ("application/manifest+json", "application/json"),
    ".xml": ("application/xml", "text/xml", "application/atom+xml"),
    ".ics": ("text/calendar",),
    ".txt": ("text/plain",),
    ".md": ("text/markdown", "text/plain"),
    ".svg": ("image/svg+xml",),
    ".gz": ("application/gzip", "application/x-gzip", "application/octet-stream"),
    ".png": ("image/png",),
    ".jpg": ("image/jpeg",),
    ".gif": ("image/gif",),
    ".webp": ("image/webp",),
    ".pdf": ("application/pdf",),
}
"""Content types by suffix, the best first."""
_NEEDS_CHARSET = frozenset({".html", ".txt", ".md"})
"""Kinds that say nothing of their encoding, or say it late."""
_PACKED_ALREADY = frozenset({".gz", ".png", ".jpg", ".gif", ".webp", ".pdf", ".docx", ".xlsx", ".pptx"})


def policies(seen: Seen, widest: bool) -> Iterator[Problem]:
    """Headers that every answer has to have, and HSTS where the site is encrypted."""
    answers = {**{name: answer for name, answer in seen.files.items() if answer.is_found}, **seen.lost}
    for header, expected in headers_of(widest).items():
        values = {name: answer.headers.get(header.lower(), "") for name, answer in answers.items()}
        missing = [name for name, value in values.items() if not value]
        others = [name for name, value in values.items() if value and not _means(header, value, expected)]
        if missing:
            hint = f"「{header}: {expected}」を、エラーのページを含むすべての返事に付けてください。"
            yield error("header-missing", None, f"{where(missing)}の返事に {header} がありません。", hint)
        if others:
            hint = f"「{expected}」にしてください。同じ値がサイトの _headers にあります。"
            yield error("header-differs", None, f"{where(others)}の {header} が、このサイトのものと違います。", hint)
    if widest and "noindex" in _home(seen).headers.get("x-robots-tag", ""):
        hint = "社外公開のサイトでは、X-Robots-Tag を外してください。"
        yield error(
            "header-differs", None, "社外公開のサイトが、検索エンジンに載らない設定（X-Robots-Tag）です。", hint
        )
    if seen.address.startswith("https:"):
        yield from _strict_transport(_home(seen))


def _home(seen: Seen) -> Answer:
    return seen.files.get("index.html") or Answer(status=0, headers={})


def _means(header: str, value: str, expected: str) -> bool:
    """The same rules, in whatever order. A header that is sent twice with one value says the same."""
    if header != "Content-Security-Policy":
        return {part.strip().lower() for part in value.split(",")} == {part.strip() for part in expected.split(",")}
    return all(_rules(policy) == _rules(expected) for policy in value.split(","))


def _rules(policy: str) -> dict[str, frozenset[str]]:
    rules = [rule.split() for rule in policy.split(";") if rule.strip()]
    return {name.lower(): frozenset(sources) for name, *sources in rules}


def _strict_transport(home: Answer) -> Iterator[Problem]:
    age = _seconds(home.headers.get("strict-transport-security", "").replace(";", ","), "max-age")
    if age is None or age < _HALF_A_YEAR:
        message = "Strict-Transport-Security がないか、半年より短く設定されています。"
        hint = (
            "「Strict-Transport-Security: max-age=31536000」を付けてください。次からは、はじめから暗号化して開きます。"
        )
        yield warning("header-missing", None, message, hint)


def types(seen: Seen) -> Iterator[Problem]:
    """Content types: with ``nosniff`` a browser refuses a script of another type."""
    wrong: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name, answer in _found(seen):
        suffix = PurePosixPath(name).suffix
        given = answer.headers.get("content-type", "")
        kind, _, rest = given.partition(";")
        expected = _TYPES.get(suffix)
        if expected is None:
            continue
        if kind.strip().lower() not in expected:
            wrong[expected[0], given].append(name)
        elif suffix in _NEEDS_CHARSET and "utf-8" not in rest.lower():
            wrong[f"{kind.strip()}; charset=utf-8", given].append(name)
    for (expected_type, found), names in wrong.items():
        message = f"{where(names)}の Content-Type が「{found}」です。"
        message = message if found else f"{where(names)}に Content-Type がありません。"
        yield error("wrong-content-type", None, message, f"「{expected_type}」にしてください。")


def packing(seen: Seen) -> Iterator[Problem]:
    """Compression: texts are sent packed, files of the index as they are."""
    plain = [
        name
        for name, answer in _found(seen)
        if PurePosixPath(name).suffix in {*_TYPES} - _PACKED_ALREADY
        and len(answer.body) > _WORTH_PACKING
        and not answer.headers.get("content-encoding")
    ]
    if plain:
        hint = "HTML・CSS・JavaScript・JSON・XML・SVG を gzip で圧縮してください。"
        yield warning("not-compressed", None, f"{where(plain)}が、圧縮されずに届きます。", hint)
    again = [name for name, answer in _found(seen) if name.endswith(".gz") and answer.headers.get("content-encoding")]
    if again:
        message = f"{where(again)}に Content-Encoding が付いています。"
        hint = "search/index/ の .gz は圧縮済みで、サイトのスクリプトが開きます。そのまま配信してください。"
        yield warning("index-encoded", None, message, hint)


def keeping(seen: Seen, widest: bool) -> Iterator[Problem]:
    """How long answers may be kept: what never changes for long, all else not without asking."""
    long, short, shared = [], [], []
    for name, answer in [*_found(seen), *seen.lost.items()]:
        cache = answer.headers.get("cache-control", "").lower()
        forever = name in seen.files and is_lasting(name)
        if forever and (_seconds(cache, "max-age") or 0) < _LIVES_LONG:
            short.append(name)
        if not forever and not _is_asked_anew(cache):
            long.append(name)
        if not widest and _is_shared(cache, forever):
            shared.append(name)
    if long:
        hint = "「Cache-Control: no-cache」を付けてください。取り下げた事例が、古い控えから読めてしまいます。"
        yield error("cache-too-long", None, f"{where(long)}が、確かめなおさずに長く使われます。", hint)
    if shared:
        hint = "「Cache-Control: private」を付けてください。サインインしていない人に、控えが渡りかねません。"
        yield error("cache-shared", None, f"{where(shared)}の控えを、途中の共有のキャッシュが持てます。", hint)
    if short:
        hint = "名前に中身の印が入ったファイルです。「max-age=31536000, immutable」を付けると、次から速く開きます。"
        yield warning("cache-too-short", None, f"{where(short)}が、開くたびに読み直されます。", hint)


def _is_asked_anew(cache: str) -> bool:
    words = {word.strip() for word in cache.split(",")}
    if words & {"no-cache", "no-store"}:
        return True
    age = _seconds(cache, "max-age")
    return age is not None and age <= _STAYS_NEW and "immutable" not in words


def _is_shared(cache: str, forever: bool) -> bool:
    words = {word.strip() for word in cache.split(",")}
    if words & {"private", "no-store"}:
        return False
    return "public" in words or _seconds(cache, "s-maxage") is not None or forever


def _seconds(directives: str, name: str) -> int | None:
    """The value of ``max-age=…`` and its kin; None where there is none that can be read."""
    for part in directives.lower().split(","):
        if found := re.fullmatch(rf'\s*{name}\s*=\s*"?(\d{{1,12}})"?\s*', part, re.ASCII):
            return int(found[1])
    return None


def _found(seen: Seen) -> list[tuple[str, Answer]]:
    return [(name, answer) for name, answer in seen.files.items() if answer.is_found]

"""Thirty ways of writing a client's name, and ten kinds of files of a finished site that may hold them."""

from __future__ import annotations

import gzip
import json
import struct
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from html import escape
from urllib.parse import quote

from generator.check import LeakFinder, Secrets
from generator.config import AUDIENCES
from generator.forbidden import forbidden
from generator.model.library import Library
from generator.model.organization import Organization
from generator.search.words import is_one_word

CLIENT = Organization(
    id="org-0001",
    file="content/organizations/org-0001.yml",
    audience="sales",
    name="株式会社おおぞら沢田ヴィレッジ",
    reading="おおぞらさわだびれっじ",
    short_name="おおぞら沢田",
    romaji="Ozora Sawada Village",
    other_names=("OZORA-SV", "旧渡辺フィルム工業", "とうきょう朝日ガーデン"),
    alias="住宅会社Z社",
    segment="housing",
)
"""A name with all that can be written in more than one way: long vowels, ゔ, small kana, kanji with old forms."""

SPELLINGS: Mapping[str, str] = {
    "as registered": "株式会社おおぞら沢田ヴィレッジ",
    "without the company form": "おおぞら沢田ヴィレッジ",
    "company form behind": "おおぞら沢田ヴィレッジ㈱",
    "company form in brackets": "（株）おおぞら沢田ヴィレッジ",
    "company form apart": "株式会社　おおぞら沢田ヴィレッジ",
    "short": "おおぞら沢田",
    "another name": "旧渡辺フィルム工業",
    "katakana for hiragana": "オオゾラ沢田ヴィレッジ",
    "hiragana for katakana": "おおぞら沢田ゔぃれっじ",
    "half-width katakana": "ｵｵｿﾞﾗ沢田ｳﾞｨﾚｯｼﾞ",
    "B for V": "おおぞら沢田ビレッジ",
    "large kana for small": "旧渡辺フイルム工業",
    "old forms of kanji": "おおぞら澤田ヴィレッジ",
    "another old form": "旧渡邊フィルム工業",
    "a long vowel as a bar": "オーゾラ沢田",
    "reading": "おおぞらさわだびれっじ",
    "reading in katakana": "オオゾラサワダビレッジ",
    "latin": "Ozora Sawada Village",
    "latin in capitals": "OZORA SAWADA VILLAGE",
    "latin joined": "ozorasawadavillage",
    "latin with hyphens": "ozora-sawada-village",
    "full-width latin": "Ｏｚｏｒａ　Ｓａｗａｄａ　Ｖｉｌｌａｇｅ",
    "latin with macrons": "Ōzora Sawada Village",
    "reading in latin, as typed": "oozorasawadabirejji",
    "reading in latin, oh": "Ohzora Sawada Birejji",
    "reading in latin, Kunrei": "ôzora sawada birezzi",
    "middle dots": "おおぞら・沢田・ヴィレッジ",
    "letters set apart": "お お ぞ ら 沢 田 ヴ ィ レ ッ ジ",
    "underscores and dashes": "おおぞら_沢田―ヴィレッジ",
    "zero-width characters": "おお\u200bぞ\u00adら沢\u2060田\ufe0fヴィ\u200dレッジ",
    "decomposed": unicodedata.normalize("NFD", "おおぞら沢田ヴィレッジ"),
    "decomposed by hand": "おおそ゛ら沢田",
}


def _page(text: str) -> tuple[str, bytes]:
    """A page in which marks stand within the name, as line breaking and emphasis set them."""
    half = len(text) // 2
    inner = f"{escape(text[:half])}<wbr><strong class='x'>{escape(text[half:])}</strong>"
    return "cases/case-0001/index.html", f"<main><h1>事例</h1><p>昨年、{inner}と始めた。</p></main>".encode()


def _entities(text: str) -> tuple[str, bytes]:
    mixed = "".join(f"&#{ord(c)};" if at % 2 else f"&#x{ord(c):X};" for at, c in enumerate(text))
    return "index.html", f"<img src='a.webp' alt='事例（{mixed}）の写真'><!-- {escape(text)} -->".encode()


def _address(text: str) -> tuple[str, bytes]:
    return "search/index.html", f"<a href='../search/?q={quote(text)}&amp;kind=case'>事例</a>".encode()


def _json(text: str) -> tuple[str, bytes]:
    return "cases/data.json", json.dumps([{"id": "case-0001", "label": f"{text}様"}]).encode()


def _index(text: str) -> tuple[str, bytes]:
    rows = [["cases/case-0001/", "事例", f"はじめに、{text}の方が話した。"]]
    return "search/index/records0.0123abcd.gz", gzip.compress(json.dumps(rows, ensure_ascii=False).encode())


def _feed(text: str) -> tuple[str, bytes]:
    inner = escape(f"<p>昨年、<b>{text[0]}</b>{text[1:]}と始めた。</p>")
    return "feed.xml", f"<feed><entry><content type='html'>{inner}</content></entry></feed>".encode()


def _picture(text: str) -> tuple[str, bytes]:
    inner = "".join(f"<tspan dy='0'>{escape(c)}</tspan>" for c in text)
    return "assets/media/0123.svg", f"<svg><title>図</title><text>{inner}</text></svg>".encode()


def _calendar(text: str) -> tuple[str, bytes]:
    """Lines of at most 75 bytes, cut within characters as RFC 5545 allows."""
    line = f"SUMMARY:食品の会社のためのセミナー 講師 {text} 様".encode()
    parts = [line[at : at + 74] for at in range(0, len(line), 74)]
    return "seminars.ics", b"BEGIN:VEVENT\r\n" + b"\r\n ".join(parts) + b"\r\nEND:VEVENT\r\n"


def _style(text: str) -> tuple[str, bytes]:
    escaped = "".join(f"\\{ord(c):x} " if at % 2 else f"\\{ord(c):06x}" for at, c in enumerate(text))
    return "assets/site.css", f'.card::before{{content:"{escaped}"}}'.encode()


def _script(text: str) -> tuple[str, bytes]:
    escaped = "".join(f"\\u{{{ord(c):x}}}" if at % 2 else c for at, c in enumerate(text))
    return "assets/site.js", f"export const label = '{escaped}';".encode()


def _metadata(text: str) -> tuple[str, bytes]:
    body = b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(f"<dc:title>{text}</dc:title>".encode())
    chunk = struct.pack(">I4s", len(body), b"iTXt") + body + struct.pack(">I", zlib.crc32(b"iTXt" + body))
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    start = struct.pack(">I4s", 13, b"IHDR") + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return "assets/media/0123.png", b"\x89PNG\r\n\x1a\n" + start + chunk + b"\0\0\0\0IEND\xaeB`\x82"


def _file_name(text: str) -> tuple[str, bytes]:
    return f"assets/media/{text.replace('/', '')}.webp", b"RIFF\4\0\0\0WEBP"


CARRIERS: Mapping[str, Callable[[str], tuple[str, bytes]]] = {
    "a page, with marks within": _page,
    "an attribute and a comment, as entities": _entities,
    "an address, in percent signs": _address,
    "JSON, escaped": _json,
    "the packed search index": _index,
    "a feed, with escaped markup": _feed,
    "a vector picture, letter by letter": _picture,
    "a calendar, folded within characters": _calendar,
    "a style sheet, escaped": _style,
    "a script, escaped": _script,
    "a picture's packed metadata": _metadata,
    "a file's name": _file_name,
}


@cache
def finder() -> LeakFinder:
    """What finds the names of ``CLIENT`` in a site for the public."""
    return LeakFinder(secrets(CLIENT))


def secrets(*clients: Organization) -> Secrets:
    """What the public may not read of clients whose cases name them nowhere."""
    library = Library(organizations={client.id: client for client in clients})
    return forbidden(library, "public", AUDIENCES, date(2026, 11, 20), use="web", is_word=is_one_word)


def missed() -> Iterator[tuple[str, str]]:
    """Every spelling and carrier in which the name is not found."""
    for spelling, text in SPELLINGS.items():
        for carrier, write in CARRIERS.items():
            if not finder().find(*write(text)):
                yield spelling, carrier

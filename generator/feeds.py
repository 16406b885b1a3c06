"""What other programs read: sitemap.xml, feeds (Atom: of all, of each kind, of what was heard), seminars.ics, llms.txt.

Dates come from the content, never from the clock: the same content gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

from .config import SiteConfig
from .model import vocabulary as words
from .model.knowledge import Seminar
from .plan import Plan, voices
from .plan.page import Desk, Page
from .plan.words import KINDS
from .urls import document_url, to_root
from .view import View

_ENTRIES = 50
_FED = frozenset({"case", "story", "article", "playbook", "seminar"})
_UNMAPPED = frozenset({"redirect.html", "404.html", "offline.html", "slides.html"})
"""Templates whose pages have no place in a site map: each stands for another page, or for none."""
_LONG_AGO = date(2000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document in a feed; ``url`` is relative to the site."""

    url: str
    title: str
    summary: str
    updated: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of a calendar. Without ``start`` it takes the whole day; times are of the site's zone."""

    uid: str
    title: str
    day: date
    start: str = ""
    end: str = ""
    place: str = ""
    summary: str = ""
    url: str = ""
    changed: date | None = None


def feeds_of(desk: Desk, planned: Plan, config: SiteConfig) -> dict[str, bytes]:
    """These files of one site, by path."""
    site, zone = desk.site_url, config.zone
    # Feeds leave the building: they tell of pages that the public site has, and of no others.
    fed = [page for page in planned.pages if page.url in planned.public]
    listed = [(page.url, page.lastmod) for page in planned.pages if page.template not in _UNMAPPED]
    author = config.site_author or desk.site_name
    events = [_event(_as_told(seminar, desk), site) for seminar in desk.view.seminars]
    files = {
        "sitemap.xml": sitemap(site, listed),
        "feed.xml": atom(site, desk.site_name, author, _entries(fed), zone),
        **_feeds_by_kind(fed, desk, author, zone),
        "seminars.ics": calendar(desk.site_name, events, zone),
        **({"llms.txt": llms(desk, planned)} if desk.view.is_widest else {}),
    }
    heard = _heard(desk.view)
    if heard:  # for the product team: this one stays inside, as its page does
        title = f"{desk.site_name} ご意見・ご要望"
        files[voices.FEED] = atom(site, title, author, heard, zone, url=voices.FEED, about=voices.URL)
    return files


def _heard(view: View) -> list[Entry]:
    """What was said, last heard first: a voice that is heard again comes up again."""
    said = [voice for voice in view.voices if voice.heard] if voices.has_voices(view) else []
    dated = [(max(on for on, _ in voice.heard), voices.voice_anchor(voice), voice) for voice in said]
    return [
        Entry(
            url=f"{voices.URL}#{anchor}",
            title=f"【{'・'.join(filter(None, (voice.theme, voice.feature)))}】{voice.text}",
            summary=voices.in_short(voice),
            updated=day,
        )
        for day, anchor, voice in sorted(dated, key=lambda each: each[:2], reverse=True)
    ][:_ENTRIES]


def fed_sections(planned: Plan) -> tuple[str, ...]:
    """The sections with a feed of their own: ``cases`` has ``cases/feed.xml``."""
    fed = {page.section for page in planned.pages if page.url in planned.public and _is_fed(page)}
    return tuple(key for key, _, _ in planned.sections if key in fed)


def _feeds_by_kind(fed: Sequence[Page], desk: Desk, author: str, zone: tzinfo) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for section in dict.fromkeys(page.section for page in fed if _is_fed(page)):
        pages = [page for page in fed if page.section == section]
        title = f"{desk.site_name}（{KINDS[next(page.kind for page in pages if _is_fed(page))]}）"
        url = f"{section}/feed.xml"
        found[url] = atom(desk.site_url, title, author, _entries(pages), zone, url=url, about=f"{section}/")
    return found


def _is_fed(page: Page) -> bool:
    return page.kind in _FED and bool(page.lastmod) and not page.data.get("state")


def _entries(pages: Iterable[Page]) -> list[Entry]:
    fed = [page for page in pages if _is_fed(page)]
    newest = sorted(sorted(fed, key=lambda page: page.url), key=lambda page: page.lastmod, reverse=True)[:_ENTRIES]
    return [
        Entry(
            url=page.url,
            title=page.title,
            summary=f"（架空の例）{page.description}" if page.data.get("sample") else page.description,
            updated=date.fromisoformat(page.lastmod),
        )
        for page in newest
    ]


def _as_told(seminar: Seminar, desk: Desk) -> Seminar:
    """The seminar in the words of its own use, where it has any: a calendar entry is sent on to guests."""
    told = desk.seminars.get(seminar.id)
    return next((each for each in told.seminars if each.id == seminar.id), seminar) if told else seminar


def _event(seminar: Seminar, site: str) -> Event:
    form = words.SEMINAR_FORMAT.label_of(seminar.format) if seminar.format else ""
    return Event(
        uid=f"{seminar.id}@{urlsplit(site).hostname or 'casebook.invalid'}",
        title=seminar.title,
        day=seminar.date,
        start=seminar.start or "",
        end=seminar.end or "",
        place=seminar.venue or form,
        summary="\n".join(filter(None, (seminar.description, seminar.registration_url))),
        url=_address(site, document_url("seminars", seminar.id)) if site else "",
        changed=seminar.updated_on or seminar.published_on,
    )


# -- sitemap and Atom ---------------------------------------------------------------------------------------------


def sitemap(site: str, pages: Iterable[tuple[str, str]]) -> bytes:
    """Sitemap protocol 0.9 for (URL, last change as ``YYYY-MM-DD`` or ""). Empty where the site's address is unknown:
    the protocol has no relative addresses."""
    root = ET.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for url, changed in pages if site else ():
        entry = ET.SubElement(root, "url")
        ET.SubElement(entry, "loc").text = _address(site, url)
        if changed:
            ET.SubElement(entry, "lastmod").text = changed
    return _xml(root)


def atom(
    site: str,
    title: str,
    author: str,
    entries: Sequence[Entry],
    zone: tzinfo,
    *,
    url: str = "feed.xml",
    about: str = "",
) -> bytes:
    """An Atom feed (RFC 4287), entries in the order given. Without an address, ids are names of our own.

    ``url`` is the feed's own, ``about`` that of the page which lists the same; both relative to the site."""
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "ja"})
    _text(root, "id", _identity(site, about))
    _text(root, "title", title)
    _text(root, "updated", _midnight(max((entry.updated for entry in entries), default=_LONG_AGO), zone))
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=_link(site, url, url))
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=_link(site, about, url) or "./")
    _text(ET.SubElement(root, "author"), "name", author)
    for entry in entries:
        node = ET.SubElement(root, "entry")
        _text(node, "id", _identity(site, entry.url))
        _text(node, "title", entry.title)
        _text(node, "updated", _midnight(entry.updated, zone))
        ET.SubElement(node, "link", rel="alternate", type="text/html", href=_link(site, entry.url, url))
        if entry.summary:
            _text(node, "summary", entry.summary)
    return _xml(root)


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = "".join(character for character in text if character.isprintable())


def _identity(site: str, url: str) -> str:
    return _address(site, url) if site else f"urn:casebook:{quote(url, safe='/#') or 'feed'}"


def _address(site: str, url: str) -> str:
    return site + quote(url, safe="/#")


def _link(site: str, url: str, path: str) -> str:
    """The address of a page; where the site's is unknown, as seen from the file at ``path``."""
    return _address(site or to_root(path), url)


def _midnight(day: date, zone: tzinfo) -> str:
    return datetime.combine(day, time(), zone).isoformat()


def _xml(root: ET.Element) -> bytes:
    ET.indent(root)
    tree: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return tree + b"\n"


# -- llms.txt -----------------------------------------------------------------------------------------------------


def llms(desk: Desk, planned: Plan) -> bytes:
    """The site in Markdown for readers that are programs (llmstxt.org): what it is, then each page with its gist."""
    rows = [f"# {_plain(desk.site_name)}", ""]
    if desk.site_description:
        rows += [f"> {_plain(desk.site_description)}", ""]
    for key, title, _ in planned.sections:
        listed = [page for page in planned.pages if page.section == key and page.kind != "page"]
        if listed:
            rows += [f"## {title}", "", *(_listed(page, desk.site_url) for page in listed), ""]
    return "\n".join(rows).encode()


def _listed(page: Page, site: str) -> str:
    gist = f"（架空の例）{page.description}" if page.data.get("sample") else page.description
    return f"- [{_plain(page.title)}]({_address(site, page.url)})" + (f": {_plain(gist)}" if gist else "")


def _plain(text: str) -> str:
    """One line, in which no bracket makes or ends a link."""
    return re.sub(r"([\\\[\]<>`*_])", r"\\\1", " ".join(text.split()))


# -- calendar -----------------------------------------------------------------------------------------------------


def calendar(name: str, events: Iterable[Event], zone: tzinfo) -> bytes:
    """An iCalendar file (RFC 5545). Times are given in UTC, so that no reader needs to know our zone."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Casebook//Casebook//JA", "CALSCALE:GREGORIAN"]
    lines += [f"NAME:{_escaped(name)}", f"X-WR-CALNAME:{_escaped(name)}"]
    for event in sorted(events, key=lambda event: (event.day, event.start, event.uid)):
        lines += _event_lines(event, zone)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event_lines(event: Event, zone: tzinfo) -> list[str]:
    stamp = datetime.combine(event.changed or event.day, time(), UTC)
    optional = (("LOCATION", event.place), ("DESCRIPTION", event.summary))
    return [
        "BEGIN:VEVENT",
        f"UID:{_escaped(event.uid)}",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        *_times(event, zone),
        f"SUMMARY:{_escaped(event.title)}",
        *(f"{key}:{_escaped(value)}" for key, value in optional if value),
        *([f"URL:{event.url}"] if event.url else []),
        "END:VEVENT",
    ]


def _times(event: Event, zone: tzinfo) -> list[str]:
    if not event.start:
        return [f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}", f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"]
    start = _instant(event.day, event.start, zone)
    if not event.end:
        return [f"DTSTART:{start:%Y%m%dT%H%M%SZ}"]
    end = _instant(event.day, event.end, zone)
    if end <= start:
        end += timedelta(days=1)
    return [f"DTSTART:{start:%Y%m%dT%H%M%SZ}", f"DTEND:{end:%Y%m%dT%H%M%SZ}"]


def _instant(day: date, clock: str, zone: tzinfo) -> datetime:
    hours, minutes = clock.split(":")[:2]
    return datetime.combine(day, time(int(hours), int(minutes)), zone).astimezone(UTC)


def _escaped(text: str) -> str:
    """TEXT of RFC 5545 §3.3.11; control characters have no place in it."""
    for mark, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(mark, written)
    return "".join(character for character in text if character >= " " and character != "\x7f")


def _folded(line: str) -> str:
    """``line`` broken so that no piece is longer than 75 octets (§3.1), and no character is cut."""
    pieces, length = [""], 0
    for character in line:
        octets = len(character.encode())
        if length + octets > 75:
            pieces.append(" ")
            length = 1
        pieces[-1] += character
        length += octets
    return "\r\n".join(pieces)

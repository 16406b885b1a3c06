"""What other programs read of a site, read by parsers that others wrote: feeds, calendar, structured data, sitemap."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import feedparser
import icalendar
import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.build import build
from generator.config import Circle, read_config
from generator.order import Order
from tests.conftest import Site
from tests.whole import AS_OF, own_config

HOST = "https://site.example/kb/"
INSIDE = {"voices/feed.xml"}
"""Feeds for colleagues: of what has no public page."""
SECTIONS = ("cases", "articles", "playbooks", "stories", "seminars")


@cache
def site_of(audience: str) -> Mapping[str, bytes]:
    """Every file of one circle's site of this repository, at an address."""
    config = replace(own_config(), sites={audience: Circle(site_url=HOST)})
    with TemporaryDirectory() as folder:
        output = Path(folder) / "out"
        outcome = build(Order(config=config, audience=audience, output=output, as_of=AS_OF, use_cache=False))
        assert outcome.release is not None, outcome.problems
        return dict(outcome.release.files)


@cache
def pages(audience: str = "public") -> dict[str, LexborHTMLParser]:
    """The pages of a site by address, but for slides and those that only lead elsewhere."""
    found = {}
    for name, data in site_of(audience).items():
        if (
            name.endswith(".html")
            and b'http-equiv="refresh"' not in data
            and name != "404.html"
            and "/slides/" not in name
        ):
            found[HOST + name.removesuffix("index.html")] = LexborHTMLParser(data.decode())
    return found


# -- feeds --------------------------------------------------------------------------------------------------------


@cache
def feeds(audience: str) -> dict[str, Any]:
    return {name: feedparser.parse(data) for name, data in site_of(audience).items() if name.endswith("feed.xml")}


def test_there_is_a_feed_of_all_and_of_each_kind() -> None:
    assert set(feeds("public")) == {"feed.xml", *(f"{section}/feed.xml" for section in SECTIONS)}


@pytest.mark.parametrize("audience", ["public", "sales"])
def test_feeds_are_well_formed_and_lead_to_public_pages(audience: str) -> None:
    for name, feed in feeds(audience).items():
        assert not feed.bozo, (name, feed.get("bozo_exception"))
        assert feed.version == "atom10"
        assert feed.feed.title and feed.feed.author and feed.feed.updated_parsed
        assert {link.rel: link.href for link in feed.feed.links} == {
            "self": HOST + name,
            "alternate": HOST + name.removesuffix("feed.xml"),
        }
        ids = [entry.id for entry in feed.entries]
        assert ids and len(ids) == len(set(ids)), name
        known = pages(audience if name in INSIDE else "public").keys()
        assert {urldefrag(entry.link).url for entry in feed.entries} <= known, name
        days = [entry.updated for entry in feed.entries]
        assert days == sorted(days, reverse=True), name
        assert all(entry.title and entry.summary for entry in feed.entries), name


def test_a_kind_has_its_own_pages_alone_and_each_its_own_id() -> None:
    for section in SECTIONS:
        entries = feeds("public")[f"{section}/feed.xml"].entries
        assert all(entry.link.startswith(f"{HOST}{section}/") for entry in entries)
    assert len({feed.feed.id for feed in feeds("public").values()}) == len(SECTIONS) + 1


def test_an_inside_site_feeds_what_the_public_one_feeds() -> None:
    assert feeds("sales").keys() - feeds("public").keys() == INSIDE
    for name, feed in feeds("sales").items():
        if name in INSIDE:
            continue
        assert [entry.id for entry in feed.entries] == [entry.id for entry in feeds("public")[name].entries], name


def test_pages_name_the_feeds_that_there_are() -> None:
    for address, page in pages().items():
        named = [link.attributes["href"] or "" for link in page.css('link[rel="alternate"]')]
        assert {urljoin(address, each).removeprefix(HOST) for each in named} <= feeds("public").keys(), address
        section = address.removeprefix(HOST).partition("/")[0]
        assert len(named) == (2 if section in SECTIONS else 1), address


# -- calendar -----------------------------------------------------------------------------------------------------


def test_the_calendar_says_when_seminars_begin_here() -> None:
    calendar = icalendar.Calendar.from_ical(site_of("public")["seminars.ics"])
    starts = [start for event in calendar.events if isinstance(start := event.start, datetime)]
    begins = {block["startDate"] for page in pages().values() for block in blocks(page) if block["@type"] == "Event"}
    assert {start.astimezone(ZoneInfo("Asia/Tokyo")).isoformat() for start in starts} == begins
    assert len(calendar.events) == len(starts) == len(begins) > 1
    assert {str(event["URL"]) for event in calendar.events} <= pages().keys()
    assert calendar.errors == [] and not any(event.errors for event in calendar.events)


# -- structured data ----------------------------------------------------------------------------------------------

TEXT, URL, DAY, TIME = str, "url", "day", "time"
SCHEMA: dict[str, dict[str, Any]] = {
    "Article": {
        "headline": TEXT,
        "description": TEXT,
        "url": URL,
        "mainEntityOfPage": URL,
        "inLanguage": TEXT,
        "datePublished": DAY,
        "dateModified": DAY,
        "about": ["DefinedTerm", "Thing"],
        "author": "Organization",
        "publisher": "Organization",
    },
    "BreadcrumbList": {"itemListElement": ["ListItem"]},
    "ListItem": {"position": int, "name": TEXT, "item": URL},
    "DefinedTerm": {
        "name": TEXT,
        "alternateName": [TEXT],
        "description": TEXT,
        "url": URL,
        "inDefinedTermSet": "DefinedTermSet",
    },
    "DefinedTermSet": {"name": TEXT, "url": URL},
    "Event": {
        "name": TEXT,
        "description": TEXT,
        "url": URL,
        "inLanguage": TEXT,
        "startDate": TIME,
        "endDate": TIME,
        "eventStatus": URL,
        "eventAttendanceMode": URL,
        "location": ["Place", "VirtualLocation"],
        "organizer": "Organization",
    },
    "FAQPage": {"url": URL, "inLanguage": TEXT, "mainEntity": ["Question"]},
    "Question": {"name": TEXT, "acceptedAnswer": "Answer"},
    "Answer": {"text": TEXT},
    "Organization": {"name": TEXT},
    "Place": {"name": TEXT, "address": TEXT},
    "VirtualLocation": {"url": URL},
    "Thing": {"name": TEXT},
}
"""What schema.org has for the types that we use: their properties, and what each holds."""
NEEDED = {
    "Article": {"headline", "url", "author"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "DefinedTerm": {"name", "url"},
    "Event": {"name", "startDate", "location"},
    "FAQPage": {"mainEntity"},
    "Question": {"name", "acceptedAnswer"},
}
_SHAPES = {
    URL: re.compile(r"https://[^\s<>\"]+"),
    DAY: re.compile(r"\d{4}-\d\d-\d\d"),
    TIME: re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?"),
}


def faults(thing: Any, where: str = "") -> Iterator[str]:
    """What is wrong with a thing of schema.org."""
    kind = thing.get("@type")
    if kind not in SCHEMA:
        yield f"{where}: type {kind}"
        return
    here = f"{where}/{kind}"
    known = {name: value for name, value in thing.items() if not name.startswith("@")}
    yield from (f"{here}.{name} is missing" for name in NEEDED.get(kind, set()) - known.keys())
    for name, value in known.items():
        if name not in SCHEMA[kind]:
            yield f"{here}.{name} is none of its properties"
            continue
        kinds = SCHEMA[kind][name]
        many = isinstance(kinds, list) and isinstance(value, list)
        for each in value if many else [value]:
            yield from _wrong(each, kinds if isinstance(kinds, list) else [kinds], f"{here}.{name}")


def _wrong(value: Any, kinds: list[Any], where: str) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("@type") not in kinds:
            yield f"{where} holds a {value.get('@type')}"
        yield from faults(value, where)
    elif isinstance(value, str):
        shapes = [_SHAPES[kind] for kind in kinds if kind in _SHAPES]
        if not value.strip() or (str not in kinds and not any(shape.fullmatch(value) for shape in shapes)):
            yield f"{where} = {value!r}"
    elif type(value) not in kinds:
        yield f"{where} = {value!r}"


def blocks(page: LexborHTMLParser) -> list[Any]:
    return [json.loads(block.text()) for block in page.css('script[type="application/ld+json"]')]


def test_structured_data_is_that_of_schema_org() -> None:
    for address, page in pages().items():
        for block in blocks(page):
            assert block["@context"] == "https://schema.org"
            assert list(faults(block)) == [], address
            assert block.get("url", address) == address
            for item in block.get("itemListElement", []):
                assert item["item"] in pages(), address


def test_the_check_of_structured_data_finds_faults() -> None:
    assert list(
        faults({"@type": "Event", "name": "", "startDate": "2026年", "place": "x", "location": {"@type": "Thing"}})
    )
    assert list(faults({"@type": "Recipe"}))
    assert list(faults({"@type": "ListItem", "position": "1", "name": "a", "item": "cases/"}))


def test_each_kind_of_page_says_what_it_is() -> None:
    kinds = {"cases": "Article", "stories": "Article", "playbooks": "Article", "glossary": "DefinedTerm"}
    for address, page in pages().items():
        parts = address.removeprefix(HOST).strip("/").split("/")
        told = {block["@type"] for block in blocks(page)}
        if len(parts) == 2 and parts[0] in kinds and parts[1] != "page":
            assert {kinds[parts[0]], "BreadcrumbList"} <= told, address
        if len(parts) == 2 and parts[0] == "seminars":
            assert "Event" in told, address
        for block in blocks(page):
            if block["@type"] == "Article" and parts[0] == "cases":
                assert len(block["about"]) > 1, address


def test_inside_nothing_is_told_to_search_engines() -> None:
    assert not any(blocks(page) or page.css('link[rel="canonical"]') for page in pages("sales").values())


def test_questions_that_a_page_answers_are_told_as_such(site: Site) -> None:
    case = (
        "title: 会話が続く場\nsummary: 会話が続く場に変えた一年。\naudience: public\norganization: org-0001\n"
        "community: {type: fan}\npurposes: [retention]\n"
        "objections:\n  - {audience: public, question: 人手が要りますか。, answer: 週に二時間です。}\n"
        "  - {question: 高くないですか。, answer: 社内の答えです。}\n"
        "consent: {status: granted, web: [alias]}\npublished_on: 2025-04-01\n"
    )
    client = "audience: sales\nname: 株式会社あおぞら食品\nalias: 食品メーカーA社\nsegment: food\n"
    root = site({"content/cases/case-0001.yml": case, "content/organizations/org-0001.yml": client})
    config, _ = read_config(root / "site_config.yml")
    assert config
    config = replace(config, sites={"public": Circle(site_url=HOST)})
    outcome = build(Order(config=config, audience="public", output=root / "out", as_of=AS_OF, use_cache=False))
    assert outcome.release, outcome.problems
    page = LexborHTMLParser(outcome.release.files["cases/case-0001/index.html"].decode())
    (faq,) = (block for block in blocks(page) if block["@type"] == "FAQPage")
    assert list(faults(faq)) == []
    assert [each["name"] for each in faq["mainEntity"]] == ["人手が要りますか。"]
    assert all(each["name"] in page.body.text() for each in faq["mainEntity"] if page.body)


# -- addresses ----------------------------------------------------------------------------------------------------


def test_every_page_names_its_own_address() -> None:
    for address, page in pages().items():
        assert [link.attributes["href"] for link in page.css('link[rel="canonical"]')] == [address]


def test_the_sitemap_lists_every_page_with_the_day_of_its_content() -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    listed = {
        unquote(entry.findtext(f"{space}loc") or ""): entry.findtext(f"{space}lastmod") or ""
        for entry in ET.fromstring(site_of("public")["sitemap.xml"])
    }
    assert listed.keys() == pages().keys()
    for address, page in pages().items():
        told = [block["dateModified"] for block in blocks(page) if "dateModified" in block]
        assert not told or told == [listed[address]], address


def test_programs_that_read_find_every_document() -> None:
    text = site_of("public")["llms.txt"].decode()
    lines = text.splitlines()
    assert lines[0] == "# Casebook" and lines[2].startswith("> ")
    listed = dict(re.findall(r"^- \[((?:\\.|[^\]\\])+)\]\((\S+)\)", text, re.MULTILINE))
    assert set(listed.values()) <= pages().keys()
    assert len(listed) == sum(line.startswith("- ") for line in lines)
    documents = {entry.link for name, feed in feeds("public").items() if name != "feed.xml" for entry in feed.entries}
    assert documents <= set(listed.values())
    assert "llms.txt" not in site_of("sales")

"""Sitemap, Atom and calendar, read back with parsers of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest

from generator import json_ld
from generator.feeds import Entry, Event, atom, calendar, sitemap

TOKYO = ZoneInfo("Asia/Tokyo")
SITE = "https://site.example/cases/"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def read_calendar(data: bytes) -> list[dict[str, str]]:
    """The events of an iCalendar file, by property (with its parameters), text unescaped."""
    text = data.decode()
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    events: list[dict[str, str]] = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name != "END":
            assert name not in events[-1]
            events[-1][name] = "".join(unescaped(value))
    return events


def unescaped(value: str) -> Iterator[str]:
    characters = iter(value)
    for character in characters:
        yield {"n": "\n"}.get(following := next(characters), following) if character == "\\" else character


def test_sitemap() -> None:
    root = ET.fromstring(sitemap(SITE, [("", "2026-09-01"), ("glossary/用語/", "")]))
    assert [node.text for node in root.iter(f"{MAP}loc")] == [SITE, f"{SITE}glossary/%E7%94%A8%E8%AA%9E/"]
    assert [node.text for node in root.iter(f"{MAP}lastmod")] == ["2026-09-01"]
    assert len(ET.fromstring(sitemap("", [("", "")]))) == 0


def test_atom() -> None:
    entries = [
        Entry(url="stories/a/", title="題 <b> & \x00", summary="要約", updated=date(2026, 9, 1)),
        Entry(url="articles/b/c/", title="二", summary="", updated=date(2026, 8, 1)),
    ]
    root = ET.fromstring(atom(SITE, "事例集", "編集部", entries, TOKYO))
    assert root.findtext(f"{ATOM}updated") == "2026-09-01T00:00:00+09:00"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "編集部"
    first, second = root.iter(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}title") == "題 <b> & "
    assert first.findtext(f"{ATOM}id") == f"{SITE}stories/a/"
    assert second.find(f"{ATOM}summary") is None
    links = {node.get("rel"): node.get("href") for node in root.findall(f"{ATOM}link")}
    assert links == {"self": f"{SITE}feed.xml", "alternate": SITE}


def test_atom_without_an_address_has_ids_all_the_same() -> None:
    entry = Entry(url="stories/a/", title="題", summary="", updated=date(2026, 9, 1))
    root = ET.fromstring(atom("", "事例集", "編集部", [entry], TOKYO))
    assert [node.text for node in root.iter(f"{ATOM}id")] == ["urn:casebook:feed", "urn:casebook:stories/a/"]
    assert ET.fromstring(atom("", "事例集", "編集部", [], TOKYO)).findtext(f"{ATOM}updated")


def test_calendar() -> None:
    long = "とても長い題、" * 12 + "；\\ ; , 終わり\n次の行"
    events = [
        Event(
            uid="b@x", title=long, day=date(2027, 2, 18), start="15:00", end="16:30", place="本社, 3階", summary="説明"
        ),
        Event(uid="a@x", title="朝", day=date(2027, 1, 1), start="08:30", url=f"{SITE}seminars/a/"),
        Event(uid="c@x", title="終日", day=date(2027, 12, 31), changed=date(2026, 9, 1)),
        Event(uid="d@x", title="夜", day=date(2028, 1, 1), start="23:00", end="01:00"),
    ]
    morning, afternoon, whole, night = read_calendar(calendar("事例集", events, TOKYO))
    assert morning["DTSTART"] == "20261231T233000Z" and "DTEND" not in morning
    assert morning["URL"] == f"{SITE}seminars/a/"
    assert (afternoon["DTSTART"], afternoon["DTEND"]) == ("20270218T060000Z", "20270218T073000Z")
    assert afternoon["SUMMARY"] == long and afternoon["LOCATION"] == "本社, 3階"
    assert (whole["DTSTART;VALUE=DATE"], whole["DTEND;VALUE=DATE"]) == ("20271231", "20280101")
    assert whole["DTSTAMP"] == "20260901T000000Z"
    assert (night["DTSTART"], night["DTEND"]) == ("20280101T140000Z", "20280101T160000Z")
    assert all({"UID", "DTSTAMP", "SUMMARY"} <= event.keys() for event in (morning, afternoon, whole, night))


def test_calendar_lines_cannot_be_forged() -> None:
    (event,) = read_calendar(
        calendar("x", [Event(uid="a\r\nEND:VEVENT", title="題\rX:1", day=date(2027, 1, 1))], TOKYO)
    )
    assert event["SUMMARY"] == "題X:1"


def test_an_empty_calendar_is_one() -> None:
    assert calendar("事例集", [], TOKYO).startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (json_ld.article(title="題", description="", url=SITE, site_name="事例集", published="2026-01-01"), "Article"),
        (json_ld.breadcrumbs([("家", SITE), ("題", f"{SITE}a/")]), "BreadcrumbList"),
        (json_ld.event(title="会", description="d", url=SITE, start="2027-02-18T15:00+09:00", form="online"), "Event"),
        (json_ld.defined_term(term="語", definition="d", url=SITE, set_url=SITE, set_name="用語"), "DefinedTerm"),
    ],
)
def test_structured_data_says_only_what_is_known(data: json_ld.Data, kind: str) -> None:
    assert data["@type"] == kind and data["@context"] == "https://schema.org"
    assert "" not in data.values() and None not in data.values() and [] not in data.values()
    assert json.loads(json.dumps(data)) == data


def test_breadcrumbs_count_from_one() -> None:
    items = json_ld.breadcrumbs([("家", "a"), ("題", "b")])["itemListElement"]
    assert isinstance(items, list) and [item["position"] for item in items if isinstance(item, dict)] == [1, 2]

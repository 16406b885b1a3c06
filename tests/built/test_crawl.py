"""Every circle's site, crawled from its home page with a parser that shares nothing with the generator."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from generator.material import POLICY
from tests.whole import ROOT, built, own_config

CIRCLES = ("public", "marketing", "sales", "editors")
HOST = "http://site.invalid/"


@dataclass
class Page(HTMLParser):
    """What a crawler needs of one page."""

    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    policy: str = ""
    referrer: str = ""
    robots: str = ""
    inline: list[str] = field(default_factory=list)
    language: str = ""
    _script: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if "id" in held:
            assert held["id"] not in self.ids, f"id twice: {held['id']}"
            self.ids.add(held["id"])
        if tag == "a" and "href" in held:
            self.links.append(held["href"])
        if tag in ("script", "img", "iframe", "source") and "src" in held:
            self.resources.append(held["src"])
        if tag == "link" and "href" in held and held.get("rel") not in ("canonical", "alternate"):
            self.resources.append(held["href"])
        if tag == "form" and "action" in held:
            self.links.append(held["action"])
        if tag == "meta" and held.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = held["content"]
        if tag == "meta" and held.get("name") in ("referrer", "robots"):
            setattr(self, held["name"], held["content"])
        if tag == "html":
            self.language = held.get("lang", "")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        self.inline += [name for name in held if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in held and held.get("type") != "application/ld+json"):
            self.inline.append(tag)


@cache
def pages(audience: str) -> dict[str, Page]:
    folder, _ = built(audience)
    found: dict[str, Page] = {}
    for path in sorted(folder.rglob("*.html")):
        page = Page()
        page.feed(path.read_text("utf-8"))
        name = path.relative_to(folder).as_posix()
        found[HOST + name.removesuffix("index.html")] = page
    return found


def file_of(folder: Path, path: str) -> Path:
    target = folder / unquote(path).lstrip("/")
    return target / "index.html" if path.endswith("/") else target


@pytest.mark.parametrize("audience", CIRCLES)
def test_every_link_and_anchor_resolves(audience: str) -> None:
    folder, _ = built(audience)
    known = pages(audience)
    broken: list[str] = []
    for address, page in known.items():
        for written in page.links + page.resources:
            target = urlsplit(urljoin(address, written))
            if f"{target.scheme}://{target.netloc}/" != HOST:
                continue
            if not file_of(folder, target.path).is_file():
                broken.append(f"{address}: {written}")
                continue
            other = known.get(f"{HOST}{unquote(target.path).lstrip('/')}")
            if target.fragment and other is not None and unquote(target.fragment) not in other.ids:
                broken.append(f"{address}: {written} (no such anchor)")
    assert broken == []


@pytest.mark.parametrize("audience", CIRCLES)
def test_every_page_can_be_reached_from_home(audience: str) -> None:
    known = pages(audience)
    seen, waiting = {HOST}, [HOST]
    while waiting:
        address = waiting.pop()
        for written in known[address].links:
            target = urljoin(address, written).partition("#")[0].partition("?")[0]
            if target in known and target not in seen:
                seen.add(target)
                waiting.append(target)
    folder, _ = built(audience)
    lonely = {address for address in known if not address.endswith("404.html")} - seen
    texts = {address: file_of(folder, urlsplit(address).path).read_text("utf-8") for address in lonely}
    assert [address for address, text in texts.items() if 'http-equiv="refresh"' not in text] == []


@pytest.mark.parametrize("audience", CIRCLES)
def test_no_page_asks_another_host_or_needs_inline_code(audience: str) -> None:
    for address, page in pages(audience).items():
        hosts = [r for r in page.resources if urlsplit(urljoin(address, r)).netloc != "site.invalid"]
        assert hosts == [], address
        assert page.inline == [], address
        assert "'unsafe-inline'" not in page.policy and "default-src 'none'" in page.policy, address
        assert page.language == "ja", address


@pytest.mark.parametrize("audience", CIRCLES)
def test_every_page_says_what_its_host_should(audience: str) -> None:
    """Policy, referrer and robots stand in each page, in ``_headers``, and in the instructions for other hosts."""
    folder, _ = built(audience)
    widest = audience == "public"
    headers = dict(
        line.strip().split(": ", 1) for line in (folder / "_headers").read_text("utf-8").splitlines() if ": " in line
    )
    referrer = "same-origin" if widest else "no-referrer"
    for address, page in pages(audience).items():
        assert headers["Content-Security-Policy"] == f"{page.policy}; frame-ancestors 'none'", address
        assert page.referrer == headers["Referrer-Policy"] == referrer, address
        assert widest or page.robots == headers["X-Robots-Tag"] == "noindex, nofollow", address
    assert ("X-Robots-Tag" in headers) is not widest
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert ("Disallow: /\n" in (folder / "robots.txt").read_text("utf-8")) is not widest
    if not widest:
        for snippet in re.findall(r"```\w+\n(.*?)```", (ROOT / "docs/headers.md").read_text("utf-8"), re.DOTALL):
            assert {name for name, value in headers.items() if value not in snippet} == set()


def test_nothing_unsafe_is_in_the_policy() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["default-src"] == "'none'" and rules["base-uri"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert "unsafe" not in POLICY and "http" not in POLICY and "*" not in POLICY


@pytest.mark.parametrize("audience", CIRCLES)
def test_headings_are_in_order(audience: str) -> None:
    for address, page in pages(audience).items():
        if not page.headings:
            continue
        assert page.headings.count(1) == 1, address
        jumps = [(a, b) for a, b in zip(page.headings, page.headings[1:], strict=False) if b > a + 1]
        assert jumps == [], address


def test_every_page_kind_is_where_its_circle_expects_it() -> None:
    public = {address.removeprefix(HOST) for address in pages("public")}
    marketing = {address.removeprefix(HOST) for address in pages("marketing")}
    sales = {address.removeprefix(HOST) for address in pages("sales")}
    everywhere = {
        "",
        "cases/",
        "cases/case-0001/",
        "stories/",
        "articles/",
        "articles/basics/",
        "glossary/",
        "glossary/community-management/",
        "playbooks/",
        "playbooks/welcome-thread/",
        "kpis/",
        "kpis/churn-rate/",
        "seminars/",
        "seminars/food-retention-2027/",
        "seminars/food-retention-2027/slides/",
        "seminars/food-retention-2027/handout/",
        "search/",
        "404.html",
    }
    assert everywhere <= public
    assert everywhere | {"cases/case-0001/onepager/", "marketing/", "marketing/texts/"} <= marketing
    assert everywhere | {"phrases/", "evidence/", "compare/", "brief/", "voices/", "marketing/"} <= sales
    assert not public & {
        "phrases/",
        "evidence/",
        "compare/",
        "brief/",
        "voices/",
        "marketing/",
        "marketing/texts/",
        "cases/case-0001/onepager/",
    }
    assert not marketing & {"phrases/", "evidence/", "compare/", "brief/", "voices/"}
    heard = {circle: (built(circle)[0] / "voices").exists() for circle in CIRCLES}
    assert heard == {"public": False, "marketing": False, "sales": True, "editors": True}
    assert (built("sales")[0] / "voices" / "feed.xml").is_file()
    assert len(list((built("sales")[0] / "voices" / "digest").glob("*.md"))) > 3
    for audience in CIRCLES:
        folder, _ = built(audience)
        for name in ("sitemap.xml", "feed.xml", "seminars.ics", "build.json", "_headers", "robots.txt"):
            assert (folder / name).is_file(), name


@pytest.mark.parametrize("audience", CIRCLES)
def test_build_record(audience: str) -> None:
    folder, outcome = built(audience)
    record = json.loads((folder / "build.json").read_text("utf-8"))
    assert record["audience"] == audience
    assert record["date"] == "2026-11-20"
    assert outcome.release is not None and record["tree"] == outcome.release.tree
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert written == {*record["files"], "build.json"}


def test_a_deck_has_the_same_words_whichever_site_it_is_in() -> None:
    inside = (built("sales")[0] / "seminars/food-retention-2027/slides/index.html").read_text("utf-8")
    outside = (built("public")[0] / "seminars/food-retention-2027/slides/index.html").read_text("utf-8")
    assert words(inside) == words(outside)


def words(html: str) -> list[str]:
    """The words of the slides themselves, without the frame of the page."""
    found: list[str] = []

    class Reader(HTMLParser):
        depth = 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "main":
                self.depth += 1

        def handle_endtag(self, tag: str) -> None:
            if tag == "main":
                self.depth -= 1

        def handle_data(self, data: str) -> None:
            if self.depth and data.strip():
                found.append(data.strip())

    Reader().feed(html)
    return found


def test_public_site_has_no_name_that_is_not_granted() -> None:
    """Read from the source files alone: names of organisations whose cases do not grant the name on the web."""
    folder, _ = built("public")
    text = "".join(path.read_text("utf-8") for path in folder.rglob("*.html"))
    assert "こもれび食品" not in text and "食品メーカーA社" in text
    assert "つむじ自動車" in text  # named with consent
    assert own_config().audiences[0] == "public"

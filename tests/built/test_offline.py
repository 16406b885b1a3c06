"""What a site that is read offline has besides its pages, and what every other site has in its place."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator import offline, theme_assets
from generator.assets.raster import strip
from generator.build import build
from generator.config import read_config
from generator.material import SiteContext
from generator.order import Order
from generator.plan.offline import shelves
from generator.plan.page import Page
from tests.conftest import Site
from tests.folders import Held

SITE = SiteContext(name="見本", audience="sales", audience_label="営業", widest=False, manifest=offline.MANIFEST)
THEME = theme_assets.default_dir()
ARTICLE = "---\ntitle: 返信の書き方\naudience: public\n---\n\nまず受け取ったことを伝えます。\n"
SOON = "---\ntitle: 春の案内\naudience: public\npublish_on: 2027-04-01\n---\n\n春です。\n"
CONTENT = {"content/articles/basics/reply.md": ARTICLE, "content/articles/basics/spring.md": SOON}


def made(root: Path, audience: str = "sales", *, on: bool = True) -> Mapping[str, bytes]:
    config, problems = read_config(root / "site_config.yml")
    assert config, problems
    config = replace(config, offline=on, site_url="https://example.com/kb/")
    order = Order(config=config, audience=audience, output=root / f"out-{on}", as_of=date(2026, 11, 1), use_cache=False)
    outcome = build(order)
    assert outcome.release, outcome.problems
    return dict(outcome.release.files)


def listed(files: Mapping[str, bytes]) -> dict[str, Any]:
    (name,) = (name for name in files if re.fullmatch(r"offline\.[0-9a-f]{8}\.json", name))
    found: dict[str, Any] = json.loads(files[name])
    assert f'"list": "{name}"' in files["sw.js"].decode()
    assert hashlib.sha256(files[name]).hexdigest() in files["sw.js"].decode()
    return found


def test_the_list_names_every_file_with_its_digest(site: Site) -> None:
    files = made(site(CONTENT))
    told = listed(files)
    for name, digests in (told["shell"] | told["files"]).items():
        data = files[name]
        packed = [hashlib.sha256(gzip.decompress(data)).hexdigest()] if name.endswith(".gz") else []
        assert digests.split(" ") == [hashlib.sha256(data).hexdigest(), *packed], name
    pages = {name for name in files if name.endswith(".html") or name.startswith("search/index/")}
    assert pages <= {*told["shell"], *told["files"]}
    assert told["bytes"] == sum(len(files[name]) for name in told["shell"] | told["files"])
    assert (told["audience"], told["date"], told["until"]) == ("sales", "2026-11-01", "2027-04-01T00:00:00+09:00")


def test_the_shell_holds_no_content(site: Site) -> None:
    told = listed(made(site(CONTENT)))
    assert {name for name in told["shell"] if not name.startswith("assets/")} == {
        "offline/index.html",
        "manifest.webmanifest",
    }
    assert next(iter(told["shell"])) == "offline/index.html", "a host that changes pages is found out at the first"


def test_nothing_that_a_host_alone_needs_is_kept(site: Site) -> None:
    told = listed(made(site(CONTENT)))
    assert not {"sw.js", "_headers", "robots.txt", "sitemap.xml", "feed.xml", "build.json"} & told["files"].keys()


@pytest.mark.parametrize(("audience", "name"), [("sales", "見本（営業）"), ("public", "見本")])
def test_the_manifest_is_that_of_an_app(site: Site, audience: str, name: str) -> None:
    files = made(site(CONTENT), audience)
    told = json.loads(files["manifest.webmanifest"])
    assert (told["name"], told["lang"], told["display"]) == (name, "ja", "standalone")
    assert told["start_url"] == told["scope"] == "./"
    assert "id" not in told, "it would be the same for every site of a host"
    for icon in told["icons"]:
        assert icon["sizes"] == "{}x{}".format(*strip(files[icon["src"]], "png")[1])
    shapes = {(icon["sizes"], icon["purpose"]) for icon in told["icons"]}
    assert shapes == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    page = files["cases/index.html"].decode()
    assert '<link rel="manifest" href="../manifest.webmanifest" crossorigin="use-credentials">' in page


def test_without_it_a_site_has_the_farewell_alone(site: Site) -> None:
    root = site(CONTENT)
    on, off = made(root), made(root, on=False)
    assert off["sw.js"] == offline.farewell(THEME)["sw.js"]
    assert b"unregister" in off["sw.js"] and b'"fetch"' not in off["sw.js"]
    assert not [name for name in off if "offline" in name or name.endswith((".webmanifest", ".png"))]
    assert b"offline" not in off["index.html"] and b'rel="manifest"' not in off["index.html"]
    assert b"sw.js" not in off["_headers"]
    for name in (b"sw.js", b"manifest.webmanifest"):
        assert b"\n/kb/" + name + b"\n  Cache-Control: no-cache\n" in on["_headers"]
    assert b"/kb/cases/" in on["sitemap.xml"] and b"/kb/offline/" not in on["sitemap.xml"]


def test_the_same_content_gives_the_same_worker(site: Site) -> None:
    root = site(CONTENT)
    once = made(root)
    assert dict(made(root)) == dict(once)


# -- what is kept where there is not room for all ----------------------------------------------------------------


def _page(url: str, kind: str = "page", template: str = "article.html", day: str = "") -> Page:
    return Page(url=url, template=template, title=url, kind=kind, lastmod=day)


PAGES = [
    _page("seminars/one/slides/", template="slides.html"),
    _page("articles/a/one/", "article", day="2026-03-01"),
    _page("cases/case-0001/", "case", "case.html", "2025-01-01"),
    _page("cases/case-0002/", "case", "case.html", "2026-01-01"),
    _page("evidence/", template="evidence.html"),
    _page("offline/", template="offline.html"),
    _page("playbooks/one/", "playbook", "playbook.html"),
    _page("cases/", template="list.html"),
    _page("", template="home.html"),
]
INDEX = {"search/index/core.gz": gzip.compress(b"a" * 1000), "search/index/manifest.json": b"{}"}


def _files(size: int) -> dict[str, bytes]:
    names = {f"{page.url}index.html": bytes(size) for page in PAGES}
    return {
        **names,
        **INDEX,
        "assets/a.css": b"a{}",
        "assets/media/0.pdf": bytes(size),
        "assets/media/1.png": bytes(size),
    }


def _told(size: int) -> dict[str, Any]:
    files = _files(size)
    media = [name for name in files if "media" in name]
    kept = offline.Keepable(files=Held(files), shell=["assets/a.css"], media=media)
    return listed(offline.offline_files(SITE, PAGES, kept, THEME, date="2026-11-01", until=None))


def test_what_is_worth_most_comes_first() -> None:
    order = [page.url for shelf in shelves(PAGES) for page in shelf.pages]
    assert order == [
        *("cases/", ""),
        *("cases/case-0002/", "cases/case-0001/", "playbooks/one/", "articles/a/one/"),
        *("evidence/", "seminars/one/slides/"),
    ]
    kept = list(_told(10)["files"])
    assert kept[2:4] == list(INDEX)
    assert kept[-2:] == ["assets/media/1.png", "assets/media/0.pdf"]


def test_no_more_is_kept_than_there_is_room_for() -> None:
    told = _told(2_900_000)
    assert told["bytes"] <= offline.LIMIT == 15_000_000
    assert [name for name in told["files"] if name.endswith(".html")] == [
        *("cases/index.html", "index.html"),
        "cases/case-0002/index.html",
        "cases/case-0001/index.html",
    ]
    assert [(each["title"], each["pages"], each["of"]) for each in told["shelves"]] == [
        ("事例", 2, 2),
        ("進め方", 0, 1),
        ("ナレッジ", 0, 1),
    ]


@pytest.mark.parametrize("data", [b"", b"plain", b"\x1f\x8b broken"])
def test_a_name_that_promises_more_than_its_bytes(data: bytes) -> None:
    assert offline.digests("a.gz", data).split(" ")[0] == hashlib.sha256(data).hexdigest()

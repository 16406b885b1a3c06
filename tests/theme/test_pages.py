"""Every template, rendered: safe under the Content-Security-Policy, escaped, with links that lead somewhere."""

from __future__ import annotations

import itertools
import pickle
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from generator import theme_assets
from generator.material import POLICY, PageContext, Shell, digest

from .samples import PAGES, SITE

THEME = theme_assets.default_dir()
SHELL = Shell(SITE)


class Reader(HTMLParser):
    """Collects what the tests ask about."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def read(page: PageContext) -> Reader:
    return Reader(SHELL.render(page))


each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.template}:{page.url}")


@each_page
def test_nothing_needs_unsafe_inline(page: PageContext) -> None:
    reader = read(page)
    policies = [meta for meta in reader.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert [meta["content"] for meta in policies] == [POLICY]
    assert not reader.all("style")
    for tag, attrs in reader.tags:
        assert "style" not in attrs, tag
        assert not [name for name in attrs if name.startswith("on")], tag
        if tag == "script":
            assert attrs.get("src") or attrs.get("type") == "application/ld+json"


@each_page
def test_page_has_one_title_a_language_and_unique_ids(page: PageContext) -> None:
    reader = read(page)
    assert reader.all("html")[0]["lang"] == "ja"
    assert len(reader.all("h1")) == 1
    assert SHELL.render(page).partition("</head>")[0].count("<title>") == 1
    ids = [attrs["id"] for _, attrs in reader.tags if "id" in attrs]
    assert sorted(ids, key=str) == sorted(set(ids), key=str)


@each_page
def test_headings_never_skip_a_level(page: PageContext) -> None:
    levels = [int(tag[1]) for tag, _ in read(page).tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels


@each_page
def test_labels_and_buttons_have_names_and_targets_exist(page: PageContext) -> None:
    reader = read(page)
    ids = {attrs["id"] for _, attrs in reader.tags if "id" in attrs}
    for attrs in reader.all("label"):
        assert attrs.get("for") in ids or "for" not in attrs or str(attrs["for"]).startswith("__")
    for name in ("popovertarget", "aria-controls", "aria-labelledby"):
        assert {attrs[name] for _, attrs in reader.tags if name in attrs} <= ids


@each_page
def test_theme_files_resolve(page: PageContext) -> None:
    reader = read(page)
    base = "/kb/" + ("" if page.url == "404.html" else page.url)
    references = [str(attrs["src"]) for attrs in reader.all("script") if "src" in attrs]
    references += [str(a["href"]) for a in reader.all("link") if a.get("rel") in ("stylesheet", "icon")]
    assert references
    for reference in references:
        assert urljoin(base, reference).removeprefix("/kb/") in SHELL.assets()


@each_page
def test_no_other_host_is_asked(page: PageContext) -> None:
    for tag, attrs in read(page).tags:
        if tag in ("a", "link") and attrs.get("rel") in (None, "canonical", "noopener noreferrer"):
            continue
        for name in ("src", "href", "action", "srcset"):
            assert not urlsplit(str(attrs.get(name) or "")).netloc


def test_text_is_escaped() -> None:
    hostile = '"><script>alert(1)</script>'
    page = replace(
        PAGES[1],
        title=hostile,
        description=hostile,
        data={"lead": hostile, "cards": [{"title": hostile, "url": hostile}]},
    )
    assert "<script>alert" not in SHELL.render(page)


def test_data_block_cannot_end_its_script() -> None:
    article = next(page for page in PAGES if page.json_ld)
    html = SHELL.render(article)
    assert "<script>alert" not in html
    assert r"\u003c/script>" in html


def test_side_navigation_marks_the_page_itself() -> None:
    article = next(page for page in PAGES if page.template == "article.html")
    current = [attrs for attrs in read(article).all("a") if attrs.get("aria-current") == "page"]
    assert [attrs["href"] for attrs in current] == ["../../../articles/basics/grow/"]


def test_top_navigation_marks_the_section() -> None:
    marks = {page.url: [a["aria-current"] for a in read(page).all("a") if "aria-current" in a] for page in PAGES}
    assert marks["cases/"] == ["page", "page"]  # tabs, and the drawer for phones
    assert marks["glossary/churn/"] == ["true", "true"]


def test_page_not_found_uses_absolute_paths() -> None:
    missing = next(page for page in PAGES if page.url == "404.html")
    hrefs = [str(attrs["href"]) for attrs in read(missing).all("a")]
    assert all(href.startswith(("/kb/", "#")) for href in hrefs)
    at_root = Shell(replace(SITE, url=""))
    assert 'href="/cases/"' in at_root.render(missing)


def test_redirect_leads_there() -> None:
    moved = next(page for page in PAGES if page.template == "redirect.html")
    assert {"http-equiv": "refresh", "content": "0; url=../cases/"} in read(moved).all("meta")


def test_only_the_widest_site_is_for_search_engines() -> None:
    article = next(page for page in PAGES if page.template == "article.html")
    assert {"name": "robots", "content": "noindex, nofollow"} in read(article).all("meta")
    public = Reader(Shell(replace(SITE, audience="public", widest=True)).render(article))
    assert not [meta for meta in public.all("meta") if meta.get("name") == "robots"]
    assert {"rel": "canonical", "href": "https://example.com/kb/articles/basics/grow/"} in public.all("link")


def test_same_page_same_bytes_in_another_process() -> None:
    site, pages = pickle.loads(pickle.dumps((SITE, PAGES)))
    other = Shell(site)
    assert [other.render(page) for page in reversed(pages)] == [SHELL.render(page) for page in reversed(PAGES)]


def test_every_word_of_the_interface_is_translated() -> None:
    words = {
        word
        for path in THEME.rglob("*.html")
        for word in re.findall(r"""\bt\((["'])(.+?)\1\)""", path.read_text("utf-8"))
    }
    english = Shell(replace(SITE, language="en"))
    missing = {word for _, word in words if english.translate(word) == word}
    assert not missing


def test_each_template_is_described() -> None:
    described = (THEME / "DATA.md").read_text("utf-8")
    templates = {path.name for path in THEME.glob("*.html")} - {"main.html"}
    assert {name for name in templates if name not in described} == set()


def test_modules_stay_small() -> None:
    lines = {path.name: len(path.read_text("utf-8").splitlines()) for path in Path(THEME, "assets").rglob("*.js")}
    assert {name: count for name, count in lines.items() if count >= 200} == {}


def test_digest_knows_every_theme_file(tmp_path: Path) -> None:
    copy = tmp_path / "theme"
    shutil.copytree(THEME, copy)
    before = digest(copy)
    assert digest(copy) == before
    with (copy / "partials" / "footer.html").open("a", encoding="utf-8") as footer:
        footer.write(" ")
    assert digest(copy) != before

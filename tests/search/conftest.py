"""A small corpus, its index, and the shipped engine running in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from evaluation.browser import served
from generator.material import PageContext, Shell, SiteContext
from generator.search import analyse, build
from tests.browsers import launched

from .corpus import DOCUMENTS, SYNONYMS, VOCABULARY

ENGINE = Path(__file__).parents[2] / "themes" / "casebook" / "assets" / "search"
INSIDE = SiteContext(name="試しの事例集", audience="sales", audience_label="営業", widest=False)
OUTSIDE = SiteContext(name="試しの事例集", audience="public", audience_label="公開", widest=True)


class Engine:
    """The search engine as the site ships it, in a page of its own."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def search(self, query: str, **how: Any) -> dict[str, Any]:
        """The result of one query."""
        found: dict[str, Any] = self.page.evaluate("([query, how]) => index.search(query, how)", [query, how])
        return found

    def urls(self, query: str) -> list[str]:
        """The pages found, best first, without fragments."""
        return [hit["url"].partition("#")[0] for hit in self.search(query)["hits"]]

    def call(self, module: str, script: str, value: Any) -> Any:
        """Run a function of one module: ``script`` sees it as ``m`` and the value as ``v``."""
        return self.page.evaluate(
            f"async (v) => {{ const m = await import('/engine/{module}.js'); return ({script}); }}", value
        )


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """The index of the small corpus."""
    analysed = [analyse(document) for document in DOCUMENTS]
    return build(analysed, synonyms=SYNONYMS, vocabulary=VOCABULARY, labels={"segment": {"food": "食品・飲料"}})


@pytest.fixture(scope="package")
def engine(chromium: Any, files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The engine over the small corpus."""
    with over(files, tmp_path_factory.mktemp("engine"), chromium) as page:
        page.evaluate(
            "async () => { window.index = await (await import('/engine/engine.js'))"
            ".openIndex(new URL('index/', location.href).href) }"
        )
        yield Engine(page)


@contextmanager
def over(files: Mapping[str, bytes], root: Path, chromium: Any) -> Iterator[Any]:
    """A page beside the shipped engine, in `engine/`, and the files of an index, in `index/`."""
    shutil.copytree(ENGINE, root / "engine")
    (root / "index").mkdir()
    for name, data in files.items():
        (root / "index" / name).write_bytes(data)
    (root / "index.html").write_text("<!doctype html><meta charset=utf-8><link rel=icon href=data:,>", "utf-8")
    with served(root) as address:
        page = chromium.new_page()
        page.goto(address)
        yield page
        page.close()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    """A running Chromium, closed before other folders start theirs."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="package")
def site(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two pages, stubs for the hits, and the index."""
    root = tmp_path_factory.mktemp("site")
    shell = Shell(INSIDE)
    pages = (
        PageContext(url="search/", template="search.html", title="検索"),
        PageContext(url="about/", template="page.html", title="このサイトについて"),
    )
    made = {f"{page.url}index.html": shell.render(page).encode() for page in pages}
    stubs = {f"{document.url}index.html": b"<!doctype html><link rel=icon href=data:,>" for document in DOCUMENTS}
    index = {f"search/index/{name}": data for name, data in files.items()}
    for name, data in {**shell.assets(), **made, **stubs, **index}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


@pytest.fixture(scope="package")
def address(site: Path) -> Iterator[str]:
    """Where the site answers."""
    with served(site) as found:
        yield found


@pytest.fixture(params=[1280, 390])
def page(chromium: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """An empty page of each width; whatever the console complains of fails the test."""
    page = chromium.new_page(viewport={"width": request.param, "height": 844}, base_url=address)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    assert complaints == []


def open_query(page: Any, query: str) -> None:
    """The search page with a query in its address."""
    page.goto(f"search/?q={quote(query)}")
    done(page, query)


def done(page: Any, query: str) -> None:
    """Wait until a query is answered."""
    page.wait_for_function(
        "(q) => { const list = document.getElementById('search-results');"
        " return list.dataset.state === 'done' && list.dataset.query === q }",
        arg=query,
    )


def fake_engine(page: Any, search: str, **more: str) -> None:
    """Another engine behind a page: ``search`` is the body of ``async (query, how) =>``, ``more`` further members."""
    members = {"labels": "{}", "names": "async () => []", **more}
    rest = ", ".join(f"{name}: {value}" for name, value in members.items())
    body = f"export const openIndex = async () => ({{ search: async (query, how) => {{ {search} }}, {rest} }});"
    page.route("**/engine.js", lambda route: route.fulfill(body=body, content_type="text/javascript"))


HITS = """
  const row = (at) => ({ url: `cases/${at}/#top`, title: `事例${at} ${query}`, titleMarks: [[0, 2]], kind: "case",
    section: "成果", score: 1, excerpt: `${query}の事例です。`, marks: [[0, query.length]] });
  const hits = (total) => Array.from({ length: Math.min(total, how.limit) }, (_, at) => row(at));
"""
"""What a faked ``search`` may use: ``hits(total)``."""

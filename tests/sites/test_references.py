"""Each way in which a wide page may refer to a narrow one: of what is narrow, nothing shows in any file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from generator.build import build
from generator.config import read_config
from generator.order import Order
from generator.search.contents import strings

from ..bad.base import CASE, CASE_FILE, FRONT, ORG, ORG_FILE
from ..conftest import Site
from ..folders import CONFIG, Content

AS_OF = date(2026, 11, 1)
GRANTED = "consent: {status: granted, web: [alias], seminar: [alias], proposal: [alias]}\n"
MARK = "くるみパン"
"""Stands in the title and the text of whatever is hidden; its id is ``hidden-one`` or ``case-0404``."""


def _page(audience: str = "sales", more: str = "") -> str:
    return f"---\ntitle: {MARK}の手引き\naudience: {audience}\npublished_on: 2026-01-01\n{more}---\n\n{MARK}の話。\n"


def _case(audience: str = "sales", more: str = "") -> str:
    told = CASE.replace("title: ", f"title: {MARK}と").replace("public", audience) + GRANTED
    return told + more


def _wide(more: str = "", body: str = "本文。") -> str:
    return FRONT.replace("---\n\n", f"published_on: 2026-01-01\n{more}---\n\n{body}\n")


def _svg(text: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>{text}</text></svg>'


LINK = "[こちら](hidden-one.md)。"
TERM = f"term: {MARK}\nreading: くるみぱん\naudience: sales\ndefinition: {MARK}とは。\ntags: [{MARK}]\n"
OPEN_TERM = "term: 返信\nreading: へんしん\naudience: public\ndefinition: 返事。\n"
ARTICLE = "content/articles/operation/hidden-one.md"
OPEN = "content/articles/operation/reply.md"
HIDDEN_CASE = "content/cases/case-0404.yml"
SEMINAR = _wide("date: 2026-12-01\n%s", "# はじめに\n\n話。\n")

KINDS: Mapping[str, dict[str, Content]] = {
    "related article": {ARTICLE: _page(), OPEN: _wide("related: [hidden-one]\n")},
    "terms of an article": {"content/glossary/hidden-one.yml": TERM, OPEN: _wide("terms: [hidden-one]\n", "返信。")},
    "cases of an article": {HIDDEN_CASE: _case(), OPEN: _wide("cases: [case-0404]\n")},
    "playbooks of an article": {"content/playbooks/hidden-one.md": _page(), OPEN: _wide("playbooks: [hidden-one]\n")},
    "tags": {ARTICLE: _page(more=f"tags: [{MARK}, 返信]\n"), OPEN: _wide("tags: [返信]\n")},
    "neighbours and counts": {
        ARTICLE: _page(),
        OPEN: _wide(),
        "content/articles/operation/a.md": _wide(),
        "content/articles/hidden-one/b.md": _page(),
    },
    "link to a draft": {ARTICLE: _page("public", "status: draft\n"), OPEN: _wide(body="[こちら](hidden-one.md)。")},
    "link to what is withdrawn": {
        ARTICLE: _page("public", "status: withdrawn\n"),
        OPEN: _wide(body="[こちら][a]。\n\n[a]: hidden-one.md"),
    },
    "link to an embargo": {ARTICLE: _page("public", "publish_on: 2027-01-01\n"), OPEN: _wide(body=LINK)},
    "link to a case that is not granted": {
        HIDDEN_CASE: _case("public").replace("granted", "asked"),
        OPEN: _wide(body="[こちら](../../cases/case-0404.yml)。"),
    },
    "link in a narrower part": {
        ARTICLE: _page(),
        OPEN: _wide(body=f"前。\n\n/// audience | sales\n[{MARK}](hidden-one.md)\n\n[b]: hidden-one.md\n///\n\n[b]"),
    },
    "old address of what is hidden": {
        ARTICLE: _page(more="redirect_from: [/articles/hidden-one/old/]\n"),
        OPEN: _wide(),
    },
    "old address of a draft": {
        ARTICLE: _page("public", "status: draft\nredirect_from: [/articles/hidden-one/old/]\n"),
        OPEN: _wide(body="[こちら](/articles/hidden-one/old/)"),
    },
    "case of a story": {HIDDEN_CASE: _case(), "content/stories/a.md": _wide("case: case-0404\ncases: [case-0404]\n")},
    "story of a case": {"content/stories/hidden-one.md": _page(more="case: case-0001\n"), CASE_FILE: CASE + GRANTED},
    "related case": {HIDDEN_CASE: _case(), CASE_FILE: CASE + GRANTED + "related: [case-0404]\n"},
    "playbook of a case": {
        "content/playbooks/hidden-one.md": _page(),
        CASE_FILE: CASE + GRANTED + "playbooks: [hidden-one]\n",
    },
    "case of a playbook": {
        HIDDEN_CASE: _case(more="playbooks: [reply]\n"),
        "content/playbooks/reply.md": _wide(),
    },
    "cases of a seminar": {HIDDEN_CASE: _case(), "content/seminars/a.md": SEMINAR % "cases: [case-0404]\n"},
    "terms of a seminar": {
        "content/glossary/hidden-one.yml": TERM,
        "content/seminars/a.md": SEMINAR % "terms: [hidden-one]\n",
    },
    "seminars": {
        "content/seminars/hidden-one.md": _page(more="date: 2026-12-02\n"),
        "content/seminars/a.md": SEMINAR % "",
    },
    "see_also": {
        "content/glossary/hidden-one.yml": TERM,
        "content/glossary/reply.yml": OPEN_TERM + "see_also: [hidden-one]\n",
    },
    "contrasts": {
        "content/glossary/hidden-one.yml": TERM,
        "content/glossary/reply.yml": OPEN_TERM + "contrasts: [{with: hidden-one, difference: 違います。}]\n",
    },
    "cases of a term": {HIDDEN_CASE: _case(more="tags: [返信]\n"), "content/glossary/reply.yml": OPEN_TERM},
    "picture in a narrower part": {
        OPEN: _wide(body="前。\n\n/// audience | sales\n![](hidden-one.svg)\n///"),
        "content/articles/operation/hidden-one.svg": _svg(MARK),
    },
    "picture of a hidden page": {
        ARTICLE: _page() + "\n![](hidden-one.svg)\n",
        OPEN: _wide(),
        "content/articles/operation/hidden-one.svg": _svg(MARK),
    },
    "picture of a case without a grant": {
        CASE_FILE: CASE + GRANTED + "approach: |\n  前。![くるみパンの会](hidden-one.svg)後。\n",
        "content/cases/hidden-one.svg": _svg("会"),
    },
    "logo without a grant": {
        CASE_FILE: CASE + GRANTED,
        ORG_FILE: ORG + "logo: hidden-one.svg\n",
        "content/organizations/hidden-one.svg": _svg(MARK),
    },
    "navigation": {
        CONFIG: "site_name: 見本\nnav: [phrases, voices, articles]\n",
        "content/phrases/hidden-one.yml": f"audience: sales\nitems:\n  - {{text: {MARK}をご覧ください。}}\n",
        OPEN: _wide(),
    },
    "voices": {
        "content/voices/hidden-one.yml": f"audience: sales\nitems:\n  - {{theme: 通知, text: {MARK}が要る。}}\n",
        OPEN: _wide(),
    },
}  # fmt: skip


def _texts(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for name, data in files.items():
        yield name, name
        if not name.startswith("assets/js/") and not name.startswith("assets/css/"):
            packed = name.endswith(".gz")
            yield name, "\n".join(strings(name, data)) if packed else data.decode("utf-8", "backslashreplace")


def _numbered(files: Mapping[str, Content], number: int) -> dict[str, Content]:
    """The files of one kind under ids of their own, so that all kinds fit into one site."""

    def anew(text: str) -> str:
        for old, new in (("hidden-one", "hidden-one-"), ("reply", "reply-"), ("/a.md", "/a-")):
            text = text.replace(old, f"{new}{number}{'.md' if old.endswith('.md') else ''}")
        return text.replace("case-0404", f"case-04{number:02}").replace("case-0001", f"case-01{number:02}")

    return {anew(name): anew(text) if isinstance(text, str) else text for name, text in files.items()}


def _all_kinds() -> dict[str, Content]:
    found: dict[str, Content] = {ORG_FILE: ORG}
    for number, files in enumerate(KINDS.values()):
        found |= _numbered(files, number)
    return found


def _said(root: Path, circle: str) -> list[tuple[str, str]]:
    config, _ = read_config(root / CONFIG)
    assert config is not None
    order = Order(config=config, audience=circle, output=root / "out", as_of=AS_OF, jobs=1, use_cache=False)
    outcome = build(order)
    assert outcome.release is not None, outcome.problems
    return list(_texts({**outcome.release.files, "build.json": outcome.release.record()}))


def test_nothing_of_what_is_hidden_shows(site: Site) -> None:
    """The number at the end of an id tells the kind that failed."""
    assert len(KINDS) >= 30
    marks = (MARK, json.dumps(MARK)[1:-1], "くるみぱん", "hidden-one", "case-04", "%E3%81%8F%E3%82%8B%E3%81%BF")
    said = _said(site(_all_kinds()), "public")
    found = {name for name, _ in said}
    assert {"articles/operation/reply-0/index.html", f"cases/case-01{len(KINDS) - 4:02}/index.html"} <= found
    assert [(name, mark) for name, text in said for mark in marks if mark in text] == []


def test_the_marks_are_found_where_they_may_show(site: Site) -> None:
    """The test above can fail: the same content in a circle that may see most of it."""
    said = dict(_said(site(_all_kinds()), "sales"))
    for page in ("articles/operation/reply-0/", "glossary/reply-22/", "stories/a-13/", "cases/case-0115/"):
        assert MARK in said[f"{page}index.html"], page
    assert any(MARK in text or "くるみぱん" in text for name, text in said.items() if name.startswith("search/"))

"""What is handed over is the same in every circle's site: slides, handout, one-pager; and says what consent grants."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.build import build
from generator.config import AUDIENCES, read_config
from generator.order import Order
from tests.whole import built

from ..bad.base import CASE, FRONT, ORG
from ..folders import CONFIG, write_site

AS_OF = date(2026, 11, 1)
_CASE = (
    CASE.replace("org-0001", "%s").replace("audience: public", "audience: %s")
    + """\
community: {name: あおぞらキッチン, launched: 2022-06, members: {value: 12345, on: 2023-09}}
approach: |
  お題を出した。

  /// audience | sales
  秘密の段取り。
  ///
metrics:
  - kpi: churn_rate
    compare: before_after
    before: {value: 8.4, period: [2022-09, 2023-08]}
    after: {value: 4.2, period: [2023-09, 2024-08]}
    show: {web: ratio, seminar: ratio, proposal: actual}
    measured_by: client
quotes: [{speaker: client, text: 会話が増えました。}, {speaker: client, text: 内緒の言葉。, audience: sales}]
talk_track: [{say: 内々の言い方。}]
consent: {status: granted, %s}
"""
)
ALL = "name, alias, logo, metrics, quotes, photo, community_name"
_ORG = ORG + "prefecture: 東京都\nlogo: mark.svg\n"
_OTHER = "audience: sales\nname: みどり保険株式会社\nalias: 保険会社B社\nsegment: insurance\nprefecture: 大阪府\n"


def _svg(drawn: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="{drawn}"/></svg>'


FILES: Mapping[str, str] = {
    CONFIG: "site_name: 見本\nsites: {public: {site_name: 別の名前}}\n",
    "content/organizations/org-0001.yml": _ORG,
    "content/organizations/org-0002.yml": _OTHER,
    "content/organizations/mark.svg": _svg("M0 0"),
    "content/cases/case-0001.yml": _CASE % ("public", "org-0001", f"web: [alias], proposal: [{ALL}]"),
    "content/cases/case-0002.yml": _CASE % ("public", "org-0002", "proposal: [alias, metrics]"),
    "content/cases/case-0003.yml": (_CASE % ("marketing", "org-0002", f"proposal: [{ALL}], nda: standard"))
    .replace("title: ", "title: 別の題の")
    .replace("12345", "23456"),
    "content/glossary/reply.yml": "term: 返信\naudience: public\ndefinition: 返事。\n",
    "content/articles/operation/pic.svg": _svg("M1 1"),
    "content/seminars/open.md": FRONT.replace(
        "---\n\n", "date: 2026-12-01\nterms: [reply]\ncases: [case-0001, case-0002]\n---\n\n"
    )
    + """\
# はじめに

[一つめ](../cases/case-0001.yml)と[二つめ](../cases/case-0002.yml)、[用語](../glossary/reply.yml)。
![](../articles/operation/pic.svg)

/// audience | marketing
身内だけの話。
///

Note:
返信のことを話す。

---

# 終わりに

- [一覧](/cases/)
""",
    "content/seminars/inside.md": FRONT.replace("public", "marketing").replace("---\n\n", "date: 2026-12-02\n---\n\n")
    + "# 社内\n\n[事例](../cases/case-0003.yml)。\n\n/// audience | sales\n営業だけの話。\n///\n",
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is the same for every site: to read it anew takes longer than these builds."""
    return tmp_path_factory.mktemp("shared")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Mapping[str, Mapping[str, bytes]]:
    root = write_site(tmp_path_factory.mktemp("handed"), FILES)
    return {circle: _files(root, circle, shared) for circle in AUDIENCES}


def _files(root: Path, circle: str, shared: Path) -> Mapping[str, bytes]:
    config, _ = read_config(root / CONFIG)
    assert config is not None
    output = root / circle
    outcome = build(
        Order(config=config, audience=circle, output=output, as_of=AS_OF, jobs=1, use_cache=False, shared=shared)
    )
    assert outcome.release is not None, outcome.problems
    return dict(outcome.release.files)


def _handed(files: Mapping[str, bytes]) -> dict[str, str]:
    """The part of each outward page that is handed over, as it is written, links included."""
    found = {}
    for name, data in files.items():
        kind = name.split("/")[-2] if name.count("/") > 1 else ""
        if kind in ("slides", "handout", "onepager"):
            tree = LexborHTMLParser(data.decode())
            part = tree.css_first(".cb-sheet--out" if kind == "onepager" else "main.cb-deck, #main article")
            assert part is not None and part.html is not None, name
            found[name] = part.html
    return found


def _same(sites: Mapping[str, Mapping[str, bytes]]) -> int:
    """Every outward page that two sites have says the same in both; the number compared."""
    compared = 0
    handed = [_handed(files) for files in sites.values()]
    for one in handed:
        for other in handed:
            for name in one.keys() & other.keys() if one is not other else ():
                assert one[name] == other[name], name
                compared += 1
    return compared


def test_word_for_word(sites: Mapping[str, Mapping[str, bytes]]) -> None:
    pages = {circle: set(_handed(files)) for circle, files in sites.items()}
    open_deck = {f"seminars/open/{kind}/index.html" for kind in ("slides", "handout")}
    inside = {f"seminars/inside/{kind}/index.html" for kind in ("slides", "handout")}
    sheets = {f"cases/case-000{n}/onepager/index.html" for n in (1, 2, 3)}
    rest = open_deck | inside | sheets
    assert pages == {"public": open_deck, "marketing": rest, "sales": rest, "editors": rest}
    assert _same(sites) == 2 * 2 * 6 + 5 * 6


def test_word_for_word_in_our_own_content() -> None:
    folders = {circle: built(circle)[0] for circle in AUDIENCES}
    sites = {
        circle: {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.html")}
        for circle, folder in folders.items()
    }
    assert _same(sites) > 50


def test_nothing_goes_that_is_not_granted(sites: Mapping[str, Mapping[str, bytes]]) -> None:
    named, other, secret = (_handed(sites["editors"])[f"cases/case-000{n}/onepager/index.html"] for n in (1, 2, 3))
    for words in ("株式会社あおぞら食品様", "あおぞらキッチン", "東京都", "12,345人", "2022年6月", "<img"):
        assert words in named and words not in secret + other
    for words in ("8.4%", "会話が増えました"):
        assert words in named and words in secret
    assert "会話が増えました" not in other
    for words in ("保険会社B社様", "近畿", "10,000〜49,999人", "2022年", "8.4%"):
        assert words in other and words in secret
    for sheet in (named, other, secret):
        assert not any(words in sheet for words in ("内緒", "秘密", "内々", "みどり", "大阪"))
    decks = "".join(text for name, text in _handed(sites["editors"]).items() if name.startswith("seminars/"))
    assert not any(words in decks for words in ("身内だけ", "営業だけ", "case-0002", "case-0003"))
    assert "case-0001" in decks and "二つめ" in decks


def test_a_printed_name_is_never_in_the_public_site(sites: Mapping[str, Mapping[str, bytes]]) -> None:
    """The same case, for another use: alias, and no figure, quote, logo, place or community."""
    page = sites["public"]["cases/case-0001/index.html"].decode()
    for words in ("あおぞら", "東京都", "12,345", "8.4", "会話が増えました", "cb-logo"):
        assert words not in page
    for words in ("食品メーカーA社様", "関東", "10,000〜49,999人"):
        assert words in page


def test_an_old_address_says_nothing(tmp_path: Path, shared: Path) -> None:
    """A withdrawn case leaves no file, and the page for unknown addresses is as it is without it."""
    cases = ("content/cases/case-0001.yml", "content/cases/case-0002.yml")
    withdrawn = {
        **FILES,
        cases[0]: FILES[cases[0]] + "status: withdrawn\nredirect_from: [/cases/case-0009/]\n",
    }
    without = {name: text for name, text in FILES.items() if name != cases[0]}
    without["content/seminars/open.md"] = FILES["content/seminars/open.md"].replace("case-0001, ", "")
    roots = [write_site(tmp_path / str(n), files) for n, files in enumerate((withdrawn, without))]
    found = [_files(root, "public", shared) for root in roots]
    assert found[0] == found[1]
    assert not any("case-0001" in name or "case-0009" in name for name in found[0])
    assert "移動したか、公開を終えた可能性があります" in found[0]["404.html"].decode().replace("<wbr>", "")

"""What a circle may not see is in no file of its index: with it or without it, the files have the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from generator.build import build
from generator.config import read_config
from generator.order import Order
from generator.search.contents import strings
from tests.folders import write_site

AS_OF = date(2026, 11, 1)

CASE = """\
title: 会話が続く場
summary: 週替わりのお題で会話が続いた一年。
audience: public
organization: org-0001
community: {type: fan, launched: 2022-06}
purposes: [retention]
challenge: |
  返信の付かない投稿が続いていました。
@BLOCK@
approach: お題を用意しました。
outcome: 会話が続くようになりました。
@METRICS@
consent: {status: granted, web: [alias, metrics], proposal: [name, metrics]}
published_on: 2025-04-01
"""
CLIENT = """\
audience: sales
name: 株式会社あおぞら食品
@READING@
alias: 食品メーカーA社
segment: food
"""
ARTICLE = "---\ntitle: 返信の書き方\naudience: public\n---\n\n返信は早いほど安心されます。\n@BLOCK@"

WITHOUT = {
    "content/cases/case-0001.yml": CASE.replace("@BLOCK@\n", "").replace("@METRICS@\n", ""),
    "content/organizations/org-0001.yml": CLIENT.replace("@READING@\n", ""),
    "content/articles/operation/reply.md": ARTICLE.replace("@BLOCK@", ""),
    "content/glossary/reply.yml": "term: 返信\nreading: へんしん\naudience: public\ndefinition: 投稿への返事。\n",
}

HIDDEN: dict[str, tuple[Mapping[str, str], tuple[str, ...]]] = {
    "a case, its client, and the values of its filters": (
        {
            "content/organizations/org-0002.yml": (
                "audience: sales\nname: みどり保険株式会社\nreading: みどりほけん\nalias: 保険会社B社\n"
                "segment: insurance\nprefecture: 大阪府\n"
            ),
            "content/cases/case-0002.yml": (
                "title: 紫陽花の会\nsummary: 紫陽花を分け合う会。\naudience: sales\norganization: org-0002\n"
                "community: {type: internal}\npurposes: [insight]\noutcome: 紫陽花が増えました。\n"
                "consent: {status: granted, web: [alias]}\npublished_on: 2025-04-01\n"
            ),
        },
        ("紫陽花", "insurance", "保険会社b社", "case-0002"),
    ),
    "an article that says a word of the site again": (
        {"content/articles/operation/inside.md": "---\ntitle: 返信の手引き\naudience: editors\n---\n\n蒟蒻畑。\n"},
        ("蒟蒻", "inside"),
    ),
    "a glossary term with other names for a word of the site": (
        {
            "content/glossary/follow-up.yml": (
                "term: 追いかけ連絡\nreading: おいかけれんらく\nenglish: chasing\naliases: [返信の催促, 督促]\n"
                "audience: editors\ndefinition: 二度めの連絡。\n"
            )
        },
        ("督促", "chasing", "follow-up"),
    ),
    "a figure": (
        {
            "content/cases/case-0001.yml": CASE.replace("@BLOCK@\n", "").replace(
                "@METRICS@",
                "metrics:\n  - kpi: churn_rate\n    compare: before_after\n"
                "    before: {value: 8.4, period: [2022-09, 2023-08]}\n"
                "    after: {value: 4.2, period: [2023-09, 2024-08]}\n"
                "    show: {proposal: actual}\n    measured_by: client",
            )
        },
        ("8.4",),
    ),
    "how a name is read": (
        {"content/organizations/org-0001.yml": CLIENT.replace("@READING@", "reading: あおぞらしょくひん")},
        ("あおぞらしょくひん",),
    ),
    "a paragraph": (
        {
            "content/articles/operation/reply.md": ARTICLE.replace(
                "@BLOCK@", "\n/// audience | editors\n返信が遅れたら蒟蒻畑を贈ります。\n///\n"
            ),
            "content/cases/case-0001.yml": CASE.replace("@METRICS@\n", "").replace(
                "@BLOCK@", "\n  /// audience | editors\n  担当者は蒟蒻畑におられます。\n  ///"
            ),
        },
        ("蒟蒻",),
    ),
}
"""Files that come to ``WITHOUT`` or stand in place of its own, and what an index that lets them through would hold."""


def _index(folder: Path, files: Mapping[str, str], circle: str) -> dict[str, bytes]:
    """The files of the index that a site of these files has for a circle."""
    root = write_site(folder, {**WITHOUT, **files})
    config, problems = read_config(root / "site_config.yml")
    assert config is not None, problems
    order = Order(config=config, audience=circle, output=root / f"site-{circle}", as_of=AS_OF, jobs=1, use_cache=False)
    outcome = build(order)
    assert outcome.release is not None, outcome.problems
    return {name: data for name, data in outcome.release.files.items() if name.startswith("search/index/")}


def _all(files: Mapping[str, bytes]) -> str:
    """All that a reader of the files could find in them."""
    packed = (text for name, data in files.items() if name.endswith(".gz") for text in strings(name, data))
    return "\n".join((files["search/index/manifest.json"].decode(), *packed))


@pytest.mark.parametrize("what", HIDDEN)
def test_the_index_has_the_same_bytes_without_what_is_hidden(what: str, tmp_path: Path) -> None:
    files, words = HIDDEN[what]
    whole, without = _index(tmp_path / "whole", files, "public"), _index(tmp_path / "without", {}, "public")
    assert sorted(whole) == sorted(without)
    assert [name for name in whole if whole[name] != without[name]] == []
    inside = _all(_index(tmp_path / "whole", files, "editors"))
    assert [word for word in words if word not in inside] == []

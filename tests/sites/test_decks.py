"""Slides take from cases what their own use covers, whichever site they lie in, and nothing after it ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.build import Outcome, build
from generator.config import AUDIENCES, read_config
from generator.order import Order

from ..bad.base import CASE, FRONT, ORG
from ..folders import CONFIG, write_site

AS_OF = date(2026, 11, 1)
_CASE = (
    CASE
    + """\
metrics:
  - kpi: churn_rate
    compare: before_after
    before: {value: 8.4, period: [2022-09, 2023-08]}
    after: {value: 4.2, period: [2023-09, 2024-08]}
    show: {web: none, seminar: ratio, proposal: actual}
    measured_by: client
  - kpi: reply_rate
    compare: before_after
    before: {value: 41, period: [2022-09, 2023-08]}
    after: {value: 88, period: [2023-09, 2024-08]}
    show: {web: actual, seminar: none, proposal: actual}
    measured_by: us
quotes:
  - {speaker: client, role: 課長, text: 社内だけの言葉です。, audience: sales}
  - {speaker: client, role: 部長, text: 会話が、毎日の仕事を変えました。}
consent: {status: granted, web: [alias], seminar: [alias, metrics, quotes], proposal: [name, metrics], %s}
"""
)
_BODY = """\
# はじめに

{{ case case-0001 }}

---

# 成果

{{ columns }}
{{ case case-0001 chart 解約率 }}

{{ column }}
{{ case case-0001 chart reply_rate }}
{{ case case-0001 quote 1 }}
{{ case case-0001 quote 2 }}
{{ end }}

```text
{{ case case-0009 }}
```
"""
_SEMINAR = (
    FRONT.replace(
        "---\n\n",
        """\
date: 2026-10-20
archive_until: 2026-12-31
recording: {url: "https://example.com/rec/1", minutes: 40, audience: marketing}
qa:
  - {question: 誰でも聞けること, answer: 答えです。}
  - {question: 営業だけの問い, answer: 営業だけの答えです。, audience: sales}
---

""",
    )
    + _BODY
)


def _files(until: str = "valid_until: 2026-12-15") -> Mapping[str, str]:
    return {
        CONFIG: "site_name: 見本\n",
        "content/organizations/org-0001.yml": ORG,
        "content/cases/case-0001.yml": _CASE % until,
        "content/seminars/talk.md": _SEMINAR,
    }


def _build(root: Path, circle: str, as_of: date = AS_OF) -> Outcome:
    config, _ = read_config(root / CONFIG)
    assert config is not None
    return build(Order(config=config, audience=circle, output=root / circle, as_of=as_of, jobs=1, use_cache=False))


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Outcome]:
    root = write_site(tmp_path_factory.mktemp("decks"), _files())
    return {circle: _build(root, circle) for circle in AUDIENCES}


def _words(outcome: Outcome, path: str) -> str:
    assert outcome.release is not None, outcome.problems
    part = LexborHTMLParser(outcome.release.files[path].decode()).css_first("main.cb-deck, #main article")
    assert part is not None
    return re.sub(r"\s+", "", part.text(deep=True))


@pytest.mark.parametrize("kind", ["slides", "handout"])
def test_the_same_words_in_every_site(outcomes: Mapping[str, Outcome], kind: str) -> None:
    found = {circle: _words(outcome, f"seminars/talk/{kind}/index.html") for circle, outcome in outcomes.items()}
    assert len(set(found.values())) == 1
    deck = found["public"]
    for said in (
        "食品メーカーA社様",
        "50%減",
        "会話が、毎日の仕事を変えました。",
        "部長",
        "効果を保証するものではありません",
    ):
        assert said in deck
    for unsaid in ("あおぞら", "8.4", "4.2%", "41%", "88%", "返信率", "社内だけ", "営業だけ"):
        assert unsaid not in deck
    assert "{{casecase-0009}}" in deck, "an example in code stays as it is written"


def test_a_case_that_is_not_public_is_linked_nowhere(outcomes: Mapping[str, Outcome], tmp_path: Path) -> None:
    release = outcomes["public"].release
    assert release is not None and "cases/case-0001/index.html" in release.files
    assert b'href="../../../cases/case-0001/"' in release.files["seminars/talk/slides/index.html"]
    files = {name: text.replace("web: [alias], ", "") for name, text in _files().items()}
    for circle in ("public", "sales"):
        hidden = _build(write_site(tmp_path / circle, files), circle).release
        assert hidden is not None and b"cases/case-0001" not in hidden.files["seminars/talk/slides/index.html"]


def test_what_is_left_out_is_said_with_its_line(outcomes: Mapping[str, Outcome]) -> None:
    for outcome in outcomes.values():
        told = [(p.code, p.place.line if p.place else 0) for p in outcome.problems]
        assert told == [("not-covered", 24), ("not-covered", 25)]


def test_on_the_day_after_consent_ends_the_deck_is_built_without_the_case(tmp_path: Path) -> None:
    root = write_site(tmp_path, _files())
    outcome = _build(root, "public", date(2026, 12, 16))
    assert outcome.release is not None
    deck = _words(outcome, "seminars/talk/slides/index.html")
    assert "はじめに" in deck and "食品メーカー" not in deck and "会話が" not in deck
    assert {p.code for p in outcome.problems} == {"not-covered"}
    assert all("掲載許諾の期限切れ（2026-12-15 まで）" in p.message for p in outcome.problems)


@pytest.mark.parametrize(
    ("consent", "fresh"),
    [
        ("valid_until: 2026-12-15", date(2026, 12, 16)),
        ("valid_until: 2027-12-15", date(2027, 1, 1)),
    ],
)
def test_a_build_knows_when_its_slides_end(tmp_path: Path, consent: str, fresh: date) -> None:
    """Also where the public site has nothing else of the case: it is not granted for the web."""
    files = {name: text.replace("web: [alias], ", "") for name, text in _files(consent).items()}
    release = _build(write_site(tmp_path, files), "public").release
    assert release is not None and release.fresh_until == fresh
    slides = release.files["seminars/talk/slides/index.html"].decode()
    assert f'data-cb-hide-after="{consent[-10:]}"' in slides


def test_after_the_date_each_circle_reads_its_part(outcomes: Mapping[str, Outcome]) -> None:
    pages = {circle: _words(outcome, "seminars/talk/index.html") for circle, outcome in outcomes.items()}
    assert all("誰でも聞けること" in page and "録画" not in pages["public"] for page in pages.values())
    assert ["営業だけの問い" in pages[circle] for circle in AUDIENCES] == [False, False, True, True]
    assert ["録画を見る（40分）" in pages[circle] for circle in AUDIENCES] == [False, True, True, True]
    for outcome in outcomes.values():
        assert outcome.release is not None
        for kind in ("slides", "handout"):
            assert b"example.com/rec" not in outcome.release.files[f"seminars/talk/{kind}/index.html"]


def test_a_recording_that_is_over_is_gone(tmp_path: Path) -> None:
    outcome = _build(write_site(tmp_path, _files("valid_until: 2028-01-31")), "sales", date(2027, 1, 1))
    assert outcome.release is not None
    assert not any(b"example.com/rec" in data for data in outcome.release.files.values())

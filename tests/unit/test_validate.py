"""A client's name is found in every field that a reader may see, in every collection."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.config import read_config
from generator.load import load
from generator.validate import validate

from ..bad.base import ARTICLE_FILE, CASE, CASE_FILE, FRONT, ORG, ORG_FILE
from ..conftest import Site
from ..folders import CONFIG, Content

NAME = "あおぞら食品"
_METRIC = "{kpi: churn_rate, compare: single, change: -50%, period: 2024-01, measured_by: us, "
_TERM = "term: 返信\naudience: public\ndefinition: 返事。\n"
_PHRASES = "audience: public\nitems:\n  - {text: ご確認ください。, "
_VOICES = "audience: public\nitems:\n  - {theme: 通知, text: 減らしたい。, "
_SEMINAR = FRONT.replace("---\n\n", "date: 2026-12-01\n%s---\n\n本文。\n")

CASE_FIELDS = (
    f"tags: [{NAME}]\n",
    f"challenge: {NAME}の話\n",
    f"approach: |\n  一行め\n  {NAME}の話\n",
    f"outcome: '{NAME}'\n",
    f"conditions: [{NAME}の協力]\n",
    f"setbacks:\n  - 一つめ\n  - {NAME}\n",
    f"metrics:\n  - {_METRIC}population: {NAME}の会員}}\n",
    f"metrics:\n  - {_METRIC}confounders: {NAME}の改定}}\n",
    f"quotes:\n  - {{speaker: client, text: {NAME}では}}\n",
    f"quotes:\n  - {{speaker: client, role: {NAME} 課長, text: 会話が}}\n",
    f"concept: communication\ncommunication: {{who: {NAME}}}\n",
)
PAGE_FIELDS = (f"description: {NAME}\n", f"tags: [{NAME}]\n", f"byline: {NAME} 佐藤\n", f"sources: [{NAME} 資料]\n")


def _sites() -> Iterator[tuple[str, str]]:
    for field in CASE_FIELDS:
        yield CASE_FILE, CASE + field
    for name in ("title", "summary"):
        yield CASE_FILE, CASE.replace(f"{name}: ", f"{name}: {NAME}の")
    for field in PAGE_FIELDS:
        for file in (ARTICLE_FILE, "content/stories/a.md", "content/playbooks/a.md"):
            yield file, FRONT.replace("---\n\n", f"published_on: 2026-01-01\n{field}---\n\n本文。\n")
    yield ARTICLE_FILE, f"{FRONT}本文。\n\n> {NAME}の引用\n"
    yield ARTICLE_FILE, f"{FRONT}/// audience | marketing\n{NAME}\n///\n"
    yield "content/playbooks/a.md", FRONT.replace("---\n\n", f"steps: [{NAME}に聞く]\n---\n\n本文。\n")
    for field in (
        f"venue: {NAME} 本社\n",
        f"host: {NAME}\n",
        f"notice: {NAME}\n",
        f"contact: {NAME}\n",
        f"fee: {NAME}\n",
    ):
        yield "content/seminars/a.md", _SEMINAR % field
    yield "content/seminars/a.md", _SEMINAR % f"speakers: [{{name: 佐藤, company: {NAME}}}]\n"
    for field in (f"english_note: {NAME}\n", f"points: [{NAME}]\n", f"examples: [{NAME}]\n", f"scenes: [{NAME}]\n"):
        yield "content/glossary/a.yml", _TERM + field
    yield "content/glossary/a.yml", f"{_TERM}misuses: [{{wrong: {NAME}}}]\n"
    for field in ("instead_of", "purpose", "subject"):
        yield "content/phrases/a.yml", f"{_PHRASES}{field}: {NAME}}}\n"
    for field in ("feature", "reading"):
        yield "content/voices/a.yml", f"{_VOICES}{field}: {NAME}}}\n"


def _codes(site: Site, files: dict[str, Content]) -> list[str]:
    config, _ = read_config(site(files) / CONFIG)
    assert config is not None
    loaded = load(config)
    assert loaded.problems == ()
    return [problem.code for problem in validate(loaded.library, config, loaded.images) if problem.is_error]


@pytest.mark.parametrize(("file", "text"), tuple(_sites()))
def test_a_name_is_found_in_every_field(file: str, text: str, site: Site) -> None:
    assert _codes(site, {ORG_FILE: ORG, file: text}) == ["name-in-text"]


@pytest.mark.parametrize(
    "field",
    [
        f"adoption: {{trigger: {NAME}の方針}}\n",
        f"talk_track: [{{say: {NAME}の例です}}]\n",
        f"objections: [{{question: なぜ, answer: {NAME}では}}]\n",
        f"challenge: |\n  /// audience | sales\n  {NAME}\n  ///\n",
        f"quotes: [{{speaker: client, text: {NAME}では, audience: sales}}]\n",
        "community: {name: あおぞら食品の会}\n",
        f"extra: {{memo: {NAME}}}\n",
        f"challenge: {NAME}\nconsent: {{status: granted, web: [name], seminar: [name], proposal: [name]}}\n",
    ],
)
def test_where_the_circle_knows_it_the_name_may_stand(field: str, site: Site) -> None:
    assert _codes(site, {ORG_FILE: ORG, CASE_FILE: CASE + field}) == []


def test_consent_for_some_uses_is_not_enough(site: Site) -> None:
    field = f"challenge: {NAME}\nconsent: {{status: granted, web: [name], seminar: [name], proposal: [alias]}}\n"
    assert _codes(site, {ORG_FILE: ORG, CASE_FILE: CASE + field}) == ["name-in-text"]


def test_names_narrower_than_the_document_are_found_inside_the_company_too(site: Site) -> None:
    org = ORG.replace("audience: sales", "audience: editors")
    case = CASE.replace("audience: public", "audience: sales")
    assert _codes(site, {ORG_FILE: org, CASE_FILE: case + f"talk_track: [{{say: {NAME}}}]\n"}) == ["name-in-text"]


def test_without_the_private_folder_references_are_not_missed(site: Site) -> None:
    assert _codes(site, {CASE_FILE: CASE}) == []

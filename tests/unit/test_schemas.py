"""The schemas of editors: all of our content fits them, and what a hand gets wrong does not."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from generator.cli import main
from generator.config import read_config
from generator.load import MARKDOWN, load
from generator.model.library import COLLECTIONS
from generator.schemas import Schema, applies_to, file_name, schemas, vs_code

from ..bad.base import CASE, ORG
from ..conftest import Site
from ..editors import as_editor, head_of
from ..folders import CONFIG

ROOT = Path(__file__).parent.parent.parent


@cache
def _made() -> dict[str, Schema]:
    config, _ = read_config(ROOT / CONFIG)
    assert config is not None
    return schemas(config, load(config).library.catalogues)


def _faults(name: str, text: str) -> list[str]:
    return [error.json_path for error in Draft202012Validator(_made()[name]).iter_errors(as_editor(text))]


def _files() -> list[tuple[str, Path]]:
    content = ROOT / "content"
    found = [(name, path) for name in COLLECTIONS for path in sorted((content / name).rglob("*.*"))]
    lists = [(name, content / f"{name}.yml") for name in ("kpis", "taxonomy", "synonyms")]
    texts = [(name, path) for name, path in found if path.suffix in (".yml", ".md")]
    return [*texts, *lists, ("site_config", ROOT / CONFIG)]


@pytest.mark.parametrize("name", sorted(_made()))
def test_it_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(_made()[name])


def test_all_of_our_content_fits() -> None:
    files = _files()
    assert len(files) > 200
    assert [(path.name, faults) for name, path in files if (faults := _faults(name, head_of(path)))] == []


def test_a_key_has_its_name_and_help() -> None:
    title = _made()["cases"]["properties"]["title"]
    assert (title["title"], title["description"][:5]) == ("題", "何が、どう")


@pytest.mark.parametrize(
    ("name", "text", "at"),
    [
        ("cases", CASE.replace("title:", "titel:"), "$"),
        ("cases", CASE.replace("audience: public\n", ""), "$"),
        ("cases", CASE.replace("audience: public", "audience: 社外"), "$.audience"),
        ("cases", CASE.replace("published_on: 2025-04-01\n", ""), "$"),
        ("cases", CASE.replace("2025-04-01", "2025/4/1"), "$.published_on"),
        ("cases", CASE.replace("[retention]", "[解約防止]"), "$.purposes"),
        ("cases", CASE + "community: {launched: 2022年6月}\n", "$.community"),
        ("cases", CASE + "community: {launched: 2022}\n", "$.community"),
        ("cases", CASE + "community: {members: {value: 3200人}}\n", "$.community"),
        ("cases", CASE + "community: {operation: {kind: 代行}}\n", "$.community"),
        ("cases", CASE + "metrics: [{kpi: 盛り上がり度, compare: single}]\n", "$.metrics"),
        ("cases", CASE + "metrics: [{kpi: churn_rate, compare: single, change: 半分}]\n", "$.metrics"),
        ("cases", CASE + "consent: {status: granted, survives_contract: はい}\n", "$.consent.survives_contract"),
        ("cases", CASE + "consent:\n", "$.consent"),
        ("cases", CASE + "redirect_from: [cases/case-0009]\n", "$.redirect_from"),
        ("cases", CASE.replace("定期便", "長" * 101, 1), "$.title"),
        ("organizations", ORG.replace("segment: food", "segment: 食べ物"), "$.segment"),
        ("organizations", ORG + "hold:\n", "$.hold"),
        ("organizations", ORG + "employees: 300\n", "$.employees"),
        ("stories", "title: 題\naudience: public\n", "$"),
        ("seminars", "title: 題\naudience: public\ndate: 2026-04-01\nstart: 15時\n", "$.start"),
        ("phrases", "audience: sales\nitems:\n  - {kind: sentence}\n", "$.items"),
        ("kpis", "解約率: {name: 解約率, unit: '%'}\n", "$"),
        ("kpis", "churn: {name: 解約率}\n", "$.churn"),
        ("taxonomy", "segmants: {}\n", "$"),
        ("synonyms", "- 事例\n", "$[0]"),
        ("site_config", "site_name: 見本\nlanguage: fr\n", "$.language"),
        ("site_config", "site_name: 見本\ndocs_dir: docs\n", "$"),
        ("site_config", "site_name: 見本\nsites: {publik: {}}\n", "$.sites"),
        ("site_config", "site_name: 見本\npublish: {web: {to: www}}\n", "$.publish.web"),
        ("site_config", "site_name: 見本\npublish: {Web: {to: www, audience: public}}\n", "$.publish"),
    ],
)
def test_a_mistake_is_seen(name: str, text: str, at: str) -> None:
    assert at in _faults(name, text)


@pytest.mark.parametrize(
    "extra",
    [
        "",
        "status: 下書き\n",
        "tags: 食品\n",
        "community: {type: ファンコミュニティ, members: {value: 12}}\n",
        "metrics: [{kpi: 解約率, compare: 前後比較, period: 2023-09, measured_by: クライアント}]\n",
        "adoption:\nconditions:\n",
    ],
)
def test_what_we_read_fits(extra: str) -> None:
    assert _faults("cases", CASE + extra) == []


def test_words_that_look_like_numbers_fit() -> None:
    assert _faults("organizations", ORG + "employees: -29\n") == []
    assert _faults("organizations", ORG + "employees: 300-999\n") == []


def test_the_words_of_a_site_count(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(
        {"content/kpis.yml": "smiles: {name: 笑顔の数, unit: 回}\n", CONFIG: "site_name: 見本\naudiences: [all]\n"}
    )
    assert main(["schema", "--config", str(root / CONFIG)]) == 0
    cases = json.loads((root / ".vscode" / "schemas" / "cases.schema.json").read_text("utf-8"))
    assert {"smiles", "笑顔の数", "churn_rate"} <= set(cases["$defs"]["Metric"]["properties"]["kpi"]["enum"])
    assert cases["properties"]["audience"]["enum"] == ["all"]


def test_the_editor_is_wired(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({CONFIG: "site_name: 見本\ncontent_dir: 原稿\n"})
    assert main(["schema", "--config", str(root / CONFIG)]) == 0
    settings = json.loads((root / ".vscode" / "settings.json").read_text("utf-8"))
    mapping = settings["yaml.schemas"]
    assert mapping["./.vscode/schemas/cases.schema.json"] == "原稿/cases/*.yml"
    assert mapping["./.vscode/schemas/site_config.schema.json"] == CONFIG
    assert all((root / schema).exists() for schema in mapping)
    assert "redhat.vscode-yaml" in (root / ".vscode" / "extensions.json").read_text("utf-8")


def test_settings_that_are_there_are_left_alone(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({".vscode/settings.json": "{}\n"})
    assert main(["schema", "--config", str(root / CONFIG)]) == 0
    assert (root / ".vscode" / "settings.json").read_text("utf-8") == "{}\n"
    assert "yaml.schemas" in capsys.readouterr().err


def test_a_folder_of_ones_own_gets_schemas_alone(site: Site, tmp_path: Path) -> None:
    root = site({})
    assert main(["schema", str(tmp_path / "out"), "--config", str(root / CONFIG)]) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {file_name(name) for name in _made()}
    assert not (root / ".vscode").exists()


def test_a_broken_list_is_told(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({"content/kpis.yml": "smiles: {name: 笑顔の数}\n"})
    assert main(["schema", "--config", str(root / CONFIG)]) == 1
    assert "error[missing-key]" in capsys.readouterr().err


def test_this_repository_is_wired() -> None:
    config, _ = read_config(ROOT / CONFIG)
    assert config is not None
    for name, text in vs_code(".vscode/schemas", config).items():
        assert (ROOT / ".vscode" / name).read_text("utf-8") == text
    assert {name for name in _made() if applies_to(name, config) is None} == set(MARKDOWN)

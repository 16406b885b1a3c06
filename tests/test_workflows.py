"""The workflow files are valid by their published schemas, ask for little, and call commands that exist."""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import cli
from generator.config import read_config
from generator.load import load
from generator.model import vocabulary as words
from generator.strict_yaml import parse, plain

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORM = ROOT / ".github" / "ISSUE_TEMPLATE" / "new-case.yml"
GITLAB = ROOT / ".gitlab-ci.yml"
SCHEMAS = {
    **dict.fromkeys(WORKFLOWS, "github-workflows"),
    GITLAB: "gitlab-ci",
    FORM: "github-issue-forms",
    FORM.parent / "config.yml": "github-issue-config",
    ROOT / ".github" / "dependabot.yml": "dependabot",
}
CACHING = ROOT / "docs" / "caching.md"
_UNTRUSTED = re.compile(
    r"github\.(head_ref|event\.(pull_request\.(title|body|head\.ref|head\.label)|issue|comment|review|head_commit))"
)
"""What whoever opens a pull request writes: a shell would run it."""


def _read(path: Path) -> Any:
    node, problems = parse(path.read_text("utf-8"), path.name)
    assert node is not None and not problems, problems
    return plain(node)


def _jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in WORKFLOWS:
        yield from ((f"{path.name}: {name}", job) for name, job in _read(path)["jobs"].items())


def _uses() -> list[str]:
    return [line.strip() for path in WORKFLOWS for line in path.read_text("utf-8").split("\n") if "uses:" in line]


def _check(path: Path, schema: str) -> subprocess.CompletedProcess[str]:
    transform = ("--data-transform", "gitlab-ci") if schema == "gitlab-ci" else ()
    command = (sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *transform, str(path))
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("path", "schema"), SCHEMAS.items(), ids=lambda value: getattr(value, "name", value))
def test_files_are_valid_by_their_published_schemas(path: Path, schema: str) -> None:
    done = _check(path, schema)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("heading", "schema"), [("GitHub", "github-workflows"), ("GitLab", "gitlab-ci")])
def test_the_jobs_to_copy_are_valid_too(heading: str, schema: str, tmp_path: Path) -> None:
    part = CACHING.read_text("utf-8").partition(f"## {heading}\n")[2]
    (tmp_path / "job.yml").write_text(part.partition("```yaml\n")[2].partition("```")[0], "utf-8")
    done = _check(tmp_path / "job.yml", schema)
    assert done.returncode == 0, done.stdout
    steps = re.findall(r"casebook (cache pull|build|publish|cache push) ", (tmp_path / "job.yml").read_text("utf-8"))
    assert steps == ["cache pull", "build", "publish", "cache push"]
    for action in re.findall(r"uses: (\S+ # \S+)", part.partition("\n## ")[0]):
        assert any(action in line for line in _uses()), action


@pytest.mark.parametrize(
    ("name", "schema", "text"),
    [
        ("a.yml", "github-workflows", "on: push\njobs: {a: {steps: []}}\n"),
        ("a.yml", "gitlab-ci", "a: {script: [b], artifacts: {expire: 1 week}, when: sometimes}\n"),
        ("a.yml", "github-issue-forms", "name: a\ndescription: b\nbody: [{type: inputs}]\n"),
    ],
)
def test_the_schemas_refuse_what_is_wrong(name: str, schema: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert _check(tmp_path / name, schema).returncode == 1


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_ask_for_little(path: Path) -> None:
    workflow = _read(path)
    assert workflow["permissions"] == {}, "each job says what it needs"
    assert {"pull_request_target", "workflow_run", "issue_comment"}.isdisjoint(workflow["on"])
    text = path.read_text("utf-8")
    assert _UNTRUSTED.search(text) is None
    assert "secrets." not in text


def test_jobs_that_may_write_run_no_code_of_the_change() -> None:
    seen = 0
    for name, job in _jobs():
        assert int(job["timeout-minutes"]) <= 60, name
        if "write" in job["permissions"].values():
            seen += 1
            uses = [step.get("uses", "") for step in job["steps"]]
            assert not any("checkout" in each for each in uses), name
            assert not any("make" in step.get("run", "") or "casebook " in _bare(step) for step in job["steps"]), name
        else:
            assert set(job["permissions"]) <= {"contents"}, name
    assert seen == 2


def _bare(step: dict[str, Any]) -> str:
    """What a step runs, without the mark of our comment."""
    return str(step.get("run", "")).replace("<!-- casebook diff -->", "")


def test_no_credentials_stay_in_the_working_tree() -> None:
    for name, job in _jobs():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] in (False, "false"), name


def test_actions_are_pinned_by_commit() -> None:
    assert len(_uses()) >= 10
    for line in _uses():
        assert re.fullmatch(r"(?:- )?uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    pins = {tuple(re.split(r"[@ ]", line.removeprefix("- "))[1:3]) for line in _uses()}
    assert len(pins) == len({action for action, _ in pins}), "one commit of each"


def test_public_repositories_see_the_public_circle_alone() -> None:
    env = _read(ROOT / ".github/workflows/content.yml")["jobs"]["content"]["env"]
    assert env["CIRCLE"] == "${{ github.event.repository.private && 'sales' || 'public' }}"
    assert env["SCOPE"] == "${{ github.event.repository.private && ' ' || '--audience public' }}"
    gitlab = _read(GITLAB)
    assert (gitlab["variables"]["CIRCLE"], gitlab["variables"]["SCOPE"]) == ("public", "--audience public")
    for rule in gitlab["workflow"]["rules"]:
        assert ("variables" in rule) == ('$CI_PROJECT_VISIBILITY == "private"' in rule["if"])
    assert '"$private" != "true"' in (ROOT / ".github/workflows/daily.yml").read_text("utf-8")


def test_the_site_is_made_anew_every_day() -> None:
    (schedule,) = _read(ROOT / ".github/workflows/daily.yml")["on"]["schedule"]
    minute, hour, *rest = schedule["cron"].split()
    assert rest == ["*", "*", "*"] and 0 <= int(minute) < 60
    assert (int(hour) + 9) % 24 == 0, "just after midnight in Japan, when dates turn"
    assert any(rule["if"] == '$CI_PIPELINE_SOURCE == "schedule"' for rule in _read(GITLAB)["site"]["rules"])


def _commands() -> list[list[str]]:
    texts = [path.read_text("utf-8") for path in (*WORKFLOWS, GITLAB, CACHING)]
    found = [line.partition("casebook ")[2] for text in texts for line in text.split("\n") if "bin/casebook " in line]
    return [shlex.split(re.split(r" (?:>|\|\|)", line)[0].replace("$SCOPE", "--audience public")) for line in found]


@pytest.mark.parametrize("words_of", _commands(), ids=" ".join)
def test_commands_exist(words_of: list[str]) -> None:
    assert isinstance(cli._parser().parse_args(words_of), argparse.Namespace)


def test_every_host_checks_builds_and_compares() -> None:
    for files in ([ROOT / ".github/workflows/content.yml"], [GITLAB]):
        text = "".join(path.read_text("utf-8") for path in files)
        for command in ("casebook check", "casebook diff", "casebook build"):
            assert command in text


def test_the_form_asks_for_no_name() -> None:
    fields = {field["id"]: field["attributes"] for field in _read(FORM)["body"] if "id" in field}
    assert {"alias", "segment", "consent", "record"} <= set(fields)
    for name, field in fields.items():
        label = field["label"]
        assert not re.search(r"社名|会社名|クライアント名|企業名|氏名", label), name
    assert "社名" in fields["promise"]["options"][0]["label"]


def test_the_form_offers_the_words_of_the_content() -> None:
    config, _ = read_config(ROOT / "site_config.yml")
    assert config is not None
    fields = {field["id"]: field["attributes"] for field in _read(FORM)["body"] if "id" in field}
    segments = load(config).library.catalogues.segments.values()
    assert fields["segment"]["options"] == [segment.label for segment in segments]
    assert fields["purposes"]["options"] == [word.label for word in words.PURPOSE]
    assert fields["consent"]["options"] == [word.label for word in words.CONSENT_STATUS]


def test_both_hosts_have_one_template() -> None:
    github = (ROOT / ".github/pull_request_template.md").read_text("utf-8")
    assert (ROOT / ".gitlab/merge_request_templates/Default.md").read_text("utf-8") == github


def test_the_owners_name_what_is_there() -> None:
    for line in (ROOT / ".github/CODEOWNERS.example").read_text("utf-8").split("\n"):
        path = line.partition(" ")[0]
        if path.startswith("/"):
            assert (ROOT / path[1:]).exists(), path

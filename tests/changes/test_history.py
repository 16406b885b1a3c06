"""Revisions are read from git's own store: nothing is checked out, hidden or followed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.cli import main

from ..bad.base import Bad
from ..bad.cases import CASES
from ..folders import write_site
from .shelf import ARTICLE, CASE, History, git


def test_two_revisions(history: History) -> None:
    history.edit("articles/operation/reply.md", "名前を添えます", "部署と名前を添えます")
    history.commit()
    history.edit("articles/operation/reply.md", "次に", "それから")
    told = history.told("HEAD~1", "HEAD")
    assert (told["base"], told["head"]) == ("HEAD~1", "HEAD")
    assert [page["url"] for page in told["pages"]] == ["articles/operation/reply/"]
    assert history.told("HEAD", "HEAD")["pages"] == []
    assert history.told("HEAD")["pages"] != [], "the working files have one more change"


def test_the_first_parent_of_a_merge_is_the_base_that_is_meant(history: History) -> None:
    """CI checks out the change as merged: what others did on the branch meanwhile is not part of it."""
    git(history.folder, "checkout", "--quiet", "-b", "change")
    history.edit("articles/operation/reply.md", "次に", "それから")
    history.commit()
    git(history.folder, "checkout", "--quiet", "main")
    history.edit("stories/night.md", "深夜の投稿", "夜中の投稿")
    history.commit()
    git(history.folder, "merge", "--quiet", "--no-ff", "-m", "まとめ", "change")
    assert [page["url"] for page in history.told("HEAD^1", "HEAD")["pages"]] == ["articles/operation/reply/"]


def test_tags_and_branches_are_revisions(history: History) -> None:
    git(history.folder, "tag", "-a", "v1", "-m", "版")
    git(history.folder, "branch", "枝")
    assert history.told("v1")["pages"] == history.told("枝")["pages"] == []


@pytest.mark.parametrize("revision", ["nowhere", "HEAD~99", "main:content", "a b", "", "HEAD^{tree}"])
def test_an_unknown_revision(history: History, revision: str) -> None:
    code, out, err = history.run(revision)
    assert (code, out) == (2, "")
    assert err.startswith(f"「{revision}」という版は、このリポジトリーにありません。\n  ヒント: ")
    assert history.run("main", revision)[0] == 2


def test_an_option_is_no_revision(history: History) -> None:
    written = history.folder / "written"
    assert history.run("--", f"--output={written}")[0] == 2
    assert not written.exists()


def test_no_repository(history: History) -> None:
    shutil.rmtree(history.folder / ".git")
    code, out, err = history.run("main")
    assert (code, out) == (2, "")
    assert "git のリポジトリーの中にありません" in err and "ヒント" in err


def test_a_site_within_a_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    history = History(tmp_path / "repository" / "docs" / "site", capsys)
    top = tmp_path / "repository"
    history.folder.mkdir(parents=True)
    git(top, "init", "--quiet", "--initial-branch=main")
    history.write("articles/operation/reply.md", ARTICLE)
    (history.folder / "site_config.yml").write_text("site_name: 見本\n", "utf-8")
    (top / "content").mkdir()
    (top / "content" / "other.md").write_text("ほか", "utf-8")
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "-m", "はじめ")
    history.edit("articles/operation/reply.md", "次に", "それから")
    told = history.told()
    assert [page["file"] for page in told["pages"]] == ["content/articles/operation/reply.md"]


def test_attributes_hide_nothing(history: History) -> None:
    history.write(
        "../.gitattributes", "content/articles/** export-ignore -text ident\n*.yml filter=none export-subst\n"
    )
    history.edit("articles/operation/reply.md", "次に", "それから $Id$")
    history.commit()
    told = history.told("HEAD~1", "HEAD")
    assert [page["change"] for page in told["pages"]] == ["changed"]


def test_a_link_is_refused_as_in_a_build(history: History) -> None:
    secret = history.folder.parent / "secret.md"
    secret.write_text(ARTICLE.replace("返信の書き方", "秘密の題"), "utf-8")
    (history.folder / "content/articles/operation/linked.md").symlink_to(secret)
    history.commit()
    told = history.told("HEAD~1", "HEAD", exit_code=1)
    assert [problem["code"] for problem in told["problems"]["new"]] == ["symlink"]
    assert told["pages"] == []


def test_what_git_does_not_keep_is_no_change(history: History) -> None:
    """Clients' records may lie in a private folder beside the repository: they are the same on both sides."""
    git(history.folder, "rm", "--quiet", "--cached", "-r", "content/organizations")
    history.write("../.gitignore", "/content/organizations/\n")
    history.commit()
    assert history.told("HEAD")["pages"] == []
    history.edit("cases/case-0001.yml", "会員どうしの場", "あおぞら食品の場")
    code, out, _ = history.run("HEAD", "--format", "markdown")
    assert code == 1 and "あおぞら" not in out and "name-in-text" in out


def test_the_repository_stays_as_it_is(history: History) -> None:
    history.edit("cases/case-0001.yml", "会員どうしの場", "会員が話す場")
    before = git(history.folder, "status", "--porcelain"), sorted((history.folder / ".git").rglob("*"))
    history.told("HEAD")
    assert (git(history.folder, "status", "--porcelain"), sorted((history.folder / ".git").rglob("*"))) == before


def test_the_base_had_no_site(history: History) -> None:
    git(history.folder, "checkout", "--quiet", "--orphan", "empty")
    git(history.folder, "rm", "--quiet", "-r", "--cached", ".")
    git(history.folder, "commit", "--quiet", "--allow-empty", "-m", "空")
    told = history.told("empty")
    assert {"cases/case-0001/", "articles/operation/reply/"} <= {page["url"] for page in told["pages"]}
    assert {page["change"] for page in told["pages"]} <= {"added", "changed"}
    assert told["widened"] == []
    assert history.run("main", "empty")[0] == 2, "the head has no configuration"


def test_a_base_with_errors_is_compared_as_far_as_it_goes(history: History) -> None:
    history.edit("cases/case-0001.yml", "audience: public", "audience: publik")
    history.commit()
    history.write("cases/case-0001.yml", CASE)
    history.edit("articles/operation/reply.md", "次に", "それから")
    told = history.told("HEAD")
    assert told["errors"] == {"base": 1, "head": 0}
    assert told["unread"] == ["cases/case-0001"]
    assert [page["url"] for page in told["pages"] if page["document"]] == ["articles/operation/reply/"]
    assert [problem["code"] for problem in told["problems"]["mended"]] == ["unknown-audience"]


def test_a_head_with_errors_fails(history: History) -> None:
    history.edit("cases/case-0001.yml", "audience: public", "audience: publik")
    told = history.told("HEAD", exit_code=1)
    assert told["unread"] == ["cases/case-0001"]
    assert not any(page["url"].startswith("cases/case-0001/") for page in told["pages"]), "it is not removed"
    assert "直すまで、サイトは作られません" in history.run("HEAD")[1]


def test_the_configuration_of_the_head_is_wrong(history: History) -> None:
    (history.folder / "site_config.yml").write_text("site_nam: 見本\n", "utf-8")
    code, out, err = history.run("HEAD")
    assert (code, out) == (2, "") and "site_name" in err
    history.commit()
    assert history.run("HEAD~1", "HEAD")[0] == 2
    (history.folder / "site_config.yml").write_text("site_name: 見本\n", "utf-8")
    assert history.told("HEAD")["pages"] == [], "the base is read with the head's"


def test_an_unknown_circle(history: History) -> None:
    code, out, err = history.run("main", "--audience", "salse")
    assert (code, out) == (2, "") and "salse" in err


def test_content_elsewhere(history: History, capsys: pytest.CaptureFixture[str]) -> None:
    (history.folder / "site_config.yml").write_text("site_name: 見本\ncontent_dir: ../elsewhere\n", "utf-8")
    code, _, err = history.run("main")
    assert code == 2 and "リポジトリーの外" in err


def test_circles_of_another_order(history: History) -> None:
    (history.folder / "site_config.yml").write_text("site_name: 見本\naudiences: [sales, public, editors]\n", "utf-8")
    told = history.told("HEAD")
    assert told["settings"] == ["audiences"]
    opened = {row["document"]: row["after"] for row in told["widened"]}
    assert opened["stories/night"] == "public", "what was for sales is for everybody now"


def test_without_git(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert main(["diff", "--config", str(history.folder / "site_config.yml"), "main"]) == 2
    assert "git が見つかりません" in history.capsys.readouterr().err


@pytest.mark.parametrize("bad", CASES[::9], ids=lambda bad: bad.name)
def test_whatever_is_wrong_the_rest_is_compared(bad: Bad, history: History) -> None:
    """No fault of the content is one of ours."""
    shutil.rmtree(history.folder / "content")
    write_site(history.folder, bad.files)
    assert history.run("main")[0] == bad.exit_code
    assert history.run("main", "--format", "markdown")[0] == bad.exit_code

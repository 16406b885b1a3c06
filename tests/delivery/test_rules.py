"""What may not be published: the wrong circle, samples for everybody, what is out of date, and what the rules of today
forbid, in a new site as in an earlier release."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

from generator.cli import main
from generator.delivery.deployed import NOTE

from ..bad.base import CASE, CASE_FILE, ORG, ORG_FILE
from ..folders import CONFIG, write_site
from ..torture.trial import bytes_of

SETTINGS = """\
site_name: 見本
publish:
  web: {to: www, audience: public}
  show: {to: demo, audience: public, samples: true}
  inside: {to: intra, audience: sales}
"""
CONSENT = "consent: {status: granted, web: [alias], valid_until: 2026-12-31}\n"


def run(root: Path, command: str, *flags: str, day: str = "2026-11-20") -> int:
    """One command on the site in ``root``."""
    return main([command, "--config", str(root / CONFIG), "--as-of", day, *flags])


def publish(root: Path, target: str, *flags: str, day: str = "2026-11-20") -> int:
    """``casebook publish``."""
    return main(["publish", target, "--config", str(root / CONFIG), "--wait", "0", "--as-of", day, *flags])


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one case, built for the public and for sales."""
    files = {CONFIG: SETTINGS, CASE_FILE: CASE + CONSENT, ORG_FILE: ORG}
    found = write_site(tmp_path_factory.mktemp("built") / "site-folder", files)
    for audience in ("public", "sales"):
        assert run(found, "build", "--audience", audience, "--jobs", "1") == 0
    return found


@pytest.fixture(scope="session")
def published(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, published twice to ``web``, with another word in the case the second time."""
    found = tmp_path_factory.mktemp("published") / "site-folder"
    shutil.copytree(built, found)
    assert publish(found, "web") == 0
    edit(found, CASE_FILE, "会員どうしの会話が続く場", "会員どうしで話せる場")
    assert run(found, "build", "--audience", "public", "--jobs", "1") == 0
    assert publish(found, "web") == 0
    return found


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A copy of the built site for one test."""
    return Path(shutil.copytree(built, tmp_path / "site-folder"))


@pytest.fixture
def twice(published: Path, tmp_path: Path) -> Path:
    """A copy of the site that was published twice."""
    return Path(shutil.copytree(published, tmp_path / "site-folder"))


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Change one place of a file."""
    path = root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_site_goes_only_where_its_readers_are(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(root, "web", "--site", str(root / "site")) == 2
    said = capsys.readouterr().err
    assert "「sales」向けのサイトを、「public」向けの公開先に送ることはできません。" in said
    assert publish(root, "web", "--audience", "sales") == 2
    assert "「web」は「public」向けの公開先です" in capsys.readouterr().err
    assert not (root / "www").exists()


def test_a_place_that_holds_another_circle_is_left_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(root, "inside") == 0
    kept = sorted((root / "intra").rglob("*"))
    edit(root, CONFIG, "inside: {to: intra, audience: sales}", "inside: {to: intra, audience: public}")
    capsys.readouterr()
    assert publish(root, "inside") == 2
    assert "公開先には「sales」向けのサイトがあります" in capsys.readouterr().err
    (root / "intra" / ".casebook-release.json.gz").unlink()
    assert publish(root, "inside") == 2, "its build.json says so as well"
    assert len(sorted((root / "intra").rglob("*"))) == len(kept) - 1


def test_a_place_with_files_of_others_is_left_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "www").mkdir()
    (root / "www" / "thesis.doc").write_text("", "utf-8")
    assert publish(root, "web") == 2
    assert "thesis.doc" in capsys.readouterr().err
    assert [path.name for path in (root / "www").iterdir()] == ["thesis.doc"]


def test_a_site_put_there_by_hand_is_taken_over(root: Path) -> None:
    (root / "www").mkdir()
    record = {"generator": "casebook", "audience": "public", "files": ["gone/index.html", "index.html"]}
    (root / "www" / "build.json").write_text(json.dumps(record), "utf-8")
    (root / "www" / "gone").mkdir()
    for name in ("gone/index.html", "index.html"):
        (root / "www" / name).write_text("old", "utf-8")
    (root / "www" / "CNAME").write_text("cases.example", "utf-8")
    assert publish(root, "web") == 0
    assert not (root / "www" / "gone").exists()
    assert (root / "www" / "index.html").read_bytes() == (root / "site-public" / "index.html").read_bytes()
    assert (root / "www" / "CNAME").read_text("utf-8") == "cases.example"


def test_samples_are_not_for_everybody(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, ORG_FILE, "segment: food", "segment: food\nsample: true")
    for audience in ("public", "sales"):
        assert run(root, "build", "--audience", audience, "--jobs", "1") == 0
    assert json.loads((root / "site-public" / "build.json").read_bytes())["samples"] is True
    assert publish(root, "web") == 2
    assert "架空の原稿（見本）の入ったサイトは、社外公開の場所に公開できません。" in capsys.readouterr().err
    assert not (root / "www").exists()
    assert publish(root, "show") == 0, "the configuration allows it"
    assert publish(root, "inside") == 0, "colleagues know"


def test_a_site_past_its_day_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(root, "web", day="2027-01-01") == 1
    assert "error[site-outdated]" in capsys.readouterr().err
    assert not (root / "www").exists()


def test_a_site_that_was_changed_by_hand_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, "site-public/index.html", "</main>", "<p>手で足した文</p></main>")
    assert publish(root, "web") == 2
    assert "ビルドしたあとに変わっています" in capsys.readouterr().err


def test_without_the_content_nothing_is_known(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content").rename(root / "elsewhere")
    assert publish(root, "web") == 1
    assert "error[no-content]" in capsys.readouterr().err


def test_with_errors_in_the_content_nothing_is_known(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, ORG_FILE, "alias:", "alais:")
    assert publish(root, "web") == 1
    assert "error[unknown-key]" in capsys.readouterr().err


FORBIDDEN = {
    "withdrawn": (CASE_FILE, "audience: public", "audience: public\nstatus: withdrawn"),
    "on hold": (ORG_FILE, "segment: food", "segment: food\nhold: {since: 2026-11-19, reason: 先方の確認待ち}"),
    "expired": (CASE_FILE, "valid_until: 2026-12-31", "valid_until: 2026-11-19"),
    "revoked": (CASE_FILE, "status: granted", "status: revoked"),
    "narrowed": (CASE_FILE, "audience: public", "audience: sales"),
}


@pytest.mark.parametrize("why", FORBIDDEN)
def test_what_may_not_be_shown_today_does_not_come_back(
    twice: Path, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    there = {path: path.read_bytes() for path in (twice / "www").rglob("*") if path.is_file()}
    edit(twice, *FORBIDDEN[why])
    capsys.readouterr()
    assert publish(twice, "web", "--rollback") == 1
    said = capsys.readouterr().err
    assert "cases/case-0001/index.html:1:1: error[not-shown-today]" in said and "公開していません" in said
    assert {path: path.read_bytes() for path in (twice / "www").rglob("*") if path.is_file()} == there
    assert publish(twice, "web") == 1, "nor does the site that was built before"


def test_a_photograph_without_consent_does_not_come_back(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = Path(shutil.copytree(built, tmp_path / "pictured"))
    Image.new("RGB", (40, 30), (200, 40, 40)).save(root / "content" / "cases" / "meeting.png")
    edit(root, CASE_FILE, "consent: {", "outcome: |\n  続きました。\n\n  ![集まりのようす](meeting.png)\nconsent: {")
    edit(root, CASE_FILE, "web: [alias]", "web: [alias, photo]")
    assert run(root, "build", "--audience", "public", "--jobs", "1") == 0
    assert publish(root, "web") == 0
    media = list((root / "www" / "assets" / "media").iterdir())
    assert len(media) == 1
    edit(root, CASE_FILE, "web: [alias, photo]", "web: [alias]")
    assert run(root, "build", "--audience", "public", "--jobs", "1") == 0
    assert publish(root, "web") == 0
    assert not media[0].exists(), "it is gone at once"
    capsys.readouterr()
    assert publish(root, "web", "--rollback") == 1
    assert "cases/case-0001/index.html:1:1: error[not-shown-today]" in capsys.readouterr().err
    assert not media[0].exists()


def test_a_release_whose_content_is_gone_does_not_come_back(twice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (twice / CASE_FILE).unlink()
    assert publish(twice, "web", "--rollback") == 1
    assert "error[not-shown-today]" in capsys.readouterr().err


def test_a_release_past_its_day_does_not_come_back(twice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(twice, "web", "--rollback", day="2027-01-01") == 1
    assert "error[site-outdated]" in capsys.readouterr().err


def test_what_changed_otherwise_comes_back(built: Path, twice: Path) -> None:
    first = (built / "site-public" / "cases" / "case-0001" / "index.html").read_bytes()
    page = twice / "www" / "cases" / "case-0001" / "index.html"
    assert page.read_bytes() != first
    assert publish(twice, "web", "--rollback") == 0
    assert page.read_bytes() == first


@pytest.mark.parametrize(
    ("target", "flags", "said"),
    [
        ("insude", (), "「inside」ではありませんか。"),
        ("./free", (), "誰が読む場所なのかを、--audience で書いてください。"),
        ("./free", ("--audience", "pubilc"), "「pubilc」という audience はありません。"),
        ("r2:bucket/x", ("--audience", "public"), "rclone の場所には、設定した公開先の名前で公開します。"),
        ("./content/x", ("--audience", "public"), "公開先が原稿のフォルダーの中です。"),
        ("./www", ("--audience", "public"), "「casebook publish web」と書いてください。"),
    ],
)
def test_a_target_is_configured_or_says_whose_it_is(
    root: Path,
    target: str,
    flags: tuple[str, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(root)
    assert publish(root, target, *flags) == 2
    assert said in capsys.readouterr().err


def test_a_folder_may_be_named_with_its_circle(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert publish(root, "./free", "--audience", "sales") == 0
    assert (root / "free" / "index.html").read_bytes() == (root / "site" / "index.html").read_bytes()


def test_hosts_of_pages_get_what_they_want(root: Path) -> None:
    hub = "  gh: {to: ghp, audience: public, layout: github-pages}\n"
    lab = "  gl: {to: glp, audience: public, layout: GitLab Pages}\n"
    (root / CONFIG).write_text(SETTINGS + hub + lab, "utf-8")
    (root / "ghp").mkdir()
    (root / "ghp" / ".git").write_text("gitdir: elsewhere", "utf-8")
    assert publish(root, "gh") == publish(root, "gl") == 0
    assert (root / "ghp" / ".nojekyll").read_bytes() == b"" and (root / "ghp" / ".git").exists()
    assert (root / "ghp" / "index.html").is_file()
    assert (root / "glp" / "public" / "index.html").is_file()
    assert sorted(path.name for path in (root / "glp").iterdir()) == [".casebook-release.json.gz", "public"]


def test_what_somebody_rewrote_goes_when_all_is_sent_again(twice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    www, site = twice / "www", twice / "site-public"
    script = next(path for path in (www / "assets").rglob("*.js"))
    for path in (www / "index.html", script):
        path.write_bytes(path.read_bytes() + b"<!-- -->")
    (www / "assets" / "older.0a1b2c3d.js").write_bytes(b"somebody's")
    assert publish(twice, "web") == 0
    assert "送ったものはありません" in capsys.readouterr().out
    assert (www / "index.html").read_bytes() != (site / "index.html").read_bytes()
    assert publish(twice, "web", "--resend", "--dry-run") == 0
    assert "index.html" in capsys.readouterr().out
    assert publish(twice, "web", "--resend") == 0
    built, there = bytes_of(site), bytes_of(www)
    assert set(there) - set(built) == {NOTE, "assets/older.0a1b2c3d.js"}
    assert {path: there[path] for path in built} == built
    assert publish(twice, "web") == 0
    assert "送ったものはありません" in capsys.readouterr().out


def test_a_dry_run_says_what_would_be_done_and_does_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(root, "web", "--dry-run") == 0
    said = capsys.readouterr().out
    assert "新しいページ" in said and "+ cases/case-0001/index.html" in said and "何も送っていません" in said
    assert not (root / "www").exists()

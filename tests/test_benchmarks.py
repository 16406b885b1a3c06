"""What the benchmarks compute, write and say; nothing here is timed."""

from __future__ import annotations

import argparse
import math
import random
import re
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks import edits, processes
from benchmarks.building import STATES, surviving
from benchmarks.corpus import Corpus
from benchmarks.edits import Sign, Unseen
from benchmarks.figures import File, Measured, PageBytes, Served, Size, Visit, Weight, growth, median, tenfold
from benchmarks.goals import Goal, goals
from benchmarks.nouns import Noun
from benchmarks.processes import Failed, peak_memory, seconds, session_memory
from benchmarks.report import as_markdown, machine, versions
from benchmarks.rivals import pages_of
from benchmarks.run import Options, add_options, read_options
from benchmarks.sentences import Natural
from benchmarks.serving import Reader
from benchmarks.tools import HUGO, OURS, PROGRAM, TOOLS, Tool, copy_program
from evaluation.browser import served
from generator.config import read_config
from generator.load import load
from generator.problems import has_errors
from generator.validate import validate

ROOT = Path(__file__).parent.parent
WORDS = [
    Noun(word=word, reading="よみ") for word in ("葡萄", "砂丘", "望遠鏡", "灯台", "水琴窟", "歳時記", "帆船", "雪渓")
]
CORPUS = Corpus(pages=40, speech=Natural(WORDS), nouns=WORDS[:2])


# -- what is asked for -------------------------------------------------------------------------------------------


def _options(*arguments: str) -> Options:
    parser = argparse.ArgumentParser(exit_on_error=False)
    add_options(parser)
    return read_options(parser.parse_args(arguments))


def test_a_run_over_all_usual_sizes_is_written_down() -> None:
    whole = _options()
    assert (whole.sizes, whole.previewed, whole.slow) == ([100, 1_000, 5_000], (1_000, 5_000), False)
    assert whole.write and _options("--pages", "20000", "5000", "1000", "100").write
    assert _options("--slow").slow and _options("--rounds", "9", "--edits", "1").rounds == 9


def test_a_try_is_not_written_down() -> None:
    quick = _options("--quick")
    assert (quick.sizes, quick.previewed, quick.rounds, quick.edits, quick.write) == ([100], (100,), 1, 2, False)
    assert not _options("--pages", "100", "1000").write
    assert _options("--pages", "20000", "300").sizes == [300, 20_000]


@pytest.mark.parametrize("count", ["0", "-5", "many"])
def test_a_size_is_a_number_of_pages(count: str) -> None:
    with pytest.raises(argparse.ArgumentError):
        _options("--pages", count)


# -- figures -----------------------------------------------------------------------------------------------------


def test_a_ratio_is_taken_within_each_round() -> None:
    rounds = [
        {("A", "cold"): 2.0, ("B", "cold"): 1.0},
        {("A", "cold"): 30.0, ("B", "cold"): 10.0},
        {("A", "cold"): 4.0},
    ]
    size = Size(pages=10, rounds=rounds)
    assert size.time("A", "cold") == 4.0 and size.time("B", "warm") is None
    assert size.ratio(("A", "cold"), ("B", "cold")) == 2.5
    assert size.ratio(("A", "cold"), ("C", "cold")) is None


def test_previews_are_compared_edit_by_edit() -> None:
    both = Served(pages=10, seconds={"A": [1.0, 2.0, 9.0], "B": [2.0, 2.0, 3.0]})
    assert (both.time("A"), both.ratio("A", "B"), both.ratio("A", "C")) == (2.0, 1.0, None)
    assert median([]) is None and median([1, 2]) == 1.5


def test_growth_is_an_exponent() -> None:
    assert growth(100, 1.0, 1_000, 10.0) == pytest.approx(1.0)
    assert growth(1_000, 2.0, 5_000, 50.0) == pytest.approx(2.0)
    assert tenfold(growth(1_000, 3.0, 5_000, 15.0)) == pytest.approx(10.0)
    assert tenfold(growth(1_000, 3.0, 5_000, 3.0)) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("figure", "verdict"), [(None, "not measured"), (2.0, "met"), (1.9, "met"), (3.0, "missed: 1.5 × the goal")]
)
def test_a_goal_is_met_missed_or_not_measured(figure: float | None, verdict: str) -> None:
    assert Goal(name="cold", figure=figure, most=2.0, unit="× Hugo").verdict == verdict


# -- the report --------------------------------------------------------------------------------------------------


def _round(scale: float) -> dict[tuple[str, str], float]:
    ours = {("Casebook", state.name): scale for state in STATES}
    return {**ours, **{("Hugo", state.name): scale * 2 for state in STATES}, ("Material", "cold"): scale * 8}


def _measured() -> Measured:
    sizes = [
        Size(
            pages=pages,
            rounds=[_round(pages / 1_000), _round(pages / 500)],
            memory={"Casebook": 250 * 2**20, "Hugo": None},
            weights={"Casebook": PageBytes(raw=26_000, gz=6_500)},
        )
        for pages in (100, 1_000, 5_000)
    ]
    visit = Visit(name="home", files=[File(path="index.html", raw=9, gz=7_100), File(path="a.css", raw=9, gz=28_400)])
    weight = Weight(pages=256, html=PageBytes(raw=22_000, gz=8_800), visits=[visit])
    served = [Served(pages=5_000, seconds={"Casebook": [0.12, 0.13, 0.11], "Hugo": [1.0, 2.0, 3.0]})]
    return Measured(sizes=sizes, served=served, weight=weight, missing={"Zensical": "it is not installed"})


def test_goals_stand_beside_their_figures() -> None:
    rows = {(goal.name, goal.unit): goal for goal in goals(_measured())}
    assert rows["cold, 5,000 pages", "× Hugo"].figure == 0.5
    assert rows["cold, 5,000 pages", "× Material"].figure == 0.125
    assert rows["memory of all processes, 5,000 pages", "MiB"].figure == 250
    assert rows["ten times the pages, cold, 1,000 → 5,000 pages", "× the time"].figure == pytest.approx(10)
    assert rows["edit to served, 5,000 pages", "s"].verdict == "met"
    assert rows["edit to served, 1,000 pages", "s"].verdict == "not measured"
    assert rows["HTML of the median page, compressed", "KB"].verdict == "missed: 1.1 × the goal"
    assert rows["all that the heaviest first visit loads, compressed", "KB"].figure == pytest.approx(35.5)


def test_a_report_says_what_was_measured() -> None:
    text = as_markdown("2026-11-21", ["Casebook 1", "Hugo 2"], "2 cores", _measured())
    assert "on 2026-11-21: Casebook 1, Hugo 2.\n2 cores.\n" in text
    assert "| cold, s | 1.50 | 3.00 | 12.00 | – | 0.50 × | 0.12 × |" in text
    assert "| most memory, MiB | 250 | – | – | – |  |  |" in text
    assert "| the median article, KB / compressed | 26.0 / 6.5 | – | – | – |  |  |" in text
    assert "| 1,000 → 5,000 pages | 1.00 | 1.00 | 1.00 | – |" in text
    assert "| 5,000 pages | 0.120 (0.110 – 0.130) | 2.000 (1.000 – 3.000) | 0.07 × |" in text
    assert "| home | 2 | 7.1 | 28.4 | 0.0 | 0.0 | 35.5 | 0.0 |" in text
    assert "Zensical has no (or not all) figures: it is not installed." in text
    assert "## 5,000 pages, 2 rounds" in text


def test_every_table_of_a_report_is_whole() -> None:
    lines = as_markdown("2026-11-21", [], "2 cores", _measured()).splitlines()
    for before, line in pairwise(lines):
        if before.startswith("|") and line.startswith("|"):
            assert before.count("|") == line.count("|")
    assert not any(line == before == "" for before, line in pairwise(lines))


def test_a_report_of_nothing_says_so() -> None:
    text = as_markdown("2026-11-21", [], "2 cores", Measured(sizes=[], served=[], weight=None, missing={}))
    assert "not measured" in text and "met |" not in text and "first visit loads, KB" not in text


def test_a_report_names_no_machine() -> None:
    assert re.fullmatch(r"\w+, \d+ cores, \d+ GiB of memory, load \d+\.\d at the beginning", machine())
    assert versions()[0].startswith("Casebook ") and versions()[-1].startswith("Python ")


# -- projects and edits ------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy_program(tmp_path)
    for tool in TOOLS:
        tool.project(tmp_path).mkdir()
        tool.write(tool.project(tmp_path), CORPUS)
    return tmp_path


def test_all_read_the_same_pages(folder: Path) -> None:
    pages = list(pages_of(CORPUS))
    assert len(pages) == CORPUS.pages and {page.place for page in pages} >= set(CORPUS.article_places())
    for tool in TOOLS:
        assert all((tool.project(folder) / tool.source(page.place)).is_file() for page in pages)
    article = next(page for page in pages if ".md)" in page.body)
    ours, hugo, material = (
        (tool.project(folder) / tool.source(article.place)).read_text("utf-8") for tool in TOOLS[:3]
    )
    assert ours.endswith(article.body) and material.endswith(article.body)
    assert re.sub(r"\]\(\.\./([\w-]+)/\)", r"](\1.md)", hugo) == material


def test_our_corpus_is_without_errors(folder: Path) -> None:
    config, found = read_config(OURS.project(folder) / "site_config.yml")
    assert config is not None
    loaded = load(config)
    found += [*loaded.problems, *validate(loaded.library, config, loaded.images)]
    assert not has_errors(found)
    assert len(loaded.library.cases) == 4 and len(loaded.library.articles) == 34


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_a_word_is_another_in_one_article(folder: Path, tool: Tool) -> None:
    project = tool.project(folder)
    before = _files(project)
    sign = edits.word(tool, project, CORPUS, random.Random(3))
    (changed,) = (path for path, text in _files(project).items() if text != before[path])
    assert sign.text in changed.read_text("utf-8") and sign.text not in before[changed]
    assert before[changed].partition("\n---\n")[0] == changed.read_text("utf-8").partition("\n---\n")[0]
    assert sign.page.parent.name == changed.stem


@pytest.mark.parametrize(
    ("edit", "file"),
    [
        (edits.metric, "casebook/content/cases"),
        (edits.template, f"{PROGRAM}/themes/casebook/main.html"),
        (edits.config, "casebook/site_config.yml"),
    ],
)
def test_every_round_has_another_edit(folder: Path, edit: edits.Edit, file: str) -> None:
    signs = set()
    for number in range(3):
        before = _files(folder)
        signs.add(edit(OURS, OURS.project(folder), CORPUS, random.Random(number)).text)
        changed = [path for path, text in _files(folder).items() if text != before[path]]
        assert len(changed) == 1 and changed[0].relative_to(folder).as_posix().startswith(file)
    assert len(signs) == 3


def test_a_build_that_does_nothing_is_an_error(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    sign = Sign(page=page, text="新しい語")
    with pytest.raises(Unseen):
        sign.expect(shown=True)
    page.write_text("<p>新し<a href='x'>い</a>語</p>", "utf-8")
    sign.expect(shown=True)
    with pytest.raises(Unseen):
        sign.expect(shown=False)


def test_a_template_without_a_place_for_the_edit_is_an_error(folder: Path) -> None:
    (folder / PROGRAM / "themes" / "casebook" / "main.html").write_text("", "utf-8")
    with pytest.raises(Unseen, match=r"main\.html"):
        edits.template(OURS, OURS.project(folder), CORPUS, random.Random(1))


def test_a_cold_build_finds_nothing(folder: Path) -> None:
    for tool in TOOLS:
        for name in tool.begins_without:
            (tool.project(folder) / name).mkdir(exist_ok=True)
        tool.forget(tool.project(folder))
        assert not any((tool.project(folder) / name).exists() for name in tool.begins_without)
    assert replace(OURS, package="no-such-package").version is None


def _files(folder: Path) -> dict[Path, str]:
    ends = (".md", ".yml", ".html", ".toml")
    return {path: path.read_text("utf-8") for path in folder.rglob("*") if path.suffix in ends}


# -- processes and previews --------------------------------------------------------------------------------------


def test_a_command_that_fails_is_no_figure(tmp_path: Path) -> None:
    command = (sys.executable, "-c", "import sys; print('broken here'); sys.exit(3)")
    for run in (seconds, peak_memory):
        with pytest.raises(Failed, match="ended with 3: broken here"):
            run(command, tmp_path, {})
    assert seconds((sys.executable, "-c", "import os; os.environ['MARK']"), tmp_path, {"MARK": "1"}) > 0


def test_a_rival_that_breaks_is_left_out_and_ours_is_not() -> None:
    broken: dict[str, str] = {}
    with surviving(HUGO, broken):
        raise Failed("no such layout")
    assert broken == {"Hugo": "no such layout"}
    with pytest.raises(Unseen), surviving(OURS, broken):
        raise Unseen("the old page")
    assert list(broken) == ["Hugo"]


def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    child = "import time; held = bytearray(60_000_000); time.sleep(0.6)"
    both = f"import subprocess, sys; each = subprocess.Popen([sys.executable, '-c', {child!r}]); {child}; each.wait()"
    held = peak_memory((sys.executable, "-c", both), tmp_path, {})
    if processes.MEMORY_IS_KNOWN:
        assert held is not None and 120_000_000 < held < 240_000_000
    else:
        assert held is None
    assert session_memory(2**22 + 1) == 0


def test_a_preview_is_asked_until_it_has_the_text(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>前</p>", "utf-8")
    with served(tmp_path) as address:
        port = int(address.rstrip("/").rpartition(":")[2])
        reader = Reader(port, "/")
        came, page = reader.ask()
        assert page == "<p>前</p>" and Reader(port, "/none/").ask()[1] == ""
        assert reader.wait("前", came, 5) > 0
        with pytest.raises(Unseen):
            reader.wait("後", came, 0)
    assert not math.isnan(Reader(1, "/").ask()[0])  # nobody answers


# -- what it is compared with ------------------------------------------------------------------------------------


def test_the_lock_names_its_packages_by_hash_alone() -> None:
    lock = (ROOT / "requirements-bench.lock").read_text("utf-8")
    row = r"[a-z0-9-]+==[0-9.]+(?: ; [a-z_]+ [<>=]+ '[0-9.a-z]+')?(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n"
    assert re.fullmatch(rf"(?:{row})+", lock)
    ours = (ROOT / "requirements.lock").read_text("utf-8")
    pinned, own = (dict(re.findall(r"^([a-z0-9-]+)==([0-9.]+) (?!;)", text, re.MULTILINE)) for text in (lock, ours))
    assert {"hugo", "zensical"} <= set(pinned)
    assert all(own[name] == version for name, version in pinned.items() if name in own)

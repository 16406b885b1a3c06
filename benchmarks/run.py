"""A whole run: every size, the previews, a first visit; then the report."""

from __future__ import annotations

import argparse
import datetime
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.browser import CHROMIUM

from . import building, serving, weight
from .corpus import Corpus
from .edits import Unseen
from .figures import Measured, Served, Size
from .nouns import Noun, nouns
from .processes import Failed
from .report import RESULTS, as_markdown, machine, versions
from .sentences import Natural
from .tools import HUGO, OURS, TOOLS, Tool

SIZES = (100, 1_000, 5_000)
QUICK = (100,)
PREVIEWED = (1_000, 5_000)
_SLOW_UP_TO = 1_000
_TERMS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What one run measures: sizes in rising order, rounds of builds, edits of previews."""

    sizes: Sequence[int]
    previewed: Sequence[int]
    rounds: int
    edits: int
    slow: bool
    """Time Material and Zensical above 1,000 pages too, which takes many minutes."""
    write: bool


def add_options(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command line."""
    parser.add_argument("--pages", type=_count, nargs="+", help="sizes (default: 100 1000 5000; try 20000)")
    parser.add_argument("--rounds", type=_count, help="rounds of builds (default: 3)")
    parser.add_argument("--edits", type=_count, help="edits of each preview (default: 7)")
    parser.add_argument("--slow", action="store_true", help="time the slow ones above 1,000 pages too")
    parser.add_argument("--quick", action="store_true", help="a small try: 100 pages, one round, two edits")


def read_options(given: argparse.Namespace) -> Options:
    """Fill in what was not given. Only a run over all usual sizes is written down."""
    sizes = sorted(set(given.pages or (QUICK if given.quick else SIZES)))
    previewed = QUICK if given.quick else tuple(size for size in sizes if size in PREVIEWED)
    return Options(
        sizes=sizes,
        previewed=previewed,
        rounds=given.rounds or (1 if given.quick else 3),
        edits=given.edits or (2 if given.quick else 7),
        slow=given.slow,
        write=set(SIZES) <= set(sizes) and not given.quick,
    )


def run_all(given: argparse.Namespace) -> int:
    """Measure, print, and write where it is a whole run; 1 where our own build broke or left an edit out."""
    options = read_options(given)
    where = machine()
    try:
        found = _measure(options)
    except (Failed, Unseen, subprocess.CalledProcessError) as fault:
        print(fault, file=sys.stderr)
        return 1
    text = as_markdown(datetime.date.today().isoformat(), versions(), where, found)
    print(text)
    if options.write:
        RESULTS.write_text(text, "utf-8")
    return 0


def _measure(options: Options) -> Measured:
    started = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - started:7.1f} s  {line}", file=sys.stderr)

    words = nouns()
    there = [tool for tool in TOOLS if tool.version]
    missing = {tool.name: "it is not installed" for tool in TOOLS if tool not in there}
    sizes: list[Size] = []
    for pages in options.sizes:
        corpus = _corpus(pages, words)
        tools = _taking_part(there, pages, options)
        size, broken = building.measure(corpus, tools, options.rounds, say)
        sizes.append(size)
        broken |= {tool.name: "it takes minutes (`--slow`)" for tool in there if tool not in tools}
        missing |= {f"{name} at {pages:,} pages": why for name, why in broken.items()}
    previews = tuple(tool for tool in (OURS, HUGO) if tool in there)
    served: list[Served] = []
    for pages in options.previewed:
        found, broken = serving.measure(_corpus(pages, words), previews, options.edits, say)
        served.append(found)
        missing |= {f"The preview of {name} at {pages:,} pages": why for name, why in broken.items()}
    if CHROMIUM is None:
        missing["A first visit"] = "Chromium is missing"
    say("what a first visit loads")
    return Measured(sizes=sizes, served=served, weight=weight.measure() if CHROMIUM else None, missing=missing)


def _taking_part(tools: Sequence[Tool], pages: int, options: Options) -> list[Tool]:
    return [tool for tool in tools if options.slow or pages <= _SLOW_UP_TO or tool not in building.SLOW]


def _corpus(pages: int, words: list[Noun]) -> Corpus:
    """One page in fifty is a term; its words are the commonest."""
    return Corpus(pages=pages, speech=Natural(words), nouns=words[: pages // _TERMS])


def _count(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("it must be 1 or more")
    return value

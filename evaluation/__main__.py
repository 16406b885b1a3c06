"""``python -m evaluation [--only SET] [--no-rivals] [--verbose]``: how well our search finds, beside two others.

Every set of pages is built, every engine is asked every query in a real browser, and the exit status is 1 where our
own falls below ``thresholds.json``. A run over all sets with rivals writes ``RESULTS.md``.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError

from generator import columns

from .browser import CHROMIUM, chromium, served
from .engines import ENGINES, OURS, Engine
from .queries import Query
from .report import Outcome, absences, as_markdown, failing, table
from .scoring import Answers
from .sites import SETS, Broken, Set, build
from .texts import Text, read_site
from .thresholds import read_thresholds, shortfalls

_RESULTS = Path(__file__).with_name("RESULTS.md")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the evaluation; 0 all is well, 1 something lies below its threshold, 2 it could not be run."""
    options = _parser().parse_args(arguments)
    if CHROMIUM is None:
        print("Chromium is missing: install the Debian package `chromium`", file=sys.stderr)
        return 2
    engines = ENGINES if options.rivals else (OURS,)
    wanted = [each for each in SETS if options.only in (None, each.name)]
    skipped = [f"The set {each.name} was skipped: its pages are not here" for each in wanted if not each.there]
    try:
        outcomes = _run([each for each in wanted if each.there], engines)
    except (Broken, BrowserError) as broken:
        print(broken, file=sys.stderr)
        return 2
    print("\n".join([", ".join(_versions(engines)), *skipped]))
    below = [line for outcome in outcomes for line in _print(outcome, verbose=options.verbose)]
    if options.rivals and options.only is None:
        day = datetime.date.today().isoformat()
        _RESULTS.write_text(as_markdown(day, _versions(engines), outcomes, skipped), "utf-8")
    print("\n".join(["", "Below the thresholds:", *below]) if below else "\nNothing lies below its threshold.")
    return 1 if below else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="evaluation", description=__doc__)
    parser.add_argument("--only", choices=[each.name for each in SETS], help="one set of pages")
    parser.add_argument("--rivals", action=argparse.BooleanOptionalAction, default=True, help="ask the others too")
    parser.add_argument("--verbose", action="store_true", help="print the answer to every query")
    return parser


def _versions(engines: Sequence[Engine]) -> list[str]:
    return [f"{each.name} {each.version() or 'not installed'}" for each in engines]


# -- running -----------------------------------------------------------------------------------------------------


def _run(sets: Sequence[Set], engines: Sequence[Engine]) -> list[Outcome]:
    with tempfile.TemporaryDirectory(prefix="casebook-eval-") as name, chromium() as browser:
        root = Path(name)
        with served(root) as address:
            return [_asked(each, engines, browser, root, address) for each in sets]


def _asked(pages: Set, engines: Sequence[Engine], browser: Browser, root: Path, address: str) -> Outcome:
    site = build(pages, root / pages.name)
    texts, queries = read_site(site), pages.read()
    if gone := {page for query in queries for page in query.expected} - {pages.id_of(text.url) for text in texts}:
        raise Broken(f"{pages.queries.name} expects pages that the site does not have: {', '.join(sorted(gone))}")
    answers: dict[str, Answers] = {}
    missing: dict[str, str] = {}
    for engine in engines:
        folder = site if engine is OURS else root / f"{pages.name}-{engine.name.lower()}"
        try:
            found = _answers(engine, texts, queries, browser, root, folder, address)
        except (Broken, BrowserError) as broken:
            if engine is OURS:
                raise
            missing[engine.name] = str(broken).splitlines()[0]
        else:
            answers[engine.name] = {name: [pages.id_of(url) for url in urls] for name, urls in found.items()}
    return Outcome(
        name=pages.name, about=pages.about, pages=len(texts), queries=queries, answers=answers, missing=missing
    )


def _answers(
    engine: Engine,
    texts: Sequence[Text],
    queries: Sequence[Query],
    browser: Browser,
    root: Path,
    folder: Path,
    address: str,
) -> dict[str, list[str]]:
    if engine.version() is None:
        raise Broken(f"{engine.package} is not installed")
    engine.make(texts, folder)
    home = f"{address}{folder.relative_to(root).as_posix()}/"
    found = engine.ask(browser, home, [query.text for query in queries])
    return {query.id: urls for query, urls in zip(queries, found, strict=True)}


# -- telling -----------------------------------------------------------------------------------------------------


def _print(outcome: Outcome, *, verbose: bool) -> list[str]:
    """Print one set's table and our failing queries; returns what lies below the thresholds."""
    ours = outcome.answers[OURS.name]
    lines = ["", outcome.heading, *_aligned(table(outcome)), *absences(outcome)]
    told = list(failing(outcome.queries, ours, every=verbose))
    lines += ["", "Every query:" if verbose else "Failing queries:", *told] if told else []
    print("\n".join(lines))
    thresholds = read_thresholds().get(outcome.name, {})
    return [f"{outcome.name}: {line}" for line in shortfalls(outcome.queries, ours, thresholds)]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    return columns.table(rows, range(1, len(rows[0])))


if __name__ == "__main__":
    sys.exit(main())

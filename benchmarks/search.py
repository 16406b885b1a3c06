"""``python -m benchmarks search [--pages N …]``: what the search weighs, how soon it answers, what its index costs.

Sites of a natural vocabulary are generated, built by the project's own command, served to this machine by a server that
compresses nothing, and asked in a real browser.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from statistics import median

from evaluation.browser import chromium, served

from . import keystrokes, transfer
from .indexing import Cost, cost
from .keystrokes import SLOWED, UNLOCKED, Surface, Times
from .queries import Query
from .sites import built, written
from .transfer import Transfer

FRAME = 16.0
RATIO = 0.9
EVERY = 2  # of the queries, one in so many is typed letter by letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Bytes that a first result may cost on a site of up to so many pages."""

    pages: int
    bytes: int


GOALS = (Goal(pages=100, bytes=60_000), Goal(pages=10_000, bytes=100_000))


def run(sizes: Sequence[int]) -> None:
    """Measure sites of each size and print what was found."""
    for pages in sizes:
        with tempfile.TemporaryDirectory(prefix="casebook-bench-") as name:
            queries = written(Path(name), pages)
            site = built(Path(name))
            print(
                f"\n{pages:,} pages, {len(queries)} queries; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
            )
            with served(site) as address:
                _transfer(site, address, pages, queries)
                _keystrokes(site, address, queries[::EVERY])
            _index(cost(Path(name)))


def _page_url(site: Path) -> str:
    """A page to begin at: the first article."""
    return min((site / "articles").glob("*/*/index.html")).parent.relative_to(site).as_posix() + "/"


# -- bytes -------------------------------------------------------------------------------------------------------


def _transfer(site: Path, address: str, pages: int, queries: Sequence[Query]) -> None:
    with chromium() as browser:
        found = transfer.measure(browser, address, site, _page_url(site), queries)
    most = next((goal.bytes for goal in GOALS if pages <= goal.pages), GOALS[-1].bytes)
    print("  from the focus to the first hit, KB    compressed        as it is       requests")
    for kind, group in groupby(found, key=lambda each: each.query.kind):
        _row(kind, list(group))
    _row("all", found)
    for name, worst in (
        ("median", median(each.gzipped for each in found)),
        ("maximum", max(each.gzipped for each in found)),
    ):
        print(f"  goal: {name} ≤ {most / 1000:.0f} KB compressed{_verdict(worst, most)}")


def _row(name: str, found: Sequence[Transfer]) -> None:
    def both(value: Callable[[Transfer], int], scale: float, digits: int) -> str:
        values = [value(each) / scale for each in found]
        return f"{median(values):6.{digits}f} / {max(values):6.{digits}f}"

    gzipped, plain = both(lambda each: each.gzipped, 1000, 1), both(lambda each: each.plain, 1000, 1)
    print(f"    {name:<30} {gzipped}  {plain}  {both(lambda each: each.requests, 1, 0)}")


# -- milliseconds ------------------------------------------------------------------------------------------------


def _keystrokes(site: Path, address: str, queries: Sequence[Query]) -> None:
    engine = next(site.glob("assets/search.*/engine.js")).relative_to(site).as_posix()
    print(
        f"  a keystroke, processor slowed {SLOWED} ×, ms   p50 / p95: cold | warm, each key's best of {keystrokes.WARM}"
    )
    with chromium(*UNLOCKED) as unlocked:
        cold, warm = keystrokes.engine_alone(unlocked, address, engine, queries)
        print(f"    the engine alone                    {_spread(cold)} | {_spread(warm)}")
        for surface in keystrokes.surfaces(_page_url(site)):
            _surface(surface, *keystrokes.type_all(unlocked, address, surface, queries))
        print(f"    an empty frame, nothing waiting     {_spread(keystrokes.empty_frames(unlocked, address))}")


def _surface(surface: Surface, cold: Times, warm: Times) -> None:
    print(f"    {surface.name + ', list filled':<35} {_spread(cold.filled)} | {_spread(warm.filled)}")
    late = _quantile(warm.painted, 0.95)
    painted = f"{_spread(cold.painted)} | {_spread(warm.painted)}"
    print(f"    {surface.name + ', painted':<35} {painted}   goal: p95 ≤ {FRAME:.0f} ms{_verdict(late, FRAME)}")


def _spread(times: Sequence[float]) -> str:
    return f"{_quantile(times, 0.5):6.1f} / {_quantile(times, 0.95):6.1f}"


def _quantile(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


# -- seconds -----------------------------------------------------------------------------------------------------


def _index(found: Cost) -> None:
    print("  a cold build on one processor, s")
    print(f"    Markdown {found.markdown:.2f} + pages {found.pages:.2f}")
    print(f"    analysis {found.analysis:.2f} + index {found.index:.2f}")
    print(f"  goal: index / rendering {found.ratio:.2f} ≤ {RATIO}{_verdict(found.ratio, RATIO)}")


def _verdict(value: float, most: float) -> str:
    return ": met" if value <= most else f": missed by {value / most - 1:.0%}"

"""A run as text for the repository: goals first, then every figure by the template ``results.md.jinja``."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import jinja2

from .building import COLD, STATES
from .figures import Measured, Served, Size, Visit, growth, median
from .goals import Goal, goals
from .tools import HUGO, MATERIAL, OURS, TOOLS

RESULTS = Path(__file__).with_name("RESULTS.md")
_TEMPLATE = Path(__file__).with_name("results.md.jinja")
_NONE = "–"
_MIB, _GIB = 2**20, 2**30


def as_markdown(day: str, versions: Sequence[str], machine: str, found: Measured) -> str:
    """The whole of a run."""
    template = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False).from_string(
        _TEMPLATE.read_text("utf-8")
    )
    text = template.render(
        day=day,
        versions=versions,
        machine=machine,
        missing=sorted(found.missing.items()),
        goals=[_goal(goal) for goal in goals(found)],
        sizes=[_size(size) for size in found.sizes],
        served=_served(found.served),
        growth=_growth(found.sizes),
        weight=_weight(found),
    )
    return text.rstrip() + "\n"


def versions() -> list[str]:
    """Each tool's name and version, and Python's."""
    python = f"Python {platform.python_version()}"
    return [*(f"{tool.name} {tool.version or 'not installed'}" for tool in TOOLS), python]


def machine() -> str:
    """Cores, memory and how busy it is; nothing that names it."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / _GIB
    busy = os.getloadavg()[0]
    return f"{platform.system()}, {os.cpu_count()} cores, {memory:.0f} GiB of memory, load {busy:.1f} at the beginning"


# -- tables ------------------------------------------------------------------------------------------------------

Table = dict[str, Any]
"""``head`` and ``rows``, cells as text."""


def _goal(goal: Goal) -> list[str]:
    figure = _NONE if goal.figure is None else f"{_short(goal.figure)} {goal.unit}"
    return [goal.name, figure, f"≤ {goal.most:g} {goal.unit}", goal.verdict]


def _size(size: Size) -> Table:
    """Seconds of each state, then ours against two others; memory and what a page weighs below."""
    names = [tool.name for tool in TOOLS]
    rows = [
        [f"{state.name}, s", *(_seconds(size.time(name, state.name)) for name in names), *_ratios(size, state.name)]
        for state in STATES
    ]
    memory = [size.memory.get(name) for name in names]
    rows.append(["most memory, MiB", *(f"{held / _MIB:,.0f}" if held else _NONE for held in memory), "", ""])
    weights = [size.weights.get(name) for name in names]
    both = [f"{_kb(each.raw)} / {_kb(each.gz)}" if each else _NONE for each in weights]
    rows.append(["the median article, KB / compressed", *both, "", ""])
    rounds = len(size.rounds)
    title = f"{size.pages:,} pages, {rounds} round{'s' if rounds != 1 else ''}"
    return {"title": title, "head": ["", *names, f"ours / {HUGO.name}", f"ours / {MATERIAL.name}"], "rows": rows}


def _ratios(size: Size, state: str) -> Iterator[str]:
    """Against the same state; Material, which always builds everything, against its only one."""
    for tool, theirs in ((HUGO, state), (MATERIAL, COLD.name)):
        ratio = size.ratio((OURS.name, state), (tool.name, theirs))
        yield _NONE if ratio is None else f"{_short(ratio)} ×"


def _served(found: Sequence[Served]) -> Table | None:
    if not found:
        return None
    rows = [
        [f"{each.pages:,} pages", _spread(each.seconds.get(OURS.name, ())), _spread(each.seconds.get(HUGO.name, ())),
         _NONE if (ratio := each.ratio(OURS.name, HUGO.name)) is None else f"{_short(ratio)} ×"]
        for each in found
    ]  # fmt: skip
    return {"head": ["", f"{OURS.name} serve", f"{HUGO.name} server", "ours / Hugo"], "rows": rows}


def _growth(sizes: Sequence[Size]) -> Table | None:
    if len(sizes) < 2:
        return None
    rows = []
    for few, many in pairwise(sizes):
        cells = []
        for tool in TOOLS:
            less, more = few.time(tool.name, COLD.name), many.time(tool.name, COLD.name)
            cells.append(f"{growth(few.pages, less, many.pages, more):.2f}" if less and more else _NONE)
        rows.append([f"{few.pages:,} → {many.pages:,} pages", *cells])
    return {"head": ["", *(tool.name for tool in TOOLS)], "rows": rows}


def _weight(found: Measured) -> dict[str, Any] | None:
    weight = found.weight
    if weight is None:
        return None
    rows = [[visit.name, str(len(visit.files)), *_parts(visit), _kb(visit.gz), _kb(visit.raw)]
            for visit in weight.visits]  # fmt: skip
    head = ["", "files", "page", "styles", "scripts", "others", "all", "not compressed"]
    return {"pages": weight.pages, "raw": _kb(weight.html.raw), "gz": _kb(weight.html.gz), "head": head, "rows": rows}


def _parts(visit: Visit) -> list[str]:
    """The page, its styles, its scripts, and all else."""
    styles, scripts = (sum(file.gz for file in visit.files if file.path.endswith(end)) for end in (".css", ".js"))
    return [_kb(each) for each in (visit.page.gz, styles, scripts, visit.gz - visit.page.gz - styles - scripts)]


def _seconds(value: float | None) -> str:
    return _NONE if value is None else f"{value:.2f}"


def _spread(values: Sequence[float]) -> str:
    if not values:
        return _NONE
    return f"{median(values):.3f} ({min(values):.3f} – {max(values):.3f})"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _kb(size: int) -> str:
    return f"{size / 1000:.1f}"

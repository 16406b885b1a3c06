"""The same texts built by us and by others, state by state, in turn within one run."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .corpus import Corpus, write_site
from .edits import Edit, Unseen, config, metric, template, word
from .figures import PageBytes, Round, Size
from .pagebytes import page_bytes
from .processes import Failed, peak_memory, seconds
from .tools import HUGO, MATERIAL, OURS, TOOLS, ZENSICAL, Tool, copy_program

Say = Callable[[str], None]
_WEIGHED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a build finds, and whose builds are timed in it."""

    name: str
    of: Sequence[Tool]
    edit: Edit | None = None
    cold: bool = False


COLD = State(name="cold", of=TOOLS, cold=True)
UNCHANGED = State(name="nothing changed", of=(OURS, HUGO, ZENSICAL))
WORD = State(name="one word changed", of=(OURS, HUGO, ZENSICAL), edit=word)
METRIC = State(name="one case's figure changed", of=(OURS,), edit=metric)
TEMPLATE = State(name="template changed", of=(OURS,), edit=template)
CONFIG = State(name="configuration changed", of=(OURS,), edit=config)
STATES = (COLD, UNCHANGED, WORD, METRIC, TEMPLATE, CONFIG)
SLOW = (MATERIAL, ZENSICAL)
"""Timed once, not in every round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A folder with a project for each tool that takes part."""

    folder: Path
    corpus: Corpus
    tools: Sequence[Tool]

    def project(self, tool: Tool) -> Path:
        return tool.project(self.folder)

    def seconds(self, tool: Tool) -> float:
        """How long a build takes. Raises Failed."""
        return seconds(tool.build, self.project(tool), tool.settings(self.folder))

    def memory(self, tool: Tool) -> int | None:
        """The most bytes that a build holds. Raises Failed."""
        return peak_memory(tool.build, self.project(tool), tool.settings(self.folder))


def set_up(folder: Path, corpus: Corpus, tools: Sequence[Tool]) -> Bench:
    """Write every project, and let our own program read its dictionary, as it does once on a machine."""
    copy_program(folder)
    write_site(folder / "first", 10, cases=0)
    seconds(OURS.build, folder / "first", OURS.settings(folder))
    bench = Bench(folder=folder, corpus=corpus, tools=tools)
    for tool in tools:
        bench.project(tool).mkdir()
        tool.write(bench.project(tool), corpus)
    return bench


def measure(corpus: Corpus, tools: Sequence[Tool], rounds: int, say: Say) -> tuple[Size, dict[str, str]]:
    """Time ``rounds`` rounds; also returns why a tool that broke has no (further) figures.

    Raises Failed or Unseen where ours breaks: then there is nothing to compare."""
    with tempfile.TemporaryDirectory(prefix="casebook-bench-") as name:
        bench = set_up(Path(name), corpus, tools)
        broken: dict[str, str] = {}
        memory = _first_builds(bench, broken, say)
        timed = [_round(bench, number, broken, say) for number in range(rounds)]
        weights = {tool.name: _page_bytes(bench, tool) for tool in tools if tool.name not in broken}
    return Size(pages=corpus.pages, rounds=timed, memory=memory, weights=weights), broken


@contextmanager
def surviving(tool: Tool, broken: dict[str, str]) -> Iterator[None]:
    """Note why a tool broke, and go on without it; ours must not."""
    try:
        yield
    except (Failed, Unseen, OSError) as fault:
        if tool is OURS:
            raise
        broken[tool.name] = str(fault)


def _first_builds(bench: Bench, broken: dict[str, str], say: Say) -> dict[str, int | None]:
    """Build each once, uncounted: files come into the machine's memory, and that of processes is looked at."""
    memory: dict[str, int | None] = {}
    for tool in bench.tools:
        say(f"{bench.corpus.pages:,} pages: {tool.name}, first build")
        with surviving(tool, broken):
            memory[tool.name] = bench.memory(tool)
    return memory


def _round(bench: Bench, number: int, broken: dict[str, str], say: Say) -> Round:
    """Every state of every tool that is whole, one after the other."""
    found: dict[tuple[str, str], float] = {}
    for state in STATES:
        for tool in _timed(bench, state, number):
            if tool.name in broken:
                continue
            with surviving(tool, broken):
                took = found[tool.name, state.name] = _once(bench, state, tool, number)
                say(f"{bench.corpus.pages:,} pages, round {number + 1}: {tool.name}, {state.name}: {took:.2f} s")
    return found


def _timed(bench: Bench, state: State, number: int) -> Iterator[Tool]:
    return (tool for tool in bench.tools if tool in state.of and (number == 0 or tool not in SLOW))


def _once(bench: Bench, state: State, tool: Tool, number: int) -> float:
    project = bench.project(tool)
    if state.cold:
        tool.forget(project)
    sign = None
    if state.edit:
        sign = state.edit(tool, project, bench.corpus, random.Random(f"{state.name} {number}"))
        sign.expect(shown=False)
    took = bench.seconds(tool)
    if sign:
        sign.expect(shown=True)
    return took


def _page_bytes(bench: Bench, tool: Tool) -> PageBytes:
    """The median of some articles, the same of every tool."""
    places = bench.corpus.article_places()
    some = random.Random(1).sample(places, min(_WEIGHED, len(places)))
    return page_bytes([bench.project(tool) / tool.page(place) for place in some])

"""Anything at all as content: there may be problems, each with a code, a place and a hint, but never a traceback.

What Hypothesis draws is good content with a few things put in, taken out or doubled: what is wrong all over is refused
before it can reach anything interesting."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator import blocks, strict_yaml
from generator.config import AUDIENCES, SiteConfig, read_config
from generator.importing import import_path
from generator.load import load
from generator.markup import MarkupError, convert
from generator.model.body import Body
from generator.model.library import COLLECTIONS, Library
from generator.problems import Problem
from generator.validate import validate

from ..folders import write_site
from .drafts import written
from .sowing import sow
from .trial import ROOT, Check

T = TypeVar("T")

_NASTY = (
    *(
        "---\n",
        "\n",
        "\r",
        " ",
        "\t",
        "　",
        ":",
        ": ",
        "- ",
        "#",
        "&a",
        "*a",
        "!!python/object:os.system",
        "<<: *a",
        "%YAML",
    ),
    *("[", "]", "{", "}", "|", ">", '"', "'", "\\", "\0", "\ufeff", "\u200b", "\u2028", "\ud7ff", "🍣", "が", "か゛"),
    *(
        "null",
        "~",
        "yes",
        "1e999",
        "-0",
        "９",
        "2026-02-30",
        "9999-12-31",
        "0000-00-00",
        "12:30",
        "../..",
        "/etc/passwd",
    ),
    *(
        "/// audience | sales\n",
        "///\n",
        "////\n",
        "/// audience | x",
        "```\n",
        "~~~~\n",
        "> ",
        "1. ",
        "    ",
        "!!! note\n",
    ),
    *(
        "<script>",
        "<!--",
        "-->",
        "<a href=",
        "&#x6a;",
        "[a]: ",
        "](",
        "![",
        "**",
        "__",
        "`",
        "$$",
        "|--|\n",
        "[^1]",
        "*[a]: b",
    ),
    *("audience: ", "audience: public\n", "items:\n", "status: withdrawn\n", "extra: ", "title: "),
)

_edits = st.lists(
    st.tuples(
        st.floats(0, 1), st.integers(0, 40), st.one_of(st.sampled_from(_NASTY), st.text(max_size=8)), st.integers(1, 30)
    ),
    max_size=6,
)
"""Each: where, as a share of the text; how much goes; what comes; and how often."""


def edited(text: str, edits: Iterable[tuple[float, int, str, int]]) -> str:
    """A text with pieces of it replaced."""
    for share, gone, new, times in edits:
        at = int(share * len(text))
        text = text[:at] + new * times + text[at + gone :]
    return text


@cache
def _good() -> dict[str, str]:
    """Good texts of every collection, by path."""
    site = sow(1)
    return {path: text for path, draft in site.drafts.items() if isinstance(text := written(draft), str)}


@cache
def _config() -> SiteConfig:
    config, _ = read_config(ROOT / "site_config.yml")
    assert config is not None
    return config


_texts = st.builds(edited, st.sampled_from(sorted(_good().values())), _edits) | st.text(max_size=200)
_markdown = st.builds(
    edited, st.sampled_from([v for k, v in sorted(_good().items()) if k.endswith(".md")]), _edits
) | st.lists(st.sampled_from(_NASTY), max_size=60).map("".join)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


_files = st.dictionaries(
    st.sampled_from(sorted(_good()))
    | st.sampled_from(("content/cases/x.md", "content/stories/a/b.md", "content/a.yml")),
    st.one_of(_texts.map(_encoded), _texts.map(lambda text: text.encode("cp932", "replace")), st.binary(max_size=60)),
    min_size=1,
    max_size=3,
)


def _judge(problems: Iterable[Problem]) -> None:
    for problem in problems:
        assert problem.code and problem.message and problem.hint, problem
        assert problem.place is None or (problem.place.line >= 1 and problem.place.column >= 1), problem


def _load(files: dict[str, bytes]) -> None:
    """Good content with some files replaced, read and judged as a whole."""
    with tempfile.TemporaryDirectory(prefix="casebook-fuzzing-") as folder:
        root = Path(folder)
        write_site(root, {**_good(), **files})
        config, problems = read_config(root / "site_config.yml")
        _judge(problems)
        if config is not None:
            loaded = load(config)
            _judge(loaded.problems)
            _judge(validate(loaded.library, config, loaded.images, loaded.unread))


def _import(files: dict[str, bytes]) -> None:
    """A foreign folder of the same files, and each of them as a list of cases."""
    with tempfile.TemporaryDirectory(prefix="casebook-fuzzing-") as folder:
        root = Path(folder)
        for name, data in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            (root / "list.csv").write_bytes(data)
            _judge(import_path(root / "list.csv", "cases", "sales", _config(), Library()).problems)
        for into in COLLECTIONS:
            _judge(import_path(root / "content", into, "sales", _config(), Library()).problems)


def _parse(text: str) -> None:
    node, problems = strict_yaml.parse(text, "a.yml")
    _judge(problems)
    assert node is not None or problems or not text.strip() or text.lstrip()[:1] in "#-%~n\ufeff"


def _split(text: str) -> None:
    body = Body.starting_at(text, "a.md", 1)
    parts, problems = blocks.split(body, AUDIENCES)
    _judge(problems)
    if not problems:
        assert [line for part in parts for line in range(part.start, part.end)] == list(range(text.count("\n") + 1))
        blocks.keep(body, AUDIENCES, AUDIENCES[:1])


def _convert(text: str) -> None:
    try:
        convert(text)
    except MarkupError as fault:
        assert fault.code and fault.message and fault.hint


def _check(name: str, wanted: int, strategy: st.SearchStrategy[T], trial: Callable[[T], None]) -> Check:
    def trials(count: int, seed: int) -> Iterator[str]:
        made = 0

        @hypothesis.seed(seed)
        @settings(
            max_examples=count,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
        )
        @given(strategy)
        def each(drawn: T) -> None:
            nonlocal made
            made += 1
            trial(drawn)

        try:
            each()
        except Exception as fault:
            yield f"{type(fault).__name__}: {fault} {' '.join(getattr(fault, '__notes__', ()))}"[:1500]
        else:
            yield from ("" for _ in range(made))

    return Check(name=name, wanted=wanted, trials=trials)


CHECKS = (
    _check("fuzz-yaml", 3000, _texts, _parse),
    _check("fuzz-loader", 600, _files, _load),
    _check("fuzz-blocks", 3000, _markdown, _split),
    _check("fuzz-markup", 2000, _markdown, _convert),
    _check("fuzz-importing", 600, _files, _import),
)

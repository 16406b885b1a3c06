"""Imports go one way; what is printed, read from outside or borrowed from a library has one place each."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "generator"

SHARED = {
    "cache",
    "cache_place",
    "columns",
    "config",
    "deck",
    "derived",
    "destinations",
    "fold",
    "links",
    "model",
    "names",
    "packed",
    "parallel",
    "problems",
    "slips",
    "source",
    "stamps",
    "strict_yaml",
    "urls",
    "view",
    "workshop",
}
"""What both sides of the gate may use. ``model.library`` is no part of it."""

BEFORE = {
    "answers",
    "approval",
    "blocks",
    "case_lists",
    "cms",
    "dialect",
    "figures",
    "headings",
    "importing",
    "lint",
    "load",
    "markings",
    "migrating",
    "scaffold",
    "schemas",
    "tables",
    "validate",
    "words_doc",
}
GATE = {"audience", "competitors", "pulling", "redact"}
AFTER = {
    "asking",
    "assets",
    "charts",
    "check",
    "delivery",
    "doctor",
    "draft",
    "english",
    "es_modules",
    "es_tokens",
    "export",
    "feeds",
    "fonts",
    "gaps",
    "hosting",
    "indexing",
    "inspecting",
    "json_ld",
    "linking",
    "markup",
    "material",
    "offline",
    "own_words",
    "phrasing",
    "plan",
    "powerpoint",
    "printing",
    "prose",
    "publish",
    "qr",
    "record",
    "render",
    "report",
    "search",
    "share",
    "stylesheet",
    "terms",
    "texts",
    "theme_assets",
    "workshop",
}
TOP = {
    "__init__",
    "__main__",
    "auditing",
    "build",
    "changes",
    "circles",
    "cli",
    "exporting",
    "forbidden",
    "history",
    "linting",
    "order",
    "preloaded",
    "preview",
    "presenting",
    "releasing",
    "retouch",
    "serve",
    "standing",
    "withdraw",
}
"""Where the two sides are put together. ``forbidden`` reads the Library for the check, and nothing else."""

MAY_USE = {
    "shared": SHARED,
    "before": SHARED | BEFORE | {"redact", "markup", "prose"},
    "gate": SHARED | GATE | {"blocks"},
    "after": SHARED | AFTER,
}
"""Before the gate, ``redact`` and ``markup`` serve for their tables alone: prefectures, extensions."""

READ_THE_LIBRARY = {
    "audience",
    "build",
    "case_lists",
    "cli",
    "cms",
    "competitors",
    "forbidden",
    "importing",
    "lint",
    "load",
    "schemas",
    "validate",
    "model",
    "pulling",
    "retouch",
    "withdraw",
}

ADAPTERS = {
    "yaml": {"strict_yaml"},
    "markdown": {"markup"},
    "openpyxl": {"tables"},
    "nh3": {"markup"},
    "pymdownx": {"markup"},
    "mkdocs": {"material"},
    "material": set(),
    "quickjs": {"asking"},
    "segno": {"qr"},
    "subprocess": {"delivery", "history", "printing"},
    "sudachipy": {"search"},
    "pptx": {"powerpoint"},
}
NEVER = {"pickle", "marshal", "shelve", "requests", "urllib.request"}


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the package by its dotted name below it."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = ast.parse(path.read_text("utf-8"), str(path))
    return found


def room(module: str) -> str:
    """The file or folder of the package that a module belongs to."""
    return module.partition(".")[0]


def imports(module: str) -> Iterator[str]:
    """The modules of our own that ``module`` imports, by dotted name."""
    package = module if (PACKAGE / module.replace(".", "/")).is_dir() else module.rpartition(".")[0]
    for node in ast.walk(trees()[module]):
        if isinstance(node, ast.ImportFrom) and node.level:
            steps = package.split(".") if package else []
            base = steps[: len(steps) - node.level + 1]
            path = [*base, *([node.module] if node.module else [])]
            for alias in node.names:
                whole = ".".join([*path, alias.name])
                yield whole if whole in trees() else ".".join(path)


def libraries(module: str) -> Iterator[str]:
    """The top-level names of what ``module`` imports from elsewhere."""
    for node in ast.walk(trees()[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module


def side_of(name: str) -> str:
    """On which side of the gate a room lies; "" for the top."""
    sides = {"shared": SHARED, "before": BEFORE, "gate": GATE, "after": AFTER}
    return next((side for side, rooms in sides.items() if name in rooms), "")


def test_every_room_has_its_place() -> None:
    rooms = {room(module) for module in trees()} - {""}
    assert rooms - SHARED - BEFORE - GATE - AFTER - TOP == set(), "say on which side of the gate it lies"


@pytest.mark.parametrize("module", sorted(trees()))
def test_imports_go_one_way(module: str) -> None:
    side = side_of(room(module))
    for other in imports(module) if side else ():
        assert room(other) in MAY_USE[side] | {room(module)}, f"{module} ({side} the gate) imports {other}"


def test_nothing_after_the_gate_reaches_the_library() -> None:
    for module in trees():
        if room(module) in AFTER | {"view"}:
            hidden = {"model.library", "audience", "load", "validate", "forbidden", "redact", "importing"}
            assert {other for other in _reach(module) if other in hidden} == set(), module


def _reach(module: str) -> set[str]:
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        for other in imports(waiting.pop()):
            if other not in seen and other in trees():
                seen.add(other)
                waiting.append(other)
    return seen


def test_few_read_the_library() -> None:
    readers = {room(module) for module in trees() if "model.library" in set(imports(module))}
    assert readers <= READ_THE_LIBRARY


def test_the_check_shares_nothing_with_the_gate() -> None:
    assert _reach("forbidden") & {"audience", "redact", "view"} == set()


def test_no_module_imports_itself_in_a_circle() -> None:
    for module in trees():
        assert module not in _reach(module), module


@pytest.mark.parametrize("module", sorted(trees()))
def test_libraries_stay_behind_their_adapter(module: str) -> None:
    for name in libraries(module):
        assert name not in NEVER, f"{module} imports {name}"
        owners = ADAPTERS.get(name.partition(".")[0])
        assert owners is None or room(module) in owners, f"{module} imports {name}"


@pytest.mark.parametrize("module", sorted(module for module in trees() if room(module) not in ("cli", "__main__")))
def test_only_the_command_line_prints_reads_the_environment_or_exits(module: str) -> None:
    for node in ast.walk(trees()[module]):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "input", "exit", "quit", "eval", "exec"), f"{module}:{node.lineno}"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            used = f"{node.value.id}.{node.attr}"
            outside = ("os.environ", "os.getenv", "sys.exit", "sys.argv", "sys.stdout", "sys.stderr", "os._exit")
            assert used not in outside, f"{module}:{node.lineno} uses {used}"


@pytest.mark.parametrize("module", sorted(trees()))
def test_records_are_frozen(module: str) -> None:
    """A dataclass is frozen; the few that gather what they find while they work say so by being private or slotted."""
    for node in ast.walk(trees()[module]):
        for decorator in node.decorator_list if isinstance(node, ast.ClassDef) else ():
            if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("dataclass"):
                given = {word.arg: ast.literal_eval(word.value) for word in decorator.keywords if word.arg}
                assert given.get("slots"), f"{module}: {ast.unparse(decorator)}"
                worker = isinstance(node, ast.ClassDef) and (node.name[0] == "_" or node.name in WORKERS)
                assert given.get("frozen") or worker, f"{module}: {ast.unparse(decorator)}"


WORKERS = {"Context", "Lexicon", "Phrases", "Tag"}
"""Public records that gather what is found while one file or one site is read."""


def test_commands_start_without_what_only_some_need() -> None:
    dear = "{'quickjs', 'watchfiles'}"
    code = f"import sys, generator.cli; print(sorted({dear} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"

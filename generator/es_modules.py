"""Join a script and the siblings it imports into one ES module: a reader fetches one file, and no comments.

Each module keeps a scope of its own; what it exports is what its function returns. Only the forms that we use are
known (named imports from ``./``, ``export`` before const, function and class); all others are refused, not guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from .es_tokens import ScriptError, Token, squeezed, tokens

_OPENS, _CLOSES = frozenset("([{"), frozenset(")]}")
_FORMS = 'only `import { a } from "./b.js"` and `export` before const, function, async function or class are joined'


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One file: its imports as (file, ((name there, name here), …)), the names it exports, and its other text."""

    imports: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    exports: tuple[str, ...]
    text: str


def link(folder: Path, entry: str) -> str:
    """The text of one ES module that does what ``entry`` in ``folder`` does, and exports what it exports.

    Raises ScriptError where a file is missing, modules import each other in a circle, or a form is not ours.
    """
    return joined(_reader(folder), entry)


def script(folder: Path, entry: str) -> str:
    """As ``link``, for a classic script: what ``entry`` exports, nobody gets. A service worker is such a script where
    browsers do not yet know any other."""
    return "\n".join([*_rows(_reader(folder), entry)[0], ""])


def joined(read: Callable[[str], str | None], entry: str) -> str:
    """As ``link``, for modules that ``read`` knows by name (None: there is none)."""
    rows, module, exports = _rows(read, entry)
    return "\n".join([*rows, f"export const{{{','.join(exports)}}}={module};", ""])


def _reader(folder: Path) -> Callable[[str], str | None]:
    return lambda name: (folder / name).read_text("utf-8") if (folder / name).is_file() else None


def _rows(read: Callable[[str], str | None], entry: str) -> tuple[list[str], str, tuple[str, ...]]:
    """A row a module in the order in which they run; what the entry's is called there, and what it exports."""
    modules: dict[str, Module] = {}
    _collect(read, entry, modules, ())
    scope = {name: f"${number}" for number, name in enumerate(modules, 1)}
    rows = [
        f"const {scope[name]}=(()=>{{{_body(module, modules, scope, name)}}})();" for name, module in modules.items()
    ]
    return rows, scope[entry], modules[entry].exports


def _collect(read: Callable[[str], str | None], name: str, modules: dict[str, Module], way: tuple[str, ...]) -> None:
    """Puts a module into ``modules`` after those it imports."""
    if name in modules:
        return
    if name in way:
        raise ScriptError(f"modules import each other in a circle: {' → '.join([*way, name])}")
    text = read(name)
    if text is None:
        raise ScriptError(f"{way[-1] + ' imports ' if way else ''}{name}, which is missing")
    try:
        module = parse(text)
    except ScriptError as fault:
        raise ScriptError(f"{name}: {fault}") from fault
    for other, _ in module.imports:
        _collect(read, other, modules, (*way, name))
    modules[name] = module


def _body(module: Module, modules: dict[str, Module], scope: dict[str, str], name: str) -> str:
    taken = []
    for other, names in module.imports:
        missing = [there for there, _ in names if there not in modules[other].exports]
        if missing:
            raise ScriptError(f"{name} imports {', '.join(missing)} from {other}, which does not export it")
        inside = ",".join(there if there == here else f"{there}:{here}" for there, here in names)
        taken.append(f"const{{{inside}}}={scope[other]};")
    return f"{''.join(taken)}\n{module.text}\nreturn{{{','.join(module.exports)}}};"


def parse(source: str) -> Module:
    """What a module imports and exports, and the rest of its text without comments. Raises ScriptError."""
    parts = tokens(source)
    told = [index for index, part in enumerate(parts) if part.tells]
    dropped: set[int] = set()
    imports: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    exports: list[str] = []
    for place, depth in _statements(parts, told):
        rest = [parts[index] for index in told[place:]]
        if depth:
            raise ScriptError(f"line {rest[0].line}: {_FORMS}")
        if rest[0].text == "import":
            found, length = _import(rest)
            imports.append(found)
            dropped.update(told[place : place + length])
        else:
            exports += _exported(rest)
            dropped.add(told[place])
    text = squeezed([part for index, part in enumerate(parts) if index not in dropped])
    return Module(imports=tuple(imports), exports=tuple(exports), text=text)


def _statements(parts: Sequence[Token], told: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where the words import and export stand, and in how many brackets."""
    depth = 0
    for place, index in enumerate(told):
        part = parts[index]
        before = parts[told[place - 1]].text if place else ""
        after = parts[told[place + 1]].text if place + 1 < len(told) else ""
        if part.kind == "mark":
            depth += (part.text in _OPENS) - (part.text in _CLOSES)
        elif part.kind == "word" and part.text in ("import", "export") and before not in (".", "?.") and after != ":":
            yield place, depth


def _import(rest: Sequence[Token]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], int]:
    """`import { a, b as c } from "./d.js";` → what it says, and of how many tokens it is."""
    texts = [token.text for token in rest]
    try:
        end = texts.index("}")
        opened, word, file, closed = texts[1], texts[end + 1], texts[end + 2], texts[end + 3]
    except (ValueError, IndexError):
        raise ScriptError(f"line {rest[0].line}: {_FORMS}") from None
    if opened != "{" or word != "from" or closed != ";" or not file[1:].startswith("./"):
        raise ScriptError(f"line {rest[0].line}: {_FORMS}")
    names = []
    for each in " ".join(texts[2:end]).split(","):
        match each.split():
            case [name]:
                names.append((name, name))
            case [there, "as", here]:
                names.append((there, here))
            case []:
                continue
            case _:
                raise ScriptError(f"line {rest[0].line}: {_FORMS}")
    return (file[3:-1], tuple(names)), end + 4


def _exported(rest: Sequence[Token]) -> Iterator[str]:
    """The names that an export declares."""
    words = [token.text for token in rest[1:5] if token.text not in ("async", "*")]
    if words[0] in ("function", "class") and len(words) > 1:
        yield words[1]
    elif words[0] == "const":
        yield from _constants(rest[1:])
    else:
        raise ScriptError(f"line {rest[0].line}: {_FORMS}")


def _constants(rest: Sequence[Token]) -> Iterator[str]:
    """`const a = 1, b = 2;` → a, b."""
    depth = 0
    for before, token in pairwise(rest):
        if depth == 0 and before.text in ("const", ","):
            if token.kind != "word":
                raise ScriptError(f"line {token.line}: {_FORMS}")
            yield token.text
        if token.kind == "mark":
            if depth == 0 and token.text == ";":
                return
            depth += (token.text in _OPENS) - (token.text in _CLOSES)
    raise ScriptError(f"line {rest[0].line}: an exported const has no semicolon at its end")

"""A list of cases, one a row, as drafts: columns by the names that such lists have, the rest under ``extra``.

What is written passes ``check``: a value that the model would not read, or that may not stand where it is (a client's
name in a title, a number without its metric), moves to ``extra`` as well, and is said. Nothing is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from . import strict_yaml
from .config import SiteConfig
from .headings import CALLED, distinct, heading_row, key_of, value_of
from .model import keys
from .model.case import Case
from .model.keys import Context
from .model.library import COLLECTIONS, Library
from .model.organization import Organization
from .problems import Place, Problem, error, warning
from .strict_yaml import Table
from .tables import Sheet
from .validate import validate

_OF_CLIENT = ("name", "segment", "employees", "prefecture")
_PURPOSE = "insight"
_TITLE, _SUMMARY = "（題をここに）", "（一文で）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a list: its name, the key it became ("" for ``extra``), and how many of its values were kept."""

    name: str
    key: str
    kept: int = 0
    moved: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseList:
    """Files to write by their paths in the content folder, what became of each column, and what was found."""

    files: Mapping[PurePosixPath, bytes] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_cases(sheet: Sheet, file: str, audience: str, config: SiteConfig, library: Library) -> CaseList:
    """Every row of ``sheet`` below its headings as a draft of a case, and the clients that they name."""
    at = heading_row(sheet.rows)
    if at is None:
        known = "、".join(names[0] for names in CALLED.values())
        message, hint = (
            "知っている列の名前が、1 つもありません。",
            f"1 行目に列の名前を書いてください。知っている名前: {known}。",
        )
        return CaseList(problems=(*sheet.problems, error("cannot-import", Place(file=file), message, hint)))
    names = distinct(sheet.rows[at].cells)
    keys_of = {name: key_of(name) for name in names}
    reader = _Reader(file=file, audience=audience, config=config, library=library)
    for row in sheet.rows[:at]:
        reader.say(
            row.number, f"見出しより上の行「{'、'.join(cell for cell in row.cells if cell)}」は取り込んでいません。"
        )
    for row in sheet.rows[at + 1 :]:
        cells = dict(zip(names, row.cells, strict=False))
        beyond = [cell for cell in row.cells[len(names) :] if cell]
        reader.add(row.number, cells, keys_of, beyond)
    reader.settle()
    columns = tuple(
        Column(name=name, key=key, kept=reader.kept[name], moved=reader.moved[name]) for name, key in keys_of.items()
    )
    return CaseList(files=reader.files(), columns=columns, problems=(*sheet.problems, *reader.problems))


@dataclass(slots=True)
class _Draft:
    """A document in the making: its values, where its columns' raw texts are, and the row it came from."""

    row: int
    data: dict[str, Any]
    raw: dict[str, tuple[str, str]]
    extra: dict[str, str]


@dataclass(slots=True)
class _Reader:
    file: str
    audience: str
    config: SiteConfig
    library: Library
    problems: list[Problem] = field(default_factory=list)
    cases: dict[str, _Draft] = field(default_factory=dict)
    clients: dict[str, dict[str, Any]] = field(default_factory=dict)
    kept: Counter[str] = field(default_factory=Counter)
    moved: Counter[str] = field(default_factory=Counter)

    def say(self, row: int, message: str) -> None:
        hint = "必要なら、取り込んだファイルで書き直してください。"
        self.problems.append(warning("import-moved", Place(file=self.file, line=row), message, hint))

    def add(self, row: int, cells: Mapping[str, str], keys_of: Mapping[str, str], beyond: Sequence[str]) -> None:
        """One row as a draft: consent is asked for here, never imported."""
        draft = _Draft(row=row, data={}, raw={}, extra={})
        given: dict[str, tuple[str, str]] = {}
        for name, text in cells.items():
            key = keys_of[name]
            if not text:
                continue
            if not key or key in given:
                draft.extra[name] = text
                self.moved[name] += 1
            else:
                given[key] = (name, text)
        for key, (name, text) in given.items():
            if key not in _OF_CLIENT:
                self._put(draft, key, name, text)
        self._client(draft, {key: given[key] for key in _OF_CLIENT if key in given})
        if "purposes" not in draft.data:
            self.say(row, f"目的が分からないため、仮に「{_PURPOSE}」としました。")
        if beyond:
            draft.extra["見出しのない列"] = "、".join(beyond)
        self.cases[self._next("cases", "case", self.cases)] = draft

    def _put(self, draft: _Draft, key: str, name: str, text: str) -> None:
        value = value_of(key, text)
        if self._reads("cases", key, value):
            draft.data[key] = value
            draft.raw[key] = (name, text)
            self.kept[name] += 1
        else:
            self._move(draft, name, text, "値を読めないため、")

    def _move(self, draft: _Draft, name: str, text: str, why: str) -> None:
        draft.extra[name] = text
        self.moved[name] += 1
        self.say(draft.row, f"「{name}」の「{text}」を、{why}extra に移しました。")

    def _client(self, draft: _Draft, given: Mapping[str, tuple[str, str]]) -> None:
        """The organisation of a case: one that is named so, else a new one, for which a segment is needed."""
        if not given:
            return
        name = given.get("name", ("", ""))[1]
        found = self._named(name) if name and "organization" not in draft.data else None
        if found:
            draft.data["organization"] = found
            self.kept[given["name"][0]] += 1
            given = {key: value for key, value in given.items() if key != "name"}
            if found not in self.clients:
                for column, text in given.values():
                    self._move(draft, column, text, "組織のファイルがもうあるため、")
                return
            self._describe(draft, self.clients[found], given)
            return
        segment = given.get("segment", ("", ""))[1]
        if "organization" in draft.data or not self._reads("organizations", "segment", segment):
            why = "組織の id があるため、" if "organization" in draft.data else "業種が分からず組織をつくれないため、"
            for column, text in given.values():
                self._move(draft, column, text, why)
            return
        identifier = self._next("organizations", "org", self.clients)
        client: dict[str, Any] = {"audience": self._clients_circle(), "alias": f"組織{identifier.partition('-')[2]}"}
        self._describe(draft, client, given)
        self.clients[identifier] = client
        draft.data["organization"] = identifier

    def _describe(self, draft: _Draft, client: dict[str, Any], given: Mapping[str, tuple[str, str]]) -> None:
        for key, (column, text) in given.items():
            if client.get(key, text) != text:
                self._move(draft, column, text, "同じ組織の前の行と違うため、")
            elif self._reads("organizations", key, text):
                client[key] = text
                self.kept[column] += 1
            else:
                self._move(draft, column, text, "値を読めないため、")

    def _named(self, name: str) -> str | None:
        """The organisation whose name this is, of those there are and those in the making."""
        for identifier, client in self.library.organizations.items():
            if name in client.names:
                return identifier
        return next((key for key, client in self.clients.items() if client.get("name") == name), None)

    def _clients_circle(self) -> str:
        """Clients' names are for colleagues: the circle given, or sales where that is narrower."""
        ranks = self.config.audiences
        inside = ranks.index("sales") if "sales" in ranks else len(ranks) - 1
        return ranks[max(ranks.index(self.audience), inside)]

    def _next(self, collection: str, prefix: str, made: Mapping[str, object]) -> str:
        taken = [*self.library.collection(collection), *made]
        taken += [path.stem for path in (self.config.content / collection).glob(f"{prefix}-*")]
        numbers = [int(found[1]) for name in taken if (found := re.fullmatch(rf"{prefix}-(\d+)", name))]
        return f"{prefix}-{max(numbers, default=0) + 1:04}"

    def _reads(self, collection: str, key: str, value: object) -> bool:
        """Would the model read ``value`` under ``key``, and does it refer to what is there?"""
        whole, _, part = key.partition(".")
        data = {whole: {part: value}} if part else {whole: value}
        node, wrong = strict_yaml.parse(strict_yaml.dump(data), "import")
        declaration = keys.declared(COLLECTIONS[collection])[whole].metadata
        context = self._context("")
        if wrong or not isinstance(node, Table) or node.get(whole) is None:
            return False
        try:
            declaration["parse"](node.entries[whole], context)
        except keys.Invalid:
            return False
        into = declaration["reference"]
        return not context.problems and (not into or value in self.library.collection(into))

    def settle(self) -> None:
        """Move what the whole would not let stand (names, figures, broken links) until nothing is wrong."""
        while wrong := self._wrong():
            for identifier, key in wrong:
                draft = self.cases[identifier]
                name, text = draft.raw.pop(key)
                del draft.data[key]
                self.kept[name] -= 1
                self._move(draft, name, text, "そのままでは載せられない内容（社名・裏付けのない数字など）があるため、")

    def _wrong(self) -> set[tuple[str, str]]:
        """The keys of new cases that ``check`` would find an error in."""
        decoded = {
            name: self._decoded("cases", name, _case(draft, self.audience)) for name, draft in self.cases.items()
        }
        clients = {name: self._decoded("organizations", name, data) for name, data in self.clients.items()}
        whole = replace(
            self.library,
            cases={**self.library.cases, **{name: case for name, case in decoded.items() if isinstance(case, Case)}},
            organizations={
                **self.library.organizations,
                **{name: client for name, client in clients.items() if isinstance(client, Organization)},
            },
        )
        wrong = set()
        for problem in validate(whole, self.config):
            name = PurePosixPath(problem.place.file).stem if problem.place else ""
            if problem.is_error and problem.place and name in self.cases:
                key = self._key_at(name, problem.place.line)
                if key in self.cases[name].raw:
                    wrong.add((name, key))
        return wrong

    def _decoded(self, collection: str, identifier: str, data: Mapping[str, object]) -> object:
        file = f"{self.config.content_dir}/{collection}/{identifier}.yml"
        node, _ = strict_yaml.parse(strict_yaml.dump(data), file)
        context = Context(
            file=file, audiences=self.config.audiences, vocabularies=self.library.catalogues.vocabularies()
        )
        return keys.decode(COLLECTIONS[collection], node, context, id=identifier, file=file) if node else None

    def _context(self, file: str) -> Context:
        words = self.library.catalogues.vocabularies()
        return Context(file=file, audiences=self.config.audiences, vocabularies=words)

    def _key_at(self, name: str, line: int) -> str:
        """The key whose value stands in one line of a new case."""
        found = whole = ""
        for text in strict_yaml.dump(_case(self.cases[name], self.audience)).split("\n")[:line]:
            if key := re.match(r"([a-z_]+):", text):
                found = whole = key[1]
            elif part := re.match(r"  ([a-z_]+):", text):
                found = f"{whole}.{part[1]}"
        return found if found in self.cases[name].raw else whole

    def files(self) -> dict[PurePosixPath, bytes]:
        """The files of the cases and of the clients."""
        made = {PurePosixPath("organizations", f"{name}.yml"): data for name, data in self.clients.items()}
        made |= {
            PurePosixPath("cases", f"{name}.yml"): _case(draft, self.audience) for name, draft in self.cases.items()
        }
        return {path: strict_yaml.dump(data).encode() for path, data in made.items()}


def _case(draft: _Draft, audience: str) -> dict[str, Any]:
    """The whole of a case: what the model needs first, then what the row gave."""
    data = dict(draft.data)
    head = {"title": data.pop("title", _TITLE), "summary": data.pop("summary", _SUMMARY)}
    whole = {**head, "audience": audience, "status": "draft", "purposes": data.pop("purposes", [_PURPOSE])}
    for key, value in data.items():
        name, _, part = key.partition(".")
        if part:
            whole.setdefault(name, {})[part] = value
        else:
            whole[name] = value
    whole["consent"] = {"status": "not_asked"}
    return {**whole, **({"extra": draft.extra} if draft.extra else {})}

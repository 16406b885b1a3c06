"""Bring in what was written elsewhere: folders of Markdown, and lists of cases (``case_lists``).

What the model lacks is kept under ``extra``; nothing of the source is dropped without a word, nothing is overwritten.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from . import strict_yaml
from .case_lists import CaseList, Column, read_cases
from .config import SiteConfig
from .load import FRONT_MATTER, IMAGES, MARKDOWN
from .model.keys import Context, Invalid, declared
from .model.library import COLLECTIONS, Library
from .problems import Place, Problem, error, warning
from .source import decode
from .strict_yaml import Scalar, Table
from .tables import SUFFIXES, read_table

_HEADING = re.compile(r"^#\s+(.+?)\s*#*\s*$", re.MULTILINE)
_RENAMED = {"date": "published_on"}
_NEVER = frozenset({"audience", "status", "redirect_from", "consent"})
"""Keys that the importer decides: a foreign file does not say who may read it here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """Files to write, by path inside the content folder; of a list, what became of its columns; and what was found on
    the way. ``read_as`` says how a list was read."""

    files: Mapping[PurePosixPath, bytes] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    read_as: str = ""
    problems: tuple[Problem, ...] = ()


def import_path(source: Path, into: str, audience: str, config: SiteConfig, library: Library) -> Import:
    """Read ``source`` (a Markdown folder or file, or a list of cases) as documents of ``into``."""
    problems: list[Problem] = []
    listed, read_as = CaseList(), ""
    if source.suffix.lower() in SUFFIXES:
        if into != "cases":
            return _refused(source, "一覧から取り込めるのは事例だけです。", "「--into cases」としてください。")
        sheet = read_table(source)
        read_as = sheet.encoding
        listed = (
            read_cases(sheet, source.name, audience, config, library)
            if sheet.rows
            else CaseList(problems=sheet.problems)
        )
        files, problems = dict(listed.files), list(listed.problems)
    elif into not in MARKDOWN:
        return _refused(
            source,
            f"{into} に Markdown は取り込めません。",
            f"「--into」は {'・'.join(sorted(MARKDOWN))} のどれかにしてください。",
        )
    else:
        files = _markdown(source, into, audience, config, library, problems)
    if not files and not problems:
        return _refused(
            source,
            "取り込めるファイルがありません。",
            "Markdown（.md）のあるフォルダーか、CSV・Excel のファイルを指してください。",
        )
    for path in files:
        if (config.content / path).exists():
            place = Place(file=f"{config.content_dir}/{path}")
            problems.append(
                error(
                    "already-there",
                    place,
                    "このファイルは、もうあります。",
                    "移すか消してから、もう一度取り込んでください。",
                )
            )
    return Import(files=files, columns=listed.columns, read_as=read_as, problems=tuple(problems))


def _refused(source: Path, message: str, hint: str) -> Import:
    return Import(problems=(error("cannot-import", Place(file=source.name), message, hint),))


# -- Markdown ----------------------------------------------------------------------------------------------------


def _markdown(
    source: Path, into: str, audience: str, config: SiteConfig, library: Library, problems: list[Problem]
) -> dict[PurePosixPath, bytes]:
    root = source if source.is_dir() else source.parent
    found = sorted(_walk(source)) if source.is_dir() else [source]
    texts = [path for path in found if path.suffix.lower() in (".md", ".markdown")]
    paths = {path: _target(path.relative_to(root), into) for path in texts}
    new_ids = {path.stem for path in paths.values()}
    files: dict[PurePosixPath, bytes] = {}
    for path in texts:
        text = decode(path.read_bytes(), path.relative_to(root).as_posix(), problems)
        if text is None:
            continue
        target = paths[path]
        if target in files:
            problems.append(
                error(
                    "duplicate-id",
                    Place(file=path.name),
                    f"取り込み先「{target}」が重なっています。",
                    "もとのファイル名を変えてください。",
                )
            )
            continue
        converter = _Converter(into, audience, config, library, new_ids, path.relative_to(root).as_posix(), problems)
        files[target] = converter.convert(text, path.stem).encode()
    for path in found:
        if path.suffix.lower() in IMAGES and texts:
            files[_target(path.relative_to(root), into).with_name(path.name)] = path.read_bytes()
    return files


def _walk(folder: Path) -> Iterator[Path]:
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(base, name)
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                yield path


def _target(path: Path, into: str) -> PurePosixPath:
    """Where a file goes: sub-folders become categories of articles, the rest lies under ``imported``."""
    name = f"{slug(path.stem)}.md"
    if into != "articles":
        return PurePosixPath(into, name)
    category = "-".join(slug(part) for part in path.parent.parts) or "imported"
    return PurePosixPath(into, category, name)


def slug(text: str) -> str:
    """An id made of ``text``: ascii letters and digits; a short digest where nothing of it is left."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = "-".join(re.findall(r"[a-z0-9]+", ascii_text))
    return found or "p" + hashlib.sha256(text.encode()).hexdigest()[:10]


@dataclass(slots=True)
class _Converter:
    into: str
    audience: str
    config: SiteConfig
    library: Library
    new_ids: set[str]
    file: str
    problems: list[Problem]

    def convert(self, text: str, stem: str) -> str:
        front = FRONT_MATTER.match(text)
        body = text[front.end() :] if front else text
        node, found = strict_yaml.parse(front[1], self.file, offset=1) if front else (None, [])
        self.problems += [_softened(problem) for problem in found]
        data = self._front_matter(node if isinstance(node, Table) else None)
        if "title" not in data:
            heading = _HEADING.search(body)
            data = {"title": heading[1] if heading else stem, **data}
        head = {"title": data.pop("title"), "audience": self.audience}
        return f"---\n{strict_yaml.dump({**head, **data})}---\n\n{body.lstrip()}"

    def _front_matter(self, table: Table | None) -> dict[str, object]:
        known = declared(COLLECTIONS[self.into])
        data: dict[str, object] = {}
        extra: dict[str, object] = {}
        for name, node in table.entries.items() if table else ():
            if isinstance(node, Scalar) and node.is_null:
                continue
            key = _RENAMED.get(name, name)
            value = strict_yaml.plain(node)
            if key not in known or key in _NEVER or not self._reads(key, node, known):
                extra[name] = value
                continue
            kept, lost = self._resolved(value, known[key].metadata["reference"])
            if lost:
                place = table.keys[name] if table else Place(file=self.file)
                self._say(place, f"「{name}」の参照先（{'、'.join(lost)}）が見つからないため、extra に移しました。")
                extra[name] = lost
            if kept:
                data[key] = kept
        return {**data, **({"extra": extra} if extra else {})}

    def _reads(self, key: str, node: strict_yaml.Node, known: Mapping[str, Field[Any]]) -> bool:
        vocabularies = self.library.catalogues.vocabularies()
        context = Context(file=self.file, audiences=self.config.audiences, vocabularies=vocabularies)
        try:
            known[key].metadata["parse"](node, context)
        except Invalid as fault:
            self._say(node.place, f"「{key}」の値を読めないため、extra に移しました（{fault.problem.message}）")
            return False
        return not context.problems

    def _resolved(self, value: object, into: str) -> tuple[object, list[str]]:
        if not into:
            return value, []
        ids = [str(item) for item in value] if isinstance(value, list) else [str(value)]
        known = set(self.library.collection(into)) | (self.new_ids if into == self.into else set())
        kept = [name for name in ids if name.rpartition("/")[2] in known]
        lost = [name for name in ids if name not in kept]
        return (kept if isinstance(value, list) else (kept[0] if kept else None)), lost

    def _say(self, place: Place, message: str) -> None:
        self.problems.append(
            warning("import-moved", place, message, "必要なら、取り込んだファイルで書き直してください。")
        )


def _softened(problem: Problem) -> Problem:
    return warning(problem.code, problem.place, problem.message, problem.hint)

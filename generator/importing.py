"""Bring in what was written elsewhere: folders of Markdown, and CSV lists of cases.

What the model lacks is kept under ``extra``; nothing of the source is dropped without a word, nothing is overwritten.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from . import strict_yaml
from .config import SiteConfig
from .load import FRONT_MATTER, IMAGES, MARKDOWN
from .model.catalogue import Catalogues
from .model.keys import Context, Invalid, declared
from .model.library import COLLECTIONS, Library
from .problems import Place, Problem, error, warning
from .source import decode
from .strict_yaml import Scalar, Table

_HEADING = re.compile(r"^#\s+(.+?)\s*#*\s*$", re.MULTILINE)
_RENAMED = {"date": "published_on"}
_NEVER = frozenset({"audience", "status", "redirect_from", "consent"})
"""Keys that the importer decides: a foreign file does not say who may read it here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """Files to write, by path inside the content folder, and what was found on the way."""

    files: Mapping[PurePosixPath, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def import_path(source: Path, into: str, audience: str, config: SiteConfig, library: Library) -> Import:
    """Read ``source`` (a Markdown folder or file, or a CSV of cases) as documents of ``into``."""
    problems: list[Problem] = []
    if source.suffix.lower() == ".csv":
        if into != "cases":
            return _refused(source, "CSV から取り込めるのは事例だけです。", "「--into cases」としてください。")
        files = _cases(source, audience, config, library, problems)
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
            "Markdown（.md）のあるフォルダーか、CSV のファイルを指してください。",
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
    return Import(files=files, problems=tuple(problems))


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
            kept, lost = self._resolved(key, value, known[key].metadata["reference"])
            if lost:
                place = table.keys[name] if table else Place(file=self.file)
                self._say(place, f"「{name}」の参照先（{'、'.join(lost)}）が見つからないため、extra に移しました。")
                extra[name] = lost
            if kept:
                data[key] = kept
        return {**data, **({"extra": extra} if extra else {})}

    def _reads(self, key: str, node: strict_yaml.Node, known: Mapping[str, object]) -> bool:
        vocabularies = self.library.catalogues.vocabularies()
        context = Context(file=self.file, audiences=self.config.audiences, vocabularies=vocabularies)
        try:
            known[key].metadata["parse"](node, context)  # type: ignore[attr-defined]
        except Invalid as fault:
            self._say(node.place, f"「{key}」の値を読めないため、extra に移しました（{fault.problem.message}）")
            return False
        return not context.problems

    def _resolved(self, key: str, value: object, into: str) -> tuple[object, list[str]]:
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


# -- CSV ---------------------------------------------------------------------------------------------------------

_COLUMNS = {
    "タイトル": "title",
    "題": "title",
    "概要": "summary",
    "要約": "summary",
    "目的": "purposes",
    "課題": "challenge",
    "取り組み": "approach",
    "成果": "outcome",
    "再現条件": "conditions",
    "つまずきと学び": "setbacks",
    "タグ": "tags",
    "組織": "organization",
    "公開日": "published_on",
    "更新日": "updated_on",
}
_LISTS = frozenset({"purposes", "conditions", "setbacks", "tags", "playbooks"})


def _cases(
    source: Path, audience: str, config: SiteConfig, library: Library, problems: list[Problem]
) -> dict[PurePosixPath, bytes]:
    text = _csv_text(source, problems)
    if text is None:
        return {}
    reader = csv.DictReader(io.StringIO(text, newline=""))
    taken = [int(name.rpartition("-")[2]) for name in library.cases]
    number = max(taken, default=0)
    files: dict[PurePosixPath, bytes] = {}
    for row in reader:
        if not any((value or "").strip() for value in row.values() if isinstance(value, str)):
            continue
        number += 1
        data = _case(row, audience, source.name, reader.line_num, library, problems)
        files[PurePosixPath("cases", f"case-{number:04}.yml")] = strict_yaml.dump(data).encode()
    return files


def _csv_text(source: Path, problems: list[Problem]) -> str | None:
    data = source.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        return decode(data, source.name, problems)
    problems.append(
        warning(
            "read-as-shift-jis",
            Place(file=source.name),
            "Shift_JIS の CSV として読みました。",
            "文字化けがないか確かめてください。",
        )
    )
    return text


def _case(
    row: Mapping[str | None, str | list[str] | None],
    audience: str,
    file: str,
    line: int,
    library: Library,
    problems: list[Problem],
) -> dict[str, object]:
    """One row as a draft: consent is asked for here, never imported."""
    known = {
        "title",
        "summary",
        "challenge",
        "approach",
        "outcome",
        "organization",
        "published_on",
        "updated_on",
    } | _LISTS
    data: dict[str, object] = {}
    extra: dict[str, object] = {}
    for column, value in row.items():
        text = "、".join(value) if isinstance(value, list) else (value or "").strip()
        key = _COLUMNS.get((column or "").strip(), (column or "").strip())
        if not text:
            continue
        parsed: object = (
            [part.strip() for part in re.split(r"[、,;；|\n]", text) if part.strip()] if key in _LISTS else text
        )
        if key in known and _reads_as(key, parsed, library.catalogues, library):
            data[key] = parsed
        else:
            extra[column or "列"] = text
            problems.append(
                warning(
                    "import-moved",
                    Place(file=file, line=line),
                    f"「{column}」を extra に移しました。",
                    "必要なら、取り込んだファイルで書き直してください。",
                )
            )
    head = {"title": data.pop("title", "（題をここに）"), "summary": data.pop("summary", "（一文で）")}
    rest = {"purposes": data.pop("purposes", ["insight"]), **data, "consent": {"status": "not_asked"}}
    return {**head, "audience": audience, "status": "draft", **rest, **({"extra": extra} if extra else {})}


def _reads_as(key: str, value: object, catalogues: Catalogues, library: Library) -> bool:
    node, _ = strict_yaml.parse(strict_yaml.dump({key: value}), "import")
    if not isinstance(node, Table):
        return False
    context = Context(file="import", audiences=(), vocabularies=catalogues.vocabularies())
    spec = declared(COLLECTIONS["cases"])[key]
    try:
        spec.metadata["parse"](node.entries[key], context)
    except Invalid:
        return False
    into = spec.metadata["reference"]
    ids = value if isinstance(value, list) else [value]
    return not context.problems and (not into or all(name in library.collection(into) for name in ids))

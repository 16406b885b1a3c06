"""Content folder → Library. Every file is read; whatever is wrong is collected, nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from . import strict_yaml
from .config import ATTACHMENTS, SiteConfig
from .migrating import outdated
from .model import keys
from .model.body import Body
from .model.catalogue import Catalogues, Category, Directed, Kpi, Segment, Trait
from .model.document import Document
from .model.keys import Context, Invalid
from .model.library import COLLECTIONS, Library
from .model.vocabulary import Vocabulary
from .problems import Place, Problem, error, warning
from .source import Attachment, SourceFile, Sources, read_sources, read_text
from .strict_yaml import Listing, Node, Table

MARKDOWN = frozenset({"stories", "articles", "playbooks", "seminars"})
CATALOGUES = ("kpis.yml", "taxonomy.yml", "synonyms.yml")
IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"})
DEFAULTS = Path(__file__).parent / "defaults"

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SERIAL = {"organizations": re.compile(r"org-\d{4,}"), "cases": re.compile(r"case-\d{4,}")}
FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)(?:^---[ \t]*$\n?)", re.DOTALL | re.MULTILINE)

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What was read: the Library, the images beside it and the attachments that the configuration allows, and
    everything that is wrong.

    ``texts`` are the files as they were written, by the name that problems give them. ``unread`` names the documents
    ("cases/case-0003") that exist but could not be read, so that a reference to one of them is not called wrong as
    well."""

    library: Library
    images: Mapping[str, Attachment] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


def load(config: SiteConfig) -> Loaded:
    """Read the content of a site; a missing content folder is an empty one."""
    shown_as = Path(config.content_dir).as_posix().rstrip("/")
    sources, problems = Sources(), list[Problem]()
    if config.content.is_symlink():
        problems.append(
            error(
                "symlink",
                Place(file=shown_as),
                "content フォルダーがシンボリックリンクです。",
                "content_dir に実際のフォルダーを書いてください。",
            )
        )
    elif config.content.is_dir():
        sources, problems = read_sources(config.content, shown_as)
    catalogues, found = read_catalogues(sources, shown_as)
    problems += found
    documents, unread, found = _read_documents(sources, config, catalogues)
    problems += found
    problems = _with_outdated(sources, shown_as, problems)
    images, found = _sort_attachments(sources, config.attachments)
    problems += found
    return Loaded(
        library=Library(catalogues=catalogues, **documents),
        images=images,
        texts={source.file: source.text for source in sources.texts},
        unread=unread,
        problems=tuple(problems),
    )


def _with_outdated(sources: Sources, shown_as: str, problems: Sequence[Problem]) -> list[Problem]:
    """The problems, with those of an earlier form's words in place of what else there is to say of them."""
    old = outdated({str(source.path): source.text for source in sources.texts}, shown_as)
    places = {problem.place for problem in old}
    return [*(problem for problem in problems if problem.place not in places), *old]


def read_catalogues(sources: Sources, shown_as: str) -> tuple[Catalogues, list[Problem]]:
    """The packaged defaults with the site's own entries added, or put in their place, by key."""
    problems: list[Problem] = []
    tables: dict[str, list[tuple[str, Node]]] = {name: [] for name in CATALOGUES}
    for name in CATALOGUES:
        text = read_text(DEFAULTS / name, name, problems)
        own = next((source for source in sources.texts if str(source.path) == name), None)
        for file, content in ((name, text), (own.file if own else "", own.text if own else None)):
            node, found = strict_yaml.parse(content, file) if content is not None else (None, [])
            problems += found
            if node is not None:
                tables[name].append((file, node))
    catalogues = Catalogues(
        kpis=_keyed(Kpi, tables["kpis.yml"], problems),
        segments=_keyed(Segment, _under("segments", tables["taxonomy.yml"], problems), problems),
        traits=_keyed(Trait, _under("traits", tables["taxonomy.yml"], problems), problems),
        categories=_keyed(Category, _under("categories", tables["taxonomy.yml"], problems), problems),
    )
    groups, directed = _synonyms(tables["synonyms.yml"], problems)
    return replace(catalogues, groups=groups, directed=directed), problems


_TAXONOMY_PARTS = ("segments", "traits", "categories")


def _under(part: str, tables: Iterable[tuple[str, Node]], problems: list[Problem]) -> list[tuple[str, Node]]:
    found: list[tuple[str, Node]] = []
    for file, node in tables:
        if not isinstance(node, Table):
            if part == _TAXONOMY_PARTS[0]:
                problems.append(_not_keyed(node))
            continue
        if part == _TAXONOMY_PARTS[0]:
            problems += [
                keys.unknown_key(k, p, _TAXONOMY_PARTS) for k, p in node.keys.items() if k not in _TAXONOMY_PARTS
            ]
        child = node.get(part)
        if child is not None:
            found.append((file, child))
    return found


def _not_keyed(node: Node) -> Problem:
    return error(
        "wrong-type",
        node.place,
        "「キー: {…}」の並びではありません。",
        "「キー:」の下に字下げして項目を書いてください。",
    )


def _keyed(record: type[R], tables: Iterable[tuple[str, Node]], problems: list[Problem]) -> dict[str, R]:
    found: dict[str, R] = {}
    for file, node in tables:
        if not isinstance(node, Table):
            problems.append(_not_keyed(node))
            continue
        for name, child in node.entries.items():
            context = Context(file=file, audiences=(), problems=problems)
            if not re.fullmatch(r"[a-z0-9_]+", name):
                problems.append(
                    error(
                        "bad-id",
                        node.keys[name],
                        f"「{name}」はキーに使えません。",
                        "半角の英小文字・数字・「_」で書いてください。",
                    )
                )
                continue
            value = keys.decode(record, child, context, id=name)
            if value is not None:
                found[name] = value
    return found


def _synonyms(
    tables: Iterable[tuple[str, Node]], problems: list[Problem]
) -> tuple[tuple[tuple[str, ...], ...], tuple[Directed, ...]]:
    groups: list[tuple[str, ...]] = []
    directed: list[Directed] = []
    for file, node in tables:
        context = Context(file=file, audiences=(), problems=problems)
        for item in node.items if isinstance(node, Listing) else ():
            if isinstance(item, Table):
                value = keys.decode(Directed, item, context)
                directed += [value] if value else []
                continue
            try:
                group = keys.many(keys.line(60))(item, context)
            except Invalid as fault:
                problems.append(fault.problem)
                continue
            groups.append(group)
        if not isinstance(node, Listing):
            problems.append(
                error(
                    "wrong-type",
                    node.place,
                    "同義語はリストで書きます。",
                    "「- [事例, 導入事例]」の形で 1 行に 1 組書いてください。",
                )
            )
    return tuple(groups), tuple(directed)


def _read_documents(
    sources: Sources, config: SiteConfig, catalogues: Catalogues
) -> tuple[dict[str, dict[str, Any]], frozenset[str], list[Problem]]:
    unread: set[str] = set()
    documents: dict[str, dict[str, Any]] = {name: {} for name in COLLECTIONS}
    problems: list[Problem] = []
    vocabularies = catalogues.vocabularies()
    for source in sources.texts:
        if str(source.path) in CATALOGUES:
            continue
        collection = source.path.parts[0]
        fault = _misplaced(source)
        if fault:
            problems.append(fault)
            continue
        document, found = read_document(source, config.audiences, vocabularies)
        problems += found
        if document is None:
            unread.add(f"{collection}/{source.path.stem}")
            continue
        twin = documents[collection].get(document.id)
        if twin is not None:
            problems.append(
                error(
                    "duplicate-id",
                    Place(file=source.file),
                    f"id「{document.id}」は {twin.file} と同じです。",
                    "ファイル名を変えてください。",
                )
            )
            continue
        documents[collection][document.id] = document
    return {name: dict(sorted(found.items())) for name, found in documents.items()}, frozenset(unread), problems


def read_document(
    source: SourceFile, audiences: tuple[str, ...], vocabularies: Mapping[str, Vocabulary]
) -> tuple[Document | None, list[Problem]]:
    """The document in a file that lies where documents of its collection lie; None where it cannot be read."""
    context = Context(file=source.file, audiences=audiences, vocabularies=vocabularies)
    document = _read_one(source.path.parts[0], source, context)
    return document, context.problems


def _misplaced(source: SourceFile) -> Problem | None:
    """The problem of a text that no collection knows, or whose name is no id."""
    place = Place(file=source.file)
    collection = source.path.parts[0]
    if collection not in COLLECTIONS or len(source.path.parts) < 2:
        return warning(
            "unknown-file",
            place,
            "どの種類の原稿でもないファイルです。サイトには出ません。",
            f"{'・'.join(COLLECTIONS)} のどれかのフォルダーに置いてください。",
        )
    wanted = {".md"} if collection in MARKDOWN else {".yml", ".yaml"}
    depth = 3 if collection == "articles" else 2
    if source.path.suffix not in wanted:
        suffix = min(wanted, key=len)
        return warning(
            "unknown-file",
            place,
            f"{collection} の原稿は {suffix} のファイルです。",
            f"拡張子を {suffix} にしてください。",
        )
    if len(source.path.parts) != depth:
        where = "articles/分類/id.md" if collection == "articles" else f"{collection}/id{source.path.suffix}"
        return error("wrong-folder", place, "ファイルを置く深さが違います。", f"「{where}」の形に置いてください。")
    if not all(_ID.fullmatch(name) for name in (*source.path.parts[1:-1], source.path.stem)):
        return error(
            "bad-id",
            place,
            f"「{source.path.relative_to(collection).with_suffix('')}」は id に使えません。",
            "ファイル名とフォルダー名は、半角の英小文字・数字・ハイフンにしてください。",
        )
    serial = _SERIAL.get(collection)
    if serial and not serial.fullmatch(source.path.stem):
        example = "org-0014" if collection == "organizations" else "case-0037"
        return error(
            "bad-id",
            place,
            f"「{source.path.stem}」は{'組織' if collection == 'organizations' else '事例'}の id に使えません。",
            f"社名が分からないよう、「{example}」のような通し番号にしてください。",
        )
    return None


def _read_one(collection: str, source: SourceFile, context: Context) -> Document | None:
    given: dict[str, Any] = {"id": source.path.stem, "file": source.file}
    if collection == "articles":
        given["category"] = source.path.parts[1]
    if collection not in MARKDOWN:
        node, found = strict_yaml.parse(source.text, source.file)
        context.problems += found
        return _decode(collection, node, source, context, given)
    front = FRONT_MATTER.match(source.text)
    if not front:
        context.problems.append(_no_front_matter(source))
        return None
    node, found = strict_yaml.parse(front[1], source.file, offset=1)
    context.problems += found
    first_line = source.text.count("\n", 0, front.end()) + 1
    given["body"] = Body.starting_at(source.text[front.end() :], source.file, first_line)
    return _decode(collection, node, source, context, given)


def _no_front_matter(source: SourceFile) -> Problem:
    opened = source.text.startswith("---")
    return error(
        "front-matter",
        Place(file=source.file),
        "先頭の設定（front matter）が閉じられていません。" if opened else "先頭に設定（front matter）がありません。",
        "1 行目を「---」とし、title と audience を書き、次の「---」の行で閉じてください。",
    )


def _decode(
    collection: str, node: Node | None, source: SourceFile, context: Context, given: Mapping[str, Any]
) -> Document | None:
    failed = any(problem.is_error for problem in context.problems)
    if node is None:
        if not failed:
            context.problems.append(keys.missing_key("audience", Place(file=source.file), context.audiences))
        return None
    document: Document | None = keys.decode(COLLECTIONS[collection], node, context, **given)
    return None if failed else document


def _sort_attachments(sources: Sources, allowed: Sequence[str]) -> tuple[dict[str, Attachment], list[Problem]]:
    images: dict[str, Attachment] = {}
    problems: list[Problem] = []
    for attachment in sources.attachments:
        kind = attachment.path.suffix.lower()
        if kind in IMAGES or kind.removeprefix(".") in allowed:
            images[str(attachment.path)] = attachment
        else:
            problems.append(
                warning(
                    "unknown-file",
                    Place(file=attachment.file),
                    "どの種類の原稿でもないファイルです。サイトには出ません。",
                    f"画像なら {'・'.join(sorted(IMAGES))} にしてください。{_allow(kind)}",
                )
            )
    return images, problems


def _allow(kind: str) -> str:
    known = kind.removeprefix(".") in {word.key for word in ATTACHMENTS}
    return f"配るファイルなら、設定の attachments に {kind[1:]} を足してください。" if known else ""

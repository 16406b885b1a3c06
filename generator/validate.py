"""What the parsers cannot see: references, narrower parts, names and figures in free text, dates, collisions.

Runs on the whole Library before the gate, so its findings are as secret as the narrowest circle.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from . import blocks
from .config import SiteConfig
from .figures import figures_in, permitted_figures
from .fold import fold
from .links import resolve_path, targets_of
from .model.body import Body
from .model.case import Case, Objection, Quote, Talk
from .model.document import Document
from .model.glossary import Phrase, PhraseList, Term, Voice, VoiceList
from .model.keys import declared, nearest
from .model.knowledge import Article, Page
from .model.library import COLLECTIONS, Library
from .model.organization import Organization
from .names import NameFinder
from .problems import Place, Problem, error, warning
from .redact import PREFECTURES
from .urls import document_url, source_url

_BODIES = ("challenge", "approach", "outcome", "body")


def validate(
    library: Library, config: SiteConfig, images: Collection[str] = (), unread: Collection[str] = ()
) -> list[Problem]:
    """Everything that is wrong with a Library as a whole.

    ``images`` are paths inside the content folder; ``unread`` documents ("cases/case-0003") that are there, but could
    not be read: what refers to one is not wrong for that."""
    ranks = {name: rank for rank, name in enumerate(config.audiences)}
    found: list[Problem] = []
    names = NameFinder(library.organizations.values())
    known = {document_url(c, d.id, d.category if isinstance(d, Article) else ""): d for c, d in library}
    for collection, document in library:
        found += _references(document, library, unread)
        found += _bodies(document, known, config, images)
        found += _dates(collection, document)
        found += _name_in_text(document, names, ranks)
        if isinstance(document, PhraseList | VoiceList):
            found += _items(document, ranks)
        if isinstance(document, Case):
            found += _case(document, library, ranks, config.audiences)
        if isinstance(document, Organization):
            found += _organization(document)
    found += _aliases(library)
    found += _redirects(library)
    found += _name_in_id(library, names, images, config)
    return found


# -- references ------------------------------------------------------------------------------------------------


def _references(document: Document, library: Library, unread: Collection[str]) -> Iterator[Problem]:
    """References of one document that lead nowhere."""
    yield from (problem for target, problem in _dangling(document, library) if target not in unread)


def _dangling(document: Document, library: Library) -> Iterator[tuple[str, Problem]]:
    for name, spec in declared(type(document)).items():
        into = spec.metadata["reference"]
        value = getattr(document, spec.name)
        if into and value:
            yield from _refer(document, name, (value,) if isinstance(value, str) else value, into, library)
    if isinstance(document, Term):
        for index, contrast in enumerate(document.contrasts):
            if contrast.with_.rpartition("/")[2] not in library.glossary:
                place = document.keys.at("contrasts", index, "with")
                yield (
                    f"glossary/{contrast.with_.rpartition('/')[2]}",
                    _unknown(contrast.with_, "glossary", place, library),
                )
    if isinstance(document, VoiceList):
        for index, voice in enumerate(document.items):
            for at, hearing in enumerate(voice.heard):
                if hearing.organization and library.organizations:
                    place = document.keys.at("items", index, "heard", at, "organization")
                    yield from _refer_one(hearing.organization, "organizations", place, library)


def _refer(
    document: Document, key: str, ids: Sequence[str], into: str, library: Library
) -> Iterator[tuple[str, Problem]]:
    if into == "organizations" and not library.organizations:
        return  # the clients' records live elsewhere: a build works without them
    for index, value in enumerate(ids):
        yield from _refer_one(value, into, document.keys.at(key, index), library)


def _refer_one(value: str, into: str, place: Place | None, library: Library) -> Iterator[tuple[str, Problem]]:
    collection, _, name = value.rpartition("/")
    if (collection or into) != into or name not in library.collection(into):
        yield f"{into}/{name}", _unknown(value, into, place, library)


def _unknown(value: str, into: str, place: Place | None, library: Library) -> Problem:
    near = nearest(value.rpartition("/")[2], library.collection(into))
    hint = (
        f"「{near}」ではありませんか。"
        if near
        else f"content/{into}/ にあるファイルの名前（拡張子なし）を書いてください。"
    )
    return error("unknown-reference", place, f"「{value}」は {into} にありません。", hint)


# -- texts -----------------------------------------------------------------------------------------------------


def _bodies(
    document: Document, known: Mapping[str, Document], config: SiteConfig, images: Collection[str]
) -> Iterator[Problem]:
    for name in _BODIES:
        body = getattr(document, name, None)
        if isinstance(body, Body) and body:
            parts, problems = blocks.split(body, config.audiences)
            yield from problems
            if not problems:
                yield from _links(document, body, parts, known, config, images)


def _links(
    document: Document,
    body: Body,
    parts: Sequence[blocks.Part],
    known: Mapping[str, Document],
    config: SiteConfig,
    images: Collection[str],
) -> Iterator[Problem]:
    folder = PurePosixPath(body.file).relative_to(PurePosixPath(config.content_dir)).parent
    for target in targets_of(body.text):
        part = next((p for p in parts if p.start <= target.line < p.end), None)
        circle = (part.audience if part else "") or document.audience
        yield from _link(target.text, target.image, folder, circle, known, config, images, body.place(target.line))


def _link(
    text: str,
    image: bool,
    folder: PurePosixPath,
    circle: str,
    known: Mapping[str, Document],
    config: SiteConfig,
    images: Collection[str],
    place: Place,
) -> Iterator[Problem]:
    split = urlsplit(text)
    if split.scheme or split.netloc or not split.path:
        return
    path = resolve_path(unquote(split.path), folder)
    if image:
        if path is None or str(path) not in images:
            yield warning(
                "broken-image",
                place,
                f"画像「{text}」が見つかりません。",
                "画像を content の中に置き、原稿からの相対パスで書いてください。",
            )
        return
    if path is not None and str(path) in images:
        return
    url = (source_url(path) if path is not None else None) or _as_page(split.path, folder)
    target = known.get(url or "")
    if target is None and not _is_index(url):
        yield warning(
            "broken-link",
            place,
            f"リンク先「{text}」が見つかりません。",
            "原稿のファイルへの相対パスか、/ で始まるサイト内のパスを書いてください。",
        )
    elif target is not None:
        rank = config.audiences.index
        if rank(target.audience) > rank(circle):
            yield error(
                "link-to-narrower",
                place,
                f"リンク先「{text}」は、この文章より狭い範囲（{target.audience}）のページです。",
                f"リンクを消すか、「/// audience | {target.audience}」の区切りの中に移してください。",
            )


def _as_page(path: str, folder: PurePosixPath) -> str | None:
    """A link written as a page's address: ``/cases/case-0001/``, or relative to the page of the document."""
    if path.startswith("/"):
        return path.strip("/") + "/"
    return None


_INDEXES = frozenset(f"{name}/" for name in COLLECTIONS if name != "organizations") | {
    "/",
    "search/",
    "evidence/",
    "compare/",
    "brief/",
    "marketing/",
}


def _is_index(url: str | None) -> bool:
    return url is not None and (url in _INDEXES or bool(re.fullmatch(r"articles/[a-z0-9-]+/", url)))


# -- names and figures in free text ------------------------------------------------------------------------------


def _name_in_text(document: Document, names: NameFinder, ranks: Mapping[str, int]) -> Iterator[Problem]:
    if isinstance(document, Organization):
        return
    for place, text, circle in _free_texts(document, tuple(ranks)):
        if any(not _covers(document, circle, client, ranks) for client in names.clients_in(text)):
            yield error(
                "name-in-text",
                place,
                "掲載の範囲が許していない社名（または読み・別表記）が文章に入っています。",
                "「同社」と書くか、その部分を狭い範囲の区切り（/// audience | …）の中に移してください。",
            )


def _free_texts(document: Document, audiences: Sequence[str]) -> Iterator[tuple[Place | None, str, str]]:
    """Each text that a reader may see, with its place and circle. Consent records and organisations are not text."""
    for path, scalar in document.keys.scalars():
        if path[0] in ("audience", "consent", "extra", "organization", "status", "redirect_from") or path[0] in _BODIES:
            continue
        yield scalar.place, scalar.text, _circle_at(document, path)
    for name in _BODIES:
        body = getattr(document, name, None)
        if isinstance(body, Body) and body:
            lines = body.text.split("\n")
            for part in blocks.split(body, audiences)[0]:
                for index in range(part.start, part.end):
                    yield body.place(index), lines[index], part.audience or document.audience


def _circle_at(document: Document, path: tuple[str | int, ...]) -> str:
    """The circle of the value at ``path``: that of the nearest list item which states one."""
    circle = document.audience
    value: object = document
    for step in path:
        if isinstance(step, int) and isinstance(value, tuple) and step < len(value):
            value = value[step]
        elif isinstance(step, str):
            value = getattr(value, f"{step}_" if step in ("from", "with") else step, None)
        circle = getattr(value, "audience", None) or circle
    inside = path[0] in ("talk_track", "objections", "adoption")
    return "sales" if inside and circle == document.audience else circle


def _covers(document: Document, circle: str, client: Organization, ranks: Mapping[str, int]) -> bool:
    """May the name of ``client`` stand in a text of ``document`` for ``circle``?"""
    narrowest = len(ranks) - 1
    inside = ranks.get(circle, narrowest) >= ranks.get(client.audience, narrowest)
    if isinstance(document, Case) and document.organization == client.id:
        consent = document.consent
        outward = all("name" in consent.grants(use) for use in ("web", "seminar", "proposal"))
        return outward or (inside and ranks.get(circle, narrowest) > ranks.get(document.audience, narrowest))
    return inside and ranks.get(circle, narrowest) > 0


def _name_in_id(library: Library, names: NameFinder, images: Collection[str], config: SiteConfig) -> Iterator[Problem]:
    places = [(document.id, document.file) for _, document in library]
    places += [(PurePosixPath(image).stem, f"{config.content_dir}/{image}") for image in images]
    for name, file in places:
        if names.clients_in(name):
            yield error(
                "name-in-id",
                Place(file=file),
                "ファイル名に社名（または読み・ローマ字）が入っています。",
                "ファイル名は公開されます。通し番号など、社名の分からない名前に変えてください。",
            )


# -- cases -----------------------------------------------------------------------------------------------------


def _case(case: Case, library: Library, ranks: Mapping[str, int], audiences: Sequence[str]) -> Iterator[Problem]:
    at = case.keys.at
    if case.concept == "communication" and case.community:
        yield error(
            "wrong-part",
            at("community"),
            "concept が communication の事例です。",
            "community の代わりに communication を書いてください。",
        )
    if case.concept == "community" and case.communication:
        yield error(
            "wrong-part",
            at("communication"),
            "concept が community の事例です。",
            "communication の代わりに community を書いてください。",
        )
    for index, metric in enumerate(case.metrics):
        place = at("metrics", index)
        periods = [reading.period for reading in (metric.before, metric.after) if reading and reading.period]
        if not periods and not metric.period and not metric.points:
            yield error(
                "metric-without-period",
                place,
                "数字に期間がありません。",
                "「period: [2023-09, 2024-08]」の形で、測った期間を書いてください。",
            )
        if metric.before is None and metric.after is None and metric.change is None and not metric.points:
            yield error(
                "metric-without-value",
                place,
                "数字の値がありません。",
                "before と after、または change を書いてください。",
            )
        if not metric.measured_by:
            yield warning(
                "metric-without-source",
                place,
                "誰が測った数字か書かれていません。",
                "「measured_by: client」のように書いてください。",
            )
        if metric.audience and ranks[metric.audience] < ranks[case.audience]:
            yield _widened(at("metrics", index, "audience"), case.audience)
    for name in ("quotes", "talk_track", "objections"):
        items: tuple[Quote | Talk | Objection, ...] = getattr(case, name)
        for index, item in enumerate(items):
            if item.audience and ranks[item.audience] < ranks[case.audience]:
                yield _widened(at(name, index, "audience"), case.audience)
    yield from _figures_in_text(case, ranks)
    client = library.organization_of(case)
    if client and fold(client.alias) in {fold(name) for name in client.names}:
        yield error(
            "alias-is-name",
            at("organization"),
            "この組織の別名（alias）が社名と同じです。",
            "社名の分からない別名にしてください。",
        )


def _widened(place: Place | None, audience: str) -> Problem:
    return error(
        "audience-widened",
        place,
        f"もとの範囲（{audience}）より広い audience です。",
        "もとと同じか、より狭い範囲にしてください。",
    )


def _figures_in_text(case: Case, ranks: Mapping[str, int]) -> Iterator[Problem]:
    """A number in title or summary needs a metric that every use of the case permits."""
    uses = ("web", "seminar", "proposal") if ranks[case.audience] == 0 else ("seminar", "proposal")
    permitted = permitted_figures(case, uses)
    for name in ("title", "summary"):
        for figure in figures_in(getattr(case, name)):
            if figure.value not in permitted:
                yield error(
                    "figure-in-text",
                    case.keys.at(name),
                    f"「{figure.text}」に当たる、見せてよい数字（metrics）がありません。",
                    "metrics に値と show（web・seminar・proposal）を書くか、数字を使わない言い方にしてください。",
                )


# -- dates, aliases, redirects -----------------------------------------------------------------------------------


def _dates(collection: str, document: Document) -> Iterator[Problem]:
    if collection in ("cases", "stories") and document.status == "published" and document.published_on is None:
        yield error(
            "missing-key",
            document.keys.at(),
            "公開する原稿に「published_on」がありません。",
            "「published_on: 2026-04-01」の形で、公開した日を書いてください。",
        )
    if document.published_on and document.updated_on and document.updated_on < document.published_on:
        yield error(
            "dates-reversed",
            document.keys.at("updated_on"),
            "更新日が公開日より前です。",
            "published_on と updated_on を確かめてください。",
        )
    if isinstance(document, Page) and not document.body and document.status == "published":
        yield warning(
            "empty-body",
            Place(file=document.file),
            "本文がありません。",
            "本文を書くか、「status: draft」にしてください。",
        )


def _items(listing: PhraseList | VoiceList, ranks: Mapping[str, int]) -> Iterator[Problem]:
    items: tuple[Phrase | Voice, ...] = listing.items
    for index, item in enumerate(items):
        if item.audience and ranks[item.audience] < ranks[listing.audience]:
            yield _widened(listing.keys.at("items", index, "audience"), listing.audience)


def _organization(client: Organization) -> Iterator[Problem]:
    if client.prefecture and client.prefecture not in PREFECTURES:
        near = nearest(client.prefecture, PREFECTURES)
        hint = f"「{near}」ではありませんか。" if near else "「東京都」のように、都道府県の正式な名前を書いてください。"
        yield error(
            "unknown-value", client.keys.at("prefecture"), f"「{client.prefecture}」は都道府県にありません。", hint
        )


def _aliases(library: Library) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for client in library.organizations.values():
        folded = unicodedata.normalize("NFKC", client.alias)
        if folded in seen:
            yield error(
                "duplicate-alias",
                client.keys.at("alias"),
                f"別名「{client.alias}」は {seen[folded]} と同じです。",
                "組織ごとに違う別名にしてください。",
            )
        seen.setdefault(folded, client.id)


def _redirects(library: Library) -> Iterator[Problem]:
    pages = {"/" + document_url(c, d.id, d.category if isinstance(d, Article) else "") for c, d in library}
    pages |= {f"/{index}".replace("//", "/") for index in _INDEXES}
    seen: dict[str, str] = {}
    for _, document in library:
        for index, old in enumerate(document.redirect_from):
            if old in pages or old in seen:
                yield error(
                    "redirect-collision",
                    document.keys.at("redirect_from", index),
                    f"「{old}」には、もうページか別の転送があります。",
                    "重ならない、以前のアドレスだけを書いてください。",
                )
            seen[old] = document.id

"""Dates, list items, aliases and old addresses."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from ..fold import fold
from ..model.document import Document
from ..model.glossary import Phrase, PhraseList, Voice, VoiceList
from ..model.keys import nearest
from ..model.knowledge import Page
from ..model.library import Library
from ..model.organization import Organization
from ..problems import Place, Problem, error, warning
from ..redact import PREFECTURES
from .cases import widened
from .links import INDEXES


def dates(collection: str, document: Document) -> Iterator[Problem]:
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


def items(listing: PhraseList | VoiceList, ranks: Mapping[str, int]) -> Iterator[Problem]:
    listed: tuple[Phrase | Voice, ...] = listing.items
    for index, item in enumerate(listed):
        if item.audience and ranks[item.audience] < ranks[listing.audience]:
            yield widened(listing.keys.at("items", index, "audience"), listing.audience)


def organization(client: Organization) -> Iterator[Problem]:
    if fold(client.alias) in {fold(name) for name in client.names}:
        yield error(
            "alias-is-name",
            client.keys.at("alias"),
            "別名（alias）が、社名か別表記と同じです。",
            "社名の分からない別名にしてください。",
        )
    if client.prefecture and client.prefecture not in PREFECTURES:
        near = nearest(client.prefecture, PREFECTURES)
        hint = f"「{near}」ではありませんか。" if near else "「東京都」のように、都道府県の正式な名前を書いてください。"
        yield error(
            "unknown-value", client.keys.at("prefecture"), f"「{client.prefecture}」は都道府県にありません。", hint
        )
    yield from _common_words(client)


def _common_words(client: Organization) -> Iterator[Problem]:
    """An entry excuses one form of the client's own name, nothing else."""
    forms = {fold(name) for name in client.names}
    for index, common in enumerate(client.common_words):
        if fold(common.text) not in forms:
            yield error(
                "not-a-name",
                client.keys.at("common_words", index, "text"),
                f"「{common.text}」は、この組織の名前のどれでもありません。",
                "name・short_name・reading・romaji・other_names のどれかと同じに書くか、項目を消してください。",
            )


def aliases(library: Library) -> Iterator[Problem]:
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


def redirects(library: Library, pages: Mapping[str, Document]) -> Iterator[Problem]:
    taken = {f"/{url}" for url in (*pages, *INDEXES)}
    seen: dict[str, str] = {}
    for _, document in library:
        for index, old in enumerate(document.redirect_from):
            if old in taken or old in seen:
                yield error(
                    "redirect-collision",
                    document.keys.at("redirect_from", index),
                    f"「{old}」には、もうページか別の転送があります。",
                    "重ならない、以前のアドレスだけを書いてください。",
                )
            seen[old] = document.id

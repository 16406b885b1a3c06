"""References of documents that lead nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ..model.document import Document
from ..model.glossary import Term, VoiceList
from ..model.keys import declared, nearest
from ..model.library import Library
from ..problems import Place, Problem, error


def references(document: Document, library: Library, unread: Collection[str]) -> Iterator[Problem]:
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
            yield from _refer_one(contrast.with_, "glossary", document.keys.at("contrasts", index, "with"), library)
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
        yield f"{into}/{name}", unknown(value, into, place, library)


def unknown(value: str, into: str, place: Place | None, library: Library) -> Problem:
    """That the collection ``into`` has no document ``value``, and which one may be meant."""
    near = nearest(value.rpartition("/")[2], library.collection(into))
    hint = (
        f"「{near}」ではありませんか。"
        if near
        else f"content/{into}/ にあるファイルの名前（拡張子なし）を書いてください。"
    )
    return error("unknown-reference", place, f"「{value}」は {into} にありません。", hint)

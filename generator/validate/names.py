"""Clients' names in texts and file names that may not hold them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from .. import blocks
from ..config import SiteConfig
from ..model.body import Body
from ..model.case import Case
from ..model.document import Document
from ..model.library import Library
from ..model.organization import Organization
from ..names import NameFinder
from ..problems import Place, Problem, error
from .links import BODIES

_NO_TEXT = frozenset({"audience", "consent", "extra", "organization", "status", "redirect_from", *BODIES})
_INSIDE = frozenset({"talk_track", "objections", "adoption"})
"""What a case says to colleagues alone: never part of anything that leaves the building."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeText:
    """One text that some reader may see; ``inside`` where it never leaves the building."""

    text: str
    circle: str
    place: Place | None
    inside: bool = False


def name_in_text(document: Document, names: NameFinder, ranks: Mapping[str, int]) -> Iterator[Problem]:
    """Every text of a document that names a client its circle and uses do not cover."""
    if isinstance(document, Organization) or not names:
        return
    if not names.clients_in(_whole(document)):
        return  # one look at all of it is enough for most documents
    for free in free_texts(document, tuple(ranks)):
        if any(not _covers(document, free, client, ranks) for client in names.clients_in(free.text)):
            yield error(
                "name-in-text",
                free.place,
                "掲載の範囲が許していない社名（または読み・別表記）が文章に入っています。",
                "「同社」と書くか、その部分を狭い範囲の区切り（/// audience | …）の中に移してください。",
            )


def _whole(document: Document) -> str:
    """Every text of a document at once and more, with what ``free_texts`` keeps apart kept apart."""
    bodies = (getattr(document, name, None) for name in BODIES)
    lines = (body.text.replace("\n", "\ue000") for body in bodies if isinstance(body, Body))
    return "\ue000".join((*(scalar.text for _, scalar in document.keys.scalars()), *lines))


def free_texts(document: Document, audiences: Sequence[str]) -> Iterator[FreeText]:
    """Each text that a reader may see. Consent records and the community's name, which the gate replaces, are none."""
    for path, scalar in document.keys.scalars():
        if path[0] in _NO_TEXT or path == ("community", "name"):
            continue
        inside = path[0] in _INSIDE
        yield FreeText(text=scalar.text, circle=_circle_at(document, path), place=scalar.place, inside=inside)
    for name in BODIES:
        body = getattr(document, name, None)
        if isinstance(body, Body) and body:
            lines = body.text.split("\n")
            for part in blocks.split(body, audiences)[0]:
                for index in range(part.start, part.end):
                    circle = part.audience or document.audience
                    place = body.place(index, length=len(lines[index]))
                    yield FreeText(text=lines[index], circle=circle, place=place)


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
    return "sales" if path[0] in _INSIDE and circle == document.audience else circle


def _covers(document: Document, free: FreeText, client: Organization, ranks: Mapping[str, int]) -> bool:
    """May the name of ``client`` stand in this text?

    Inside the company where the circle may read the client's record; in what may leave the building only where
    consent grants the name for every use."""
    narrowest = len(ranks) - 1
    circle, known_to = ranks.get(free.circle, narrowest), ranks.get(client.audience, narrowest)
    if isinstance(document, Case) and document.organization == client.id:
        consent = document.consent
        granted = all("name" in consent.grants(use) for use in ("web", "seminar", "proposal")) and consent.nda == "none"
        narrower = free.inside or circle > ranks[document.audience]
        return granted or (narrower and circle >= known_to)
    return circle >= known_to and circle > 0


def name_in_id(library: Library, names: NameFinder, images: Collection[str], config: SiteConfig) -> Iterator[Problem]:
    """File names and addresses are public: none may hold a client's name."""
    named = [(document.id, Place(file=document.file)) for _, document in library]
    named += [(PurePosixPath(image).stem, Place(file=f"{config.content_dir}/{image}")) for image in images]
    for name, place in named:
        if names.clients_in(name):
            yield error(
                "name-in-id",
                place,
                "ファイル名に社名（または読み・ローマ字）が入っています。",
                "ファイル名は公開されます。通し番号など、社名の分からない名前に変えてください。",
            )
    for _, document in library:
        for index, old in enumerate(document.redirect_from):
            if names.clients_in(unquote(old)):
                yield error(
                    "name-in-id",
                    document.keys.at("redirect_from", index),
                    "以前のアドレスに社名（または読み・ローマ字）が入っています。",
                    "アドレスは公開されます。この行を消してください。古いリンクからは、見つからないページが開きます。",
                )

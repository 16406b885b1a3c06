"""Links and images in texts: to what is not there, or to what fewer readers may see than the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from .. import blocks
from ..config import SiteConfig
from ..links import Target, page_candidates, resolve_path, targets_of
from ..model.body import Body
from ..model.document import Document
from ..model.library import COLLECTIONS
from ..model.organization import Organization
from ..problems import Place, Problem, error, warning

BODIES = ("challenge", "approach", "outcome", "body")
"""The fields that hold Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What a link may lead to: documents by their pages' URLs, and images by their paths in the content folder."""

    documents: Mapping[str, Document]
    images: Collection[str]
    config: SiteConfig

    def rank(self, audience: str) -> int:
        """The place of a circle from the widest; one that the site lacks counts as the narrowest."""
        known = self.config.audiences
        return known.index(audience) if audience in known else len(known) - 1

    def circle_of(self, candidates: Sequence[str]) -> str:
        """The widest circle that has the page which one of these URLs, the likeliest first, leads to; "" for all."""
        found = next((self.documents[url] for url in candidates if url in self.documents), None)
        if found is not None:
            return found.audience
        own = next((INDEXES[url] for url in candidates if url in INDEXES), "")
        return self.config.audiences[self.rank(own)] if own else ""


def bodies(url: str, document: Document, shelf: Shelf) -> Iterator[Problem]:
    """What is wrong with the narrower parts and the links of a document's texts; ``url`` is its page's."""
    for name in BODIES:
        body = getattr(document, name, None)
        if isinstance(body, Body) and body:
            parts, problems = blocks.split(body, shelf.config.audiences)
            yield from problems
            if problems:
                continue
            for target in targets_of(body.text):
                part = next((p for p in parts if p.start <= target.line < p.end), None)
                yield from _target(target, body, url, (part.audience if part else "") or document.audience, shelf)


def logo(client: Organization, shelf: Shelf) -> Iterator[Problem]:
    """A logo that is not there."""
    path = resolve_path(client.logo, PurePosixPath("organizations")) if client.logo else None
    if client.logo and str(path) not in shelf.images:
        yield _no_picture(client.logo, client.keys.at("logo"))


def _target(target: Target, body: Body, url: str, circle: str, shelf: Shelf) -> Iterator[Problem]:
    split = urlsplit(target.text)
    on_a_disk = len(split.scheme) == 1 or split.scheme == "file"
    if (split.scheme and not on_a_disk) or split.netloc or not split.path:
        return
    place = body.place(target.line, target.column, len(target.text))
    folder = PurePosixPath(body.file).relative_to(PurePosixPath(shelf.config.content_dir)).parent
    path = resolve_path(unquote(split.path), folder)
    if path is not None and str(path) in shelf.images:
        return
    if target.image:
        yield _no_picture(target.text, place)
        return
    yield from _page(target.text, page_candidates(unquote(split.path), folder, url), circle, shelf, place)


def _no_picture(written: str, place: Place | None) -> Problem:
    return warning(
        "broken-image",
        place,
        f"画像「{written}」が見つかりません。",
        "画像を content の中に置き、原稿からの相対パスで書いてください。",
    )


def _page(written: str, candidates: tuple[str, ...], circle: str, shelf: Shelf, place: Place) -> Iterator[Problem]:
    if not any(url in shelf.documents or _is_index(url) for url in candidates):
        yield warning(
            "broken-link",
            place,
            f"リンク先「{written}」が見つかりません。",
            "原稿のファイルへの相対パスか、/ で始まるサイト内のパスを書いてください。",
        )
        return
    audience = shelf.circle_of(candidates)
    if audience and shelf.rank(audience) > shelf.rank(circle):
        yield to_narrower(written, audience, place)


def to_narrower(written: str, audience: str, place: Place | None) -> Problem:
    """The problem that a text leads to what fewer readers may see than the text."""
    return error(
        "link-to-narrower",
        place,
        f"リンク先「{written}」は、この文章より狭い範囲（{audience}）のページです。",
        f"リンクを消すか、「/// audience | {audience}」の区切りの中に移してください。",
    )


INDEXES = {
    **{f"{name}/": "" for name in COLLECTIONS if name != "organizations"},
    "": "",
    "search/": "",
    **dict.fromkeys(("phrases/", "voices/", "voices/digest/", "evidence/", "compare/", "brief/"), "sales"),
    **dict.fromkeys(("marketing/", "marketing/texts/"), "marketing"),
    "review/": "editors",
}
"""Pages that are there whatever is written, each with the widest circle that has it ("" for all)."""


def _is_index(url: str) -> bool:
    return url in INDEXES or bool(re.fullmatch(r"articles/[a-z0-9-]+/", url))

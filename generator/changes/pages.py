"""Which pages come, go, move and change, circle by circle."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import PurePosixPath

from ..links import resolve_path, targets_of
from ..model.body import Body
from ..model.case import Case
from ..model.document import Document
from ..plan.page import Page
from ..urls import kpi_url
from .report import ADDED, CHANGED, LOST, MOVED, REMOVED, PageChange
from .sides import Side, url_of

ALIKE = 0.5
"""The share of equal lines from which two sources of one collection count as one document that moved."""

_ORDER = (LOST, REMOVED, MOVED, ADDED, CHANGED)


def page_changes(
    base: Side, head: Side, circles: Sequence[str], touched: Collection[str]
) -> tuple[tuple[PageChange, ...], dict[str, int]]:
    """The changes of pages in the sites of ``circles``, and how many more pages change because of them, by circle.

    A page is told of when it comes or goes, or when its own source changed; lists and neighbours are counted."""
    shelf = _Shelf.of(base, head, touched)
    rows: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    along: dict[str, int] = {}
    for circle in circles:
        found = list(_in_circle(base, head, circle, shelf))
        along[circle] = sum(change == "" for change, _, _ in found)
        for row in found:
            if row[0]:
                rows[row].append(circle)
    return tuple(shelf.folded(rows)), along


def _in_circle(base: Side, head: Side, circle: str, shelf: _Shelf) -> Iterator[tuple[str, str, str]]:
    """Change, URL and new URL of each page that is not the same; the change is "" for one that goes along."""
    before = base.sites[circle].pages if circle in base.sites else {}
    site = head.sites[circle]
    for url, page in before.items():
        if url in site.pages:
            if url in shelf.seen_anew or not _same(page, site.pages[url]):
                yield (CHANGED if shelf.is_own(url) else ""), url, ""
        elif not shelf.is_unread(url):
            to = site.moved.get(url, "")
            heir = shelf.heirs.get(url, "")
            if to:
                yield MOVED, url, to
            elif heir and heir in site.pages:
                yield LOST, url, heir
            else:
                yield REMOVED, url, ""
    arrived = set(site.moved.values()) | set(shelf.heirs.values())
    for url in site.pages:
        if url not in before and not shelf.is_unread(url) and not (url in arrived and shelf.came_from(url, before)):
            yield ADDED, url, ""


def _same(one: Page, other: Page) -> bool:
    return _bare(one) == _bare(other)


def _bare(page: Page) -> Page:
    """A page without what no reader sees: where its texts stand in their sources."""
    bodies = {name: Body(text=body.text, pictures=body.pictures) for name, body in page.bodies.items()}
    return replace(page, edit_file="", bodies=bodies)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """What is known of the documents behind pages.

    ``old`` and ``new`` are the documents of both sides by key, ``documents`` all of them by URL; ``own`` are the URLs
    whose own source changed, ``seen_anew`` those that show a changed picture, ``heirs`` the new URL of a document that
    was renamed, by its old one; ``unread`` URLs whose document could not be read on one side."""

    base: Side
    head: Side
    old: Mapping[str, Document]
    new: Mapping[str, Document]
    documents: Mapping[str, tuple[str, Document]]
    own: frozenset[str]
    seen_anew: frozenset[str]
    heirs: Mapping[str, str]
    unread: frozenset[str]

    @classmethod
    def of(cls, base: Side, head: Side, touched: Collection[str]) -> _Shelf:
        old, new = dict(base.documents()), dict(head.documents())
        own = {url_of(key, document) for key, document in (*old.items(), *new.items()) if key in touched}
        for key, document in new.items():
            if isinstance(document, Case) and f"organizations/{document.organization}" in touched:
                own.add(url_of(key, document))
        if base.digests.get(_kpis(base)) != head.digests.get(_kpis(head)):
            own |= {kpi_url(name) for name in head.loaded.library.catalogues.kpis}
        return cls(
            base=base,
            head=head,
            old=old,
            new=new,
            documents=_by_url(old, new, touched),
            own=frozenset(own - {""}),
            seen_anew=frozenset(_with_changed_pictures(base, head)),
            heirs=_heirs(old, new, base, head),
            unread=_unread(old, new, base, head),
        )

    def is_own(self, url: str) -> bool:
        return url in self.own or url in self.seen_anew or _main(url, self.own) is not None

    def is_unread(self, url: str) -> bool:
        """Is it, or does it belong to, the page of a document that one side could not read?"""
        return url in self.unread or _main(url, self.unread) is not None

    def came_from(self, url: str, before: Mapping[str, Page]) -> bool:
        """Did a page of the base move to ``url``?"""
        moved = [site.moved for site in self.head.sites.values()]
        return any(old in before for table in (*moved, self.heirs) for old, to in table.items() if to == url)

    def folded(self, rows: Mapping[tuple[str, str, str], Sequence[str]]) -> Iterator[PageChange]:
        """The rows in order, those below a document's page (slides, hand-outs) as part of its row."""
        mains = {(change, url): tuple(circles) for (change, url, _), circles in rows.items()}
        beside: dict[tuple[str, str], list[str]] = defaultdict(list)
        kept: list[tuple[tuple[str, str, str], Sequence[str]]] = []
        for (change, url, to), circles in rows.items():
            main = _main(url, self.documents)
            if main is not None and set(circles) <= set(mains.get((change, main), ())):
                beside[change, main].append(url.removeprefix(main))
            else:
                kept.append(((change, url, to), circles))
        for (change, url, to), circles in sorted(kept, key=lambda row: (_ORDER.index(row[0][0]), row[0][1])):
            yield self._row(change, url, to, tuple(circles), tuple(beside[change, url]))

    def _row(self, change: str, url: str, to: str, circles: tuple[str, ...], beside: tuple[str, ...]) -> PageChange:
        main = _main(url, self.documents)
        key, document = self.documents.get(url if main is None else main, ("", None))
        sides = (self.base, self.head) if change in (REMOVED, LOST, MOVED) else (self.head, self.base)
        pages = (side.sites[c].pages.get(url) for side in sides for c in circles if c in side.sites)
        return PageChange(
            change=change,
            url=url,
            title=next((page.title for page in pages if page), ""),
            circles=circles,
            document=key,
            file=document.file if document else "",
            to=to,
            beside=beside,
            keys=self._keys(key) if change == CHANGED else (),
        )

    def _keys(self, key: str) -> tuple[str, ...]:
        """The keys of a document's source that differ; ``body`` is its Markdown."""
        one, other = self.old.get(key), self.new.get(key)
        return tuple(changed_keys(one, other)) if one and other else ()


def _by_url(
    old: Mapping[str, Document], new: Mapping[str, Document], touched: Collection[str]
) -> dict[str, tuple[str, Document]]:
    """Every document by its URL: the head's before the base's, and of lists that share a page one that was edited."""
    found = [(key, document) for side in (old, new) for key, document in side.items()]
    found.sort(key=lambda each: each[0] in touched)
    return {url_of(key, document): (key, document) for key, document in found if url_of(key, document)}


def changed_keys(one: object, other: object) -> Iterator[str]:
    """The YAML keys of two records of one type whose values differ. Where a text stands is no part of its value."""
    for each in fields(one) if is_dataclass(one) else ():
        before, after = getattr(one, each.name), getattr(other, each.name)
        same = before.text == after.text if isinstance(before, Body) and isinstance(after, Body) else before == after
        if not same and each.name not in ("file", "keys"):
            yield str(each.metadata.get("name") or each.name)


def _main(url: str, documents: Collection[str]) -> str | None:
    """The document's page that ``url`` lies below: ``seminars/x/slides/`` → ``seminars/x/``."""
    parent = url.rstrip("/").rpartition("/")[0] + "/"
    return parent if parent in documents and parent.count("/") > 1 else None


def _kpis(side: Side) -> str:
    return f"{side.config.content_dir}/kpis.yml"


def _unread(old: Mapping[str, Document], new: Mapping[str, Document], base: Side, head: Side) -> frozenset[str]:
    gone = {url_of(key, document) for key, document in old.items() if key in head.loaded.unread}
    return frozenset(gone | {url_of(key, document) for key, document in new.items() if key in base.loaded.unread})


def _heirs(old: Mapping[str, Document], new: Mapping[str, Document], base: Side, head: Side) -> dict[str, str]:
    """The documents that live at another address now: of another category, or under another id."""
    found = {url_of(key, old[key]): url_of(key, new[key]) for key in old.keys() & new.keys()}
    found = {one: other for one, other in found.items() if one != other}
    gone = {key: _lines(base, document) for key, document in old.items() if key not in new and url_of(key, document)}
    come = {key: _lines(head, document) for key, document in new.items() if key not in old and url_of(key, document)}
    for key, lines in gone.items():
        likeness = {
            other: _alike(lines, theirs)
            for other, theirs in come.items()
            if other.partition("/")[0] == key.partition("/")[0]
        }
        best = max(likeness, key=lambda other: (likeness[other], other), default=None)
        if best is not None and likeness[best] >= ALIKE:
            found[url_of(key, old[key])] = url_of(best, new[best])
            del come[best]
    return {one: other for one, other in found.items() if one and one != other}


def _lines(side: Side, document: Document) -> Counter[str]:
    path = side.config.root / document.file
    text = path.read_text("utf-8", "replace") if path.is_file() else ""
    return Counter(line for line in map(str.strip, text.splitlines()) if line)


def _alike(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _with_changed_pictures(base: Side, head: Side) -> Iterator[str]:
    """The URLs of pages that show a picture, or link to a file, whose bytes changed."""
    images = {str(path): image.file for path, image in head.loaded.images.items()}
    changed = {path for path, file in images.items() if base.digests.get(file, "") not in ("", head.digests.get(file))}
    for page in head.sites[head.narrowest].pages.values() if changed else ():
        if changed & set(_files_of(page, head.config.content_dir)):
            yield page.url


def _files_of(page: Page, content_dir: str) -> Iterator[str]:
    if page.logo:
        yield page.logo
    for body in page.bodies.values():
        folder = PurePosixPath(body.file).relative_to(PurePosixPath(content_dir)).parent
        for target in targets_of(body.text):
            path = resolve_path(target.text, folder)
            if path is not None:
                yield str(path)

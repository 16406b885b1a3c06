"""Two sides → what a change does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date

from ..config import SiteConfig
from ..problems import Problem
from .cases import approvals, expiring, metric_changes
from .pages import page_changes
from .reach import widened
from .report import Changes
from .sides import Past, Progress, Side, read_side, url_of

WORKING = "作業中のファイル"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Two revisions; ``head`` None means the files as they lie there. ``config`` is the head's."""

    base: str
    head: str | None
    config: SiteConfig
    as_of: date


def changes(asked: Asked, past: Past, circles: Sequence[str], on_progress: Progress) -> Changes:
    """What the head does to the sites of ``circles``, since the base. Raises HistoryError.

    Where the base has no configuration that can be read, its content is read with the head's."""
    base = past.repository.commit(asked.base)
    config = past.write_out(base, past.config_at(base)[0] or asked.config, asked.base, on_progress)
    before = read_side(asked.base, config, asked.as_of, on_progress)
    config = asked.config
    past.content(config)
    if asked.head:
        config = past.write_out(past.repository.commit(asked.head), config, asked.head, on_progress)
    return compare(before, read_side(asked.head or WORKING, config, asked.as_of, on_progress), circles)


def compare(base: Side, head: Side, circles: Sequence[str]) -> Changes:
    """What ``head`` does to the sites of ``circles``, since ``base``."""
    touched = frozenset(_touched(base, head))
    pages, along = page_changes(base, head, circles, touched)
    wider = tuple(row for row in widened(base, head, touched) if row.uses or {*row.circles} & {*circles})
    new, mended = _new_and_mended(base.problems, head.problems)
    return Changes(
        base=base.name,
        head=head.name,
        as_of=head.sites[head.narrowest].view.as_of,
        audiences=head.config.audiences,
        circles=tuple(circles),
        base_errors=sum(problem.is_error for problem in base.problems),
        head_errors=sum(problem.is_error for problem in head.problems),
        settings=tuple(_settings(base.config, head.config)),
        widened=wider,
        approvals=tuple(sorted(approvals(base, head), key=lambda row: (row.renewed, row.document))),
        pages=pages,
        along=along,
        unread=tuple(sorted(base.loaded.unread | head.loaded.unread)),
        metrics=tuple(metric_changes(base, head, circles)),
        expiring=tuple(expiring(head, circles, touched)),
        new=new,
        mended=mended,
        quotable=frozenset(_quotable(base, head)),
        clients=(*base.loaded.library.organizations.values(), *head.loaded.library.organizations.values()),
    )


def _touched(base: Side, head: Side) -> Iterator[str]:
    """The keys of documents whose source is not the same on both sides."""
    for side, other in ((base, head), (head, base)):
        for key, document in side.documents():
            if side.digests.get(document.file) != other.digests.get(document.file):
                yield key


def _settings(old: SiteConfig, new: SiteConfig) -> Iterator[str]:
    for each in fields(SiteConfig):
        if each.name not in ("root", "file") and getattr(old, each.name) != getattr(new, each.name):
            yield each.name


def _new_and_mended(old: Iterable[Problem], new: Iterable[Problem]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The problems that one side alone has. A problem that only went to another line is the same."""
    before, after = Counter(map(_identity, old)), Counter(map(_identity, new))
    return tuple(_beyond(new, before)), tuple(_beyond(old, after))


def _beyond(problems: Iterable[Problem], known: Counter[tuple[str, ...]]) -> Iterator[Problem]:
    left = Counter(known)
    for problem in problems:
        if left[_identity(problem)]:
            left[_identity(problem)] -= 1
        else:
            yield problem


def _identity(problem: Problem) -> tuple[str, ...]:
    return problem.code, problem.place.file if problem.place else "", problem.message


def _quotable(base: Side, head: Side) -> Iterator[str]:
    """The titles that the widest circle reads on both sides, and those of what is new: neither what only this change
    opens, nor what it takes back."""
    known = {url_of(key, document) for key, document in base.documents()}
    before, after = base.sites.get(base.config.audiences[0]), head.sites[head.config.audiences[0]]
    for url, page in after.pages.items() if not (base.failed or head.failed) else ():
        if (before and url in before.pages) or not any(each and url.startswith(each) for each in known):
            yield page.title

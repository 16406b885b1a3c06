"""What a delivery does, in order: a reader who loads a page at any moment finds all that the page loads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .deployed import Deployed
from .listing import Entry, Listing, size_of
from .naming import is_lasting, is_of_the_theme, is_page, tells_of_the_release


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Files that are sent, or removed, together. Before a step that ``waits``, readers are given time to finish."""

    title: str
    send: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    waits: bool = False

    def __bool__(self) -> bool:
        return bool(self.send or self.remove)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """From what lies at a target to ``listing``. ``new`` paths were not there before; ``kept`` are files of the release
    before that stay one release longer."""

    listing: Listing
    steps: tuple[Step, ...]
    new: frozenset[str]
    kept: frozenset[str]

    @property
    def sent(self) -> tuple[str, ...]:
        """Every path that is sent, in order."""
        return tuple(path for step in self.steps for path in step.send)

    @property
    def removed(self) -> tuple[str, ...]:
        """Every path that is removed, in order."""
        return tuple(path for step in self.steps for path in step.remove)

    @property
    def bytes(self) -> int:
        """How much is sent."""
        return size_of(self.listing, self.sent)


def changes(deployed: Deployed, known: Mapping[str, Entry | None], listing: Listing) -> Changes:
    """What is to be done where ``known`` is what lies there now, after ``deployed`` was noted.

    Style sheets and scripts of the release before stay, for pages that a browser or a cache on the way still holds.
    What holds content goes: it may go because it must no longer be read."""
    before = {*deployed.files, *(path for path, was in deployed.unsure.items() if was)}
    sent = [path for path in listing if known.get(path) != listing[path]]
    gone = [path for path in known if path not in listing]
    kept = frozenset(path for path in gone if known[path] and is_of_the_theme(path) and path not in deployed.kept)
    return Changes(
        listing=listing,
        steps=tuple(filter(None, _steps(sent, [path for path in gone if path not in kept], before))),
        new=frozenset(path for path in sent if path not in before),
        kept=kept,
    )


def _steps(sent: Sequence[str], gone: Sequence[str], before: Collection[str]) -> Iterator[Step]:
    """New before changed, so that a changed page never leads to one that is not there yet; data before the pages that
    read it; pages away before what they load."""

    def some(wanted: Callable[[str], bool]) -> tuple[str, ...]:
        found = sorted(path for path in left if wanted(path))
        left.difference_update(found)
        return tuple(found)

    left = set(sent)
    last = some(tells_of_the_release)
    yield Step(title="見た目・画像・検索の索引", send=some(is_lasting))
    yield Step(title="新しいデータ", send=some(lambda path: path not in before and not is_page(path)))
    yield Step(title="新しいページ", send=some(lambda path: path not in before))
    yield Step(title="変わったデータ", send=some(lambda path: not is_page(path)))
    yield Step(title="変わったページ", send=some(is_page))
    yield Step(title="版の記録", send=last)
    yield Step(title="なくなったページ", remove=tuple(sorted(filter(is_page, gone))))
    rest = tuple(sorted(path for path in gone if not is_page(path)))
    yield Step(title="使わなくなったファイル", remove=rest, waits=True)

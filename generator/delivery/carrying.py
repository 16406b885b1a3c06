"""One delivery: compare what lies at a target with a release, then bring it there step by step."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..workshop import Progress
from .changes import Changes, changes
from .deployed import NOTE, Deployed, deployed_at, from_bytes, known_at
from .fault import NotPublished
from .folder import FolderStore
from .listing import Entry, Listing
from .naming import Headers, headers_of
from .rclone import RcloneStore
from .shelf import Edition, Shelf
from .store import Store
from .targets import Target

_NEVER_KEPT: Headers = (("Cache-Control", "no-store"),)
_BESIDE: Mapping[str, Mapping[str, bytes]] = {"github-pages": {".nojekyll": b""}}
"""By layout: what a host wants beside the files of a site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A target that can be reached: where the site goes, and where the note of it goes."""

    target: Target
    site: Store
    notes: Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What was noted at a target, what is known to lie there, and what is to be done for a release."""

    deployed: Deployed
    known: Mapping[str, Entry | None]
    changes: Changes
    tree: str

    @property
    def stands(self) -> bool:
        """Whether the release is there already, all of it."""
        return self.deployed.tree == self.tree and not self.deployed.unsure


def open_place(target: Target, find_program: Callable[[], str]) -> Place:
    """The place of a target. ``find_program`` finds rclone, where it is needed. Raises NotPublished."""
    if target.folder is None:
        store = RcloneStore(find_program(), target.to)
        return Place(target=target, site=store, notes=store)
    notes = FolderStore(target.folder)
    return Place(
        target=target, site=FolderStore(target.folder / target.served) if target.served else notes, notes=notes
    )


def beside(target: Target) -> Mapping[str, bytes]:
    """What the target's host wants beside the files of a site."""
    return _BESIDE.get(target.layout, {})


def compare(place: Place, shelf: Shelf, listing: Listing, tree: str, *, resend: bool = False) -> Comparison:
    """What is to be done for the site of ``listing`` to stand at a target. With ``resend``, nothing of what was noted
    there is believed but the names. Raises NotPublished where it may not stand there."""
    target = place.target
    deployed = deployed_at(place.notes, target.served, target.audience)
    if resend:
        unsure = {**dict.fromkeys(deployed.files, True), **deployed.unsure}
        deployed = Deployed(audience=deployed.audience, edition=deployed.edition, unsure=unsure)
    known = known_at(deployed, shelf.journal(deployed.attempt))
    whole = {**listing, **{path: Entry.of(data) for path, data in beside(target).items()}}
    return Comparison(deployed=deployed, known=known, changes=changes(deployed, known, whole), tree=tree)


def deliver(
    place: Place,
    found: Comparison,
    edition: Edition,
    folder: Path,
    shelf: Shelf,
    *,
    widest: bool,
    wait: Callable[[], None],
    on_progress: Progress,
) -> None:
    """Bring the files of a release, which lie in ``folder``, to the target, in the order of the steps.

    ``wait`` gives readers the time to finish. Raises NotPublished; what is done then, stays done, and is noted."""
    under_way = _begun(found, edition)
    _note(place.notes, under_way)
    carried, total = 0, len(found.changes.sent) + len(found.changes.removed)
    with shelf.writing_journal(under_way.attempt) as journal:

        def told(path: str, entry: Entry | None) -> None:
            nonlocal carried
            carried += 1
            journal.done(path, entry)
            on_progress("公開", carried, total)

        for step in found.changes.steps:
            for headers, paths in _alike(step.send, widest=widest).items():
                place.site.send(folder, paths, headers, lambda path: told(path, found.changes.listing[path]))
            if step.remove:
                if step.waits:
                    wait()
                _still_ours(place.notes, under_way)
                place.site.remove(step.remove, lambda path: told(path, None))
        _still_ours(place.notes, under_way)
        _note(place.notes, _ended(found, edition))


def _begun(found: Comparison, edition: Edition) -> Deployed:
    """What holds from the first file on until the last."""
    steps = found.changes
    unsure = {path: path not in steps.new for path in (*steps.sent, *steps.removed)}
    files = {path: entry for path, entry in found.known.items() if entry is not None and path not in unsure}
    return Deployed(
        audience=edition.audience,
        attempt=secrets.token_hex(8),
        files=files,
        kept=found.deployed.kept & files.keys(),
        unsure=unsure,
    )


def _ended(found: Comparison, edition: Edition) -> Deployed:
    kept = {path: entry for path, entry in found.known.items() if entry is not None and path in found.changes.kept}
    return Deployed(
        audience=edition.audience,
        edition=edition.number,
        tree=edition.tree,
        files={**found.changes.listing, **kept},
        kept=found.changes.kept,
    )


def _alike(paths: tuple[str, ...], *, widest: bool) -> dict[Headers, list[str]]:
    """Paths by the headers that they are sent with."""
    found: dict[Headers, list[str]] = {}
    for path in paths:
        found.setdefault(headers_of(path, widest=widest), []).append(path)
    return found


def _note(store: Store, deployed: Deployed) -> None:
    with tempfile.TemporaryDirectory(prefix="casebook-publish-") as folder:
        Path(folder, NOTE).write_bytes(deployed.to_bytes())
        store.send(Path(folder), [NOTE], _NEVER_KEPT, lambda path: None)


def _still_ours(store: Store, under_way: Deployed) -> None:
    """Another machine may have begun meanwhile: then nothing is removed any more, and nothing said to be done."""
    if from_bytes(store.read(NOTE)).attempt != under_way.attempt:
        raise NotPublished(
            "途中で、ほかのところから同じ公開先への公開が始まりました。",
            "どちらを公開するかを決めて、その一方だけをもう一度実行してください。",
        )

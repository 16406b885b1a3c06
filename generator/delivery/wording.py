"""A delivery in words: what would be done, and what was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..config import audience_label
from .carrying import Comparison
from .changes import Step
from .listing import Listing, size_of
from .shelf import Edition
from .targets import Target

_SHOWN = 5
"""So many files of each step are named."""


def plan_text(target: Target, found: Comparison) -> str:
    """What a delivery would do, step by step."""
    return "\n".join(_plan(target, found))


def _plan(target: Target, found: Comparison) -> Iterator[str]:
    told = found.changes
    yield f"公開先: {target.to}（{audience_label(target.audience)}向け）"
    if found.stands:
        yield "公開先は、もうこの版です。送るものはありません。"
        return
    if found.deployed.attempt:
        yield "前の公開が途中で止まっています。残りから始めます。"
    for number, step in enumerate(told.steps, 1):
        yield f"{number}. {_step(step, told.listing)}"
        yield from _named([*step.send, *step.remove], told.new, adds=bool(step.send))
    new, sent, removed = len(told.new), len(told.sent), len(told.removed)
    yield f"追加 {new:,}・更新 {sent - new:,}・削除 {removed:,}、送る量は {amount(told.bytes)} です。"
    yield f"変わらない {len(told.listing) - sent:,} 件は送りません。"
    if told.kept:
        yield f"前の版の見た目のファイル {len(told.kept):,} 件は、次の公開まで残します。"


def _step(step: Step, listing: Listing) -> str:
    if step.send:
        return f"{step.title}: {len(step.send):,} 件を送る（{amount(size_of(listing, step.send))}）"
    return f"{step.title}: {len(step.remove):,} 件を消す" + ("（読み込み中の人を少し待ってから）" if step.waits else "")


def _named(paths: Sequence[str], new: frozenset[str], *, adds: bool) -> Iterator[str]:
    for path in paths[:_SHOWN]:
        yield f"   {'-' if not adds else '+' if path in new else '~'} {path}"
    if len(paths) > _SHOWN:
        yield f"   … ほか {len(paths) - _SHOWN:,} 件"


def editions_text(editions: Sequence[Edition], present: int) -> str:
    """The releases that are kept, the last first; the one that stands at the target is marked."""
    rows = [
        f"{'*' if edition.number == present else ' '} {edition.number:>4}  公開 {edition.published}  "
        f"内容 {edition.of_day}  {len(edition.listing):,} ファイル"
        for edition in reversed(editions)
    ]
    return "\n".join(rows)


def amount(size: int) -> str:
    """A number of bytes for people."""
    if size < 1_000:
        return f"{size} バイト"
    return f"{size / 1_000:,.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:,.1f} MB"

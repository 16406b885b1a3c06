"""A report for the terminal of who may read everything: titles, sentences and values as they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from . import wording
from .report import LOST, MOVED, Approval, Changes, MetricChange, PageChange, Widened
from .wording import SHOWN


def as_text(changes: Changes, bold: bool = False) -> str:
    """What a change does, the gravest first. ``bold`` marks that on a terminal that shows it."""
    strong: Callable[[str], str] = (lambda text: f"\033[1m{text}\033[0m") if bold else str
    rows = [f"{changes.base} → {changes.head}（{changes.as_of.isoformat()} 時点）", *wording.sides(changes)]
    if changes.nothing:
        rows.append(wording.NOTHING)
    for title, lines in (
        ("まず確かめてください", [strong(line) for line in _grave(changes)]),
        ("ページ", list(_pages(changes))),
        ("数字", list(_metrics(changes))),
        ("90 日以内に切れる掲載許諾", list(_expiring(changes))),
        ("増えた誤りと注意", list(_problems(changes, new=True))),
        ("なくなった誤りと注意", list(_problems(changes, new=False))),
    ):
        if lines:
            rows += ["", f"■ {title}", *(f"  {line}" for line in lines)]
    return "\n".join(rows)


def _grave(changes: Changes) -> Iterator[str]:
    for row in changes.widened:
        yield from _widened(row)
    for approval in changes.approvals:
        yield _approval(approval)


def _widened(row: Widened) -> Iterator[str]:
    before, after = wording.reach(row)
    yield f"{wording.WIDER}: {row.document}「{row.title}」 {before} → {after} {wording.what(row)}"
    if row.texts:
        yield from (f"    {text.place.file}:{text.place.line} {text.text}" for text in row.texts[:SHOWN])
        if more := wording.rest(row.texts):
            yield f"    {more}"
    else:
        yield f"    {row.place.file}:{row.place.line}"


def _approval(row: Approval) -> str:
    said = wording.RENEWED if row.renewed else wording.APPROVED
    when = f"（確認日 {row.approved_on.isoformat()}）" if row.approved_on else ""
    return f"{said}: {row.document}「{row.title}」{when} {row.place.file}:{row.place.line}"


def _pages(changes: Changes) -> Iterator[str]:
    for row in changes.pages[:SHOWN]:
        yield _page(row, changes)
    if more := wording.rest(changes.pages):
        yield more
    if along := wording.along(changes):
        yield along


def _page(row: PageChange, changes: Changes) -> str:
    where = f"/{row.url} → /{row.to}" if row.change in (MOVED, LOST) else f"/{row.url}"
    circles = wording.circles_of(row.circles, changes)
    beside = f"（{'、'.join(row.beside)} も）" if row.beside else ""
    keys = f" {'・'.join(row.keys)}" if row.keys else ""
    warned = f" {wording.LOST_ADDRESS}" if row.change == LOST else ""
    return f"{wording.CHANGE[row.change]} {where} 「{row.title}」{beside} {circles}{keys}{warned}"


def _metrics(changes: Changes) -> Iterator[str]:
    for row in changes.metrics[:SHOWN]:
        yield f"{wording.CHANGE[row.change]} {row.document} {row.kpi} {_values(row)} {row.place.file}:{row.place.line}"
    if more := wording.rest(changes.metrics):
        yield more


def _values(row: MetricChange) -> str:
    if row.before and row.after and row.before == row.after:
        return f"{row.after}（{'・'.join(row.keys)}）"
    return " ⇒ ".join(value for value in (row.before, row.after) if value) or "（値なし）"


def _expiring(changes: Changes) -> Iterator[str]:
    for row in changes.expiring[:SHOWN]:
        touched = "（この変更で直した事例）" if row.touched else ""
        left = (row.until - changes.as_of).days
        yield f"{row.document}「{row.title}」 {row.until.isoformat()} まで、あと {left} 日{touched}"
    if more := wording.rest(changes.expiring):
        yield more


def _problems(changes: Changes, new: bool) -> Iterator[str]:
    found = wording.grouped(changes.new if new else changes.mended)
    for problem, more in found[:SHOWN]:
        place = f"{problem.place}: " if problem.place else ""
        yield f"{place}{problem.severity.value}[{problem.code}]: {problem.message}{more}"
        if new:
            yield f"    ヒント: {problem.hint}"
    if left := wording.rest(found):
        yield left

"""A report for a pull request, which more people read than the content.

It names documents by their ids, which are public. Of titles and values it quotes only what the widest circle already
reads, and nothing at all where one side has errors: there the gate may have been told wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..problems import Problem
from ..report import mask, masked_file, masked_place
from . import wording
from .report import LOST, REMOVED, Approval, Changes, Expiry, MetricChange, PageChange, Widened
from .wording import SHOWN

T = TypeVar("T")

MARK = "<!-- casebook diff -->"
"""The first line of every report, by which a workflow finds the comment that it wrote before."""


def as_markdown(changes: Changes, is_secret: Callable[[str], bool]) -> str:
    """What a change does, the gravest first and in bold. ``is_secret`` tells a text that names a client."""
    return "\n".join(_Report(changes, is_secret).lines()) + "\n"


@dataclass(frozen=True, slots=True)
class _Report:
    changes: Changes
    is_secret: Callable[[str], bool]

    def lines(self) -> Iterator[str]:
        changes, problems = self.changes, wording.grouped(self.changes.new)
        yield from (MARK, "## この変更で、サイトがどう変わるか", "")
        base, head = (self.safe(name).replace("`", "'") for name in (changes.base, changes.head))
        yield f"`{base}` → `{head}`（{changes.as_of.isoformat()} 時点）"
        for note in wording.sides(changes):
            yield from ("", _escaped(self.safe(note)))
        if changes.nothing:
            yield from ("", wording.NOTHING)
        yield from self.grave()
        yield from self.table("ページ", ("変化", "ページ", "範囲", "変わった項目"), changes.pages, self.page)
        if along := wording.along(changes):
            yield from ("", along)
        yield from self.table("数字", ("変化", "事例", "指標", "これまで", "これから"), changes.metrics, self.metric)
        yield from self.table("90 日以内に切れる掲載許諾", ("事例", "期限"), changes.expiring, self.expiry)
        yield from self.table("増えた誤りと注意", ("場所", "内容", "直し方"), problems, self.problem)
        if changes.mended:
            yield from ("", f"なくなった誤りと注意: {len(changes.mended):,} 件")

    def grave(self) -> Iterator[str]:
        """What a reviewer must see first: every line of it in bold."""
        if self.changes.widened or self.changes.approvals:
            yield from ("", "### まず確かめてください", "")
        for row in self.changes.widened:
            yield f"- **{self.widened(row)}**"
        for approval in self.changes.approvals:
            yield f"- **{self.approval(approval)}**"

    def widened(self, row: Widened) -> str:
        before, after = wording.reach(row)
        where = self.at(row.place.file, row.place.line)
        return f"{wording.WIDER}: {self.named(row.document)} {before} → {after}、{wording.what(row)} {where}"

    def approval(self, row: Approval) -> str:
        said = wording.RENEWED if row.renewed else wording.APPROVED
        return f"{said}: {self.named(row.document)} {self.at(row.place.file, row.place.line)}"

    def page(self, row: PageChange) -> tuple[str, ...]:
        where = f"{self.address(row.url)} → {self.address(row.to)}" if row.to else self.address(row.url)
        title = self.quoted(row.title)
        beside = f"（{'、'.join(row.beside)} も）" if row.beside else ""
        warned = f"**{wording.LOST_ADDRESS}**" if row.change == LOST else ""
        keys = "、".join(f"`{key}`" for key in row.keys)
        change = f"**{wording.CHANGE[LOST]}**" if row.change == LOST else wording.CHANGE[row.change]
        return change, f"{where}{title}{beside}", wording.circles_of(row.circles, self.changes), warned or keys

    def metric(self, row: MetricChange) -> tuple[str, ...]:
        before, after = self.values(row)
        return wording.CHANGE[row.change], self.named(row.document), _cell(row.kpi), before, after

    def values(self, row: MetricChange) -> tuple[str, str]:
        """The values before and after: as the widest circle reads them on both sides, else masked."""
        opened = {each.document for each in self.changes.widened}
        same = bool(row.shown_before) == bool(row.before) and bool(row.shown_after) == bool(row.after)
        if self.open and same and row.change != REMOVED and row.document not in opened and "show" not in row.keys:
            return row.shown_before or "–", row.shown_after
        return _HIDDEN if row.before else "–", _HIDDEN if row.after else "–"

    def expiry(self, row: Expiry) -> tuple[str, ...]:
        title = self.quoted(row.title)
        return f"{self.named(row.document)}{title}", row.until.isoformat() if title else "90 日以内"

    def problem(self, row: tuple[Problem, str]) -> tuple[str, ...]:
        problem, more = row
        place = masked_place(problem, self.is_secret)
        told = f"{problem.severity.value} `{problem.code}` {_cell(self.safe(mask(problem.message)))}"
        return f"`{place}`{more}" if place else "", told, _cell(self.safe(mask(problem.hint)))

    def table(
        self, title: str, heads: Sequence[str], rows: Sequence[T], cells: Callable[[T], Sequence[str]]
    ) -> Iterator[str]:
        """A heading and a table; rows beyond the first few are only counted."""
        if not rows:
            return
        yield from ("", f"### {title}", "", f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}")
        for row in rows[:SHOWN]:
            yield f"| {' | '.join(cells(row))} |"
        if more := wording.rest(rows):
            yield from ("", more)

    @property
    def open(self) -> bool:
        """Whether anything may be quoted."""
        return not (self.changes.base_errors or self.changes.head_errors)

    def quoted(self, title: str) -> str:
        """A title in quotes, where the widest circle reads it; else nothing."""
        readable = self.open and title in self.changes.quotable and not self.is_secret(title)
        return f"「{_cell(title)}」" if readable else ""

    def named(self, document: str) -> str:
        return f"`{masked_file(document, self.is_secret)}`"

    def at(self, file: str, line: int) -> str:
        return f"`{masked_file(file, self.is_secret)}:{line}`"

    def address(self, url: str) -> str:
        return f"`/{masked_file(url.rstrip('/'), self.is_secret)}/`" if url else "`/`"

    def safe(self, text: str) -> str:
        """A text that names no client; one that does is left out."""
        return "…" if self.is_secret(text) else text


_HIDDEN = "（社外に出ない値）"


def _cell(text: str) -> str:
    return _escaped(text.replace("\n", " "))


def _escaped(text: str) -> str:
    """A text that Markdown takes as it is, and that calls nobody (``@``)."""
    marked = "".join(f"\\{char}" if char in "\\`*_[]<>#|~" else char for char in text)
    return marked.replace("@", "&#64;")

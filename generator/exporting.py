"""From content to what other programs read: a finished site, checked as if it were published, told in other forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from . import theme_assets
from .build import Site, finished
from .dialect import dialect_of
from .export import bulk, dataset
from .export.project import project
from .export.records import Record, line, told_pages
from .export.schema import SCHEMA
from .inspecting import leaks
from .order import Order
from .problems import Problem, has_errors, in_order
from .publish import PublishError
from .workshop import Progress

Files = Mapping[str, bytes]
_Told = tuple[dict[str, bytes], dict[str, bytes]]
"""The files of an export, and what to hold against each page's secrets: texts by a name beside the page's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The files by name, None where there were errors; and every problem in order."""

    files: Files | None
    problems: tuple[Problem, ...]


def mkdocs(order: Order, on_progress: Progress) -> Exported:
    """A MkDocs project of one circle's site."""

    def make(site: Site) -> _Told:
        found = project(
            site.made.plan,
            site.release.files,
            site.context,
            dialect_of(order.config)[0],
            theme_assets.default_dir(),
            order.as_of.isoformat(),
        )
        return dict(found.files), {f"{found.pages.get(name, '')}{name}": data for name, data in found.files.items()}

    return _exported([order], make, on_progress)


def opensearch(orders: Iterable[Order], before: frozenset[str], on_progress: Progress) -> Exported:
    """Records of every circle of ``orders``; ``before`` are the ids that a former export told of."""
    orders = list(orders)
    records: dict[str, Record] = {}

    def make(site: Site) -> _Told:
        audience = site.made.desk.view.audience
        found = bulk.documents(site.made.plan, site.made.texts, audience, site.context.url)
        records.update(found)
        told = {f"{name.removeprefix(audience + '/')}record.json": line(record) for name, record in found.items()}
        return {}, told

    made = _exported(orders, make, on_progress)
    if made.files is None:
        return made
    ours = tuple(f"{order.audience}/" for order in orders)
    gone = sorted(name for name in before - records.keys() if len(orders) > 1 or name.startswith(ours))
    files = {bulk.BULK: bulk.bulk(records, gone), bulk.INDEX: bulk.index_settings()}
    return Exported(files=files, problems=made.problems)


def json(order: Order, on_progress: Progress) -> Exported:
    """One circle's site as data."""

    def make(site: Site) -> _Told:
        release, view = site.release, site.made.desk.view
        pages = {
            page.url: line(dataset.page_record(page, site.made.texts, release.files[f"{page.url}index.html"]))
            for page in told_pages(site.made.plan)
        }
        cases = {case.id: line(dataset.case_record(case)) for case in view.cases}
        whole = dataset.site_record(
            site.context, site.made.desk.view, site.made.plan, release.version, release.fresh_until
        )
        files = {
            "site.json": dataset.pretty(whole),
            "pages.ndjson": b"".join(pages.values()),
            "cases.ndjson": b"".join(cases.values()),
            "schema.json": dataset.pretty(SCHEMA),
        }
        told = {f"{url}page.json": data for url, data in pages.items()}
        told |= {f"cases/{name}/case.json": data for name, data in cases.items()}
        return files, told | {"site.json": files["site.json"]}

    return _exported([order], make, on_progress)


def _exported(orders: Iterable[Order], make: Callable[[Site], _Told], on_progress: Progress) -> Exported:
    """The files of all sites, or the problems that forbid them; what was made is held against what must not show."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for order in orders:
        try:
            with finished(order, on_progress) as (site, found):
                problems += found
                if site is not None:
                    made, told = make(site)
                    files |= made
                    problems += leaks(told, site.secret)
        except PublishError as fault:
            problems.append(fault.problem)
    return Exported(files=None if has_errors(problems) else files, problems=in_order(problems))

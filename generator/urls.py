"""Where a source file's page lies: a pure function of its path, so no page needs to know another."""

from __future__ import annotations

from pathlib import PurePosixPath


def document_url(collection: str, document_id: str, category: str = "") -> str:
    """The site-relative URL of a document's page."""
    if collection == "articles":
        return f"articles/{category}/{document_id}/"
    if collection in ("phrases", "voices"):
        return f"{collection}/"
    return f"{collection}/{document_id}/"


def kpi_url(key: str) -> str:
    """The URL of a KPI's page: ``churn_rate`` → ``kpis/churn-rate/``."""
    return f"kpis/{key.replace('_', '-')}/"


def source_url(path: PurePosixPath) -> str | None:
    """The URL of the page that a file of the content folder makes; None where it makes none.

    ``articles/basics/x.md`` → ``articles/basics/x/``; organisations have no page.
    """
    parts = path.with_suffix("").parts
    if path.suffix not in (".md", ".yml", ".yaml") or len(parts) < 2 or parts[0] == "organizations":
        return None
    if parts[0] == "articles":
        return document_url("articles", parts[-1], parts[1]) if len(parts) == 3 else None
    return document_url(parts[0], parts[1]) if len(parts) == 2 else None


def to_root(url: str) -> str:
    """What leads from a page at ``url`` to the site's root: ``cases/case-0001/`` → ``../../``."""
    return "../" * url.count("/")

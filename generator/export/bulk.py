"""Records for a company-wide search: the bulk format of OpenSearch, and an index that can read Japanese.

A page is a document of its own for each circle that has it, since what it says differs: ``sales/cases/case-0001/``.
What one circle's documents say depends on that circle alone, and a search filters by ``audience``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from ..plan import Plan
from ..texts import Texts
from .records import Record, line, record_of, told_pages

BULK, INDEX = "bulk.ndjson", "index.json"


def documents(plan: Plan, texts: Texts, audience: str, site_url: str) -> dict[str, Record]:
    """The documents of one circle's site by their ids: what its own search knows."""
    return {
        f"{audience}/{page.url}": _document(record_of(page, texts), audience, site_url)
        for page in told_pages(plan)
        if page.search and not page.outward
    }


def _document(record: Record, audience: str, site_url: str) -> Record:
    """A record with who reads it and where; filters as words, since a mapping names its fields once and for all."""
    filters = [f"{name}:{key}" for name, keys in record.pop("filters", {}).items() for key in keys]
    address = site_url.rstrip("/") + record["path"] if site_url else record["path"]
    return {"audience": audience, "url": address, **record, **({"filters": filters} if filters else {})}


def bulk(found: Mapping[str, Record], gone: Iterable[str] = ()) -> bytes:
    """Actions for ``_bulk``: index every document, delete what is ``gone``. No index is named: the address names it."""
    lines = [line({"index": {"_id": name}}) + line(record) for name, record in found.items()]
    return b"".join([*lines, *(line({"delete": {"_id": name}}) for name in gone)])


def told_before(data: bytes) -> set[str]:
    """The ids that a former bulk file indexed or deleted. Raises ValueError where it is no such file.

    A deletion is told on: whoever failed to load that file still needs it."""
    ids: set[str] = set()
    rows = iter(data.splitlines())
    for row in rows:
        action = json.loads(row)
        name, told = next(iter(action.items())) if isinstance(action, dict) and action else ("", None)
        if name not in ("index", "delete") or not isinstance(told, dict) or not isinstance(told.get("_id"), str):
            raise ValueError("no bulk file")
        ids.add(told["_id"])
        if name == "index":
            next(rows, None)
    return ids


def index_settings() -> bytes:
    """The index to create before the first load: settings and mapping."""
    settings = {"settings": {"analysis": _ANALYSIS}, "mappings": {"dynamic": "strict", "properties": _PROPERTIES}}
    return json.dumps(settings, ensure_ascii=False, indent=2).encode() + b"\n"


_ANALYSIS: Record = {
    "analyzer": {
        "japanese": {
            "type": "custom",
            "tokenizer": "japanese",
            "filter": [
                "kuromoji_baseform",
                "kuromoji_part_of_speech",
                "cjk_width",
                "ja_stop",
                "kuromoji_stemmer",
                "lowercase",
            ],
        },
    },
    "tokenizer": {"japanese": {"type": "kuromoji_tokenizer", "mode": "search"}},
}
"""What the analyser ``kuromoji`` of the plugin ``analysis-kuromoji`` does, written out so that it can be added to."""

_WORDS: Record = {
    "type": "text",
    "analyzer": "japanese",
    "fields": {"pairs": {"type": "text", "analyzer": "cjk"}},
}
"""Cut into words; beside them ``pairs`` of letters, which find what no dictionary has."""

_KEY: Record = {"type": "keyword"}
_DATE: Record = {"type": "date", "format": "strict_date"}

_PROPERTIES: Record = {
    "audience": _KEY,
    "url": _KEY,
    "path": _KEY,
    "kind": _KEY,
    "kind_label": _KEY,
    "title": _WORDS,
    "summary": _WORDS,
    "names": _WORDS,
    "facets": {**_KEY, "fields": {"words": {"type": "text", "analyzer": "japanese"}}},
    "filters": _KEY,
    "sections": {"properties": {"anchor": {"type": "keyword", "index": False}, "heading": _WORDS, "text": _WORDS}},
    "published_on": _DATE,
    "updated_on": _DATE,
    "until": _DATE,
}

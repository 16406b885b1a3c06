"""The gaps as a contributor reads them, and as YAML and JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from ..columns import clean, table
from .closing import Gaps, Synonym
from .merging import Query

_PLAIN = re.compile(r"(?!\d)\w[\w・]*")
_NO_WORD = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def as_text(gaps: Gaps, files: int, note: str = "") -> str:
    """Everything in the order of what to do about it. ``files``: how many logs were read."""
    parts = ["\n".join([*_head(gaps, files), *([note] if note else [])])]
    if gaps.synonyms:
        told = "同義語の候補。意味の合う行だけを content/synonyms.yml に写してください。"
        parts.append("\n".join([told, "", *map(_line, gaps.synonyms)]))
    if gaps.missing:
        parts.append("\n".join(["まだない話題", *_rows(gaps.missing)]))
    if gaps.found:
        rows = (f"  「{clean(query.text)}」 → {clean(title)}（{clean(url)}）" for query, title, url in gaps.found)
        parts.append("\n".join(["いまは見つかるもの", *rows]))
    return "\n\n".join(parts)


def _head(gaps: Gaps, files: int) -> Iterator[str]:
    near = {query.text for each in gaps.synonyms for query in each.queries}
    left = len(gaps.found) + len(near) + len(gaps.missing)
    yield (
        f"記録 {files:,} つ、問い {left:,} 種類を調べました"
        f"（同義語で届きそう {len(near):,}、まだない話題 {len(gaps.missing):,}、いまは見つかる {len(gaps.found):,}）。"
    )
    if gaps.names or gaps.contacts:
        yield f"名前を含むかもしれない {gaps.names:,} 種類と、連絡先を含む {gaps.contacts:,} 種類を除きました。"


def _rows(queries: Sequence[Query]) -> Iterator[str]:
    rows = [(f"{query.times:,}", f"{query.files:,}", query.day.isoformat(), clean(query.text)) for query in queries]
    yield from (f"  {row}" for row in table([("回数", "記録の数", "最後の日", "問い"), *rows], {0, 1}))


# -- YAML --------------------------------------------------------------------------------------------------------


def _line(each: Synonym) -> str:
    """A line of `synonyms.yml`; what asked for it stands beside it as a comment."""
    more = "など " if len(each.queries) > 1 else " "
    to = ", ".join(map(_word, each.to))
    said = f"「{clean(each.queries[0].text)}」{more}{each.times:,} 回"
    return f"- {{from: {_word(each.word)}, to: [{to}], weight: {each.weight}}}  # {said}"


def _word(text: str) -> str:
    """``text`` as YAML reads it back as the same text."""
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _NO_WORD
    return text if plain else json.dumps(text, ensure_ascii=False)


# -- JSON --------------------------------------------------------------------------------------------------------


def as_json(gaps: Gaps, files: int, opened: Mapping[str, object] | None = None) -> str:
    """The same as one object; ``opened`` tells of the pages, where a server counted them."""
    data = {
        "files": files,
        "left_out": {"names": gaps.names, "contacts": gaps.contacts},
        "synonyms": [
            {
                "from": each.word,
                "to": list(each.to),
                "weight": each.weight,
                "times": each.times,
                "queries": [query.text for query in each.queries],
            }
            for each in gaps.synonyms
        ],
        "missing": [_asked(query) for query in gaps.missing],
        "found": [{**_asked(query), "title": title, "url": url} for query, title, url in gaps.found],
        **({"opened": opened} if opened else {}),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _asked(query: Query) -> dict[str, str | int]:
    return {"query": query.text, "times": query.times, "files": query.files, "day": query.day.isoformat()}

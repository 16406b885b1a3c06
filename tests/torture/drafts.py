"""Content as plain data, from which any one thing can be taken away before it is written down as YAML and Markdown."""

from __future__ import annotations

import copy
import json
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ..folders import Content

Step: TypeAlias = "str | int"
Data: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph of Markdown; ``audience`` "" is the document's own circle."""

    text: str
    audience: str = ""


@dataclass(slots=True, kw_only=True)
class Draft:
    """One file. A value in ``data`` that is a list of passages is Markdown, and ``data["body"]`` follows the front
    matter; a picture has ``data["meta"]`` alone."""

    path: str
    data: Data
    comments: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """One thing that not everyone may see.

    ``token`` stands nowhere else ("" where only the whole is meant); ``may`` are the circles whose sites may hold it.
    ``cut`` says how to take it away from its file: () is the whole file, None means that nothing else would be the
    same without it."""

    what: str
    may: frozenset[str]
    file: str
    token: str = ""
    cut: tuple[Step, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sown:
    """A site and what is hidden in it."""

    drafts: Mapping[str, Draft]
    secrets: tuple[Secret, ...]

    def files(self) -> dict[str, Content]:
        """Every file by its path in the site folder."""
        return {path: written(draft) for path, draft in self.drafts.items()}

    def without(self, secret: Secret) -> Content | None:
        """The bytes of the secret's file once it is taken away; None where the file itself goes."""
        assert secret.cut is not None
        if not secret.cut:
            return None
        draft = copy.deepcopy(self.drafts[secret.file])
        *way, last = secret.cut
        place: Any = {"data": draft.data, "comments": draft.comments}
        for step in way:
            place = place[step]
        del place[last]
        return written(draft)


def written(draft: Draft) -> Content:
    """A draft as its file holds it."""
    if draft.path.endswith(".png"):
        return picture(draft.data.get("meta", ""))
    if draft.path.endswith(".md"):
        front = _yaml({key: value for key, value in draft.data.items() if key != "body"}, draft.comments)
        return f"---\n{front}---\n\n{_markdown(draft.data['body'])}\n"
    return _yaml(draft.data, draft.comments)


def _yaml(data: Data, comments: list[str]) -> str:
    """One line a key, with the comments between them in turn."""
    rows: list[str] = []
    for index, (key, value) in enumerate(data.items()):
        if index < len(comments):
            rows.append(f"# {comments[index]}")
        if isinstance(value, list) and value and isinstance(value[0], Passage):
            text = _markdown(value)
            rows += [f"{key}: |", *(f"  {line}".rstrip() for line in text.split("\n"))]
        elif not isinstance(value, list | dict) or value:
            rows.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(rows) + "\n"


def _markdown(passages: list[Passage]) -> str:
    return "\n\n".join(
        f"/// audience | {part.audience}\n{part.text}\n///" if part.audience else part.text for part in passages
    )


def picture(meta: str) -> bytes:
    """A grey PNG of two by two pixels with ``meta`` in a text chunk."""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0))
    words = _chunk(b"tEXt", b"Author\0" + meta.encode()) if meta else b""
    rows = _chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * 2) * 2))
    return b"\x89PNG\r\n\x1a\n" + header + words + rows + _chunk(b"IEND", b"")


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

"""A withdrawal as people and machines read it. As secret as the narrowest circle: it names the client's places."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from ..config import audience_label
from ..problems import Place
from .recall import edits, recalls
from .uses import Use, Withdrawal

_SECRET = "この一覧は社外秘です。サイトや公開の場所に置かないでください。"
_AFTER = (
    "直したら、すべての範囲のサイトを作り直して公開してください（casebook build --audience …）。"
    "以前のアドレスには「ページが見つかりません」の案内だけが出ます。どのアドレスでも同じ文面で、事例があったことは分かりません。"
)
_PARTS = (
    ("使っているところ", "（見つかりませんでした）"),
    ("文章が残るところ（手で直すか、外すかを決めてください）", "（ありません）"),
    ("サイトの外で回収するもの", ""),
    ("サイトから外すには", "（すでに外れています）"),
)


def as_text(found: Withdrawal) -> str:
    """Four lists under plain headings."""
    rows = [_title(found), _SECRET]
    for title, lines in _parts(found):
        rows += [
            "",
            f"■ {title}",
            *(f"  - {line}" if not line.startswith(" ") else f"    {line.strip()}" for line in lines),
        ]
    return "\n".join([*rows, "", _AFTER])


def as_markdown(found: Withdrawal) -> str:
    """The same as tasks to tick off."""
    rows = [f"# {_title(found)}", "", _SECRET]
    for title, lines in _parts(found):
        rows += ["", f"## {title}", ""]
        rows += [
            f"- [ ] {_escaped(line)}" if not line.startswith(" ") else f"  - {_escaped(line.strip())}" for line in lines
        ]
    return "\n".join([*rows, "", _AFTER])


def as_json(found: Withdrawal) -> str:
    """``{id, date, cases, uses, recall, edits}``: uses and edits with file and line, uses with addresses by circle."""
    data = {
        "id": found.id,
        "date": found.as_of.isoformat(),
        "cases": [case.id for case in found.cases],
        "uses": [
            {"kind": use.kind, "title": use.title, **_where(use.place), "by_hand": use.by_hand, "urls": dict(use.urls)}
            for use in found.uses
        ],
        "recall": list(recalls(found)),
        "edits": [{**_where(edit.place), "write": edit.write, "effect": edit.effect} for edit in edits(found)],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _where(place: Place) -> dict[str, str | int]:
    return {"file": place.file, "line": place.line}


def _title(found: Withdrawal) -> str:
    named = "、".join(case.id for case in found.cases) or "なし"
    whose = f"（事例: {named}）" if found.client is not None and found.client.id == found.id else ""
    return f"{found.id} の取り下げ{whose}"


def _parts(found: Withdrawal) -> Iterator[tuple[str, list[str]]]:
    """Each heading with its lines; a line that begins with a space belongs to the one before."""
    lists = (
        [line for use in found.uses if not use.by_hand for line in _use(use)],
        [line for use in found.uses if use.by_hand for line in _use(use)],
        list(recalls(found)),
        [line for edit in edits(found) for line in (f"{_at(edit.place)}: {edit.write}", f" {edit.effect}")],
    )
    for (title, nothing), lines in zip(_PARTS, lists, strict=True):
        yield title, lines or [nothing]


def _use(use: Use) -> Iterator[str]:
    yield f"{use.kind}「{use.title}」 {_at(use.place)}"
    for address, circles in _by_address(use.urls).items():
        yield f" {circles}: {address}"
    if not use.urls:
        yield " いまは、どのサイトにも出ていません"


def _by_address(urls: Mapping[str, str]) -> dict[str, str]:
    """Addresses with the circles that share them."""
    found: dict[str, list[str]] = {}
    for circle, address in urls.items():
        found.setdefault(address, []).append(audience_label(circle))
    return {address: "・".join(circles) for address, circles in found.items()}


def _at(place: Place) -> str:
    return f"{place.file}:{place.line}"


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in text)

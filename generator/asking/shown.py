"""An answer as a reader of the terminal sees it: the hits, what to try instead, and why each hit is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ..columns import clean, table
from ..plan.words import KINDS
from .answers import Hit, Mark, Piece, Result, Why

_SUGGESTED = {"typo": "もしかして", "near": "近いことば", "completion": "続きの候補"}

_HOW = {
    "written": "書いたとおり",
    "read": "読みが同じ",
    "variant": "表記の違い",
    "kindred": "似た意味",
    "prefix": "入力の途中",
    "slip": "打ち間違い",
    "inside": "言葉の一部",
    "synonym": "同義語",
    "run": "ひと続き",
}
"""How a word of the page came to answer a word of the query."""

_LEGEND = (
    "近さ: 問いの言葉にどれだけ近いか（0〜1）。書いたとおりなら 1 です",
    "扱い: そのページでの扱いの大きさ（0〜15）。題名や見出しにある言葉、くり返し出る言葉ほど大きくなります",
    "珍しさ: その言葉のあるページが少ないほど大きくなります",
    "点: 近さ・扱い・珍しさから決まります。その合計を、問いに答えた割合で割り引いたものが、順位を決める点数です",
)


def as_text(query: str, result: Result, *, bold: bool = False, explain: bool = False) -> str:
    """The whole answer. ``bold`` marks what matched, as terminals do; ``explain`` says how it came about."""
    parts = [_head(query, result)]
    if explain:
        parts.append(_pieces(result["pieces"]))
    parts += [_hit(rank, hit, bold=bold, explain=explain) for rank, hit in enumerate(result["hits"], 1)]
    parts += filter(None, ["\n".join(_suggestions(result))])
    if explain and any(hit.get("why") for hit in result["hits"]):
        parts.append("\n".join(_LEGEND))
    return "\n\n".join(parts)


def _head(query: str, result: Result) -> str:
    total, shown = result["total"], len(result["hits"])
    part = f"（はじめの {shown:,} 件）" if shown < total else ""
    found = f"{total:,} 件{part}" if total else "見つかりませんでした"
    return f"「{clean(query)}」: {found}"


def _hit(rank: int, hit: Hit, *, bold: bool, explain: bool) -> str:
    mark = _bold if bold else lambda text: text
    pad = " " * (len(str(rank)) + 2)
    kind = KINDS.get(hit["kind"], hit["kind"])
    rows = [f"{rank}. {marked(hit['title'], hit['titleMarks'], mark)}（{clean(kind)}）"]
    rows.append(pad + (f"{clean(hit['section'])} — " if hit["section"] else "") + clean(hit["url"]))
    if hit["excerpt"]:
        rows.append(pad + marked(hit["excerpt"], hit["marks"], mark))
    if explain:
        rows += [pad + row for row in _why(hit)]
    return "\n".join(rows)


def _bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[22m"


def marked(text: str, marks: Iterable[Mark], mark: Callable[[str], str]) -> str:
    """``text`` with its ``marks`` (counted in UTF-16 units) passed through ``mark``."""
    units = text.encode("utf-16-le", "surrogatepass")
    out, at = "", 0
    for start, end in marks:
        out += _text(units[2 * at : 2 * start]) + mark(_text(units[2 * start : 2 * end]))
        at = end
    return out + _text(units[2 * at :])


def _text(units: bytes) -> str:
    return clean(units.decode("utf-16-le", "replace"))


def _suggestions(result: Result) -> Iterator[str]:
    for kind, label in _SUGGESTED.items():
        words = [clean(each["text"]) for each in result["suggestions"] if each["kind"] == kind]
        if words:
            yield f"{label}: {'、'.join(words)}"


# -- why ---------------------------------------------------------------------------------------------------------


def _pieces(pieces: Sequence[Piece]) -> str:
    if not pieces:
        return "問いの切り分け: 探せる言葉がありません"
    rows = [("問いの部分", "このサイトの言葉", "重み")]
    rows += [(clean(each["text"]), _known(each), f"{each.get('share', 1):.2f}") for each in pieces]
    return "\n".join(["問いの切り分け", *(f"  {row}" for row in table(rows, {2}))])


def _known(piece: Piece) -> str:
    return "、".join(map(clean, piece["terms"])) if piece["known"] else "（このサイトにない言葉）"


def _why(hit: Hit) -> list[str]:
    reasons = hit.get("why")
    if reasons is None:
        return [f"点数 {hit['score']:.2f}。このサイトの検索は理由を出せません。casebook build で作り直してください。"]
    rows = [("問いの部分", "当たった言葉", "当たり方", "近さ", "扱い", "珍しさ", "点"), *map(_reason, reasons)]
    return [f"問いの {hit.get('covered', 0):.0%} に答えています。点数 {hit['score']:.2f}", *table(rows, {3, 4, 5, 6})]


def _reason(why: Why) -> tuple[str, ...]:
    numbers = (f"{why['weight']:.2f}", str(why["level"]), f"{why['rarity']:.2f}", f"{why['score']:.2f}")
    return clean(why["words"]), clean(why["term"]) or "—", _HOW.get(why["how"], clean(why["how"])), *numbers

"""The headings of lists of cases: what people call the keys of a case, and how their cells become its values."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from .tables import Row

CALLED: Mapping[str, tuple[str, ...]] = {
    "title": ("題", "タイトル", "事例名", "事例タイトル", "案件名", "件名", "見出し"),
    "summary": ("要約", "概要", "サマリー", "事例概要", "一言", "説明"),
    "organization": ("組織", "組織id"),
    "name": ("社名", "会社名", "企業名", "クライアント", "クライアント名", "顧客名", "お客様名", "導入企業"),
    "segment": ("業種", "業界", "セグメント"),
    "employees": ("従業員数", "企業規模", "社員数"),
    "prefecture": ("都道府県", "所在地"),
    "purposes": ("目的", "導入目的", "ねらい", "狙い"),
    "community.name": ("コミュニティ名", "コミュニティ"),
    "community.type": ("コミュニティの種類", "種類", "タイプ"),
    "community.stage": ("段階", "フェーズ", "ステージ"),
    "community.launched": ("開始", "開設", "開始日", "開設日", "開始月", "開設月", "運営開始"),
    "community.members": ("会員数", "メンバー数", "参加者数", "登録者数"),
    "challenge": ("課題", "背景", "背景と課題", "困りごと"),
    "approach": ("取り組み", "取組", "取組み", "施策", "実施内容", "内容"),
    "outcome": ("成果", "効果", "結果"),
    "conditions": ("再現条件", "成功条件", "条件", "ポイント"),
    "setbacks": ("つまずきと学び", "つまずき", "学び", "反省点", "苦労した点"),
    "adoption.department": ("部署", "担当部署", "導入部署"),
    "adoption.trigger": ("きっかけ", "導入のきっかけ", "導入経緯"),
    "adoption.deciding_factor": ("決め手", "選定理由", "導入の決め手"),
    "tags": ("タグ", "キーワード"),
    "published_on": ("公開日", "掲載日"),
    "updated_on": ("更新日", "最終更新日"),
}
"""The names that lists give to what we know, by its key; the key itself counts too."""

_LISTS = frozenset({"purposes", "conditions", "setbacks", "tags"})
_DATES = frozenset({"community.launched", "published_on", "updated_on"})
_HEAD_ROWS = 20
_DATE = re.compile(r"(\d{4})[年/.-](\d{1,2})(?:[月/.-](\d{1,2})日?|月)?")


def heading_row(rows: Sequence[Row]) -> int | None:
    """The row of the headings: of the first rows, the one with most names that we know."""
    known = [sum(bool(key_of(cell)) for cell in row.cells) for row in rows[:_HEAD_ROWS]]
    best = max(known, default=0)
    return known.index(best) if best else None


def distinct(cells: Iterable[str]) -> tuple[str, ...]:
    """The names of columns, each different: 「備考」, 「備考（2）」; one without a name is 「列 4」."""
    seen: Counter[str] = Counter()
    names = []
    for number, cell in enumerate(cells, 1):
        name = " ".join(cell.split()) or f"列 {number}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}（{seen[name]}）")
    return tuple(names)


def _folded(text: str) -> str:
    normal = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s|\(.*?\)|[*＊※:]", "", normal)


_KEYS = {_folded(name): key for key, names in CALLED.items() for name in (key, *names)}


def key_of(name: str) -> str:
    """The key that a heading means; "" where nobody knows."""
    return _KEYS.get(_folded(name), "")


def value_of(key: str, text: str) -> object:
    """A cell as the model wants it: lists apart, dates with hyphens, a number of people without its unit."""
    if key in _LISTS:
        parts = [part.strip(" ・-") for part in re.split(r"[、,;；|\n]", text)]
        return [part for part in parts if part]
    if key in _DATES:
        return _date(text)
    if key == "community.members":
        number = re.fullmatch(r"約?([\d,]+)(人|名|名様)?", unicodedata.normalize("NFKC", text).strip())
        return {"value": number[1].replace(",", "")} if number else text
    return text


def _date(text: str) -> str:
    """「2022年6月」 and 「2022/6/1」 as 2022-06 and 2022-06-01; anything else as it is."""
    found = re.fullmatch(
        r"(\d{4})[年/.-](\d{1,2})(?:[月/.-](\d{1,2})日?|月)?", unicodedata.normalize("NFKC", text).strip()
    )
    if not found:
        return text
    year, month, day = found.groups()
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")

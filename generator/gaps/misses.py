"""Records of queries that found nothing, as the search page exports them. Anything else is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..problems import Place, Problem, error
from ..source import read_text

FORMAT, VERSION = "casebook-misses", 1

_LONGEST = 200  # characters; the page keeps 60
_MOST = 1_000_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HINT = "検索のページの「ファイルに書き出す」でできたファイルを、手を加えずに渡してください。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One query: as typed, the last day it was asked, and how often."""

    query: str
    day: date
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What one reader exported: the name of the site's circle, and the misses."""

    site: str
    misses: tuple[Miss, ...]


def read_logs(paths: Iterable[Path]) -> tuple[tuple[Log, ...], list[Problem]]:
    """Every log, one that is given twice once; and everything that is wrong with any of them."""
    logs: list[Log] = []
    problems: list[Problem] = []
    for path in paths:
        if not path.is_file():
            hint = "名前と場所を確かめてください。"
            problems.append(error("bad-miss-log", Place(file=str(path)), "ファイルがありません。", hint))
            continue
        text = read_text(path, str(path), problems)
        log = _parse(text, str(path), problems) if text is not None else None
        logs += [log] if log else []
    return tuple(dict.fromkeys(logs)), problems


def _parse(text: str, file: str, problems: list[Problem]) -> Log | None:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as fault:
        place = Place(file=file, line=fault.lineno, column=fault.colno)
        problems.append(error("bad-miss-log", place, "JSON として読めません。", _HINT))
        return None
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets without end
        problems.append(error("bad-miss-log", Place(file=file), "JSON として読めません。", _HINT))
        return None
    reader = _Reader(file)
    log = reader.log(data)
    problems += reader.problems
    return None if reader.problems else log


class _Reader:
    """Takes values from one file; what is wrong is noted with the way to it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def wrong(self, message: str) -> None:
        self.problems.append(error("bad-miss-log", Place(file=self.file), message, _HINT))

    def log(self, data: object) -> Log | None:
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            self.wrong(f"検索の記録ではありません（format が「{FORMAT}」ではありません）。")
            return None
        if type(data.get("version")) is not int or data["version"] != VERSION:
            self.wrong(f"この版の Casebook では読めない記録です（読めるのは version {VERSION}）。")
            return None
        self.keys(data, ("format", "version", "site", "misses"), "")
        rows = data.get("misses")
        if not isinstance(rows, list):
            self.wrong("misses が一覧ではありません。")
            rows = []
        misses = [self.miss(row, f"misses[{at}]") for at, row in enumerate(rows)]
        return Log(site=self.text(data.get("site"), "site"), misses=tuple(miss for miss in misses if miss))

    def miss(self, row: object, way: str) -> Miss | None:
        if not isinstance(row, dict):
            self.wrong(f"{way} が「{{query, day, times}}」の形ではありません。")
            return None
        self.keys(row, ("query", "day", "times"), f"{way}.")
        query, day = self.text(row.get("query"), f"{way}.query"), self.day(row.get("day"), f"{way}.day")
        times = row.get("times")
        if type(times) is not int or not 1 <= times <= _MOST:
            self.wrong(f"{way}.times が 1 から {_MOST:,} までの数ではありません。")
            return None
        return Miss(query=query, day=day, times=times) if query and day else None

    def keys(self, table: Mapping[str, object], known: tuple[str, ...], way: str) -> None:
        for key in table:
            if key not in known:
                self.wrong(f"「{way}{_CONTROL.sub('�', key)[:60]}」というキーは、記録にはありません。")

    def text(self, value: object, way: str) -> str:
        if isinstance(value, str) and value.strip() and len(value) <= _LONGEST and not _CONTROL.search(value):
            return value.strip()
        self.wrong(f"{way} が {_LONGEST} 文字までの 1 行の言葉ではありません。")
        return ""

    def day(self, value: object, way: str) -> date | None:
        try:
            if isinstance(value, str) and _DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        self.wrong(f"{way} が日付（YYYY-MM-DD）ではありません。")
        return None

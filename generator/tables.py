"""Tables that come from elsewhere: CSV in the encodings that Excel writes, and ``.xlsx``, as rows of texts."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .problems import Place, Problem, error, warning
from .source import decode

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SUFFIXES = frozenset({".csv", ".tsv", ".xlsx"})
MAX_BYTES = 20_000_000
MAX_ROWS = 2_000
_MAX_UNPACKED = 200_000_000
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells; ``number`` counts from 1, as a spreadsheet shows it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of a file that are not empty, and how it was read (「Shift_JIS」)."""

    rows: tuple[Row, ...] = ()
    encoding: str = ""
    problems: tuple[Problem, ...] = field(default=())


def read_table(path: Path) -> Sheet:
    """The table in a file. Never raises for what is in it: what cannot be read is a problem."""
    if path.stat().st_size > MAX_BYTES:
        return _refused(
            path, f"ファイルが大きすぎます（{path.stat().st_size:,} バイト）。", "いくつかに分けてください。"
        )
    sheet = _workbook(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    if len(sheet.rows) > MAX_ROWS:
        return _refused(path, f"行が多すぎます（{len(sheet.rows)} 行）。", "いくつかに分けてください。")
    return sheet


def _refused(path: Path, message: str, hint: str) -> Sheet:
    return Sheet(problems=(error("cannot-import", Place(file=path.name), message, hint),))


def _csv(path: Path) -> Sheet:
    problems: list[Problem] = []
    text, encoding = _decoded(path, problems)
    if text is None:
        return Sheet(problems=tuple(problems))
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if head.count("\t") > head.count(",") else ",")
    try:
        rows = _kept((number, row) for row, number in _numbered(reader))
    except csv.Error:
        return _refused(path, "CSV として読めません。", '引用符（"）が閉じているか確かめてください。')
    return Sheet(rows=rows, encoding=encoding, problems=tuple(problems))


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[list[str], int]]:
    """Each row with its number as a spreadsheet counts: a cell of several lines is one row."""
    for number, row in enumerate(reader, 1):
        yield row, number


def _decoded(path: Path, problems: list[Problem]) -> tuple[str | None, str]:
    data = path.read_bytes()
    for name, encoding, fits in (
        ("UTF-16", "utf-16", data.startswith(_UTF_16)),
        ("UTF-8", "utf-8-sig", True),
        ("Shift_JIS", "cp932", True),
    ):
        try:
            text = data.decode(encoding) if fits else None
        except UnicodeDecodeError:
            text = None
        if text is not None:
            if name == "Shift_JIS":
                problems.append(_read_as_shift_jis(path))
            return text, name
    return decode(data, path.name, problems), "UTF-8"


def _read_as_shift_jis(path: Path) -> Problem:
    """Almost any bytes can be read as Shift_JIS; the other encodings are certain."""
    return warning(
        "read-as-shift-jis",
        Place(file=path.name),
        "Shift_JIS の CSV として読みました。",
        "文字化けがないか確かめてください。",
    )


def _workbook(path: Path) -> Sheet:
    """The first sheet that holds something; formulas as the values that were saved with them."""
    import openpyxl

    try:
        with zipfile.ZipFile(path) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _MAX_UNPACKED:
                return _refused(path, "開くと大きくなりすぎるファイルです。", "画像やシートを減らしてください。")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheets = {sheet.title: _kept(_cells(sheet)) for sheet in book.worksheets}
        book.close()
    except Exception:  # whatever a broken or hostile workbook brings about in the library that reads it
        return _refused(path, "Excel のブック（.xlsx）として読めません。", "CSV（UTF-8）で保存し直してください。")
    filled = [title for title, rows in sheets.items() if rows]
    if not filled:
        return Sheet(encoding="Excel")
    left = [
        warning(
            "import-moved",
            Place(file=path.name),
            f"シート「{title}」は読んでいません（読んだのは「{filled[0]}」）。",
            "必要なら、そのシートだけを CSV で保存して取り込んでください。",
        )
        for title in filled[1:]
    ]
    return Sheet(rows=sheets[filled[0]], encoding=f"Excel のシート「{filled[0]}」", problems=tuple(left))


def _cells(sheet: Worksheet) -> Iterator[tuple[int, list[str]]]:
    rows = sheet.iter_rows(values_only=True, max_row=MAX_ROWS + 1)
    for number, row in enumerate(rows, 1):
        yield number, [_text(value) for value in row]


def _text(value: object) -> str:
    """A cell as somebody would have typed it."""
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return "" if value is None else str(value)


def _kept(rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[Row, ...]:
    """The rows that are not empty, in NFC, their cells without blanks around them."""
    cleaned = (
        Row(number, tuple(unicodedata.normalize("NFC", cell.replace("\r\n", "\n")).strip() for cell in row))
        for number, row in rows
    )
    return tuple(row for row in cleaned if any(row.cells))

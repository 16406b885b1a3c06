"""Walk a content folder, stay inside it, and read its texts as NFC UTF-8.

Anything doubtful (a link, a device, another encoding) is a problem, never a guess.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .problems import Place, Problem, error

MAX_BYTES = 1_000_000
TEXT_SUFFIXES = frozenset({".md", ".yml", ".yaml"})

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_NOT_IN_NAMES = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\\\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One text file: ``path`` inside the content folder, ``file`` as problems name it."""

    path: PurePosixPath
    file: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One file that is not text: an image or a document that a page may use."""

    path: PurePosixPath
    file: str
    location: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All that lies in a content folder, sorted by path."""

    texts: tuple[SourceFile, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def read_sources(content: Path, shown_as: str) -> tuple[Sources, list[Problem]]:
    """Read every text under ``content``; ``shown_as`` is what problems put before each path."""
    problems: list[Problem] = []
    texts: list[SourceFile] = []
    attachments: list[Attachment] = []
    for location in _walk(content, content, shown_as, problems):
        path = PurePosixPath(unicodedata.normalize("NFC", location.relative_to(content).as_posix()))
        file = f"{shown_as}/{path}"
        if path.suffix not in TEXT_SUFFIXES:
            attachments.append(Attachment(path=path, file=file, location=location))
            continue
        text = read_text(location, file, problems)
        if text is not None:
            texts.append(SourceFile(path=path, file=file, text=text))
    texts.sort(key=lambda source: str(source.path))
    attachments.sort(key=lambda source: str(source.path))
    return Sources(texts=tuple(texts), attachments=tuple(attachments)), problems


def _walk(folder: Path, root: Path, shown_as: str, problems: list[Problem]) -> list[Path]:
    found: list[Path] = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if entry.name.startswith("."):
                continue
            place = Place(file=f"{shown_as}/{Path(entry.path).relative_to(root).as_posix()}")
            mode = entry.stat(follow_symlinks=False).st_mode
            if not _is_name_safe(entry.name):
                problems.append(_bad_name(place))
            elif stat.S_ISLNK(mode):
                problems.append(_link_refused(place))
            elif stat.S_ISDIR(mode):
                found += _walk(Path(entry.path), root, shown_as, problems)
            elif stat.S_ISREG(mode):
                found.append(Path(entry.path))
            else:
                problems.append(_not_regular(place))
    return found


def _is_name_safe(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return not _NOT_IN_NAMES.search(name)


def _bad_name(place: Place) -> Problem:
    shown = place.file.encode("utf-8", "replace").decode("utf-8")
    return error(
        "file-name",
        Place(file=_NOT_IN_NAMES.sub(lambda found: found[0] if found[0] == "\\" else "?", shown)),
        "ファイル名に使えない文字があります。",
        "半角の英小文字・数字・ハイフンの名前に変えてください。",
    )


def _link_refused(place: Place) -> Problem:
    return error(
        "symlink",
        place,
        "シンボリックリンクは使えません。",
        "リンク先のファイルそのものを content の中に置いてください。",
    )


def _not_regular(place: Place) -> Problem:
    return error(
        "not-a-file", place, "普通のファイルではありません。", "content には文章と画像のファイルだけを置いてください。"
    )


def read_text(location: Path, file: str, problems: list[Problem]) -> str | None:
    """The text of one file in NFC with ``\\n`` line ends, or None with a problem added."""
    place = Place(file=file)
    try:
        if location.stat().st_size > MAX_BYTES:
            problems.append(
                error(
                    "file-too-large",
                    place,
                    f"ファイルが大きすぎます（{location.stat().st_size:,} バイト）。",
                    f"1 つのファイルは {MAX_BYTES:,} バイトまでです。いくつかに分けてください。",
                )
            )
            return None
        data = location.read_bytes()
    except OSError as fault:
        problems.append(
            error(
                "unreadable", place, f"ファイルを読めません（{fault.strerror}）。", "ファイルの権限を確かめてください。"
            )
        )
        return None
    return decode(data, file, problems)


def decode(data: bytes, file: str, problems: list[Problem]) -> str | None:
    """UTF-8 bytes to text, or None with a problem that says which encoding it looks like."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        problems.append(
            error(
                "not-utf8",
                Place(file=file, line=line),
                f"UTF-8 ではない文字があります{_guess(data)}。",
                "エディターの「文字コード」を UTF-8 にして保存し直してください。",
            )
        )
        return None
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if found := _CONTROL.search(text):
        before = text[: found.start()]
        problems.append(
            error(
                "control-character",
                Place(file=file, line=before.count("\n") + 1, column=len(before) - before.rfind("\n")),
                f"見えない制御文字（U+{ord(found[0]):04X}）が入っています。",
                "その文字を消してください。貼り付けた文章に混ざっていることがあります。",
            )
        )
        return None
    return text


def _guess(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "（UTF-16 のようです）"
    for encoding, name in (("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP")):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return f"（{name} のようです）"
    return ""

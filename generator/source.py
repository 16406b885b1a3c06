"""Walk a content folder, stay inside it, and read its texts as NFC UTF-8.

Anything doubtful (a link, a device, another encoding) is a problem, never a guess.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .problems import Place, Problem, error

MAX_BYTES = 1_000_000
MAX_FILES = 200_000
MAX_FOLDERS = 8
TEXT_SUFFIXES = frozenset({".md", ".yml", ".yaml"})

CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""What no editor shows: it hides text, turns its direction, or joins what was two files. Joiners of emoji are none."""
_NOT_IN_NAMES = re.compile('[\\\\<>:"|?*]|[ .]$')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever ending they have."""


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
    found = _walk(content, content, shown_as, problems)
    if len(found) > MAX_FILES:
        return Sources(), [_too_many(len(found), shown_as)]
    for location in _apart(found, content, shown_as, problems):
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
    try:
        with os.scandir(folder) as scanned:
            entries = sorted(scanned, key=lambda each: each.name)
    except OSError as fault:
        problems.append(_unreadable(Place(file=_shown(folder, root, shown_as)), fault))
        return found
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        place = Place(file=_shown(path, root, shown_as))
        mode = entry.stat(follow_symlinks=False).st_mode
        if unfit := _name_fault(entry.name):
            problems.append(_bad_name(place, *unfit))
        elif stat.S_ISLNK(mode):
            problems.append(_link_refused(place))
        elif stat.S_ISDIR(mode) and len(path.relative_to(root).parts) > MAX_FOLDERS:
            problems.append(_too_deep(place))
        elif stat.S_ISDIR(mode):
            found += _walk(path, root, shown_as, problems)
        elif stat.S_ISREG(mode):
            found.append(path)
        else:
            problems.append(_not_regular(place))
    return found


def _shown(path: Path, root: Path, shown_as: str) -> str:
    return (PurePosixPath(shown_as) / path.relative_to(root).as_posix()).as_posix()


def _apart(found: Iterable[Path], root: Path, shown_as: str, problems: list[Problem]) -> Iterator[Path]:
    """The files but those that a Mac or Windows would take for one that came before: ``図.png`` in two normal forms."""
    taken: dict[str, str] = {}
    for path in found:
        shown = unicodedata.normalize("NFC", _shown(path, root, shown_as))
        twin = taken.setdefault(unicodedata.normalize("NFC", shown.casefold()), shown)
        if twin is shown:
            yield path
        else:
            problems.append(_same_name(Place(file=shown), twin))


def _name_fault(name: str) -> tuple[str, str] | None:
    """Why a file may not have this name, and what to do; None where it may."""
    rename = "半角の英小文字・数字・ハイフンの名前に変えてください。"
    if any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for character in name):
        return "ファイル名に、目に見えない文字か、読めない文字があります。", rename
    if found := _NOT_IN_NAMES.search(name):
        mark = {" ": "空白で終わる名前", ".": "「.」で終わる名前"}.get(found[0], f"「{found[0]}」")
        return f"ファイル名に使えない文字があります（{mark}は、Windows で開けません）。", rename
    if _DEVICES.fullmatch(name):
        return "Windows が機器の名前として使うため、開けないファイル名です。", "別の名前に変えてください。"
    return None


def _bad_name(place: Place, message: str, hint: str) -> Problem:
    shown = "".join(
        c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") else "?" for c in place.file
    )
    return error("file-name", Place(file=shown), message, hint)


def _same_name(place: Place, twin: str) -> Problem:
    return error(
        "same-name",
        place,
        f"「{twin}」と、大文字・小文字か文字の組み立て方（濁点など）だけが違う名前です。",
        "Mac や Windows では同じファイルになります。どちらかの名前を変えるか、消してください。",
    )


def _too_deep(place: Place) -> Problem:
    return error("folder-too-deep", place, "フォルダーの入れ子が深すぎます。", f"{MAX_FOLDERS} 段までにしてください。")


def _too_many(count: int, shown_as: str) -> Problem:
    return error(
        "too-many-files",
        Place(file=shown_as),
        f"ファイルが多すぎます（{count:,}）。",
        f"{MAX_FILES:,} までです。原稿ではないもの（写しやキャッシュ）が混ざっていないか確かめてください。",
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


def _unreadable(place: Place, fault: OSError) -> Problem:
    return error(
        "unreadable", place, f"読めません（{fault.strerror}）。", "ファイルとフォルダーの権限を確かめてください。"
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
        problems.append(_unreadable(place, fault))
        return None
    return decode(data, file, problems)


def decode(data: bytes, file: str, problems: list[Problem]) -> str | None:
    """UTF-8 bytes to text, or None with a problem that says which encoding it looks like."""
    try:
        if _MARKED_OTHERWISE.search(data) or data.startswith(_UTF_16) or _has_wide_ascii(data):
            raise UnicodeDecodeError("utf-8", data, 0, 1, "another encoding")
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
    if found := CONTROL.search(text):
        before = text[: found.start()]
        problems.append(
            error(
                "control-character",
                Place(file=file, line=before.count("\n") + 1, column=len(before) - before.rfind("\n")),
                f"見えない制御文字（U+{ord(found[0]):04X}）が入っています。",
                "その文字を消してください。貼り付けた文章や、つなげたファイルに混ざっていることがあります。",
            )
        )
        return None
    return text


_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MARKED_OTHERWISE = re.compile(rb"\x1b\$[@B]|\x1b\([JI]")
"""The escapes by which ISO-2022-JP, plain ASCII to the eye of a decoder, turns to Japanese."""
_NO_PROSE = re.compile("[\uff61-\uff9f\ue000-\uf8ff]")
"""Half-width kana and private characters: what EUC-JP becomes when it is read as Shift_JIS."""


def _has_wide_ascii(data: bytes) -> bool:
    """UTF-16 without a mark at its head: every second byte of its ASCII is zero."""
    return data[:4096].count(0) * 4 > len(data[:4096])


def _guess(data: bytes) -> str:
    """The encoding that bytes look like, in words; "" where none fits."""
    if data.startswith(_UTF_16) or _has_wide_ascii(data):
        return "（UTF-16 のようです）"
    if _MARKED_OTHERWISE.search(data):
        return "（ISO-2022-JP のようです）"
    shift_jis, euc_jp = _read_as("cp932", data), _read_as("euc_jp", data)
    if euc_jp is not None and (shift_jis is None or _NO_PROSE.search(shift_jis)):
        return "（EUC-JP のようです）"
    return "（Shift_JIS のようです）" if shift_jis is not None else ""


def _read_as(encoding: str, data: bytes) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None

"""Small inputs that want to cost much: each is read, judged and converted in under 2 s and 256 MiB, or refused.

Each goes off in a process of its own, which does all of a build but the index and the swap. Seconds are of the
processor, from the start of the interpreter, so that a busy machine does not count; memory is the peak."""

from __future__ import annotations

import json
import random
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.prose.limits import MAX_LENGTH

from ..bad.base import ARTICLE, ARTICLE_FILE, FRONT
from ..folders import Content, write_site
from .trial import Check, environment

SECONDS = 2.0
MEBIBYTES = 256

_TERM = "content/glossary/bomb.yml"
_HEAD = "audience: public\nterm: 用語\ndefinition: 説明\n"
_MANY = 100_000
_LONG = MAX_LENGTH - 4_000
"""A text that is not refused for its length alone."""


def _yaml() -> Iterator[tuple[str, str]]:
    laughs = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    yield "billion laughs", _HEAD + f"extra:\n  x: 1\n{laughs}"
    yield "merged laughs", _HEAD + "b: &b {a: 1}\n" + "".join(f"c{n}: {{<<: [*b, *b, *b]}}\n" for n in range(9000))
    yield "one anchor, many aliases", _HEAD + "a: &a [1]\nextra: [" + "*a, " * 200_000 + "]"
    yield "open lists", _HEAD + "extra: " + "[" * _MANY
    yield "open mappings", _HEAD + "extra: " + "{a: " * _MANY
    yield "lists within lists", _HEAD + "extra: " + "[" * _MANY + "]" * _MANY
    yield "dashes", _HEAD + "extra:\n  " + "- " * _MANY + "x"
    yield "deeper and deeper", _HEAD + "extra:\n" + "".join(" " * n + f"k{n}:\n" for n in range(1, 1300))
    yield "questions", _HEAD + "extra:\n  " + "? " * _MANY + "x"
    yield "one long text", _HEAD + "extra: " + "あ" * 300_000
    yield "one long quoted text", _HEAD + 'extra: "' + "\\u3042" * 150_000 + '"'
    yield "a quote that never ends", _HEAD + 'extra: "' + "x\n  " * 200_000
    yield "one long key", _HEAD + "x" * 900_000 + ": 1"
    yield "many keys", _HEAD + "extra:\n" + "".join(f"  k{n}: 1\n" for n in range(70_000))
    yield "one key, many times", _HEAD + "extra:\n" + "  k: 1\n" * _MANY
    yield "many items", _HEAD + "extra: [" + "1," * 400_000 + "]"
    yield "many empty items", _HEAD + "points:\n" + "  -\n" * 200_000
    yield "many documents", _HEAD + "---\n" * 200_000
    yield "many comments", _HEAD + "# x\n" * 200_000
    yield "many tags", _HEAD + "extra: [" + "!!str a, " * 90_000 + "]"
    yield "many wrong keys", _HEAD + "".join(f"wrong{n}: 1\n" for n in range(20_000))
    yield "a huge number", _HEAD + "review: {every_months: " + "9" * 900_000 + "}"
    yield "a huge exponent", _HEAD + "review: {every_months: 1e999999999}"
    yield "a long date", _HEAD + "published_on: 2026-" + "0" * 900_000
    yield "a long id", _HEAD + "see_also: [" + "a-" * 400_000 + "]"


def _markdown() -> Iterator[tuple[str, str]]:
    runs = (
        "[",
        "![",
        "](",
        "*",
        "**a",
        "_a ",
        "`",
        "``a",
        "<",
        "<a",
        "<!--",
        "<![",
        "&#",
        "\\",
        "$",
        "~~",
        "==",
        "^",
        "[^",
    )
    for run in runs:
        yield f"{run} again and again", run * (_LONG // len(run))
    lines = (
        "> ",
        ">",
        "- ",
        "1. ",
        "# ",
        "!!! note\n    ",
        "??? note\n    ",
        ": ",
        "///",
        "*[a]: ",
        "[a]: ",
        "[^a]: ",
        "=",
        "| ",
    )
    for line in lines:
        yield f"{line.strip()} at the start of lines", f"{line}x\n" * (_LONG // (len(line) + 2))
        yield f"{line.strip()} within one another", line.replace("\n    ", " ") * (_LONG // len(line)) + "x"
    yield "indented deeper and deeper", "".join("  " * n + "- x\n" for n in range(300))
    yield "a wide table", "|a" * 15_000 + "\n" + "|-" * 15_000 + "\n" + "|b" * 15_000
    yield "a long table", "|a|b|\n|-|-|\n" + "|c|d|\n" * (_LONG // 7)
    yield "nested tags", "<div>" * 9_000 + "</div>" * 9_000
    yield "many attributes", "<a " + "b=c " * (_LONG // 4) + ">x</a>"
    yield "many links", "[a](b) " * (_LONG // 7)
    yield "many addresses", "https://example.com/a " * (_LONG // 25)
    yield "many footnotes", "".join(f"[^{n}] " for n in range(4_000)) + "".join(f"\n\n[^{n}]: x" for n in range(4_000))
    yield "many fences", "```\n" * (_LONG // 4)
    yield "one long line of code", "```python\n" + "a = [" * (_LONG // 5 - 5) + "\n```"
    yield "one long word", "あ" * _LONG
    yield "many empty lines", "a\n\n" * (_LONG // 3)
    yield "many audience blocks", "/// audience | sales\nx\n///\n" * (_LONG // 27)
    yield "many misspelt blocks", "/// audiense | sales\n" * (_LONG // 25)
    yield "marks at random", "".join(random.Random(1).choices("[]()*_`<>!#&\\|~^:/- \nxあ", k=_LONG))


def _pictures() -> Iterator[tuple[str, bytes]]:
    packer = zlib.compressobj(9)
    zeros = b"".join(packer.compress(bytes(4_000_000)) for _ in range(100)) + packer.flush()
    yield "png of many pixels", _png(60_000, 60_000, zeros)
    yield "png that says it is large", _png(2**31 - 1, 2**31 - 1, b"")
    yield "png that unpacks to much", _png(10, 10, zeros)
    yield "png with packed text", _png(1, 1, zlib.compress(b"\0\0"), (b"zTXt", b"a\0\0" + zeros))
    yield "png of many parts", _png(1, 1, zlib.compress(b"\0\0"), *[(b"tEXt", b"")] * 900_000)
    yield "png part that never ends", b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 2**31 - 1) + b"IHDR" + bytes(100)
    yield "jpeg of many segments", b"\xff\xd8" + b"\xff\xe1\0\2" * 4_000_000
    yield "jpeg of fill bytes", b"\xff\xd8" + b"\xff" * 15_000_000
    yield "gif of many blocks", b"GIF89a\1\0\1\0\0\0\0" + b"\x21\xfe\0" * 5_000_000
    yield "gif of many frames", b"GIF89a\xff\xff\xff\xff\0\0\0" + b"\x2c\0\0\0\0\xff\xff\xff\xff\0\2\0" * 1_200_000
    yield "webp of many parts", b"RIFF" + struct.pack("<I", 2**32 - 1) + b"WEBP" + b"EXIF\0\0\0\0" * 2_000_000
    yield "svg of laughing entities", _svg_laughs()
    yield "svg within svg", b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g>" * 300_000
    yield "svg of many shapes", b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<path d='M0 0'/>" * 300_000 + b"</svg>"
    yield (
        "svg of one long path",
        b"<svg xmlns='http://www.w3.org/2000/svg'><path d='" + b"M0 0" * 2_000_000 + b"'/></svg>",
    )
    yield "svg of many attributes", b"<svg " + b"".join(b"a%d='' " % n for n in range(300_000)) + b"/>"
    yield "svg of open brackets", b"<svg>" + b"<" * 5_000_000
    yield "a file too large", b"\x89PNG\r\n\x1a\n" + bytes(30_000_000)


def _png(width: int, height: int, rows: bytes, *more: tuple[bytes, bytes]) -> bytes:
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), *more, (b"IDAT", rows), (b"IEND", b"")]
    chunks = (struct.pack(">I", len(b)) + name + b + struct.pack(">I", zlib.crc32(name + b)) for name, b in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _svg_laughs() -> bytes:
    entities = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    return f"<!DOCTYPE svg [<!ENTITY a0 'x'>{entities}]><svg><text>&a9;</text></svg>".encode()


def _bombs() -> Iterator[tuple[str, Mapping[str, Content]]]:
    for name, text in _yaml():
        yield name, {_TERM: text}
        if name.endswith(("laughs", "lists", "quoted text")):
            yield f"{name}, in front matter", {ARTICLE_FILE: f"---\n{text}\n---\n本文\n"}
    for name, text in _markdown():
        yield name, {ARTICLE_FILE: FRONT + text + "\n"}
    for name, data in _pictures():
        yield name, {ARTICLE_FILE: ARTICLE + "\n![図](bomb.img.png)\n", "content/articles/operation/bomb.img.png": data}


def trials(count: int, seed: int) -> Iterator[str]:
    """One bomb a trial: all of them, or as many as asked for where that is fewer than ``ALL``."""
    total = sum(1 for _ in _bombs())
    chosen = range(total) if count >= ALL else {number * total // count for number in range(count)}
    for number, (name, files) in enumerate(_bombs()):
        if number in chosen:
            with tempfile.TemporaryDirectory(prefix="casebook-bombs-") as folder:
                fault = _one(write_site(Path(folder), files))
            yield f"{name}: {fault}" if fault else ""


def _one(root: Path) -> str:
    words = [sys.executable, "-m", "tests.torture.fuse", str(root)]
    done = subprocess.run(words, env=environment(), capture_output=True, check=False)
    if done.returncode:
        return f"exit code {done.returncode}: {done.stderr.decode('utf-8', 'replace')[-400:]}"
    told = json.loads(done.stdout)
    if told["seconds"] > SECONDS or told["mebibytes"] > MEBIBYTES:
        return f"{told['seconds']:.1f} s, {told['mebibytes']:.0f} MiB {told['codes']}"
    return ""


ALL = 100
CHECK = Check(name="bombs", wanted=ALL, trials=trials)

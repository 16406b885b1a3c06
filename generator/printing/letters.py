"""The letters of a printed page as they were written.

Fonts draw 食 (U+98DF) and the radical ⾷ (U+2FB7) with one glyph, and Chromium notes the lower number as what the glyph
says; of f and i that are drawn together it makes the one letter ﬁ. The page looks right, yet who searches it or copies
from it finds another letter. Here the notes (the `ToUnicode` tables of ISO 32000-1, 9.10.3) are put right, and nothing
else.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping

_ALIKE = (
    "⺎兀⺐尢⺒巳⺓幺⺔彑⺖忄⺘扌⺙攵⺛旡⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺫罒⺭礻⺯糹⺹耂⺾艹⻁虎⻂衤⻃覀⻄西⻌辶⻑長⻖阝⻘青⻝食⼾戸"
    "⻟飠⻤鬼⻨麦⻩黄⻫斉⻭歯⻯竜⻲亀‧・‒–∕／"
)
"""What has no compatibility mapping, or a foreign one (⼾): Unicode's EquivalentUnifiedIdeograph.txt, where fonts share
the glyph."""

_MEANT: Mapping[str, str] = {
    **{chr(n): unicodedata.normalize("NFKC", chr(n)) for n in (*range(0x2F00, 0x2FD6), *range(0xFB00, 0xFB07))},
    **dict(zip(_ALIKE[::2], _ALIKE[1::2], strict=True)),
}
_XREF = re.compile(rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [nf] \n)+)trailer\n(.*?)startxref\n\d+\n%%EOF\s*\Z", re.DOTALL)
_STREAM = re.compile(rb"(\d+) 0 obj\n<<([^>]*)>> stream\n(.*)\nendstream\nendobj\s*\Z", re.DOTALL)
_BLOCK = re.compile(r"\d+ beginbf(char|range)\n(.*?)endbf\1\n", re.DOTALL)
_HEX = re.compile(r"<([0-9A-Fa-f]+)>")
_MOST = 100
"""So many entries a block may have."""


def as_written(pdf: bytes) -> bytes:
    """The document with the letters that were meant; as it is where it is not laid out as Chromium does."""
    table = _XREF.search(pdf)
    if table is None:
        return pdf
    starts = [int(entry[:10]) if entry[17:18] == b"n" else 0 for entry in _cut(table[2], 20)]
    ends = dict(zip(sorted(starts), [*sorted(starts)[1:], table.start()], strict=True))
    parts, places, at = [pdf[: min(filter(None, starts))]], {}, min(filter(None, starts))
    for number, start in sorted(enumerate(starts), key=lambda pair: pair[1]):
        if start:
            part = _mended(pdf[start : ends[start]])
            places[number] = at
            parts.append(part)
            at += len(part)
    entries = [f"{places[n]:010d} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(len(starts))]
    head = f"xref\n0 {len(starts)}\n{''.join(entries)}trailer\n".encode()
    return b"".join([*parts, head, table[3], f"startxref\n{at}\n%%EOF\n".encode()])


def _cut(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


def _mended(part: bytes) -> bytes:
    """An object; anew where it is a table that notes a letter which was not meant."""
    found = _STREAM.fullmatch(part)
    if found is None or b"/Type" in found[2] or b"/FlateDecode" not in found[2]:
        return part
    try:
        noted = zlib.decompress(found[3]).decode("ascii")
    except (zlib.error, UnicodeDecodeError):
        return part
    if "begincmap" not in noted:
        return part
    entries = [entry for block in _BLOCK.finditer(noted) for entry in _entries(block[1], block[2])]
    if not any(text in _MEANT for _, text in entries):
        return part
    lines = [f"<{code}> <{_MEANT.get(text, text).encode('utf-16-be').hex().upper()}>\n" for code, text in entries]
    blocks = [lines[at : at + _MOST] for at in range(0, len(lines), _MOST)]
    told = "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
    first, last = noted.index(" beginbf"), noted.rindex("endbf")
    text = noted[: noted.rindex("\n", 0, first) + 1] + told + noted[noted.index("\n", last) + 1 :]
    data = zlib.compress(text.encode("ascii"))
    head = f"{int(found[1])} 0 obj\n<</Filter /FlateDecode\n/Length {len(data)}>> stream\n".encode()
    return head + data + b"\nendstream\nendobj\n"


def _entries(kind: str, block: str) -> Iterator[tuple[str, str]]:
    """Each code of a block in hex with its text; a range counts up the last letter."""
    for line in block.splitlines():
        found = _HEX.findall(line)
        if kind == "char":
            yield found[0], _text(found[1])
        else:
            low, high, text = int(found[0], 16), int(found[1], 16), _text(found[2])
            for step in range(high - low + 1):
                yield f"{low + step:0{len(found[0])}X}", text[:-1] + chr(ord(text[-1]) + step)


def _text(code: str) -> str:
    return bytes.fromhex(code).decode("utf-16-be")

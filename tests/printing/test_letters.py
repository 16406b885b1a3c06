"""What a printed page says when it is searched or copied from."""

from __future__ import annotations

import zlib

import pytest

from generator.printing.letters import as_written

HEAD = "/CIDInit /ProcSet findresource begin\nbegincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\n"


def _pdf(blocks: str) -> bytes:
    """A document of one table, laid out as Chromium does."""
    data = zlib.compress((HEAD + blocks + TAIL).encode())
    start = b"%PDF-1.4\n"
    part = b"1 0 obj\n<</Filter /FlateDecode\n/Length %d>> stream\n%s\nendstream\nendobj\n" % (len(data), data)
    xref = b"xref\n0 2\n0000000000 65535 f \n%010d 00000 n \n" % len(start)
    return b"%s%s%strailer\n<</Size 2>>\nstartxref\n%d\n%%%%EOF\n" % (start, part, xref, len(start) + len(part))


def _table(pdf: bytes) -> str:
    """The table of the document, found by its cross-reference table alone."""
    xref = int(pdf.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert pdf[xref:].startswith(b"xref\n0 2\n")
    start = int(pdf[xref + 29 : xref + 39])
    assert pdf[start:].startswith(b"1 0 obj\n")
    head, _, rest = pdf[start:].partition(b" stream\n")
    size = int(head.split(b"/Length ")[1].split(b">>")[0])
    assert rest[size:].startswith(b"\nendstream\nendobj\nxref")
    return zlib.decompress(rest[:size]).decode()


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        ("1 beginbfchar\n<0001> <2FB7>\nendbfchar\n", "1 beginbfchar\n<0001> <98DF>\nendbfchar\n"),
        ("1 beginbfchar\n<0001> <2F3E>\nendbfchar\n", "1 beginbfchar\n<0001> <6238>\nendbfchar\n"),
        ("1 beginbfchar\n<0001> <FB01>\nendbfchar\n", "1 beginbfchar\n<0001> <00660069>\nendbfchar\n"),
        ("1 beginbfchar\n<01> <2ED1>\nendbfchar\n", "1 beginbfchar\n<01> <9577>\nendbfchar\n"),
        (
            "1 beginbfchar\n<0009> <D867DE3D>\nendbfchar\n1 beginbfrange\n<00FE> <0100> <2F08>\nendbfrange\n",
            "4 beginbfchar\n<0009> <D867DE3D>\n<00FE> <4EBA>\n<00FF> <513F>\n<0100> <5165>\nendbfchar\n",
        ),
    ],
    ids=["radical", "as-in-japan", "ligature", "no-compatibility-mapping", "range"],
)
def test_a_radical_is_the_letter_that_looks_like_it(blocks: str, told: str) -> None:
    assert _table(as_written(_pdf(blocks))) == HEAD + told + TAIL


def test_a_block_holds_no_more_than_it_may() -> None:
    many = "1 beginbfrange\n<0000> <00D5> <2F00>\nendbfrange\n"
    table = _table(as_written(_pdf(many)))
    assert [line for line in table.splitlines() if "beginbfchar" in line] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "14 beginbfchar",
    ]


def test_a_table_that_is_right_stays_byte_for_byte() -> None:
    pdf = _pdf("1 beginbfchar\n<0001> <98DF>\nendbfchar\n")
    assert as_written(pdf) == pdf


@pytest.mark.parametrize("other", [b"", b"%PDF-1.7\nxref stream\n%%EOF", _pdf("")[:-8]])
def test_a_document_of_another_make_is_left_alone(other: bytes) -> None:
    assert as_written(other) == other

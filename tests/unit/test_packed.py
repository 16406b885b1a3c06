"""A cache that travels: the same rows come out, or nothing does, and nothing is unpacked that we did not sign."""

from __future__ import annotations

import gzip
import hmac
import io
from collections.abc import Sequence

import pytest

from generator import packed
from generator.cache import key_of
from generator.packed import Label, Row, Unfit, pack, unpack

KEY = b"k" * 32
LABEL = Label(circle="sales", machine="a" * 64)
TABLES: Sequence[list[Row]] = (
    [(key_of("page", str(number)), f"<p>{number}</p>".encode() * number) for number in range(20)],
    [(key_of("dictionary"), "辞書".encode())],
)


def packed_with(tables: Sequence[list[Row]] = TABLES, label: Label = LABEL, key: bytes = KEY) -> bytes:
    """The bytes of a file."""
    file = io.BytesIO()
    signature = pack(file, label, tables, key)
    assert file.getvalue()[-32:].hex() == signature
    return file.getvalue()


def test_the_same_rows_come_out() -> None:
    rows = list(unpack(packed_with(), LABEL, KEY))
    assert [[row for number, row in rows if number == table] for table in (0, 1)] == list(TABLES)
    assert list(unpack(packed_with(([], [])), LABEL, KEY)) == []


def test_the_same_rows_make_the_same_bytes() -> None:
    assert packed_with() == packed_with()
    assert packed_with() != packed_with(key=b"j" * 32)


def test_a_file_that_was_changed_anywhere_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("unpacked before the signature was right")

    whole = packed_with()
    monkeypatch.setattr(gzip, "GzipFile", never)
    cut = [whole[:size] for size in (*range(40), *range(40, len(whole), 37))]
    flipped = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), 7)]
    for data in (*cut, *flipped, whole + b"\0", b"\0" + whole):
        with pytest.raises(Unfit, match="signature"):
            unpack(data, LABEL, KEY)


@pytest.mark.parametrize(
    ("label", "key"),
    [
        (Label(circle="public", machine=LABEL.machine), KEY),
        (Label(circle="sales", machine="b" * 64), KEY),
        (LABEL, b"K" * 32),
    ],
)
def test_what_was_made_for_others_is_not_taken(label: Label, key: bytes) -> None:
    with pytest.raises(Unfit):
        unpack(packed_with(), label, key)


def signed(body: bytes) -> bytes:
    """A file that holds our signature over anything."""
    data = b"casebook-cache 1\n" + LABEL.line() + body
    return data + hmac.digest(KEY, data, "sha256")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no gzip",
        gzip.compress(b"\0" * 10),
        gzip.compress(b"\0" * 21 + (9).to_bytes(4, "big") + b"12345678"),
        gzip.compress(b"\0" * 21 + b"\xff\xff\xff\xff" + b"\0" * 1000),
        gzip.compress(b"\0" * 25)[:-4],
    ],
)
def test_what_is_signed_but_not_whole_gives_no_row(body: bytes) -> None:
    rows = unpack(signed(body), LABEL, KEY)
    if body:
        with pytest.raises(Unfit):
            assert list(rows) == [(0, ("00" * 20, b""))]
    else:
        assert list(rows) == []


def test_a_value_beyond_all_measure_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "_LARGEST", 100)
    assert [
        name
        for _, (name, value) in unpack(packed_with(([(key_of("a"), b"1" * 101), (key_of("b"), b"2")],)), LABEL, KEY)
    ] == [key_of("b")]

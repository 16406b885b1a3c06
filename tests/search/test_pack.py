from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.search import pack

from .conftest import Engine

WORDS = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1), unique=True)


@given(st.lists(st.integers(0, 2**40)))
def test_varints_round_trip(numbers: list[int]) -> None:
    assert pack.read_varints(pack.varints(numbers)) == numbers


@given(WORDS)
def test_front_coding_round_trips(words: list[str]) -> None:
    words = sorted(words)
    assert pack.front_decode(*pack.front_code(words)) == words


@given(st.lists(st.integers(0, 10_000), unique=True))
def test_deltas_add_up(numbers: list[int]) -> None:
    numbers = sorted(numbers)
    steps = pack.deltas(numbers)
    assert [sum(steps[: at + 1]) for at in range(len(steps))] == numbers


def test_browser_reads_what_we_write(engine: Engine) -> None:
    words = ["あ", "あい", "あいす", "解約", "解約率", "𠮷", "𠮷野"]
    numbers = [0, 1, 127, 128, 300, 2**31, 2**40]
    signed = [0, -1, 1, -64, 64, -70000]
    shared, rest = pack.front_code(words)
    file = pack.columns(shared, rest, pack.varints(numbers), pack.varints(map(pack.zigzag, signed)))
    script = (
        "(([a, b, c, d]) => [m.frontDecode(a, b), new m.Varints(c).rest(),"
        " ((r) => Array.from({length: 6}, () => r.signed()))(new m.Varints(d))])(m.columns(new Uint8Array(v)))"
    )
    assert engine.call("unpack", script, list(file)) == [words, numbers, signed]

"""How the gate makes things less exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.redact import PREFECTURES, members_band, month_as_year, region_of


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (0, "99人以下"),
        (99, "99人以下"),
        (100, "100〜499人"),
        (4_999, "1,000〜4,999人"),
        (5_000, "5,000〜9,999人"),
        (99_999, "50,000〜99,999人"),
        (100_000, "100,000人以上"),
        (10**9, "100,000人以上"),
    ],
)
def test_bands(value: int, band: str) -> None:
    assert members_band(value) == band


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_bands_keep_the_order_and_tell_no_more(one: int, other: int) -> None:
    low, high = sorted((one, other))
    bands = [members_band(value) for value in (0, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000)]
    assert bands.index(members_band(low)) <= bands.index(members_band(high))


def test_every_prefecture_has_one_region() -> None:
    assert len(PREFECTURES) == 47
    assert {region_of(name) for name in PREFECTURES} == {
        "北海道", "東北", "関東", "中部", "近畿", "中国", "四国", "九州・沖縄",
    }  # fmt: skip
    assert (region_of("東京都"), region_of("東京"), region_of("")) == ("関東", "", "")


def test_months_become_years() -> None:
    assert (month_as_year("2022-06"), month_as_year("2022-06-30"), month_as_year("")) == ("2022", "2022", "")

"""How the gate makes things less exact: names to aliases, members to bands, months to years."""

from __future__ import annotations

from .model.catalogue import Catalogues
from .model.organization import Organization
from .view import Client

_BANDS = (100, 500, 1_000, 5_000, 10_000, 50_000, 100_000)

_REGIONS = {
    "北海道": "北海道",
    "東北": "青森県 岩手県 宮城県 秋田県 山形県 福島県",
    "関東": "茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県",
    "中部": "新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県",
    "近畿": "三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県",
    "中国": "鳥取県 島根県 岡山県 広島県 山口県",
    "四国": "徳島県 香川県 愛媛県 高知県",
    "九州・沖縄": "福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県",
}
_REGION_OF = {prefecture: region for region, names in _REGIONS.items() for prefecture in names.split()}

PREFECTURES = frozenset(_REGION_OF)


def region_of(prefecture: str) -> str:
    """The region of a prefecture; "" where it is not one of the 47."""
    return _REGION_OF.get(prefecture, "")


def members_band(value: int) -> str:
    """The band that a number of people falls into, such as 「10,000〜49,999人」."""
    low = 0
    for high in _BANDS:
        if value < high:
            return f"{low:,}〜{high - 1:,}人" if low else f"{high - 1:,}人以下"
        low = high
    return f"{low:,}人以上"


def month_as_year(month: str) -> str:
    """``2022-06`` → ``2022``."""
    return month[:4]


def client_of(
    client: Organization | None,
    *,
    named: bool,
    outward: bool,
    alias: bool = True,
    catalogues: Catalogues | None = None,
) -> Client:
    """The client as a reader may know it: by name, by alias, or by its segment alone. Outward labels carry 様."""
    if client is None:
        return Client(label="企業名非公開")
    segments = catalogues.segments if catalogues else {}
    segment = segments[client.segment].label if client.segment in segments else ""
    known_as = client.alias if alias else f"{segment}の企業" if segment else "企業名非公開"
    label = client.name if named and client.name else known_as
    names = (*client.names, client.alias) if named else (client.alias,) if alias else ()
    prefecture = client.prefecture or ""
    return Client(
        label=f"{label}様" if outward and (named or alias) else label,
        alias=client.alias if alias else "",
        named=named,
        names=names,
        segment=client.segment,
        employees=client.employees or "",
        place=prefecture if named else region_of(prefecture),
    )

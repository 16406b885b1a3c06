"""Filters as typed on the command line: ``kind=case``, ``segment=食品・飲料``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..columns import clean
from ..plan.words import KINDS


class BadFilter(Exception):
    """A filter that the site does not have. The message is for the reader."""


def chosen(texts: Iterable[str], labels: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    """Filter → values, any of which will do. A value is given by its key or its name. Raises BadFilter."""
    known = {"kind": KINDS, **{name: values for name, values in labels.items() if name != "kind"}}
    found: dict[str, list[str]] = {}
    for text in texts:
        name, _, value = (part.strip() for part in text.partition("="))
        if name not in known or not value:
            raise BadFilter(
                f"「{clean(text)}」では絞り込めません。「kind=case」の形で、{'・'.join(known)} が使えます。"
            )
        found.setdefault(name, []).append(_key(name, value, known[name]))
    return found


def _key(name: str, value: str, values: Mapping[str, str]) -> str:
    """Years have no names: any of them will do."""
    if value in values or not values:
        return value
    for key, label in values.items():
        if label == value:
            return key
    listed = "、".join(f"{key}（{label}）" for key, label in values.items())
    raise BadFilter(f"「{name}」に「{clean(value)}」はありません。使える値: {listed}。")

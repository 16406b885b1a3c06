"""The three catalogues without an audience: KPIs, taxonomy and synonyms. Packaged defaults, overridden by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from . import vocabulary as words
from .keys import Keys, choice, key, line, many, number
from .vocabulary import Vocabulary, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """One measure: what it counts, of what, and which way is good; how it is measured and what it is mistaken for."""

    id: str
    name: str = key(line(60), required=True)
    unit: str = key(line(20), required=True)
    definition: str | None = key(line(400))
    denominator: str | None = key(line(200))
    period: str | None = key(line(40))
    direction: str = key(choice(words.DIRECTION), default="up")
    source: str | None = key(line(300))
    how: str | None = key(line(400))
    cautions: tuple[str, ...] = key(many(line(200)), default=())
    aliases: tuple[str, ...] = key(many(line(60)), default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """An everyday segment, mapped to 日本標準産業分類 for statistics."""

    id: str
    label: str = key(line(60), required=True)
    jsic: str | None = key(line(10))
    jsic_label: str | None = key(line(100))
    aliases: tuple[str, ...] = key(many(line(60)), default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """A trait of members."""

    id: str
    label: str = key(line(60), required=True)
    aliases: tuple[str, ...] = key(many(line(60)), default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A category of articles; its key is the name of their folder."""

    id: str
    label: str = key(line(60), required=True)
    description: str | None = key(line(200))


@dataclass(frozen=True, slots=True, kw_only=True)
class Directed:
    """A one-way synonym: who searches ``from`` also means ``to``, with a weight."""

    keys: Keys = field(default=Keys(), repr=False, compare=False)
    from_: str = key(line(60), required=True, name="from")
    to: tuple[str, ...] = key(many(line(60)), required=True, default=())
    weight: float = key(number, default=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogues:
    """KPIs, segments and traits by key, and the synonyms of search."""

    kpis: Mapping[str, Kpi] = field(default_factory=dict)
    segments: Mapping[str, Segment] = field(default_factory=dict)
    traits: Mapping[str, Trait] = field(default_factory=dict)
    categories: Mapping[str, Category] = field(default_factory=dict)
    groups: tuple[tuple[str, ...], ...] = ()
    directed: tuple[Directed, ...] = ()

    def vocabularies(self) -> dict[str, Vocabulary]:
        """The catalogues as closed lists of words for the parsers."""
        return {
            "kpi": Vocabulary("kpi", "KPI 一覧", tuple(Word(k.id, k.name) for k in self.kpis.values())),
            "segment": Vocabulary("segment", "業種", tuple(Word(s.id, s.label) for s in self.segments.values())),
            "trait": Vocabulary("trait", "会員の特徴", tuple(Word(t.id, t.label) for t in self.traits.values())),
        }

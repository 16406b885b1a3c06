"""A case: what a client's community set out to do, did, and reached, and what may be said of it where."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from . import vocabulary as words
from .body import EMPTY, Body
from .document import Document
from .keys import (
    Keys,
    audience,
    change,
    choice,
    day,
    flag,
    identifier,
    integer,
    key,
    line,
    many,
    markdown,
    month,
    number,
    period,
    record,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people on a date."""

    value: int = key(integer(0, 10**9), required=True)
    on: str | None = key(month)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """Who runs the community, from when."""

    kind: str = key(choice(words.OPERATION_KIND), required=True)
    from_: str | None = key(month, name="from")
    scope: tuple[str, ...] = key(many(choice(words.OPERATION_SCOPE)), default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """The community a case is about."""

    name: str | None = key(line(100))
    type: str | None = key(choice(words.COMMUNITY_TYPE))
    status: str = key(choice(words.COMMUNITY_STATUS), default="open")
    stage: str | None = key(choice(words.STAGE))
    member_traits: tuple[str, ...] = key(many(choice("trait")), default=())
    launched: str | None = key(month)
    members: Count | None = key(record(Count))
    operation: tuple[Operation, ...] = key(many(record(Operation)), default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Communication:
    """Who tells what to whom, when and how: the subject of a communication case."""

    scene: str | None = key(line(200))
    who: str | None = key(line(200))
    when: str | None = key(line(200))
    what: str | None = key(line(200))
    how: str | None = key(line(200))
    recipients: str | None = key(line(200))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientTeam:
    """The client's own effort."""

    audience: str | None = key(audience, stated=True)
    people: int | None = key(integer(0, 10_000))
    hours_per_week: float | None = key(number)
    concurrent: bool | None = key(flag)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """When it was considered, contracted, and first showed."""

    audience: str | None = key(audience, stated=True)
    considered: str | None = key(month)
    contracted: str | None = key(month)
    first_result: str | None = key(month)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """What a buyer asks first; inside the company only, unless said otherwise."""

    audience: str | None = key(audience, stated=True)
    department: str | None = key(line(100))
    decision_level: str | None = key(line(100))
    trigger: str | None = key(line(300))
    reasons: tuple[str, ...] = key(many(choice(words.REASON)), default=())
    deciding_factor: str | None = key(line(300))
    client_team: ClientTeam | None = key(record(ClientTeam))
    timeline: Timeline | None = key(record(Timeline))
    contact: str | None = key(line(100))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value of a KPI over a period."""

    value: float | None = key(number)
    period: tuple[str, str] | None = key(period)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The value that was aimed at."""

    value: float = key(number, required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One value of a trend."""

    on: str = key(month, required=True)
    value: float = key(number, required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """How a metric may be shown, by use."""

    web: str = key(choice(words.SHOW), default="none")
    seminar: str = key(choice(words.SHOW), default="none")
    proposal: str = key(choice(words.SHOW), default="none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One measured effect, with everything its note needs."""

    keys: Keys = field(default=Keys(), repr=False, compare=False)
    audience: str | None = key(audience, stated=True)
    kpi: str = key(choice("kpi"), required=True)
    compare: str = key(choice(words.COMPARE), required=True)
    before: Reading | None = key(record(Reading))
    after: Reading | None = key(record(Reading))
    change: float | None = key(change)
    period: tuple[str, str] | None = key(period)
    points: tuple[Point, ...] = key(many(record(Point)), default=())
    target: Target | None = key(record(Target))
    result: str | None = key(choice(words.RESULT))
    show: Show = key(record(Show), default=Show())
    population: str | None = key(line(200))
    sample_size: int | None = key(integer(1, 10**9))
    measured_by: str | None = key(choice(words.MEASURED_BY))
    confounders: str | None = key(line(300))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a person, who is named by role alone."""

    keys: Keys = field(default=Keys(), repr=False, compare=False)
    audience: str | None = key(audience, stated=True)
    speaker: str = key(choice(words.SPEAKER), required=True)
    role: str | None = key(line(100))
    text: str = key(line(600), required=True)
    rewarded: bool = key(flag, default=False)
    consent: bool = key(flag, default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """ご紹介の仕方: one thing to say."""

    keys: Keys = field(default=Keys(), repr=False, compare=False)
    audience: str | None = key(audience, stated=True)
    say: str = key(line(600), required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """よくいただくご質問・ご懸念 and the answer to it."""

    keys: Keys = field(default=Keys(), repr=False, compare=False)
    audience: str | None = key(audience, stated=True)
    question: str = key(line(300), required=True)
    answer: str = key(line(800), required=True)


UNDER_NDA = frozenset({"name", "logo", "photo", "community_name"})
"""What an agreement on secrecy (``nda: standard``) keeps inside, whatever else is granted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """掲載許諾 by use. Seen by editors alone."""

    status: str = key(choice(words.CONSENT_STATUS), stated=True, default="not_asked")
    web: tuple[str, ...] = key(many(choice(words.CONSENT_ITEM)), default=())
    seminar: tuple[str, ...] = key(many(choice(words.CONSENT_ITEM)), default=())
    proposal: tuple[str, ...] = key(many(choice(words.CONSENT_ITEM)), default=())
    verbal: tuple[str, ...] = key(many(choice(words.CONSENT_ITEM)), default=())
    approved_on: date | None = key(day)
    approved_digest: str | None = key(line(100))
    valid_until: date | None = key(day, stated=True)
    survives_contract: bool = key(flag, default=False)
    nda: str = key(choice(words.NDA), stated=True, default="none")
    record: str | None = key(line(100))

    def grants(self, use: str) -> tuple[str, ...]:
        """What may be shown for one use (web, seminar, proposal or verbal)."""
        return {"web": self.web, "seminar": self.seminar, "proposal": self.proposal, "verbal": self.verbal}[use]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Document):
    """One case study."""

    title: str = key(line(100), required=True)
    summary: str = key(line(300), required=True)
    organization: str | None = key(identifier, reference="organizations")
    concept: str = key(choice(words.CONCEPT), default="community")
    community: Community | None = key(record(Community))
    communication: Communication | None = key(record(Communication))
    purposes: tuple[str, ...] = key(many(choice(words.PURPOSE)), required=True, default=())
    adoption: Adoption | None = key(record(Adoption))
    challenge: Body = key(markdown, default=EMPTY)
    approach: Body = key(markdown, default=EMPTY)
    outcome: Body = key(markdown, default=EMPTY)
    conditions: tuple[str, ...] = key(many(line(300)), default=())
    setbacks: tuple[str, ...] = key(many(line(300)), default=())
    playbooks: tuple[str, ...] = key(many(identifier), default=(), reference="playbooks")
    metrics: tuple[Metric, ...] = key(many(record(Metric)), default=())
    quotes: tuple[Quote, ...] = key(many(record(Quote)), default=())
    talk_track: tuple[Talk, ...] = key(many(record(Talk)), default=())
    objections: tuple[Objection, ...] = key(many(record(Objection)), default=())
    consent: Consent = key(record(Consent), stated=True, default=Consent())
    related: tuple[str, ...] = key(many(identifier), default=(), reference="cases")
    tags: tuple[str, ...] = key(many(line(40)), default=())

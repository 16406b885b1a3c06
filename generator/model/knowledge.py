"""The Markdown collections: stories, articles, playbooks and seminars."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from . import vocabulary as words
from .body import EMPTY, Body
from .document import Document
from .keys import (
    audience,
    choice,
    clock,
    day,
    flag,
    identifier,
    integer,
    key,
    line,
    many,
    prose,
    record,
    tag,
    web_address,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Document):
    """Front matter that every Markdown document may have, and its body."""

    title: str = key(line(120), required=True)
    description: str | None = key(line(300))
    tags: tuple[str, ...] = key(many(tag), default=())
    terms: tuple[str, ...] = key(many(identifier), default=(), reference="glossary")
    related: tuple[str, ...] = key(many(identifier), default=(), reference="articles")
    sources: tuple[str, ...] = key(many(line(300)), default=())
    byline: str | None = key(line(100))
    body: Body = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Page):
    """現場の話: what happened, told by those who were there."""

    case: str | None = key(identifier, reference="cases")
    cases: tuple[str, ...] = key(many(identifier), default=(), reference="cases")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Page):
    """ナレッジ: an answer to a question. Its category is its folder."""

    category: str = ""
    cases: tuple[str, ...] = key(many(identifier), default=(), reference="cases")
    playbooks: tuple[str, ...] = key(many(identifier), default=(), reference="playbooks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook(Page):
    """進め方: steps that made a success repeatable."""

    steps: tuple[str, ...] = key(many(line(300)), default=())
    stages: tuple[str, ...] = key(many(choice(words.STAGE)), default=())
    purposes: tuple[str, ...] = key(many(choice(words.PURPOSE)), default=())
    kpis: tuple[str, ...] = key(many(choice("kpi")), default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks; shown only with the speaker's own consent."""

    name: str = key(line(80), required=True)
    title: str | None = key(line(100))
    company: str | None = key(line(100))
    consent: bool = key(flag, default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What was recorded, told once the day is over and until ``archive_until``."""

    audience: str | None = key(audience, stated=True)
    url: str = key(web_address, required=True)
    minutes: int | None = key(integer(1, 1_440))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that was asked, and its answer; plain text, paragraphs apart by an empty line."""

    audience: str | None = key(audience, stated=True)
    question: str = key(line(300), required=True)
    answer: str = key(prose(2_000), required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seminar(Page):
    """A seminar: event page, slides and handout out of one file."""

    date: datetime.date = key(day, required=True)
    start: str | None = key(clock)
    end: str | None = key(clock)
    shown_to: str = key(choice(words.USE), stated=True, default="seminar")
    format: str | None = key(choice(words.SEMINAR_FORMAT))
    venue: str | None = key(line(200))
    registration_url: str | None = key(web_address)
    apply_by: datetime.date | None = key(day)
    fee: str | None = key(line(100))
    host: str | None = key(line(100))
    archive_until: datetime.date | None = key(day)
    recording: Recording | None = key(record(Recording))
    qa: tuple[Asked, ...] = key(many(record(Asked)), default=())
    handout_notes: bool = key(flag, default=True)
    contact: str | None = key(line(100))
    notice: str | None = key(line(300))
    speakers: tuple[Speaker, ...] = key(many(record(Speaker)), default=())
    cases: tuple[str, ...] = key(many(identifier), default=(), reference="cases")

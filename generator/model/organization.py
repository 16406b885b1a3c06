"""A client: its names in every form, the alias it agreed to, and what its contract allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from . import vocabulary as words
from .document import Document
from .keys import choice, day, key, line, many, month, record


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """Whether the client is still one."""

    status: str = key(choice(words.CONTRACT_STATUS), stated=True, default="unknown")
    form: str | None = key(line(40))
    since: str | None = key(month)
    until: str | None = key(month)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """一時掲載停止: the client is shown to editors alone."""

    since: date | None = key(day)
    reason: str | None = key(line(200))


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFor:
    """Whom this client's case must never reach: segments and companies by name."""

    segments: tuple[str, ...] = key(many(choice("segment")), default=())
    companies: tuple[str, ...] = key(many(line(100)), default=())
    note: str | None = key(line(200))


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonWord:
    """A form of the name that is also an everyday word, so that texts may say it; somebody has looked at it."""

    text: str = key(line(100), required=True)
    reason: str = key(line(300), required=True)
    reviewed_on: date = key(day, required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Document):
    """One client organisation."""

    name: str | None = key(line(100))
    reading: str | None = key(line(100))
    short_name: str | None = key(line(100))
    romaji: str | None = key(line(100))
    other_names: tuple[str, ...] = key(many(line(100)), default=())
    common_words: tuple[CommonWord, ...] = key(many(record(CommonWord)), default=())
    alias: str = key(line(100), required=True)
    segment: str = key(choice("segment"), required=True)
    employees: str | None = key(choice(words.EMPLOYEES))
    prefecture: str | None = key(line(20))
    contract: Contract = key(record(Contract), stated=True, default=Contract())
    hold: Hold | None = key(record(Hold), stated=True)
    not_for: NotFor = key(record(NotFor), stated=True, default=NotFor())
    logo: str | None = key(line(200))

    @property
    def names(self) -> tuple[str, ...]:
        """Every form of the name: all of them count as the name, in search and in the leak check."""
        forms = (self.name, self.short_name, self.reading, self.romaji, *self.other_names)
        return tuple(dict.fromkeys(form for form in forms if form))

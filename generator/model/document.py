"""What every document has: an id, an audience, a status, dates, and the places of its keys."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

from . import vocabulary as words
from .keys import Keys, audience, choice, day, extra, flag, integer, key, line, many, record, site_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Who answers for the content, when it was last verified, and how often it should be."""

    owner: str | None = key(line(80))
    verified_on: date | None = key(day)
    every_months: int = key(integer(1, 60), default=6)

    @property
    def due_on(self) -> date | None:
        """The day from which the content is due to be verified again; None where it never was."""
        if self.verified_on is None:
            return None
        years, month = divmod(self.verified_on.month - 1 + self.every_months, 12)
        year = self.verified_on.year + years
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(self.verified_on.day, last))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The keys that every document shares."""

    id: str
    file: str
    keys: Keys = field(default=Keys(), repr=False, compare=False)
    audience: str = key(audience, required=True)
    status: str = key(choice(words.STATUS), stated=True, default="published")
    sample: bool = key(flag, default=False)
    review: Review | None = key(record(Review))
    published_on: date | None = key(day)
    updated_on: date | None = key(day)
    publish_on: date | None = key(day)
    redirect_from: tuple[str, ...] = key(many(site_path), default=())
    extra: object = key(extra)

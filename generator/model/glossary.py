"""Terms, phrases and voices: the collections of short entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from . import vocabulary as words
from .document import Document
from .keys import Keys, audience, choice, day, flag, identifier, key, line, many, prose, record, tag
from .patterns import pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """How a term differs from one it is taken for."""

    keys: Keys = field(default=Keys(), repr=False, compare=False)
    with_: str = key(identifier, required=True, name="with", reference="glossary")
    difference: str = key(line(500), required=True)
    together: str | None = key(line(500))
    rule_of_thumb: str | None = key(line(300))


@dataclass(frozen=True, slots=True, kw_only=True)
class Misuse:
    """A wrong way to use a term, and what to say instead."""

    wrong: str = key(line(300), required=True)
    why: str | None = key(line(500))
    instead: str | None = key(line(300))
    pattern: str | None = key(pattern)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Document):
    """One glossary entry."""

    term: str = key(line(80), required=True)
    reading: str | None = key(line(120))
    english: str | None = key(line(120))
    english_note: str | None = key(line(500))
    aliases: tuple[str, ...] = key(many(line(80)), default=())
    definition: str = key(line(600), required=True)
    points: tuple[str, ...] = key(many(line(300)), default=())
    scenes: tuple[str, ...] = key(many(line(300)), default=())
    examples: tuple[str, ...] = key(many(line(300)), default=())
    contrasts: tuple[Contrast, ...] = key(many(record(Contrast)), default=())
    misuses: tuple[Misuse, ...] = key(many(record(Misuse)), default=())
    see_also: tuple[str, ...] = key(many(identifier), default=(), reference="glossary")
    tags: tuple[str, ...] = key(many(tag), default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One polite wording. ``audience`` is never wider than its list's."""

    keys: Keys = field(default=Keys(), repr=False, compare=False)
    audience: str | None = key(audience, stated=True)
    sample: bool = key(flag, default=False)
    text: str = key(prose(2000), required=True)
    kind: str = key(choice(words.PHRASE_KIND), default="sentence")
    instead_of: str | None = key(line(300))
    concept: str | None = key(choice(words.CONCEPT))
    recipient: str | None = key(choice(words.RECIPIENT))
    purpose: str | None = key(line(80))
    subject: str | None = key(line(120))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """When a voice was heard, and from which client."""

    on: date = key(day, required=True)
    organization: str | None = key(identifier, reference="organizations")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """ご意見・ご要望 for the product team; never a person's name."""

    keys: Keys = field(default=Keys(), repr=False, compare=False)
    audience: str | None = key(audience, stated=True)
    sample: bool = key(flag, default=False)
    theme: str = key(line(80), required=True)
    feature: str | None = key(line(80))
    text: str = key(line(600), required=True)
    reading: str | None = key(line(600))
    severity: str = key(choice(words.SEVERITY), default="medium")
    risk: str = key(choice(words.RISK), default="none")
    heard: tuple[Hearing, ...] = key(many(record(Hearing)), default=())
    from_: str = key(choice(words.VOICE_FROM), default="client", name="from")
    state: str = key(choice(words.VOICE_STATE), default="new")


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseList(Document):
    """A file of phrases with one audience at the top."""

    title: str | None = key(line(80))
    items: tuple[Phrase, ...] = key(many(record(Phrase)), required=True, default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceList(Document):
    """A file of voices with one audience at the top."""

    title: str | None = key(line(80))
    items: tuple[Voice, ...] = key(many(record(Voice)), required=True, default=())

"""The Markdown of planned pages → fragments, each cached by its text alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from . import markup
from .cache import key_of
from .markup import Dialect, Fragment, MarkupError
from .model.body import Body
from .plan.page import Page
from .problems import Problem, error
from .stamps import markup_stamp
from .workshop import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Fragments by page URL and name of the body; a body that cannot be converted is empty, and a problem."""

    fragments: Mapping[tuple[str, str], Fragment]
    problems: tuple[Problem, ...] = ()

    def without_words(self) -> Texts:
        """The same without plain text, for when search has read it."""
        fragments = {place: replace(fragment, sections=()) for place, fragment in self.fragments.items()}
        return replace(self, fragments=fragments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One text to convert."""

    text: str
    prefix: str
    title: str


def convert_bodies(pages: Sequence[Page], dialect: Dialect, workshop: Workshop) -> Texts:
    """Convert every body of ``pages``; the same text is converted once."""
    bodies = {(page.url, name): body for page in pages for name, body in page.bodies.items()}
    jobs = {(page.url, name): _job(page, name, body) for page in pages for name, body in page.bodies.items()}
    made_by = key_of("fragment", markup_stamp(), dialect.key)
    keys = {job: key_of(made_by, job.text, job.prefix, job.title) for job in dict.fromkeys(jobs.values())}
    things = ((job, key, job) for job, key in keys.items())
    parsed: dict[Job, Fragment] = {}
    faults: dict[Job, tuple[str, str, str, int]] = {}
    for job, data in workshop.stream("本文", things, len(keys), _convert, dialect):
        told = json.loads(data)
        parsed[job] = Fragment(html="") if "fault" in told else Fragment.from_json(told)
        if "fault" in told:
            faults[job] = told["fault"]
    return Texts(
        fragments={place: parsed[job] for place, job in jobs.items()},
        problems=tuple(_fault(bodies[place], *faults[job]) for place, job in jobs.items() if job in faults),
    )


def convert_body(page: Page, name: str, dialect: Dialect) -> tuple[Fragment, tuple[Problem, ...]]:
    """Convert one body at once, and keep nothing."""
    body = page.bodies[name]
    told = _converted(_job(page, name, body), dialect)
    if "fault" in told:
        return Fragment(html=""), (_fault(body, *told["fault"]),)
    return Fragment.from_json(told), ()


def _job(page: Page, name: str, body: Body) -> Job:
    """With several bodies on a page, ids of all but ``body`` carry their name."""
    main = name == "body"
    return Job(text=body.text, prefix="" if main else f"{name}-", title=page.title if main else "")


def _fault(body: Body, code: str, message: str, hint: str, line: int) -> Problem:
    return error(code, body.place(line), message, hint)


def _convert(jobs: Sequence[Job], dialect: Dialect) -> list[bytes]:
    return [json.dumps(_converted(job, dialect), ensure_ascii=False, separators=(",", ":")).encode() for job in jobs]


def _converted(job: Job, dialect: Dialect) -> dict[str, Any]:
    """The fragment as JSON; for a text that cannot be converted, what is wrong with it."""
    try:
        return markup.convert(job.text, dialect, prefix=job.prefix, title=job.title).to_json()
    except MarkupError as fault:
        return {"fault": [fault.code, fault.message, fault.hint, fault.line]}

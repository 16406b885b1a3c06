"""The gate: who may read what, and what may leave the building. The only function that sees a Library and a View.

The table it decides by stands in ``docs/design/2026-11-20-audience.md``. In doubt it withholds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import Any, TypeVar

from . import blocks, competitors
from .derived import relative_change
from .links import resolve_path
from .model import vocabulary as words
from .model.body import Body
from .model.case import UNDER_NDA, Adoption, Case, Community, Consent, Metric, Quote
from .model.document import Document
from .model.glossary import Phrase, PhraseList, Term, Voice, VoiceList
from .model.keys import Keys
from .model.knowledge import Article, Page, Playbook, Seminar, Story
from .model.library import Library
from .model.organization import Organization
from .redact import client_of, members_band, month_as_year
from .view import SOME_CLIENT, Client, Figure, Permission, ShownCase, ShownCommunity, ShownQuote, ShownVoice, View

OUTWARD = frozenset({"web", "seminar", "proposal"})
INTERNAL = "internal"
INSIDE = "sales"
"""The circle of what a case says to colleagues alone (adoption, talk track, objections) unless it says otherwise."""
D = TypeVar("D", bound=Document)
P = TypeVar("P", bound=Page)
_Item = TypeVar("_Item", Phrase, Voice)


def site_use(audience: str, audiences: Sequence[str]) -> str:
    """The use that a circle's own pages serve: ``web`` outside the company, internal inside."""
    return "web" if audience == audiences[0] else INTERNAL


def view(
    library: Library, audience: str, use: str, as_of: date, audiences: Sequence[str], *, samples: str = "auto"
) -> View:
    """What ``audience`` may see for ``use`` on the day ``as_of``.

    ``use`` is ``internal`` or one of ``OUTWARD``; ``samples`` is auto, show or hide. Raises ValueError for an
    audience or a use that does not exist.
    """
    if audience not in audiences or use not in OUTWARD | {INTERNAL}:
        raise ValueError(f"no such audience or use: {audience}, {use}")
    return _Gate(library, audience, use, as_of, tuple(audiences), samples).view()


def editors_only_because(library: Library, document: Document, as_of: date) -> str:
    """Why a document is for the narrowest circle alone on that day, in words; "" where it is not."""
    if document.status in ("draft", "in_review"):
        return words.STATUS.label_of(document.status)
    if document.publish_on and document.publish_on > as_of:
        return f"公開前（{document.publish_on.isoformat()} から）"
    if isinstance(document, Case):
        return _case_barred(document, library.organization_of(document), as_of)
    return ""


def _case_barred(case: Case, client: Organization | None, as_of: date) -> str:
    consent = case.consent
    if consent.status != "granted":
        return f"掲載許諾：{words.CONSENT_STATUS.label_of(consent.status)}"
    if consent.valid_until and consent.valid_until < as_of:
        return f"掲載許諾の期限切れ（{consent.valid_until.isoformat()} まで）"
    if consent.nda == "existence":
        return "取引の存在も秘密"
    if client and client.hold:
        return "一時掲載停止"
    if client and client.contract.status == "ended" and not consent.survives_contract:
        return "契約終了"
    return ""


@dataclass(frozen=True, slots=True)
class _Gate:
    library: Library
    audience: str
    use: str
    as_of: date
    audiences: tuple[str, ...]
    samples: str

    # -- who reads ---------------------------------------------------------------------------------------------

    def rank(self, audience: str) -> int:
        """The place of a circle from the widest; one that the site lacks counts as the narrowest."""
        return self.audiences.index(audience) if audience in self.audiences else len(self.audiences) - 1

    @property
    def circles(self) -> tuple[str, ...]:
        """The circles whose parts and items may show: for an outward use the widest alone."""
        last = 0 if self.use in OUTWARD else self.rank(self.audience)
        return self.audiences[: last + 1]

    def reads(self, document: Document) -> bool:
        """May this circle see the document at all?"""
        if document.status == "withdrawn":
            return False
        if editors_only_because(self.library, document, self.as_of):
            return self._sees_all
        return self.rank(document.audience) <= self.rank(self.audience)

    def shows(self, audience: str | None, default: str) -> bool:
        """May an item show that states ``audience``, or stands under ``default``?"""
        return self.rank(audience or default) <= self.rank(self.circles[-1])

    def shows_case(self, case: Case) -> bool:
        """A case shows outside only where its consent names the use."""
        if not self.reads(case):
            return False
        return self.use not in OUTWARD or bool(case.consent.grants(self.use))

    # -- the view ----------------------------------------------------------------------------------------------

    def view(self) -> View:
        hide = self._hides_samples()
        cases = [c for c in self.library.cases.values() if self.shows_case(c) and not (hide and self.is_sample(c))]
        pages = {
            name: tuple(d for d in self._readable(self.library.collection(name)) if not (hide and d.sample))
            for name in ("stories", "articles", "glossary", "playbooks", "seminars")
        }
        visible = {name: frozenset(d.id for d in found) for name, found in pages.items()}
        visible["cases"] = frozenset(c.id for c in cases)
        apart = competitors.kept_from(self.library, cases)
        rivals = competitors.digests(self.library, self._knows) if self.use not in OUTWARD else {}
        return View(
            audience=self.audience,
            audiences=self.audiences,
            use=self.use,
            as_of=self.as_of,
            catalogues=self.library.catalogues,
            cases=tuple(
                replace(
                    self.case(c, visible),
                    kept_from=apart.get(c.organization or "", frozenset()),
                    not_for_names=rivals.get(c.organization or "", ()),
                )
                for c in cases
            ),
            stories=tuple(self.page(d, visible) for d in pages["stories"] if isinstance(d, Story)),
            articles=tuple(self.page(d, visible) for d in pages["articles"] if isinstance(d, Article)),
            terms=tuple(self.term(d, visible) for d in pages["glossary"] if isinstance(d, Term)),
            playbooks=tuple(self.page(d, visible) for d in pages["playbooks"] if isinstance(d, Playbook)),
            seminars=tuple(self.seminar(d, visible) for d in pages["seminars"] if isinstance(d, Seminar)),
            phrases=tuple(self.phrases(hide)),
            voices=tuple(self.voices(hide, cases)),
            only_editors=self._reasons(),
            fresh_until=self._fresh_until(),
        )

    def _readable(self, documents: Mapping[str, D]) -> list[D]:
        return [document for document in documents.values() if self.reads(document)]

    def is_sample(self, case: Case) -> bool:
        client = self.library.organization_of(case)
        return case.sample or bool(client and client.sample)

    def _hides_samples(self) -> bool:
        if self.samples != "auto":
            return self.samples == "hide"
        return any(self.shows_case(case) and not self.is_sample(case) for case in self.library.cases.values())

    def _reasons(self) -> dict[str, str]:
        if not self._sees_all:
            return {}
        shown = ((name, d) for name, d in self.library if d.status != "withdrawn")
        found = ((f"{name}/{d.id}", editors_only_because(self.library, d, self.as_of)) for name, d in shown)
        return {name: reason for name, reason in found if reason}

    def _fresh_until(self) -> date | None:
        """The first day after ``as_of`` on which this view would be another one."""
        return min((day for day in self._turning_days() if day > self.as_of), default=None)

    def _turning_days(self) -> Iterator[date]:
        """The days on which something that shows will change, or something will begin to show.

        What never shows to this circle has no say here: its dates would tell that it exists."""
        for _, document in self.library:
            if self._shows_document(document):
                yield from _dated(document)
            elif document.publish_on and replace(self, as_of=document.publish_on)._shows_document(document):
                yield document.publish_on

    def _shows_document(self, document: Document) -> bool:
        return self.shows_case(document) if isinstance(document, Case) else self.reads(document)

    # -- pages -------------------------------------------------------------------------------------------------

    def body(self, body: Body) -> Body:
        return blocks.keep(body, self.audiences, self.circles)

    def page(self, page: P, visible: Mapping[str, frozenset[str]]) -> P:
        """A Markdown document without its narrower parts and without references that lead nowhere for this circle."""
        kept: dict[str, Any] = {
            name: _only(getattr(page, name), visible[collection])
            for name, collection in (
                ("terms", "glossary"),
                ("related", "articles"),
                ("cases", "cases"),
                ("playbooks", "playbooks"),
            )
            if hasattr(page, name)
        }
        if isinstance(page, Story):
            about = _only((page.case,) if page.case else (), visible["cases"])
            kept["case"] = about[0] if about else None
        return replace(page, keys=Keys(), extra=None, body=self.body(page.body), **kept)

    def seminar(self, seminar: Seminar, visible: Mapping[str, frozenset[str]]) -> Seminar:
        speakers = tuple(
            speaker if speaker.consent else replace(speaker, name="登壇者", company=None)
            for speaker in seminar.speakers
        )
        recorded = seminar.recording
        return replace(
            self.page(seminar, visible),
            speakers=speakers,
            recording=recorded if recorded and self.shows(recorded.audience, self.circles[0]) else None,
            qa=tuple(asked for asked in seminar.qa if self.shows(asked.audience, self.circles[0])),
        )

    def term(self, term: Term, visible: Mapping[str, frozenset[str]]) -> Term:
        contrasts = tuple(
            replace(contrast, keys=Keys(), with_=_bare(contrast.with_))
            for contrast in term.contrasts
            if _bare(contrast.with_) in visible["glossary"]
        )
        return replace(
            term, keys=Keys(), extra=None, contrasts=contrasts, see_also=_only(term.see_also, visible["glossary"])
        )

    def phrases(self, hide: bool) -> Iterator[Phrase]:
        for listing in self._readable(self.library.phrases):
            for item in self._items(listing, listing.items, hide):
                yield replace(item, keys=Keys(), sample=item.sample or listing.sample)

    def voices(self, hide: bool, cases: Sequence[Case]) -> Iterator[ShownVoice]:
        """The voices, with the ``cases`` of their clients; those are the cases that this reader may see."""
        for listing in self._readable(self.library.voices):
            for voice in self._items(listing, listing.items, hide):
                clients = [self._heard_from(hearing.organization) for hearing in voice.heard]
                whose = {hearing.organization for hearing in voice.heard if hearing.organization}
                yield ShownVoice(
                    theme=voice.theme,
                    feature=voice.feature or "",
                    text=voice.text,
                    reading=voice.reading or "",
                    severity=voice.severity,
                    risk=voice.risk,
                    source=voice.from_,
                    state=voice.state,
                    sample=voice.sample or listing.sample,
                    heard=tuple((h.on, c.label if c else "") for h, c in zip(voice.heard, clients, strict=True)),
                    names=tuple(name for client in clients if client for name in client.names),
                    cases=tuple(case.id for case in cases if case.organization in whose),
                )

    def _items(self, listing: PhraseList | VoiceList, items: Iterable[_Item], hide: bool) -> Iterator[_Item]:
        for item in items:
            if self.shows(item.audience, listing.audience) and not (hide and (item.sample or listing.sample)):
                yield item

    def _heard_from(self, organization: str | None) -> Client | None:
        """The client behind a voice. That a client on hold, or one whose existence is secret, is a client at all is
        known to the narrowest circle alone."""
        client = self.library.organizations.get(organization or "")
        if client is None:
            return None
        if self._is_secret(client) and not self._sees_all:
            return Client(label=SOME_CLIENT)
        return client_of(client, named=self._knows(client), outward=self.use in OUTWARD)

    def _is_secret(self, client: Organization) -> bool:
        cases = (case for case in self.library.cases.values() if case.organization == client.id)
        return client.hold is not None or any(case.consent.nda == "existence" for case in cases)

    def _knows(self, client: Organization | None) -> bool:
        """Inside the company: may this circle read the client's own record?"""
        return client is not None and self.use not in OUTWARD and self.reads(client) and bool(client.name)

    # -- cases -------------------------------------------------------------------------------------------------

    def case(self, case: Case, visible: Mapping[str, frozenset[str]]) -> ShownCase:
        client = self.library.organization_of(case)
        inside = self.use not in OUTWARD
        granted = () if inside else _granted(case.consent, self.use)
        named = self._knows(client) if inside else "name" in granted and bool(client and client.name)
        alias = inside or "alias" in granted
        return ShownCase(
            id=case.id,
            file=case.file,
            title=case.title,
            summary=case.summary,
            sample=self.is_sample(case),
            client=client_of(client, named=named, outward=not inside, alias=alias, catalogues=self.library.catalogues),
            logo=_logo(client) if named and (inside or "logo" in granted) else "",
            concept=case.concept,
            purposes=case.purposes,
            community=_community(case.community, named, "community_name" in granted or (inside and named)),
            communication=case.communication,
            adoption=self._adoption(case.adoption),
            challenge=self.text(case.challenge, granted),
            approach=self.text(case.approach, granted),
            outcome=self.text(case.outcome, granted),
            conditions=case.conditions,
            setbacks=case.setbacks,
            playbooks=_only(case.playbooks, visible["playbooks"]),
            figures=tuple(self._figures(case, granted)),
            quotes=tuple(self._quotes(case, granted)),
            talk_track=tuple(t.say for t in case.talk_track if self.shows(t.audience, INSIDE)),
            objections=tuple((o.question, o.answer) for o in case.objections if self.shows(o.audience, INSIDE)),
            permission=self._permission(case, client) if inside else None,
            related=_only(case.related, visible["cases"]),
            not_for=client.not_for.segments if client and inside else (),
            not_for_note=(client.not_for.note or "") if client and inside else "",
            tags=case.tags,
            review=case.review,
            published_on=case.published_on,
            updated_on=case.updated_on,
            redirect_from=case.redirect_from,
            until=None if self._sees_all else case.consent.valid_until,
        )

    @property
    def _sees_all(self) -> bool:
        """Is this the narrowest circle's own site, which holds what no other may have?"""
        return self.use not in OUTWARD and self.audience == self.audiences[-1]

    def text(self, body: Body, granted: tuple[str, ...]) -> Body:
        """A text of a case: outward without its pictures, unless they are granted."""
        kept = self.body(body)
        return kept if self.use not in OUTWARD or "photo" in granted else replace(kept, pictures=False)

    def _adoption(self, adoption: Adoption | None) -> Adoption | None:
        if adoption is None:
            return None
        default = adoption.audience or INSIDE
        team = adoption.client_team
        timeline = adoption.timeline
        team = team if team and self.shows(team.audience, default) else None
        timeline = timeline if timeline and self.shows(timeline.audience, default) else None
        if self.shows(adoption.audience, INSIDE):
            return replace(adoption, client_team=team, timeline=timeline)
        return Adoption(client_team=team, timeline=timeline) if team or timeline else None

    def _figures(self, case: Case, granted: tuple[str, ...]) -> Iterator[Figure]:
        for metric in case.metrics:
            if not self.shows(metric.audience, self.circles[0]):
                continue
            show = "actual"
            if self.use in OUTWARD:
                show = getattr(metric.show, self.use) if "metrics" in granted else "none"
            figure = _figure(metric, show)
            if figure:
                yield figure

    def _quotes(self, case: Case, granted: tuple[str, ...]) -> Iterator[ShownQuote]:
        for number, quote in enumerate(case.quotes, 1):
            if self._may_quote(quote, granted):
                yield ShownQuote(
                    speaker=quote.speaker,
                    role=quote.role or "",
                    text=quote.text,
                    rewarded=quote.rewarded,
                    number=number,
                )

    def _may_quote(self, quote: Quote, granted: tuple[str, ...]) -> bool:
        if quote.speaker == "member" and not quote.consent:
            return False
        return self.shows(quote.audience, self.circles[0]) and (self.use not in OUTWARD or "quotes" in granted)

    def _permission(self, case: Case, client: Organization | None) -> Permission:
        consent = case.consent
        editor = self.audience == self.audiences[-1]
        return Permission(
            lines=tuple(_may_say(consent, client)),
            granted={use: _granted(consent, use) for use in ("web", "seminar", "proposal", "verbal")},
            valid_until=consent.valid_until,
            status=consent.status if editor else "",
            record=(consent.record or "") if editor else "",
        )


def _granted(consent: Consent, use: str) -> tuple[str, ...]:
    """What consent permits for a use, less what an agreement on secrecy keeps out of all that is printed or shown."""
    kept = UNDER_NDA if consent.nda != "none" and use in OUTWARD else frozenset()
    return tuple(item for item in consent.grants(use) if item not in kept)


def _dated(document: Document) -> Iterator[date]:
    """The days from which a document that shows is another one, or gone."""
    day = timedelta(days=1)
    if document.publish_on:
        yield document.publish_on
    if isinstance(document, Case) and document.consent.valid_until:
        yield document.consent.valid_until + day
    if isinstance(document, Seminar):
        yield from (d + day for d in (document.date, document.apply_by, document.archive_until) if d)


def _logo(client: Organization | None) -> str:
    """The path of a client's logo within the content folder; "" for none."""
    path = resolve_path(client.logo, PurePosixPath("organizations")) if client and client.logo else None
    return str(path or "")


def _only(ids: Iterable[str], visible: frozenset[str]) -> tuple[str, ...]:
    """The references that lead somewhere for this circle, as bare ids: ``collection/id`` has done its work."""
    return tuple(bare for bare in map(_bare, ids) if bare in visible)


def _bare(reference: str) -> str:
    return reference.rpartition("/")[2]


def _community(community: Community | None, exact: bool, may_name: bool) -> ShownCommunity | None:
    """With the client's name go the community's name, the exact launch and the exact number of members."""
    if community is None:
        return None
    when: Callable[[str], str] = (lambda month: month) if exact else month_as_year
    members = community.members
    return ShownCommunity(
        name=(community.name or "") if exact and may_name else "",
        type=community.type or "",
        status=community.status,
        stage=community.stage or "",
        member_traits=community.member_traits,
        launched=when(community.launched or ""),
        members="" if members is None else f"{members.value:,}人" if exact else members_band(members.value),
        operation=tuple((o.kind, when(o.from_ or ""), o.scope) for o in community.operation),
    )


def _figure(metric: Metric, show: str) -> Figure | None:
    """A metric as exact as ``show`` permits; None where nothing of it may be shown."""
    before = metric.before.value if metric.before else None
    after = metric.after.value if metric.after else None
    change = metric.change if metric.change is not None else relative_change(before, after)
    exact = show == "actual"
    if show == "none" or (not exact and change is None):
        return None
    before_period = metric.before.period if metric.before else None
    after_period = (metric.after.period if metric.after else None) or metric.period
    months = [p[1] for p in (before_period, after_period) if p] + [p.on for p in metric.points]
    n = metric.sample_size
    return Figure(
        kpi=metric.kpi,
        compare=metric.compare,
        before=before if exact else None,
        after=after if exact else None,
        change=change,
        before_period=before_period,
        after_period=after_period,
        points=tuple((p.on, p.value) for p in metric.points) if exact else (),
        target=metric.target.value if metric.target and exact else None,
        result=metric.result or "",
        population=metric.population or "",
        sample="" if n is None else f"{n:,}" if exact else members_band(n).removesuffix("人"),
        measured_by=metric.measured_by or "",
        confounders=metric.confounders or "",
        as_of=max(months)[:7] if months else "",
        exact=exact,
    )


def _may_say(consent: Consent, client: Organization | None) -> Iterator[str]:
    """What a salesperson may do with the client's name, in words to act on."""
    alias = client.alias if client else ""
    if consent.status != "granted":
        yield "社外では、この事例に触れないでください"
        return
    secret = consent.nda != "none"
    printed = "name" in consent.proposal and not secret
    spoken = "name" in consent.verbal
    if secret:
        yield "秘密保持契約があります。社名は社内だけで扱い、資料には書かないでください"
    if printed:
        yield "社名：提案資料・口頭ともに可"
    elif spoken:
        yield "社名：口頭のみ可（担当へ確認してから）" if secret else "社名：口頭のみ可"
    else:
        yield "社名：出せません"
    if alias and not printed:
        yield f"資料では『{alias}』とご紹介ください" if spoken else f"商談では『{alias}』とご紹介ください"
    if "metrics" not in consent.proposal:
        yield "数字：お渡しする資料には載せられません"

"""The gate, against a second telling of its table; and: what a circle may not see leaves no trace in its View."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from generator import competitors
from generator.audience import OUTWARD, editors_only_because, site_use, view
from generator.config import AUDIENCES, read_config
from generator.load import load
from generator.model.body import Body
from generator.model.case import (
    Adoption,
    Case,
    ClientTeam,
    Community,
    Consent,
    Count,
    Metric,
    Objection,
    Operation,
    Quote,
    Reading,
    Show,
    Talk,
    Timeline,
)
from generator.model.catalogue import Catalogues, Segment
from generator.model.document import Document
from generator.model.glossary import Contrast, Hearing, Phrase, PhraseList, Term, Voice, VoiceList
from generator.model.knowledge import Article, Playbook, Seminar, Speaker, Story
from generator.model.library import Library
from generator.model.organization import Contract, Hold, NotFor, Organization
from generator.view import View

TODAY = date(2026, 11, 1)
YESTERDAY, TOMORROW = date(2026, 10, 31), date(2026, 11, 2)
USES = ("internal", "web", "seminar", "proposal")
ITEMS = ("name", "alias", "metrics", "quotes", "community_name", "logo", "photo")
SEGMENTS = Catalogues(segments={"food": Segment(id="food", label="食品・飲料")})


def see(library: Library, circle: str, use: str | None = None, on: date = TODAY, samples: str = "show") -> View:
    """The View of one circle: for its own site unless a use is given."""
    return view(library, circle, use or site_use(circle, AUDIENCES), on, AUDIENCES, samples=samples)


# -- who reads: every combination -------------------------------------------------------------------------------

_STATUSES = ("draft", "in_review", "published", "withdrawn")
_CONSENTS = ("not_asked", "asked", "client_review", "granted", "refused", "revoked")
_CLIENTS = {
    f"org-{number:04}": Organization(
        id=f"org-{number:04}",
        file="",
        audience="sales",
        alias=f"別名{number}",
        segment="food",
        contract=Contract(status=contract),
        hold=Hold(since=YESTERDAY) if held else None,
    )
    for number, (contract, held) in enumerate(product(("active", "ended"), (False, True)))
}


def _every_case() -> Iterator[Case]:
    table = product(
        AUDIENCES,
        _STATUSES,
        _CONSENTS,
        (None, YESTERDAY, TODAY, TOMORROW),
        (False, True),
        ("none", "standard", "existence"),
        (None, TODAY, TOMORROW),
        _CLIENTS,
    )
    for number, (audience, status, consent, until, survives, nda, publish_on, client) in enumerate(table):
        yield Case(
            id=f"case-{number:05}",
            file="",
            audience=audience,
            status=status,
            publish_on=publish_on,
            organization=client,
            title="題",
            summary="要約",
            consent=Consent(
                status=consent,
                valid_until=until,
                survives_contract=survives,
                nda=nda,
                web=("alias",),
                seminar=("alias",),
                proposal=("alias",) if number % 2 else (),
            ),
        )


EVERY_CASE = {case.id: case for case in _every_case()}
EVERYTHING = Library(cases=EVERY_CASE, organizations=_CLIENTS)


def _may_see(case: Case, circle: str, use: str) -> bool:
    """The table of the design, told again."""
    client, consent = _CLIENTS[case.organization or ""], case.consent
    if case.status == "withdrawn":
        return False
    only_editors = (
        case.status in ("draft", "in_review")
        or case.publish_on == TOMORROW
        or consent.status != "granted"
        or consent.valid_until == YESTERDAY
        or consent.nda == "existence"
        or client.hold is not None
        or (client.contract.status == "ended" and not consent.survives_contract)
    )
    if only_editors:
        return circle == "editors" and use == "internal"
    if AUDIENCES.index(case.audience) > AUDIENCES.index(circle):
        return False
    return use == "internal" or bool(consent.grants(use))


@pytest.mark.parametrize("circle", AUDIENCES)
@pytest.mark.parametrize("use", ("internal", "web", "proposal"))
def test_who_reads_what(circle: str, use: str) -> None:
    assert len(EVERY_CASE) > 25_000
    wanted = [name for name, case in EVERY_CASE.items() if _may_see(case, circle, use)]
    assert [case.id for case in see(EVERYTHING, circle, use).cases] == wanted


def test_every_reason_is_said_to_editors() -> None:
    reasons = see(EVERYTHING, "editors").only_editors
    for name, case in EVERY_CASE.items():
        barred = _may_see(case, "editors", "internal") and not _may_see(
            replace(case, audience="public"), "public", "internal"
        )
        assert bool(reasons.get(f"cases/{name}")) >= barred
    assert set(reasons.values()) == {
        "下書き",
        "確認中",
        "公開前（2026-11-02 から）",
        *(f"掲載許諾：{label}" for label in ("未確認", "確認依頼済み", "先方確認中", "不可", "取り消し")),
        "掲載許諾の期限切れ（2026-10-31 まで）",
        "取引の存在も秘密",
        "一時掲載停止",
        "契約終了",
    }
    for circle in AUDIENCES[:-1]:
        assert see(EVERYTHING, circle).only_editors == {}


@pytest.mark.parametrize("circle", AUDIENCES)
def test_withdrawn_is_nowhere(circle: str) -> None:
    withdrawn = replace(CASE, status="withdrawn", publish_on=TOMORROW)
    for use in USES:
        assert see(_library(withdrawn), circle, use) == see(replace(_library(), cases={}), circle, use)


@pytest.mark.parametrize(("circle", "use"), [("everyone", "web"), ("public", "print"), ("", "web"), ("public", "")])
def test_unknown_circle_or_use_is_refused(circle: str, use: str) -> None:
    with pytest.raises(ValueError, match="no such audience"):
        view(Library(), circle, use, TODAY, AUDIENCES)


# -- what leaves the building: every grant ------------------------------------------------------------------------

CLIENT = Organization(
    id="org-0001",
    file="",
    audience="sales",
    name="株式会社あおぞら食品",
    reading="あおぞらしょくひん",
    alias="食品メーカーA社",
    segment="food",
    employees="1000-4999",
    prefecture="東京都",
    not_for=NotFor(segments=("retail",), companies=("株式会社ライバル食品",), note="流通各社には見せない"),
    logo="marks/0001.svg",
)


def _metric(show: str, audience: str | None = None) -> Metric:
    return Metric(
        kpi="churn_rate",
        compare="before_after",
        audience=audience,
        before=Reading(value=8, period=("2022-09", "2023-08")),
        after=Reading(value=4, period=("2023-09", "2024-08")),
        sample_size=12_000,
        show=Show(web=show, seminar=show, proposal=show),
        measured_by="client",
    )


CASE = Case(
    id="case-0001",
    file="",
    audience="public",
    title="題",
    summary="要約",
    organization="org-0001",
    community=Community(
        name="あおぞらキッチン",
        launched="2022-06",
        members=Count(value=12_345, on="2023-09"),
        operation=(Operation(kind="agency", from_="2022-06"),),
    ),
    adoption=Adoption(
        department="マーケティング部",
        client_team=ClientTeam(audience="public", people=2),
        timeline=Timeline(audience="editors", contracted="2022-04"),
    ),
    challenge=Body(text="前。\n\n/// audience | sales\n社外秘。\n///\n\n後。"),
    metrics=(_metric("actual"), _metric("ratio"), _metric("none"), _metric("actual", "sales")),
    quotes=(
        Quote(speaker="client", text="担当の言葉"),
        Quote(speaker="member", text="会員の言葉", consent=True),
        Quote(speaker="member", text="同意のない会員の言葉"),
        Quote(speaker="client", text="社内向けの言葉", audience="sales"),
    ),
    talk_track=(Talk(say="営業の言い方"), Talk(say="編集の覚え", audience="editors")),
    objections=(Objection(question="問い", answer="答え"),),
    consent=Consent(status="granted", web=("alias",), seminar=("alias",), proposal=("alias",)),
)


def _library(case: Case = CASE, client: Organization = CLIENT) -> Library:
    return Library(catalogues=SEGMENTS, cases={case.id: case}, organizations={client.id: client})


@pytest.mark.parametrize("nda", ("none", "standard"))
@pytest.mark.parametrize("use", sorted(OUTWARD))
@pytest.mark.parametrize("circle", AUDIENCES)
def test_what_leaves_the_building(circle: str, use: str, nda: str) -> None:
    for chosen in product((False, True), repeat=len(ITEMS)):
        granted = tuple(item for item, taken in zip(ITEMS, chosen, strict=True) if taken)
        grant: dict[str, Any] = {use: granted, "nda": nda}
        consent = replace(CASE.consent, **grant)
        cases = see(_library(replace(CASE, consent=consent)), circle, use).cases
        if not granted:
            assert cases == ()
            continue
        (case,) = cases
        if nda == "standard":
            granted = tuple(item for item in granted if item in ("alias", "metrics", "quotes"))
        named, community = "name" in granted, case.community
        assert community is not None
        label = "株式会社あおぞら食品様" if named else "食品メーカーA社様" if "alias" in granted else "食品・飲料の企業"
        assert case.client.label == label
        assert case.client.named == named
        assert ("あおぞら" in "".join(case.client.names)) == named
        assert case.client.alias == ("食品メーカーA社" if "alias" in granted else "")
        assert case.client.place == ("東京都" if named else "関東")
        assert community.name == ("あおぞらキッチン" if named and "community_name" in granted else "")
        assert community.members == ("12,345人" if named else "10,000〜49,999人")
        assert community.launched == ("2022-06" if named else "2022")
        assert community.operation[0][1] == ("2022-06" if named else "2022")
        figures = [(f.before, f.after, f.change, f.exact, f.sample) for f in case.figures]
        shown = [(8, 4, -0.5, True, "12,000"), (None, None, -0.5, False, "10,000〜49,999")]
        assert figures == (shown if "metrics" in granted else [])
        assert [q.text for q in case.quotes] == (["担当の言葉", "会員の言葉"] if "quotes" in granted else [])
        assert (case.talk_track, case.objections, case.permission) == ((), (), None)
        assert (case.not_for, case.not_for_names, case.not_for_note) == ((), (), "")
        assert case.logo == ("organizations/marks/0001.svg" if named and "logo" in granted else "")
        assert {case.challenge.pictures, case.outcome.pictures} == {"photo" in granted}
        assert "社外秘" not in case.challenge.text
        assert case.adoption == Adoption(client_team=ClientTeam(audience="public", people=2))


@pytest.mark.parametrize("circle", AUDIENCES)
@pytest.mark.parametrize("known_to", AUDIENCES)
def test_inside_the_company(circle: str, known_to: str) -> None:
    (case,) = see(_library(client=replace(CLIENT, audience=known_to)), circle, "internal").cases
    rank = AUDIENCES.index
    named, inside = rank(circle) >= rank(known_to), rank(circle) >= rank("sales")
    assert case.community is not None
    assert case.client.label == ("株式会社あおぞら食品" if named else "食品メーカーA社")
    assert case.community.members == ("12,345人" if named else "10,000〜49,999人")
    assert len(case.figures) == (4 if inside else 3)
    assert [q.text for q in case.quotes] == ["担当の言葉", "会員の言葉"] + (["社内向けの言葉"] if inside else [])
    assert case.not_for == ("retail",) and case.challenge.pictures
    assert case.not_for_names == (competitors.digest("ライバル食品"),)
    assert case.logo == ("organizations/marks/0001.svg" if named else "")
    said = (("営業の言い方",) if inside else ()) + (("編集の覚え",) if circle == "editors" else ())
    assert case.talk_track == said
    assert case.objections == ((("問い", "答え"),) if inside else ())
    assert ("社外秘" in case.challenge.text) == inside
    assert case.permission is not None
    assert (case.permission.status, case.permission.record) == ("granted" if circle == "editors" else "", "")
    assert case.adoption is not None
    assert case.adoption.department == ("マーケティング部" if inside else None)
    assert (case.adoption.timeline is not None) == (circle == "editors")


@pytest.mark.parametrize(
    ("consent", "lines"),
    [
        (Consent(status="asked"), ("社外では、この事例に触れないでください",)),
        (
            Consent(status="granted", verbal=("name",)),
            (
                "社名：口頭のみ可",
                "資料では『食品メーカーA社』とご紹介ください",
                "数字：お渡しする資料には載せられません",
            ),
        ),
        (
            Consent(status="granted", proposal=("alias", "metrics")),
            ("社名：出せません", "商談では『食品メーカーA社』とご紹介ください"),
        ),
        (Consent(status="granted", proposal=("name", "metrics")), ("社名：提案資料・口頭ともに可",)),
        (
            Consent(status="granted", proposal=("name", "metrics"), verbal=("name",), nda="standard"),
            (
                "秘密保持契約があります。社名は社内だけで扱い、資料には書かないでください",
                "社名：口頭のみ可（担当へ確認してから）",
                "資料では『食品メーカーA社』とご紹介ください",
            ),
        ),
    ],
)
def test_what_a_salesperson_may_say(consent: Consent, lines: tuple[str, ...]) -> None:
    (case,) = see(_library(replace(CASE, consent=consent)), "editors").cases
    assert case.permission is not None
    assert case.permission.lines == lines


def test_what_an_agreement_on_secrecy_withholds_is_not_called_granted() -> None:
    consent = Consent(status="granted", web=("name", "metrics"), verbal=("name",), nda="standard")
    (case,) = see(_library(replace(CASE, consent=consent)), "marketing").cases
    assert case.permission is not None
    assert case.permission.granted == {"web": ("metrics",), "seminar": (), "proposal": (), "verbal": ("name",)}


def test_a_case_without_its_client_shows_no_name() -> None:
    library = replace(_library(), organizations={})
    assert {c.client.label for circle in AUDIENCES for c in see(library, circle).cases} == {"企業名非公開"}


# -- other documents -----------------------------------------------------------------------------------------------


def _shelf() -> Library:
    """One document of each kind for each circle, referring to one another, with narrower parts and items."""
    body = Body(text="本文。\n\n/// audience | sales\n営業の本文。\n///\n\n/// audience | editors\n編集の本文。\n///")
    ids = {circle: f"x-{circle}" for circle in AUDIENCES}
    every = tuple(ids.values())
    cases = {
        f"case-000{n}": replace(CASE, id=f"case-000{n}", audience=circle, related=("case-0000", "case-0003"))
        for n, circle in enumerate(AUDIENCES)
    }
    return Library(
        catalogues=SEGMENTS,
        organizations={CLIENT.id: CLIENT},
        cases=cases,
        stories={
            i: Story(
                id=i, file="", audience=c, title=i, body=body, case=f"case-000{n}", cases=tuple(cases), terms=every
            )
            for n, (c, i) in enumerate(ids.items())
        },
        articles={
            i: Article(id=i, file="", audience=c, title=i, body=body, category="a", related=every, cases=tuple(cases))
            for c, i in ids.items()
        },
        glossary={
            i: Term(
                id=i,
                file="",
                audience=c,
                term=i,
                definition=i,
                see_also=every,
                contrasts=tuple(Contrast(with_=other, difference="違い") for other in every),
            )
            for c, i in ids.items()
        },
        playbooks={i: Playbook(id=i, file="", audience=c, title=i, body=body, terms=every) for c, i in ids.items()},
        seminars={
            i: Seminar(
                id=i,
                file="",
                audience=c,
                title=i,
                body=body,
                date=date(2026, 12, 1),
                apply_by=date(2026, 11, 20),
                speakers=(Speaker(name="佐藤", company="あおぞら"), Speaker(name="鈴木", consent=True)),
                cases=tuple(cases),
            )
            for c, i in ids.items()
        },
        phrases={
            i: PhraseList(
                id=i, file="", audience=c, items=(Phrase(text=f"{i} 1"), Phrase(text=f"{i} 2", audience="editors"))
            )
            for c, i in ids.items()
        },
        voices={
            i: VoiceList(
                id=i,
                file="",
                audience=c,
                items=(
                    Voice(theme="通知", text=f"{i} 1", heard=(Hearing(on=TODAY, organization="org-0001"),)),
                    Voice(theme="検索", text=f"{i} 2", audience="editors"),
                ),
            )
            for c, i in ids.items()
        },
    )


SHELF = _shelf()


@pytest.mark.parametrize("circle", AUDIENCES)
def test_documents_by_circle(circle: str) -> None:
    found = see(SHELF, circle)
    wider = AUDIENCES[: AUDIENCES.index(circle) + 1]
    ids = tuple(f"x-{name}" for name in wider)
    for documents in (found.stories, found.articles, found.terms, found.playbooks, found.seminars):
        assert tuple(document.id for document in documents) == ids
    for page in (*found.stories, *found.articles, *found.playbooks, *found.seminars):
        assert ("営業の本文" in page.body.text) == ("sales" in wider)
        assert ("編集の本文" in page.body.text) == ("editors" in wider)
        assert set(page.terms) <= set(ids)
        assert set(page.related) <= set(ids)
    for term in found.terms:
        assert (term.see_also, tuple(c.with_ for c in term.contrasts)) == (ids, ids)
    texts = [phrase.text for phrase in found.phrases]
    assert texts == [f"{i} {n}" for i in ids for n in ("1", "2") if n == "1" or circle == "editors"]
    assert {voice.heard[0][1] for voice in found.voices if voice.heard} == {
        "株式会社あおぞら食品" if "sales" in wider else "食品メーカーA社様" if circle == "public" else "食品メーカーA社"
    }
    assert {name for voice in found.voices for name in voice.names} == (
        {"株式会社あおぞら食品", "あおぞらしょくひん", "食品メーカーA社"} if "sales" in wider else {"食品メーカーA社"}
    )
    assert {speaker.name for seminar in found.seminars for speaker in seminar.speakers} == {"登壇者", "鈴木"}


def _heard(client: Organization, *cases: Case) -> Library:
    """One voice of a client, and its cases."""
    said = Voice(theme="通知", text="多い。", heard=(Hearing(on=TODAY, organization=client.id), Hearing(on=TODAY)))
    return Library(
        organizations={client.id: client},
        cases={case.id: case for case in cases},
        voices={"v": VoiceList(id="v", file="", audience="sales", items=(said,))},
    )


ASKER = Organization(
    id="org-0001", file="", audience="sales", name="株式会社あおぞら食品", alias="食品メーカーA社", segment="food"
)


def _of_client(number: int, audience: str = "public", **consent: Any) -> Case:
    given = Consent(**{"status": "granted", **consent})
    return Case(
        id=f"case-{number:04}",
        file="",
        audience=audience,
        organization=ASKER.id,
        title="題",
        summary="要約",
        consent=given,
    )


def test_a_voice_leads_to_the_cases_of_its_client_that_the_circle_has() -> None:
    other = replace(_of_client(4), organization="org-0002")
    shelf = _heard(ASKER, _of_client(1), _of_client(2, "editors"), _of_client(3, status="refused"), other)
    assert see(shelf, "sales").voices[0].cases == ("case-0001",)
    assert see(shelf, "editors").voices[0].cases == ("case-0001", "case-0002", "case-0003")
    assert [who for _, who in see(shelf, "sales").voices[0].heard] == ["株式会社あおぞら食品", ""]


@pytest.mark.parametrize(
    "shelf",
    [
        _heard(replace(ASKER, hold=Hold(since=YESTERDAY)), _of_client(1)),
        _heard(ASKER, _of_client(1, nda="existence")),
    ],
    ids=["on hold", "secret"],
)
def test_a_client_that_must_not_be_known_is_some_client(shelf: Library) -> None:
    (voice,) = see(shelf, "sales").voices
    assert ([who for _, who in voice.heard], voice.names, voice.cases) == (["お客様", ""], (), ())
    (voice,) = see(shelf, "editors").voices
    assert voice.heard[0][1] == "株式会社あおぞら食品"


def _without(library: Library, collection: str, name: str) -> Library:
    rest: dict[str, Any] = {collection: {i: d for i, d in library.collection(collection).items() if i != name}}
    return replace(library, **rest)


def _leaves_no_trace(library: Library, on: date) -> int:
    """Remove each document that a circle may not see; its View must stay equal. Returns how many were removed."""
    removed = 0
    for circle in AUDIENCES:
        for use in sorted({site_use(circle, AUDIENCES), "proposal", "seminar"}):
            whole = see(library, circle, use, on, "auto")
            for collection, document in library:
                if collection != "organizations" and not _shown(whole, collection, document):
                    rest = _without(library, collection, document.id)
                    assert see(rest, circle, use, on, "auto") == whole, (circle, use, collection, document.id)
                    removed += 1
    return removed


def _shown(whole: View, collection: str, document: Document) -> bool:
    if collection in ("phrases", "voices"):
        return AUDIENCES.index(document.audience) <= AUDIENCES.index(whole.audience) and document.status == "published"
    shown = {"glossary": "terms"}.get(collection, collection)
    later = document.publish_on is not None and document.publish_on > whole.as_of
    return later or any(each.id == document.id for each in getattr(whole, shown))


def test_what_is_hidden_leaves_no_trace() -> None:
    barred: dict[str, dict[str, Any]] = {
        "draft": {"status": "draft"},
        "withdrawn": {"status": "withdrawn"},
        "refused": {"consent": Consent(status="refused", valid_until=TOMORROW)},
    }
    cases = {
        f"case-01{n:02}": replace(CASE, id=f"case-01{n:02}", **changes) for n, changes in enumerate(barred.values())
    }
    library = replace(SHELF, cases={**SHELF.cases, **cases})
    assert _leaves_no_trace(library, TODAY) > 100


def test_what_is_hidden_leaves_no_trace_in_our_own_content() -> None:
    config, _ = read_config(Path(__file__).parents[2] / "site_config.yml")
    assert config is not None
    assert _leaves_no_trace(load(config).library, TODAY) > 20


@pytest.mark.parametrize("circle", AUDIENCES[:-1])
def test_narrower_items_leave_no_trace(circle: str) -> None:
    plain = replace(
        CASE,
        challenge=see(_library(), circle).cases[0].challenge,
        talk_track=tuple(t for t in CASE.talk_track if t.audience != "editors"),
        adoption=replace(CASE.adoption, timeline=None) if CASE.adoption else None,
    )
    assert see(_library(plain), circle) == see(_library(), circle)


def test_an_embargo_is_kept_until_its_day() -> None:
    library = _library(replace(CASE, publish_on=TOMORROW))
    assert (see(library, "public").cases, see(library, "public").fresh_until) == ((), TOMORROW)
    assert len(see(library, "public", on=TOMORROW).cases) == 1


def test_a_case_knows_its_last_day_but_for_those_who_see_it_after() -> None:
    library = _library(replace(CASE, consent=replace(CASE.consent, valid_until=TOMORROW)))
    for circle in AUDIENCES:
        assert see(library, circle).cases[0].until == (None if circle == "editors" else TOMORROW)
        assert see(library, circle, "proposal").cases[0].until == TOMORROW


# -- whom a case must not reach ------------------------------------------------------------------------------------


def _rivals(**not_for: Any) -> Library:
    """Two cases of our client, and one each of a food maker, a shop and a company of a name like the food maker's."""
    clients = {
        "org-0001": replace(CLIENT, not_for=NotFor(**not_for)),
        "org-0002": replace(CLIENT, id="org-0002", name="株式会社ほしぞら", reading="ほしぞら", not_for=NotFor()),
        "org-0003": replace(CLIENT, id="org-0003", name="みせ", reading=None, segment="retail", not_for=NotFor()),
        "org-0004": replace(CLIENT, id="org-0004", name="ほしぞら商事", reading=None, segment="it", not_for=NotFor()),
    }
    owners = ("org-0001", "org-0001", "org-0002", "org-0003", "org-0004")
    cases = {f"case-000{n}": replace(CASE, id=f"case-000{n}", organization=o) for n, o in enumerate(owners)}
    return Library(catalogues=SEGMENTS, cases=cases, organizations=clients)


@pytest.mark.parametrize("circle", AUDIENCES)
@pytest.mark.parametrize(
    ("not_for", "kept"),
    [
        ({}, set()),
        ({"segments": ("food",)}, {"case-0002"}),
        ({"segments": ("food", "retail")}, {"case-0002", "case-0003"}),
        ({"companies": ("ﾎｼｿﾞﾗ",)}, {"case-0002"}),
        ({"companies": ("（株）ほしぞら", "どこにもない会社")}, {"case-0002"}),
        ({"companies": ("あおぞら食品",)}, set()),
    ],
)
def test_a_case_is_kept_from_competitors_pages(not_for: dict[str, Any], kept: set[str], circle: str) -> None:
    for case in see(_rivals(**not_for), circle).cases:
        assert case.kept_from == (kept if case.id in ("case-0000", "case-0001") else set())


def test_companies_leave_as_digests_of_every_form_that_the_circle_knows() -> None:
    library = _rivals(companies=("株式会社ほしぞら", "他社"))
    forms = [competitors.digest(name) for name in ("ほしぞら", "他社")]
    for circle in AUDIENCES[1:]:
        assert see(library, circle).cases[0].not_for_names == tuple(sorted(forms))
    romaji = replace(library.organizations["org-0002"], romaji="Hoshizora")
    known = replace(library, organizations={**library.organizations, "org-0002": romaji})
    every = tuple(sorted([*forms, competitors.digest("HOSHIZORA")]))
    assert see(known, "sales").cases[0].not_for_names == every
    assert see(known, "marketing").cases[0].not_for_names == tuple(sorted(forms))


def test_a_view_says_until_when_it_is_fresh() -> None:
    expiring = _library(replace(CASE, consent=replace(CASE.consent, valid_until=TOMORROW)))
    assert see(expiring, "sales").fresh_until == date(2026, 11, 3)
    assert see(_library(), "sales").fresh_until is None
    seminars = Library(seminars={"x-public": SHELF.seminars["x-public"]})
    assert see(seminars, "public").fresh_until == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("samples", "real", "shown"),
    [
        ("auto", True, ["case-0001"]),
        ("auto", False, ["case-0002"]),
        ("hide", False, []),
        ("show", True, ["case-0001", "case-0002"]),
    ],
)
def test_samples(samples: str, real: bool, shown: list[str]) -> None:
    sample = replace(CASE, id="case-0002", sample=True)
    library = replace(_library(), cases={**({CASE.id: CASE} if real else {}), sample.id: sample})
    assert [case.id for case in see(library, "public", samples=samples).cases] == shown


def test_samples_are_judged_from_what_the_circle_may_see() -> None:
    real = replace(CASE, audience="editors")
    sample = replace(CASE, id="case-0002", sample=True)
    library = replace(_library(), cases={real.id: real, sample.id: sample})
    assert [c.id for c in see(library, "public", samples="auto").cases] == ["case-0002"]
    assert [c.id for c in see(library, "editors", samples="auto").cases] == ["case-0001"]


def test_a_draft_counts_as_a_real_case_for_those_who_see_it() -> None:
    sample = replace(CASE, id="case-0002", sample=True)
    for changes in ({"status": "draft"}, {"consent": Consent(status="asked")}, {"publish_on": TOMORROW}):
        library = replace(_library(), cases={CASE.id: replace(CASE, **changes), sample.id: sample})
        assert [c.id for c in see(library, "sales", samples="auto").cases] == ["case-0002"]
        assert [c.id for c in see(library, "editors", samples="auto").cases] == ["case-0001"]


def test_a_site_of_one_circle_has_an_outside_only() -> None:
    found = view(_library(), "all", "web", TODAY, ("all",))
    assert (found.is_widest, found.cases[0].client.label) == (True, "食品メーカーA社様")


def test_reasons_name_what_is_wrong_first() -> None:
    draft = replace(CASE, status="draft", publish_on=TOMORROW)
    assert editors_only_because(_library(draft), draft, TODAY) == "下書き"

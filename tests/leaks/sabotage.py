"""The gate broken on purpose, in one way at a time, over content in which each way shows.

A broken gate is the honest one fed with documents whose marks were rubbed out, or with something put back into its
View: so no sabotage depends on how the gate is written inside. The check reads the documents as they are.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from generator import audience
from generator.build import Outcome, build
from generator.config import read_config
from generator.model.body import Body
from generator.model.case import Case, Consent
from generator.model.library import Library
from generator.order import Order
from generator.view import ShownCase, View
from tests.folders import write_site

CIRCLES = ("public", "marketing", "sales", "editors")
AS_OF = date(2026, 11, 20)
_HONEST = audience.view
_ALL = ("name", "alias", "metrics", "quotes", "community_name")


def _organisation(name: str, reading: str, alias: str, more: str = "") -> str:
    return (
        f"audience: sales\nname: 株式会社{name}\nreading: {reading}\nalias: {alias}\nsegment: food\n"
        f"employees: 300-999\nprefecture: 長野県\n{more}"
    )


def _case(number: int, title: str, more: str = "", consent: str = "") -> str:
    consent = consent or "{status: granted, web: [alias], seminar: [alias], proposal: [alias]}"
    return (
        f"title: {title}\nsummary: 会話の続く場に変えた一年です。\naudience: public\norganization: org-{number:04}\n"
        f"purposes: [retention]\nconsent: {consent}\npublished_on: 2026-04-01\n{more}"
    )


_RICH = """\
community: {name: もろこし畑の会, type: fan, launched: 2022-06, members: {value: 12345, on: 2023-09}}
challenge: |
  買う方どうしの会話がありませんでした。

  /// audience | sales
  見積もりの前に、返信を担う人がいるかどうかを必ずお尋ねください。
  ///
metrics:
  - kpi: churn_rate
    compare: before_after
    before: {value: 8.4, period: [2022-09, 2023-08]}
    after: {value: 4.2, period: [2023-09, 2024-08]}
    show: {web: ratio, seminar: ratio, proposal: ratio}
    measured_by: client
  - kpi: reply_rate
    compare: before_after
    before: {value: 41.5, period: [2022-09, 2023-08]}
    after: {value: 88.2, period: [2023-09, 2024-08]}
    show: {web: none, seminar: none, proposal: none}
    measured_by: client
quotes:
  - {speaker: client, role: 課長, text: お客様の台所が、前よりもよく見えるようになりました。}
  - {speaker: client, role: 部長, audience: sales, text: 社内の稟議では、この数字がいちばん効きました。}
  - {speaker: member, text: ここで教わった食べ方を、家族に何度も作っています。}
talk_track:
  - say: 兼務の担当者がいる会社には、引き継ぎの話から始めてください。
adoption: {trigger: 値引きの案内では解約が止まらなくなっていた}
"""

_CONTENT: dict[str, str] = {
    "site_config.yml": "site_name: 見本\nsamples: show\n",
    "content/organizations/org-0001.yml": _organisation("もろこし農園", "もろこしのうえん", "食品メーカーA社"),
    "content/organizations/org-0002.yml": _organisation(
        "いなほ精米", "いなほせいまい", "食品メーカーB社", "hold: {since: 2026-10-01}\n"
    ),
    "content/organizations/org-0003.yml": _organisation(
        "わかたけ製麺", "わかたけせいめん", "食品メーカーC社", "contract: {status: ended}\n"
    ),
    "content/organizations/org-0004.yml": _organisation("ふきのとう漬物", "ふきのとうつけもの", "食品メーカーD社"),
    "content/cases/case-0001.yml": _case(
        1,
        "畑の便りを会員が書く、食品メーカーの取り組み",
        _RICH,
        "{status: granted, web: [alias, metrics], seminar: [alias, metrics], proposal: [alias, metrics],"
        " record: CR-2026-014}",
    ),
    "content/cases/case-0002.yml": _case(2, "新米の届く日に、会員が集まる場"),
    "content/cases/case-0003.yml": _case(3, "麺のゆで方を、会員どうしで比べる場"),
    "content/cases/case-0004.yml": _case(4, "返事を待っている漬物の取り組み", consent="{status: asked, web: [alias]}"),
    "content/cases/case-0005.yml": _case(
        4, "許諾の日が過ぎた漬物の取り組み", consent="{status: granted, web: [alias], valid_until: 2026-10-31}"
    ),
    "content/cases/case-0006.yml": _case(
        4, "取引も明かさない漬物の取り組み", consent="{status: granted, web: [alias], nda: existence}"
    ),
    "content/cases/case-0007.yml": _case(4, "まだ書きかけの漬物の取り組み", "status: draft\n"),
    "content/cases/case-0008.yml": _case(4, "来年に出す予定の漬物の取り組み", "publish_on: 2027-04-01\n"),
    "content/cases/case-0009.yml": _case(4, "取り下げられた漬物の取り組み", "status: withdrawn\n"),
    "content/articles/basics/welcome.md": (
        "---\ntitle: はじめの一週間\naudience: public\npublished_on: 2026-04-01\n---\n\n本文です。\n"
    ),
    "content/articles/basics/price-talk.md": (
        "---\ntitle: 値段の話を切り出すとき\naudience: sales\npublished_on: 2026-04-01\n---\n\n"
        "先に体制の話をしてから、値段の話に入ると聞いてもらえます。\n"
    ),
    "content/phrases/polite.yml": (
        "audience: public\nitems:\n  - {text: 会員どうしの会話が続く場を、ご一緒に育てます。}\n"
        "  - {audience: sales, text: ご予算に合わせ、返信だけをお任せいただくこともできます。}\n"
    ),
    "content/voices/product.yml": (
        "audience: sales\nitems:\n  - {theme: 投稿, text: 書きかけの投稿が消えてしまう。}\n"
        "  - {audience: editors, theme: 通知, text: 夜の知らせを切る方法が、どこにも書かれていない。}\n"
    ),
    "content/seminars/food-2027.md": (
        "---\ntitle: 食品の会社のためのセミナー\naudience: public\ndate: 2027-02-18\npublished_on: 2026-04-01\n"
        "cases: [case-0001]\nspeakers:\n  - {name: 杉村ほのか, title: 企画担当}\n---\n\n# はじめに\n\n本文です。\n\n"
        "/// audience | sales\n値引きのご相談は、懇親の席で受けてください。\n///\n"
    ),
}


Tamper = Callable[[Library], Library]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sabotage:
    """One way to break the gate: ``library`` rubs out marks before it, ``view`` puts something back after it.

    ``file`` is the source whose secret then shows; ``circle`` the site that is built; ``use`` the only use whose View
    is broken, "" for all; ``as_if`` the circle whose inside View is given instead."""

    file: str
    library: Callable[[Library], Library] = lambda library: library
    view: Callable[[View, Library], View] = lambda view, library: view
    as_if: str = ""
    circle: str = "public"
    use: str = ""


def _cases(change: Callable[[Case], Case]) -> Tamper:
    return lambda library: replace(library, cases={key: change(case) for key, case in library.cases.items()})


def _consents(**changed: Any) -> Tamper:
    return _cases(lambda case: replace(case, consent=replace(case.consent, **changed)))


def _clients(**changed: Any) -> Tamper:
    return lambda library: replace(
        library, organizations={key: replace(each, **changed) for key, each in library.organizations.items()}
    )


def _aliases_are_names(library: Library) -> Library:
    clients = {key: replace(each, alias=each.name or each.alias) for key, each in library.organizations.items()}
    return replace(library, organizations=clients)


def _without_marks(case: Case) -> Case:
    text = re.sub(r"^///.*\n?", "", case.challenge.text, flags=re.MULTILINE)
    return replace(case, challenge=Body(text=text, file=case.file, lines=case.challenge.lines))


def _quotes(case: Case, **changed: Any) -> Case:
    consent = replace(case.consent, web=(*case.consent.web, "quotes")) if case.consent.web else case.consent
    return replace(case, consent=consent, quotes=tuple(replace(quote, **changed) for quote in case.quotes))


def _shown(case: Case, way: str) -> Case:
    show = {"web": way, "seminar": way, "proposal": way}
    metrics = tuple(replace(metric, show=replace(metric.show, **show)) for metric in case.metrics)
    return replace(case, metrics=metrics)


def _lists_for_all(library: Library) -> Library:
    phrases = {
        key: replace(listing, items=tuple(replace(item, audience=None) for item in listing.items))
        for key, listing in library.phrases.items()
    }
    voices = {
        key: replace(listing, items=tuple(replace(item, audience=None) for item in listing.items))
        for key, listing in library.voices.items()
    }
    return replace(library, phrases=phrases, voices=voices)


def _articles_for_all(library: Library) -> Library:
    return replace(library, articles={key: replace(each, audience="public") for key, each in library.articles.items()})


def _speakers(library: Library) -> Library:
    seminars = {
        key: replace(each, speakers=tuple(replace(speaker, consent=True) for speaker in each.speakers))
        for key, each in library.seminars.items()
    }
    return replace(library, seminars=seminars)


def _each(change: Callable[[ShownCase, Case, Library], ShownCase]) -> Callable[[View, Library], View]:
    """A View in which something is put back into every case."""
    return lambda view, library: replace(
        view, cases=tuple(change(shown, library.cases[shown.id], library) for shown in view.cases)
    )


def _community(**given: Callable[[Case], str]) -> Callable[[ShownCase, Case, Library], ShownCase]:
    def change(shown: ShownCase, case: Case, library: Library) -> ShownCase:
        if shown.community is None or case.community is None:
            return shown
        told: dict[str, Any] = {key: tell(case) for key, tell in given.items()}
        return replace(shown, community=replace(shown.community, **told))

    return change


def _members(case: Case) -> str:
    return f"{case.community.members.value:,}人" if case.community and case.community.members else ""


def _place(shown: ShownCase, case: Case, library: Library) -> ShownCase:
    client = library.organization_of(case)
    return replace(shown, client=replace(shown.client, place=(client.prefecture or "") if client else ""))


def _told(text: Callable[[Case, Library], Sequence[str]]) -> Callable[[View, Library], View]:
    """A View whose cases say something more, among the conditions that every reader sees."""
    return _each(lambda shown, case, library: replace(shown, conditions=(*shown.conditions, *text(case, library))))


def _open(consent: Consent) -> Consent:
    return replace(consent, web=_ALL) if consent.web else consent


CASE = "content/cases/case-{:04}.yml".format

SABOTAGES: Mapping[str, Sabotage] = {
    "the view of another circle": Sabotage(file="content/organizations/org-0001.yml", as_if="sales"),
    "consent ignored": Sabotage(file=CASE(4), library=_consents(status="granted")),
    "hold ignored": Sabotage(file=CASE(2), library=_clients(hold=None)),
    "ended contract ignored": Sabotage(file=CASE(3), library=_consents(survives_contract=True)),
    "expiry ignored": Sabotage(file=CASE(5), library=_consents(valid_until=None)),
    "nda ignored": Sabotage(file=CASE(6), library=_consents(nda="none")),
    "drafts shown": Sabotage(
        file=CASE(7), library=_cases(lambda c: replace(c, status="published") if c.status == "draft" else c)
    ),
    "embargo ignored": Sabotage(file=CASE(8), library=_cases(lambda case: replace(case, publish_on=None))),
    "withdrawn shown": Sabotage(
        file=CASE(9), library=_cases(lambda c: replace(c, status="published") if c.status == "withdrawn" else c)
    ),
    "document's circle ignored": Sabotage(file="content/articles/basics/price-talk.md", library=_articles_for_all),
    "narrower blocks kept": Sabotage(file=CASE(1), library=_cases(_without_marks)),
    "item's circle ignored": Sabotage(
        file=CASE(1), library=_cases(lambda case: _quotes(replace(case, quotes=case.quotes[1:2]), audience=None))
    ),
    "quotes without a grant": Sabotage(
        file=CASE(1), library=_cases(lambda case: _quotes(replace(case, quotes=case.quotes[:1])))
    ),
    "a member's words without consent": Sabotage(
        file=CASE(1), library=_cases(lambda case: _quotes(replace(case, quotes=case.quotes[2:]), consent=True))
    ),
    "alias replaced by name": Sabotage(file="content/organizations/org-0001.yml", library=_aliases_are_names),
    "name without a grant": Sabotage(
        file="content/organizations/org-0001.yml",
        library=_cases(lambda case: replace(case, consent=_open(case.consent))),
    ),
    "ratio shown as actual": Sabotage(file=CASE(1), library=_cases(lambda case: _shown(case, "actual"))),
    "figures shown that must not": Sabotage(
        file=CASE(1), library=_cases(lambda case: _shown(replace(case, metrics=case.metrics[1:]), "ratio"))
    ),
    "members exact": Sabotage(file=CASE(1), view=_each(_community(members=_members))),
    "launch exact": Sabotage(file=CASE(1), view=_each(_community(launched=lambda case: "2022-06"))),
    "community name kept": Sabotage(
        file=CASE(1), view=_each(_community(name=lambda c: c.community.name or "" if c.community else ""))
    ),
    "prefecture kept": Sabotage(file="content/organizations/org-0001.yml", view=_each(_place)),
    "title of a hidden related case": Sabotage(
        file=CASE(2), view=_told(lambda case, library: (library.cases["case-0002"].title,))
    ),
    "link to a hidden case": Sabotage(
        file=CASE(2), view=_told(lambda case, library: ("[前の取り組み](/cases/case-0002/)",))
    ),
    "talk track outwards": Sabotage(
        file=CASE(1), view=_told(lambda case, library: tuple(talk.say for talk in case.talk_track))
    ),
    "consent record shown": Sabotage(
        file=CASE(1), view=_told(lambda case, library: (f"許諾 {case.consent.record}",) if case.consent.record else ())
    ),
    "adoption outwards": Sabotage(
        file=CASE(1), view=_told(lambda case, library: (case.adoption.trigger or "",) if case.adoption else ())
    ),
    "a list's narrower item": Sabotage(file="content/voices/product.yml", library=_lists_for_all, circle="sales"),
    "a speaker's name": Sabotage(file="content/seminars/food-2027.md", library=_speakers),
    "the one-pager made as an inside page": Sabotage(
        file="content/organizations/org-0001.yml", as_if="sales", use="proposal", circle="sales"
    ),
    "actual figures in the one-pager": Sabotage(
        file=CASE(1), library=_cases(lambda case: _shown(case, "actual")), use="proposal", circle="marketing"
    ),
    "a case in a one-pager without consent for it": Sabotage(
        file="content/organizations/org-0001.yml", library=_consents(proposal=_ALL), use="proposal", circle="editors"
    ),
    "the slides made as an inside page": Sabotage(
        file="content/seminars/food-2027.md", as_if="sales", use="seminar", circle="sales"
    ),
}


@contextmanager
def content() -> Iterator[Path]:
    """The folder of the site that is built."""
    with TemporaryDirectory(prefix="casebook-sabotage-") as folder:
        yield write_site(Path(folder), _CONTENT)


def built(folder: Path, sabotage: Sabotage | None, circle: str = "public") -> Outcome:
    """Build the site of ``folder`` with a gate that is broken as told; honest for None."""
    config, problems = read_config(folder / "site_config.yml")
    assert config is not None, problems

    def broken(
        library: Library, circle: str, use: str, as_of: date, audiences: Sequence[str], *, samples: str = "auto"
    ) -> View:
        if sabotage is None or sabotage.use not in ("", use):
            return _HONEST(library, circle, use, as_of, audiences, samples=samples)
        use = "internal" if sabotage.as_if else use
        seen = _HONEST(sabotage.library(library), sabotage.as_if or circle, use, as_of, audiences, samples=samples)
        return sabotage.view(seen, library)

    circle = sabotage.circle if sabotage else circle
    output = folder / "out" / circle
    order = Order(config=config, audience=circle, output=output, as_of=AS_OF, jobs=1, use_cache=False)
    with mock.patch.object(audience, "view", broken):
        return build(order)


def is_clean(folder: Path, circle: str) -> bool:
    """True where the honest gate's site passes."""
    outcome = built(folder, None, circle)
    shutil.rmtree(folder / "out", ignore_errors=True)
    return outcome.release is not None and not outcome.problems


def caught(folder: Path, sabotage: Sabotage) -> bool:
    """True where the check alone stops the build, and names the source of what would have shown."""
    outcome = built(folder, sabotage)
    leaks = {problem.place.file for problem in outcome.problems if problem.code == "leak" and problem.place}
    return outcome.release is None and sabotage.file in leaks and not (folder / "out" / sabotage.circle).exists()

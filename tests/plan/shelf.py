"""Cases as a View holds them, made by hand for the tests of the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from generator.model.body import Body
from generator.model.case import Adoption, ClientTeam, Timeline
from generator.model.catalogue import Catalogues, Kpi, Segment, Trait
from generator.model.document import Review
from generator.plan.page import Desk
from generator.view import Client, Figure, Permission, ShownCase, ShownCommunity, ShownQuote, View

AUDIENCES = ("public", "marketing", "sales", "editors")

CATALOGUES = Catalogues(
    kpis={
        "churn_rate": Kpi(
            id="churn_rate",
            name="解約率",
            unit="%",
            direction="down",
            definition="やめた人の割合。",
            denominator="期間初めの会員数",
        ),
        "post_count": Kpi(id="post_count", name="投稿数", unit="件"),
    },
    segments={key: Segment(id=key, label=label) for key, label in (("food", "食品・飲料"), ("retail", "小売・流通"))},
    traits={"parents": Trait(id="parents", label="子育て中の方")},
)


def churn(change: float | None = -0.5, **rest: Any) -> Figure:
    """A figure of churn before and after."""
    known: dict[str, Any] = {
        "kpi": "churn_rate",
        "compare": "before_after",
        "before": 8.0,
        "after": None if change is None else 8.0 * (1 + change),
        "change": change,
        "before_period": ("2022-04", "2023-03"),
        "after_period": ("2023-04", "2024-03"),
        "result": "reached",
        "as_of": "2024-03",
    }
    return Figure(**{**known, **rest})


def case(number: int, **rest: Any) -> ShownCase:
    """A whole case of a food maker; ``rest`` replaces parts of it."""
    known: dict[str, Any] = {
        "id": f"case-{number:04}",
        "file": f"content/cases/case-{number:04}.yml",
        "title": f"事例{number}",
        "summary": f"事例{number}の要約です。",
        "sample": False,
        "client": Client(
            label="株式会社みほん食品",
            alias="食品メーカーA社",
            named=True,
            names=("株式会社みほん食品", "食品メーカーA社"),
            segment="food",
            employees="100-299",
            place="東京都",
        ),
        "concept": "community",
        "purposes": ("retention",),
        "community": ShownCommunity(
            name="みほん食卓会",
            type="fan",
            stage="growing",
            member_traits=("parents",),
            operation=(("agency", "2022-06", ()),),
        ),
        "adoption": Adoption(
            client_team=ClientTeam(people=2, hours_per_week=5.0, concurrent=True),
            timeline=Timeline(considered="2022-01", contracted="2022-04", first_result="2022-12"),
            contact="#cm-food",
        ),
        "challenge": Body(text="解約が**続いて**いました。値引きでは止まりません。"),
        "approach": Body(text="- 一つ目\n- 二つ目\n\n会員どうしが[教え合う](x.md)場を作りました。"),
        "outcome": Body(text="解約率が半分になりました。"),
        "conditions": ("返事をする担当者がいる",),
        "setbacks": ("お題が売り込みに見えた",),
        "figures": (churn(),),
        "quotes": (ShownQuote(speaker="client", role="課長", text="台所が見えました。", rewarded=False),),
        "talk_track": ("社内の言い方",),
        "objections": (("問いです", "答えです"),),
        "permission": Permission(
            lines=("社名：口頭のみ可",), granted={"web": ("alias",)}, valid_until=date(2027, 3, 31), status="granted"
        ),
        "review": Review(owner="team", verified_on=date(2026, 9, 1), every_months=6),
        "published_on": date(2025, 4, 1),
        "updated_on": date(2026, 9, number % 28 + 1),
    }
    return ShownCase(**{**known, **rest})


def view(cases: Sequence[ShownCase], audience: str = "sales", only_editors: Mapping[str, str] | None = None) -> View:
    """A View of ``cases`` for one circle."""
    return View(
        audience=audience,
        audiences=AUDIENCES,
        use="web" if audience == "public" else "internal",
        as_of=date(2026, 11, 20),
        catalogues=CATALOGUES,
        cases=tuple(cases),
        only_editors=only_editors or {},
    )


def desk(
    cases: Sequence[ShownCase],
    audience: str = "sales",
    *,
    handed_out: Sequence[ShownCase] = (),
    only_editors: Mapping[str, str] | None = None,
) -> Desk:
    """A desk; ``handed_out`` are the cases of the View of use ``proposal``."""
    seen = view(cases, audience, only_editors)
    return Desk(view=seen, proposal=view(handed_out, audience), web=seen, site_name="見本", zone=ZoneInfo("Asia/Tokyo"))

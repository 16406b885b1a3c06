"""Does a playbook work again? Counts of what was reached and missed, every case a dot, setbacks beside successes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.derived import ENOUGH
from generator.model.knowledge import Playbook
from generator.plan.again import again
from generator.view import Client

from .shelf import case, churn, view

PLAYBOOK = Playbook(
    id="welcome", file="content/playbooks/welcome.md", audience="public", title="迎える一週間", kpis=("post_count",)
)


def used(number: int, result: str = "reached", **rest: Any) -> Any:
    """A case that used the playbook."""
    change = {"reached": -0.5, "partly": -0.2, "missed": 0.1, "": -0.3}[result]
    known: dict[str, Any] = {"playbooks": ("welcome",), "figures": (churn(change, result=result),)}
    return case(number, **{**known, **rest})


def block(*cases: Any, **more: Any) -> Any:
    """The first block of the playbook."""
    found: Any = again(PLAYBOOK, view(cases, **more))
    return found[0]


def test_a_playbook_without_cases_says_nothing() -> None:
    assert again(PLAYBOOK, view([case(1)])) == []


def test_the_caution_and_the_counts() -> None:
    found = block(used(1), used(2), used(3, "partly"), used(4, "missed"), used(5, ""), case(6))
    assert found["note"].startswith("掲載事例のみの集計です。")
    assert found["sentence"] == (
        "この進め方を使った掲載事例は 5 件です。"
        "目標に対して、達成が 2 件、一部達成が 1 件、未達が 1 件、目標の記録がないものが 1 件です。"
    )
    assert "目標の記録なし" in found["tally_html"]
    assert "0件" in block(used(1))["tally_html"], "that none failed is said, not left out"


@settings(deadline=None)
@given(st.lists(st.sampled_from(["reached", "partly", "missed", ""]), min_size=1, max_size=30))
def test_tables_add_up_to_all_cases(results: list[str]) -> None:
    segments = ("food", "retail")
    cases = [
        used(n, result, client=Client(label="x", segment=segments[n % 2], employees="100-299"))
        for n, result in enumerate(results, 1)
    ]
    counts = Counter(results)
    for table in block(*cases)["tables"]:
        sums = [sum(int(row["cells"][at]) for row in table["rows"]) for at in range(5)]
        assert sums == [len(results), counts["reached"], counts["partly"], counts["missed"], counts[""]]


def test_one_kind_alone_is_no_table() -> None:
    assert block(used(1), used(2))["tables"] == []


def test_samples_have_a_block_of_their_own() -> None:
    found: Any = again(PLAYBOOK, view([used(1), used(2, "missed", sample=True), used(3, "missed", sample=True)]))
    assert [one["sample"] for one in found] == [False, True]
    assert "1 件です" in found[0]["sentence"] and "未達が 2 件" in found[1]["sentence"]
    assert "case-0002" not in found[0]["chart_html"] and "case-0001" not in found[1]["chart_html"]


def test_every_case_is_a_dot_and_a_row_says_the_same() -> None:
    found = block(used(1), used(2, "missed"), used(3, "partly"))
    assert found["chart_html"].count('<a href="../../cases/') == 3
    assert found["changes"] == "点は 3 個で、2 個がよい変化（破線より右）です。"
    row = found["kpis"][0]
    assert (row["url"], row["n"], row["better"], row["median"]) == ("kpis/churn-rate/", "3", "2", "")
    assert row["each"] == "50%減、10%増、20%減"


def test_a_median_and_a_range_need_ten() -> None:
    nine = [used(n, figures=(churn(-n / 100),)) for n in range(1, ENOUGH)]
    few, enough = block(*nine)["kpis"][0], block(*nine, used(99, figures=(churn(0.5),)))
    assert few["median"] == few["range"] == "" and "cb-chart__median" not in block(*nine)["chart_html"]
    row = enough["kpis"][0]
    assert (row["median"], row["range"], row["each"]) == ("4.5%減", "9%減〜50%増", "")
    assert "cb-chart__median" in enough["chart_html"]


def test_the_playbooks_own_measures_come_first() -> None:
    posts = churn(0.4, kpi="post_count")
    found = block(used(1), used(2), used(3, figures=(posts,)))
    assert [row["title"] for row in found["kpis"]] == ["投稿数", "解約率"]


def test_setbacks_stand_beside_successes_and_what_fell_short_is_always_told() -> None:
    many = [used(n) for n in range(1, 20)] + [used(50, "missed", setbacks=("返信が減った",))]
    found = block(*many)
    assert len(found["cases"]) == 8 and found["more"].startswith("ほか 12 件")
    last = found["cases"][-1]
    assert (last["url"], last["result"], last["setbacks"]) == ("cases/case-0050/", "目標：未達", ["返信が減った"])
    assert all(told["note"].endswith("効果を保証するものではありません。") for told in found["cases"])


def test_a_case_with_targets_of_both_kinds_reached_them_in_part() -> None:
    both = used(1, figures=(churn(-0.5, result="reached"), churn(0.1, kpi="post_count", result="missed")))
    assert "一部達成が 1 件" in block(both)["sentence"]


def test_what_editors_alone_see_is_not_counted() -> None:
    found = block(used(1), used(2), only_editors={"cases/case-0002": "期限切れ"})
    assert "掲載事例は 1 件" in found["sentence"]

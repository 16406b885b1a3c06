"""Content folder → Library: defaults and a site's own entries, keys or labels, and every file with its place."""

from __future__ import annotations

from generator.config import read_config
from generator.load import Loaded, load

from ..bad.base import ARTICLE, ARTICLE_FILE, CASE, CASE_FILE, ORG, ORG_FILE
from ..conftest import Site
from ..folders import CONFIG, Content


def read(site: Site, files: dict[str, Content]) -> Loaded:
    """What lies in a site folder."""
    config, _ = read_config(site(files) / CONFIG)
    assert config is not None
    return load(config)


def test_an_empty_site(site: Site) -> None:
    loaded = read(site, {})
    assert (list(loaded.library), loaded.problems) == ([], ())
    assert "churn_rate" in loaded.library.catalogues.kpis
    assert "food" in loaded.library.catalogues.segments


def test_documents_by_collection_and_id(site: Site) -> None:
    loaded = read(site, {CASE_FILE: CASE, ORG_FILE: ORG, ARTICLE_FILE: ARTICLE, "content/cases/case-0000.yml": CASE})
    assert loaded.problems == ()
    found = [(collection, document.id) for collection, document in loaded.library]
    assert found == [
        ("organizations", "org-0001"),
        ("cases", "case-0000"),
        ("cases", "case-0001"),
        ("articles", "reply"),
    ]
    assert loaded.library.articles["reply"].category == "operation"
    assert loaded.library.articles["reply"].body.lines[0] == 5


def test_keys_and_labels_mean_the_same(site: Site) -> None:
    label = CASE.replace("[retention]", "継続・解約防止") + "status: 公開\nconcept: コミュニティマネジメント\n"
    org = ORG.replace("segment: food", "segment: 食品・飲料") + "employees: 1,000〜4,999人\n"
    library = read(site, {CASE_FILE: label, ORG_FILE: org}).library
    case, client = library.cases["case-0001"], library.organizations["org-0001"]
    assert (case.purposes, case.status, case.concept) == (("retention",), "published", "community")
    assert (client.segment, client.employees) == ("food", "1000-4999")


def test_a_site_adds_to_the_defaults_and_overrides_by_key(site: Site) -> None:
    loaded = read(
        site,
        {
            "content/kpis.yml": "churn_rate: {name: やめた割合, unit: '%'}\nsmiles: {name: 笑顔, unit: 回}\n",
            "content/taxonomy.yml": "segments:\n  cafe: {label: 喫茶店}\n",
            "content/synonyms.yml": "- [喫茶店, カフェ]\n- {from: 珈琲, to: コーヒー, weight: 0.5}\n",
        },
    )
    assert loaded.problems == ()
    catalogues = loaded.library.catalogues
    assert catalogues.kpis["churn_rate"].name == "やめた割合"
    assert {"smiles", "ltv"} <= set(catalogues.kpis)
    assert {"cafe", "food"} <= set(catalogues.segments)
    assert ("喫茶店", "カフェ") in catalogues.groups
    assert catalogues.directed[-1].to == ("コーヒー",)


def test_one_value_is_a_list_of_one_and_nulls_are_absent(site: Site) -> None:
    case = read(site, {ORG_FILE: ORG, CASE_FILE: CASE + "tags: 食品\nrelated:\nadoption: ~\n"}).library.cases[
        "case-0001"
    ]
    assert (case.tags, case.related, case.adoption) == (("食品",), (), None)


def test_what_the_model_lacks_is_kept_under_extra(site: Site) -> None:
    case = read(site, {ORG_FILE: ORG, CASE_FILE: CASE + "extra: {担当: [佐藤, null]}\n"}).library.cases["case-0001"]
    assert case.extra == {"担当": ["佐藤", None]}


def test_a_document_with_errors_is_none(site: Site) -> None:
    loaded = read(site, {ORG_FILE: ORG, CASE_FILE: CASE + "title: 二つめ\n"})
    assert (loaded.library.cases, [problem.code for problem in loaded.problems]) == ({}, ["duplicate-key"])


def test_images_lie_beside_texts(site: Site) -> None:
    loaded = read(site, {"content/articles/operation/flow.png": b"x", "content/images/a.SVG": b"<svg/>"})
    assert sorted(loaded.images) == ["articles/operation/flow.png", "images/a.SVG"]
    assert loaded.problems == ()


def test_texts_in_yaml_know_their_lines(site: Site) -> None:
    text = CASE + "challenge: |\n  一\n\n  二\noutcome: 三\n"
    case = read(site, {ORG_FILE: ORG, CASE_FILE: text}).library.cases["case-0001"]
    assert [str(case.challenge.place(n)) for n in (0, 2)] == [f"{CASE_FILE}:8:3", f"{CASE_FILE}:10:3"]
    assert str(case.outcome.place(0)) == f"{CASE_FILE}:11:10"

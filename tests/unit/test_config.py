"""``site_config.yml`` → a frozen ``SiteConfig``: defaults, circles, and where each site goes."""

from __future__ import annotations

import pytest

from generator.config import AUDIENCES, SiteConfig, read_config

from ..conftest import Site
from ..folders import CONFIG


def config(site: Site, lines: str = "") -> SiteConfig:
    """The configuration made of a name and ``lines``."""
    found, problems = read_config(site({CONFIG: f"site_name: 見本\n{lines}"}) / CONFIG)
    assert problems == []
    assert found is not None
    return found


def test_a_name_is_enough(site: Site) -> None:
    found = config(site)
    assert (found.site_name, found.audiences, found.default_audience) == ("見本", AUDIENCES, "sales")
    assert (found.content_dir, found.output_dir, found.samples, found.schema) == ("content", "site", "auto", 1)
    assert found.content == found.root / "content"


@pytest.mark.parametrize(
    ("lines", "default"),
    [
        ("", "sales"),
        ("default_audience: public\n", "public"),
        ("audiences: [all]\n", "all"),
        ("audiences: all\n", "all"),
        ("audiences: [outside, inside]\n", "outside"),
    ],
)
def test_default_audience(site: Site, lines: str, default: str) -> None:
    assert config(site, lines).default_audience == default


def test_each_circle_has_a_folder_of_its_own(site: Site) -> None:
    found = config(site, "sites:\n  public: {output_dir: out/public}\n")
    folders = {name: found.output_for(name).relative_to(found.root).as_posix() for name in AUDIENCES}
    assert folders == {
        "public": "out/public",
        "marketing": "site-marketing",
        "sales": "site",
        "editors": "site-editors",
    }


def test_addresses_and_names_by_circle(site: Site) -> None:
    found = config(
        site,
        "site_url: https://in.example/a\nsites:\n  public: {site_url: https://out.example/, site_name: 事例集}\n",
    )
    assert [found.url_for(name) for name in AUDIENCES] == ["https://out.example/", "", "https://in.example/a/", ""]
    assert (found.name_for("public"), found.name_for("sales")) == ("事例集", "見本")


def test_targets_have_a_place_and_a_circle(site: Site) -> None:
    lines = (
        "publish:\n  web: {to: 'r2:b/x', audience: public}\n  in: {to: ../www, audience: sales, layout: GitLab Pages}\n"
    )
    found = config(site, lines).publish
    assert [(name, each.to, each.audience, each.layout) for name, each in found.items()] == [
        ("web", "r2:b/x", "public", "plain"),
        ("in", "../www", "sales", "gitlab-pages"),
    ]
    assert config(site).publish == {}


def test_extensions_are_plain_data(site: Site) -> None:
    found = config(site, "markdown_extensions:\n  - tables\n  - toc: {toc_depth: '3'}\n  - footnotes:\n")
    assert found.markdown_extensions == (("tables", {}), ("toc", {"toc_depth": "3"}), ("footnotes", {}))


@pytest.mark.parametrize("theme", ["casebook", "{name: casebook, logo: logo.svg}"])
def test_theme(site: Site, theme: str) -> None:
    assert config(site, f"theme: {theme}\n").theme["name"] == "casebook"


def test_nothing_is_read_where_there_are_errors(site: Site) -> None:
    found, problems = read_config(site({CONFIG: "site_name: 見本\nsamples: maybe\nlanguage: fr\n"}) / CONFIG)
    assert found is None
    assert [problem.code for problem in problems] == ["unknown-value", "unknown-value"]

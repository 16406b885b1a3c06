"""Random edits to a site that is built again after each: from what was kept, and anew. Both must be the same.

Texts, titles, figures, new files, renamed and deleted ones, the configuration, a template, and the clock. A site that
has become wrong is refused by both, and what stood there stays. A text that is shown before the build (``retouch``)
must be the page that the build then makes.
"""

from __future__ import annotations

import random
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from unittest import mock

from platformdirs import user_cache_path

from generator import material, standing, theme_assets
from generator.build import Outcome, build
from generator.config import SiteConfig, read_config
from generator.order import Order
from generator.retouch import Retoucher

from ..folders import write_site
from .sowing import sow
from .trial import AS_OF, Check, bytes_of, differing

_CIRCLES = ("public", "sales", "editors")
_EDITS = 4
"""Edits in a sequence; after each the site is built twice."""
_SENTENCES = (
    "当番を二人にしました。",
    "[一覧](../../articles/)を見ます。",
    "## 書き足した見出し",
    "**数字**は月ごとに見ます。",
)


def trials(count: int, seed: int) -> Iterator[str]:
    """One sequence of edits a trial, each over another site."""
    for number in range(count):
        with tempfile.TemporaryDirectory(prefix="casebook-edits-") as folder, _own_theme(Path(folder)) as theme:
            fault = _Sequence(Path(folder), theme, seed * 1000 + number).fault()
            yield f"sequence {seed * 1000 + number}: {fault}" if fault else ""


@contextmanager
def _own_theme(folder: Path) -> Iterator[Path]:
    """A copy of the theme that may be changed."""
    theme = folder / "theme"
    shutil.copytree(theme_assets.default_dir(), theme)
    with mock.patch.object(theme_assets, "default_dir", lambda: theme):
        yield theme


@dataclass(slots=True)
class _Sequence:
    folder: Path
    theme: Path
    seed: int
    rng: random.Random = field(init=False)
    day: date = AS_OF
    last: tuple[SiteConfig, Outcome] | None = None
    edited: Path | None = None
    """The file whose text alone the last edit changed."""

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)
        write_site(self.folder / "source", sow(self.seed % 50).files())

    @property
    def root(self) -> Path:
        return self.folder / "source"

    def fault(self) -> str:
        """What went wrong after which edit; "" where nothing did."""
        circle = self.rng.choice(_CIRCLES)
        done: list[str] = []
        for edit in (None, *self.rng.sample(_KINDS, k=_EDITS)):
            self.edited = None
            if edit is not None:
                done.append(edit.__name__.strip("_"))
                edit(self)
            if found := self._compared(circle):
                return f"{circle}, after {', '.join(done) or 'nothing'}: {found}"
        return ""

    def _compared(self, circle: str) -> str:
        shown = self._retouched()
        kept, anew = self.folder / "kept", self.folder / "anew"
        before = bytes_of(kept)
        outcome = self._built(circle, kept, remembers=True)
        clean = self._built(circle, anew, remembers=False)
        if outcome is None:  # nothing had changed
            return differing(bytes_of(kept), bytes_of(anew)) if clean and clean.release else "called unchanged"
        assert clean is not None
        if [str(problem) for problem in outcome.problems] != [str(problem) for problem in clean.problems]:
            return "it said something else"
        if outcome.release is None:
            return differing(bytes_of(kept), before)
        if found := differing(bytes_of(kept), bytes_of(anew)):
            return found
        return ", ".join(name for name, data in shown.items() if (kept / name).read_bytes() != data)

    def _built(self, circle: str, output: Path, *, remembers: bool) -> Outcome | None:
        """Build, as the command does; None where the site stands there already."""
        config, problems = read_config(self.root / "site_config.yml")
        assert config is not None, problems
        made_from = f"{standing.origin(config, circle, self.day, strict=False)}{material.digest(self.theme)}"
        if remembers and standing.standing(config, circle, output, made_from):
            return None
        order = Order(
            config=config,
            audience=circle,
            output=output,
            as_of=self.day,
            jobs=1,
            use_cache=remembers,
            shared=user_cache_path("casebook"),
            origin=made_from if remembers else None,
        )
        outcome = build(order)
        if remembers and outcome.made is not None:
            self.last = (replace(config, site_url="", sites={}), outcome)
        return outcome

    def _retouched(self) -> dict[str, bytes]:
        """The pages as they are shown before the build that follows."""
        if self.edited is None or self.last is None:
            return {}
        config, outcome = self.last
        assert outcome.made is not None
        found = Retoucher(config, outcome.made).retouch(self.edited)
        return dict(found.pages) if found else {}

    # -- edits -------------------------------------------------------------------------------------------------------

    def any_of(self, *patterns: str) -> Path:
        """A content file at random."""
        found = [path for pattern in patterns for path in sorted((self.root / "content").glob(pattern))]
        return self.rng.choice(found)

    def change(self, path: Path, pattern: str, to: str) -> None:
        """Replace the first place in a file where ``pattern`` fits."""
        text = path.read_text("utf-8")
        path.write_text(re.sub(pattern, to, text, count=1, flags=re.MULTILINE), "utf-8")


def _text(site: _Sequence) -> None:
    path = site.any_of("**/*.md")
    path.write_text(path.read_text("utf-8") + f"\n{site.rng.choice(_SENTENCES)}\n", "utf-8")
    site.edited = path


def _text_of_a_case(site: _Sequence) -> None:
    site.change(site.any_of("cases/*.yml"), "。", "。ことばを足しました。")


def _title(site: _Sequence) -> None:
    site.change(site.any_of("**/*.md", "cases/*.yml"), "^title: .*$", f"title: 改めた題 {site.rng.randint(1, 99)}")


def _figure(site: _Sequence) -> None:
    site.change(site.any_of("cases/*.yml"), r"value: [\d.]+", f"value: {site.rng.randint(30, 60)}")


def _new(site: _Sequence) -> None:
    path = site.root / "content" / "articles" / "basics" / f"new-{site.rng.randint(1, 99)}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    circle = site.rng.choice(("public", "sales"))
    path.write_text(f"---\ntitle: 新しい記事\naudience: {circle}\n---\n\n{site.rng.choice(_SENTENCES)}\n", "utf-8")


def _renamed(site: _Sequence) -> None:
    path = site.any_of("**/*.md", "glossary/*.yml")
    path.rename(path.with_name(f"renamed-{site.rng.randint(1, 99)}{path.suffix}"))


def _deleted(site: _Sequence) -> None:
    site.any_of("**/*.md", "glossary/*.yml", "cases/*.yml", "phrases/*.yml").unlink()


def _circle(site: _Sequence) -> None:
    site.change(site.any_of("**/*.md"), "^audience: .*$", f"audience: {site.rng.choice(('public', 'sales', 'editor'))}")


def _configured(site: _Sequence) -> None:
    site.change(site.root / "site_config.yml", "^site_name: .*$", f"site_name: 試し{site.rng.randint(1, 99)}")


def _template(site: _Sequence) -> None:
    path = site.theme / site.rng.choice(("article.html", "case.html", "partials/footer.html", "main.html"))
    path.write_text(path.read_text("utf-8") + f"{{# {site.rng.random()} #}}", "utf-8")
    style = site.theme / "assets" / "css" / "pages.css"
    style.write_text(style.read_text("utf-8") + f"\n.cb-{site.rng.randint(1, 9)}x {{ order: 1; }}\n", "utf-8")


def _clock(site: _Sequence) -> None:
    site.day += timedelta(days=site.rng.choice((1, 40, 400, 4000)))


def _nothing(site: _Sequence) -> None:
    """Nothing at all: then nothing may be made."""


_KINDS: tuple[Callable[[_Sequence], None], ...] = (
    *(_text, _text, _text_of_a_case, _title, _figure, _new, _renamed),
    *(_deleted, _circle, _configured, _template, _clock, _nothing),
)

CHECK = Check(name="edits", wanted=200, trials=trials)

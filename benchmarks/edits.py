"""Edits as a writer makes them, and how a built site shows that it took one in.

Each edit draws its place and its words by a seed, so each round has another. A state that is timed without its edit
being in the site is no figure but an error.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .corpus import Corpus
from .sentences import OBJECTS
from .tools import PROGRAM, Tool

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile("|".join(OBJECTS))
_AFTER = re.compile(r"(?<=after: \{value: )\d+")
_MAIN = re.compile(r'id="main"(?: data-edition="\w+")?')
_DESCRIPTION = re.compile(r"^site_description: .*\n", re.MULTILINE)


class Unseen(Exception):
    """A site that does not show an edit, or showed it before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What a page says after an edit, and did not say before."""

    page: Path
    text: str

    def shown(self) -> bool:
        """Whether the page of the built site says it."""
        return self.page.is_file() and shows(self.page.read_text("utf-8"), self.text)

    def expect(self, shown: bool) -> None:
        """Raises Unseen where a build did nothing, or an edit changes nothing."""
        if self.shown() is not shown:
            raise Unseen(f"{self.page.name} of {self.page.parent.name} {'lacks' if shown else 'has'} 「{self.text}」")


def shows(html: str, text: str) -> bool:
    """Whether a page has a text, be it across tags, or within one."""
    return text in html or text in _TAG.sub("", html)


Edit = Callable[[Tool, Path, Corpus, random.Random], Sign]
"""Changes a file of a project; returns what its site must show then."""


def article(corpus: Corpus, rng: random.Random) -> str:
    """The place of one of the articles."""
    return rng.choice(corpus.article_places())


def word(tool: Tool, project: Path, corpus: Corpus, rng: random.Random) -> Sign:
    """One word of one article becomes another, which may be new to the site."""
    return word_of(article(corpus, rng), tool, project, corpus, rng)


def word_of(place: str, tool: Tool, project: Path, corpus: Corpus, rng: random.Random) -> Sign:
    """The same for an article that is chosen."""
    file = project / tool.source(place)
    text = file.read_text("utf-8")
    front = text.index("\n---\n")
    found = rng.choice(list(_WORD.finditer(text, front)))
    new = "".join(noun.word for noun in corpus.speech.some(rng, 2))
    file.write_text(text[: found.start()] + new + text[found.end() :], "utf-8")
    return Sign(page=project / tool.page(place), text=new)


def metric(tool: Tool, project: Path, corpus: Corpus, rng: random.Random) -> Sign:
    """The figure of one case becomes another, of four digits, such as no case has."""
    place = f"cases/case-{rng.randint(1, corpus.cases):04}"
    value = rng.randint(1_000, 9_999)
    _replace(project / tool.source(place), _AFTER, str(value))
    return Sign(page=project / tool.page(place), text=f"{value:,}")


def template(tool: Tool, project: Path, corpus: Corpus, rng: random.Random) -> Sign:
    """The template that every page is made by gets another attribute."""
    edition = f"e{rng.randrange(10**9)}"
    file = project.parent / PROGRAM / "themes" / "casebook" / "main.html"
    _replace(file, _MAIN, f'id="main" data-edition="{edition}"')
    return Sign(page=project / tool.page(article(corpus, rng)), text=f'data-edition="{edition}"')


def config(tool: Tool, project: Path, corpus: Corpus, rng: random.Random) -> Sign:
    """The site gets another description."""
    text = "".join(noun.word for noun in corpus.speech.some(rng, 3))
    file = project / "site_config.yml"
    file.write_text(_DESCRIPTION.sub("", file.read_text("utf-8")) + f"site_description: {text}\n", "utf-8")
    return Sign(page=project / "site" / "index.html", text=text)


def _replace(file: Path, pattern: re.Pattern[str], new: str) -> None:
    text, count = pattern.subn(new, file.read_text("utf-8"), count=1)
    if not count:
        raise Unseen(f"{file.name} has no place for the edit")
    file.write_text(text, "utf-8")

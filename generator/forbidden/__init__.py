"""What a circle may not see, as strings: from the Library and the policy alone, never from a View.

The check after the build searches the finished bytes for them, so that a broken gate is still caught. Shares nothing
with ``audience`` but the rules written down in ``docs/design/2026-11-20-audience.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from ..check import Forbidden, Secrets, Watch, Where
from ..model import vocabulary
from ..model.library import Library
from ..model.organization import Organization
from .details import details, subjects
from .policy import Policy
from .remembered import folded
from .strings import Strings, of_pictures
from .values import shown_texts

__all__ = ["Policy", "forbidden", "watch"]

OUTWARD = frozenset({"web", "seminar", "proposal"})
"""What leaves the building, whichever site it lies in."""
_FED = ("cases", "stories", "articles", "playbooks", "seminars")
"""Sections with a feed of what everybody may read."""
_ALWAYS = frozenset({"name", "id", "asset", "record"})
"""Kinds that no text of another document makes harmless."""


def forbidden(
    library: Library,
    audience: str,
    audiences: Sequence[str],
    as_of: date,
    *,
    use: str = "",
    is_word: Callable[[str], bool],
    images: Iterable[str] = (),
    content_dir: str = "content",
    own_words: Iterable[str] = (),
) -> Secrets:
    """All that must not stand in what ``audience`` reads, each with what it is and where it comes from.

    ``use`` is what the pages leave the building for, "" for those that stay inside. A text that a document of this
    circle states itself, or that stands in ``own_words`` (what the site's own chrome says), is not forbidden.
    ``is_word`` tells whether a text is one word of the dictionary."""
    policy = Policy(library, audience, tuple(audiences), as_of, use)
    strings = tuple(Strings(policy, is_word))
    images = tuple(images)
    if images or any(each.source.what not in _ALWAYS for each in strings):
        shown = tuple(_shown(policy))
        strings = tuple(_unsaid(strings, (*shown, *own_words)))
        known = (*shown, *(document.id for _, document in library if not policy.hidden(document)))
        strings += tuple(of_pictures(images, content_dir, "\n".join(known).casefold()))
    blurred = tuple(details(policy))
    return Secrets.of(
        _once(strings), blurred, subjects(library, (each.case for each in blurred)), _covers(policy, strings)
    )


def watch(library: Library, audience: str, audiences: Sequence[str], secrets: Callable[[str, str], Secrets]) -> Watch:
    """What each file of the site of ``audience`` must not say; ``secrets`` makes those of a circle and a use."""
    make = cache(secrets)
    widest = audiences[0]
    outward = {f"cases/{case}/onepager": make(audience, "proposal") for case in library.cases if audience != widest}
    for seminar in library.seminars.values():
        if seminar.audience in audiences:
            use = seminar.shown_to if seminar.shown_to in OUTWARD else "seminar"
            outward |= {f"seminars/{seminar.id}/{part}": make(seminar.audience, use) for part in ("slides", "handout")}
    if audience != widest:
        feeds = ("feed.xml", *(f"{section}/feed.xml" for section in _FED))
        outward |= dict.fromkeys((*feeds, "marketing/texts"), make(widest, "web"))
    return Watch(site=make(audience, "web" if audience == widest else ""), outward=outward)


def _shown(policy: Policy) -> Iterator[str]:
    """Every text that this circle may read, and the words of the lists."""
    for _, document in policy.library:
        if not isinstance(document, Organization) and not policy.hidden(document):
            yield from shown_texts(document, policy)
    lists = policy.library.catalogues
    for kpi in lists.kpis.values():
        yield from filter(None, (kpi.name, kpi.definition, kpi.denominator, kpi.source, kpi.how, *kpi.cautions))
    for entries in (lists.segments, lists.traits, lists.categories):
        yield from (entry.label for entry in entries.values())
    yield from filter(None, (category.description for category in lists.categories.values()))
    for each in vars(vocabulary).values():
        if isinstance(each, vocabulary.Vocabulary):
            yield from (text for word in each.words for text in (word.label, word.meaning) if text)


def _unsaid(strings: Sequence[Forbidden], shown: Sequence[str]) -> Iterator[Forbidden]:
    """Those of ``strings`` that no text of ``shown`` holds."""
    forms = list({each.form for each in strings if each.source.what not in _ALWAYS})
    said: set[str] = set()
    if forms:
        automaton = AhoCorasick(forms, matchkind=MatchKind.Standard)
        for text in map(folded, shown):
            said.update(forms[index] for index, _, _ in automaton.find_matches_as_indexes(text, overlapping=True))
    yield from (each for each in strings if each.source.what in _ALWAYS or each.form not in said)


def _once(strings: Sequence[Forbidden]) -> Iterator[Forbidden]:
    """Each form once: a page that says it is told of once, not for every place in the sources that says it too."""
    found: dict[tuple[str, Where], Forbidden] = {}
    for each in strings:
        found.setdefault((each.form, each.where), each)
    yield from found.values()


def _covers(policy: Policy, strings: Sequence[Forbidden]) -> Iterator[str]:
    """Names that the circle knows and that hold a forbidden form: 「みどり保険」 in 「みどり保険サービス」."""
    forms = {each.form for each in strings if each.source.what == "name"}
    for client in policy.library.organizations.values():
        known = (*client.names, client.alias) if policy.may_name(client) else (client.alias,)
        for name in known:
            form = folded(name)
            if form not in forms and any(each in form for each in forms):
                yield form

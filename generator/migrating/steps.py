"""The steps from form to form, each a list of changes of words or keys with its reason.

A change leaves alone what is written in its own form or in a later one. None decides who may read something: what
became doubtful is an author's to say again (``docs/design/2026-11-21-migrating.md``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ..strict_yaml import Listing, Node, Scalar, Table
from .edits import Edit

Nodes: TypeAlias = Mapping[str, Node]
"""What files hold, by their path below the content folder: those that hold the mark of a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is written otherwise. ``mark`` stands in every file that it concerns; ``reason`` is a sentence."""

    mark: str
    reason: str
    edits: Callable[[Nodes], Iterable[Edit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The changes that lead to one form from the one before."""

    to: int
    changes: tuple[Change, ...]


def _values(node: Node | None) -> Iterator[Scalar]:
    """The values of a list; one value stands for a list of one."""
    if isinstance(node, Listing):
        yield from (item for item in node.items if isinstance(item, Scalar))
    elif isinstance(node, Scalar):
        yield node


def _under(node: Node | None, *path: str) -> Node | None:
    """What stands below ``node`` at ``path``; None where nothing does."""
    for name in path:
        node = node.get(name) if isinstance(node, Table) else None
    return node


def _renamed_trait(old: str, new: str) -> Callable[[Nodes], Iterator[Edit]]:
    """Members' traits called ``new``, except where the site has a trait of its own that is called ``old``."""

    def edits(nodes: Nodes) -> Iterator[Edit]:
        if _under(nodes.get("taxonomy.yml"), "traits", old) is not None:
            return
        for path, node in nodes.items():
            for value in _values(_under(node, "community", "member_traits")) if path.startswith("cases/") else ():
                if value.text == old:
                    yield Edit(path=path, place=value.place, old=old, new=new)

    return edits


STEPS = (
    Step(
        to=1,
        changes=(
            Change(
                mark="professionals",
                reason="会員の特徴「professionals」（専門職）は、「experts」になりました。",
                edits=_renamed_trait("professionals", "experts"),
            ),
        ),
    ),
)
"""All steps, the first form to the last."""

"""May a finished site be shown today? Its bytes are held against the content, the day and the rules as they are now.

The same for a site that was just built and for an earlier release that is to be put back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from . import audience as gate
from .assets import publish_images
from .auditing import audit
from .build import read_problems
from .circles import open_desk
from .load import Loaded, load
from .model.document import Document
from .order import Order
from .plan import plan
from .problems import Place, Problem, error, has_errors
from .view import View
from .workshop import Progress

_PAGE = re.compile(r"(?:(cases|stories|playbooks|seminars|glossary)|articles/[^/]+)/([^/]+)/index\.html")
"""The page of one document."""
_OF_A_CASE = re.compile(r"cases/[^/]+/(?:onepager/)?index\.html")
_PICTURE = re.compile(rb"assets/media/[0-9a-f]{16}\.\w+")
_LEADS_ON = b'http-equiv="refresh"'
"""A page that says no more than where another one is."""
_ANEW = "この版は公開できません。casebook build で作り直したサイトを公開してください。"


def forbids(order: Order, files: frozenset[str], on_progress: Progress) -> list[Problem]:
    """Why the site in ``order.output``, whose paths are ``files``, may not be shown; empty where it may."""
    if not order.config.content.is_dir():
        return [_unknown(order)]
    loaded = load(order.config)
    found = [problem for problem in read_problems(order.config, loaded) if problem.is_error]
    if has_errors(found):
        return found
    found = [*audit(order, loaded, on_progress).problems, *_not_shown(order, loaded, files)]
    return [*found, *_pictures_not_shown(order, loaded, files)]


def _unknown(order: Order) -> Problem:
    message = "原稿のフォルダーがないため、いま見せてよいものかを確かめられません。"
    hint = "原稿のあるところで実行してください。"
    return error("no-content", Place(file=order.config.content_dir), message, hint)


def _not_shown(order: Order, loaded: Loaded, files: frozenset[str]) -> Iterator[Problem]:
    """Pages of documents that this circle does not have today: withdrawn, held, expired, narrowed, or gone."""
    shown = _documents(_view(order, loaded))
    for path in sorted(files):
        page = _PAGE.fullmatch(path)
        if page and (page[1] or "articles", page[2]) not in shown and not _leads_on(order.output / path):
            yield error(
                "not-shown-today",
                Place(file=path),
                "いまの原稿では、この範囲に見せないページです（取り下げ・掲載停止・期限・許諾・削除など）。",
                _ANEW,
            )


def _pictures_not_shown(order: Order, loaded: Loaded, files: frozenset[str]) -> Iterator[Problem]:
    """Pages of cases with a photograph or logo that the site would not have today: consent goes by the picture, and
    the leak check reads none."""
    pages = {path: _PICTURE.findall(_read(order.output / path)) for path in files if _OF_A_CASE.fullmatch(path)}
    if any(pages.values()):
        planned = plan(open_desk(order, loaded), order.config.nav)
        images, _ = publish_images(loaded.images, planned.pages, order.config.content_dir)
        for path, names in sorted(pages.items()):
            if not {name.decode() for name in names} <= images.files.keys():
                message = "いまのサイトでは使わない写真かロゴの載った事例のページです。"
                yield error("not-shown-today", Place(file=path), message, _ANEW)


def _view(order: Order, loaded: Loaded) -> View:
    """What the circle may see. Fictional content is no secret where it is hidden."""
    config = order.config
    use = gate.site_use(order.audience, config.audiences)
    return gate.view(loaded.library, order.audience, use, order.as_of, config.audiences, samples="show")


def _documents(view: View) -> set[tuple[str, str]]:
    """The documents of a circle that have pages of their own, by collection and id."""
    others: Mapping[str, Sequence[Document]] = {
        "stories": view.stories,
        "articles": view.articles,
        "playbooks": view.playbooks,
        "seminars": view.seminars,
        "glossary": view.terms,
    }
    cases = {("cases", case.id) for case in view.cases}
    return cases | {(name, document.id) for name, documents in others.items() for document in documents}


def _leads_on(file: Path) -> bool:
    return _LEADS_ON in _read(file)


def _read(file: Path) -> bytes:
    """The bytes of a page; none where it is missing, of which the audit tells."""
    try:
        return file.read_bytes()
    except OSError:
        return b""

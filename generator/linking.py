"""Links of finished fragments: to the page that a source file became, or away where this circle has no such page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from . import markup
from .assets import Images
from .links import page_candidates, resolve_path
from .markup import Fragment, Link, Picture
from .model.body import Body
from .plan.page import Json, Page
from .problems import Place, Problem, warning
from .urls import to_root


class Linker:
    """Knows every page of one site and the anchors of its bodies; ``public`` are those that outward pages link to."""

    def __init__(
        self,
        pages: Iterable[Page],
        fragments: Mapping[tuple[str, str], Fragment],
        images: Images,
        content_dir: str,
        public: Collection[str] = (),
    ) -> None:
        self._images = images
        self._public = public
        self._content = PurePosixPath(content_dir)
        self._anchors: dict[str, set[str]] = {}
        for page in pages:
            self.know(page, fragments)

    def know(self, page: Page, fragments: Mapping[tuple[str, str], Fragment]) -> None:
        """Learn a page, and the anchors of its bodies."""
        anchors = self._anchors.setdefault(page.url, set())
        for name in page.bodies:
            anchors.update(fragments[page.url, name].ids)
        if page.search:
            anchors.update(anchor for anchor, _, _ in page.search.texts if anchor)

    def resolve(self, page: Page, name: str, fragment: Fragment) -> tuple[str, list[Problem]]:
        """The HTML of one body with every link leading somewhere, and what was found broken in it.

        Links to files that make no page here are taken away without a word: ``validate`` has said what is wrong in
        the source, and what another circle has is not this one's business.
        """
        problems: list[Problem] = []
        body = page.bodies[name]
        folder = _folder_of(body.file, self._content)

        def to(link: Link) -> str | Picture | None:
            if link.image:
                return self._image(link, page, folder) if body.pictures else ""
            href = self._link(link, page, folder, body.pictures)
            if href is not None and href.endswith("#"):
                problems.append(
                    warning(
                        "broken-anchor",
                        _place(body, link),
                        f"リンク先「{link.target}」の見出しが見つかりません。",
                        "リンク先のページの見出しと、# の後の文字をそろえてください。",
                    )
                )
                return href[:-1] or None
            return href

        if not fragment.links:
            return fragment.html, problems
        return markup.resolve(fragment, to), problems

    def logo(self, page: Page) -> dict[str, Json] | None:
        """The logo of a page as its template prints it; None where there is none to show."""
        published = self._images.names.get(page.logo)
        if published is None:
            return None
        size = self._images.sizes[published]
        return {"url": published, "width": size.width, "height": size.height}

    def _image(self, link: Link, page: Page, folder: PurePosixPath) -> Picture | None:
        split = urlsplit(link.target)
        path = None if split.scheme or split.netloc else resolve_path(unquote(split.path), folder)
        published = self._images.names.get(str(path)) if path is not None else None
        size = self._images.sizes.get(published) if published else None
        if published is None or size is None:
            return None
        return Picture(url=to_root(page.url) + published, width=size.width, height=size.height)

    def _link(self, link: Link, page: Page, folder: PurePosixPath, pictures: bool) -> str | None:
        split = urlsplit(link.target)
        if split.scheme or split.netloc:
            return link.target
        url = page.url if not split.path else self._page_of(split.path, folder, page)
        if url is None:
            path = resolve_path(unquote(split.path), folder)
            published = self._images.names.get(str(path)) if path is not None else None
            return to_root(page.url) + published if published and pictures else None
        return self._address(url, unquote(split.fragment), split.query, page)

    def _address(self, url: str, anchor: str, query: str, page: Page) -> str:
        """The relative address; one that ends in ``#`` says that the anchor does not exist."""
        here = url == page.url
        path = "" if here else (to_root(page.url) + url or "./") + (f"?{query}" if query else "")
        if not anchor:
            return path or (f"?{query}" if query else "./")
        return f"{path}#{quote(anchor)}" if anchor in self._anchors[url] else f"{path}#"

    def _page_of(self, written: str, folder: PurePosixPath, page: Page) -> str | None:
        candidates = page_candidates(unquote(written), folder, page.url)
        return next((url for url in candidates if url in self._anchors and self._may_lead(page, url)), None)

    def _may_lead(self, page: Page, url: str) -> bool:
        return not page.outward or url == page.url or url in self._public


def _place(body: Body, link: Link) -> Place:
    """Where the target of a link is written; the start of its line where it is written in another form."""
    line = body.text.split("\n")[link.line] if link.line < body.text.count("\n") + 1 else ""
    column = line.find(link.target)
    return body.place(link.line, column + 1, len(link.target)) if column >= 0 else body.place(link.line)


def _folder_of(file: str, content: PurePosixPath) -> PurePosixPath:
    """The folder of a body inside the content folder; bodies name their files from the site folder."""
    return PurePosixPath(file).relative_to(content).parent if file else PurePosixPath()

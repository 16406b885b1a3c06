"""A finished page as a person would read it: its words, headings, lists and links, without the frame around them."""

from __future__ import annotations

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

_LINES = "address article aside blockquote details dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6"
_MORE = "header hr li main nav ol p pre section summary table tbody thead tr ul"
_BLOCKS = frozenset({*_LINES.split(), *_MORE.split()})
_SKIPPED = frozenset({"script", "style", "template", "svg", "form", "button", "input", "select", "wbr"})


def page_text(path: Path) -> str:
    """Title, robots and the page itself, one block a line."""
    tree = LexborHTMLParser(path.read_text("utf-8"))
    title = tree.css_first("title")
    robots = tree.css_first('meta[name="robots"]')
    body = tree.css_first("#main article") or tree.css_first("main") or tree.css_first("body")
    rows = [f"title: {title.text().strip() if title else ''}"]
    rows.append(f"robots: {robots.attributes.get('content') if robots else ''}")
    moved = tree.css_first('meta[http-equiv="refresh"]')
    if moved:
        rows.append(f"refresh: {moved.attributes.get('content')}")
    words = "".join(_words(body)) if body else ""
    lines = (re.sub(r"\s+", " ", line).strip() for line in words.split("\n"))
    text = "\n".join([*rows, "", *(line for line in lines if line)]) + "\n"
    return _unhashed(re.sub(r"^-\n", "- ", text, flags=re.MULTILINE))


def _unhashed(text: str) -> str:
    return re.sub(r"\b(?:[0-9a-f]{8}|[0-9a-f]{16}|(?<=\d-)[0-9a-f]{6}(?=\.gz))(?=[./])", "*", text)


def _words(node: LexborNode) -> list[str]:
    """The words below a node; blocks begin on a line of their own."""
    found: list[str] = []
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            found.append((child.text_content or "").replace("\n", " "))
        elif tag == "img":
            found.append(f"[{child.attributes.get('alt')}: {child.attributes.get('src')}]")
        elif tag in ("td", "th"):
            found += ["| ", *_words(child), " "]
        elif tag == "a" and child.attributes.get("href"):
            found += [*_words(child), f" <{child.attributes['href']}>"]
        elif tag == "pre":
            found.append("\n" + "\n".join(f"code: {row}" for row in child.text().rstrip("\n").split("\n")) + "\n")
        elif tag not in _SKIPPED:
            mark = "#" * int(tag[1]) + " " if re.fullmatch("h[1-6]", tag) else "- " if tag == "li" else ""
            edge = "\n" if tag in _BLOCKS else ""
            found += [edge, mark, *_words(child), edge]
    return found


def file_list(folder: Path) -> str:
    """Every file of a site but the theme's own; what is named by its bytes shows as its kind alone."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    own = (name for name in names if not name.startswith("assets/") or name.startswith("assets/media/"))
    return _unhashed("".join(f"{name}\n" for name in own))

"""The allow-list of HTML. Contributors are not trusted with HTML: what is not named here does not reach a page."""

from __future__ import annotations

import re

from .fragment import is_outside
from .tags import words

TAGS = words(
    "a abbr aside b bdi blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4"
    " h5 h6 hr i img input ins kbd label li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup"
    " table tbody td tfoot th thead time tr u ul var wbr"
)
GONE_WITH_CONTENT = words(
    "applet embed frameset iframe math noembed noframes noscript object script select style svg template textarea"
    " title xmp"
)
ATTRIBUTES = {
    "*": {"id", "class", "title", "lang", "dir"},
    "a": {"href", "role"},
    "img": {"src", "alt", "width", "height", "align"},
    "td": {"colspan", "rowspan", "style", "align"},
    "th": {"colspan", "rowspan", "style", "align", "scope"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "input": {"type", "checked", "disabled", "name"},
    "label": {"for"},
    "details": {"open"},
    "div": {"role"},
    "time": {"datetime"},
}
_ADMONITIONS = (
    "note abstract summary tldr info todo tip hint important success check done question help faq warning caution"
    " attention failure fail missing danger error bug example quote cite seealso"
)
_CLASSES = words(
    f"{_ADMONITIONS} admonition admonition-title inline end highlight highlighttable codehilite code linenodiv linenos"
    " normal filename hll err esc grid cards keys abbr toc toctitle footnote footnote-ref footnote-backref headerlink"
    " tabbed-set tabbed-alternate tabbed-labels tabbed-content tabbed-block task-list task-list-item task-list-control"
    " task-list-indicator align-left align-center align-right caption figure-prefix"
)
_CLASS = re.compile(r"[a-z]{1,2}\d?|language-[\w+#-]{1,30}|key-[a-z0-9-]{1,30}")
_STYLE = re.compile(r"text-align: (?:left|center|right);?")
_NUMBER = re.compile(r"\d{1,5}")
_ID = re.compile(r"[^\s<>\"'&\x00-\x1f\x7f]{1,500}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")
_ONE_OF = {
    "align": {"left", "center", "right"},
    "dir": {"ltr", "rtl", "auto"},
    "role": {"doc-noteref", "doc-backlink", "doc-endnotes"},
    "scope": {"row", "col", "rowgroup", "colgroup"},
}
_NUMBERS = frozenset({"width", "height", "colspan", "rowspan", "start", "value"})
_OPEN_SCHEMES = ("http:", "https:", "mailto:", "tel:")


def kept(tag: str, name: str, value: str) -> str | None:
    """The value that an attribute keeps; None drops the attribute."""
    if name == "class":
        return " ".join(each for each in value.split() if each in _CLASSES or _CLASS.fullmatch(each)) or None
    if name in ("href", "src"):
        return _address(value, image=name == "src")
    if name in ("id", "for", "name"):
        return value if _ID.fullmatch(value) else None
    if name == "style":
        return value if _STYLE.fullmatch(value.strip()) else None
    if name == "type":
        return value if value in (("checkbox", "radio") if tag == "input" else ("1", "a", "A", "i", "I")) else None
    if name in _NUMBERS:
        return value if _NUMBER.fullmatch(value) else None
    return value if value in _ONE_OF.get(name, (value,)) else None


def _address(value: str, image: bool) -> str | None:
    """An address of this site or of the open web; None for one that could run something or is not what it seems."""
    bare = _UNSEEN.sub("", value)
    if bare.replace("\\", "/").startswith("//"):
        return None
    found = _SCHEME.match(bare)
    if not found:
        return value.strip() if "\\" not in value and not _UNSEEN.search(value.strip().replace(" ", "")) else None
    if image and not is_outside(bare):
        return None
    return bare if found[0].lower() in _OPEN_SCHEMES else None

"""What a project has besides its pages: the configuration, the navigation, a few styles and how to build it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from html import escape
from importlib.metadata import version

from .. import strict_yaml
from ..material import SiteContext
from ..plan import Plan
from ..plan.page import Page
from ..prose.dialect import Dialect
from .names import Names

_PACKAGES = ("mkdocs", "mkdocs-material", "pymdown-extensions")
_SLUGS = {"unicode": "slugify_unicode", "ascii": "slugify"}
_MORE = "そのほか"
_STYLES = "assets/casebook.css"


def files(plan: Plan, names: Names, site: SiteContext, dialect: Dialect, as_of: str) -> dict[str, bytes]:
    """Every file of the frame by its path."""
    packages = "".join(f"{name}=={version(name)}\n" for name in _PACKAGES)
    found = {
        "mkdocs.yml": _HEAD + _tagged(strict_yaml.dump(settings(plan, names, site, dialect))),
        "requirements.txt": packages,
        "README.md": _README.format(name=site.name, audience=site.audience_label, day=as_of),
        f"docs/{_STYLES}": _CSS,
        "overrides/main.html": _template(site),
    }
    return {name: text.encode() for name, text in found.items()}


def settings(plan: Plan, names: Names, site: SiteContext, dialect: Dialect) -> dict[str, object]:
    """``mkdocs.yml`` as plain values."""
    return {
        "site_name": site.name,
        **({"site_url": site.url} if site.url else {}),
        **({"site_description": site.description} if site.description else {}),
        "theme": {
            "name": "material",
            "language": site.language,
            "custom_dir": "overrides",
            "font": False,
            "palette": {"primary": "brown", "accent": "deep orange"},
            "features": ["navigation.tabs", "navigation.indexes", "navigation.prune", "navigation.top"],
        },
        "plugins": [{"search": {"lang": [site.language]}}],
        "markdown_extensions": [
            {name: dict(dialect.options[name])} if dialect.options.get(name) else name for name in dialect.extensions
        ],
        "extra_css": [_STYLES],
        "validation": {"links": {"anchors": "warn", "unrecognized_links": "warn"}},
        "nav": navigation(plan, names),
        "not_in_nav": "".join(f"/{name}\n" for name in names.documents.values() if _beside(name)),
    }


def navigation(plan: Plan, names: Names) -> list[object]:
    """Sections with their pages in the order of the site; what is in no section comes last."""
    left = {url: name for url, name in names.documents.items() if not _beside(name)}
    found: list[object] = [left.pop("")] if "" in left else []
    for _, title, url in plan.sections:
        own = {page.url: page for page in plan.pages if page.url.startswith(url) and page.url in left}
        found.append({title: _grouped(own, url, left)})
        for each in own:
            del left[each]
    return [*found, {_MORE: list(left.values())}] if left else found


def _grouped(pages: Mapping[str, Page], section: str, names: Mapping[str, str]) -> list[object]:
    """The pages of a section; those below a list of their own (the articles of a category) under its title."""
    lists = [url for url, page in pages.items() if url != section and names[url].endswith("/index.md")]
    found: list[object] = [names[url] for url in pages if not any(url.startswith(each) for each in lists)]
    for each in lists:
        found.append({pages[each].title: [names[url] for url in pages if url.startswith(each)]})
    return found


def _beside(name: str) -> bool:
    """Sheets and slides belong to their document, further pages of a list to its first."""
    return name.count("/") > 1 and (name.startswith(("cases/", "seminars/")) or "/page/" in name)


def _tagged(text: str) -> str:
    """YAML with the names of functions as MkDocs reads them."""
    for option, name in _SLUGS.items():
        text = text.replace(f"slugify: {option}\n", f"slugify: !!python/name:markdown.extensions.toc.{name}\n")
    return text


def digest(data: bytes) -> str:
    """A name for a file that changes with it."""
    return hashlib.sha256(data).hexdigest()[:16]


def moved(target: str) -> str:
    """The page at an old address."""
    address = escape(target)
    return (
        f'<!doctype html>\n<meta charset="utf-8">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={address}">\n<title>移動しました</title>\n'
        f'<p>このページは移動しました。<a href="{address}">移動先を開く</a></p>\n'
    )


def _template(site: SiteContext) -> str:
    """Material's frame; inside the company with the notice, and out of the search engines."""
    if site.widest:
        return '{% extends "base.html" %}\n'
    return _INSIDE.replace("NOTICE", escape(f"{site.audience_label}向け（社外秘）"))


_INSIDE = """\
{% extends "base.html" %}
{% block extrahead %}
  {{ super() }}
  <meta name="robots" content="noindex, nofollow">
{% endblock %}
{% block announce %}NOTICE{% endblock %}
"""

_HEAD = """\
# 「casebook export mkdocs」がつくりました。Casebook がなくても、直してビルドできます。README.md をご覧ください。
"""

_CSS = """\
.md-typeset dt { font-weight: 700; }
.md-typeset dd { margin-block: 0.25em 0.75em; }
.md-content__inner > ul:first-child { display: flex; flex-wrap: wrap; gap: 0.25em 1.25em; margin-inline: 0; }
.md-content__inner > ul:first-child > li { list-style: none; margin: 0; font-weight: 700; }
.md-typeset img[src*="assets/drawings/"] { display: block; width: 100%; max-width: 24rem; }
"""

_README = """\
# {name}（{audience}）

Casebook が {day} 時点の内容で書き出した、MkDocs のプロジェクトです。ページはどれも `docs/` の中の Markdown で、直すと
そのままサイトに出ます。

```console
python3 -m venv .venv
.venv/bin/pip install -r requirements.txt
.venv/bin/mkdocs build --strict
```

- 文章・表・図・用語・事例のすべてのページが、もとのサイトと同じアドレスになります。
  図は `docs/assets/drawings/` の SVG、写真と配布ファイルは `docs/assets/media/` にあります。
- ここには「{audience}」の範囲に見せてよいものだけがあります。社外公開でない範囲のものは、社内だけで扱ってください。
- **掲載の期限はもう働きません。** 許諾が切れた事例や取り下げになった事例は、ご自分でページを消してください。
- 検索・絞り込み・商談シートの作成・事例の比較など、動きのある部分はありません。絞り込みの代わりに一覧があります。
- 検索は MkDocs のものです。かなのままの入力や同義語では見つかりません。
"""

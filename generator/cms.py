"""A form for those who shy away from YAML: the configuration of a web editor that commits to the repository.

It follows the conventions of Sveltia CMS (which grew out of Decap and Netlify CMS): one collection a folder, one field
a key, with the Japanese names and help of the model. The editor's own script is the operator's to place beside it; no
page of the site loads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from . import strict_yaml
from .config import SiteConfig, audience_label
from .load import MARKDOWN
from .model.catalogue import Catalogues
from .model.keys import Shape, declared
from .model.labels import label_of
from .model.library import COLLECTIONS
from .model.vocabulary import Vocabulary
from .schemas import TITLES, pattern_of

Field: TypeAlias = dict[str, Any]

SCRIPT = "sveltia-cms.js"
_SERIAL = {"organizations": "org", "cases": "case"}
_TITLE_KEYS = {"organizations": "alias", "glossary": "term"}
_NO_FIELD = frozenset({"extra", "redirect_from", "approved_digest"})
"""Keys that nobody writes by hand in a form; the editor keeps what stands there."""
_LONG = 200
"""From so many characters on, a text gets a box of several lines."""
_MESSAGES: Mapping[str, str] = {
    "change": "「-50%」の形で書いてください",
    "month": "「2026-04」か「2026-04-01」の形で書いてください",
    "url": "https:// で始まる URL を書いてください",
    "clock": "「15:00」の形で書いてください",
}


def cms_files(config: SiteConfig, catalogues: Catalogues) -> dict[str, str]:
    """The files of the folder ``admin`` by name: the configuration, a page that starts the editor, and how to set it
    up."""
    return {
        "admin/config.yml": _HEAD + strict_yaml.dump(cms_config(config, catalogues)),
        "admin/index.html": _PAGE,
        "admin/README.md": _README,
    }


def cms_config(config: SiteConfig, catalogues: Catalogues) -> dict[str, object]:
    """The configuration as plain values."""
    maker = _Maker(config, catalogues)
    return {
        "backend": {"name": "github", "repo": "OWNER/REPOSITORY", "branch": "main"},
        "publish_mode": "editorial_workflow",
        "media_folder": f"{config.content_dir}/images",
        "app_title": config.site_name,
        "slug": {"encoding": "ascii"},
        "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "double"}},
        "collections": [each for name in COLLECTIONS for each in maker.collections(name)],
    }


class _Maker:
    """Makes collections and their fields for one site."""

    def __init__(self, config: SiteConfig, catalogues: Catalogues) -> None:
        self.config = config
        self.categories = catalogues.categories
        self.vocabularies = catalogues.vocabularies()

    def collections(self, name: str) -> list[dict[str, object]]:
        """The collection of one folder; of articles one each category, since that is their folder."""
        if name != "articles":
            return [self._collection(name, name, name, TITLES[name])]
        return [
            self._collection(name, f"articles-{key}", f"articles/{key}", f"{TITLES[name]}（{category.label}）")
            for key, category in self.categories.items()
        ]

    def _collection(self, kind: str, name: str, folder: str, label: str) -> dict[str, object]:
        serial = _SERIAL.get(kind)
        form = f"^{serial}-[0-9]{{4,}}$" if serial else "^[a-z0-9]+(-[a-z0-9]+)*$"
        hint = (
            f"「{serial}-0041」のような、次の通し番号" if serial else "半角の英小文字・数字・ハイフン。社名は入れません"
        )
        fields = self.fields(COLLECTIONS[kind])
        if kind in MARKDOWN:
            body = label_of(COLLECTIONS[kind], "body")
            fields.append({**_named("body", body.name, body.help, True), "widget": "markdown", "modes": ["raw"]})
        return {
            "name": name,
            "label": label,
            "folder": f"{self.config.content_dir}/{folder}",
            "create": True,
            "extension": "md" if kind in MARKDOWN else "yml",
            "format": "yaml-frontmatter" if kind in MARKDOWN else "yml",
            "identifier_field": _TITLE_KEYS.get(kind, "title"),
            "slug": {"template": serial or "{{uuid_short}}", "editable": True, "hint": hint, "pattern": [form, hint]},
            "media_folder": "",
            "public_folder": "",
            "fields": fields,
        }

    def fields(self, record: type) -> list[Field]:
        """The fields of a record, those that must be filled first."""
        known = {key: spec.metadata for key, spec in declared(record).items() if key not in _NO_FIELD}
        ordered = sorted(known, key=lambda key: not known[key]["required"])
        return [self._field(record, key, known[key]) for key in ordered]

    def _field(self, record: type, key: str, declaration: Mapping[str, Any]) -> Field:
        label = label_of(record, key)
        shape: Shape = declaration["parse"].shape
        named = _named(key, label.name, label.help, declaration["required"])
        if declaration["reference"]:
            return {**named, **self._relation(declaration["reference"], shape.kind == "many")}
        return {**named, **self._widget(shape, label.name)}

    def _relation(self, into: str, several: bool) -> Field:
        """A document of another collection. Articles are many collections here, so that their ids are typed."""
        if into == "articles":
            return _list_of({"name": "id", "label": "id", "widget": "string"})
        title = _TITLE_KEYS.get(into, "title")
        return {
            "widget": "relation",
            "collection": into,
            "value_field": "{{slug}}",
            "search_fields": [title],
            "display_fields": [f"{{{{slug}}}} {{{{{title}}}}}"],
            "multiple": several,
        }

    def _widget(self, shape: Shape, label: str) -> Field:
        if isinstance(shape.item, Shape):
            return self._several(shape.item, label)
        if isinstance(shape.item, type):
            return {"widget": "object", "collapsed": True, "fields": self.fields(shape.item)}
        if shape.kind == "choice":
            return {"widget": "select", "options": self._options(shape.words)}
        if shape.kind == "period":
            return {**_list_of(_text("month")), "min": 1, "max": 2}
        if shape.kind == "integer":
            return {"widget": "number", "value_type": "int", "min": shape.low, "max": shape.high}
        return self._single(shape)

    def _single(self, shape: Shape) -> Field:
        if shape.kind == "line" and shape.limit < _LONG:
            return {"widget": "string", "maxlength": shape.limit}
        found: Mapping[str, Field] = {
            "line": {"widget": "text", "maxlength": shape.limit},
            "prose": {"widget": "text", "maxlength": shape.limit},
            "markdown": {"widget": "markdown", "modes": ["raw"]},
            "flag": {"widget": "boolean"},
            "number": {"widget": "number", "value_type": "float"},
            "audience": {"widget": "select", "options": self._audiences()},
            "day": {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD", "time_format": False},
        }
        return dict(found[shape.kind]) if shape.kind in found else _text(shape.kind)

    def _several(self, item: Shape, label: str) -> Field:
        if item.kind == "choice":
            return {"widget": "select", "multiple": True, "options": self._options(item.words)}
        if isinstance(item.item, type):
            return {"widget": "list", "label_singular": label, "collapsed": True, "fields": self.fields(item.item)}
        return _list_of({"name": "item", "label": label, **self._single(item)})

    def _options(self, words: Vocabulary | str) -> list[dict[str, str]]:
        vocabulary = self.vocabularies[words] if isinstance(words, str) else words
        return [{"label": word.label, "value": word.key} for word in vocabulary]

    def _audiences(self) -> list[dict[str, str]]:
        return [{"label": audience_label(name), "value": name} for name in self.config.audiences]


def _named(name: str, label: str, hint: str, required: bool) -> Field:
    return {"name": name, "label": label, **({"hint": hint} if hint else {}), "required": required}


def _text(kind: str) -> Field:
    """A text of one form, with what to say where it has another."""
    form = pattern_of(kind)
    return {
        "widget": "string",
        **({"pattern": [form, _MESSAGES.get(kind, "書き方を確かめてください")]} if form else {}),
    }


def _list_of(field: Field) -> Field:
    return {"widget": "list", "field": {"name": "item", "label": "値", **field}}


_HEAD = """\
# 「casebook export cms」がつくりました。backend の repo だけを書き換えてください。
# 項目を変えたいときは、ここではなく、もう一度「casebook export cms」を実行してください。
"""

_PAGE = f"""\
<!doctype html>
<html lang="ja">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>原稿のエディター</title>
  </head>
  <body>
    <script src="{SCRIPT}"></script>
  </body>
</html>
"""

_README = f"""\
# 原稿のエディターの置き方

このフォルダーは、原稿をフォームで書くためのエディター（Sveltia CMS）の設定です。サイトとは別のものです。

1. `config.yml` の `backend` を、原稿のリポジトリーに合わせます（`repo: OWNER/REPOSITORY`）。
2. npm のパッケージ `@sveltia/cms` から `dist/{SCRIPT}` を取り出し、このフォルダーに置きます。版を
   決めて、置いたものだけを使います。ほかのサーバーからは読み込みません。
3. このフォルダーを、社内の人だけが開けるサーバーに置きます。Casebook の出力先（`output_dir`）の中には置きません。
4. `index.html` を開き、原稿のリポジトリーに書き込めるアカウントで入ります。送ると、プルリクエストになります。

- 組織のファイルには社名があります。エディターを使えるのは、原稿のリポジトリーを読める人だけにしてください。
- フォームにない項目（`extra` など）は、そのまま残ります。`kpis.yml`・`taxonomy.yml`・`synonyms.yml` は、
  フォームでは直せません。
- フォームで防げない誤りは、プルリクエストの「casebook check」が見つけます。
"""

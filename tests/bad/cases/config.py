"""``site_config.yml``: MkDocs' keys that are called otherwise here, and values that cannot be."""
# ruff: noqa: E501  (messages stand as they are printed)

from __future__ import annotations

from ...folders import CONFIG, Content
from ..base import Bad


def _with(lines: str) -> dict[str, Content]:
    return {CONFIG: f"site_name: 見本\n{lines}"}


CASES = (
    Bad(
        "config-without-name",
        {CONFIG: "language: ja\n"},
        """\
site_config.yml:1:1: error[missing-key]: 「site_name」がありません。
  ヒント: 「site_name: …」の行を書き足してください。
""",
        2,
    ),
    Bad(
        "config-empty",
        {CONFIG: ""},
        """\
site_config.yml:1:1: error[missing-key]: 「site_name」がありません。
  ヒント: 「site_name: …」を書いてください。
""",
        2,
    ),
    Bad(
        "config-broken",
        {CONFIG: "site_name: 見本\nsites: {public\n"},
        """\
site_config.yml:2:8: error[yaml-syntax]: YAML の書き方が崩れていて読めません。
  2 | sites: {public
    |        ^
  ヒント: 「{」の中の区切り「,」と、閉じる「}」を確かめてください。
""",
        2,
    ),
    Bad(
        "config-shift-jis",
        {CONFIG: "site_name: 見本\n".encode("cp932")},
        """\
site_config.yml:1:1: error[not-utf8]: UTF-8 ではない文字があります（Shift_JIS のようです）。
  ヒント: エディターの「文字コード」を UTF-8 にして保存し直してください。
""",
        2,
    ),
    Bad(
        "config-unknown-key",
        _with("site_nam: 見本\n"),
        """\
site_config.yml:2:1: error[unknown-key]: 「site_nam」という項目はありません。
  2 | site_nam: 見本
    | ^^^^^^^^
  ヒント: 「site_name」ではありませんか。
""",
        2,
    ),
    Bad(
        "config-unknown-key-far",
        _with("colour: red\n"),
        """\
site_config.yml:2:1: error[unknown-key]: 「colour」という項目はありません。
  2 | colour: red
    | ^^^^^^
  ヒント: 使える項目: attachments、audiences、banned_phrases、beacon、build_cache、content_dir、copyright、default_audience、edit_uri、extra、language、markdown_extensions、nav、offline、output_dir、publish、repo_name、repo_url、samples、schema、site_author、site_description、site_name、site_url、sites、theme、timezone。
""",
        2,
    ),
    Bad(
        "config-docs-dir",
        _with("docs_dir: docs\n"),
        """\
site_config.yml:2:1: error[unknown-key]: 「docs_dir」という項目はありません。
  2 | docs_dir: docs
    | ^^^^^^^^
  ヒント: ここでは「content_dir」と書きます。
""",
        2,
    ),
    Bad(
        "config-site-dir",
        _with("site_dir: public\n"),
        """\
site_config.yml:2:1: error[unknown-key]: 「site_dir」という項目はありません。
  2 | site_dir: public
    | ^^^^^^^^
  ヒント: ここでは「output_dir」と書きます。
""",
        2,
    ),
    Bad(
        "config-plugins",
        _with("plugins:\n  - search\n"),
        """\
site_config.yml:2:1: error[unknown-key]: 「plugins」という項目はありません。
  2 | plugins:
    | ^^^^^^^
  ヒント: プラグインの仕組みはありません。検索・フィードなどは最初から入っています。
""",
        2,
    ),
    Bad(
        "config-strict-and-hooks",
        _with("strict: true\nhooks: [my.py]\n"),
        """\
site_config.yml:2:1: error[unknown-key]: 「strict」という項目はありません。
  2 | strict: true
    | ^^^^^^
  ヒント: 「casebook build --strict」を使ってください。
site_config.yml:3:1: error[unknown-key]: 「hooks」という項目はありません。
  3 | hooks: [my.py]
    | ^^^^^
  ヒント: フックの仕組みはありません。
""",
        2,
    ),
    Bad(
        "config-language",
        _with("language: fr\n"),
        """\
site_config.yml:2:11: error[unknown-value]: 「fr」は言語にありません。
  2 | language: fr
    |           ^^
  ヒント: 使える値: ja（日本語）、en（English）。
""",
        2,
    ),
    Bad(
        "config-time-zone",
        _with("timezone: JST+9\n"),
        """\
site_config.yml:2:11: error[bad-timezone]: 「JST+9」というタイムゾーンはありません。
  2 | timezone: JST+9
    |           ^^^^^
  ヒント: 「Asia/Tokyo」の形で書いてください。
""",
        2,
    ),
    Bad(
        "config-beacon",
        _with("beacon: https://example.com/count\n"),
        """\
site_config.yml:2:9: error[bad-beacon]: 「https://example.com/count」は使えません。
  2 | beacon: https://example.com/count
    |         ^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: 同じサーバーのパスを「/」から書いてください（例: 「beacon: /casebook-usage」）。ほかのホストは書けません。
""",
        2,
    ),
    Bad(
        "config-schema",
        _with("schema: 2\n"),
        """\
site_config.yml:2:9: error[newer-schema]: この content は新しい形式（schema: 2）です。
  2 | schema: 2
    |         ^
  ヒント: この Casebook が読めるのは schema: 1 までです。Casebook を新しくしてください。
""",
        2,
    ),
    Bad(
        "config-schema-of-before",
        _with("schema: 0\n"),
        """\
site_config.yml:2:9: error[older-schema]: この content は以前の形式（schema: 0）です。
  2 | schema: 0
    |         ^
  ヒント: 「casebook migrate」で、いまの形式（schema: 1）に書き換えられます。
""",
        2,
    ),
    Bad(
        "config-theme",
        _with("theme: material\n"),
        """\
site_config.yml:2:8: error[bad-theme]: theme の書き方が違います。
  2 | theme: material
    |        ^^^^^^^^
  ヒント: 「theme: casebook」と書くか、行を消してください。
""",
        2,
    ),
    Bad(
        "config-audience-name",
        _with("audiences: [public, 営業]\n"),
        """\
site_config.yml:2:21: error[bad-name]: 「営業」は audience の名前に使えません。
  2 | audiences: [public, 営業]
    |                     ^^^^
  ヒント: 半角の英小文字・数字・「-」「_」で書いてください。
""",
        2,
    ),
    Bad(
        "config-audience-twice",
        _with("audiences: [public, sales, public]\n"),
        """\
site_config.yml:1:1: error[shared-output]: 「public」と「public」の出力先が重なっています。
  ヒント: audience ごとに、重ならない別のフォルダーにしてください。
site_config.yml:2:12: error[duplicate-audience]: audiences に同じ名前が 2 つあります。
  2 | audiences: [public, sales, public]
    |            ^
  ヒント: 1 つにしてください。
""",
        2,
    ),
    Bad(
        "config-default-unknown",
        _with("default_audience: sale\n"),
        """\
site_config.yml:2:19: error[unknown-audience]: 「sale」という audience はありません。
  2 | default_audience: sale
    |                   ^^^^
  ヒント: 「sales」ではありませんか。
""",
        2,
    ),
    Bad(
        "config-site-unknown",
        _with("sites:\n  Public: {output_dir: out}\n"),
        """\
site_config.yml:3:11: error[unknown-audience]: 「Public」という audience はありません。
  3 |   Public: {output_dir: out}
    |           ^
  ヒント: 「public」ではありませんか。
""",
        2,
    ),
    Bad(
        "config-output-shared",
        _with("sites:\n  public: {output_dir: out}\n  sales: {output_dir: out}\n"),
        """\
site_config.yml:4:23: error[shared-output]: 「public」と「sales」の出力先が重なっています。
  4 |   sales: {output_dir: out}
    |                       ^^^
  ヒント: audience ごとに、重ならない別のフォルダーにしてください。
""",
        2,
    ),
    Bad(
        "config-output-as-default",
        _with("sites:\n  public: {output_dir: site}\n"),
        """\
site_config.yml:3:24: error[shared-output]: 「public」と「sales」の出力先が重なっています。
  3 |   public: {output_dir: site}
    |                        ^^^^
  ヒント: audience ごとに、重ならない別のフォルダーにしてください。
""",
        2,
    ),
    Bad(
        "config-output-inside",
        _with("sites:\n  public: {output_dir: site/public}\n"),
        """\
site_config.yml:3:24: error[shared-output]: 「public」と「sales」の出力先が重なっています。
  3 |   public: {output_dir: site/public}
    |                        ^^^^^^^^^^^
  ヒント: audience ごとに、重ならない別のフォルダーにしてください。
""",
        2,
    ),
    Bad(
        "config-circle-key",
        _with("sites:\n  public: {site_dir: out}\n"),
        """\
site_config.yml:3:12: error[unknown-key]: 「site_dir」という項目はありません。
  3 |   public: {site_dir: out}
    |            ^^^^^^^^
  ヒント: ここでは「output_dir」と書きます。
""",
        2,
    ),
    Bad(
        "config-sites-as-list",
        _with("sites: [public]\n"),
        """\
site_config.yml:2:8: error[wrong-type]: sites は audience ごとの設定です。
  2 | sites: [public]
    |        ^
  ヒント: 「public: {output_dir: site-public}」の形で書いてください。
""",
        2,
    ),
    Bad(
        "config-output-here",
        _with("output_dir: .\n"),
        """\
site_config.yml:2:13: error[bad-path]: 「.」はフォルダーとして使えません。
  2 | output_dir: .
    |             ^
  ヒント: 「site」のような名前を書いてください。
""",
        2,
    ),
    Bad(
        "config-url",
        _with("site_url: //example.com\n"),
        """\
site_config.yml:2:11: error[bad-url]: 「//example.com」は URL ではありません。
  2 | site_url: //example.com
    |           ^^^^^^^^^^^^^
  ヒント: https:// で始まる URL を書いてください。
""",
        2,
    ),
    Bad(
        "config-extension",
        _with("markdown_extensions: [toc, pymdownx.snippets]\n"),
        """\
site_config.yml:1:1: error[unknown-extension]: Markdown 拡張「pymdownx.snippets」は使えません。
  ヒント: 使える拡張: abbr、admonition、attr_list、def_list、fenced_code、footnotes、md_in_html、nl2br、pymdownx.betterem、pymdownx.blocks.admonition、pymdownx.blocks.caption、pymdownx.blocks.definition、pymdownx.blocks.details、pymdownx.blocks.tab、pymdownx.caret、pymdownx.details、pymdownx.fancylists、pymdownx.highlight、pymdownx.inlinehilite、pymdownx.keys、pymdownx.magiclink、pymdownx.mark、pymdownx.saneheaders、pymdownx.smartsymbols、pymdownx.superfences、pymdownx.tabbed、pymdownx.tasklist、pymdownx.tilde、sane_lists、smarty、tables、toc。
""",
        2,
    ),
    Bad(
        "config-extension-options",
        _with("markdown_extensions:\n  - [toc]\n"),
        """\
site_config.yml:3:5: error[wrong-type]: 拡張の書き方が違います。
  3 |   - [toc]
    |     ^
  ヒント: 「- tables」の形で 1 行に 1 つ書いてください。
""",
        2,
    ),
    Bad(
        "config-offline",
        _with("offline: on\n"),
        """\
site_config.yml:2:10: error[not-a-flag]: 「on」は true でも false でもありません。
  2 | offline: on
    |          ^^
  ヒント: 「true」と書いてください。
""",
        2,
    ),
    Bad(
        "config-publish",
        _with("publish:\n  Web: {to: www, audience: public}\n"),
        """\
site_config.yml:3:3: error[bad-name]: 「Web」は公開先の名前に使えません。
  3 |   Web: {to: www, audience: public}
    |   ^^^
  ヒント: 半角の英小文字・数字・「-」「_」で書いてください。
""",
        2,
    ),
    Bad(
        "config-publish-places",
        _with(
            "publish:\n"
            "  web: {to: www, audience: pubilc}\n"
            "  again: {to: www/, audience: public}\n"
            "  url: {to: 'https://example.com/', audience: public}\n"
            "  pages: {to: 'r2:bucket', audience: public, layout: github-pages}\n"
            "  inside: {to: site/www, audience: sales}\n"
            "  text: {to: content, audience: sales}\n"
        ),
        """\
site_config.yml:3:28: error[unknown-audience]: 「pubilc」という audience はありません。
  3 |   web: {to: www, audience: pubilc}
    |                            ^^^^^^
  ヒント: 「public」ではありませんか。
site_config.yml:4:15: error[bad-target]: 「web」と「again」の公開先が同じです。
  4 |   again: {to: www/, audience: public}
    |               ^^^^
  ヒント: 公開先ごとに、別の場所を書いてください。
site_config.yml:5:13: error[bad-target]: 「https://example.com/」には公開できません。
  5 |   url: {to: 'https://example.com/', audience: public}
    |             ^^^^^^^^^^^^^^^^^^^^^^
  ヒント: rclone に登録した名前で「r2:bucket/cases」のように書いてください。
site_config.yml:6:15: error[bad-target]: layout の「github-pages」は、フォルダーに置くときだけ使えます。
  6 |   pages: {to: 'r2:bucket', audience: public, layout: github-pages}
    |               ^^^^^^^^^^^
  ヒント: layout の行を消すか、to にフォルダーを書いてください。
site_config.yml:7:16: error[bad-target]: 公開先がビルドの出力先と重なっています。
  7 |   inside: {to: site/www, audience: sales}
    |                ^^^^^^^^
  ヒント: ほかの用途に使っていないフォルダーを書いてください。
site_config.yml:8:14: error[bad-target]: 公開先が原稿のフォルダーと重なっています。
  8 |   text: {to: content, audience: sales}
    |              ^^^^^^^
  ヒント: ほかの用途に使っていないフォルダーを書いてください。
""",
        2,
    ),
    Bad(
        "config-cache-key",
        _with("build_cache: {to: ../kept, key_from: 0f8a77c2}\n"),
        """\
site_config.yml:2:38: error[bad-name]: key_from には、鍵の入った環境変数の名前を書きます。
  2 | build_cache: {to: ../kept, key_from: 0f8a77c2}
    |                                      ^^^^^^^^
  ヒント: 「key_from: CASEBOOK_CACHE_KEY」の形で、半角の英大文字・数字・「_」で書いてください。鍵そのものは書きません。
""",
        2,
    ),
    Bad(
        "config-cache-address",
        _with("build_cache: {to: 'https://example.com/'}\n"),
        """\
site_config.yml:2:19: error[bad-cache-place]: 「https://example.com/」にはキャッシュを置けません。
  2 | build_cache: {to: 'https://example.com/'}
    |                   ^^^^^^^^^^^^^^^^^^^^^^
  ヒント: rclone に登録した名前で「r2:bucket/cache」のように書いてください。
""",
        2,
    ),
    Bad(
        "config-cache-in-a-target",
        _with("publish: {web: {to: ../www/cases, audience: public}}\nbuild_cache: {to: ../www/./cases/.cache}\n"),
        """\
site_config.yml:3:19: error[bad-cache-place]: キャッシュの置き場所が、公開先「web」と重なっています。
  3 | build_cache: {to: ../www/./cases/.cache}
    |                   ^^^^^^^^^^^^^^^^^^^^^
  ヒント: 読む人の届かない場所を書いてください。rclone の場所なら、公開先とは別のバケットにします。
""",
        2,
    ),
    Bad(
        "config-cache-in-a-bucket-of-readers",
        _with("publish: {web: {to: 'r2:cases/site', audience: public}}\nbuild_cache: {to: 'r2:cases/cache'}\n"),
        """\
site_config.yml:3:19: error[bad-cache-place]: キャッシュの置き場所が、公開先「web」と重なっています。
  3 | build_cache: {to: 'r2:cases/cache'}
    |                   ^^^^^^^^^^^^^^^^
  ヒント: 読む人の届かない場所を書いてください。rclone の場所なら、公開先とは別のバケットにします。
""",
        2,
    ),
    Bad(
        "config-cache-in-the-site",
        _with("build_cache: {to: site/cache}\n"),
        """\
site_config.yml:2:19: error[bad-cache-place]: キャッシュの置き場所がビルドの出力先と重なっています。
  2 | build_cache: {to: site/cache}
    |                   ^^^^^^^^^^
  ヒント: ほかの用途に使っていないフォルダーを書いてください。
""",
        2,
    ),
    Bad(
        "config-publish-list",
        _with("publish: [web]\n"),
        """\
site_config.yml:2:10: error[wrong-type]: publish は公開先ごとの設定です。
  2 | publish: [web]
    |          ^
  ヒント: 「web: {to: /srv/www/cases, audience: public}」の形で書いてください。
""",
        2,
    ),
)

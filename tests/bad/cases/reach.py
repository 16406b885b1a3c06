"""What consent says against itself, and what leads from a wide page to a narrow one."""
# ruff: noqa: E501  (messages stand as they are printed)

from __future__ import annotations

from ...folders import CONFIG, Content
from ..base import CASE, CASE_FILE, FRONT, ORG, ORG_FILE, Bad, of_article, of_case

INSIDE: dict[str, Content] = {
    "content/articles/operation/inside.md": "---\ntitle: 社内の手引き\naudience: sales\n---\n\n本文です。\n"
}
SITES: dict[str, Content] = {
    CONFIG: 'site_name: 見本\nsite_url: https://inside.example/cb/\nsites: {public: {site_url: "https://example.com/cb/"}}\n'
}
PNG = "content/cases/scene.png"
GRANTED = "consent: {status: granted, web: [alias, metrics], seminar: [alias]}\n"

CASES = (
    Bad(
        "nda-withholds",
        of_case("consent: {status: granted, web: [alias, name, logo], nda: standard}\n"),
        """\
content/cases/case-0001.yml:7:33: warning[nda-withholds]: 秘密保持契約（nda: standard）があるので、公開サイトには「社名・ロゴ」を出しません。
  7 | consent: {status: granted, web: [alias, name, logo], nda: standard}
    |                                 ^
  ヒント: 先方が書面で認めたときは「nda: none」に改め、そうでなければ、この項目から外してください。
""",
        0,
    ),
    Bad(
        "approval-outdated",
        of_case("consent: {status: granted, web: [alias], approved_digest: 0123456789ab}\n"),
        """\
content/cases/case-0001.yml:7:59: warning[approval-outdated]: 先方の確認を受けたあとに、社外に出る内容が変わっています。
  7 | consent: {status: granted, web: [alias], approved_digest: 0123456789ab}
    |                                                           ^^^^^^^^^^^^
  ヒント: 先方にもう一度確認し、「approved_digest: 3ed47380a461」と approved_on を書き直してください。
""",
        0,
    ),
    Bad(
        "photo-withheld",
        of_case("challenge: |\n  前。\n\n  ![会の様子](scene.png)\n" + GRANTED) | {PNG: b"x"},
        """\
content/cases/case-0001.yml:10:11: warning[photo-withheld]: 画像（photo）の掲載許諾がないので、公開サイトにはこの画像を出しません。
  10 |   ![会の様子](scene.png)
     |               ^^^^^^^^^
  ヒント: 許諾があれば consent.web に photo を足し、なければ社内向けの区切りの中に移してください。
""",
        0,
    ),
    Bad(
        "logo-missing",
        {CASE_FILE: CASE, ORG_FILE: ORG + "logo: mark.svg\n"},
        """\
content/organizations/org-0001.yml:9:7: warning[broken-image]: 画像「mark.svg」が見つかりません。
  9 | logo: mark.svg
    |       ^^^^^^^^
  ヒント: 画像を content の中に置き、原稿からの相対パスで書いてください。
""",
        0,
    ),
    Bad(
        "redirect-names-client",
        of_case("redirect_from: [/cases/aozora-foods/]\n"),
        """\
content/cases/case-0001.yml:7:17: error[name-in-id]: 以前のアドレスに社名（または読み・ローマ字）が入っています。
  7 | redirect_from: [/cases/aozora-foods/]
    |                 ^^^^^^^^^^^^^^^^^^^^
  ヒント: アドレスは公開されます。この行を消してください。古いリンクからは、見つからないページが開きます。
""",
    ),
    Bad(
        "link-to-a-desk",
        of_article("[例文](/phrases/)と[商談シート](/brief/)。\n"),
        """\
content/articles/operation/reply.md:6:6: error[link-to-narrower]: リンク先「/phrases/」は、この文章より狭い範囲（sales）のページです。
  6 | [例文](/phrases/)と[商談シート](/brief/)。
    |        ^^^^^^^^^
  ヒント: リンクを消すか、「/// audience | sales」の区切りの中に移してください。
content/articles/operation/reply.md:6:25: error[link-to-narrower]: リンク先「/brief/」は、この文章より狭い範囲（sales）のページです。
  6 | [例文](/phrases/)と[商談シート](/brief/)。
    |                                 ^^^^^^^
  ヒント: リンクを消すか、「/// audience | sales」の区切りの中に移してください。
""",
    ),
    Bad(
        "link-by-reference",
        of_article("[手引き][a]\n\n[a]: inside.md\n") | INSIDE,
        """\
content/articles/operation/reply.md:8:6: error[link-to-narrower]: リンク先「inside.md」は、この文章より狭い範囲（sales）のページです。
  8 | [a]: inside.md
    |      ^^^^^^^^^
  ヒント: リンクを消すか、「/// audience | sales」の区切りの中に移してください。
""",
    ),
    Bad(
        "link-in-html",
        of_article('<a href="inside.md">手引き</a>\n') | INSIDE,
        """\
content/articles/operation/reply.md:6:10: error[link-to-narrower]: リンク先「inside.md」は、この文章より狭い範囲（sales）のページです。
  6 | <a href="inside.md">手引き</a>
    |          ^^^^^^^^^
  ヒント: リンクを消すか、「/// audience | sales」の区切りの中に移してください。
""",
    ),
    Bad(
        "link-in-a-case",
        of_case("approach: |\n  [手引き](../articles/operation/inside.md)\n") | INSIDE,
        """\
content/cases/case-0001.yml:8:9: error[link-to-narrower]: リンク先「../articles/operation/inside.md」は、この文章より狭い範囲（sales）のページです。
  8 |   [手引き](../articles/operation/inside.md)
    |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: リンクを消すか、「/// audience | sales」の区切りの中に移してください。
""",
    ),
    Bad(
        "address-of-a-narrower-site",
        of_article("<https://inside.example/cb/cases/case-0001/> をご覧ください。\n") | SITES,
        """\
content/articles/operation/reply.md:6:1: error[link-to-narrower]: リンク先「https://inside.example/cb/cases/case-0001/」は、この文章より狭い範囲（sales）のページです。
  6 | <https://inside.example/cb/cases/case-0001/> をご覧ください。
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: リンクを消すか、「/// audience | sales」の区切りの中に移してください。
""",
    ),
    Bad(
        "address-of-a-narrower-page",
        of_article("[手引き](https://example.com/cb/articles/operation/inside/)\n") | INSIDE | SITES,
        """\
content/articles/operation/reply.md:6:1: error[link-to-narrower]: リンク先「https://example.com/cb/articles/operation/inside/」は、この文章より狭い範囲（sales）のページです。
  6 | [手引き](https://example.com/cb/articles/operation/inside/)
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: リンクを消すか、「/// audience | sales」の区切りの中に移してください。
""",
    ),
    Bad(
        "address-in-a-value",
        {
            "content/seminars/talk.md": FRONT.replace(
                "---\n\n", "date: 2026-12-01\nregistration_url: https://inside.example/cb/seminars/\n---\n\n本文。\n"
            )
        }
        | SITES,
        """\
content/seminars/talk.md:5:19: error[link-to-narrower]: リンク先「https://inside.example/cb/seminars/」は、この文章より狭い範囲（sales）のページです。
  5 | registration_url: https://inside.example/cb/seminars/
    |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ヒント: リンクを消すか、「/// audience | sales」の区切りの中に移してください。
""",
    ),
)

"""Files that are not what they should be, or lie where no collection looks."""
# ruff: noqa: E501  (messages stand as they are printed)

from __future__ import annotations

from ...folders import Link
from ..base import ARTICLE, ARTICLE_FILE, CASE, CASE_FILE, ORG, ORG_FILE, Bad, of_case

_PNG = b"\x89PNG\r\n\x1a\n"

CASES = (
    Bad(
        "shift-jis",
        {CASE_FILE: CASE.encode("cp932")},
        """\
content/cases/case-0001.yml:1:1: error[not-utf8]: UTF-8 ではない文字があります（Shift_JIS のようです）。
  ヒント: エディターの「文字コード」を UTF-8 にして保存し直してください。
""",
    ),
    Bad(
        "utf-16",
        {CASE_FILE: CASE.encode("utf-16")},
        """\
content/cases/case-0001.yml:1:1: error[not-utf8]: UTF-8 ではない文字があります（UTF-16 のようです）。
  ヒント: エディターの「文字コード」を UTF-8 にして保存し直してください。
""",
    ),
    Bad(
        "broken-utf-8",
        {CASE_FILE: CASE.encode() + b"tags: [\xff]\n"},
        """\
content/cases/case-0001.yml:7:1: error[not-utf8]: UTF-8 ではない文字があります。
  ヒント: エディターの「文字コード」を UTF-8 にして保存し直してください。
""",
    ),
    Bad(
        "control-character",
        of_case('tags: "食\x0b品"\n'),
        """\
content/cases/case-0001.yml:7:9: error[control-character]: 見えない制御文字（U+000B）が入っています。
  7 | tags: "食�品"
    |          ^
  ヒント: その文字を消してください。貼り付けた文章や、つなげたファイルに混ざっていることがあります。
""",
    ),
    Bad(
        "too-large",
        {ARTICLE_FILE: ARTICLE + "あ" * 400_000},
        """\
content/articles/operation/reply.md:1:1: error[file-too-large]: ファイルが大きすぎます（1,200,110 バイト）。
  ヒント: 1 つのファイルは 1,000,000 バイトまでです。いくつかに分けてください。
""",
    ),
    Bad(
        "symlink-file",
        {"elsewhere.yml": CASE, CASE_FILE: Link("../../elsewhere.yml")},
        """\
content/cases/case-0001.yml:1:1: error[symlink]: シンボリックリンクは使えません。
  ヒント: リンク先のファイルそのものを content の中に置いてください。
""",
    ),
    Bad(
        "symlink-inside",
        {ARTICLE_FILE: ARTICLE, "content/articles/operation/other.md": Link("reply.md")},
        """\
content/articles/operation/other.md:1:1: error[symlink]: シンボリックリンクは使えません。
  ヒント: リンク先のファイルそのものを content の中に置いてください。
""",
    ),
    Bad(
        "symlink-folder",
        {"elsewhere/reply.md": ARTICLE, "content/articles/operation": Link("../../elsewhere")},
        """\
content/articles/operation:1:1: error[symlink]: シンボリックリンクは使えません。
  ヒント: リンク先のファイルそのものを content の中に置いてください。
""",
    ),
    Bad(
        "symlink-content",
        {"elsewhere/cases/case-0001.yml": CASE, "content": Link("elsewhere")},
        """\
content:1:1: error[symlink]: content フォルダーがシンボリックリンクです。
  ヒント: content_dir に実際のフォルダーを書いてください。
""",
    ),
    Bad(
        "file-name-backslash",
        {"content/articles/operation/a\\b.md": ARTICLE},
        """\
content/articles/operation/a\\b.md:1:1: error[file-name]: ファイル名に使えない文字があります（「\\」は、Windows で開けません）。
  ヒント: 半角の英小文字・数字・ハイフンの名前に変えてください。
""",
    ),
    Bad(
        "file-name-capitals",
        {"content/articles/operation/Reply.md": ARTICLE},
        """\
content/articles/operation/Reply.md:1:1: error[bad-id]: 「operation/Reply」は id に使えません。
  ヒント: ファイル名とフォルダー名は、半角の英小文字・数字・ハイフンにしてください。
""",
    ),
    Bad(
        "file-name-japanese",
        {"content/articles/operation/返信.md": ARTICLE},
        """\
content/articles/operation/返信.md:1:1: error[bad-id]: 「operation/返信」は id に使えません。
  ヒント: ファイル名とフォルダー名は、半角の英小文字・数字・ハイフンにしてください。
""",
    ),
    Bad(
        "folder-name-japanese",
        {"content/articles/運営/reply.md": ARTICLE},
        """\
content/articles/運営/reply.md:1:1: error[bad-id]: 「運営/reply」は id に使えません。
  ヒント: ファイル名とフォルダー名は、半角の英小文字・数字・ハイフンにしてください。
""",
    ),
    Bad(
        "case-without-serial",
        {"content/cases/teiki-bin.yml": CASE, ORG_FILE: ORG},
        """\
content/cases/teiki-bin.yml:1:1: error[bad-id]: 「teiki-bin」は事例の id に使えません。
  ヒント: 社名が分からないよう、「case-0037」のような通し番号にしてください。
""",
    ),
    Bad(
        "organization-without-serial",
        {"content/organizations/food-a.yml": ORG},
        """\
content/organizations/food-a.yml:1:1: error[bad-id]: 「food-a」は組織の id に使えません。
  ヒント: 社名が分からないよう、「org-0014」のような通し番号にしてください。
""",
    ),
    Bad(
        "article-without-category",
        {"content/articles/reply.md": ARTICLE},
        """\
content/articles/reply.md:1:1: error[wrong-folder]: ファイルを置く深さが違います。
  ヒント: 「articles/分類/id.md」の形に置いてください。
""",
    ),
    Bad(
        "story-in-folder",
        {"content/stories/2026/reply.md": ARTICLE},
        """\
content/stories/2026/reply.md:1:1: error[wrong-folder]: ファイルを置く深さが違います。
  ヒント: 「stories/id.md」の形に置いてください。
""",
    ),
    Bad(
        "unknown-file",
        {"content/memo.txt": "あとで\n"},
        """\
content/memo.txt:1:1: warning[unknown-file]: どの種類の原稿でもないファイルです。サイトには出ません。
  ヒント: 画像なら .gif・.jpeg・.jpg・.png・.svg・.webp にしてください。配るファイルなら、設定の attachments に txt を足してください。
""",
        0,
    ),
    Bad(
        "unknown-folder",
        {"content/notes/memo.md": ARTICLE},
        """\
content/notes/memo.md:1:1: warning[unknown-file]: どの種類の原稿でもないファイルです。サイトには出ません。
  ヒント: organizations・cases・stories・articles・glossary・phrases・playbooks・seminars・voices のどれかのフォルダーに置いてください。
""",
        0,
    ),
    Bad(
        "wrong-suffix",
        {"content/stories/reply.yml": "title: 返信\n", "content/cases/case-0001.md": ARTICLE},
        """\
content/cases/case-0001.md:1:1: warning[unknown-file]: cases の原稿は .yml のファイルです。
  ヒント: 拡張子を .yml にしてください。
content/stories/reply.yml:1:1: warning[unknown-file]: stories の原稿は .md のファイルです。
  ヒント: 拡張子を .md にしてください。
""",
        0,
    ),
    Bad(
        "article-id-twice",
        {ARTICLE_FILE: ARTICLE, "content/articles/basics/reply.md": ARTICLE},
        """\
content/articles/operation/reply.md:1:1: error[duplicate-id]: id「reply」は content/articles/basics/reply.md と同じです。
  ヒント: ファイル名を変えてください。
""",
    ),
    Bad(
        "name-in-file-name",
        {ORG_FILE: ORG, "content/articles/operation/aozora-foods-reply.md": ARTICLE},
        """\
content/articles/operation/aozora-foods-reply.md:1:1: error[name-in-id]: ファイル名に社名（または読み・ローマ字）が入っています。
  ヒント: ファイル名は公開されます。通し番号など、社名の分からない名前に変えてください。
""",
    ),
    Bad(
        "name-in-image-name",
        {ORG_FILE: ORG, ARTICLE_FILE: ARTICLE, "content/articles/operation/aozorafoods.png": _PNG},
        """\
content/articles/operation/aozorafoods.png:1:1: error[name-in-id]: ファイル名に社名（または読み・ローマ字）が入っています。
  ヒント: ファイル名は公開されます。通し番号など、社名の分からない名前に変えてください。
""",
    ),
    Bad(
        "file-name-of-a-device",
        {"content/articles/operation/aux.md": ARTICLE},
        """\
content/articles/operation/aux.md:1:1: error[file-name]: Windows が機器の名前として使うため、開けないファイル名です。
  ヒント: 別の名前に変えてください。
""",
    ),
    Bad(
        "same-name-in-two-normal-forms",
        {
            ARTICLE_FILE: ARTICLE,
            "content/articles/operation/\u304c.png": b"",
            "content/articles/operation/\u304b\u3099.png": b"",
        },
        """\
content/articles/operation/が.png:1:1: error[same-name]: 「content/articles/operation/が.png」と、大文字・小文字か文字の組み立て方（濁点など）だけが違う名前です。
  ヒント: Mac や Windows では同じファイルになります。どちらかの名前を変えるか、消してください。
""",
    ),
    Bad(
        "folder-too-deep",
        {"content/articles/1/2/3/4/5/6/7/8/a.md": ARTICLE},
        """\
content/articles/1/2/3/4/5/6/7/8:1:1: error[folder-too-deep]: フォルダーの入れ子が深すぎます。
  ヒント: 8 段までにしてください。
""",
    ),
)

"""What is taken to a meeting, as PDF: the sheets of 商談シート, and the one page that a case has for handing over."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from ..model.keys import nearest
from ..record import Record, read_record
from .fault import NotPrinted
from .pages import PageToPrint, as_pdf

SHEETS = {"own": "own", "hand-out": "out"}
"""What ``--for`` says, and how the page calls the sheet."""

MOST = 12
"""So many cases fit on the desk (``brief.js``)."""

_BUILD = "casebook build で作り直してください。"
_KEPT = "casebook-brief /cases/"
"""Where the page keeps the desk of a site that stands at the root (``prospect.js``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A finished site that may be printed from today."""

    folder: Path
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What goes on the sheets, and for whom: ``segment`` is a key or its name."""

    cases: Sequence[str]
    sheet: str
    company: str = ""
    segment: str = ""


def open_site(folder: Path, audience: str, today: date) -> Site:
    """The site of ``audience`` in ``folder``. Raises NotPrinted where there is none, or one that is out of date."""
    record = read_record(folder)
    if record is None:
        raise NotPrinted(f"{folder} に、でき上がったサイトがありません。", "先に casebook build を実行してください。")
    if record.audience != audience:
        told = f"{folder} は「{record.audience}」向けのサイトです（印刷するのは「{audience}」向け）。"
        raise NotPrinted(told, "--audience か --site を確かめてください。")
    if not record.is_fresh(today):
        told = (
            f"{folder} のサイトは期限（{record.fresh_until}）を過ぎています。許諾や公開の期日で、内容が変わる日です。"
        )
        raise NotPrinted(told, _BUILD)
    return Site(folder=folder, record=record)


def brief(site: Site, meeting: Meeting, chromium: str) -> bytes:
    """The sheets of the chosen cases as PDF. The company reaches the page by its storage, never by an address.

    Raises NotPrinted: also where one of the cases must not be shown to this company, or has nothing to hand over."""
    if "brief/index.html" not in site.record.files:
        told = f"「{site.record.audience}」向けのサイトに、商談シートはありません。"
        raise NotPrinted(told, "営業向けのサイトから印刷してください（--audience sales）。")
    if len(meeting.cases) > MOST:
        raise NotPrinted(f"商談シートに入る事例は {MOST} 件までです。", "分けて印刷してください。")
    for case in meeting.cases:
        _known(site, case)
    desk = {"company": " ".join(meeting.company.split()), "segment": _segment(site, meeting.segment)}
    page = PageToPrint(
        site=site.folder,
        path=f"brief/?cases={','.join(meeting.cases)}&sheet={meeting.sheet}",
        ready="[data-cb-sheets][data-state=done]",
        refused=".cb-desk__gap",
        kept={_KEPT: json.dumps(desk)},
    )
    return as_pdf(page, chromium)


def onepager(site: Site, case: str, chromium: str) -> bytes:
    """The page that a case has for handing over, as PDF. Raises NotPrinted."""
    _known(site, case)
    path = f"cases/{case}/onepager/"
    if f"{path}index.html" not in site.record.files:
        told = f"{case} に、お渡し用の 1 枚はありません。提案資料への掲載許諾がないか、このサイトに入らないページです。"
        raise NotPrinted(told, "許諾は、事例の consent の proposal に書きます。")
    return as_pdf(PageToPrint(site=site.folder, path=path, ready=".cb-sheet--out"), chromium)


def _known(site: Site, case: str) -> None:
    if f"cases/{case}/index.html" in site.record.files:
        return
    cases = [name.split("/")[1] for name in site.record.files if name.startswith("cases/") and name.count("/") == 2]
    near = nearest(case, sorted(cases))
    hint = (
        f"「{near}」ではありませんか。" if near else "事例の id は、事例のページのアドレスにあります（例: case-0037）。"
    )
    raise NotPrinted(f"「{case}」という事例は、このサイトにありません。", hint)


def _segment(site: Site, said: str) -> str:
    """The key of a segment by its key or name, as the page offers them."""
    if not said:
        return ""
    page = LexborHTMLParser((site.folder / "brief" / "index.html").read_bytes())
    known = {
        option.text().strip(): option.attributes.get("value") or "" for option in page.css("[name=segment] option")
    }
    keys = {**known, **{key: key for key in known.values() if key}}
    if not keys.get(said):
        names = [name for name, key in keys.items() if key]
        near = nearest(said, names) or next((name for name in names if said in name), None)
        hint = (
            f"「{near}」ではありませんか。" if near else f"使える業種: {'、'.join(n for n, k in known.items() if k)}。"
        )
        raise NotPrinted(f"「{said}」という業種はありません。", hint)
    return keys[said]

"""What consent says against itself, and a text that changed since the client approved it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .. import blocks
from ..approval import approval_digest
from ..links import Target, targets_of
from ..model.body import Body
from ..model.case import UNDER_NDA, Case
from ..model.vocabulary import CONSENT_ITEM, USE
from ..problems import Problem, warning

_OUTWARD = ("web", "seminar", "proposal")


def consent_problems(case: Case, ranks: Mapping[str, int]) -> Iterator[Problem]:
    """Warnings alone: the gate withholds what is in doubt here."""
    yield from _under_nda(case)
    yield from _changed(case, ranks)
    if ranks[case.audience] == 0 and case.consent.web:
        yield from _photos(case, ranks)


def _under_nda(case: Case) -> Iterator[Problem]:
    if case.consent.nda == "standard":
        for use in _OUTWARD:
            kept = "・".join(CONSENT_ITEM.label_of(each) for each in case.consent.grants(use) if each in UNDER_NDA)
            if kept:
                yield warning(
                    "nda-withholds",
                    case.keys.at("consent", use),
                    f"秘密保持契約（nda: standard）があるので、{USE.label_of(use)}には「{kept}」を出しません。",
                    "先方が書面で認めたときは「nda: none」に改め、そうでなければ、この項目から外してください。",
                )


def _changed(case: Case, ranks: Mapping[str, int]) -> Iterator[Problem]:
    approved = case.consent.approved_digest
    if not approved or case.consent.status != "granted":
        return
    now = approval_digest(case, tuple(ranks))
    if approved != now:
        yield warning(
            "approval-outdated",
            case.keys.at("consent", "approved_digest"),
            "先方の確認を受けたあとに、社外に出る内容が変わっています。",
            f"先方にもう一度確認し、「approved_digest: {now}」と approved_on を書き直してください。",
        )


def _photos(case: Case, ranks: Mapping[str, int]) -> Iterator[Problem]:
    """Pictures in what the widest circle reads, while consent grants it none."""
    if "photo" in case.consent.web and case.consent.nda == "none":
        return
    for body in (case.challenge, case.approach, case.outcome):
        for target in _open_pictures(body, tuple(ranks)):
            yield warning(
                "photo-withheld",
                body.place(target.line, target.column, len(target.text)),
                "画像（photo）の掲載許諾がないので、公開サイトにはこの画像を出しません。",
                "許諾があれば consent.web に photo を足し、なければ社内向けの区切りの中に移してください。",
            )


def _open_pictures(body: Body, audiences: tuple[str, ...]) -> Iterator[Target]:
    if "![" not in body.text and "<img" not in body.text:
        return
    parts, _ = blocks.split(body, audiences)
    for target in targets_of(body.text):
        part = next((each for each in parts if each.start <= target.line < each.end), None)
        if target.image and not (part and part.audience):
            yield target

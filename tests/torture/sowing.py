"""Random sites that pass every check, with a secret in each field, comment, file name and picture.

Who may see what is said here a second time, from the table of the design alone and without the product's own gate:
each secret is planted together with the circles that it is for.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .drafts import Data, Draft, Passage, Secret, Sown, Step

CIRCLES = ("public", "marketing", "sales", "editors")
INSIDE = frozenset(CIRCLES[1:])
EDITORS = frozenset({"editors"})
NOBODY: frozenset[str] = frozenset()

_LETTERS = "bcdfghjkmpqvwxz"
_USES = ("web", "seminar", "proposal")
_GRANTS: tuple[tuple[str, ...], ...] = (
    (),
    ("alias",),
    ("alias", "metrics"),
    ("metrics", "quotes"),
    ("name", "metrics"),
    ("name", "alias", "metrics", "quotes", "community_name"),
)
_PURPOSES = ("retention", "ltv", "support_load", "activation", "insight", "advocacy")
_SEGMENTS = ("food", "automotive", "insurance", "retail", "education", "travel")
_KPIS = ("churn_rate", "active_rate", "support_hours", "ugc_count", "retention_rate")


def sow(seed: int) -> Sown:
    """A site of about fifteen documents; the same seed gives the same site."""
    return _Sower(random.Random(seed)).site()


def from_circle(name: str) -> frozenset[str]:
    """A circle and every narrower one."""
    return frozenset(CIRCLES[CIRCLES.index(name) :])


@dataclass(slots=True)
class _Sower:
    rng: random.Random
    drafts: dict[str, Draft] = field(default_factory=dict)
    secrets: list[Secret] = field(default_factory=list)
    readers: dict[str, frozenset[str]] = field(default_factory=dict)
    """Who may read each document, by ``collection/id``."""
    planned: dict[str, list[str]] = field(default_factory=dict)
    """The ids of each collection, known before the first document is written."""

    def site(self) -> Sown:
        rng = self.rng
        sizes = {
            "organizations": 3,
            "cases": rng.randint(3, 4),
            "glossary": 3,
            "playbooks": 1,
            "articles": rng.randint(2, 4),
            "stories": rng.randint(1, 2),
            "seminars": 1,
            "phrases": rng.randint(1, 2),
            "voices": 1,
        }
        for collection, size in sizes.items():
            self.planned[collection] = [self._id(collection, number) for number in range(1, size + 1)]
        heads = {f"{c}/{i}": self._head(c, i) for c, ids in self.planned.items() for i in ids}
        clients = {name: self._client() for name in self.planned["organizations"]}
        for name in self.planned["cases"]:
            self._case(name, heads[f"cases/{name}"], clients)
        for name in self.planned["voices"]:
            self._voices(name, heads[f"voices/{name}"], clients)
        for name, client in clients.items():
            self._organization(name, heads[f"organizations/{name}"], client)
        for name in self.planned["glossary"]:
            self._term(name, heads[f"glossary/{name}"])
        for name in self.planned["phrases"]:
            self._phrases(name, heads[f"phrases/{name}"])
        for collection in ("articles", "stories", "playbooks", "seminars"):
            for name in self.planned[collection]:
                self._page(collection, name, heads[f"{collection}/{name}"])
        self._around()
        return Sown(drafts=self.drafts, secrets=tuple(self.secrets))

    # -- secrets -----------------------------------------------------------------------------------------------

    def token(self) -> str:
        """Nine letters that no word, digest or theme file holds."""
        return "".join(self.rng.choices(_LETTERS, k=9))

    def plant(self, what: str, may: Iterable[str], file: str, cut: tuple[Step, ...] | None = None) -> str:
        """A new secret; the text that carries it."""
        token = self.token()
        self.secrets.append(Secret(what=what, may=frozenset(may), file=file, token=token, cut=cut))
        return token

    def say(self, what: str, may: Iterable[str], file: str, *cut: Step) -> str:
        """A sentence with a secret in it, in its file at the path ``cut``."""
        about = self.rng.choice(("お題", "返信", "集まり", "歓迎", "声かけ"))
        return f"会員の{self.plant(what, may, file, ('data', *cut))}という{about}を続けました"

    def number(self, what: str, may: Iterable[str], file: str) -> int:
        """A number of nine digits that is a secret."""
        value = self.rng.randrange(10**8, 10**9)
        self.secrets.append(Secret(what=what, may=frozenset(may), file=file, token=str(value)))
        return value

    def whole(self, what: str, may: Iterable[str], file: str, *cut: Step) -> None:
        """Something that can be taken away as a whole."""
        way: tuple[Step, ...] = ("data", *cut) if cut else ()
        self.secrets.append(Secret(what=what, may=frozenset(may), file=file, cut=way))

    def passages(self, what: str, key: str, may: frozenset[str], file: str) -> list[Passage]:
        """A text with parts for narrower circles, a comment, a link and a picture."""
        found: list[Passage] = []

        def add(kind: str, who: frozenset[str], text: str, audience: str = "") -> None:
            token = self.plant(f"{what}.{kind}", who, file, ("data", key, len(found)))
            found.append(Passage(text=text.replace("@", token), audience=audience))

        add("text", may, "はじめに@の場をつくりました。")
        for circle in self.rng.sample(CIRCLES[1:], 2):
            who = may & from_circle(circle)
            add("block", who, "ここは@の話です。[リンク](https://example.com/inside)", circle)
            add("block-link", who, "[くわしく](https://example.com/@)", circle)
        add("heading", may, "## @の進め方")
        add("comment", NOBODY, "<!-- @ -->")
        if file.endswith(".md") and self.rng.random() < 0.7:
            circle = self.rng.choice(("", "sales"))
            self._picture(what, file, found, may & from_circle(circle) if circle else may, circle, key)
        return found

    def _picture(self, what: str, file: str, found: list[Passage], may: frozenset[str], circle: str, key: str) -> None:
        alt = self.plant(f"{what}.alt", may, file, ("data", key, len(found)))
        name = f"{self.token()}.png"
        path = f"{file.rpartition('/')[0]}/{name}"
        meta = self.plant("picture.metadata", NOBODY, path, ("data", "meta"))
        self.secrets.append(Secret(what="picture.name", may=NOBODY, file=path, token=name.removesuffix(".png")))
        self.whole("picture", may, path)
        found.append(Passage(text=f"![図 {alt}]({name})", audience=circle))
        self.drafts[path] = Draft(path=path, data={"meta": meta})

    # -- what all documents share --------------------------------------------------------------------------------

    def _id(self, collection: str, number: int) -> str:
        serial = {"organizations": "org", "cases": "case"}.get(collection)
        return f"{serial}-{number:04}" if serial else self.token()

    def _head(self, collection: str, name: str) -> Data:
        """Audience, status and dates of a document; notes who may read it."""
        audience = self.rng.choice(("public", "public", "public", "marketing", "sales", "editors"))
        if collection == "organizations":
            audience = self.rng.choice(("marketing", "sales", "sales", "editors"))
        status = self.rng.choice(("published",) * 7 + ("draft", "in_review", "withdrawn"))
        head: Data = {"audience": audience, "status": status, "published_on": "2026-04-01", "updated_on": "2026-08-01"}
        may = from_circle(audience)
        if self.rng.random() < 0.1:
            head["publish_on"] = "2027-01-15"
            may &= EDITORS
        if status in ("draft", "in_review"):
            may &= EDITORS
        if status == "withdrawn":
            may = NOBODY
        self.readers[f"{collection}/{name}"] = may
        return head

    def _finish(self, collection: str, path: str, data: Data, may: frozenset[str], *, seen: frozenset[str]) -> None:
        """Keep a document, with comments and what no page shows; ``seen`` by whom its absence may be noticed."""
        comments = [self.plant(f"{collection}.comment", NOBODY, path, ("comments", n)) for n in range(2)]
        data["extra"] = {"note": self.plant(f"{collection}.extra", NOBODY, path, ("data", "extra"))}
        self.drafts[path] = Draft(path=path, data=data, comments=comments)
        reached = from_circle(data["audience"]) if "publish_on" in data else NOBODY
        self.whole(f"{collection}.whole", seen | may | reached, path)

    def _named(self, collection: str, name: str, path: str, may: frozenset[str]) -> None:
        """The id of a document is a secret like its text, where it is no serial number."""
        if name.isalpha():
            self.secrets.append(Secret(what=f"{collection}.id", may=may, file=path, token=name))

    def _some(self, collection: str, most: int = 2) -> list[str]:
        """References, also to what fewer may read than the document that holds them."""
        ids = self.planned[collection]
        return self.rng.sample(ids, self.rng.randint(0, min(most, len(ids))))

    def _review(self, collection: str, may: frozenset[str], path: str) -> Data:
        return {"owner": self.plant(f"{collection}.owner", may, path), "verified_on": "2026-09-01"}

    def _old(self, collection: str, may: frozenset[str], path: str) -> list[str]:
        token = self.plant(f"{collection}.redirect", may, path, ("data", "redirect_from"))
        return [f"/old/{token}/"]

    # -- clients and cases -----------------------------------------------------------------------------------------

    def _organization(self, name: str, head: Data, client: _Client) -> None:
        path, rng = f"content/organizations/{name}.yml", self.rng
        knows = self.readers[f"organizations/{name}"] - {"public"}
        may = knows | client.named
        data: Data = {
            **head,
            "name": f"株式会社{self.plant('organizations.name', may, path)}",
            "reading": self.plant("organizations.reading", may, path, ("data", "reading")),
            "short_name": f"{self.plant('organizations.short_name', may, path, ('data', 'short_name'))}商店",
            "romaji": self.plant("organizations.romaji", may, path, ("data", "romaji")),
            "other_names": [self.plant("organizations.other_names", may, path, ("data", "other_names"))],
            "alias": f"会社{self.plant('organizations.alias', client.aliased, path)}",
            "segment": rng.choice(_SEGMENTS),
            "employees": "300-999",
            "prefecture": "東京都",
            "contract": {
                "status": client.contract,
                "form": self.plant("organizations.contract.form", knows, path, ("data", "contract", "form")),
                "since": "2022-04",
            },
            "not_for": {
                "segments": [rng.choice(_SEGMENTS)],
                "companies": [self.plant("not_for.companies", EDITORS, path, ("data", "not_for", "companies"))],
                "note": self.plant("not_for.note", client.seen & INSIDE, path, ("data", "not_for", "note")),
            },
        }
        if client.hold:
            reason = self.plant("organizations.hold.reason", EDITORS, path, ("data", "hold", "reason"))
            data["hold"] = {"since": "2026-09-01", "reason": reason}
        self._finish("organizations", path, data, may, seen=client.seen | client.aliased)

    def _case(self, name: str, head: Data, clients: dict[str, _Client]) -> None:
        path, rng = f"content/cases/{name}.yml", self.rng
        of = rng.choice([*clients, *clients, ""])
        client = clients.get(of, _Client(contract="active", hold=False))
        consent = self._consent(path)
        grants = {use: frozenset(consent[use]) for use in _USES}
        may = self.readers[f"cases/{name}"]
        if self._barred(consent, client):
            may &= EDITORS
        if not grants["web"]:
            may -= {"public"}
        self.readers[f"cases/{name}"] = may
        named = self._handed(may, grants, {"name"}) if of else NOBODY
        called = self._handed(may, grants, {"name", "community_name"}) if of else NOBODY
        known = may & self.readers.get(f"organizations/{of}", NOBODY) & INSIDE
        client.seen |= may
        client.aliased |= (may & INSIDE) | self._handed(may, grants, {"alias"}) | named  # search knows both
        client.named |= named
        data: Data = {
            "title": self.say("cases.title", may, path),
            "summary": self.say("cases.summary", may, path),
            **head,
            "organization": of,
            **self._subject(path, may, known | named, known | called),
            "purposes": rng.sample(_PURPOSES, 2),
            "adoption": self._adoption(path, may),
            **{key: self.passages(f"cases.{key}", key, may, path) for key in ("challenge", "approach", "outcome")},
            "conditions": [self.say("cases.conditions", may, path, "conditions", n) for n in range(2)],
            "setbacks": [self.say("cases.setbacks", may, path, "setbacks", 0)],
            "playbooks": self._some("playbooks"),
            "metrics": [self._metric(path, n, head["audience"], may, grants["web"]) for n in range(2)],
            "quotes": [self._quote(path, n, head["audience"], may, grants["web"]) for n in range(3)],
            "talk_track": [self._inside(path, "talk_track", n, head, may, ("say",)) for n in range(2)],
            "objections": [self._inside(path, "objections", n, head, may, ("question", "answer")) for n in range(2)],
            "consent": consent,
            "review": self._review("cases", may, path),
            "related": [other for other in self._some("cases") if other != name],
            "tags": [self.plant("cases.tags", may, path, ("data", "tags", 0))],
            "redirect_from": self._old("cases", may, path),
        }
        if not of:
            del data["organization"]
        self._finish("cases", path, data, may, seen=NOBODY)

    @staticmethod
    def _handed(may: frozenset[str], grants: Mapping[str, frozenset[str]], items: set[str]) -> frozenset[str]:
        """The circles that may get ``items`` in what leaves the building: the public site has what is for the web."""
        uses = [use for use in _USES if items <= grants[use]]
        return (may & INSIDE if uses else NOBODY) | (may & {"public"} if "web" in uses else NOBODY)

    def _client(self) -> _Client:
        return _Client(contract=self.rng.choice(("active", "active", "unknown", "ended")), hold=self.rng.random() < 0.1)

    def _consent(self, path: str) -> Data:
        rng = self.rng
        status = rng.choice(("granted",) * 8 + ("asked", "refused", "revoked"))
        return {
            "status": status,
            **{use: list(rng.choice(_GRANTS)) for use in _USES},
            "verbal": ["name"],
            "approved_on": "2026-03-10",
            "valid_until": rng.choice(("2099-03-31", "2099-03-31", "2099-03-31", "2026-10-31")),
            "nda": rng.choice(("none", "standard", "none", "none", "existence")),
            "survives_contract": rng.random() < 0.5,
        }

    @staticmethod
    def _barred(consent: Data, client: _Client) -> bool:
        return (
            consent["status"] != "granted"
            or consent["valid_until"] < "2026-11-01"
            or consent["nda"] == "existence"
            or client.hold
            or (client.contract == "ended" and not consent["survives_contract"])
        )

    def _subject(self, path: str, may: frozenset[str], exact: frozenset[str], named: frozenset[str]) -> Data:
        """What a case is about: mostly a community."""
        if self.rng.random() < 0.8:
            return {"concept": "community", "community": self._community(path, exact, named)}
        parts = ("scene", "who", "when", "what", "how", "recipients")
        said = {part: self.say(f"communication.{part}", may, path, "communication", part) for part in parts}
        return {"concept": "communication", "communication": said}

    def _community(self, path: str, exact: frozenset[str], named: frozenset[str]) -> Data:
        return {
            "name": self.plant("community.name", named, path, ("data", "community", "name")),
            "type": "fan",
            "stage": "growing",
            "launched": "2022-06",
            "members": {"value": self.number("community.members", exact, path), "on": "2026-03"},
            "operation": [{"kind": "agency", "from": "2022-06", "scope": ["posts"]}],
        }

    def _adoption(self, path: str, may: frozenset[str]) -> Data:
        circle = self.rng.choice((None, None, "editors", "sales"))
        who = may & from_circle(circle or "sales")
        parts = ("department", "decision_level", "trigger", "deciding_factor", "contact")
        data: Data = {part: self.say(f"adoption.{part}", who, path, "adoption", part) for part in parts}
        self.whole("adoption", who, path, "adoption")
        timeline = {"considered": "2022-01", "contracted": "2022-04"}
        team = {"people": 2, "hours_per_week": 5, "concurrent": True}
        return {**data, **({"audience": circle} if circle else {}), "client_team": team, "timeline": timeline}

    def _metric(self, path: str, at: int, audience: str, may: frozenset[str], web: frozenset[str]) -> Data:
        circle = self.rng.choice((None, None, CIRCLES[max(CIRCLES.index(audience), 2)]))
        show = {use: self.rng.choice(("actual", "ratio", "none")) for use in _USES}
        inside = may & INSIDE & (from_circle(circle) if circle else may)
        outside = may & {"public"} if "metrics" in web and not circle else NOBODY
        noted = inside | (outside if show["web"] != "none" else NOBODY)
        exact = inside | (outside if show["web"] == "actual" else NOBODY)
        self.whole("metrics.item", noted, path, "metrics", at)
        return {
            **({"audience": circle} if circle else {}),
            "kpi": self.rng.choice(_KPIS),
            "compare": "before_after",
            "before": {"value": self.number("metrics.before", exact, path), "period": ["2024-04", "2025-03"]},
            "after": {"value": self.number("metrics.after", exact, path), "period": ["2025-04", "2026-03"]},
            "show": show,
            "population": self.say("metrics.population", noted, path, "metrics", at, "population"),
            "sample_size": self.number("metrics.sample_size", exact, path),
            "measured_by": "client",
            "confounders": self.say("metrics.confounders", noted, path, "metrics", at, "confounders"),
        }

    def _quote(self, path: str, at: int, audience: str, may: frozenset[str], web: frozenset[str]) -> Data:
        speaker, consent = self.rng.choice(("client", "member", "team")), self.rng.random() < 0.5
        circle = self.rng.choice((None, CIRCLES[max(CIRCLES.index(audience), 2)]))
        who = may & from_circle(circle) if circle else may
        if "quotes" not in web:
            who -= {"public"}
        if speaker == "member" and not consent:
            who = NOBODY
        self.whole("quotes.item", who, path, "quotes", at)
        return {
            **({"audience": circle} if circle else {}),
            "speaker": speaker,
            "consent": consent,
            "role": self.plant("quotes.role", who, path, ("data", "quotes", at, "role")),
            "text": self.say("quotes.text", who, path),
        }

    def _inside(
        self, path: str, key: str, at: int, head: Data, may: frozenset[str], parts: Sequence[str]
    ) -> dict[str, Any]:
        """One thing that a case says to colleagues alone."""
        circle = self.rng.choice((None, None, "editors"))
        who = may & from_circle(circle or "sales")
        self.whole(f"{key}.item", who, path, key, at)
        said = {part: self.say(f"{key}.{part}", who, path, key, at) for part in parts}
        return {**({"audience": circle} if circle else {}), **said}

    # -- lists and terms ---------------------------------------------------------------------------------------------

    def _phrases(self, name: str, head: Data) -> None:
        path, may = f"content/phrases/{name}.yml", self.readers[f"phrases/{name}"]
        self._named("phrases", name, path, may)
        items = []
        for at in range(3):
            circle, who = self._item(head, may)
            item = {
                key: self.say(f"phrases.{key}", who, path, "items", at) for key in ("text", "instead_of", "subject")
            }
            purpose = self.plant("phrases.purpose", who, path, ("data", "items", at))
            items.append({**circle, **item, "purpose": purpose, "kind": "mail", "recipient": "external"})
        data: Data = {"title": self.say("phrases.title", may, path), **head, "items": items}
        self._finish("phrases", path, data, may, seen=NOBODY)

    def _voices(self, name: str, head: Data, clients: dict[str, _Client]) -> None:
        path, may = f"content/voices/{name}.yml", self.readers[f"voices/{name}"]
        self._named("voices", name, path, may)
        items = []
        for at in range(3):
            circle, who = self._item(head, may)
            of = self.rng.choice(list(clients))
            clients[of].seen |= who
            clients[of].aliased |= who & INSIDE
            said = {
                key: self.say(f"voices.{key}", who, path, "items", at)
                for key in ("theme", "feature", "text", "reading")
            }
            items.append({**circle, **said, "heard": [{"on": "2026-05-01", "organization": of}]})
        data: Data = {"title": self.say("voices.title", may, path), **head, "items": items}
        self._finish("voices", path, data, may, seen=NOBODY)

    def _item(self, head: Data, may: frozenset[str]) -> tuple[Data, frozenset[str]]:
        rank = CIRCLES.index(head["audience"])
        circle = self.rng.choice((None, *CIRCLES[rank:]))
        return ({"audience": circle}, may & from_circle(circle)) if circle else ({}, may)

    def _term(self, name: str, head: Data) -> None:
        path, may = f"content/glossary/{name}.yml", self.readers[f"glossary/{name}"]
        self._named("glossary", name, path, may)
        other = self.rng.choice([one for one in self.planned["glossary"] if one != name])
        both = may & self.readers[f"glossary/{other}"]
        self.whole("contrasts.item", both, path, "contrasts", 0)
        parts = ("difference", "together", "rule_of_thumb")
        contrast = {part: self.say(f"contrasts.{part}", both, path, "contrasts", 0) for part in parts}
        data: Data = {
            **head,
            "term": self.plant("glossary.term", may, path),
            **{key: self.plant(f"glossary.{key}", may, path, ("data", key)) for key in ("reading", "english")},
            "english_note": self.say("glossary.english_note", may, path, "english_note"),
            "aliases": [self.plant("glossary.aliases", may, path, ("data", "aliases", 0))],
            "definition": self.say("glossary.definition", may, path),
            **{
                key: [self.say(f"glossary.{key}", may, path, key, at) for at in range(2)]
                for key in ("points", "scenes", "examples")
            },
            "contrasts": [{"with": other, **contrast}],
            "misuses": [
                {key: self.say(f"misuses.{key}", may, path, "misuses", 0) for key in ("wrong", "why", "instead")}
            ],
            "see_also": [one for one in self._some("glossary") if one != name],
            "tags": [self.plant("glossary.tags", may, path, ("data", "tags", 0))],
            "redirect_from": self._old("glossary", may, path),
        }
        self._finish("glossary", path, data, may, seen=NOBODY)

    # -- Markdown ------------------------------------------------------------------------------------------------------

    def _page(self, collection: str, name: str, head: Data) -> None:
        may = self.readers[f"{collection}/{name}"]
        folder = f"{collection}/"
        if collection == "articles":
            folder += f"{self.token()}/" if self.rng.random() < 0.5 else "operation/"
        path = f"content/{folder}{name}.md"
        self._named(collection, name, path, may)
        if collection == "articles" and not folder.endswith("operation/"):
            self.secrets.append(Secret(what="articles.category", may=may, file=path, token=folder.split("/")[1]))
        data: Data = {
            "title": self.say(f"{collection}.title", may, path),
            "description": self.say(f"{collection}.description", may, path, "description"),
            **head,
            "tags": [self.plant(f"{collection}.tags", may, path, ("data", "tags", 0))],
            "terms": self._some("glossary"),
            "related": [f"articles/{one}" for one in self._some("articles") if one != name],
            "sources": [self.say(f"{collection}.sources", may, path, "sources", 0)],
            "byline": self.plant(f"{collection}.byline", may, path, ("data", "byline")),
            "review": self._review(collection, may, path),
            "redirect_from": self._old(collection, may, path),
            **self._special(collection, may, path),
            "body": self.passages(collection, "body", may, path),
        }
        self._finish(collection, path, data, may, seen=NOBODY)

    def _special(self, collection: str, may: frozenset[str], path: str) -> Data:
        if collection == "stories":
            return {"case": self.rng.choice(self.planned["cases"]), "cases": self._some("cases")}
        if collection == "articles":
            return {"cases": self._some("cases"), "playbooks": self._some("playbooks")}
        if collection == "playbooks":
            return {
                "steps": [self.say("playbooks.steps", may, path, "steps", at) for at in range(2)],
                "stages": ["growing"],
            }
        said = {
            key: self.plant(f"seminars.{key}", may, path, ("data", key))
            for key in ("venue", "fee", "host", "contact", "notice")
        }
        address = self.plant("seminars.registration_url", may, path, ("data", "registration_url"))
        return {
            "date": "2027-02-18",
            "start": "15:00",
            "shown_to": self.rng.choice(("seminar", "proposal", "web")),
            **said,
            "registration_url": f"https://example.com/{address}",
            "cases": self._some("cases"),
            "speakers": [self._speaker(path, at, may) for at in range(2)],
        }

    def _speaker(self, path: str, at: int, may: frozenset[str]) -> Data:
        consent = self.rng.random() < 0.5
        who = may if consent else NOBODY
        return {
            "name": self.plant("speakers.name", who, path),
            "title": self.plant("speakers.title", may, path, ("data", "speakers", at, "title")),
            "company": self.plant("speakers.company", who, path, ("data", "speakers", at, "company")),
            "consent": consent,
        }

    # -- what is no document -------------------------------------------------------------------------------------------

    def _around(self) -> None:
        """The configuration, the catalogues and a file that nobody should see, each with a comment."""
        config: Data = {"site_name": "試し", "samples": "show"}
        self.drafts["site_config.yml"] = Draft(path="site_config.yml", data=config)
        kpi = {"name": "来店の数", "unit": "回"}
        self.drafts["content/kpis.yml"] = Draft(path="content/kpis.yml", data={"visits": kpi})
        for path in ("site_config.yml", "content/kpis.yml"):
            self.drafts[path].comments.append(self.plant("catalogue.comment", NOBODY, path, ("comments", 0)))
        path = f"content/.{self.token()}.yml"
        self.drafts[path] = Draft(path=path, data={"note": self.plant("hidden file", NOBODY, path)})
        self.whole("hidden file", NOBODY, path)


@dataclass(slots=True)
class _Client:
    """What cases and voices say of a client before its own record is written."""

    contract: str
    hold: bool
    seen: frozenset[str] = NOBODY
    aliased: frozenset[str] = NOBODY
    named: frozenset[str] = NOBODY

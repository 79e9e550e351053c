"""One story, one claim, one source's stance, told whole: facts with words, sources and days."""

from collections.abc import Mapping
from typing import Any

import msgspec

from onrecord.errors import UsageError
from onrecord.ledger.linking import unpacked
from onrecord.ledger.names import FACT, FactName, fact_name
from onrecord.ledger.store import Store
from onrecord.model.across import Claim, Fact, Happening, Root, Stance, Story

SAID = (
    "SELECT id, report, outlet, published, day, source, kind, act, content AS words, title"
    " FROM standing_attributions WHERE reading = ? AND n = ?"
)
DONE = (
    "SELECT id, report, outlet, published, day, NULL AS source, NULL AS kind, status AS act,"
    " clause AS words, title FROM standing_events WHERE reading = ? AND n = ?"
)
Told = dict[str, Any]


class Links:
    """What a ledger has linked, told in words."""

    def __init__(self, store: Store) -> None:
        self.store = store

    # ---- stories

    def story(self, id: str) -> Story:
        """The story that a report belongs to, by its public id or that of a fact in it.

        Raises UsageError where the ledger has no such report, or it belongs to no story.
        """
        report = self._report(id)
        row = self.store.one(
            "SELECT stories.links FROM stories JOIN story_reports ON story = stories.id"
            " WHERE report = ?",
            (report,),
        )
        if row is None:
            raise UsageError(
                f"{id} belongs to no story of two reports or more. onrecord link puts reports "
                "that came into theirs; onrecord stories lists them."
            )
        return unpacked(row[0])

    def story_told(self, id: str) -> Told:
        """A story as text: its reports with copies folded, its events, claims, contradictions."""
        story = self.story(id)
        copies = {copy.copy: copy for copy in story.copies if copy.scale == "whole"}
        return {
            "story": story.reports[0],
            "title": story.title,
            "first": story.first,
            "last": story.last,
            "reports": [
                self._of_report(name)
                | {"copy_of": copies[name].original if name in copies else None}
                for name in story.reports
            ],
            "copies": [msgspec.to_builtins(copy) for copy in story.copies],
            "events": [self._event(event) for event in story.events],
            "claims": [
                self.claim_told(claim, story)
                for claim in sorted(story.claims, key=lambda c: (-len(c.said), -c.high))
                if len(claim.said) > 1 or claim.against
            ],
            "contradictions": [
                {
                    "kind": c.kind,
                    "why": c.why,
                    "a": self.fact(c.a),
                    "b": self.fact(c.b),
                    "resolved": self.fact(c.resolved) if c.resolved else None,
                }
                for c in story.contradictions
            ],
            "stances": [self.stance_told(stance) for stance in story.stances],
            "remarks": [
                {
                    "relation": p.relation,
                    "words": p.words,
                    "at": self.fact(p.at),
                    "targets": [self.fact(fact) for fact in p.targets],
                    "borne_out": p.borne_out,
                }
                for p in story.pointers
            ],
        }

    def _event(self, event: Happening) -> Told:
        return {
            "type": event.type,
            "first": event.first,
            "last": event.last,
            "course": event.course,
            "why": event.why,
            "mentions": [self.fact(fact) for fact in event.mentions],
        }

    # ---- claims

    def claim(self, id: str) -> tuple[Claim, Story]:
        """The claim that a statement makes, by the statement's public id; of several, the one with
        most statements. Raises UsageError where there is none."""
        name = _statement(id)
        found = self._located(name)
        story = self.story(found.report)
        claims = [c for c in story.claims if found in {s.at for s in c.said}]
        if not claims:
            claims = self._copied(found, story)
        if not claims:
            raise UsageError(f"{id} claims nothing that could be compared. See onrecord claims.")
        return max(claims, key=lambda claim: len(claim.said)), story

    def _copied(self, found: Fact, story: Story) -> list[Claim]:
        """The claims that a statement makes which is a copy of another."""
        words = self.fact(found)["words"]
        return [
            claim
            for claim in story.claims
            for saying in claim.said
            if found.report in saying.copies and self.fact(saying.at)["words"] == words
        ]

    def claim_told(self, claim: Claim, story: Story) -> Told:
        """A claim as text."""
        first = self.fact(claim.said[0].at)
        own = {saying.at for saying in claim.said}
        return {
            "claim": first["id"],
            "story": story.reports[0],
            "words": first["words"],
            "low": claim.low,
            "high": claim.high,
            "why": claim.why,
            "credibility": claim.credibility.grade,
            "credibility_why": claim.credibility.why,
            "circle": list(claim.circle),
            "roots": [
                {"who": r.who, "sure": r.sure, "why": r.why, "reliability": self._reliability(r),
                 "statements": len(r.sayings)}
                for r in claim.roots
            ],
            "said": [
                self.fact(s.at)
                | {
                    "root": s.root,
                    "relays": list(s.relays),
                    "copies": [self._of_report(name)["outlet"] for name in s.copies],
                }
                for s in claim.said
            ],
            "against": [self.fact(fact) for fact in claim.against],
            "withdrawn": [self.fact(fact) for fact in claim.withdrawn],
            "stances": [
                self.stance_told(s)
                for s in story.stances
                if own & {step.at for step in s.steps}
            ],
            "contradictions": [
                {"kind": c.kind, "why": c.why, "other": self.fact(c.b if c.a in own else c.a)}
                for c in story.contradictions
                if c.a in own or c.b in own
            ],
        }  # fmt: skip

    def origins(self, claim: Claim) -> Told:
        """The graph of a claim: claim <- source <- relay <- report, as nodes and edges."""
        nodes: dict[str, Told] = {"claim": {"id": "claim", "kind": "claim", "label": "claim"}}
        edges: dict[tuple[str, str], Told] = {}

        def link(one: str, other: str, kind: str) -> None:
            edges.setdefault((one, other), {"from": one, "to": other, "kind": kind})

        for number, root in enumerate(claim.roots):
            id = f"root{number}"
            kind = "sure" if root.sure else "perhaps"
            nodes[id] = {"id": id, "kind": kind, "label": root.who, "why": root.why}
            link("claim", id, "origin")
        for saying in claim.said:
            told = self.fact(saying.at)
            before = f"root{saying.root}" if saying.root is not None else "claim"
            for relay in saying.relays:
                id = f"relay:{relay}"
                nodes.setdefault(id, {"id": id, "kind": "relay", "label": relay})
                link(before, id, "relays")
                before = id
            for name in (saying.at.report, *saying.copies):
                report = self._of_report(name)
                label = f"{report['outlet'] or name}, {report['published'] or 'no date'}"
                id = f"report:{name}"
                nodes.setdefault(id, {"id": id, "kind": "report", "label": label, "report": name})
                kind = "prints" if name == saying.at.report else "copies"
                link(before if name == saying.at.report else f"report:{saying.at.report}", id, kind)
            nodes[f"report:{saying.at.report}"].setdefault("fact", told["id"])
        return {"nodes": list(nodes.values()), "edges": list(edges.values())}

    def _reliability(self, root: Root) -> str | None:
        found = self.store.value(
            "SELECT grade FROM reliability WHERE source = ? ORDER BY id DESC LIMIT 1", (root.who,)
        )
        return found or None

    # ---- stances

    def stances(self, source: str, about: str | None = None) -> list[Told]:
        """What a source said of matters through time: those whose words hold all of `about`."""
        words = (about or "").casefold().split()
        sql = (
            "SELECT DISTINCT s.links FROM stances AS t JOIN stories AS s ON s.id = t.story"
            " WHERE t.source LIKE '%' || ? || '%' ORDER BY s.first, s.name"
        )
        found = []
        for (links,) in self.store.run(sql, (source,)):
            for stance in unpacked(links).stances:
                if source.casefold() in stance.source.casefold():
                    told = self.stance_told(stance)
                    text = " ".join([told["about"], *(s["words"] or "" for s in told["steps"])])
                    if all(word in text.casefold() for word in words):
                        found.append(told)
        return found

    def stance_told(self, stance: Stance) -> Told:
        """A stance as text."""
        return {
            "source": stance.source,
            "about": stance.about,
            "changed": stance.changed,
            "steps": [
                self.fact(step.at)
                | {
                    "first": step.first,
                    "last": step.last,
                    "act": step.act,
                    "also": [self.fact(fact)["id"] for fact in step.also],
                }
                for step in stance.steps
            ],
        }

    # ---- facts and reports

    def fact(self, fact: Fact) -> Told:
        """A fact: its public id, report, outlet, days, source, act and words."""
        reading = self.store.value(
            "SELECT standing.reading FROM standing JOIN reports ON reports.id = standing.report"
            " WHERE reports.name = ?",
            (fact.report,),
        )
        sql = SAID if fact.id[0] == "S" else DONE
        row = next(self.store.dicts(sql, (reading, int(fact.id[1:]))), None)
        empty = dict.fromkeys(
            ("id", "outlet", "published", "day", "source", "kind", "act", "words")
        )
        return row or {**empty, "report": fact.report, "title": None}

    def _of_report(self, name: str) -> Told:
        sql = (
            "SELECT reports.name AS report, versions.outlet, versions.published, versions.title,"
            " versions.url FROM reports JOIN standing ON standing.report = reports.id"
            " JOIN versions ON versions.id = standing.version WHERE reports.name = ?"
        )
        return next(self.store.dicts(sql, (name,)), None) or {
            "report": name, "outlet": None, "published": None, "title": None, "url": None,
        }  # fmt: skip

    def _report(self, id: str) -> int:
        name = fact_name(id).version if FACT.fullmatch(id) else id
        found = self.store.value(
            "SELECT standing.report FROM standing JOIN reports ON reports.id = standing.report"
            " JOIN versions ON versions.id = standing.version"
            " WHERE reports.name = ? OR versions.name = ?",
            (name, name),
        )
        if found is None:
            raise UsageError(f"the ledger has no report {name}. onrecord reports lists them.")
        return int(found)

    def _located(self, name: FactName) -> Fact:
        """The fact of a public id, as links name it."""
        row = self.store.one(
            "SELECT standing.reading, reports.name FROM standing"
            " JOIN versions ON versions.id = standing.version"
            " JOIN reports ON reports.id = standing.report WHERE versions.name = ?",
            (name.version,),
        )
        if row is None:
            raise UsageError(f"the ledger has no report {name.version} that stands.")
        view = "standing_attributions" if name.letter == "S" else "standing_events"
        found = self.store.value(
            f"SELECT n FROM {view} WHERE reading = ? AND id = ?", (row[0], str(name))
        )
        if found is None:
            raise UsageError(f"the ledger has no fact {name}.")
        return Fact(row[1], f"{name.letter}{found}")


def _statement(id: str) -> FactName:
    name = fact_name(id)
    if name.letter not in "SE":
        raise UsageError(f"{id} is no statement. onrecord claims lists claims with their ids.")
    return name


def graph_rows(graph: Mapping[str, Any]) -> list[Told]:
    """The edges of a graph of origins with the labels of both ends, for tables."""
    labels = {node["id"]: node["label"] for node in graph["nodes"]}
    return [
        {"from": labels[e["from"]], "kind": e["kind"], "to": labels[e["to"]]}
        for e in graph["edges"]
    ]

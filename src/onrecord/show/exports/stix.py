"""A STIX 2.1 bundle (OASIS Standard, 2021), made and checked with the stix2 library.

A report is a report, an outlet or actor an identity, a country or place a location; an event and a
statement are notes, and a source who tells an event otherwise than the report has an opinion.
"""

import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.knowledge.country_codes import country_codes
from onrecord.knowledge.world import countries
from onrecord.ledger.asking_rows import library
from onrecord.model import Actor, Attribution, Event
from onrecord.model.words import ActorKind, Status
from onrecord.show.exports.files import new_file
from onrecord.show.exports.standing import Told

NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "urn:onrecord")
CLASSES: dict[ActorKind, str] = {
    "person": "individual",
    "organization": "organization",
    "country": "organization",
    "group": "group",
}
SECTORS = {"GOV": "government", "MIL": "defense", "BUS": "commercial", "EDU": "education"}
OPINIONS: dict[Status, str] = {
    "happened": "agree",
    "ongoing": "agree",
    "possible": "neutral",
    "alleged": "neutral",
    "unclear": "neutral",
    "denied": "disagree",
    "negated": "disagree",
}


def write_stix(told: Iterable[Told], out: Path, *, since: str) -> int:
    """Write a bundle; returns the number of its objects. `since` is the moment that objects have
    which stand for nothing of one report: when the ledger began."""
    stix = library("stix2", "stix")
    written: set[str] = set()
    whole = NAMES
    with new_file(out) as file:
        file.write('{"type":"bundle","objects":[')
        for report in told:
            for object in Bundling(stix, report, since).objects():
                if object["id"] in written:
                    continue
                file.write(",\n" if written else "\n")
                text = object.serialize(ensure_ascii=False)
                file.write(text)
                written.add(object["id"])
                whole = uuid.uuid5(whole, text)
        file.write(f'\n],\n"id":"bundle--{whole}"}}\n')
    return len(written)


class Bundling:
    """The objects that one report gives."""

    def __init__(self, stix: Any, told: Told, since: str) -> None:
        self.stix = stix
        self.told = told
        self.since = since
        self.maker = self._own("identity", "onrecord")
        self.found: dict[str, Any] = {}

    def objects(self) -> Iterator[Any]:
        """Those that others refer to first, the report last."""
        self._add(
            self.stix.Identity(
                id=self.maker, name="onrecord", identity_class="system", **self._times(self.since)
            )
        )
        for event in self.told.events:
            if event.type is not None:
                self._event(event)
        for attribution in self.told.attributions:
            self._statement(attribution)
        self._report()
        yield from self.found.values()

    def _own(self, type: str, name: str) -> str:
        """An id that is the same for the same thing in every export."""
        return f"{type}--{uuid.uuid5(NAMES, f'{type} {name}')}"

    def _times(self, moment: str) -> dict[str, str]:
        return {"created": moment, "modified": moment}

    def _made(self) -> dict[str, Any]:
        """What all notes and opinions of a report have."""
        return {"created_by_ref": self.maker, **self._times(self.told.added)}

    def _add(self, object: Any) -> str:
        self.found.setdefault(object["id"], object)
        return str(object["id"])

    # ---- who and where

    def _outlet(self, name: str) -> str:
        return self._add(
            self.stix.Identity(
                id=self._own("identity", f"outlet {name}"),
                name=name,
                identity_class="organization",
                created_by_ref=self.maker,
                **self._times(self.since),
            )
        )

    def _identity(self, actor: Actor) -> str:
        id = self._own("identity", self.told.identity(actor))
        if id not in self.found:
            self._add(self.stix.Identity(id=id, **self._about(actor)))
            if country := self._country(actor.country):
                self._located(id, country)
        return id

    def _about(self, actor: Actor) -> dict[str, Any]:
        wikidata = {
            "source_name": "wikidata",
            "external_id": actor.wikidata,
            "url": f"https://www.wikidata.org/wiki/{actor.wikidata}",
        }
        about = {
            "name": actor.name or "nobody named",
            "identity_class": CLASSES.get(actor.kind),
            "sectors": [SECTORS[actor.sector]] if actor.sector in SECTORS else None,
            "external_references": [wikidata] if actor.wikidata else None,
            "created_by_ref": self.maker,
            **self._times(self.since),
        }
        return {key: value for key, value in about.items() if value}

    def _country(self, code: str | None) -> str | None:
        codes = country_codes().get(code or "")
        if codes is None:
            return None
        names = {country.code: country.name for country in countries()}
        return self._location(codes.code, names[codes.code], {"country": codes.alpha2})

    def _place(self, place: Actor | None) -> str | None:
        """A location; none where it is not known in which country a place lies."""
        codes = country_codes().get((place and place.country) or "")
        if place is None or codes is None:
            return None
        if place.kind == "country":
            return self._country(place.country)
        name = f"{codes.code} {self.told.identity(place)}"
        return self._location(name, place.name, {"country": codes.alpha2})

    def _location(self, key: str, name: str, where: dict[str, str]) -> str:
        return self._add(
            self.stix.Location(
                id=self._own("location", key),
                name=name,
                created_by_ref=self.maker,
                **where,
                **self._times(self.since),
            )
        )

    def _located(self, identity: str, location: str) -> None:
        self._add(
            self.stix.Relationship(
                id=self._own("relationship", f"{identity} {location}"),
                relationship_type="located-at",
                source_ref=identity,
                target_ref=location,
                created_by_ref=self.maker,
                **self._times(self.since),
            )
        )

    # ---- what is told

    def _event(self, event: Event) -> None:
        told = self.told
        sides = [told.whom(event.actors), told.whom(event.recipients)]
        refs = [self._identity(actor) for side in sides for actor in side]
        place = self._place(told.actor(event.place))
        who, whom = (", ".join(actor.name for actor in side) for side in sides)
        abstract = f"{event.type} ({event.status}): {who or 'nobody named'}"
        note = self._note(
            event,
            abstract + (f" → {whom}" if whom else ""),
            told.words(event.span),
            [*refs, *([place] if place else [])],
            told.speakers(event.according_to),
        )
        for view in event.views:
            opinion, said = OPINIONS.get(view.status), told.attribution(view.attribution)
            if opinion and said and view.status != event.status:
                self._opinion(note, opinion, said)

    def _statement(self, attribution: Attribution) -> None:
        told = self.told
        actor = told.actor(attribution.source.actor)
        speaker = told.speaker(attribution)
        content = " … ".join(told.words(span) for span in attribution.content.spans)
        self._note(
            attribution,
            f"{attribution.act}: {speaker or 'nobody named'} ({attribution.source.kind})",
            content,
            [self._identity(actor)] if actor else [],
            [speaker] if speaker else [],
        )

    def _note(
        self,
        fact: Event | Attribution,
        abstract: str,
        content: str,
        refs: list[str],
        authors: list[str],
    ) -> str:
        id = self.told.id(fact)
        about = {"authors": authors} if authors else {}
        return self._add(
            self.stix.Note(
                id=self._own("note", id),
                abstract=abstract,
                content=content,
                object_refs=list(dict.fromkeys([*refs, self._report_id])),
                confidence=round(fact.confidence * 100),
                external_references=[{"source_name": "onrecord", "external_id": id}],
                **about,
                **self._made(),
            )
        )

    def _opinion(self, note: str, opinion: str, said: Attribution) -> None:
        speaker = self.told.speaker(said)
        about = {"authors": [speaker]} if speaker else {}
        self._add(
            self.stix.Opinion(
                id=self._own("opinion", f"{note} {self.told.id(said)}"),
                opinion=opinion,
                explanation=" … ".join(self.told.words(span) for span in said.content.spans),
                object_refs=[note],
                confidence=round(said.confidence * 100),
                **about,
                **self._made(),
            )
        )

    @property
    def _report_id(self) -> str:
        return self._own("report", self.told.report)

    def _report(self) -> None:
        report, outlet = self.told.record.report, self.told.record.report.outlet
        publisher = [self._outlet(outlet)] if outlet else []
        links = [{"source_name": "onrecord", "external_id": self.told.report}]
        if report.url:
            links.append({"source_name": outlet or "report", "url": self.told.source})
        refs = [id for id in self.found if id != self.maker]
        language = {"lang": report.language} if report.language else {}
        self._add(
            self.stix.Report(
                id=self._report_id,
                name=report.title or report.ref or self.told.report,
                published=_moment(report.published) or self.told.added,
                object_refs=list(dict.fromkeys([*publisher, *refs])) or [self.maker],
                external_references=links,
                **language,
                **self._made(),
            )
        )


def _moment(published: str | None) -> str | None:
    """The first moment of a day of publication, which STIX wants; None where the day is not
    known."""
    return f"{published[:10]}T00:00:00Z" if published and len(published) >= 10 else None

"""PLOVER JSON Lines: the fields of the manual 0.7b1 (Open Event Data Alliance, 2021)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from onrecord.knowledge.ontology import plover_types
from onrecord.model import Actor
from onrecord.model.words import Status
from onrecord.show.exports.coded import QUADS, Coded, coded_events
from onrecord.show.exports.files import new_file
from onrecord.show.exports.standing import Told

CODEBOOK = "PLOVER 0.7b1"
# the manual's contexts for what is not simply so; the record says it by status and time
CONTEXTS: dict[Status, str] = {
    "planned": "future",
    "scheduled": "future",
    "requested": "future",
    "promised": "future",
    "ordered": "future",
    "possible": "hypothetical",
    "alleged": "hypothetical",
    "conditional": "hypothetical",
    "unclear": "hypothetical",
    "denied": "negation",
    "negated": "negation",
    "refused": "negation",
    "averted": "negation",
}


def write_plover(told: Iterable[Told], out: Path, *, folded: bool) -> int:
    """Write the events; returns how many."""
    number = 0
    with new_file(out) as file:
        for coded in coded_events(told, folded=folded):
            file.write(msgspec.json.encode(_event(coded)).decode() + "\n")
            number += 1
    return number


def _event(coded: Coded) -> dict[str, Any]:
    told, event = coded.told, coded.event
    place = told.actor(event.place)
    fields = {
        "id": coded.id,
        "has_event": True,
        "date": coded.days.first,
        "enddate": coded.days.last if coded.days.last != coded.days.first else None,
        "source": [_actor(told, actor) for actor in coded.actors],
        "recipient": [_actor(told, actor) for actor in coded.recipients],
        "event": [coded.type],
        "mode": [coded.mode] if coded.mode else [],
        "context": _contexts(coded),
        "event_text": [told.words(event.trigger)],
        "event_loc": _location(place) if place else None,
        "quad_code": QUADS[coded.quad],
        "event_scale": plover_types()[coded.type].score,
        "size": _size(coded),
        "text": told.words(event.span),
        "text_info": {"start": event.span[0], "end": event.span[1]},
        "cite_info": _citation(told),
        "coder": f"onrecord {told.record.version}",
        "status": event.status,
        "cameo": coded.cameo,
        "date_basis": coded.days.basis,
        "according_to": told.speakers(event.according_to),
        "confidence": event.confidence,
    }
    required = ("date", "source", "recipient")
    return {key: value for key, value in fields.items() if key in required or _known(value)}


def _known(value: Any) -> bool:
    return value is not None and value != [] and value != {}


def _contexts(coded: Coded) -> list[str]:
    contexts = list(coded.event.contexts)
    status = coded.event.status
    if status in CONTEXTS and coded.type == coded.event.type:
        contexts.append(CONTEXTS[status])
    if coded.event.background:
        contexts.append("historical")
    return contexts


def _actor(told: Told, actor: Actor) -> dict[str, Any]:
    fields = {
        "code": actor.country,
        "sector": actor.sector,
        "actor_text": actor.name,
        "identifier_id": actor.wikidata,
        "office": actor.office.title if actor.office else None,
        "mention": told.id(actor),
    }
    return {key: value for key, value in fields.items() if value}


def _location(place: Actor) -> dict[str, Any]:
    fields = {"name": place.name, "cc3": place.country}
    return {key: value for key, value in fields.items() if value}


def _size(coded: Coded) -> dict[str, int | float]:
    """Killed and injured, where the report gives one number for each."""
    found: dict[str, int | float] = {}
    for figure in coded.told.record.figures:
        name = {"killed": "dead", "wounded": "injured"}.get(figure.casualty or "")
        exact = figure.low is not None and figure.low == figure.high
        if name and exact and figure.id in coded.event.figures and figure.low is not None:
            found.setdefault(name, figure.low)
    return found


def _citation(told: Told) -> dict[str, Any]:
    report = told.record.report
    fields = {
        "citation": told.report,
        "url": report.url,
        "title": report.title,
        "language": report.language,
        "publication": report.outlet,
        "published": report.published,
        "codebook": CODEBOOK,
    }
    return {key: value for key, value in fields.items() if value}

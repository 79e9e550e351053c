"""The form in which a fact is corrected: what can be set of it, and what it is now."""

from typing import Any

from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from onrecord.errors import UsageError
from onrecord.ledger.face import Ledger
from onrecord.ledger.judging_keys import KEYS, choices
from onrecord.ledger.judging_places import KINDS, place_of
from onrecord.ledger.judging_targets import Targets
from onrecord.ledger.names import FactName, fact_name
from onrecord.model import Actor, Attribution, Event, Figure, Record, Span, Timex
from onrecord.show.reading import Fact, Reading
from onrecord.show.web.around import around
from onrecord.show.web.desk import desk_of, here, local
from onrecord.show.web.mistakes import Missing

router = APIRouter(include_in_schema=False)
HINTS = {
    "actors": "A3 of this report, a key such as country:PRK; several parted by commas",
    "recipients": "as above",
    "place": "an actor",
    "actor": "who says it: A3 of this report, or a key",
    "day": "2024-10-27, 2024-10, 2024-W43 or 2024; empty leaves it as it is",
    "said": "the day on which it was said; empty leaves it as it is",
    "source": "characters of the text, such as 120-135,140-152",
    "content": "characters of the text, such as 120-135,140-152",
    "mention": "more places where this actor is named, such as 120-135",
    "earliest": "first day",
    "latest": "last day",
    "wikidata": "such as Q1033",
}
PLACES = frozenset({"source", "content", "mention"})


class Key(Struct, frozen=True):
    """One key of a fact in the form; `places` where words of the text can be marked for it."""

    name: str
    value: str
    choices: list[str]
    hint: str
    places: bool


class Found(Struct, frozen=True):
    """A fact as it stands, in its record."""

    id: str
    fact: Fact
    record: Record
    report: str


@router.get("/fact/{id}/edit")
def edit(request: Request, id: str) -> Response:
    """The form for one fact."""
    desk = desk_of(request)
    with desk.ledger() as ledger:
        found = found_at(ledger, id)
    reading = Reading(found.record)
    present = present_of(found.fact)
    letter = found.fact.id[0]
    keys = [
        Key(key, present.get(key, ""), choices(letter, key), HINTS.get(key, ""), key in PLACES)
        for key in KEYS[letter]
    ]
    back = local(request.query_params.get("back"), f"/report/{found.report}#{found.fact.id}")
    shown: dict[str, Any] = {
        "found": found,
        "keys": keys,
        "kind": KINDS[letter],
        "reading": reading,
    }
    return desk.page(
        request,
        "edit.html.j2",
        **shown,
        record=found.record,
        links=None,
        base=f"/report/{found.report}",
        around=around(found.record, found.fact),
        others=others(found),
        back=back,
        here=here(request),
    )


def found_at(ledger: Ledger, id: str) -> Found:
    """A fact by its public id, with judgements worked in. Raises Missing where there is none, or
    where people rejected it."""
    try:
        targets = Targets(ledger.store)
        seen, name, own = targets.fact(id)
        record = seen.judged(ledger.store)
    except UsageError as error:
        raise Missing(str(error)) from error
    fact = Reading(record).facts.get(own)
    if fact is None:
        raise Missing(f"{id} does not stand: people rejected it, or took it for another.")
    report = ledger.store.value("SELECT name FROM reports WHERE id = ?", (seen.report,))
    return Found(str(name), fact, record, report)


def others(found: Found) -> list[tuple[str, str]]:
    """The other actors of the report for whom an actor may be taken: public ids and names."""
    if not isinstance(found.fact, Actor):
        return []
    version = fact_name(found.id).version
    places = ((actor, place_of(actor)) for actor in found.record.actors)
    return [
        (str(FactName(version, "A", *place)), f"{actor.id} {actor.name}")
        for actor, place in places
        if place and actor.id != found.fact.id
    ]


def present_of(fact: Fact) -> dict[str, str]:
    """What of a fact can be set, as it stands, in the words in which it is set."""
    match fact:
        case Event():
            return _texts(fact, "type", "mode", "cameo", "status", "place", "background") | {
                "actors": ",".join(fact.actors),
                "recipients": ",".join(fact.recipients),
            }
        case Attribution():
            return _texts(fact, "act", "quotation") | {
                "kind": fact.source.kind,
                "actor": fact.source.actor or "",
                "source": _places(fact.source.spans),
                "content": _places(fact.content.spans),
            }
        case Actor():
            return _texts(fact, "name", "kind", "country", "sector", "wikidata")
        case Figure():
            return _texts(fact, "low", "high", "unit", "of", "approximate")
        case Timex():
            return _texts(fact, "type", "value", "earliest", "latest")
        case _:
            return {}


def _texts(fact: Fact, *keys: str) -> dict[str, str]:
    return {key: _text(getattr(fact, key)) for key in keys}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _places(spans: tuple[Span, ...]) -> str:
    return ",".join(f"{start}-{end}" for start, end in spans)

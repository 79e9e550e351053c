"""A record as rows of the ledger's tables: nothing of it is lost, `restoring` leads back."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from onrecord.ledger.names import entity_key
from onrecord.model import (
    Actor,
    Attribution,
    Event,
    Figure,
    Record,
    Span,
    Timex,
)
from onrecord.model.record import Office, View

Row = tuple[Any, ...]
FORMS = {"name": "N", "nominal": "D", "pronoun": "P"}
LARGEST = 2**63 - 1  # the largest whole number of SQLite; a larger one is kept as its digits


class Interned(NamedTuple):
    """How words that come again and again are kept once: each gives the number of its row."""

    entity: Callable[[Actor], int]
    office: Callable[[Office], int]
    code: Callable[[Event], int]
    reason: Callable[[str], int]


def rows_of(record: Record, reading: int, interned: Interned) -> dict[str, list[Row]]:
    """All rows of a record but those of its report and version, by table."""
    return {
        "sentences": [(reading, n, *span) for n, span in enumerate(record.sentences)],
        "actors": [_actor(reading, actor, interned) for actor in record.actors],
        "mentions": [
            (reading, number(actor.id), n, *mention.span, FORMS[mention.form])
            for actor in record.actors
            for n, mention in enumerate(actor.mentions)
        ],
        "timexes": [_timex(reading, timex, record.report.text) for timex in record.timexes],
        "figures": [_figure(reading, figure, interned) for figure in record.figures],
        "attributions": [_attribution(reading, said, interned) for said in record.attributions],
        "events": [_event(reading, event, interned) for event in record.events],
        "polls": [
            (reading, number(poll.id), msgspec.json.encode(poll).decode()) for poll in record.polls
        ],
        "relays": [
            (reading, n, number(relay.actor), relay.role, *(relay.span or (None, None)))
            for n, relay in enumerate(record.relays)
        ],
        "links": [
            (reading, n, link.source, link.to, link.relation) for n, link in enumerate(record.links)
        ],
        "notes": [(reading, n, *note.span, note.note) for n, note in enumerate(record.notes)],
    }


def number(id: str) -> int:
    """The number in an id such as S3."""
    return int(id[1:])


def _number(id: str | None) -> int | None:
    return int(id[1:]) if id else None


def _numbers(ids: Iterable[str]) -> str | None:
    return _list([number(id) for id in ids])


def _list(values: Sequence[object]) -> str | None:
    return msgspec.json.encode(values).decode() if values else None


def _hundredths(confidence: float) -> int:
    return round(confidence * 100)


def _value(value: float | int | None) -> float | int | str | None:
    return str(value) if isinstance(value, int) and abs(value) > LARGEST else value


def _hull(spans: Sequence[Span]) -> tuple[int | None, int | None]:
    return (spans[0].start, spans[-1].end) if spans else (None, None)


def _actor(reading: int, actor: Actor, interned: Interned) -> Row:
    office = interned.office(actor.office) if actor.office else None
    known = int(entity_key(actor) is not None)
    return (reading, number(actor.id), interned.entity(actor), office, known)


def _timex(reading: int, timex: Timex, text: str) -> Row:
    tense = timex.tense
    printed = text[timex.span.start : timex.span.end]
    return (
        reading,
        number(timex.id),
        *timex.span,
        timex.type,
        timex.value,
        timex.mod,
        timex.grain,
        timex.earliest,
        timex.latest,
        timex.utc,
        timex.anchor,
        *((tense.points, tense.words, int(tense.own)) if tense else (None, None, None)),
        timex.relative,
        _list(timex.dates),
        _hundredths(timex.confidence),
        None if timex.text == printed else timex.text,
    )


def _figure(reading: int, figure: Figure, interned: Interned) -> Row:
    return (
        reading,
        number(figure.id),
        *figure.span,
        _value(figure.low),
        _value(figure.high),
        figure.unit,
        figure.of,
        *(figure.of_span or (None, None)),
        int(figure.approximate),
        figure.kind,
        figure.currency,
        msgspec.json.encode(figure.si).decode() if figure.si else None,
        figure.casualty,
        msgspec.json.encode(figure.change).decode() if figure.change else None,
        _number(figure.against),
        _number(figure.when),
        _numbers(figure.according_to),
        _hundredths(figure.confidence),
        interned.reason(figure.why),
    )


def _attribution(reading: int, said: Attribution, interned: Interned) -> Row:
    source = said.source
    parts = (source.spans, said.cue.spans, said.content.spans)
    whole = len(source.spans) <= 1 and all(len(spans) == 1 for spans in parts[1:])
    return (
        reading,
        number(said.id),
        *_hull(source.spans),
        *(source.head or (None, None)),
        _number(source.actor),
        source.kind,
        source.anonymity,
        *(source.mention or (None, None)),
        *_hull(said.cue.spans),
        said.cue.lemma,
        *_hull(said.content.spans),
        None if whole else _list(parts),
        said.quotation,
        said.act,
        _number(said.said),
        _number(said.within),
        said.medium,
        _number(said.origin),
        _numbers(said.relays),
        int(said.polarity == "negative"),
        said.status,
        said.hedge,
        _hundredths(said.confidence),
        interned.reason(said.why),
    )


def _event(reading: int, event: Event, interned: Interned) -> Row:
    return (
        reading,
        number(event.id),
        *event.trigger,
        *event.span,
        interned.code(event),
        _numbers(event.actors),
        _numbers(event.recipients),
        _numbers(event.parties),
        _number(event.place),
        _number(event.when),
        _numbers(event.figures),
        _numbers(event.according_to),
        _views(event),
        int(event.background),
        _hundredths(event.confidence),
        interned.reason(event.why),
    )


def _views(event: Event) -> str | None:
    """The views of an event, unless all who tell it tell it as the report does."""
    alike = tuple(View(id, event.status) for id in event.according_to)
    if event.views == alike:
        return None
    pairs = [(number(view.attribution), view.status) for view in event.views]
    return msgspec.json.encode(pairs).decode()

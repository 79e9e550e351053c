"""Is one reading whole? Each id in it has its fact, and each place lies inside the text."""

from collections.abc import Iterable, Iterator

from onrecord.ledger.judging_places import facts_of
from onrecord.ledger.names import entity_key
from onrecord.ledger.store import Store
from onrecord.model import Attribution, Event, Figure, Poll, Record, Span, Timex

Named = Iterator[tuple[str, Iterable[str | None]]]
Placed = Iterator[tuple[str, Iterable[Span | None]]]


def faults_of_record(store: Store, reading: int, record: Record) -> Iterator[str]:
    """What is wrong with the rows of a reading, in words."""
    ids = {None, "published", *(fact.id for fact in facts_of(record))}
    length = len(record.report.text)
    for name, named in _references(record):
        for id in named:
            if id not in ids:
                yield f"{name} refers to {id}, which is not there"
    for name, spans in _places(record):
        for span in spans:
            if span is not None and not 0 <= span[0] < span[1] <= length:
                yield f"{name} has the place {span[0]}-{span[1]}, which is not in the text"
    yield from _of_mentions(store, reading, record)


def _references(record: Record) -> Named:
    """Each fact with the ids that it names."""
    for timex in record.timexes:
        yield timex.id, _of_timex(timex)
    for figure in record.figures:
        yield figure.id, _of_figure(figure)
    for said in record.attributions:
        yield said.id, _of_attribution(said)
    for event in record.events:
        yield event.id, _of_event(event)
    for poll in record.polls:
        yield poll.id, _of_poll(poll)
    for relay in record.relays:
        yield "a relay", (relay.actor,)
    for link in record.links:
        yield "a link", (link.source, link.to)


def _of_timex(timex: Timex) -> tuple[str | None, ...]:
    return (timex.anchor, *timex.dates)


def _of_figure(figure: Figure) -> tuple[str | None, ...]:
    change = figure.change
    changed = (change.by, change.before, change.after) if change else ()
    return (figure.against, figure.when, *figure.according_to, *changed)


def _of_attribution(said: Attribution) -> tuple[str | None, ...]:
    return (said.source.actor, said.said, said.within, said.origin, *said.relays)


def _of_event(event: Event) -> tuple[str | None, ...]:
    return (
        event.place,
        event.when,
        *event.actors,
        *event.recipients,
        *event.parties,
        *event.figures,
        *event.according_to,
        *(view.attribution for view in event.views),
    )


def _of_poll(poll: Poll) -> tuple[str | None, ...]:
    figures = (answer.figure for answer in poll.answers)
    whose = (poll.pollster, poll.sponsor, poll.sample, poll.margin)
    return (*whose, *poll.dates, *poll.attributions, *figures)


def _places(record: Record) -> Placed:
    """Each fact with the places that it rests on."""
    for actor in record.actors:
        yield actor.id, (mention.span for mention in actor.mentions)
    for timex in record.timexes:
        yield timex.id, (timex.span,)
    for figure in record.figures:
        yield figure.id, (figure.span, figure.of_span)
    for said in record.attributions:
        source = said.source
        spans = (*source.spans, *said.cue.spans, *said.content.spans)
        yield said.id, (*spans, source.head, source.mention)
    for event in record.events:
        yield event.id, (event.trigger, event.span)
    for poll in record.polls:
        answers = (span for a in poll.answers for span in (a.group, a.answer, a.question))
        yield poll.id, (*poll.spans, poll.population, *answers)
    yield "a relay", (relay.span for relay in record.relays)
    yield "a sentence", record.sentences
    yield "a note", (note.span for note in record.notes if note.span[0] < note.span[1])


def _of_mentions(store: Store, reading: int, record: Record) -> Iterator[str]:
    for (actor,) in store.run(
        "SELECT DISTINCT actor FROM mentions WHERE reading = ?1 AND actor NOT IN"
        " (SELECT n FROM actors WHERE reading = ?1)",
        (reading,),
    ):
        yield f"mentions are of A{actor}, which is not there"
    known: dict[int, int] = dict(
        store.run("SELECT n, known FROM actors WHERE reading = ?", (reading,))
    )
    keys: dict[int, str | None] = dict(
        store.run(
            "SELECT actors.n, entities.key FROM actors"
            " JOIN entities ON entities.id = actors.entity WHERE reading = ?",
            (reading,),
        )
    )
    for actor in record.actors:
        n, key = int(actor.id[1:]), entity_key(actor)
        if keys[n] != key or known[n] != int(key is not None):
            yield f"{actor.id} is not kept under its key"

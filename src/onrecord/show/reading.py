"""How a record reads: ids become names, spans become words; for the screen and the page alike."""

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

from onrecord.model import Actor, Attribution, Event, Figure, Poll, Record, Span, Timex
from onrecord.model.text import PublishedBasis
from onrecord.model.words import Status

Fact: TypeAlias = Attribution | Event | Timex | Figure | Actor | Poll
StatusGroup = Literal["done", "ahead", "unsure", "not"]

STATUS_GROUPS: dict[Status, StatusGroup] = {
    "happened": "done",
    "ongoing": "done",
    "planned": "ahead",
    "scheduled": "ahead",
    "requested": "ahead",
    "promised": "ahead",
    "ordered": "ahead",
    "possible": "unsure",
    "alleged": "unsure",
    "conditional": "unsure",
    "unclear": "unsure",
    "denied": "not",
    "negated": "not",
    "refused": "not",
    "averted": "not",
}
STATUS_MARKS: dict[StatusGroup, str] = {"done": "●", "ahead": "○", "unsure": "◇", "not": "✕"}

BASES: dict[PublishedBasis, str] = {
    "given": "as given",
    "metadata": "as its page says",
    "text": "as the text says",
    "unknown": "unknown",
}

UNITS = {"ordinal": "count", "score": "count"}  # of figures whose number says it all

# marks that turn the direction of writing or cannot be seen, and control characters
_UNSEEN = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class Reading:
    """A record with its facts by their ids, and the words for each."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.report = record.report
        self.facts: dict[str, Fact] = {fact.id: fact for fact in facts_of(record)}

    @property
    def title(self) -> str:
        """The report's title, or else the name of its file, or what the caller called it."""
        ref = "standard input" if self.report.ref == "-" else self.report.ref
        return self.report.title or re.split(r"[/\\]", ref.rstrip("/\\"))[-1] or ref

    @property
    def published(self) -> str:
        """When the report appeared, and how that is known."""
        if self.report.published is None:
            return "date of publication unknown"
        return f"published {self.report.published} ({BASES[self.report.published_basis]})"

    @property
    def typed_events(self) -> tuple[Event, ...]:
        """The events that have a PLOVER type."""
        return tuple(event for event in self.record.events if event.deed or event.type)

    @property
    def other_events(self) -> tuple[Event, ...]:
        """The events of no PLOVER type."""
        return tuple(event for event in self.record.events if not (event.deed or event.type))

    @property
    def known_actors(self) -> tuple[Actor, ...]:
        """Persons, and actors with a country or an office."""
        return tuple(actor for actor in self.record.actors if _is_known(actor))

    @property
    def other_actors(self) -> tuple[Actor, ...]:
        """The actors of whom the report does not say so much."""
        return tuple(actor for actor in self.record.actors if not _is_known(actor))

    def counts(self) -> str:
        """How much is on record, in a line."""
        record = self.record
        return " · ".join(
            (
                counted(len(record.sentences), "sentence"),
                counted(len(record.attributions), "attribution"),
                counted(len(self.typed_events), "event"),
                counted(len(record.timexes), "time"),
                counted(len(record.figures), "figure"),
                counted(len(record.actors), "actor"),
            )
        )

    def words(self, spans: Iterable[Span]) -> str:
        """The printed words of some spans, a gap shown by an ellipsis."""
        return " … ".join(seen(self.report.text[start:end]) for start, end in spans)

    def name(self, actor_id: str) -> str:
        """An actor's name."""
        actor = self.facts.get(actor_id)
        return seen(actor.name) if isinstance(actor, Actor) else actor_id

    def names(self, actor_ids: Iterable[str]) -> str:
        """Actors' names, parted by commas."""
        return ", ".join(self.name(actor_id) for actor_id in actor_ids)

    def office(self, actor: Actor) -> str:
        """An actor's office, as "title, body"."""
        if actor.office is None:
            return ""
        return ", ".join(seen(part) for part in (actor.office.title, actor.office.body) if part)

    def source(self, attribution: Attribution) -> str:
        """Who says it: the printed words, with the actor's name where they do not hold it."""
        source = attribution.source
        printed = self.words(source.spans)
        name = self.name(source.actor) if source.actor else ""
        if not printed:
            return name or "nobody named"
        return f"{printed} ({name})" if name and not _says(printed, name) else printed

    def standing(self, attribution: Attribution) -> str:
        """The kind of a source, and how far it is named where that is not by name."""
        source = attribution.source
        vague = source.anonymity not in (None, "named")
        return f"{plain(source.kind)}, {source.anonymity}" if vague else plain(source.kind)

    def origin(self, attribution: Attribution) -> str:
        """From whom a source has it, where it only passes it on."""
        origin = attribution.origin
        return self.name(origin) if origin and origin != attribution.source.actor else ""

    def chain(self, relays: Iterable[str]) -> str:
        """Those who passed it on, from the origin outwards."""
        return " → ".join(self.name(relay) for relay in relays)

    def relays(self) -> str:
        """Through whom the whole report came, each with its part."""
        return " → ".join(f"{self.name(r.actor)} ({plain(r.role)})" for r in self.record.relays)

    def days(self, timex: Timex) -> str:
        """The days that a time allows, where its value does not say them: "2024-10-28 to …"."""
        first, last = timex.earliest, timex.latest
        if first == last:
            return ""
        return (
            f"{first} to {last}" if first and last else f"from {first}" if first else f"to {last}"
        )

    def time(self, timex_id: str) -> str:
        """A time as printed, and its value where that says more."""
        timex = self.facts.get(timex_id)
        if not isinstance(timex, Timex):
            return timex_id
        printed = seen(timex.text)
        return printed if printed == timex.value else f"{printed} ({timex.value})"

    def figure(self, figure: Figure) -> str:
        """A figure's value: one number, a range, or a bound."""
        low, high = (None if n is None else f"{n:,}" for n in (figure.low, figure.high))
        if low is not None and high is not None:
            value = low if low == high else f"{low} to {high}"
        elif low is not None:
            value = f"{low} or more"
        else:
            value = "unknown" if high is None else f"up to {high}"
        about = "about " if figure.approximate else ""
        unit = UNITS.get(figure.kind, figure.unit)
        counted_in = "" if unit == "count" else f" {unit}"
        about += "no. " if figure.kind == "ordinal" else ""
        if figure.kind == "age":
            return f"{about}{value} {unit}s old{', ' + seen(figure.of) if figure.of else ''}"
        of = f" of {seen(figure.of)}" if figure.of and counted_in else f" {seen(figure.of or '')}"
        return f"{about}{value}{counted_in}{of}".rstrip()

    def according_to(self, event: Event) -> list[tuple[str, str]]:
        """The attributions that an event rests on: id and source."""
        facts = ((fact_id, self.facts.get(fact_id)) for fact_id in event.according_to)
        return [
            (fact_id, self.source(fact) if isinstance(fact, Attribution) else "")
            for fact_id, fact in facts
        ]

    def views(self, event: Event) -> list[tuple[str, str, Status]]:
        """Who tells an event with another status than the report: id, source and that status."""
        found: list[tuple[str, str, Status]] = []
        for view in event.views:
            fact = self.facts.get(view.attribution)
            if isinstance(fact, Attribution) and view.status != event.status:
                found.append((fact.id, self.source(fact), view.status))
        return found

    def within(self, fact: Fact) -> tuple[Span, ...]:
        """The characters that a fact rests on, in the order of the text."""
        match fact:
            case Attribution():
                spans = (*fact.source.spans, *fact.cue.spans, *fact.content.spans)
            case Event():
                spans = (fact.span,)
            case Poll():
                spans = fact.spans
            case Actor():
                spans = tuple(mention.span for mention in fact.mentions)
            case _:
                spans = (fact.span,)
        return tuple(sorted(spans))


def facts_of(record: Record) -> tuple[Fact, ...]:
    """All facts of a record that have an id."""
    return (
        *record.attributions,
        *record.events,
        *record.timexes,
        *record.figures,
        *record.actors,
        *record.polls,
    )


def group_of(status: Status) -> StatusGroup:
    """The group of a status: done, ahead, unsure or not."""
    return STATUS_GROUPS[status]


def mark_of(status: Status) -> str:
    """The shape that stands for a status."""
    return STATUS_MARKS[STATUS_GROUPS[status]]


def plain(word: str) -> str:
    """A word of a closed list as it is read: "named-official" is "named official"."""
    return word.replace("-", " ")


def seen(text: str) -> str:
    """Printed text made safe for one line: white space is one space, control characters are shown
    as a replacement mark, and marks that turn the direction of writing are left out."""
    return " ".join(_CONTROL.sub("\ufffd", _UNSEEN.sub("", text)).split())


def shortened(text: str, most: int) -> str:
    """Text of at most `most` characters, cut at a word in its middle with an ellipsis."""
    if len(text) <= most:
        return text
    tail = most // 4
    head = most - tail - 3
    first = text[:head].rsplit(" ", 1)[0] or text[:head]
    last = text[len(text) - tail :].split(" ", 1)[-1] if tail else ""
    return f"{first} … {last}".rstrip()


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 event", "3 events"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _is_known(actor: Actor) -> bool:
    return actor.kind == "person" or bool(actor.country or actor.office)


def _says(printed: str, name: str) -> bool:
    return name.casefold() in printed.casefold()

"""Judgements worked into a record: a pure function of the record and of what holds over it."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from onrecord.errors import UsageError
from onrecord.knowledge.ontology import cameo_codes, default_cameo, goldstein, modes, quad
from onrecord.ledger.judging_actors import mentions_moved, one_actor_each
from onrecord.ledger.judging_keys import days
from onrecord.ledger.judging_places import place_of
from onrecord.ledger.judging_references import renamed
from onrecord.ledger.judging_rows import Judgement, Verdict
from onrecord.model import (
    Actor,
    Attribution,
    Event,
    Figure,
    Mention,
    Record,
    Source,
    Span,
    Timex,
)

NEGATIVE = ("denied", "negated", "refused", "averted")
SURE = 1.0  # confidence in what a person vouches for


class Held(Struct):
    """What holds over one fact: the last verdict, all values that were set, the actor that it is
    one with, whether it was parted from its namesakes, and the number of the last judgement."""

    verdict: Verdict = "set"
    values: dict[str, Any] = {}
    into: str | None = None
    apart: str | None = None
    judgement: int = 0


def fold(held: Held, judgement: Judgement) -> None:
    """Work in one judgement more; they come in the order in which they were made."""
    held.judgement = judgement.id
    match judgement.verdict:
        case "merge":
            held.into, held.apart = judgement.values["into"], None
        case "split" if held.into:
            held.into = None
        case "split":
            held.apart = judgement.values["apart"]
        case "set":
            held.verdict, held.values = "set", held.values | judgement.values
        case verdict:
            held.verdict = verdict


class Added(Struct):
    """Actors and times that a judgement names and the machine did not find."""

    actors: list[Actor] = []
    timexes: list[Timex] = []


def applied(
    record: Record, held: Mapping[str, Held], named: Callable[[str], Actor | None]
) -> Record:
    """The record with what holds over its facts, by their ids, worked in.

    References in `held` must be ids of this record or keys of actors; `named` gives the actor that
    a key stands for.
    """
    work = _Work(record, held, named)
    events = tuple(work.fact(event, work.event) for event in record.events)
    said = tuple(work.fact(said, work.attribution) for said in record.attributions)
    timexes = tuple(work.fact(timex, work.timex) for timex in record.timexes)
    figures = tuple(work.fact(figure, work.figure) for figure in record.figures)
    actors = tuple(work.fact(actor, work.actor) for actor in record.actors)
    whole = replace(
        record,
        actors=(*actors, *work.added.actors),
        timexes=(*timexes, *work.added.timexes),
        figures=figures,
        attributions=said,
        events=events,
    )
    by_time = sorted(held.items(), key=lambda item: item[1].judgement)
    moves = {Span(*pair): id for id, own in by_time for pair in own.values.get("mention", ())}
    into = {id: own.into for id, own in held.items() if own.into}
    named_before = {actor.id for actor in record.actors if actor.mentions}
    return _without(one_actor_each(mentions_moved(whole, moves), into), held, named_before)


class _Work:
    def __init__(
        self, record: Record, held: Mapping[str, Held], named: Callable[[str], Actor | None]
    ) -> None:
        self.record = record
        self.held = held
        self.named = named
        self.added = Added()

    def fact(self, fact: Any, change: Callable[[Any, dict[str, Any]], Any]) -> Any:
        """A fact as a judgement leaves it; one that no judgement is over stays the same object."""
        held = self.held.get(fact.id)
        if held is None:
            return fact
        if held.values or held.apart:
            fact = change(fact, held.values)
        if isinstance(fact, Actor):
            return fact
        return replace(fact, confidence=SURE)

    def actor(self, actor: Actor, values: dict[str, Any]) -> Actor:
        """`mention` is worked in later: other actors lose what this one gains."""
        own = {key: value for key, value in values.items() if key != "mention"}
        if apart := self.held[actor.id].apart:
            own["name"] = f"{own.get('name', actor.name)} ({apart})"
            own.setdefault("wikidata", None)
        return replace(actor, **own)

    def timex(self, timex: Timex, values: dict[str, Any]) -> Timex:
        """A value that is a day, week, month or year gives the first and last day."""
        own = dict(values)
        if "value" in own:
            first, last = _bounds(own["value"])
            own = {"earliest": first, "latest": last} | own
            own |= {"anchor": None, "relative": None, "mod": None, "grain": None}
        return replace(timex, **own)

    def figure(self, figure: Figure, values: dict[str, Any]) -> Figure:
        own = dict(values)
        if own.get("of", figure.of) != figure.of:
            own["of_span"] = None
        return replace(figure, **own)

    def attribution(self, said: Attribution, values: dict[str, Any]) -> Attribution:
        source, content, own = said.source, said.content, {}
        for key, value in values.items():
            match key:
                case "actor":
                    source = replace(source, actor=self.id_of(value, said), mention=None)
                case "kind":
                    source = replace(source, kind=value)
                case "source":
                    source = _source(source, value)
                case "content":
                    content = replace(content, spans=tuple(Span(*pair) for pair in value))
                case "said":
                    own["said"] = self.time(value, said)
                case _:
                    own[key] = value
        return replace(said, source=source, content=content, **own)

    def event(self, event: Event, values: dict[str, Any]) -> Event:
        own = _codes(event, values)
        for key in ("actors", "recipients"):
            if key in values:
                found = (self.id_of(value, event) for value in values[key])
                own[key] = tuple(dict.fromkeys(id for id in found if id))
        if "place" in values:
            own["place"] = self.id_of(values["place"], event)
        if "day" in values:
            own["when"] = self.time(values["day"], event)
        if "background" in values:
            own["background"] = values["background"]
        return replace(event, **own)

    def id_of(self, value: str | None, fact: Event | Attribution) -> str | None:
        """The id of an actor that is given as an id, or as a key: then it is one more actor, who
        is pointed at where the fact stands."""
        if not value or re.fullmatch(r"A\d+", value):
            return value
        actor, span = self.named(value), place_of(fact)
        if actor is None or span is None:
            return None
        for known in self.added.actors:
            if (known.name, known.kind, known.country) == (actor.name, actor.kind, actor.country):
                return known.id
        id = f"A{_next(self.record.actors) + len(self.added.actors)}"
        self.added.actors.append(replace(actor, id=id, mentions=(Mention(span, "name"),)))
        return id

    def time(self, day: str | None, fact: Event | Attribution) -> str | None:
        """The id of a new time at the place of a fact; the text has no words for it."""
        span = place_of(fact)
        if day is None or span is None:
            return None
        first, last = days(day)
        id = f"T{_next(self.record.timexes) + len(self.added.timexes)}"
        text = self.record.report.text[span.start : span.end]
        self.added.timexes.append(
            Timex(
                id=id,
                span=span,
                text=text,
                type="DATE",
                value=day,
                earliest=first,
                latest=last,
                confidence=SURE,
            )
        )
        return id


def _next(facts: tuple[Actor, ...] | tuple[Timex, ...]) -> int:
    return max((int(fact.id[1:]) for fact in facts), default=0) + 1


def _bounds(value: str) -> tuple[str | None, str | None]:
    try:
        return days(value)
    except UsageError:  # a value of TIMEX3 that is no stretch of the calendar
        return None, None


def _source(source: Source, pairs: list[list[int]]) -> Source:
    if not pairs:
        return Source()
    return replace(source, spans=tuple(Span(*pair) for pair in pairs), head=None, mention=None)


def _codes(event: Event, values: dict[str, Any]) -> dict[str, Any]:
    """Type, mode, code, quad class and score belong together: what is set decides the others."""
    own: dict[str, Any] = {}
    if "status" in values:
        negative = values["status"] in NEGATIVE
        own |= {
            "status": values["status"],
            "polarity": "negative" if negative else "positive",
        }
    if not {"type", "mode", "cameo"} & set(values):
        return own
    code = cameo_codes().get(values.get("cameo") or "")
    type = values.get("type", (code and code.type) or event.type)
    if type is None:
        return own | dict.fromkeys(("type", "mode", "cameo", "quad", "goldstein", "deed"))
    mode = values.get("mode", (code and code.mode) or event.mode)
    if mode not in {known.name for known in modes().get(type, ())}:
        mode = None
    cameo = code.code if code else default_cameo(type, mode)
    score = goldstein(cameo)
    return own | {
        "type": type,
        "deed": type,
        "mode": mode,
        "cameo": cameo,
        "quad": quad(type),
        "goldstein": score,
    }


def _without(record: Record, held: Mapping[str, Held], named: set[str]) -> Record:
    """The record without rejected facts, and without actors of `named`, who had mentions, that
    have lost them all."""
    gone = {id for id, own in held.items() if own.verdict == "reject"}
    gone |= {actor.id for actor in record.actors if actor.id in named and not actor.mentions}
    if not gone:
        return record
    kept = replace(
        record,
        actors=tuple(fact for fact in record.actors if fact.id not in gone),
        timexes=tuple(fact for fact in record.timexes if fact.id not in gone),
        figures=tuple(fact for fact in record.figures if fact.id not in gone),
        attributions=tuple(fact for fact in record.attributions if fact.id not in gone),
        events=tuple(fact for fact in record.events if fact.id not in gone),
    )
    return renamed(kept, dict.fromkeys(gone))

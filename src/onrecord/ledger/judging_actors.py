"""Actors of one report that people correct: mentions that are another's, actors that are one."""

from collections.abc import Mapping

from msgspec.structs import replace

from onrecord.ledger.judging_references import renamed
from onrecord.model import Actor, Attribution, Event, Mention, Record, Span
from onrecord.model.words import MentionForm


def mentions_moved(record: Record, moves: Mapping[Span, str]) -> Record:
    """Mentions given to actors are taken from the others, with what they alone held: sources that
    are that mention, and events in whose clause the other is not mentioned any more."""
    ids = {actor.id for actor in record.actors}
    owners = {span: id for span, id in moves.items() if id in ids}
    if not owners:
        return record
    forms = {m.span: m.form for actor in record.actors for m in actor.mentions}
    lost = [
        (mention.span, actor.id)
        for actor in record.actors
        for mention in actor.mentions
        if owners.get(mention.span, actor.id) != actor.id
    ]
    actors = tuple(_with_mentions(actor, owners, forms) for actor in record.actors)
    moved = replace(record, actors=actors)
    for span, id in lost:
        moved = _handed_over(moved, span, id, owners[span])
    return moved


def _with_mentions(
    actor: Actor, owners: Mapping[Span, str], forms: Mapping[Span, MentionForm]
) -> Actor:
    """The actor with the mentions that are its own now."""
    has = {mention.span: mention for mention in actor.mentions}
    kept = {span: one for span, one in has.items() if owners.get(span, actor.id) == actor.id}
    for span, id in owners.items():
        if id == actor.id and span not in kept:
            kept[span] = Mention(span, forms.get(span, "nominal"))
    if kept.keys() == has.keys():
        return actor
    return replace(actor, mentions=tuple(kept[span] for span in sorted(kept)))


def _handed_over(record: Record, span: Span, old: str, new: str) -> Record:
    """What a mention brought its old actor becomes the new one's: sources that are that mention,
    and events in whose clause the old actor is not mentioned any more."""
    left = next((a.mentions for a in record.actors if a.id == old), ())

    def said(fact: Attribution) -> Attribution:
        at = fact.source.head or (fact.source.spans[0] if fact.source.spans else None)
        here = fact.source.actor == old and at is not None and _meet(at, span)
        return replace(fact, source=replace(fact.source, actor=new)) if here else fact

    def event(fact: Event) -> Event:
        if not _meet(fact.span, span) or any(_meet(fact.span, m.span) for m in left):
            return fact
        sides = {
            key: tuple(new if id == old else id for id in getattr(fact, key))
            for key in ("actors", "recipients", "parties")
            if old in getattr(fact, key)
        }
        place = {"place": new} if fact.place == old else {}
        return replace(fact, **sides, **place) if sides or place else fact

    return replace(
        record,
        attributions=tuple(map(said, record.attributions)),
        events=tuple(map(event, record.events)),
    )


def one_actor_each(record: Record, into: Mapping[str, str]) -> Record:
    """Actors that are one become one, with all mentions of both; `into` leads from an actor to
    the one that it is taken for."""
    actors = {actor.id: actor for actor in record.actors}
    ends = {id: _end(id, into) for id in into}
    ids = {id: end for id, end in ends.items() if end != id and end in actors and id in actors}
    if not ids:
        return record
    for id, end in ids.items():
        both = {m.span: m for m in (*actors[id].mentions, *actors[end].mentions)}
        mentions = tuple(both[span] for span in sorted(both))
        actors[end] = replace(actors[end], mentions=mentions)
    kept = tuple(actors[actor.id] for actor in record.actors if actor.id not in ids)
    return renamed(replace(record, actors=kept), ids)


def _end(id: str, into: Mapping[str, str]) -> str:
    """Where a chain of merges ends; a ring ends at its least id."""
    seen: list[str] = []
    while id not in seen:
        seen.append(id)
        if id not in into:
            return id
        id = into[id]
    return min(seen[seen.index(id) :])


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end

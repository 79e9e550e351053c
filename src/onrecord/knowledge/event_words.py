"""Nouns that name events, and verbs that lend their subject to such a noun."""

from functools import cache
from typing import Literal

from msgspec import Struct, field

from onrecord.knowledge.loader import load_rows

VerbClass = Literal["light", "lend", "undergo", "object-lend", "raising", "stative"]


class EventNoun(Struct, frozen=True, forbid_unknown_fields=True):
    """A noun (its lemma) and the verb of the same event, if there is one; `named` is "yes" if it
    may be the head of an event's proper name ("the Munich Conference")."""

    noun: str
    verb: str = ""
    named: Literal["yes", "no"] = "no"


class EventVerb(Struct, frozen=True, forbid_unknown_fields=True):
    """A verb and how it stands to the event that a noun below it names.

    "light": the noun names the event, the verb is none, its subject is the actor; "lend": the
    verb is an event too; "undergo": its subject is the recipient; "object-lend": its object is the
    actor; "raising": the verb is no event; "stative": "is opposed to" has an active sense, and what
    stands below its `prepositions` is its object. Of the others the noun is the object or stands
    below `prepositions`.
    """

    verb: str
    kind: VerbClass = field(name="class")
    prepositions: tuple[str, ...] = ()


class HollowNoun(Struct, frozen=True, forbid_unknown_fields=True):
    """A noun (its lemma) for what tells of others: "the names of the donors"."""

    noun: str


@cache
def hollow_nouns() -> frozenset[str]:
    """Nouns inside which no actor or recipient of an event is looked for."""
    return frozenset(row.noun for row in load_rows("event_hollow.tsv", HollowNoun))


@cache
def event_nouns() -> tuple[EventNoun, ...]:
    """All event nouns."""
    return tuple(load_rows("event_nouns.tsv", EventNoun))


@cache
def event_verbs() -> tuple[EventVerb, ...]:
    """All verbs that are light, lend a subject, or are no event."""
    return tuple(load_rows("event_verbs.tsv", EventVerb))

"""A record in the making: what the stages hand on to each other."""

from collections.abc import Mapping

from msgspec import Struct, field

from onrecord.model.record import Actor, Attribution, Event, Figure, Link, Note, Poll, Relay, Timex
from onrecord.model.text import Parse, Span


class Reason(Struct, frozen=True, gc=False):
    """Why a fact stands: the rule or knowledge entry that spoke, what it saw, and what it rests on.

    (A derivation node in the manner of duckling's Types.hs.)
    """

    entry: str
    detail: str = ""
    span: Span | None = None
    because: tuple["Reason", ...] = ()


class Draft(Struct, frozen=True, kw_only=True):
    """The facts found so far. A stage takes a draft and returns one with its own facts added.

    `mention_at` gives the actor's id by the index of a mention's head token; `leads` tells of
    mentions that might nearly as well be another actor's, by how much theirs leads; `reasons` gives
    the derivation by the id of a fact.
    """

    parse: Parse
    actors: tuple[Actor, ...] = ()
    timexes: tuple[Timex, ...] = ()
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()
    polls: tuple[Poll, ...] = ()
    relays: tuple[Relay, ...] = ()
    mention_at: Mapping[int, str] = field(default_factory=dict)
    leads: Mapping[int, float] = field(default_factory=dict)
    reasons: Mapping[str, Reason] = field(default_factory=dict)

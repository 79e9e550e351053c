"""What is on record: the facts that one report yields, each with the characters it rests on.

The field names and their order are the JSON contract `onrecord/1`.
"""

import msgspec
from msgspec import Struct

from onrecord.model.text import Report, Span
from onrecord.model.words import (
    Act,
    ActorKind,
    EventType,
    MentionForm,
    Polarity,
    Quad,
    Quotation,
    Relation,
    SourceKind,
    Status,
    TimexType,
)

SCHEMA = "onrecord/1"


class Office(Struct, frozen=True, gc=False):
    """An office that an actor holds; `basis` is "text" if the report says so, else "knowledge"."""

    title: str
    body: str | None = None
    basis: str = "text"


class Mention(Struct, frozen=True, gc=False):
    """One place where an actor is named, described or pointed at."""

    span: Span
    form: MentionForm


class Actor(Struct, frozen=True, gc=False, kw_only=True):
    """Whoever acts or speaks. `country` is ISO 3166-1 alpha-3 (or a body's own code, such as IGO),
    `sector` is from PLOVER's list (GOV, MIL, SPY, …)."""

    id: str
    name: str
    kind: ActorKind = "unknown"
    country: str | None = None
    sector: str | None = None
    office: Office | None = None
    wikidata: str | None = None
    mentions: tuple[Mention, ...] = ()


class Timex(Struct, frozen=True, gc=False, kw_only=True):
    """A time expression: TIMEX3 type and value, resolved against the date of publication."""

    id: str
    span: Span
    text: str
    type: TimexType
    value: str
    mod: str | None = None


class Figure(Struct, frozen=True, gc=False, kw_only=True):
    """A quantity: the values it allows (None: no bound), its unit, what is counted as printed."""

    id: str
    span: Span
    low: float | int | None
    high: float | int | None
    unit: str = "count"
    of: str | None = None
    approximate: bool = False


class Source(Struct, frozen=True, gc=False, kw_only=True):
    """Who is said to say it; no spans and kind "none" where the report names nobody."""

    spans: tuple[Span, ...] = ()
    head: Span | None = None
    actor: str | None = None
    kind: SourceKind = "none"


class Cue(Struct, frozen=True, gc=False, kw_only=True):
    """The words that attribute."""

    spans: tuple[Span, ...]
    lemma: str


class Content(Struct, frozen=True, gc=False, kw_only=True):
    """What is attributed; several spans where the text interrupts it."""

    spans: tuple[Span, ...]


class Attribution(Struct, frozen=True, gc=False, kw_only=True):
    """Source, cue and content (PARC, PolNeAR), the act, when it was said and by which relays."""

    id: str
    source: Source
    cue: Cue
    content: Content
    quotation: Quotation = "indirect"
    act: Act = "assert"
    said: str | None = None
    relays: tuple[str, ...] = ()
    within: str | None = None
    confidence: float = 0.5
    why: str = ""


class Event(Struct, frozen=True, gc=False, kw_only=True):
    """Something done, planned, denied, …: PLOVER type and mode, CAMEO code, and its status.

    `type`, `mode`, `cameo`, `quad` and `goldstein` are None for an event of no PLOVER type.
    """

    id: str
    trigger: Span
    span: Span
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    when: str | None = None
    figures: tuple[str, ...] = ()
    type: EventType | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    quad: Quad | None = None
    goldstein: float | None = None
    status: Status = "happened"
    polarity: Polarity = "positive"
    according_to: tuple[str, ...] = ()
    confidence: float = 0.5
    why: str = ""


class Link(Struct, frozen=True, gc=False, kw_only=True):
    """A relation between two facts of the record."""

    source: str = msgspec.field(name="from")
    to: str
    relation: Relation


class Note(Struct, frozen=True, gc=False):
    """Something a reader of the record should know about these characters."""

    span: Span
    note: str


class Record(Struct, frozen=True, kw_only=True):
    """All that one report yields, in the order of the contract."""

    schema: str = SCHEMA
    version: str
    report: Report
    sentences: tuple[Span, ...] = ()
    actors: tuple[Actor, ...] = ()
    timexes: tuple[Timex, ...] = ()
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()

"""What is on record: the facts that one report yields, each with the characters it rests on.

The field names and their order are the JSON contract `onrecord/1`.
"""

import msgspec
from msgspec import Struct

from onrecord.model.text import Report, Span
from onrecord.model.words import (
    Act,
    ActorKind,
    Anonymity,
    Casualty,
    Direction,
    EventType,
    FigureKind,
    Grain,
    Medium,
    MentionForm,
    Points,
    Polarity,
    PollMode,
    Quad,
    Quotation,
    Relation,
    RelayRole,
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


class Tense(Struct, frozen=True, gc=False, kw_only=True):
    """Where the clause of an expression points, and by which words; `own` is True where the
    expression is the time of the clause's verb itself."""

    points: Points
    words: str
    own: bool = False


class Timex(Struct, frozen=True, gc=False, kw_only=True):
    """A time expression: TIMEX3 type and value, resolved against the date of publication or an
    earlier expression (`anchor`); the days it allows, and what it takes to resolve it anew.

    `relative` is the reading that value and bounds were made of, None where they rest on nothing
    but the expression. See docs/time.md for its form."""

    id: str
    span: Span
    text: str
    type: TimexType
    value: str
    mod: str | None = None
    grain: Grain | None = None
    earliest: str | None = None
    latest: str | None = None
    utc: str | None = None
    anchor: str | None = None
    tense: Tense | None = None
    relative: str | None = None
    dates: tuple[str, ...] = ()
    confidence: float = 0.5


class Si(Struct, frozen=True, gc=False):
    """A measure in units of the SI; wider than printed where the unit is not of one size."""

    low: float | int | None
    high: float | int | None
    unit: str


class Change(Struct, frozen=True, gc=False, kw_only=True):
    """A change that figures tell of: the ids of how much, of the value before and of the new one.
    All three name the change alike."""

    direction: Direction
    by: str | None = None
    before: str | None = msgspec.field(default=None, name="from")
    after: str | None = msgspec.field(default=None, name="to")


class Figure(Struct, frozen=True, gc=False, kw_only=True):
    """A quantity: the values it allows (None: no bound), its unit, what is counted as printed.

    `against` is the other side of a score or of a ratio of two numbers; `when` is the time at
    which it held; `according_to` are attributions, the innermost first.
    """

    id: str
    span: Span
    low: float | int | None
    high: float | int | None
    unit: str = "count"
    of: str | None = None
    approximate: bool = False
    kind: FigureKind = "count"
    currency: str | None = None
    si: Si | None = None
    casualty: Casualty | None = None
    change: Change | None = None
    against: str | None = None
    of_span: Span | None = None
    when: str | None = None
    according_to: tuple[str, ...] = ()
    confidence: float = 0.5
    why: str = ""


class Source(Struct, frozen=True, gc=False, kw_only=True):
    """Who is said to say it; no spans and kind "none" where the report names nobody. `mention` is
    the mention of the actor that tells who it is, where the source is "he" or "the minister"."""

    spans: tuple[Span, ...] = ()
    head: Span | None = None
    actor: str | None = None
    kind: SourceKind = "none"
    anonymity: Anonymity | None = None
    mention: Span | None = None


class Cue(Struct, frozen=True, gc=False, kw_only=True):
    """The words that attribute."""

    spans: tuple[Span, ...]
    lemma: str


class Content(Struct, frozen=True, gc=False, kw_only=True):
    """What is attributed; several spans where the text interrupts it."""

    spans: tuple[Span, ...]


class Attribution(Struct, frozen=True, gc=False, kw_only=True):
    """Source, cue and content (PARC, PolNeAR), the act, when it was said and by which relays.

    `origin` is the actor from whom the content comes as far as the report tells, `relays` are
    those between the origin and the report, from the origin outwards. `polarity` and `status` are
    those of the saying, not of what is said; `hedge` are the words that soften it.
    """

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
    medium: Medium | None = None
    origin: str | None = None
    polarity: Polarity = "positive"
    status: Status = "happened"
    hedge: str | None = None


class View(Struct, frozen=True, gc=False):
    """The status that an event has as the source of one attribution tells it."""

    attribution: str
    status: Status


class Event(Struct, frozen=True, gc=False, kw_only=True):
    """Something done, planned, denied, …: PLOVER type and mode, CAMEO code, and its status.

    `type`, `mode`, `cameo`, `quad` and `goldstein` are None for an event of no PLOVER type, and for
    one that a promise, demand, refusal or threat contains; `deed` names its type there too.
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
    deed: EventType | None = None
    parties: tuple[str, ...] = ()
    views: tuple[View, ...] = ()
    background: bool = False


class Answer(Struct, frozen=True, gc=False, kw_only=True):
    """One answer of a poll: how many gave it, who they are, what they say, to which question."""

    figure: str
    group: Span | None = None
    answer: Span | None = None
    question: Span | None = None


class Lead(Struct, frozen=True, gc=False, kw_only=True):
    """By how many points somebody is before another in a poll, and among whom."""

    figure: str
    leader: Span | None = None
    behind: Span | None = None
    group: Span | None = None


class Poll(Struct, frozen=True, gc=False, kw_only=True):
    """A poll: who asked whom, when, how, and what they answered. `spans` are the sentences that
    tell of it; figures, actors, timexes and attributions stand as ids. `partners` asked together
    with the pollster."""

    id: str
    spans: tuple[Span, ...]
    pollster: str | None = None
    partners: tuple[str, ...] = ()
    sponsor: str | None = None
    sample: str | None = None
    population: Span | None = None
    dates: tuple[str, ...] = ()
    margin: str | None = None
    mode: PollMode | None = None
    answers: tuple[Answer, ...] = ()
    leads: tuple[Lead, ...] = ()
    attributions: tuple[str, ...] = ()
    confidence: float = 0.5
    why: str = ""


class Relay(Struct, frozen=True, gc=False, kw_only=True):
    """One through whom the whole report reached its reader; `span` is where the text says so."""

    actor: str
    span: Span | None = None
    role: RelayRole


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
    polls: tuple[Poll, ...] = ()
    relays: tuple[Relay, ...] = ()

"""The cues of status: words that say whether an event happened, is planned, possible or denied."""

from functools import cache
from typing import Literal

from msgspec import Struct

from onrecord.knowledge.loader import load_entries, load_rows
from onrecord.model.words import Status

CueKind = Literal[
    "modal",        # an auxiliary of the trigger: may attack
    "adverb",       # an adverb on the trigger: allegedly attacked
    "modifier",     # an adjective, noun or determiner on a trigger that is a noun: planned talks
    "mark",         # the word that opens the clause of the trigger: if it attacks
    "inversion",    # an auxiliary that opens a clause of its own: had Rome attacked, …
    "question",     # the mark that ends a question: did Rome attack?
    "preposition",  # what the trigger stands under: without attacking, in case of an attack
    "time",         # a time that lies ahead, beside a verb in the present: meets tomorrow
    "rank",         # a word on a noun whose infinitive is a fact: the first woman to lead
    "anyone",       # who acts in a rule: anyone who attacks
    "told",         # a noun for what is told, a fact even where what it tells is denied
    "governor",     # a verb, noun or adjective that takes the trigger: plans to attack
    "source",       # an adjective on the subject of the governing verb: unconfirmed reports say
    "pseudo",       # two words of which the first negates nothing: not only, no fewer
    "asking",       # a word below which "if" is "whether": asked if it attacked
    "part",         # a noun that counts the trigger and shares its status: a round of talks
    "result",       # a verb whose infinitive tells what came of an act: rose to become
    "fiction",      # a noun for what is made up: in the film, the novel tells
    "object",       # whom a rule is about: jails anyone who shouts
    "proviso",      # what leaves all that is told open: if true, if confirmed
    "predicate",    # a phrase said of the trigger: sanctions are on the table
    "performed",    # a verb done in saying so: would like to thank
]  # fmt: skip

Shape = Literal[
    "infinitive",  # to attack, also with a subject of its own: urged Rome to attack; help attack
    "gerund",      # attacking
    "clause",      # (that) it attacks
    "mandative",   # that it attack: a clause whose verb has no tense
    "noun",        # an attack, as object or as subject of the passive
    "name",        # an attack, as what something is said to be: called the march an attack
    "subject",     # an attack, as subject of the active: an attack failed, an attack is likely
]  # fmt: skip


class StatusCue(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of one kind and the status they give to what stands in their scope.

    `cue`: lemmas; for a governor of several words ("rule out", "have yet") the first is the head
    and the others are its dependents. `takes`, `prepositions`: the shapes a governor has in scope,
    and the prepositions below which it has a noun or gerund in scope ("accused of attacking");
    a preposition with `takes` of "gerund" has no noun in scope ("against attacking"). Of a noun for
    what is made up `prepositions` are those it stands under: "in the film", "during the war game".
    `status`: what the cue gives; without it the cue hands on its own status ("begin to attack",
    "launch an attack") and a clause keeps what it says ("said that it attacked").
    `negated`: what a governor gives that is itself negated, denied or refused ("did not rule out").
    `reported`: what a modal gives below a verb in the past ("said it would attack"); `perfect`:
    what a modal or governor gives before "have" ("should have attacked"); `past`: what a governor
    gives in the past itself ("was able to attack"); `before`: what a modal gives after "before"
    ("before it could attack"); `asked`: what a mark gives below a verb ("asked if it attacked").
    `new`: it leaves alone what the reader
    is taken to know ("feared an attack", not "feared the attack").
    `of_told`: it has in scope only nouns for what is told ("laughed off a claim", not "a raid").
    `yes` and `no` lines read "sentence => trigger | status".
    """

    cue: tuple[str, ...]
    kind: CueKind
    takes: tuple[Shape, ...] = ()
    prepositions: tuple[str, ...] = ()
    status: Status | None = None
    negated: Status | None = None
    reported: Status | None = None
    perfect: Status | None = None
    past: Status | None = None
    before: Status | None = None
    asked: Status | None = None
    new: bool = False
    of_told: bool = False
    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def status_cues() -> dict[str, StatusCue]:
    """All cues of status by the name of their entry."""
    return load_entries("status.toml", StatusCue)


class StatusCount(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How many of the mentions to which the program gave one of these statuses have it."""

    statuses: tuple[Status, ...]
    right: int
    of: int


@cache
def status_counts() -> dict[Status, StatusCount]:
    """By status the count that says how sure it is; the row of its class."""
    rows = load_rows("status_confidence.tsv", StatusCount)
    return {status: row for row in rows for status in row.statuses}

"""Words of time, and the entries that say how they join and what they mean (TIMEX3)."""

import re
from functools import cache
from itertools import product
from typing import Literal

from msgspec import Struct

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load_entries, load_rows
from onrecord.model.words import TimexType

Mod = Literal[
    "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER",
    "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE",
]  # fmt: skip

How = Literal[
    "same",            # the value of its one part
    "add",             # numbers: twenty + four
    "times",           # numbers: two x hundred
    "half",            # a number and a half
    "constant",        # what `value` says
    "first",           # numbers: of "two to three", the lower
    "weekday",         # a day of the week: the nearest that tense and `shift` allow
    "nth-weekday",     # the first Tuesday of November
    "month",           # a month without a year: likewise
    "season",          # a season without a year: likewise
    "holiday",         # a feast without a year: likewise
    "date",            # a day of a month, with or without a year
    "month-of-year",   # March 1999
    "year",            # 1999
    "season-of-year",  # the winter of 1994
    "holiday-of-year", # Christmas 1994
    "decade",          # the 1990s
    "century",         # the 20th century
    "part-of-year",    # a quarter or half, with or without a year
    "fiscal-year",     # fiscal 2025
    "quarter-of-year", # the 2022 quarter: in that year, the one spoken of
    "part-of-fiscal-year",  # Q3 of fiscal 2018
    "fiscal-year-now", # last fiscal year
    "day",             # a day `shift` days from the day of publication: yesterday
    "this",            # the unit of time `shift` units from that of publication: last week
    "that",            # the unit of time `shift` units from the last date spoken of
    "ago",             # a length of time before the publication
    "earlier",         # a length of time before (shift -1) or after (1) the last date spoken of
    "ago-on",          # a year ago today, a week from Tuesday
    "weeks-on",        # Monday week, a fortnight today
    "nth-in",          # the first week of May
    "day-of-month",    # the 5th, of the month last spoken of
    "of-that-year",    # June of that year
    "era-year",        # 44 BC
    "length-sum",      # two hours and 40 minutes
    "night-of-two-days",  # the night of 8-9 March
    "latest",          # the quarter spoken of, or the last one that is over
    "year-before",     # the same quarter, month or year one year before the one spoken of
    "clock",           # a time of day on a day that is left open
    "clock-in-words",  # half past six
    "time-group",      # 041530Z OCT 24
    "at",              # a day and a time of day or a part of the day
    "part-of-day",     # Monday night, this morning
    "within",          # the second date stands in the period of the first: June last year
    "holding",         # the week (`unit`) that holds a day
    "modify",          # a date or a length with a `mod`
    "length",          # a duration
    "set",             # how often
    "every",           # each Monday
    "each",            # a range: one timex for each side of the word that `value` names
]  # fmt: skip

# classes of words that alone make no time expression
WEAK = frozenset(
    {
        "NUMBER", "ONE", "TEN", "HUNDRED", "ORD", "DAYNUM", "HOUR", "FRACTION", "FEW",
        "SHORTYEAR", "HOURDOT", "MILITARY", "ABOUT", "EDGE", "MOD",
    }
)  # fmt: skip
MOST_FORMS = 400  # of one entry, once optional and alternative words are written out


class TimeWord(Struct, frozen=True, forbid_unknown_fields=True):
    """A word or phrase (lower case, parted as the parser parts it) and its class and value.

    `tags`: prefixes of the Penn tags it must have; `case`: "title" if it must be capitalised.
    """

    word: str
    kind: str
    value: str
    tags: tuple[str, ...] = ()
    case: Literal["any", "title", "upper"] = "any"


class Feast(Struct, frozen=True, forbid_unknown_fields=True):
    """A day of the year: `rule` is "12-25", "11-4-4" (the fourth Thursday of November), "5-1--1"
    (the last Monday of May), "11-1-1+1" (the day after the first Monday of November), "easter+1",
    or "moon:passover" for a feast of the table time_feast_days.tsv."""

    name: str
    rule: str
    names: tuple[str, ...] = ()


class FeastDays(Struct, frozen=True, forbid_unknown_fields=True):
    """The days ("04-23") of a feast that moves with the moon, one a year from `first` on; "-" where
    none is known."""

    feast: str
    first: int
    days: tuple[str, ...]


class TenseCue(Struct, frozen=True, forbid_unknown_fields=True):
    """A lemma that tells where the time of its clause lies, whatever the form of the verb:
    "governor" of an infinitive (expect to), "infinitive" where only its own lies ahead (was to
    meet), "participle" (scheduled), "participle for" (set for), "verb" (planned a rally),
    "auxiliary" (will), "negated auxiliary" (could not), "date" where its object is a time (set
    May 5 as the day), "preposition" (until), "noun" for nouns, adjectives and adverbs (due,
    deadline, ahead).

    A preposition that is "neutral" (on, in) leaves it to the verb, whose own time it gives; one
    that is "open" (by) points ahead where no verb speaks."""

    lemma: str
    role: Literal[
        "governor",
        "infinitive",
        "participle",
        "participle for",
        "verb",
        "auxiliary",
        "negated auxiliary",
        "date",
        "preposition",
        "noun",
    ]
    points: Literal["future", "past", "open", "neutral"]


class TimeEntry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How words of time join, and what they mean then.

    `pattern`: forms of the expression. Lower-case words stand for themselves, upper-case words for
    a class of words or for what another entry `makes`; `[x]` may be missing, `a|b` is either.
    `makes`: the class of the whole. `type`: a timex where it stands alone; none: only a part.
    `how`: the operation; `unit`, `shift`, `value`, `mod`: its settings.
    `after`, `before`: the word before or behind must be one of these; `not_after`, `not_before`:
    must not; `alone`: "yes" if it must be all of its sentence. "#" is any figure, "$" a sign of
    money, "." the end of a sentence or clause.
    `yes` lines read "sentence => text | TYPE | value" or "… | value | MOD", several timexes
    parted by ";", for a report published on Sunday, 2024-10-27; in `no` lines the entry has no
    part.
    """

    pattern: tuple[str, ...]
    makes: str
    how: How
    type: TimexType | None = None
    unit: str = ""
    shift: int = 0
    value: str = ""
    mod: Mod | None = None
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    alone: Literal["yes", ""] = ""
    yes: tuple[str, ...]
    no: tuple[str, ...]


class TimeZone(Struct, frozen=True, forbid_unknown_fields=True):
    """What a zone of time, as a report names it, means: an offset from UTC ("+9", "+5:30"), a name
    of the IANA time zone database ("Europe/Kyiv"), or "?" where the name alone does not tell."""

    zone: str
    rule: str


class TimeConfidence(Struct, frozen=True, forbid_unknown_fields=True):
    """How sure the value of a time is that was read in a certain way; `meaning` says which."""

    kind: str
    confidence: float
    meaning: str


@cache
def time_words() -> tuple[TimeWord, ...]:
    """All words of time, the names of feasts among them."""
    named = [
        TimeWord(name, "FEAST", feast.rule, case="title")
        for feast in feasts()
        for name in (feast.name, *feast.names)
    ]
    return (*load_rows("time_words.tsv", TimeWord), *named)


@cache
def feasts() -> tuple[Feast, ...]:
    """Holidays and other named days."""
    return tuple(load_rows("time_feasts.tsv", Feast))


@cache
def feast_days() -> dict[str, FeastDays]:
    """The feasts that move with the moon, by name."""
    return {row.feast: row for row in load_rows("time_feast_days.tsv", FeastDays)}


@cache
def time_zones() -> dict[str, str]:
    """The rule of each zone by its name in lower case."""
    return {row.zone: row.rule for row in load_rows("time_zones.tsv", TimeZone)}


@cache
def time_confidences() -> tuple[TimeConfidence, ...]:
    """How sure each kind of reading is."""
    return tuple(load_rows("time_confidence.tsv", TimeConfidence))


@cache
def tense_cues() -> dict[tuple[str, str], str]:
    """Where a word's clause lies in time, by its lemma and role."""
    return {(cue.lemma, cue.role): cue.points for cue in load_rows("time_tense.tsv", TenseCue)}


@cache
def time_entries() -> dict[str, TimeEntry]:
    """All entries by their names, in order of preference."""
    return load_entries("times.toml", TimeEntry)


def forms(name: str, pattern: str) -> list[tuple[str, ...]]:
    """A pattern written out: all its forms without optional and alternative elements.

    "[the] last|past UNIT" gives ("the", "last", "UNIT"), ("the", "past", "UNIT"), …
    """
    choices: list[list[str]] = []
    for element in pattern.split():
        optional = re.fullmatch(r"\[(.+)\]", element)
        choices.append((optional[1] if optional else element).split("|") + [""] * bool(optional))
    found = [tuple(word for word in form if word) for form in product(*choices)]
    if len(found) > MOST_FORMS or not all(found):
        raise KnowledgeError(
            f"times.toml: [{name}] {pattern!r} has {len(found)} forms, or an empty one. "
            f"Give at most {MOST_FORMS}, each with at least one word."
        )
    return found

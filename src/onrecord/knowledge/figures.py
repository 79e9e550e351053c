"""Words of quantity: numbers, units, currencies, and what stands around a number and bounds it."""

from functools import cache
from typing import Literal

from msgspec import Struct

from onrecord.knowledge.loader import load_entries, load_rows, load_words
from onrecord.model.words import Casualty, Direction

NumberKind = Literal[
    "unit",      # one to nineteen, and zero
    "ten",       # twenty to ninety
    "hundred",   # multiplies what stands before it, and more may be added
    "scale",     # thousand, million: multiplies all before it
    "dozen",     # multiplies, and is a round number
    "several",   # before a hundred, a scale or a dozen: so many of them
    "group",     # as several, and with "of" by itself: a handful of
    "vague",     # a phrase that is an amount without a number: tens of thousands
    "part",      # a part of one: half, third
    "times",     # so many times as much: twice, tenfold
    "multiple",  # a verb, in all its forms: to become so many times as much
]  # fmt: skip

Means = Literal[
    "low",       # the number is the least: at least 40
    "high",      # the number is the most: up to 40
    "about",     # the number is approximate
    "between",   # the two numbers are the least and the most
    "change",    # the two numbers are a before and an after, not a range: from 5 to 7
    "age",       # the number is an age in years
    "age-months", # the number is an age in months
    "age-low",   # the number is the least age
    "age-high",  # the number is the most
    "magnitude", # the number is the strength of a quake
    "margin",    # the number is a margin on both sides
    "minus",     # the number is below nought
    "times",     # the number says how many times as much
    "no-figure", # the number is a rank or a name, and no quantity
]  # fmt: skip


class NumberWord(Struct, frozen=True, forbid_unknown_fields=True):
    """A word or phrase (lower case) for a number. A vague one has `low` and `high`; `high` may be
    missing."""

    word: str
    kind: NumberKind
    low: float
    high: float | None = None


Company = Literal[
    "contest",   # verbs (lemmas) near which "1-2" is a score
    "side",      # nouns that are counted on two sides: 312 votes to 289
    "ranked",    # verbs whose ordinal is a place: finished third
    "unordered", # nouns before which an ordinal orders nothing: the first lady
    "compared",  # words behind "three times" that make it a ratio: as many
    "address",   # last words of the names of streets
    "persons",   # nouns that mean people, besides those of roles.tsv
    "moving",    # verbs whose "up" and "down" tell of a change: tick up
    "doubling-idiom", # words behind "doubled" that make it no multiple: doubled down, doubled as
    "total",     # nouns that name a number: the number of wolves
    "aged",      # words before an age, besides nouns
    "voted",     # nouns behind a score: 51-49 votes
    "bloc",      # first words of names that end in a number: the Group of 20
    "score-noun",# vague amounts that are nouns of their own: test scores
    "level",     # nouns before "of" and a number: from a peak of 10 percent
    "lives",     # what the dead are counted in: claimed 40 lives
    "takes-lives", # verbs before it
    "apart",     # words beside points that say how far two numbers stand apart: by, ahead, lead
    "changing",  # prepositions before two numbers that are no score: from 9 points to 5
    "percent-sign",  # words of a percentage
    "at",        # prepositions and
    "moment",    # nouns of "at one point"
    "of-percentage", # words for what is told in percent, and so has percentage points
    "of-index",  # words for what has points of its own: an index of shares
    "of-game",   # words of games, whose points are counted
    "shared-sign", # signs that several currencies have
]  # fmt: skip


class Ordinal(Struct, frozen=True, forbid_unknown_fields=True):
    """A word for a place in an order."""

    word: str
    value: int


class CompanyWord(Struct, frozen=True, forbid_unknown_fields=True):
    """A word that decides what a number beside it is."""

    word: str
    role: Company


class ChangeWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of change, by lemma: verbs with their amount before or behind, nouns, and adverbs
    ("up 3 percent"). Behind the verbs `of_others` a bare amount is no change ("raised $40"). Lines
    of `yes` read "sentence => by | from | to", "-" for what is not said."""

    direction: Direction
    of_others: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    yes: tuple[str, ...]
    no: tuple[str, ...]


class CasualtyWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that tell what became of those counted, by lemma.

    `takes`: verbs whose object is counted, or whose subject in the passive; `does`: verbs whose
    subject is counted, with their object where that tells ("lose home"); `nouns`: what is counted;
    `states`: adjectives and participles beside it; `tolls`: nouns that a bare number counts ("a
    death toll of 40"); `of_things`: the words speak also where the noun that is counted is not
    known to mean people. Lines of `yes` read "sentence => figures so counted"; in a line of `no`
    none is.
    """

    casualty: Casualty
    of_things: bool = False
    takes: tuple[str, ...] = ()
    does: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    tolls: tuple[str, ...] = ()
    yes: tuple[str, ...]
    no: tuple[str, ...]


class Unit(Struct, frozen=True, forbid_unknown_fields=True, rename={"names": "is"}):
    """A unit of measure, its code as the record keeps it, and the words for it.

    `names` are its names in pint. A value of it is value * low + offset to value * high + offset of
    the unit `si`; low and high differ where the word is used for two units ("ton").
    """

    unit: str
    words: tuple[str, ...]
    names: tuple[str, ...] = ()
    si: str | None = None
    low: float = 1
    high: float = 1
    offset: float = 0


class Currency(Struct, frozen=True, forbid_unknown_fields=True):
    """A currency: its ISO 4217 code, its nouns, the adjectives that tell it from others of the
    same name, its signs. `alone` is "yes" if the bare noun means this one."""

    code: str
    words: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    alone: Literal["yes", "no"] = "no"


class Home(Struct, frozen=True, forbid_unknown_fields=True):
    """A country and its currency, of a name that others' have too; `sign` is what others print."""

    country: str
    code: str
    sign: str | None = None


class Bound(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Phrases before or after a number, and what they make of it.

    `adverbs`: phrases that are also prepositions ("talks about 40 boats"); they speak only where
    the parser takes them for part of the number, and never behind a lemma of `not_after` ("argued
    over 40 boats"). A line of `yes` reads "sentence => figures", in
    the notation of tests/corpus/figures.toml; a line of `no` gives the figures without the entry.
    """

    phrases: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    place: Literal["before", "after"] = "before"
    means: Means
    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def numbers() -> dict[str, NumberWord]:
    """Words and phrases for numbers, by themselves."""
    return {row.word: row for row in load_rows("figures_numbers.tsv", NumberWord)}


@cache
def units() -> dict[str, str]:
    """The code of a unit by each of its words."""
    return {word: row.unit for row in measures().values() for word in row.words}


@cache
def measures() -> dict[str, Unit]:
    """Units of measure by their codes."""
    return {row.unit: row for row in load_rows("figures_units.tsv", Unit)}


@cache
def currencies() -> tuple[Currency, ...]:
    """Currencies, in the order of their codes."""
    return tuple(load_rows("figures_currencies.tsv", Currency))


@cache
def bounds() -> dict[str, Bound]:
    """What bounds a number, by the name of the entry."""
    return load_entries("figures.toml", Bound)


@cache
def ordinals() -> dict[str, int]:
    """Places in an order by their words."""
    return {row.word: row.value for row in load_rows("figures_ordinals.tsv", Ordinal)}


@cache
def company(role: Company) -> frozenset[str]:
    """The words of one role beside a number."""
    return _company()[role]


@cache
def _company() -> dict[str, frozenset[str]]:
    return load_words("figures_company.tsv", CompanyWord)


@cache
def changes() -> dict[str, ChangeWords]:
    """Words of change, by the name of the entry."""
    return load_entries("figures_changes.toml", ChangeWords)


@cache
def casualties() -> dict[str, CasualtyWords]:
    """Words of casualties, by the name of the entry."""
    return load_entries("figures_casualties.toml", CasualtyWords)


@cache
def homes() -> dict[str, Home]:
    """Currencies whose bare name or sign is another's too, by the country."""
    return {row.country: row for row in load_rows("figures_homes.tsv", Home)}

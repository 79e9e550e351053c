"""Words of quantity: numbers, units, currencies, and what stands around a number and bounds it."""

from functools import cache
from typing import Literal

from msgspec import Struct

from onrecord.knowledge.loader import load_entries, load_rows

NumberKind = Literal[
    "unit",      # one to nineteen, and zero
    "ten",       # twenty to ninety
    "hundred",   # multiplies what stands before it, and more may be added
    "scale",     # thousand, million: multiplies all before it
    "dozen",     # multiplies, and is a round number
    "several",   # before a hundred, a scale or a dozen: so many of them
    "vague",     # a phrase that is an amount without a number: tens of thousands
    "part",      # a part of one: half, third
]  # fmt: skip

Means = Literal[
    "low",       # the number is the least: at least 40
    "high",      # the number is the most: up to 40
    "about",     # the number is approximate
    "between",   # the two numbers are the least and the most
    "change",    # the two numbers are a before and an after, not a range: from 5 to 7
    "no-figure", # the number is an age, a rank or a name, and no quantity
]  # fmt: skip


class NumberWord(Struct, frozen=True, forbid_unknown_fields=True):
    """A word or phrase (lower case) for a number. A vague one has `low` and `high`; `high` may be
    missing."""

    word: str
    kind: NumberKind
    low: float
    high: float | None = None


class Unit(Struct, frozen=True, forbid_unknown_fields=True):
    """A unit of measure, its code as the record keeps it, and the words for it."""

    unit: str
    words: tuple[str, ...]


class Currency(Struct, frozen=True, forbid_unknown_fields=True):
    """A currency: its ISO 4217 code, its nouns, the adjectives that tell it from others of the
    same name, its signs. `alone` is "yes" if the bare noun means this one."""

    code: str
    words: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    alone: Literal["yes", "no"] = "no"


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
    return {word: row.unit for row in load_rows("figures_units.tsv", Unit) for word in row.words}


@cache
def currencies() -> tuple[Currency, ...]:
    """Currencies, in the order of their codes."""
    return tuple(load_rows("figures_currencies.tsv", Currency))


@cache
def bounds() -> dict[str, Bound]:
    """What bounds a number, by the name of the entry."""
    return load_entries("figures.toml", Bound)

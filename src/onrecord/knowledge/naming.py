"""Words that tell what a name is: titles of address, first names, heads of bodies, places."""

from functools import cache
from typing import Literal

from msgspec import Struct

from onrecord.knowledge.loader import load_rows

Use = Literal[
    "honorific",     # stands before a person's name: Mr, Sir
    "suffix",        # ends a person's name: Jr.
    "particle",      # joins the parts of a person's name in lower case: van, bin
    "joiner",        # may stand inside the name of a body: of, for
    "first-name",    # is given to persons
    "gendered",      # a noun that tells a person's gender: spokeswoman
    "family",        # a relation of blood or marriage; always a person: sister
    "body",          # heads the name of a body: Ministry
    "place",         # heads the name of a place: River
    "thing",         # heads a name that is no actor: Summit
    "time",          # a name of the calendar: Monday
    "pronoun",       # he, they, its
    "relative",      # who, which
    "of-persons",    # a relative that only persons have: who
    "speaker",       # whoever speaks: I, our
    "hearer",        # whoever is spoken to: you
    "salutation",    # opens a letter: dear
    "place-preposition",  # what follows is a place: in
    "inside",        # what follows in one word is a place for sure: in, near
    "after-head",    # inside a name, follows its head: Ministry of …, Society for …
    "opposes",       # the same, where the recogniser has it all as one body: League against …
    "place-first",   # opens the name of a place: Port, Puerto
    "vague",         # names an actor only where a noun or name tells which: figure, side
    "mass",          # all of a kind at once, never a single named body: the press
    "link",          # inside a name, joins what follows the head: … of Trade and Industry
    "employer",      # brings the body somebody works for: at, with, for
    "quantity",      # counts what its of-phrase names: dozens
    "partitive",     # brings where somebody belongs: of, from
    "rank",          # part of a title before its head: Deputy
    "generic",       # with "the", the body of its sector spoken of last: the airline
    "general",       # with "the", any body, or any of a sector: the organisation, the company
    "state",         # with "the", any body of a state's: the agency
    "back",          # refers back to a body, and names none by itself: the service
    "other",         # tells that somebody not yet spoken of is meant: another, next
    "peer",          # holds elsewhere the office of whoever it is said of: counterpart
    "part",          # means one or more of a group spoken of: another, both
    "anybody",       # with "the", any group of people: men
    "first-of-two",  # the former
    "second-of-two",  # the latter
    "speaks-for",    # speaks for whoever he is said to be of: spokesman, lawyer
    "asks",          # labels a question of an interview: Q
    "answers",       # labels an answer: A
    "announces",     # says that somebody is interviewed: an interview with
    "spoke",         # with "with" or "to", says who was interviewed: spoke
    "delivered",     # what somebody says to an audience: remarks by, testimony of
    "calls",         # stands beside the name of whoever is called to speak: please, proceed
    "closing",       # ends a letter, before the name: yours
    "former",        # an office no longer or not yet held: former
]  # fmt: skip


class NameWord(Struct, frozen=True, forbid_unknown_fields=True):
    """A word (lower case) and what it tells of a name or a pronoun.

    `gender`: m, f; `number`: singular, plural; `sector`: PLOVER's, for heads of bodies.
    """

    word: str
    use: Use
    gender: Literal["m", "f", ""] = ""
    number: Literal["singular", "plural", ""] = ""
    sector: str = ""


class GivenName(Struct, frozen=True, forbid_unknown_fields=True):
    """A given name (lower case) and the gender it tells; those that both bear are not listed."""

    word: str
    gender: Literal["m", "f"]


@cache
def given_names() -> dict[str, str]:
    """The gender by given name. They tell of a person's gender, not that a name is a person's."""
    return {row.word: row.gender for row in load_rows("given_names.tsv", GivenName)}


@cache
def name_words() -> tuple[NameWord, ...]:
    """All words that tell what a name is."""
    return tuple(load_rows("naming.tsv", NameWord))

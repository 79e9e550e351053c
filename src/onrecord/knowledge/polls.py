"""Words of polls: what a poll is called, who makes them, how people are asked."""

from functools import cache
from typing import Literal

from msgspec import Struct

from onrecord.knowledge.loader import load_entries, load_rows, load_words
from onrecord.model.words import PollMode

PollRole = Literal[
    "poll",          # nouns for a poll
    "asked",         # verbs whose object is the sample
    "conducted",     # verbs whose time is the poll's
    "showed",        # verbs before an answer
    "answered",      # nouns that mean those asked
    "asked-people",  # nouns that can be those asked, besides the nouns of people in roles.tsv
    "new",           # words that open another poll
    "old",           # words that make a poll one of before
    "same",          # words that go back to one
    "sponsored",     # verbs of the sponsor
    "not-poll",      # what makes a survey another thing
    "at-the-polls",  # words that make polls an election
    "of-polls",      # nouns that a poll stands before: poll results
    "composed",      # verbs of what a share is a part of: make up 46 percent
    "opined",        # verbs whose subject is whoever answers
    "error",         # nouns of a margin of error
    "margin",        # its other nouns
    "sampled-with",  # prepositions before the sample
    "took-part",     # verbs whose subject is the sample
    "sample",        # nouns of the asking, besides those for a poll
    "told-of-people",# participles that describe those asked
    "told-behind",   # prepositions that describe them
    "asked-anything",# verbs of asking that are no sign of a poll
    "asked-about",   # words before the question
    "it",            # pronouns for a poll
    "carried-out",   # verbs of carrying it out
    "unsaid",        # verbs behind a share that are no answer
    "of",            # the preposition of a share
    "less",          # comparatives that are an answer
    "election",      # words of votes that were cast
    "portion",       # nouns for a share
    "versus",        # what stands between the shares of two sides
    "among",         # the preposition before a group
    "aged",          # words before an age that bounds a group
    "sides",         # prepositions that are an answer
    "percent",       # words of a percentage
    "in",            # the preposition before favour
    "stance",        # words behind a share that are an answer
    "favour",        # nouns behind "in" that are an answer
    "according",     # words that begin a credit
    "parting",       # words that part two answers
    "held-at",       # prepositions before the share that somebody has: on 34 percent
    "joint",         # what stands between two who asked together
    "released",      # verbs of publication
    "by",            # prepositions before the pollster
    "for",           # prepositions before the sponsor
    "to-the-polls",  # prepositions before polls that are an election
    "fresh",         # words that make a poll one of now
    "leads",         # verbs whose subject is before their object by so many points
    "trails",        # verbs whose subject is behind
    "ahead",         # adverbs of being before
    "behind",        # adverbs of being behind
    "lead-noun",     # nouns for the difference: a 7-point lead
    "over",          # prepositions before the one who is behind
    "backing",       # nouns of what those asked give: 36 percent support
]  # fmt: skip


class PollWord(Struct, frozen=True, forbid_unknown_fields=True):
    """A lemma and its role."""

    word: str
    role: PollRole


class Pollster(Struct, frozen=True, forbid_unknown_fields=True):
    """An institute that makes polls, by a name as printed."""

    name: str


class Mode(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Phrases that say how people were asked."""

    mode: PollMode
    phrases: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def poll_words(role: PollRole) -> frozenset[str]:
    """The lemmas of one role."""
    return _words()[role]


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words("polls_words.tsv", PollWord)


@cache
def pollsters() -> frozenset[str]:
    """Names of institutes, in small letters."""
    return frozenset(row.name.lower() for row in load_rows("pollsters.tsv", Pollster))


@cache
def modes() -> dict[str, Mode]:
    """How people were asked, by the name of the entry."""
    return load_entries("polls_modes.toml", Mode)

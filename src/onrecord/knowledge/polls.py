"""Words of polls: what a poll is called, who makes them, how people are asked."""

from functools import cache
from typing import Literal

from msgspec import Struct

from onrecord.knowledge.loader import load_entries, load_rows
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
    return frozenset(row.word for row in load_rows("polls_words.tsv", PollWord) if row.role == role)


@cache
def pollsters() -> frozenset[str]:
    """Names of institutes, in small letters."""
    return frozenset(row.name.lower() for row in load_rows("pollsters.tsv", Pollster))


@cache
def modes() -> dict[str, Mode]:
    """How people were asked, by the name of the entry."""
    return load_entries("polls_modes.toml", Mode)

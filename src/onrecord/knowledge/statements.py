"""How a statement was made, through whom it came, and how it hides who made it."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal, TypeAlias, TypeVar

from msgspec import Struct

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load_entries, load_rows
from onrecord.model.words import Medium, RelayRole


class MediumEntry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that tell in what something was said.

    `medium`: what they tell, or empty for an occasion that is none of the closed list ("at a
    meeting") but may date the statement; `nouns`: singular, what follows one of the
    `prepositions` ("in a statement"), is `made` ("issued a statement saying") or, with
    `speaks = true`, says it itself ("the statement said"); `hearers`: who is spoken to ("told
    reporters"); `cues`: verbs that say it by themselves ("tweeted"); `names`: proper names after
    the prepositions ("on Facebook"); `but`: prepositions under the noun with which it is another
    thing ("a debate over taxes").
    `yes` lines read "sentence => cue | medium".
    """

    medium: Medium | None = None
    nouns: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    hearers: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    speaks: bool = False
    yes: tuple[str, ...]
    no: tuple[str, ...]


Bears = Literal[
    "hearer",       # what is told to a medium reaches the report through it: told the Gazette
    "preposition",  # said in, on, to a medium
    "carrier",      # a verb whose doer passes it on: published by the Gazette, quoted by it
    "citing",       # a verb whose object is the origin: the Gazette reported, citing officials
]  # fmt: skip


class RelayEntry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that bring a relay or an origin beside a statement.

    `bears`: how; `words`: the prepositions, or lemmas of verbs.
    `yes` lines read "sentence => cue | origin <- relay <- relay".
    """

    bears: Bears
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


class HidingEntry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words by which a source is kept without a name.

    `words`: lemmas in their order, "|" between those that may stand in one place; up to two other
    words may stand between two of them, none before one with a "+". `yes` lines read
    "sentence => source".
    """

    words: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


class CreditEntry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A line of credit above or below a report.

    `phrases`: what it begins with, in lower case; `closing`: what it ends with, behind the names;
    `role`: what those named are; `collective`: only of many at once ("agencies"). `yes` lines
    read "line => name, name".
    """

    role: RelayRole
    phrases: tuple[str, ...]
    closing: tuple[str, ...] = ()
    collective: bool = False
    yes: tuple[str, ...]
    no: tuple[str, ...]


class SourceTrait(Struct, frozen=True, forbid_unknown_fields=True):
    """A word (lower case) and what it tells of a source that is not named.

    `nobody`: a noun or pronoun that describes nobody ("source", "someone"); `unnamed`: an
    adjective that says so ("unidentified"); `speaker`: a noun for who speaks for a body
    ("spokesman"); `dating`: a preposition that dates a statement ("on"); `speaking`: a verb of
    speaking whose participle tells how a statement was made ("speaking to reporters");
    `making`: a verb that brings out a statement ("issued a statement saying"); `after`: a
    preposition whose event comes just before the saying ("after a meeting on Friday");
    `continuing`: a verb that goes on ("added"); `elsewhen`: an adverb that tells of another
    occasion ("later said"); `collective`: many unnamed media at once ("agencies").
    """

    word: str
    trait: Literal[
        "nobody",
        "unnamed",
        "speaker",
        "dating",
        "speaking",
        "making",
        "after",
        "continuing",
        "elsewhen",
        "collective",
    ]


Examples: TypeAlias = MediumEntry | RelayEntry | HidingEntry | CreditEntry
Entry = TypeVar("Entry", MediumEntry, RelayEntry, HidingEntry, CreditEntry)


@cache
def media() -> Mapping[str, MediumEntry]:
    """Media by the name of their entry."""
    return _load("media.toml", MediumEntry)


@cache
def relays() -> Mapping[str, RelayEntry]:
    """What brings a relay or an origin, by the name of the entry."""
    return _load("relays.toml", RelayEntry)


@cache
def hidings() -> Mapping[str, HidingEntry]:
    """Phrases by which a source stays without a name, by the name of the entry."""
    return _load("hidings.toml", HidingEntry)


@cache
def credits() -> Mapping[str, CreditEntry]:
    """Lines of credit, by the name of the entry."""
    return _load("credits.toml", CreditEntry)


@cache
def traits(trait: str) -> frozenset[str]:
    """The words with one trait."""
    rows = load_rows("source_traits.tsv", SourceTrait)
    return frozenset(row.word for row in rows if row.trait == trait)


@cache
def bearers(bears: Bears) -> Mapping[str, str]:
    """The words that bring a relay in one way, with the names of their entries."""
    return {
        word: name
        for name, entry in relays().items()
        if entry.bears == bears
        for word in entry.words
    }


@cache
def nouns_of_media() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Nouns by their last word: the words before it and the entry, those of more words first."""
    return _phrases(media(), lambda entry: entry.nouns)


@cache
def hearers_of_media() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Those spoken to by their last word, likewise."""
    return _phrases(media(), lambda entry: entry.hearers)


@cache
def cues_of_media() -> Mapping[str, str]:
    """Lemmas of cues that tell the medium by themselves, with the names of their entries."""
    return {cue: name for name, entry in media().items() for cue in entry.cues}


@cache
def names_of_media() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Proper names by their last word, as printed."""
    return _phrases(media(), lambda entry: entry.names)


def _phrases(
    entries: Mapping[str, MediumEntry], words: Callable[[MediumEntry], tuple[str, ...]]
) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, entry in entries.items():
        for phrase in words(entry):
            for words_of in dict.fromkeys((phrase, phrase.replace("-", " - "))):
                *before, last = words_of.split()
                found.setdefault(last, []).append((tuple(before), name))
    return {
        last: tuple(sorted(phrases, key=lambda item: -len(item[0])))
        for last, phrases in found.items()
    }


def _load(file: str, kind: type[Entry]) -> dict[str, Entry]:
    """The entries of a file. Raises KnowledgeError for one without a yes or a no."""
    entries = load_entries(file, kind)
    for name, entry in entries.items():
        if not (entry.yes and entry.no):
            raise KnowledgeError(f"{file}: [{name}] lacks a yes or a no. Give it one of each.")
    return entries

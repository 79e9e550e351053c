"""Hedges: words that soften a cue, "appeared to suggest", "all but confirmed"."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import Struct

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load_entries

FILE = "cues_hedges.toml"


class HedgeEntry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A hedge: its words, of which the first is a lemma, and where it stands to the cue.

    `governor`: a verb whose infinitive or gerund the cue is; `adverb`: beside the cue.
    `yes` lines read "sentence => cue | hedge as printed".
    """

    cue: str
    kind: Literal["governor", "adverb"]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def hedges() -> Mapping[str, HedgeEntry]:
    """All hedges by the name of their entry.

    Raises KnowledgeError for an entry without a yes or a no, and for doubles.
    """
    found = load_entries(FILE, HedgeEntry)
    words: dict[str, str] = {}
    for name, entry in found.items():
        if not (entry.yes and entry.no):
            raise KnowledgeError(f"{FILE}: [{name}] lacks a yes or a no. Give it one of each.")
        if words.setdefault(entry.cue, name) != name:
            raise KnowledgeError(f"{FILE}: [{name}] has the words of [{words[entry.cue]}].")
    return found


@cache
def adverbs() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The adverbs by their last word: all their words and the name of the entry."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, entry in hedges().items():
        if entry.kind == "adverb":
            words = tuple(entry.cue.split())
            found.setdefault(words[-1], []).append((words, name))
    return {word: tuple(entries) for word, entries in found.items()}


@cache
def governors() -> Mapping[str, tuple[tuple[str, ...], str]]:
    """The governors by the lemma of their first word: the words behind it and the entry's name."""
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    for name, entry in hedges().items():
        if entry.kind == "governor":
            first, *rest = entry.cue.split()
            found[first] = (tuple(rest), name)
    return found

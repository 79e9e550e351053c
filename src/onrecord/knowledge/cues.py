"""The cues of attribution: words that say that somebody says, believes, asks or denies."""

from functools import cache
from typing import Literal

from msgspec import Struct

from onrecord.knowledge.loader import load_entries
from onrecord.model.words import Act

Takes = Literal[
    "clause",      # a finite clause with or without "that": said (that) talks would resume
    "that",        # only with "that": found that talks had failed
    "quote",       # direct speech, before, after or around the cue
    "question",    # whether, if, who, what, how …: asked whether talks would resume
    "infinitive",  # to + verb, also with an object before it: promised to leave, urged Rome to leave
    "gerund",      # denied sending troops
    "noun",        # a noun phrase as object: denied the reports, advised caution
    "about",       # a prepositional phrase, its prepositions in `prepositions`: complained about the delay
]  # fmt: skip


class CueEntry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A cue and how it attributes.

    `cue`: the lemma, or several words of which the first is the head ("rule out",
    "according to", "make clear"); `pos`: what the cue is in the sentence; `takes`: the shapes of
    its content; `hearer`: its object is who is spoken to, not part of the content ("told X that");
    `prepositions`: those of the "about" shape; `source_after`: prepositions that bring the source of
    a noun cue ("a claim by the ministry"); `sure`: how often such a match is an attribution, 0 to 1.
    `yes` lines read "sentence => source | cue | content"; "-" is a missing source.
    """

    cue: str
    act: Act
    takes: tuple[Takes, ...]
    pos: Literal["verb", "noun", "adjective", "adverb", "preposition"] = "verb"
    hearer: bool = False
    prepositions: tuple[str, ...] = ()
    source_after: tuple[str, ...] = ("of", "by", "from")
    sure: float = 0.8
    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def cues() -> dict[str, CueEntry]:
    """All cues by the name of their entry."""
    return load_entries("cues.toml", CueEntry)

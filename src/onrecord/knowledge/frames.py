"""Event frames: which words name which event, and where its actors and recipients stand."""

from functools import cache
from typing import Literal

from msgspec import Struct

from onrecord.knowledge.loader import load_entries
from onrecord.model.words import EventType

Complement = Literal["infinitive", "clause", "gerund"]


class Frame(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An event as words name it.

    `verb`, `noun`: lemmas of the trigger ("shoot down" is verb and particle); `object`: lemmas of
    which one must head the object (of a verb) or the of-phrase or compound (of a noun);
    `prepositions`: of which one must hang on the trigger ("call for"); `complement`: what the verb
    must govern ("agree to withdraw"). An entry without conditions is the word's plain meaning and
    gives way to one whose conditions hold.
    `actor`, `recipient`: places in order of preference: "subject", "object", "possessor" (Rome's
    visit, the Italian visit), "complement-subject" (urged Rome to leave), or a preposition
    ("by", "with", "against"). The engine turns passives round. `reciprocal`: plural or coordinated
    actors act on each other ("X and Y met").
    `type`, `mode`, `contexts`: PLOVER; `cameo`: the CAMEO code as text.
    `yes` lines read "sentence => TYPE | actor | recipient" with the actors' names as printed
    or "-"; several actors are parted by ";".
    """

    verb: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    complement: tuple[Complement, ...] = ()
    actor: tuple[str, ...] = ("subject", "by", "possessor")
    recipient: tuple[str, ...] = ("object",)
    reciprocal: bool = False
    type: EventType | None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def frames() -> dict[str, Frame]:
    """All event frames by the name of their entry."""
    return load_entries("frames.toml", Frame)

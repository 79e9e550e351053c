"""Event frames: which words name which event, and where its actors and recipients stand."""

from collections.abc import Iterable
from functools import cache
from typing import Literal

from msgspec import Struct

from onrecord.knowledge.loader import entries_of, load_entries
from onrecord.knowledge.ontology import compounds, default_cameo, plover_types
from onrecord.model.words import Act, EventType, Quad, Status

Complement = Literal["infinitive", "clause", "mandative", "gerund", "purpose"]


class Frame(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An event as words name it.

    `verb`, `noun`: lemmas of the trigger ("shoot down" is verb and particle; a frame of the verb
    alone does not hold where another particle stands by it: "backed away"); `object`: lemmas of
    which one must head the object of a verb or its of-phrase ("hundreds of prisoners"), or the
    object of one of its `prepositions` ("go on strike"), or be the of-phrase, compound or
    adjective of a noun ("hunger strike", "military aid"); `subject`: lemmas of which one must
    head whoever does it ("wasps attacked"); `prepositions`: of which one must hang
    on the trigger ("call for"), but not before a time ("called Rome on Monday"); `modifier`:
    lemmas of which one must modify the noun that met `object`, or the trigger if it is a noun;
    `complement`: what the verb must govern ("agree to withdraw"; "purpose": "called Rome to
    thank it"). An entry without conditions is the word's plain meaning and gives way to one
    whose conditions hold; a word that serves as another entry's `object` is no trigger of its
    own there ("rejected talks" is no meeting).
    With `complement`, the governed verb or its object will do for `object` ("refused to meet",
    "threatened to cut ties"). What hangs on the noun that meets `object` hangs on the trigger
    too, also below a preposition ("called for talks with Rome", "agreed to talks with Rome").
    `needs`: which places an actor must fill, or the entry is silent ("the disease attacks the
    liver"): "actor", "recipient", "either" for one of the two, or "several" for actors of several
    countries. Only the places that the entry
    names count ("met its target", "received a letter from Rome").
    `actor`, `recipient`: places in order of preference: "subject", "object", "possessor" (Rome's
    visit, the Italian visit), "complement-subject" (urged Rome to leave), "matter" (whoever
    stands in the object or complement: "agreed to a plan of Rome"; tried last where other places
    are named), or a preposition ("by", "with", "against"); an empty list is nobody ("Rome put
    its army on alert"). The engine turns passives round. The subject and object of a noun
    are those of the light verb that governs it ("Rome launched an attack on Paris").
    `reciprocal`: plural or coordinated actors act on each other ("X and Y met").
    `last`: it gives way to every other entry of the word, also to one without conditions.
    `type`, `mode`, `contexts`: PLOVER; without a type the words are meant figuratively, and no
    other entry of the word holds ("a price war"); `cameo`: the CAMEO code as text.
    `yes` lines read "sentence => TYPE | actor | recipient" with the actors' names as printed
    or "-"; several actors are parted by ";".
    """

    verb: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    modifier: tuple[str, ...] = ()
    complement: tuple[Complement, ...] = ()
    needs: Literal["actor", "recipient", "either", "several"] | None = None
    actor: tuple[str, ...] = ("subject", "by", "possessor")
    recipient: tuple[str, ...] = ("object",)
    reciprocal: bool = False
    last: bool = False
    type: EventType | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    yes: tuple[str, ...]
    no: tuple[str, ...]


class Speech(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is done by saying that something will be done.

    `act`: what the attribution does; `status`: that of what is said; `whose`: "own" if the speaker
    is to do it; `ahead`: what is said has a modal verb ("would not meet"); `deed`: the quad
    classes of what is said; `type`, `cameo`: what the saying is. `yes` lines as in a Frame.
    """

    act: tuple[Act, ...]
    status: tuple[Status, ...]
    whose: Literal["own", "other"]
    deed: tuple[Quad, ...]
    ahead: bool = False
    type: EventType
    cameo: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


FILES = (
    "frames_verbal_cooperation.toml",
    "frames_material_cooperation.toml",
    "frames_verbal_conflict.toml",
    "frames_material_conflict.toml",
)


@cache
def frames() -> dict[str, Frame]:
    """All event frames by the name of their entry.

    Raises KnowledgeError if two files have an entry of the same name.
    """
    return join_frames((file, load_entries(file, Frame)) for file in FILES)


@cache
def speeches() -> dict[str, Speech]:
    """All entries of what is done by saying, by name, in the order of the table."""
    return load_entries("event_speech.toml", Speech)


def join_frames(tables: Iterable[tuple[str, dict[str, Frame]]]) -> dict[str, Frame]:
    """The entries of several tables, given with the names of their files, as one."""
    return {name: frame for _, name, frame in entries_of(tables)}


@cache
def reached_codes() -> dict[str, tuple[str, ...]]:
    """The CAMEO codes that an event can get, each with the entries that give it.

    Besides frames and entries of speech, a type gives its own code where nothing narrower is
    known, and an act of speech that of what it is about.
    """
    found: dict[str, list[str]] = {}
    for name, frame in frames().items():
        if frame.type is not None:
            code = frame.cameo or default_cameo(frame.type, frame.mode)
            found.setdefault(code, []).append(name)
    for name, speech in speeches().items():
        found.setdefault(speech.cameo, []).append(name)
    for type in plover_types():
        found.setdefault(default_cameo(type), []).append(f"type {type}")
    for code in compounds():
        found.setdefault(code, []).append("an act within another")
    return {code: tuple(names) for code, names in sorted(found.items())}

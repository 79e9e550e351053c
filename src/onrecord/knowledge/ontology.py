"""What an event is called: the types, modes and contexts of PLOVER, the codes of CAMEO.

PLOVER: Open Event Data Alliance, manual 0.7b1 (2021). CAMEO: Gerner, Schrodt and Yilmaz, manual
1.1b3 (2012). docs/knowledge-sources.md says which number comes from where.
"""

from collections import defaultdict
from functools import cache
from typing import Literal

from msgspec import Struct

from onrecord.knowledge.loader import load_rows
from onrecord.model.words import EventType, Quad, Status


class PloverType(Struct, frozen=True, forbid_unknown_fields=True):
    """An event type: `score` is PLOVER's own, -10 (conflict) to 10 (cooperation); `recipient` is
    "yes" where the event needs one; `cameo` serves where nothing narrower is known."""

    name: EventType
    quad: Quad
    score: float
    recipient: Literal["yes", "no"]
    definition: str
    cameo: str


class PloverWord(Struct, frozen=True, forbid_unknown_fields=True):
    """A mode (how; of one `type`, with its `cameo`) or a context (about what; of any type)."""

    kind: Literal["mode", "context"]
    name: str
    definition: str
    type: EventType | None = None
    cameo: str = ""


class CameoCode(Struct, frozen=True, forbid_unknown_fields=True):
    """An event code of two to four digits, and the PLOVER type, mode and contexts it is.

    `goldstein` runs from -10 to 10 and is None where the published scale has no number;
    `type` is None for what PLOVER does not hold an event (mere statements).
    """

    code: str
    name: str
    quad: Quad
    goldstein: float | None = None
    type: EventType | None = None
    mode: str = ""
    contexts: tuple[str, ...] = ()


class PloverAhead(Struct, frozen=True, forbid_unknown_fields=True):
    """What PLOVER's coders call an act of a quad class that has a status other than done."""

    status: Status
    quad: Quad
    type: EventType


class CameoCompound(Struct, frozen=True, forbid_unknown_fields=True):
    """The `code` of an act of speech `outer` about an act whose code begins with `inner`."""

    outer: str
    inner: str
    code: str


@cache
def plover_types() -> dict[EventType, PloverType]:
    """The sixteen event types by name."""
    return {entry.name: entry for entry in load_rows("plover.tsv", PloverType)}


@cache
def modes() -> dict[EventType, tuple[PloverWord, ...]]:
    """The modes of each type that has any."""
    found: dict[EventType, list[PloverWord]] = defaultdict(list)
    for word in _words():
        if word.kind == "mode" and word.type:
            found[word.type].append(word)
    return {name: tuple(words) for name, words in found.items()}


@cache
def contexts() -> dict[str, PloverWord]:
    """The contexts by name."""
    return {word.name: word for word in _words() if word.kind == "context"}


@cache
def cameo_codes() -> dict[str, CameoCode]:
    """All CAMEO codes, roots among them, by code and in its order."""
    return {entry.code: entry for entry in load_rows("cameo.tsv", CameoCode)}


def goldstein(code: str) -> float:
    """The Goldstein score of a CAMEO code, or of the nearest code above it that has one.

    Example: "1951" has no number of its own and takes that of "195", -10.0.
    Raises KeyError for a code that no table holds.
    """
    entry = cameo_codes()[code]
    return goldstein(code[:-1]) if entry.goldstein is None else entry.goldstein


def quad(name: EventType) -> Quad:
    """The quad class of an event type."""
    return plover_types()[name].quad


def as_plover_codes(deed: EventType, status: Status) -> EventType:
    """The type that PLOVER's coders give, who fold the status into it.

    Example: ("CONSULT", "planned") is "AGREE", ("ASSAULT", "promised") is "THREATEN";
    ("CONSULT", "happened") stays. A protest that is planned stays a protest.
    """
    return deed if deed == "PROTEST" else _ahead().get((status, quad(deed)), deed)


def compound_cameo(outer: str, inner: str) -> str:
    """The code of an act of speech narrowed by the act it is about, else the code as it is.

    Example: ("030", "073") is "0333", an intent to give humanitarian aid; so is ("033", "073").
    """
    table = _compounds()
    for outside in (outer, f"{outer[:2]}0"):
        for length in range(len(inner), 1, -1):
            code = table.get((outside, inner[:length]), "")
            if code and (outside == outer or code.startswith(outer)):
                return code
    return outer


def compounds() -> frozenset[str]:
    """The codes that only an act within another gives."""
    return frozenset(_compounds().values())


def default_cameo(name: EventType, mode: str | None = None) -> str:
    """The CAMEO code for an event of which only the type, or type and mode, is known.

    Example: ("CONSULT", "visit") is "042", ("CONSULT", None) is "040". An unknown mode gives the
    code of the type.
    """
    codes = (word.cameo for word in modes().get(name, ()) if word.name == mode)
    return next(codes, plover_types()[name].cameo)


@cache
def _ahead() -> dict[tuple[Status, Quad], EventType]:
    rows = load_rows("plover_ahead.tsv", PloverAhead)
    return {(row.status, row.quad): row.type for row in rows}


@cache
def _compounds() -> dict[tuple[str, str], str]:
    rows = load_rows("cameo_compounds.tsv", CameoCompound)
    return {(row.outer, row.inner): row.code for row in rows}


@cache
def _words() -> tuple[PloverWord, ...]:
    return tuple(load_rows("plover_modes.tsv", PloverWord))

"""What a verb of moving or giving names by what is moved: acid that reached the river leaked."""

import re
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from onrecord.errors import KnowledgeError
from onrecord.knowledge.families import families, root_of
from onrecord.knowledge.loader import load_rows

FILE = "carried.tsv"
BEFORE = 7  # words before the verb among which what is carried may stand
AFTER = 4  # words after it
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
CLAUSE = re.compile(r"[,;:\"“”]|\b(?:that|which|who|whom|when|while|after|before|and|but)\b", re.I)

STATE = re.compile(r"\b(?:be|is|are|was|were|been|being) left$", re.I)  # as it was: "left open"


class Carried(Struct, frozen=True, forbid_unknown_fields=True):
    """Things, the verbs that move them, and the family of the event that both name together."""

    deed: str
    things: tuple[str, ...]
    verbs: tuple[str, ...]


@cache
def _deeds() -> Mapping[str, Mapping[str, str]]:
    """By the root of a verb, then by that of a thing, the family of the event."""
    found: dict[str, dict[str, str]] = {}
    for row in load_rows(FILE, Carried):
        if row.deed not in families():
            raise KnowledgeError(f"{FILE}: {row.deed} is no family. See families.tsv.")
        for verb in row.verbs:
            things = found.setdefault(root_of(verb), {})
            for thing in row.things:
                things.setdefault(root_of(thing), row.deed)
    return found


def carried(verb: str, before: str, after: str) -> str | None:
    """The family of what a verb names beside its subject or object, given the words of its
    sentence before and after it; none where the verb carries nothing that is known.

    >>> carried("reached", "Nine hundred gallons of acid ", " the river on Monday.")
    'leak'
    >>> carried("reached", "The ministers ", " an agreement.") is None
    True
    """
    things = _deeds().get(root_of(verb))
    if things is None or STATE.search(f"{before.rstrip()} {verb}"):
        return None
    subject = WORD.findall(CLAUSE.split(before)[-1])[-BEFORE:]
    object_ = WORD.findall(CLAUSE.split(after)[0])[:AFTER]
    for word in (*reversed(subject), *object_):
        if deed := things.get(root_of(word)):
            return deed
    return None

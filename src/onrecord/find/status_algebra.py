"""The sum of two statuses: of a word and a cue, and of a word and what governs it."""

from typing import NamedTuple

from onrecord.model import Reason, Token
from onrecord.model.words import Status

NEGATIVE: frozenset[Status] = frozenset({"denied", "negated", "refused", "averted"})
HEDGED: frozenset[Status] = frozenset({"possible", "alleged", "conditional", "unclear"})
AHEAD: frozenset[Status] = frozenset({"planned", "scheduled", "requested", "promised", "ordered"})
FACTUAL: frozenset[Status] = frozenset({"happened", "ongoing"})


class Step(NamedTuple):
    """A status with the cues that led to it, the nearest first."""

    status: Status
    cues: tuple[Reason, ...] = ()

    def then(self, status: Status, entry: str, token: Token) -> "Step":
        reason = Reason(entry=f"status.{entry}", detail=token.text, span=token.span)
        return Step(status, (*self.cues, reason))


def bind(inner: Status, cue: Status) -> Status:
    """What a cue makes of a word that has a status of its own.

    A negated word stays negated ("planned not to attack"), and twice no is unclear.
    """
    if inner in NEGATIVE:
        return "unclear" if cue in NEGATIVE else "negated"
    if inner in ("conditional", "unclear") and cue not in NEGATIVE:
        return inner
    if cue == "planned" and inner in AHEAD:
        return inner
    return cue


def total(inner: Status, outer: Status) -> Status:
    """The status of what depends on a word with a status of its own.

    What did not come about takes with it what depended on it; doubt outweighs a plan; a plan
    outweighs a fact.
    """
    if outer in FACTUAL:
        return inner if inner != "happened" else outer
    if outer in NEGATIVE:
        return "unclear" if inner in NEGATIVE or inner == "unclear" else outer
    if inner in NEGATIVE:
        return inner
    if outer in HEDGED or inner in FACTUAL:
        return outer
    return inner

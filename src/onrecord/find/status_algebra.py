"""The sum of two statuses: of a word and a cue, and of a word and what governs it."""

from typing import NamedTuple

from onrecord.model import Reason, Token
from onrecord.model.words import Act, Status

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
    if inner == "unclear" or (inner == "conditional" and cue not in NEGATIVE):
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
    if inner == "conditional":
        return inner
    if outer in HEDGED or inner in FACTUAL:
        return outer
    return inner


# Acts by which a source vouches for what it tells, however much the report doubts it.
VOUCHING: frozenset[Act] = frozenset(
    {"assert", "report", "confirm", "accuse", "criticise", "praise", "know", "show", "apologise",
     "thank", "estimate"}
)  # fmt: skip
REJECTING: frozenset[Act] = frozenset({"deny", "refuse"})
SILENT: frozenset[Act] = frozenset({"decline-to-comment", "neither-confirm-nor-deny", "doubt"})


def vouches(act: Act) -> bool:
    """True if the view of a source is what its words say: "alleges that it attacked" tells of an
    attack that happened. Else the act itself counts, as "denies" and "fears" do."""
    return act in VOUCHING


def echoed(status: Status, act: Act) -> Status | None:
    """The view of a source that answers another's: "Moscow denies it"; None if it says nothing.

    A rejected fact is denied, a rejected denial is unclear; what is confirmed stays as it was
    told; who declines to comment leaves it unclear.
    """
    if act in REJECTING:
        return "denied" if status in FACTUAL or status in AHEAD else "unclear"
    if act == "confirm":
        return status
    return "unclear" if act in SILENT else None

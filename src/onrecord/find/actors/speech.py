"""The verbs by which somebody says, asks or thinks, as far as finding actors needs them."""

from functools import cache

from onrecord.knowledge.cues import cues

_JUDGING = frozenset({"accuse", "criticise", "praise", "thank", "apologise"})


@cache
def saying() -> frozenset[str]:
    """The lemmas of verbs that attribute."""
    return frozenset(entry.cue for entry in cues().values() if entry.pos == "verb")


@cache
def asking() -> frozenset[str]:
    """The lemmas of verbs that bring a question."""
    verbs = [e for e in cues().values() if e.act == "ask" and e.pos == "verb"]
    return frozenset(entry.cue for entry in verbs if "question" in entry.takes)


@cache
def judging() -> frozenset[str]:
    """The lemmas of verbs that praise or blame somebody for what is his."""
    return frozenset(e.cue for e in cues().values() if e.act in _JUDGING and e.pos == "verb")

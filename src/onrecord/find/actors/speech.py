"""The verbs by which somebody says, asks or thinks, as far as finding actors needs them."""

from functools import cache

from onrecord.knowledge.cues import cues


@cache
def saying() -> frozenset[str]:
    """The lemmas of verbs that attribute."""
    return frozenset(entry.cue for entry in cues().values() if entry.pos == "verb")


@cache
def asking() -> frozenset[str]:
    """The lemmas of verbs that bring a question."""
    verbs = [e for e in cues().values() if e.act == "ask" and e.pos == "verb"]
    return frozenset(entry.cue for entry in verbs if "question" in entry.takes)

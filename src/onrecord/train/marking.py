"""Gold relations in the words of a parse, and how a relation compares with them.

A relation is right as PolNeAR's scorers have it: its cue shares a word with the gold cue, its
content shares at least half of all words that either has, and both name the same source or none.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from msgspec import Struct

from onrecord.find.attributions.relations import Found
from onrecord.model import Parse
from onrecord.train.gold import GoldReport, Spans

HALF = 0.5
EMPTY = ("DET", "ADP", "PART", "PUNCT", "CCONJ", "SPACE")  # what makes no two sources the same
Words = frozenset[int]


class Marked(Struct, frozen=True):
    """A gold relation as words of the parse."""

    source: Words
    cue: Words
    content: Words


class Marking:
    """The gold of one report on its parse."""

    def __init__(self, parse: Parse, gold: GoldReport) -> None:
        self.parse = parse
        self.starts = [token.start for token in parse.tokens]
        self.ends = [token.end for token in parse.tokens]
        self.relations = [
            Marked(self._at(r.source or ()), self._at(r.cue), self._at(r.content))
            for r in gold.relations
        ]
        self.inside: Words = frozenset().union(*(r.content for r in self.relations))

    def _at(self, spans: Spans) -> Words:
        return self.words(
            (bisect_right(self.ends, start), bisect_left(self.starts, end)) for start, end in spans
        )

    def words(self, pieces: Iterable[tuple[int, int]]) -> Words:
        """The words of token ranges; their marks only where there is no word."""
        tokens = self.parse.tokens
        found = [i for first, last in pieces for i in range(first, last)]
        spelled = [i for i in found if any(c.isalnum() for c in tokens[i].text)]
        return frozenset(spelled or found)

    def of_cue(self, cue: Iterable[int]) -> list[Marked]:
        """The gold relations that share a word with a cue."""
        words = frozenset(cue)
        return [relation for relation in self.relations if relation.cue & words]

    def same_source(self, source: tuple[int, int] | None, gold: Marked) -> bool:
        """True if both name nobody, or share a word that says something."""
        if source is None or not gold.source:
            return source is None and not gold.source
        tokens = self.parse.tokens
        words = self.words([source])
        telling = frozenset(i for i in words if tokens[i].pos not in EMPTY) or words
        return bool(telling & gold.source)

    def is_right(self, gold: Marked, relation: Found) -> bool:
        """True if a relation is this one of the gold."""
        if not gold.cue & frozenset(relation.cue):
            return False
        content = overlap(self.words(relation.pieces), gold.content)
        return content >= HALF and self.same_source(relation.source, gold)


def overlap(one: Words, other: Words) -> float:
    """The share of all words of two contents that stand in both."""
    return len(one & other) / len(one | other) if one and other else 0.0

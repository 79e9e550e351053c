"""Whether two paragraphs are one text: the words of the shorter that the longer has too.

Words are shared in two ways, and the better counts: in the same order, in runs of two at least, so
that a word may be changed in every line; or in shingles, in any order, if one long run is among
them. Words within quotation marks prove nothing alone: two reporters who heard one speech print the
same sentences.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby

from onrecord.link.paragraphs import Paragraph
from onrecord.link.shingles import RUN, covered, shingles

NEAR = 0.6  # share of a paragraph's words that another must have too
LOOSE = 0.4  # the same beside a paragraph that was copied
WEAK = 8  # shared words that count where something else was copied
FEW = 5  # shared words that count beside a paragraph that was copied
LONG = 8  # words in a row that words in another order must have among them
ALIGNED = 1000  # words up to which texts are laid side by side, which takes the square of them
SPREAD = 1.5  # times its length over which the words of a paragraph may be spread


class Text:
    """One paragraph's text, and where it is printed: (report, paragraph) by number."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.words = paragraph.words
        self.own = paragraph.own
        self.runs = shingles(paragraph.words)
        self.held = frozenset(self.runs)
        self.printed: list[tuple[int, int]] = []


class Match:
    """How much of the shorter of two texts the other has too.

    `near`: they are one text, whole or cut short; `weak`: and long enough to belong to a copy;
    `spoken`: the words of the report's own that speak for one; `next`: they may be one text
    where a paragraph beside them is.
    """

    def __init__(self, one: Text, other: Text) -> None:
        short, long = sorted((one, other), key=lambda text: (len(text.words), text.words))
        self.short = short
        self.equal = short.words == long.words
        shared = [True] * len(short.words) if self.equal else _shared(short, long)
        spoken = sum(a and b for a, b in zip(shared, short.own, strict=True))
        self.share = sum(shared) / max(1, len(shared))
        self.back = sum(shared) / max(1, len(long.words))
        self.near = self.share >= NEAR and spoken >= NEAR * sum(short.own)
        self.spoken = spoken if self.near else 0
        self.weak = self.near and sum(shared) >= WEAK
        enough = self.share >= LOOSE and sum(shared) >= WEAK
        self.next = self.equal or enough or (self.share >= NEAR and sum(shared) >= FEW)

    def of(self, text: Text) -> float:
        """How much of one of the two texts the other has."""
        return self.share if text is self.short else self.back


def _shared(short: Text, long: Text) -> list[bool]:
    """Which words of the shorter text the longer has."""
    anywhere = covered(short.runs, long.held, len(short.words))
    held = groupby(run in long.held for run in short.runs)
    if max((len(list(runs)) for found, runs in held if found), default=0) + RUN - 1 < LONG:
        anywhere = [False] * len(anywhere)
    if all(anywhere) or len(long.words) > ALIGNED:
        return anywhere
    return max(anywhere, _ordered(short.words, long.words), key=sum)


def _ordered(short: Sequence[str], long: Sequence[str]) -> list[bool]:
    """Which words stand in both in the same order and not far apart, in runs of two at least."""
    shared = [False] * len(short)
    found = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
    blocks = [block for block in found if block.size > 1]
    if blocks and blocks[-1].b + blocks[-1].size - blocks[0].b <= SPREAD * len(short):
        for block in blocks:
            shared[block.a : block.a + block.size] = [True] * block.size
    return shared

"""What a report's text is known by, small enough to be kept for each report of a ledger.

Of each paragraph the least runs of four words are kept, by their hash: a sketch (Broder 1997, "On
the resemblance and containment of documents"). Texts that share a paragraph, or nearly, share one
of them; two that share none need not be compared.
"""

from collections.abc import Sequence
from heapq import nsmallest

from msgspec import Struct

from onrecord.link.paragraphs import paragraphs
from onrecord.link.shingles import number

RUN = 4  # words in a row
LEAST = 4  # runs of a paragraph that are kept
SHORT = 8  # words below which a paragraph has no marks
KEPT = 80  # marks of a report, at most


class Marks(Struct, frozen=True, gc=False):
    """`paragraphs` is how many the text has, `keys` are its marks in rising order: hashes of 56
    bits, four for each paragraph of a usual report."""

    paragraphs: int
    keys: tuple[int, ...]


def marks(text: str) -> Marks:
    """The marks of a text; a text without words has none."""
    parts = paragraphs(text)
    keys = {key for part in parts if len(part.words) >= SHORT for key in _least(part.words)}
    return Marks(len(parts), tuple(sorted(nsmallest(KEPT, keys))))


def meet(one: Marks, other: Marks) -> bool:
    """True if two texts are to be compared."""
    return not set(one.keys).isdisjoint(other.keys)


def _least(words: Sequence[str]) -> list[int]:
    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    return nsmallest(LEAST, map(number, runs))

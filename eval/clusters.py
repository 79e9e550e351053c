"""How near a grouping of things comes to the grouping that was marked.

`marked` and `found` are groups of hashable things; each thing stands in one group of a side at
most. Found groups hold marked things only: who calls leaves out the rest. A thing that no found
group holds is missing and costs recall.
"""

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple, TypeVar

import numpy
from scipy.optimize import linear_sum_assignment

T = TypeVar("T", bound=Hashable)
Group = frozenset[T]


class Rates(NamedTuple):
    """Precision and recall, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def rates(right: float, given: float, wanted: float) -> Rates:
    """The rates of so many right ones; where nothing is wanted and nothing given all is right."""
    if not given and not wanted:
        return Rates(1.0, 1.0)
    return Rates(share(right, given), share(right, wanted))


def share(right: float, of: float) -> float:
    """So many of so many; none of none is 0."""
    return right / of if of else 0.0


def b_cubed(marked: Sequence[Group[T]], found: Sequence[Group[T]]) -> Rates:
    """B-cubed (Bagga and Baldwin 1998): each thing's group against its other group."""
    common = [(len(one & other), one, other) for one in marked for other in found]
    recall = sum(count**2 / len(one) for count, one, _ in common)
    precision = sum(count**2 / len(other) for count, _, other in common)
    given, wanted = sum(map(len, found)), sum(map(len, marked))
    return Rates(rates(precision, given, wanted).precision, rates(recall, given, wanted).recall)


def muc(marked: Sequence[Group[T]], found: Sequence[Group[T]]) -> Rates:
    """MUC (Vilain and others 1995): the links that keep groups together."""
    kept, wanted = _links(marked, found)
    right, given = _links(found, marked)
    return Rates(rates(right, given, wanted).precision, rates(kept, given, wanted).recall)


def _links(groups: Sequence[Group[T]], by: Sequence[Group[T]]) -> tuple[int, int]:
    """How many links of the groups stand when `by` cuts them, and how many there are."""
    stand = total = 0
    for group in groups:
        pieces = [piece for piece in (group & other for other in by) if piece]
        missing = len(group) - sum(map(len, pieces))
        stand += len(group) - len(pieces) - missing
        total += len(group) - 1
    return stand, total


def ceaf_e(marked: Sequence[Group[T]], found: Sequence[Group[T]]) -> Rates:
    """CEAF by entities (Luo 2005): each group with one of the other side at most, by likeness."""
    alike = [[2 * len(one & other) / (len(one) + len(other)) for other in found] for one in marked]
    total = sum(alike[row][column] for row, column in paired(alike))
    return rates(total, len(found), len(marked))


def paired(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Rows and columns paired one to one so that the sum is greatest; pairs of no worth are not."""
    if not worth or not worth[0]:
        return []
    rows, columns = linear_sum_assignment(numpy.array(worth), maximize=True)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return [(row, column) for row, column in pairs if worth[row][column] > 0]


def joined(parts: Iterable[Group[T]]) -> list[Group[T]]:
    """Groups that share a thing made one, until none do."""
    groups: list[Group[T]] = []
    for part in parts:
        meeting = [group for group in groups if group & part]
        groups = [group for group in groups if not group & part]
        groups.append(part.union(*meeting))
    return groups


def conll(marked: Sequence[Group[T]], found: Sequence[Group[T]]) -> float:
    """The mean of the F1 of MUC, B-cubed and CEAF-e."""
    return sum(measure(marked, found).f1 for measure in (muc, b_cubed, ceaf_e)) / 3

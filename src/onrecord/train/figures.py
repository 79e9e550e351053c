"""Figures of a training: precision, recall and F1, and whether a given probability is kept."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


class Score(Struct, frozen=True):
    """How many relations were found, how many of them are right, and how many there are."""

    found: int
    right: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.found + self.gold
        return 2 * self.right / both if both else 0.0

    def __str__(self) -> str:
        return (
            f"{self.found} found, {self.right} right, {self.gold} in the gold: precision "
            f"{100 * self.precision:.1f}, recall {100 * self.recall:.1f}, F1 {100 * self.f1:.1f}"
        )


class Bin(Struct, frozen=True):
    """Relations whose probability lies in `[low, high)`: how many, the mean, the share right."""

    low: float
    high: float
    count: int
    mean: float
    right: float


def reliability(given: Sequence[tuple[float, bool]]) -> list[Bin]:
    """The bins of probabilities that are not empty, from pairs of a probability and the truth."""
    found = []
    for low, high in pairwise(BINS):
        inside = [(p, r) for p, r in given if low <= p < high or p == high == 1.0]
        if inside:
            count = len(inside)
            mean = sum(p for p, _ in inside) / count
            right = sum(r for _, r in inside) / count
            found.append(Bin(low, high, count, round(mean, 3), round(right, 3)))
    return found


def reliability_lines(bins: Iterable[Bin]) -> list[str]:
    """A reliability table in Markdown."""
    head = ["| given | relations | mean given | share right |", "|---|---|---|---|"]
    rows = [
        f"| {b.low:.2f} to {b.high:.2f} | {b.count} | {b.mean:.2f} | {b.right:.2f} |" for b in bins
    ]
    return [*head, *rows]

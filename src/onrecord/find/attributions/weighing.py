"""Scores from named features: their sum, the choice among alternatives, and what weighed most."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from math import exp

BOUNDS = (1, 2, 3, 4, 6, 9, 13, 20, 30, 50)  # upper ends of the steps in which lengths are told
STEPS = tuple(next(str(b) for b in BOUNDS if n <= b) for n in range(BOUNDS[-1] + 1))


def step(number: int) -> str:
    """A length as its step: "4" is four, "6" is five or six, "more" is over fifty."""
    return STEPS[number] if number < len(STEPS) else "more"


def score(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """The sum of the weights of features; one that was never learned counts nothing."""
    return sum(map(weights.get, features, repeat(0.0)))


def probability(value: float) -> float:
    """The logistic function of a score."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, value))))


def shares(scores: Sequence[float]) -> list[float]:
    """How probable each of several alternatives is (softmax)."""
    top = max(scores)
    powers = [exp(value - top) for value in scores]
    total = sum(powers)
    return [power / total for power in powers]


def strongest(
    features: Iterable[str], weights: Mapping[str, float], count: int
) -> list[tuple[str, float]]:
    """The features that moved a score most, by size, then by name."""
    weighed = {f: weights[f] for f in features if f in weights}
    return sorted(weighed.items(), key=lambda item: (-abs(item[1]), item[0]))[:count]

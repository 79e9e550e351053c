"""Clusters by average linkage over the pairs that were compared, each copy counted once."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import TypeVar

T = TypeVar("T")


def alike(things: Sequence[T], key: Callable[[T], Hashable]) -> list[list[int]]:
    """The numbers of things that have one key, in the order of the first of each: copies, of which
    one need be compared with others."""
    found: dict[Hashable, list[int]] = {}
    for number, thing in enumerate(things):
        found.setdefault(key(thing), []).append(number)
    return list(found.values())


def clusters(
    size: int, pairs: Mapping[tuple[int, int], float], least: float, *, missing: float = 0.0
) -> list[list[int]]:
    """Groups of the numbers below `size`: those whose pairs score `least` on the average are
    joined, the best first; a pair below 0 keeps two groups apart for good. A pair that was not
    compared counts `missing`. Ties go to the lower numbers, so the result is the same for any
    order of pairs.
    """
    members = {number: [number] for number in range(size)}
    near: dict[int, dict[int, tuple[float, int, bool]]] = {number: {} for number in range(size)}
    for (a, b), score in pairs.items():
        near[a][b] = near[b][a] = (score, 1, score < 0)
    heap = [
        (-score, min(members[a]), min(members[b]), a, b)
        for (a, b), score in ((tuple(sorted(p)), s) for p, s in pairs.items())
        if score >= least
    ]
    heapify(heap)
    new = size
    while heap:
        _, _, _, a, b = heappop(heap)
        if a not in members or b not in members:
            continue
        near[new] = _joined(near, a, b)
        members[new] = sorted((*members.pop(a), *members.pop(b)))
        for other, (total, known, barred) in near[new].items():
            near[other][new] = (total, known, barred)
            if barred:
                continue
            count = len(members[new]) * len(members[other])
            average = (total + missing * (count - known)) / count
            if average >= least:
                one, two = sorted((new, other), key=lambda n: members[n][0])
                heappush(heap, (-average, members[one][0], members[two][0], one, two))
        new += 1
    return sorted(members.values())


def _joined(
    near: dict[int, dict[int, tuple[float, int, bool]]], a: int, b: int
) -> dict[int, tuple[float, int, bool]]:
    first, second = near.pop(a), near.pop(b)
    joined: dict[int, tuple[float, int, bool]] = {}
    for side in (first, second):
        for other, (total, known, barred) in side.items():
            if other in (a, b):
                continue
            before = joined.get(other, (0.0, 0, False))
            joined[other] = (before[0] + total, before[1] + known, before[2] or barred)
            near[other].pop(a, None)
            near[other].pop(b, None)
    return joined

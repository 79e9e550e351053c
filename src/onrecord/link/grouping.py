"""Reports that belong together, from how alike they are pair by pair.

Connected reports make a component; one that is only a chain of neighbours (A is like B, B like C,
A not at all like C) is cut by average linkage (Sokal and Michener 1958). What stands in one
component depends on nothing outside it, so a new report changes its own component alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush
from itertools import combinations

from onrecord.link.signatures import Signature, alike
from onrecord.link.unions import Unions

EDGE = 0.27  # from this likeness on two reports are connected
LARGE = 150  # reports of a component above which not all pairs are compared
APART = 0.1  # two groups whose members are less alike than this on the average stay two


def components(
    edges: Iterable[tuple[str, str, float]], names: Iterable[str]
) -> list[tuple[str, ...]]:
    """Reports that are connected, each component in the order of the names."""
    unions = Unions(sorted(names))
    for one, other, likeness in edges:
        if likeness >= EDGE:
            unions.join(one, other)
    return [tuple(group) for group in unions.groups()]


def groups(
    edges: Iterable[tuple[str, str, float]], signatures: Mapping[str, Signature]
) -> list[tuple[str, ...]]:
    """The stories that edges (one, other, likeness) make of reports, a report alone being one.

    Edges below EDGE connect nothing and need not be given. The same for any order of both.
    """
    kept = {(min(a, b), max(a, b)): weight for a, b, weight in edges if weight >= EDGE}
    inside: defaultdict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    found = components(((*pair, weight) for pair, weight in kept.items()), signatures)
    home = {name: group[0] for group in found for name in group}
    for pair, weight in kept.items():
        inside[home[pair[0]]][pair] = weight
    return sorted(
        part
        for group in found
        for part in _cut(group, _filled(group, inside[group[0]], signatures))
    )


def _filled(
    component: tuple[str, ...],
    weights: dict[tuple[str, str], float],
    signatures: Mapping[str, Signature],
) -> dict[tuple[str, str], float]:
    """How alike all pairs of a component are; of a large one only those that were candidates."""
    if len(component) > LARGE:
        return weights
    pairs = combinations([signatures[name] for name in component], 2)
    return {(a.name, b.name): likeness for a, b in pairs if (likeness := alike(a, b))}


def _cut(
    component: tuple[str, ...], weights: Mapping[tuple[str, str], float]
) -> list[tuple[str, ...]]:
    """Average linkage within a component; pairs without an edge count 0."""
    members = {number: (name,) for number, name in enumerate(component)}
    number = {name: place for place, (name,) in members.items()}
    near: dict[int, dict[int, float]] = {place: {} for place in members}
    for (one, other), weight in weights.items():
        near[number[one]][number[other]] = near[number[other]][number[one]] = weight
    heap = [(-weight, a, b) for a in near for b, weight in near[a].items() if a < b]
    heapify(heap)
    while heap:
        likeness, a, b = heappop(heap)
        if -likeness < APART:
            break
        if a not in members or b not in members:
            continue
        new = len(component) + max(max(members) - len(component) + 1, 0)
        joined = _joined(near, members, a, b)
        members[new] = tuple(sorted((*members.pop(a), *members.pop(b))))
        near[new] = joined
        for other, total in joined.items():
            near[other][new] = total
            size = len(members[new]) * len(members[other])
            heappush(heap, (-total / size, min(other, new), max(other, new)))
    return sorted(members.values())


def _joined(
    near: dict[int, dict[int, float]], members: dict[int, tuple[str, ...]], a: int, b: int
) -> dict[int, float]:
    """The sums of likeness between the union of two groups and each of their neighbours."""
    first, second = near.pop(a), near.pop(b)
    sums: defaultdict[int, float] = defaultdict(float)
    for side in (first, second):
        for other, total in side.items():
            if other not in (a, b):
                sums[other] += total
                near[other].pop(a, None)
                near[other].pop(b, None)
    return dict(sums)

"""Reports that belong together, from how alike they are pair by pair.

Connected reports make a component; one that is only a chain of neighbours (A is like B, B like C,
A not at all like C) is cut by average linkage (Sokal and Michener 1958). What stands in one
component depends on nothing outside it, so a new report changes its own component alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from onrecord.link.linkage import clusters
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
    for pair, weight in sorted(kept.items()):
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
    place = {name: number for number, name in enumerate(component)}
    pairs = {(place[one], place[other]): likeness for (one, other), likeness in weights.items()}
    return [
        tuple(component[number] for number in group)
        for group in clusters(len(component), pairs, APART)
    ]

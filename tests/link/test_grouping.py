"""Stories from edges: components, where a chain or a bridge is cut, large components."""

from itertools import combinations, pairwise, permutations, product

import pytest

from onrecord.link.grouping import APART, EDGE, LARGE, components, groups
from onrecord.link.signatures import Signature, alike
from tests.link.made import alike_by

Edge = tuple[str, str, float]


def edges(signatures: dict[str, Signature]) -> list[Edge]:
    """All pairs that are alike enough to be edges."""
    pairs = combinations(signatures.values(), 2)
    return [(a.name, b.name, score) for a, b in pairs if (score := alike(a, b)) >= EDGE]


def family(prefix: str, size: int, terms: set[int]) -> dict[str, Signature]:
    return {f"{prefix}{n}": alike_by(f"{prefix}{n}", terms) for n in range(size)}


def test_a_report_without_edges_is_a_story() -> None:
    known = family("a", 1, {1}) | family("b", 1, {2})
    assert groups([], known) == [("a0",), ("b0",)]
    assert groups([], {}) == []


def test_an_edge_below_the_bound_connects_nothing() -> None:
    known = family("a", 2, {1, 2})
    assert groups([("a0", "a1", EDGE)], known) == [("a0", "a1")]
    assert groups([("a0", "a1", EDGE - 0.01)], known) == [("a0",), ("a1",)]
    assert components([("a0", "a1", EDGE - 0.01)], known) == [("a0",), ("a1",)]


def test_components_are_in_the_order_of_the_names() -> None:
    found = components([("d", "b", 0.5), ("c", "a", 0.5)], ["d", "c", "b", "a"])
    assert found == [("a", "c"), ("b", "d")]


def test_two_families_that_one_bridge_joins_are_two() -> None:
    known = family("a", 6, {1, 2, 3, 4}) | family("b", 6, {5, 6, 7, 8})
    known["a3"] = alike_by("a3", {1, 2, 3, 4, 5, 6, 7})
    bridge = alike(known["a3"], known["b0"])
    assert bridge >= EDGE > APART > 6 * bridge / 36
    assert len(components(edges(known), known)) == 1
    found = groups(edges(known), known)
    assert found == [tuple(f"{name}{n}" for n in range(6)) for name in "ab"]


def test_a_long_chain_of_neighbours_is_cut() -> None:
    names = [f"r{n:02}" for n in range(16)]
    known = {name: alike_by(name, range(n, n + 2)) for n, name in enumerate(names)}
    chain = edges(known)
    assert len(chain) == 15
    assert len(components(chain, known)) == 1
    found = groups(chain, known)
    assert len(found) > 1
    assert sorted(name for group in found for name in group) == names
    for group in found:  # neighbours only, never reports from two ends
        assert [names.index(name) for name in group] == list(
            range(names.index(group[0]), names.index(group[-1]) + 1)
        )


def test_pairs_that_are_no_edges_still_count_within_a_component() -> None:
    known = family("a", 3, {1, 2, 3})
    assert groups([("a0", "a1", 1.0), ("a1", "a2", 1.0)], known) == [("a0", "a1", "a2")]


def test_the_order_of_edges_and_reports_decides_nothing() -> None:
    known = {
        n: alike_by(n, t) for n, t in zip("abcd", ({1, 2}, {2, 3}, {3, 4}, {4, 5}), strict=True)
    }
    given = edges(known)
    found = {
        str(groups(order, dict(reports)))
        for order, reports in product(permutations(given), permutations(known.items()))
    }
    turned = [(other, one, score) for one, other, score in given]
    assert found == {str(groups(turned, known))}


@pytest.mark.parametrize(("size", "stories"), [(LARGE, 1), (LARGE + 1, 2)])
def test_of_a_large_component_only_candidates_count(size: int, stories: int) -> None:
    known = {f"r{n:03}": alike_by(f"r{n:03}", {1, 2}) for n in range(size)}
    names = sorted(known)
    chain = [(a, b, 1.0) for a, b in pairwise(names)]
    found = groups(chain, known)
    assert min(len(found), 2) == stories
    assert groups(chain[::-1], known) == found
    assert sorted(name for group in found for name in group) == names

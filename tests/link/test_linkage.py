"""Average linkage over pairs: what joins, what is kept apart, and that order decides nothing."""

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link.linkage import alike, clusters
from onrecord.link.unions import Unions

Pairs = dict[tuple[int, int], float]
SCORES = st.sampled_from([-9.0, 0.0, 0.1, 0.2, 0.3, 0.4, 0.7, 1.0])


def test_what_was_not_compared_stays_alone() -> None:
    assert clusters(3, {}, 0.5) == [[0], [1], [2]]
    assert clusters(0, {}, 0.5) == []


def test_a_pair_joins_from_the_least_sum_on() -> None:
    assert clusters(2, {(0, 1): 0.5}, 0.5) == [[0, 1]]
    assert clusters(2, {(0, 1): 0.49}, 0.5) == [[0], [1]]


def test_one_pair_below_zero_keeps_two_groups_apart() -> None:
    pairs = {(0, 1): 0.9, (2, 3): 0.9, (0, 2): 0.8, (1, 3): 0.8, (0, 3): 0.8, (1, 2): -9.0}
    assert clusters(4, pairs, 0.3) == [[0, 1], [2, 3]]
    assert clusters(4, pairs | {(1, 2): 0.8}, 0.3) == [[0, 1, 2, 3]]


def test_the_best_pair_joins_first() -> None:
    assert clusters(3, {(0, 1): 0.6, (1, 2): 0.9, (0, 2): -9.0}, 0.5) == [[0], [1, 2]]


def test_of_two_pairs_that_are_alike_the_lower_numbers_join() -> None:
    assert clusters(3, {(1, 2): 0.6, (0, 1): 0.6, (0, 2): -9.0}, 0.5) == [[0, 1], [2]]


@pytest.mark.parametrize(
    ("missing", "found"), [(0.0, [[0, 1], [2]]), (0.3, [[0, 1], [2]]), (0.4, [[0, 1, 2]])]
)
def test_a_pair_that_was_not_compared_counts_what_is_said(
    missing: float, found: list[list[int]]
) -> None:
    assert clusters(3, {(0, 1): 0.9, (1, 2): 0.6}, 0.5, missing=missing) == found


def test_the_order_of_pairs_decides_nothing() -> None:
    pairs = [((0, 1), 0.6), ((1, 2), 0.6), ((2, 3), 0.6), ((0, 3), 0.6), ((0, 2), 0.1)]
    found = {str(clusters(4, dict(order), 0.3)) for order in permutations(pairs)}
    assert len(found) == 1


@st.composite
def compared(draw: st.DrawFn) -> tuple[int, Pairs, Pairs]:
    """A number of things, some of their pairs with a score, and the same pairs in another order."""
    size = draw(st.integers(2, 7))
    chosen = draw(st.sets(st.sampled_from(list(combinations(range(size), 2)))))
    pairs = {pair: draw(SCORES) for pair in sorted(chosen)}
    order = draw(st.permutations(sorted(pairs)))
    return size, pairs, {pair: pairs[pair] for pair in order}


@settings(max_examples=300, deadline=None)
@given(compared())
def test_groups_part_the_numbers_and_hold_no_veto(drawn: tuple[int, Pairs, Pairs]) -> None:
    size, pairs, shuffled = drawn
    found = clusters(size, pairs, 0.3)
    assert sorted(n for group in found for n in group) == list(range(size))
    assert found == sorted(map(sorted, found))
    for group in found:
        assert all(pairs.get(pair, 0.0) >= 0 for pair in combinations(group, 2))
    assert clusters(size, shuffled, 0.3) == found


def test_sets_are_joined_and_keep_their_order() -> None:
    unions = Unions("dacb")
    assert unions.groups() == [["d"], ["a"], ["c"], ["b"]]
    unions.join("c", "a")
    unions.join("a", "c")
    unions.join("b", "d")
    assert unions.groups() == [["d", "b"], ["a", "c"]]
    assert unions.find("a") == unions.find("c") != unions.find("b")
    unions.join("b", "c")
    assert unions.groups() == [["d", "a", "c", "b"]]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=15))
def test_joined_is_whatever_a_path_of_joins_leads_to(joins: list[tuple[int, int]]) -> None:
    unions = Unions(range(10))
    reached = {number: {number} for number in range(10)}
    for one, other in joins:
        unions.join(one, other)
        whole = reached[one] | reached[other]
        reached |= dict.fromkeys(whole, whole)
    assert sorted(map(sorted, unions.groups())) == sorted(
        {tuple(sorted(group)): sorted(group) for group in reached.values()}.values()
    )


def test_copies_are_grouped_by_what_they_have_in_common() -> None:
    assert alike(["ant", "bee", "ape", "cat", "bat"], lambda word: word[0]) == [[0, 2], [1, 4], [3]]
    assert alike([], str) == []

"""Measures of groups against marked groups, with figures counted by hand."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

EVAL = Path(__file__).resolve().parent.parent / "eval"


def _module(name: str) -> ModuleType:
    sys.path.insert(0, str(EVAL))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(EVAL))


clusters = _module("clusters")
GROUPS = [frozenset("abc"), frozenset("de"), frozenset("f")]


@pytest.mark.parametrize(
    ("measure", "precision", "recall"),
    [("muc", 2 / 3, 2 / 3), ("b_cubed", 7 / 9, 7 / 9), ("ceaf_e", 2.6 / 3, 2.6 / 3)],
)
def test_groups_cut_otherwise(measure: str, precision: float, recall: float) -> None:
    found = [frozenset("ab"), frozenset("cde"), frozenset("f")]
    score = getattr(clusters, measure)(GROUPS, found)
    assert score == pytest.approx((precision, recall))


@pytest.mark.parametrize(
    ("measure", "precision", "recall"),
    [("muc", 1, 1 / 3), ("b_cubed", 1, (4 / 3 + 1) / 6), ("ceaf_e", 1.8 / 2, 1.8 / 3)],
)
def test_missing_things_cost_recall(measure: str, precision: float, recall: float) -> None:
    found = [frozenset("ab"), frozenset("f")]
    score = getattr(clusters, measure)(GROUPS, found)
    assert score == pytest.approx((precision, recall))


def test_conll_is_the_mean_of_three() -> None:
    found = [frozenset("ab"), frozenset("cde"), frozenset("f")]
    assert clusters.conll(GROUPS, found) == pytest.approx((2 / 3 + 7 / 9 + 2.6 / 3) / 3)


def test_groups_that_share_a_thing_are_joined() -> None:
    parts = [frozenset("ab"), frozenset("cd"), frozenset("e"), frozenset("bc")]
    assert set(clusters.joined(parts)) == {frozenset("abcd"), frozenset("e")}

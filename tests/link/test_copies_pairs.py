"""Pairs of texts that are copies, and pairs that are not: copies.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from onrecord.link.copies import copies
from onrecord.link.marks import marks, meet
from tests.link.copied import told

TABLE = tomllib.loads(Path(__file__).with_name("copies.toml").read_text("utf-8"))
PAIRS = TABLE["pair"]
COPIED = [pair for pair in PAIRS if pair["want"] != "none"]


def texts(pair: dict[str, Any]) -> tuple[str, str]:
    parts = TABLE["parts"]
    one, other = (
        "\n\n".join(parts.get(part, part) for part in pair.get(side, []))
        for side in ("one", "other")
    )
    return one, pair.get("other_text", other)


def name(pair: dict[str, Any]) -> str:
    return str(pair["name"])


def test_there_are_enough_of_both() -> None:
    assert len(COPIED) >= 25
    assert len(PAIRS) - len(COPIED) >= 18


@pytest.mark.parametrize("pair", PAIRS, ids=name)
def test_pair(pair: dict[str, Any]) -> None:
    one, other = texts(pair)
    found = copies(
        [told("one", one, published="1931-08-04"), told("other", other, published="1931-08-06")]
    )
    if pair["want"] == "none":
        assert found == ()
        return
    [copy] = found
    assert (copy.original, copy.copy, copy.scale) == ("one", "other", pair["want"])
    if "pairs" in pair:
        assert [list(numbers) for numbers in copy.paragraphs] == pair["pairs"]


@pytest.mark.parametrize("pair", COPIED, ids=name)
def test_marks_of_copies_meet(pair: dict[str, Any]) -> None:
    one, other = texts(pair)
    assert meet(marks(one), marks(other))

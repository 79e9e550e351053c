"""Claims as people correct them: which pieces make one claim in the end."""

from dataclasses import dataclass
from typing import Any

import pytest
from msgspec.structs import replace

from onrecord.link.judged import regrouped
from onrecord.model.across import Fact, Told
from tests.link.made import told


@dataclass(frozen=True)
class Said:
    """What is looked at of a piece."""

    fact: Fact


PIECES: Any = [Said(Fact(*fact)) for fact in (("a", "S1"), ("b", "S1"), ("b", "S1"), ("c", "S2"))]
GROUPS = [[0, 1], [2], [3]]


def reports(**judged: dict[str, Any]) -> list[Told]:
    return [replace(told(name, "Words."), **judged.get(name, {})) for name in "abc"]


@pytest.mark.parametrize(
    ("judged", "expected"),
    [
        ({}, GROUPS),
        ({"a": {"apart": ("S1",)}}, [[0], [1], [2], [3]]),
        ({"b": {"apart": ("S1",)}}, [[0], [1, 2], [3]]),
        ({"b": {"joined": (("S1", Fact("c", "S2")),)}}, [[0], [1, 2, 3]]),
        ({"a": {"joined": (("S1", Fact("c", "S9")),)}}, GROUPS),  # the other is not there
        ({"a": {"apart": ("S7",)}}, GROUPS),
        (
            {
                "a": {"joined": (("S1", Fact("b", "S1")),)},
                "b": {"joined": (("S1", Fact("c", "S2")),)},
            },
            [[0, 1, 2, 3]],
        ),
        (
            {
                "a": {"joined": (("S1", Fact("b", "S1")),)},
                "b": {"joined": (("S1", Fact("a", "S1")),)},
            },
            GROUPS,
        ),
        (
            {"a": {"joined": (("S1", Fact("c", "S2")),)}, "c": {"apart": ("S2",)}},
            [[0, 3], [1], [2]],
        ),
    ],
)
def test_what_people_say_of_claims(judged: dict[str, Any], expected: list[list[int]]) -> None:
    found = regrouped(GROUPS, PIECES, reports(**judged))
    assert found == expected
    assert regrouped(GROUPS, PIECES, reports(**judged)[::-1]) == expected

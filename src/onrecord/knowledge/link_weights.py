"""How much each sign weighs when two mentions, statements or figures are held to be one."""

import math
from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import Struct

from onrecord.knowledge.loader import load_rows

FILE = "link_weights.tsv"
ALWAYS = "always"  # what stands without any sign

Question = Literal["event", "claim", "clash"]


class Weight(Struct, frozen=True, forbid_unknown_fields=True):
    """The weight of a sign for one question: are two events one, do two statements say the same,
    can two not both hold? In logits."""

    question: Question
    sign: str
    weight: float


_used: Mapping[Question, Mapping[str, float]] | None = None


def use_weights(weights: Mapping[Question, Mapping[str, float]] | None) -> None:
    """Weigh by these from here on; None takes those of the table again."""
    global _used
    _used = weights


@cache
def link_weights() -> Mapping[Question, Mapping[str, float]]:
    """The weights of each question by sign."""
    found: dict[Question, dict[str, float]] = {}
    for row in load_rows(FILE, Weight):
        found.setdefault(row.question, {})[row.sign] = row.weight
    return found


def probability(question: Question, signs: Mapping[str, float]) -> float:
    """How probable a yes is, 0 to 1, by the signs that there are (logistic regression)."""
    weights = (_used or link_weights())[question]
    total = weights[ALWAYS] + sum(weights.get(sign, 0.0) * value for sign, value in signs.items())
    return 1 / (1 + math.exp(-total))

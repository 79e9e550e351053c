"""Whether the figures of two pieces of what is said can both hold."""

import math
from typing import Literal, NamedTuple

from onrecord.link.statements import Piece, Quantity

WIDE = 4.0  # times that one figure is the other from which on more says no more

Figures = Literal["same", "rival", "perhaps rival", "none"]


class Figured(NamedTuple):
    """Whether two pieces give a figure of one sort alike, give one otherwise, or may do so; for
    figures that cannot both hold how far they are apart (0 to 1, by their ratio), and whether both
    count those whom the same befell."""

    how: Figures
    apart: float = 0.0
    one_fate: bool = False


def compared_figures(one: Piece, other: Piece) -> Figured:
    """How the figures of two pieces stand to each other."""
    if _set_aside(one, other) or _set_aside(other, one):
        return Figured("rival")
    found = Figured("none")
    for first in one.quantities:
        for second in other.quantities:
            if first.low == second.low and first.high == second.high and first.unit == second.unit:
                return Figured("same")
            if first.same_kind(second):
                if first.agrees(second):
                    return Figured("same")
                found = _rivals("rival", first, second)
            elif found.how == "none" and first.may_be(second) and not first.agrees(second):
                found = _rivals("perhaps rival", first, second)
    return found


def _rivals(how: Figures, first: Quantity, second: Quantity) -> Figured:
    fate = first.casualty is not None and first.casualty == second.casualty
    return Figured(how, _ratio(first, second), fate)


def _ratio(one: Quantity, other: Quantity) -> float:
    """How many times the lower of two figures the higher is, as a share of WIDE by logarithm."""
    low, high = sorted((one.low, other.low))
    if low <= 0 or math.isinf(low):
        return 0.0
    return min(math.log(high / low) / math.log(WIDE), 1.0)


def _set_aside(one: Piece, other: Piece) -> bool:
    """True if one gives up the very figure that the other gives, of one sort as far as told."""
    return any(
        (first.low, first.high, first.unit) == (second.low, second.high, second.unit)
        and (
            not first.of or not second.of or set(first.of) & set(second.of) or first.may_be(second)
        )
        for first in one.rejected
        for second in other.quantities
    )

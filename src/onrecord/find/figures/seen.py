"""A figure as it was read, before it has an id."""

from typing import NamedTuple

from onrecord.model import Reason, Span
from onrecord.model.words import FigureKind


class Seen(NamedTuple):
    """A figure in tokens `[first, last)`: its values, what it is measured in, what it counts.

    `against` is how many figures further on its other side stands: 1, -1, or 0 for none.
    """

    span: Span
    first: int
    last: int
    low: float | None
    high: float | None
    unit: str
    kind: FigureKind
    of: Span | None
    approximate: bool
    reason: Reason
    against: int = 0


class Read(NamedTuple):
    """The figures that a number gives, mostly one or none, and the token behind them."""

    seen: tuple[Seen, ...]
    last: int


class Room(NamedTuple):
    """The tokens `[begin, end)` of a sentence, of which those before `free` are in a figure."""

    begin: int
    free: int
    end: int

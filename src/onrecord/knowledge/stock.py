"""What many reports print and none wrote: "Read more", "did not respond to a request"."""

from functools import cache
from typing import Literal

from msgspec import Struct

from onrecord.knowledge.loader import load_rows

Place = Literal["begins", "stands"]


class Stock(Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase (lower case): a paragraph that `begins` with it is no text of a report's own; where
    it `stands` in a paragraph, this proves no copy."""

    phrase: str
    place: Place


@cache
def stock(place: Place) -> tuple[str, ...]:
    """The phrases of one place."""
    return tuple(row.phrase for row in load_rows("stock.tsv", Stock) if row.place == place)

"""Two days or two places for what one and the same did or suffered once: one must be wrong."""

from typing import Literal

from onrecord.knowledge.families import is_once
from onrecord.link.happenings import Mention
from onrecord.link.statements import Piece

TOLD = ("happened", "ongoing", "alleged")


def once(one: Piece, other: Piece) -> Literal["date", "place"] | None:
    """Whether two tell of what one and the same did or suffered once, on other days or at another
    place."""
    if one.denies or other.denies or one.main is None or other.main is None:
        return None
    first, second = Mention(one.matter, one.main), Mention(other.matter, other.main)
    told = one.main.status in TOLD and other.main.status in TOLD
    if not told or not any(map(is_once, first.names & second.names)) or not _alike(first, second):
        return None
    exact = all(mention.dated and mention.days[0] == mention.days[1] for mention in (first, second))
    if exact and first.days != second.days:
        return "date"
    places = first.place, second.place
    return "place" if None not in places and places[0] != places[1] else None


def _alike(one: Mention, other: Mention) -> bool:
    """True if somebody who is named suffers both, or does both where nobody suffers them."""
    sides = (one.sufferers, other.sufferers)
    if not any(sides):
        sides = (one.doers, other.doers)
    return any(part[0] == "@" for part in sides[0] & sides[1])

"""The signs that two mentions are of one event: words, days, who takes part, where, how many."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from onrecord.knowledge.families import families
from onrecord.knowledge.words import rarity
from onrecord.link.matter import shared_weight

if TYPE_CHECKING:
    from onrecord.link.happenings import Mention

MUCH = 4.0  # shared weight of words from which on more says no more
LONG = 14  # days between two reports from which on more says no more


def signs(one: "Mention", other: "Mention", weights: Mapping[str, float]) -> dict[str, float]:
    """What speaks for two mentions being one event or against it, each from 0 to 1."""
    found = _of_names(one, other)
    found |= _of_days(one, other)
    found |= _of_words(one, other, weights)
    found |= _of_side("sufferers", one.sufferers, other.sufferers)
    found |= _of_side("doers", one.doers, other.doers)
    if one.place is not None and other.place is not None:
        found["place same" if one.place == other.place else "place other"] = 1.0
    found |= _of_numbers(one, other)
    if one.side != other.side:
        found["status other"] = 1.0
    if one.another != other.another:
        found["another"] = 1.0
    elif one.another:
        found["another, both"] = 1.0
    if one.sort and other.sort and not one.sort & other.sort:
        found["sufferers of another sort"] = 1.0
    return found


def _of_names(one: "Mention", other: "Mention") -> dict[str, float]:
    shared = one.names & other.names
    found: dict[str, float] = {}
    if one.stems & other.stems:
        found["stem same"] = 1.0
    if any(name in families() for name in shared):
        found["family same"] = 1.0
    elif shared:
        found["rarity"] = max(map(rarity, shared))
    elif one.wider & (other.names | other.wider) or other.wider & one.names:
        found["family wider"] = 1.0
    elif one.near & other.names:
        found["family near"] = 1.0
    else:
        found["type alone"] = 1.0
    if one.matter is other.matter:
        found["one report"] = 1.0
        if one.sentence == other.sentence:
            found["one sentence"] = 1.0
        later = max(one, other, key=lambda mention: mention.event.trigger.start)
        if later.definite and shared:
            found["the one before"] = 1.0
    return found


def _of_days(one: "Mention", other: "Mention") -> dict[str, float]:
    if one.dated and other.dated:
        return {"both dated": 1.0} | ({"one day": 1.0} if one.days == other.days else {})
    if one.dated or other.dated:
        return {"one dated": 1.0}
    return {"days between": apart(one.matter.published, other.matter.published)}


def apart(one: str | None, other: str | None) -> float:
    """How far two days are from each other, 0 to 1."""
    try:
        between = date.fromisoformat(one or "") - date.fromisoformat(other or "")
    except ValueError:
        return 0.0
    return min(abs(between.days), LONG) / LONG


def _of_words(one: "Mention", other: "Mention", weights: Mapping[str, float]) -> dict[str, float]:
    shared, first, second = shared_weight(one.clause, other.clause, weights)
    if not shared:
        return {}
    return {
        "overlap": shared / min(first, second),
        "jaccard": shared / (first + second - shared),
        "shared": min(shared, MUCH) / MUCH,
    }


def _of_side(name: str, one: frozenset[str], other: frozenset[str]) -> dict[str, float]:
    """Whether the same are on one side, others, or one named and one described."""
    if not one or not other:
        return {}
    if one & other:
        return {f"{name} same": 1.0}
    known = [any(part[0] == "@" for part in side) for side in (one, other)]
    sign = "others" if all(known) else "open" if any(known) else "otherwise"
    return {f"{name} {sign}": 1.0}


def _of_numbers(one: "Mention", other: "Mention") -> dict[str, float]:
    if not one.numbers or not other.numbers:
        return {}
    return {"number same" if one.numbers & other.numbers else "number other": 1.0}

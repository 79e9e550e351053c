"""The signs that two pieces of what is said say the same, or cannot both hold."""

from collections.abc import Mapping, Sequence

from onrecord.knowledge.families import near
from onrecord.knowledge.link_weights import probability
from onrecord.link.event_signs import apart
from onrecord.link.event_signs import signs as event_signs
from onrecord.link.figuring import Figured
from onrecord.link.happenings import Mention, possible
from onrecord.link.matter import FOREVER, shared_weight
from onrecord.link.statements import Piece

MUCH = 5.0  # shared weight of words from which on more says no more
VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})  # deeds of words
OF_SIDES = (  # of the signs that two events are one, those that tell who takes part
    "sufferers same", "sufferers others", "sufferers otherwise", "sufferers of another sort",
    "doers same", "doers others", "doers otherwise", "place same", "place other",
    "another",
)  # fmt: skip
MANY = 6  # shared concepts
SAME = 0.6  # share of words from which on two pieces are in the same words
LONG = 8  # concepts of a piece


def signs(
    one: Piece,
    other: Piece,
    weights: Mapping[str, float],
    happenings: tuple[Sequence[int], Sequence[int]],
    *,
    figures: Figured,
    one_party: bool,
    citing: int,
) -> dict[str, float]:
    """What speaks for two pieces saying the same or against it, each from 0 to 1. `happenings` are
    the events of each that are told elsewhere too, `figures` how their figures agree, `citing` how
    many of the two are on the word of the other's outlet."""
    found = _of_words(one, other, weights)
    found |= _of_events(one, other, weights, happenings)
    if figures.how != "none":
        found[f"figure {figures.how}"] = 1.0
    if figures.apart:
        found["figures far apart"] = figures.apart
    if figures.one_fate:
        found["one fate counted"] = 1.0
    if one.denies != other.denies:
        found["opposed"] = 1.0
    if not one.agrees_in_days(other):
        found["days apart"] = 1.0
    elif FOREVER not in (one.days, other.days):
        found["both dated"] = 1.0
    if one.named and other.named:
        found["named same" if one.named & other.named else "named other"] = 1.0
    if one_party:
        found["one party"] = 1.0
    if citing:
        found["cites the other's outlet" if citing == 1 else "cite each other's outlets"] = 1.0
    if one.matter is other.matter:
        found["one report"] = 1.0
    later = max(one, other, key=lambda piece: piece.order)
    if later.said.act == "confirm" and not one_party:
        found["confirmed later"] = 1.0
    if one.said.act == other.said.act and one.said.act in ("deny", "confirm"):
        found["both answer"] = 1.0
    if one.before is other or other.before is one:
        found["points back"] = 1.0
    found["days between"] = apart(one.matter.published, other.matter.published)
    return found


def _of_words(one: Piece, other: Piece, weights: Mapping[str, float]) -> dict[str, float]:
    shared, first, second = shared_weight(one.concepts, other.concepts, weights)
    length = min(len(one.concepts), len(other.concepts), LONG) / LONG
    if not shared:
        return {"length": length}
    common = sum(concept in other.concepts for concept in one.concepts)
    both = shared / (first + second - shared)
    return {
        "overlap": shared / min(first, second),
        "jaccard": both,
        "in the same words": float(both >= SAME),
        "shared": min(shared, MUCH) / MUCH,
        "common": min(common, MANY) / MANY,
        "length": length,
    }


def _of_events(
    one: Piece,
    other: Piece,
    weights: Mapping[str, float],
    happenings: tuple[Sequence[int], Sequence[int]],
) -> dict[str, float]:
    first, second = happenings
    found: dict[str, float] = {}
    if set(first) & set(second):
        found["event same" if first[0] == second[0] else "event within"] = 1.0
    if one.deeds and other.deeds:
        if one.deeds & other.deeds:
            found["verb same"] = 1.0
        elif other.deeds & {other for deed in one.deeds for other in near(deed)}:
            found["verb near"] = 1.0
        else:
            found["verb other"] = 1.0
    else:
        found["no verb"] = 1.0
    if one.main and other.main:
        mentions = Mention(one.matter, one.main), Mention(other.matter, other.main)
        if mentions[0].names & mentions[1].names:
            found["main verb"] = 1.0
        if possible(*mentions):
            signs = event_signs(*mentions, weights)
            found["main event"] = probability("event", signs)
            found |= {sign: signs[sign] for sign in OF_SIDES if sign in signs}
        if VERBAL & {one.main.type, other.main.type, one.main.deed, other.main.deed}:
            found["of words"] = 1.0
    return found

"""Tell the country of officials by the capital that their sentence opens with: "In Oslo, the …"."""

from onrecord.find.actors.cast import Cast
from onrecord.find.actors.scene import Found, Scene

_STATE = frozenset({"GOV", "MIL", "SPY", "COP", "LEG", "JUD"})
_OPENING = 4  # words from the start of a sentence within which the capital stands


def ground_openings(cast: Cast) -> None:
    """Give officials and bodies of state of no known country that of the capital before them."""
    scene = cast.scene
    for player in cast.players:
        known = player.country or player.sector not in _STATE
        if known or player.kind == "group" or not player.found:
            continue
        first = min(player.found, key=lambda found: found.head)
        capital = _capital_before(scene, first)
        if capital is not None and scene.tokens[first.head].relation in ("nsubj", "compound"):
            player.country = capital.country


def _capital_before(scene: Scene, found: Found) -> Found | None:
    """The capital in the phrase of place that opens a mention's sentence."""
    start = scene.sentence(found.head).first
    for at in range(start, min(start + _OPENING, found.first)):
        place = scene.at.get(at)
        if place and place.kind == "place" and place.sense and place.sense.use == "capital":
            governor = scene.tokens[scene.tokens[at].head]
            return (
                place if scene.tokens[at].relation == "pobj" and governor.index == start else None
            )
    return None

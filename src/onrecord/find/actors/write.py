"""Write the actors found into the draft: ids by first mention, mentions in order, reasons."""

from msgspec.structs import replace

from onrecord.find.actors.cast import Cast
from onrecord.find.actors.player import Player
from onrecord.find.actors.salience import CLEAR_LEAD
from onrecord.find.actors.scene import Scene
from onrecord.model import Actor, Draft, Mention, Office, Reason


def write_actors(draft: Draft, scene: Scene, cast: Cast) -> Draft:
    """The draft with what the cast holds."""
    players = [player for player in cast.players if player.found]
    for player in players:
        player.found.sort(key=lambda found: found.first)
    players.sort(key=lambda player: (player.found[0].first, player.found[0].last))
    actors: list[Actor] = []
    mention_at: dict[int, str] = {}
    leads: dict[int, float] = {}
    reasons = dict(draft.reasons)
    for number, player in enumerate(players, 1):
        name = f"A{number}"
        actors.append(_actor(name, player, scene))
        reasons[name] = _reason(player)
        for found in player.found:
            mention_at[found.head] = name
            if found.lead < CLEAR_LEAD:
                leads[found.head] = found.lead
            for other in found.also:
                mention_at.setdefault(other, name)
    return replace(draft, actors=tuple(actors), mention_at=mention_at, leads=leads, reasons=reasons)


def _actor(name: str, player: Player, scene: Scene) -> Actor:
    mentions = {
        scene.span(found.first, found.last): Mention(
            scene.span(found.first, found.last), found.form
        )
        for found in player.found
    }
    office = None
    if player.title and player.kind == "person":
        office = Office(player.title, player.body, player.basis)
    return Actor(
        id=name,
        name=player.name,
        kind=player.kind,
        country=player.country,
        sector=player.sector,
        office=office,
        wikidata=player.wikidata,
        mentions=tuple(mentions.values()),
    )


def _reason(player: Player) -> Reason:
    """The first mention's rule, with one line for each further mention."""
    first, *others = (Reason(entry, detail, span) for entry, detail, span in player.reasons)
    return Reason(first.entry, first.detail, first.span, tuple(others))

"""An actor in the making, and what it learns from each of its mentions."""

from dataclasses import dataclass, field

from onrecord.find.actors.offices import is_country
from onrecord.find.actors.scene import Found, Scene
from onrecord.model import Span
from onrecord.model.words import ActorKind

_STRENGTH = {
    "": 0,
    "recogniser": 1,
    "shape": 2,
    "first-name": 2,
    "who": 2,
    "body-word": 3,
    "place-word": 3,
    "table:places": 3,
}


_TABLES = frozenset({"body", "outlet", "own", "seat"})
_GOVERNMENT = "GOV"  # what a capital stands for where it acts


@dataclass(slots=True, eq=False)
class Player:
    """An actor in the making."""

    name: str
    kind: ActorKind = "unknown"
    strength: int = 0
    country: str | None = None
    sector: str | None = None
    title: str | None = None
    body: str | None = None
    basis: str = "text"
    of: Found | None = None
    of_at: int = -1
    rank: bool = False  # known by a rank alone: "her deputy"
    peer: bool = False  # known as somebody's counterpart
    known: bool = False  # a table has it
    wikidata: str | None = None
    gender: str = ""
    leaning: str = ""  # of the last pronoun that stands for the actor, where it is not sure
    plural: bool = False
    named: bool = False
    heads: set[str] = field(default_factory=set)  # head words of its roles and of its name
    stands: set[str] = field(default_factory=set)
    words: tuple[str, ...] = ()
    count: str = ""  # of a group that is not named
    found: list[Found] = field(default_factory=list)
    places: list[int] = field(default_factory=list)  # the heads of its mentions, in order
    reasons: list[tuple[str, str, Span]] = field(default_factory=list)

    @property
    def first(self) -> int:
        return self.found[0].head


def learn(scene: Scene, player: Player, found: Found) -> None:
    """Let an actor learn kind, country, office and head words from a mention."""
    _learn_kind(player, found)
    _learn_rest(scene, player, found)
    if found.form == "name" or not player.named:  # "the company" may soon be another one
        player.heads.update(_heads(scene, found))
    if found.role and found.role.stands:
        player.stands.add(found.role.stands)
    if player.sector == "EDU" and player.kind == "person":
        player.stands.add("expert")


def _learn_kind(player: Player, found: Found) -> None:
    strength = _STRENGTH.get(found.entry, 4)
    if found.form != "pronoun" and found.kind != "unknown" and strength > player.strength:
        player.kind, player.strength = found.kind, strength


def _learn_rest(scene: Scene, player: Player, found: Found) -> None:
    player.country = player.country or found.country
    if found.form == "name" or not player.known:
        player.sector = player.sector or found.sector
    player.known = player.known or (found.sense is not None and found.sense.use in _TABLES)
    if found.sense and found.sense.use == "capital" and found.kind == "country":
        player.sector = player.sector or _GOVERNMENT
    if found.title and (not player.title or player.basis == "knowledge"):
        known = found.sense is not None and found.title == found.sense.title
        player.title, player.body = found.title, found.body
        player.basis = "knowledge" if known else "text"
    player.of = player.of or found.of
    if player.of_at < 0 and found.of_at >= 0 and player.kind == "person":
        player.of_at = found.of_at
        word = found.role.word if found.role else ""
        player.rank = scene.lexicon.is_a(word, "rank")
        player.peer = scene.lexicon.is_a(word, "peer")
    player.gender = player.gender or found.gender
    if found.form != "pronoun":
        player.plural = player.plural or found.plural
    if found.sense and found.sense.wikidata:
        player.wikidata = found.sense.wikidata
    if found.sense and found.sense.use == "body":
        _learn_long(scene, player, found)
    if found.form == "name" and found.sense is None and not is_country(found):
        text = scene.text(found.first, found.last)
        if player.wikidata is None and len(text) > len(player.name) and player.kind == "person":
            player.name = text


def _learn_long(scene: Scene, player: Player, found: Found) -> None:
    """A body that the table names by its letters ("NATO") is called by its full name where
    the report prints that."""
    words = scene.tokens[found.first : found.last]
    capitals = [w for w in words if not scene.lexicon.is_a(w.lower, "joiner")]
    whole = len(capitals) > 2 and all(w.text[0].isupper() for w in capitals)
    if whole and player.name.isupper() and " " not in player.name:
        player.name = scene.text(found.first, found.last)


def _heads(scene: Scene, found: Found) -> list[str]:
    heads = []
    heads += [role.word.lower() for role in (found.role, *found.roles) if role and role.word]
    if found.title:
        heads += [found.title.lower(), found.title.lower().partition(" of ")[0]]
    if found.form == "name" and found.kind in ("organization", "unknown", "group"):
        name = found.sense.name if found.sense else scene.text(found.first, found.last)
        words = name.lower().split()
        heads.append(" ".join(words))
        heads += [
            " ".join(words[:i])
            for i in range(1, len(words))
            if scene.lexicon.is_a(words[i], "joiner")
        ]
    return heads

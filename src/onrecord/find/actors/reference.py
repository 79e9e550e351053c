"""Bring descriptions to the actors they mean: "the minister" to the one minister before it."""

from onrecord.find.actors.cast import Cast
from onrecord.find.actors.deeds import doers
from onrecord.find.actors.focus import in_focus, speaker_before
from onrecord.find.actors.groups import same_people
from onrecord.find.actors.nominals import Nominal
from onrecord.find.actors.player import Player

_CLASSES = frozenset({"expert", "official"})  # "the expert" may be any actor of that class
_RECENT = 2  # sentences that a description may look back when several actors fit

_RANKS = ("MIL", "COP")  # sectors that a rank gives
_STATE = ("GOV", "SPY")
_NO_STATE = ("IGO", "NGO")
_ARMED = frozenset({"REB", "PRM", "UAF"})  # "the rebels" may be a group with a name
_BODIES_OF_STATE = frozenset({"GOV", "SPY", "COP", "MIL", "MED", "JUD", "AGR"})


def add_nominals(cast: Cast, nominals: list[Nominal]) -> None:
    """Descriptions in the order of the text: an actor before them, or a new one."""
    for nominal in nominals:
        number = _meant(cast, nominal)
        if number is None and _only_back(cast, nominal):
            cast.scene.at.pop(nominal.head, None)
        elif number is None:
            number = len(cast.players)
            cast.players.append(
                Player(cast.text(nominal), words=nominal.words, count=nominal.count)
            )
            cast.join(nominal, number, "role", nominal.detail)
        else:
            cast.join(nominal, number, "description", nominal.detail)


def _meant(cast: Cast, nominal: Nominal) -> int | None:
    same = _same_words(cast, nominal)
    if nominal.definite:
        fits = _fitting(cast, nominal)
        if same is not None and (not fits or same in fits):
            return same
        if nominal.plural and not fits:
            return same_people(cast, nominal)
        return _one(cast, fits, nominal) if fits else in_focus(cast, nominal)
    if nominal.plural and nominal.described.owner is None:
        return same
    return None


def _only_back(cast: Cast, nominal: Nominal) -> bool:
    """True for a word that is an actor only where it refers back: "the service"."""
    return nominal.role is not None and cast.scene.lexicon.is_a(nominal.role.word, "back")


def _is_mass(cast: Cast, nominal: Nominal) -> bool:
    """True for "the press", which is no single body."""
    return nominal.role is not None and cast.scene.lexicon.is_a(nominal.role.word, "mass")


def _same_words(cast: Cast, nominal: Nominal) -> int | None:
    """The last unnamed actor described in the same words."""
    if nominal.described.owner is not None:
        return None
    found: int | None = None
    for number in range(len(cast.players) - 1, -1, -1):
        player = cast.players[number]
        if player.words != nominal.words or player.country != nominal.country:
            continue
        if player.count and nominal.count and player.count != nominal.count:
            continue  # "two soldiers", "three soldiers"
        if found is None:
            found = number
        elif player.count != cast.players[found].count:
            return None  # "the soldiers" after both of them
    return found


def _fitting(cast: Cast, nominal: Nominal) -> list[int]:
    """Actors before a definite description that it fits: by its head word, else by its class."""
    before = [
        number
        for number, player in enumerate(cast.players)
        if player.first < nominal.head and _may_be(cast, player, nominal)
    ]
    head = nominal.role.word.lower() if nominal.role else ""
    by_head = [n for n in before if _headed(cast.players[n], head)]
    by_head = by_head or [n for n in before if _headed_at(cast.players[n], head)]
    if by_head:
        return by_head
    others = cast.scene.lexicon.kindred.get(head, ())
    by_kin = [n for n in before if any(_headed(cast.players[n], other) for other in others)]
    if by_kin:
        return by_kin
    by_deed = doers(cast, nominal, before)
    if by_deed:
        return by_deed
    by_class = [n for n in before if _same_class(cast, n, nominal)]
    return _narrow(cast, by_class, nominal) if len(by_class) > 1 else by_class


def _narrow(cast: Cast, fits: list[int], nominal: Nominal) -> list[int]:
    """Of several bodies those whose sector a modifier names: "the military alliance"."""
    sectors = {
        role.sector
        for word in nominal.words[:-1]
        for before, after, role in cast.scene.lexicon.roles.get(word, ())
        if not before and not after and role.sector
    }
    return [n for n in fits if cast.players[n].sector in sectors] or fits


def _headed(player: Player, role: str) -> bool:
    """True if an actor's name or a role of its ends with the words of a role, or their plural."""
    ends = (" " + role, " " + role + "s")
    return any(head == role or head.endswith(ends) for head in player.heads)


def _headed_at(player: Player, role: str) -> bool:
    """True for "the union president" of the president of a union."""
    body, _, head = role.rpartition(" ")
    words = (player.body or "").lower().split()
    return bool(body) and player.named and _headed(player, head) and body in words


def _may_be(cast: Cast, player: Player, nominal: Nominal) -> bool:
    if nominal.plural and nominal.kind in ("group", "person"):
        if player.kind != "group":
            return False
    elif player.kind not in (nominal.kind, "unknown") and not _is_named_group(player, nominal):
        return False
    if nominal.country and player.country and nominal.country != player.country:
        return False
    if nominal.country and not player.country and not player.named:
        return False
    if nominal.body and player.body and nominal.body.lower() not in player.body.lower():
        return False
    if nominal.described.owner is not None or nominal.other or _is_another(player, nominal):
        return False
    if player.named and _is_mass(cast, nominal):
        return False
    if player.count and nominal.count and player.count != nominal.count:
        return False
    return not (nominal.gender and player.gender and nominal.gender != player.gender)


def _is_named_group(player: Player, nominal: Nominal) -> bool:
    """True for "the group" after the Blue Lantern, which a table has as a group."""
    return nominal.kind == "organization" and player.kind == "group" and player.known


def _is_another(player: Player, nominal: Nominal) -> bool:
    """True if words tell each of two descriptions apart from the other: "the Rovian army" after
    "the Zelian army", "the senator from Maine" after "the senator from Ohio"."""
    if player.named or not player.words:
        return False
    head = set(nominal.role.word.split()) if nominal.role else set()
    ours, theirs = set(nominal.words) - head, set(player.words) - head
    return bool(ours - theirs) and bool(theirs - ours)


def _same_class(cast: Cast, number: int, nominal: Nominal) -> bool:
    """True if "the company" or "the expert" may be an actor by its sector or its class."""
    role, player = nominal.role, cast.players[number]
    if role is None or not player.named or nominal.named:
        return False
    if nominal.country and nominal.country != player.country:
        return False
    word, lexicon = role.word.rpartition(" ")[2], cast.scene.lexicon
    if nominal.kind == "group":
        return nominal.plural and role.sector in _ARMED and role.sector == player.sector
    if nominal.kind != "organization":
        known = word in lexicon.generic
        return known and role.stands in _CLASSES and role.stands in player.stands
    if nominal.plural or not (player.kind == "organization" or _is_named_group(player, nominal)):
        return False
    if role.sector == "GOV" and role.word.rpartition(" ")[0] not in player.name.lower():
        return False  # "the interior ministry" is not the Fisheries Ministry
    if word in lexicon.general:
        return _is_general(cast, number, nominal, lexicon.general[word])
    if lexicon.is_a(word, "state"):
        return player.sector in _BODIES_OF_STATE
    sector = role.sector or lexicon.generic.get(word)
    if word not in lexicon.generic or not sector:
        return False
    if player.known and any(p.sector == sector and not p.known for p in cast.players if p.named):
        return False  # of those that tables know the kind of business is not told
    near = _near(cast, number, nominal.head, cast.scene.tokens[nominal.head].sentence)
    return near and sector in (player.sector, player.country)


def _is_general(cast: Cast, number: int, nominal: Nominal, sector: str) -> bool:
    """True if "the company" may be a body: by its sector, or, where that is not told, if it was
    spoken of just before."""
    player = cast.players[number]
    if not sector or player.sector == sector:
        return True
    if player.sector or player.known or player.kind != "organization":
        return False
    others = [p for p in cast.players if p.named and p.first < nominal.head and p is not player]
    return all(p.kind != "organization" or p.sector not in (None, sector) for p in others)


def _one(cast: Cast, fits: list[int], nominal: Nominal) -> int | None:
    if len(fits) <= 1:
        return fits[0] if fits else None
    if nominal.country:
        fits = [n for n in fits if cast.players[n].country == nominal.country] or fits
    sentence = cast.scene.tokens[nominal.head].sentence
    recent = [n for n in fits if _near(cast, n, nominal.head, sentence)]
    if len(recent) == 1:
        return recent[0]
    speaker = speaker_before(cast, recent, nominal) if nominal.kind == "person" else None
    if speaker is not None:
        return speaker
    latest = _latest(cast, recent, nominal.head)
    if len(latest) == 1 and nominal.kind == "organization":
        return latest[0]
    pool = recent or fits
    named = [n for n in pool if cast.players[n].named]
    last = max(pool, key=lambda n: cast.last_before(n, nominal.head))
    return last if named == [last] else None  # spoken of last, and the only one with a name


def _latest(cast: Cast, numbers: list[int], head: int) -> list[int]:
    """Those of some actors that the last sentence names which names any of them."""
    tokens = cast.scene.tokens
    places = {n: tokens[cast.last_before(n, head)].sentence for n in numbers}
    return [n for n in numbers if places[n] == max(places.values())]


def _near(cast: Cast, number: int, head: int, sentence: int) -> bool:
    last = cast.last_before(number, head)
    return last >= 0 and sentence - cast.scene.tokens[last].sentence <= _RECENT


def ground_offices(cast: Cast) -> None:
    """Give actors with an office what the actor of their body knows: name, country, sector."""
    for player in cast.players:
        number = _number_of(cast, player)
        if number < 0:
            continue
        other = cast.players[number]
        if other is player:
            continue
        if other.kind == "person":
            _take_from_owner(player, other)
        elif player.of is not None or other.kind == "organization":
            _take_from_body(cast, player, other)


def _number_of(cast: Cast, player: Player) -> int:
    """The actor that an office belongs to: a named body, a described one, a possessor."""
    if player.of is not None:
        return player.of.cast
    found = cast.scene.at.get(player.of_at)
    return found.cast if found else -1


def _take_from_owner(player: Player, owner: Player) -> None:
    """A deputy is of the owner's sector, a counterpart holds the owner's office elsewhere; a
    cousin of the minister has no office."""
    if player.rank:
        player.sector = owner.sector or player.sector
    if player.peer and owner.title:
        player.title, player.basis = owner.title, owner.basis
        player.sector = owner.sector
    if player.rank and not player.country:
        player.country = owner.country


def _take_from_body(cast: Cast, player: Player, body: Player) -> None:
    own = cast.text(player.of) if player.of is not None else player.body
    if player.title and (not player.body or player.body == own):
        player.body = body.name if body.named else player.body
    player.country = player.country or body.country
    if body.country in _NO_STATE:
        player.sector = body.sector
    elif player.sector not in _RANKS or body.sector in _STATE:  # a general who chairs a committee
        player.sector = body.sector or player.sector


def ground_possessors(cast: Cast, nominals: list[Nominal]) -> None:
    """Give "its captain" and "the minister's office" the country of whoever possesses them."""
    for nominal in nominals:
        owner = cast.scene.parse.child(cast.scene.tokens[nominal.head], "poss")
        found = cast.scene.at.get(owner.index) if owner else None
        if found is None or found.cast < 0 or nominal.cast < 0:
            continue
        player, other = cast.players[nominal.cast], cast.players[found.cast]
        if player.kind == "organization" or other.kind != "person":
            player.country = player.country or other.country

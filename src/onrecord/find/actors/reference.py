"""Bring descriptions to the actors they mean: "the minister" to the one minister before it."""

from onrecord.find.actors.cast import Cast, Player
from onrecord.find.actors.nominals import Nominal

_CLASSES = frozenset({"expert", "official"})  # "the expert" may be any actor of that class
_RECENT = 2  # sentences that a description may look back when several actors fit

_RANKS = ("MIL", "COP")  # sectors that a rank gives
_STATE = ("GOV", "SPY")


def add_nominals(cast: Cast, nominals: list[Nominal]) -> None:
    """Descriptions in the order of the text: an actor before them, or a new one."""
    for nominal in nominals:
        number = _meant(cast, nominal)
        if number is None:
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
        return _one(cast, fits, nominal)
    if nominal.plural and nominal.described.owner is None:
        return same
    return None


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
    if by_head:
        return by_head
    by_class = [n for n in before if _same_class(cast, cast.players[n], nominal)]
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


def _may_be(cast: Cast, player: Player, nominal: Nominal) -> bool:
    if nominal.plural and nominal.kind in ("group", "person"):
        if player.kind != "group":
            return False
    elif player.kind not in (nominal.kind, "unknown"):
        return False
    if nominal.country and player.country and nominal.country != player.country:
        return False
    if nominal.country and not player.country and not player.named:
        return False
    if nominal.body and player.body and nominal.body.lower() not in player.body.lower():
        return False
    if nominal.described.owner is not None or nominal.other:
        return False
    if player.named and _is_mass(cast, nominal):
        return False
    if player.count and nominal.count and player.count != nominal.count:
        return False
    return not (nominal.gender and player.gender and nominal.gender != player.gender)


def _same_class(cast: Cast, player: Player, nominal: Nominal) -> bool:
    """True if "the company" or "the expert" may be an actor by its sector or its class."""
    role = nominal.role
    if role is None or not player.named or nominal.named:
        return False
    if nominal.country and nominal.country != player.country:
        return False
    sector = cast.scene.lexicon.generic.get(role.word.rpartition(" ")[2])
    if sector is None:
        return False
    if nominal.kind == "organization":
        sector = role.sector or sector
        return not nominal.plural and bool(sector) and sector in (player.sector, player.country)
    return role.stands in _CLASSES and role.stands in player.stands


def _one(cast: Cast, fits: list[int], nominal: Nominal) -> int | None:
    if len(fits) <= 1:
        return fits[0] if fits else None
    sentence = cast.scene.tokens[nominal.head].sentence
    recent = [n for n in fits if _near(cast, n, nominal.head, sentence)]
    if len(recent) == 1:
        return recent[0]
    pool = recent or fits
    named = [n for n in pool if cast.players[n].named]
    last = max(pool, key=lambda n: cast.last_before(n, nominal.head))
    return last if named == [last] else None  # spoken of last, and the only one with a name


def _near(cast: Cast, number: int, head: int, sentence: int) -> bool:
    last = cast.last_before(number, head)
    return last >= 0 and sentence - cast.scene.tokens[last].sentence <= _RECENT


def ground_offices(cast: Cast) -> None:
    """Give actors with an office what the actor of their body knows: name, country, sector."""
    for player in cast.players:
        if player.of is None or player.of.cast < 0:
            continue
        body = cast.players[player.of.cast]
        if body is player or body.kind == "person":  # a cousin of the minister has no office
            continue
        if player.body == cast.text(player.of):
            player.body = body.name
        player.country = player.country or body.country
        if player.sector not in _RANKS or body.sector in _STATE:  # a general who chairs a committee
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

"""Tell from knowledge of the date which office a person holds whom the report gives none."""

import unicodedata
from functools import cache

from onrecord.find.actors.cast import Cast
from onrecord.find.actors.player import Player
from onrecord.knowledge.world import Holder, holders

_HEAD = "GOV"
_SHORTEST = 3  # letters of a family name


def ground_holders(cast: Cast, published: str | None) -> None:
    """Give persons the office that they held on the day of publication.

    A full name is enough where nothing that the text says is against it; a family name alone needs
    the title beside it ("President Moss"). Without a date of publication nothing is known.
    """
    if published is None:
        return
    for player in cast.players:
        if not player.named or player.kind not in ("person", "unknown"):
            continue
        holder = _by_name(cast, player, published) or _by_title(player, published)
        if holder:
            _take_office(cast, player, holder)


def _take_office(cast: Cast, player: Player, holder: Holder) -> None:
    player.kind = "person"
    player.country = player.country or holder.country
    player.sector = player.sector or _HEAD
    if player.title is None:
        player.title, player.body, player.basis = holder.title, holder.body or None, "knowledge"
    player.heads.add(holder.title.lower())
    first = player.found[0]
    known = f"{holder.title}, {holder.since} to {holder.until}"
    player.reasons.append(("table:holders", known, cast.scene.span(first.first, first.last)))


def _by_name(cast: Cast, player: Player, published: str) -> Holder | None:
    """The one holder of that name on that day, of the country that the text gives, if it does."""
    names = [player.name, *(cast.text(f) for f in player.found if f.form == "name")]
    for name in names:
        if " " in name:
            fits = _fitting(_names().get(_letters(name), ()), player, published)
            if len({holder.country for holder in fits}) == 1:
                return fits[0]
    return None


def _by_title(player: Player, published: str) -> Holder | None:
    """The one holder of a family name with that title on that day: "President Moss"."""
    if player.title is None or " " in player.name:
        return None
    title = player.title.lower()
    fits = _fitting(_families().get(_letters(player.name), ()), player, published)
    fits = [holder for holder in fits if title.endswith(holder.title.lower())]
    return fits[0] if len({holder.country for holder in fits}) == 1 else None


def _fitting(known: tuple[Holder, ...], player: Player, published: str) -> list[Holder]:
    return [
        holder
        for holder in known
        if holder.since[: len(published)] <= published <= holder.until[: len(published)]
        and player.country in (None, holder.country)
    ]


@cache
def _names() -> dict[str, tuple[Holder, ...]]:
    found: dict[str, tuple[Holder, ...]] = {}
    for holder in holders():
        for letters in dict.fromkeys(_letters(name) for name in (holder.name, *holder.names)):
            found[letters] = (*found.get(letters, ()), holder)
    return found


@cache
def _families() -> dict[str, tuple[Holder, ...]]:
    """Holders by each word of their names; the title tells which word is the family's."""
    found: dict[str, tuple[Holder, ...]] = {}
    for holder in holders():
        names = (holder.name, *holder.names)
        for word in dict.fromkeys(_letters(word) for name in names for word in name.split()):
            if len(word) >= _SHORTEST:
                found[word] = (*found.get(word, ()), holder)
    return found


def _letters(name: str) -> str:
    """The letters of a name, without accents, hyphens and blanks."""
    parted = unicodedata.normalize("NFD", name.lower())
    return "".join(letter for letter in parted if letter.isalpha())

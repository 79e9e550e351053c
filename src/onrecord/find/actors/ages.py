"""Bring "the 54-year-old" to the person whose age the report gives, or who was named last."""

import re

from onrecord.find.actors.cast import Cast
from onrecord.find.actors.scene import SUBJECT, Found, Scene
from onrecord.knowledge.figures import numbers

_NEAR = 2  # sentences to look back for a person whose age is not told
_ENDS = ([","], ["."], [";"])
_AGED = re.compile(r"(?:[1-9]|[1-9][0-9]|1[01][0-9])")


def add_ages(scene: Scene, cast: Cast) -> None:
    """Each "the …-year-old" that stands alone, joined to its person where there is one; who has an
    age is a person."""
    for player in cast.players:
        if player.kind == "unknown" and any(_age_behind(scene, found) for found in player.found):
            player.kind = "person"
    ages: dict[str, int] | None = None
    for token in scene.tokens:
        if token.index < 5 or not _is_aged(scene, token.index):
            continue
        ages = _told(scene, cast) if ages is None else ages
        number = ages.get(scene.tokens[token.index - 4].text)
        if number is None:
            number = _last_named(scene, cast, token.index, set(ages.values()))
        if number is not None and cast.last_before(number, token.index) >= 0:
            found = Found(token.index - 5, token.index + 1, token.index, "nominal", "person")
            found.definite, found.entry = True, "age"
            scene.own(found)
            cast.join(found, number, "age", scene.tokens[token.index - 4].text)


def _is_aged(scene: Scene, at: int) -> bool:
    """True for the last of the words "the 54 - year - old" with no noun behind them."""
    tokens = scene.tokens
    token = tokens[at]
    if tokens[at - 1].text != "-" or tokens[at - 3].text != "-" or token.index in scene.owner:
        return False
    article = tokens[at - 5]
    alone = token.relation not in ("amod", "compound", "nmod") or token.head < at
    known = _AGED.fullmatch(tokens[at - 4].text) or tokens[at - 4].lower in numbers()
    return bool(known) and alone and "Definite=Def" in article.morph


def _told(scene: Scene, cast: Cast) -> dict[str, int]:
    """Persons by the age that stands behind their names: "Paul Holm, 54, …"."""
    ages: dict[str, int] = {}
    for number, player in enumerate(cast.players):
        if player.kind not in ("person", "unknown"):
            continue
        for found in player.found:
            if age := _age_behind(scene, found):
                ages.setdefault(age, number)
    return ages


def _age_behind(scene: Scene, found: Found) -> str | None:
    """The age that stands behind a name, between commas."""
    behind = [token.text for token in scene.tokens[found.last : found.last + 3]]
    if len(behind) < 3 or behind[0] != "," or behind[2] not in (",", ".", ";"):
        return None
    return behind[1] if _AGED.fullmatch(behind[1]) else None


def _last_named(scene: Scene, cast: Cast, at: int, others: set[int]) -> int | None:
    """The one person named in the last sentences, of several the last subject; `others` are of
    another age."""
    floor = scene.parse.sentences[max(0, scene.tokens[at].sentence - _NEAR)].first
    near = [
        number
        for number, player in enumerate(cast.players)
        if player.kind == "person" and player.named and cast.last_before(number, at) >= floor
        and number not in others
    ]  # fmt: skip
    if len(near) > 1:
        near = [n for n in near if scene.tokens[cast.last_before(n, at)].relation in SUBJECT]
    return max(near, key=lambda n: cast.last_before(n, at)) if near else None

"""Bring a description that fits nobody by its words to the one actor that the text is about.

News varies its words: "Halden opposed the bill. It would cost too much, the businessman said."
"""

from onrecord.find.actors.cast import Cast
from onrecord.find.actors.nominals import Nominal
from onrecord.find.actors.player import Player
from onrecord.find.actors.scene import PROPER
from onrecord.find.actors.speech import saying
from onrecord.model import Token

_TOLD = ("poss", "prep", "relcl", "acl", "appos")  # what tells who it is by itself
_STOPS = frozenset(".!?”\"'’")
_SPEAKS = ("nsubj", "nsubjpass")


def in_focus(cast: Cast, nominal: Nominal) -> int | None:
    """The only named actor of this and the sentence before, for a description that speaks.

    An office ("the president", "the judge") may be new and alone of its kind: never that.
    """
    scene, role = cast.scene, nominal.role
    token = scene.tokens[nominal.head]
    verb = scene.tokens[token.head]
    if token.tag in PROPER or role is None or nominal.plural or nominal.other or nominal.named:
        return None
    if token.relation not in _SPEAKS or verb.lemma not in saying():
        return None
    if nominal.described.owner is not None or scene.parse.child(token, *_TOLD):
        return None
    if nominal.kind == "person" and role.stands == "official":
        return None
    if nominal.kind == "organization" and role.word not in scene.lexicon.general:
        return None
    near = [
        number
        for number, player in enumerate(cast.players)
        if player.named and player.kind == nominal.kind and _is_near(cast, number, nominal.head)
    ]
    return near[0] if len(near) == 1 and _may_be(cast.players[near[0]], nominal) else None


def _is_near(cast: Cast, number: int, head: int) -> bool:
    last = cast.last_before(number, head)
    tokens, text = cast.scene.tokens, cast.scene.parse.report.text
    if last < 0 or tokens[head].sentence - tokens[last].sentence > 1:
        return False
    return text[cast.scene.sentence(last).end - 1] in _STOPS  # not in a headline


def _may_be(player: Player, nominal: Nominal) -> bool:
    """True if neither gender, country nor sector is against it."""
    if nominal.gender and player.gender and nominal.gender != player.gender:
        return False
    if nominal.country and player.country and nominal.country != player.country:
        return False
    if nominal.kind == "organization":
        return player.sector is None and not player.known
    told = player.sector and nominal.sector and player.title
    return not told or player.sector == nominal.sector


def speaker_before(cast: Cast, numbers: list[int], nominal: Nominal) -> int | None:
    """For a description that speaks, who of some persons spoke last in this and the sentence
    before."""
    scene = cast.scene
    token = scene.tokens[nominal.head]
    if token.relation != "nsubj" or scene.tokens[token.head].lemma not in saying():
        return None
    last = {number: _last_word(cast, number, token) for number in numbers}
    best = max(last, key=lambda number: last[number], default=-1)
    return best if last.get(best, -1) >= 0 else None


def _last_word(cast: Cast, number: int, before: Token) -> int:
    """The last place where an actor speaks before a token and not far from it; -1 if nowhere."""
    tokens = cast.scene.tokens
    places = [
        at
        for found in cast.players[number].found
        for at in (found.head, *found.also)
        if at < before.index
        and tokens[at].sentence >= before.sentence - 1
        and tokens[at].relation == "nsubj"
        and tokens[tokens[at].head].lemma in saying()
    ]
    return max(places, default=-1)

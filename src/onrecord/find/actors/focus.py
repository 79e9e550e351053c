"""Bring a description that fits nobody by its words to the one actor that the text is about.

News varies its words: "Halden opposed the bill. It would cost too much, the businessman said."
"""

from onrecord.find.actors.cast import Cast
from onrecord.find.actors.nominals import Nominal
from onrecord.find.actors.player import Player
from onrecord.find.actors.scene import PROPER
from onrecord.find.actors.speech import saying

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

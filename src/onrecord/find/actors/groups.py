"""Words that mean one or more of those spoken of: "another", "both", "the latter", "the men"."""

from onrecord.find.actors.cast import Cast
from onrecord.find.actors.nominals import Nominal
from onrecord.find.actors.salience import Choice, History
from onrecord.find.actors.scene import SUBJECT, Scene
from onrecord.model import Token

_NEAR = 5  # sentences to look back for a group
_BACK = 2  # sentences to look back for the two of "the latter"


def is_part(scene: Scene, token: Token) -> bool:
    """True for "another", "both" or "one of them" where it speaks or acts alone."""
    if not scene.lexicon.is_a(token.lower, "part") or token.relation not in SUBJECT:
        return False
    preposition = scene.parse.child(token, "prep")
    noun = scene.parse.child(preposition, "pobj") if preposition else None
    alone = preposition is None and token.tag != "NNP"
    return alone or (noun is not None and "PronType=Prs" in noun.morph)


def group_of(scene: Scene, cast: Cast, history: History, token: Token) -> Choice | None:
    """The group that a part is taken from, where the part speaks."""
    verb = scene.tokens[token.head]
    if verb.lemma not in history.says:
        return None

    def fits(number: int) -> bool:
        player, last = cast.players[number], cast.last_before(number, token.index)
        near = last >= 0 and token.sentence - scene.tokens[last].sentence <= _NEAR
        return near and player.kind == "group"

    return history.best(token, fits)


def of_two(scene: Scene, token: Token) -> int | None:
    """The actor of "the former" or "the latter": of two joined by "and" in a sentence before."""
    former = scene.lexicon.is_a(token.lower, "first-of-two")
    latter = scene.lexicon.is_a(token.lower, "second-of-two")
    if not (former or latter) or not _stands(scene, token):
        return None
    for at in range(token.index - 1, scene.parse.sentences[_floor(token)].first - 1, -1):
        second = scene.tokens[at]
        found = scene.at.get(at)
        if found is None or second.relation != "conj" or second.head >= at:
            continue
        first = scene.at.get(second.head)
        if first and first.cast >= 0 and found.cast >= 0 and first.cast != found.cast:
            return first.cast if former else found.cast
    return None


def _floor(token: Token) -> int:
    return max(0, token.sentence - _BACK)


def _stands(scene: Scene, token: Token) -> bool:
    """True for "the latter" without a noun behind it."""
    article = scene.parse.child(token, "det") or scene.tokens[max(0, token.index - 1)]
    return "Definite=Def" in article.morph and token.relation in (*SUBJECT, "dobj", "pobj")


def same_people(cast: Cast, nominal: Nominal) -> int | None:
    """The only group spoken of as a subject in the last sentences, for "the men", "the two"."""
    word = nominal.role.word if nominal.role else ""
    if not (cast.scene.lexicon.is_a(word, "anybody") and nominal.definite):
        return None
    fits = [n for n in range(len(cast.players)) if _is_group_near(cast, n, nominal)]
    return fits[0] if len(fits) == 1 else None


def _is_group_near(cast: Cast, number: int, nominal: Nominal) -> bool:
    player, tokens = cast.players[number], cast.scene.tokens
    if player.kind != "group" or player.country or player.sector == "JRN":
        return False
    if player.count and nominal.count and player.count != nominal.count:
        return False
    return any(
        found.head < nominal.head
        and tokens[nominal.head].sentence - tokens[found.head].sentence <= _NEAR
        and tokens[found.head].relation in SUBJECT
        for found in player.found
    )

"""Tell whom a pronoun may stand for: gender, number, and who is barred where it stands."""

from onrecord.find.actors.player import Player
from onrecord.find.actors.salience import History
from onrecord.find.actors.scene import Scene
from onrecord.model import Token


def agrees(scene: Scene, player: Player, token: Token) -> bool:
    """True if an actor has the gender and number of a pronoun, as far as they are known."""
    gender = scene.lexicon.gender.get(token.lower, "")
    if gender:
        unknown = player.kind == "unknown" and _may_be_human(scene, player)
        human = player.kind == "person" or unknown
        return human and (player.gender or player.leaning or gender) == gender
    if scene.lexicon.number.get(token.lower) == "plural":
        return player.kind == "group" or (player.plural and player.kind != "country")
    return player.kind == "country" or (player.kind == "organization" and not player.plural)


def _may_be_human(scene: Scene, player: Player) -> bool:
    """False for a name of unknown kind that only says where: "from Kesten"."""
    return player.named and not all(
        scene.tokens[found.head].relation == "pobj"
        and scene.lexicon.is_a(
            scene.tokens[scene.tokens[found.head].head].lower, "place-preposition"
        )
        for found in player.found
    )


def may_stand(scene: Scene, history: History, player: Player, token: Token) -> bool:
    """True if the subject of a clause above may be a pronoun below it though they do not agree:
    "the board said they", "one witness said they", "Zelia recalled its envoy"."""
    if scene.lexicon.number.get(token.lower) == "plural":
        verb = next(scene.parse.ancestors(scene.tokens[token.head]), token)
        if verb.lemma not in history.says or verb.lemma in history.asks:
            return False
        if history.quoted[token.index] != history.quoted[verb.index]:
            return False
        if player.kind == "person":
            return not player.named and not player.gender
        return player.kind == "organization"
    return player.named and player.kind in ("place", "unknown") and token.relation == "poss"


def barred_by(scene: Scene, history: History, token: Token) -> set[int | None]:
    """Who a pronoun cannot be: what it is said to own, the subject of its own clause where it is
    the object, and in a quotation whoever is quoted."""
    barred = {_owner(scene, token)} if may_be_subject(token) else {subject_number(scene, token)}
    if token.relation == "nsubj" and "Case=Acc" in token.morph:  # "Moss let him go"
        barred.add(subject_number(scene, scene.tokens[token.head]))
    speaker = history.quoting.get(token.sentence)
    if history.quoted[token.index] and speaker is not None:
        found = scene.at.get(speaker)
        barred |= {found.cast} if found else set()
    return barred


def _owner(scene: Scene, token: Token) -> int | None:
    """What a possessive pronoun is said to own: "his brother" is not he."""
    found = scene.at.get(token.head) if token.relation == "poss" else None
    return found.cast if found else None


def subject_number(scene: Scene, token: Token) -> int | None:
    """The actor that is the subject of a word's own clause."""
    for above in scene.parse.ancestors(token):
        subject = scene.parse.child(above, "nsubj", "nsubjpass")
        if subject:
            found = scene.at.get(subject.index)
            return found.cast if found else None
    return None


def may_be_subject(token: Token) -> bool:
    """False for an object, which cannot be the subject of its own clause ("Moss saw him")."""
    return token.relation in ("poss", "nsubj", "nsubjpass") or "Reflex=Yes" in token.morph

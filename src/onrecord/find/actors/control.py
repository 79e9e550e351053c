"""Which verbs and nouns tell by themselves whom a pronoun below them means."""

from onrecord.find.actors.scene import Found, Scene
from onrecord.find.actors.speech import judging
from onrecord.model import Token

_REASONS = frozenset({"for", "of", "over"})  # prepositions that bring what is praised or blamed
_FAR = 6  # words up the tree


def client_of(scene: Scene, token: Token) -> int:
    """The actor for whom the subject above a pronoun speaks: "his lawyer said he …"; or -1."""
    for above in _above(scene, token):
        subject = scene.parse.child(above, "nsubj")
        if subject is None or subject.index == token.index:
            continue
        found = scene.at.get(subject.index)
        if found is None:
            return -1
        if not speaks_for(scene, found):
            continue
        for at in (found.head, *found.also):
            owner = scene.parse.child(scene.tokens[at], "poss")
            other = scene.at.get(owner.index) if owner else None
            if other and owner and owner.index != token.index:
                return other.cast
        return -1
    return -1


def speaks_for(scene: Scene, found: Found) -> bool:
    """True for a mention that is said to be somebody's spokesman, lawyer or the like."""
    return any(
        role is not None and scene.lexicon.is_a(role.word.rpartition(" ")[2], "speaks-for")
        for role in (found.role, *found.roles)
    )


def controls(scene: Scene, mention: Token, token: Token) -> bool:
    """True if an object does what the infinitive with the pronoun says: "told Holm to sell his"."""
    for above in _above(scene, token):
        if above.relation == "xcomp" and above.head == mention.head:
            return scene.parse.child(above, "aux") is not None and mention.head < above.index
    return False


def judges(scene: Scene, mention: Token, token: Token) -> bool:
    """True if an object is praised or blamed for what the pronoun owns: "thanked Holm for his"."""
    if token.relation != "poss" or scene.tokens[mention.head].lemma not in judging():
        return False
    return any(
        above.relation == "prep" and above.head == mention.head and above.lower in _REASONS
        for above in _above(scene, token)
    )


def _above(scene: Scene, token: Token) -> list[Token]:
    found = []
    for above in scene.parse.ancestors(token):
        found.append(above)
        if len(found) == _FAR:
            break
    return found

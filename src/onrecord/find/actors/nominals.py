"""Find actors that are described, not named: "the minister", "Rovian officials", "troops"."""

from onrecord.find.actors.appositions import gender_of
from onrecord.find.actors.lookup import singular
from onrecord.find.actors.offices import Description, describe, is_country
from onrecord.find.actors.scene import MODIFIES, NOUNS, Found, Scene
from onrecord.knowledge.figures import numbers
from onrecord.model import Token

_PLURAL = frozenset({"NNS", "NNPS"})
_BARE = frozenset({"nsubj", "nsubjpass", "pobj", "conj", "poss"})


class Nominal(Found):
    """A described mention, with its description and the words that tell it from others."""

    __slots__ = ("count", "described", "named", "other", "words")
    described: Description
    count: str  # how many, as a number
    named: bool  # a name modifies it
    other: bool
    words: tuple[str, ...]


def find_nominals(scene: Scene) -> list[Nominal]:
    """All described actors in the order of the text, names and titles left out."""
    roles, owner, tokens = scene.lexicon.roles, scene.owner, scene.tokens
    found: list[Nominal] = []
    past = 0
    for token in tokens:
        if token.tag in NOUNS and (token.lower in roles or singular(token) in roles):
            if token.index < past or token.index in owner or not _is_head(scene, token):
                continue
            nominal = _nominal(scene, token)
            if nominal:
                found.append(nominal)
                past = nominal.described.end
    return found


def _is_head(scene: Scene, token: Token) -> bool:
    """True if a noun heads its phrase and is no predicate."""
    if token.relation in MODIFIES:
        head = scene.tokens[token.head]
        if head.index > token.index and head.tag in NOUNS:
            return False
    return token.relation not in ("attr", "oprd", "npadvmod")


def _nominal(scene: Scene, token: Token) -> Nominal | None:
    role = scene.lexicon.role_ending(scene.tokens, token.index, scene.sentence(token.index).first)
    if role is None:
        return None
    described = describe(scene, token.index, role)
    plural = token.tag in _PLURAL or (token.tag == "NNP" and token.lower not in scene.lexicon.roles)
    determined = described.first < role.first or _has_left(scene, token)
    if role.role.kind == "person" and not plural and not determined and not _acts(token):
        return None
    if token.tag == "NNP" and scene.lexicon.sectors.get(token.lower) == "JRN":
        return None  # "the Amber Observer"
    if _is_asked(scene, described):
        return None  # "how many people"
    if scene.lexicon.is_a(role.role.word, "vague") and not _is_told(scene, described, token):
        return None
    for other in described.uses:
        scene.drop(other)
    nominal = Nominal(described.first, described.last, token.index, "nominal")
    nominal.described, nominal.role = described, role.role
    nominal.kind = "group" if plural and role.role.kind == "person" else role.role.kind
    nominal.of, nominal.of_at = described.of, described.of_at
    nominal.country, nominal.sector = described.country, described.sector
    nominal.body, nominal.plural = described.body, plural or role.role.kind == "group"
    office = nominal.kind == "person" and role.role.title == "yes"
    nominal.title = described.title if office else None
    nominal.definite = _is_definite(scene, token)
    nominal.gender = gender_of(scene, token.lower) if not plural else ""
    nominal.named = any(
        not is_country(scene.owner[i])
        for i in range(described.first, token.index)
        if i in scene.owner
    )
    nominal.other = any(
        scene.lexicon.is_a(scene.tokens[i].lower, "other")
        for i in range(described.first, role.first)
    )
    nominal.count = _count(scene, described, token)
    nominal.words = _key_words(scene, described, token)
    nominal.entry, nominal.detail = "role", role.role.word
    scene.at[token.index] = nominal
    return nominal


def _is_told(scene: Scene, described: Description, token: Token) -> bool:
    """True if a vague word ("figure", "side") is said to name an actor: a name or noun tells
    which, it is one of several bodies, or it acts."""
    if described.body or described.country or described.of:
        return True
    lexicon, tokens = scene.lexicon, scene.tokens
    for i in range(described.first, token.index):
        word = tokens[i]
        if word.relation in MODIFIES and (word.tag in NOUNS or lexicon.is_a(word.lower, "rank")):
            return True
    if token.tag in _PLURAL and described.role.kind == "organization":
        return scene.parse.child(token, "det", "nummod", "predet") is not None
    return token.relation == "nsubj" and _is_definite(scene, token)


def _acts(token: Token) -> bool:
    return token.relation in ("nsubj", "nsubjpass")


def _is_asked(scene: Scene, described: Description) -> bool:
    return scene.tokens[described.first].tag == "WRB"


def _has_left(scene: Scene, token: Token) -> bool:
    return any(child < token.index for child in token.children)


def _is_definite(scene: Scene, token: Token) -> bool:
    determiner = scene.parse.child(token, "det", "poss")
    if determiner is None or any(scene.tokens[c].tag == "JJS" for c in token.children):
        return False  # "the largest carrier" is no carrier spoken of before
    return (
        determiner.relation == "poss"
        or "Definite=Def" in determiner.morph
        or ("PronType=Dem" in determiner.morph)
    )


def _count(scene: Scene, described: Description, token: Token) -> str:
    """How many are described: "3" for "three soldiers"; "" if the text does not say."""
    for i in range(described.first, token.index):
        word = scene.tokens[i]
        if word.tag == "CD" and word.head == token.index:
            number = numbers().get(word.lower)
            return f"{number.low:g}" if number else word.lower
    return ""


def _key_words(scene: Scene, described: Description, token: Token) -> tuple[str, ...]:
    """The words that two mentions of one unnamed group share: the head and what qualifies it."""
    words = [
        scene.tokens[i].lower
        for i in range(described.first, described.last)
        if scene.tokens[i].tag not in ("DT", "CD", "PRP$", "POS", "PDT", "WDT")
    ]
    return tuple(words) or (token.lower,)

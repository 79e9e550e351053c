"""Read what noun phrases say of an actor: role, title, body, country."""

from dataclasses import dataclass

from onrecord.find.actors.lookup import RoleMatch
from onrecord.find.actors.scene import MODIFIES, NOUNS, PROPER, Found, Scene
from onrecord.knowledge.world import Role
from onrecord.model import Token

_LEFT = frozenset(
    {"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "predet", "advmod", "neg"}
)
_NOBODY = frozenset({"thing", "used"})
_CLOSE = frozenset({"punct", "cc", "conj", "case"})
_SHORT_MODIFIER = 3
_NOUNLIKE = frozenset({"NN", "VBG"})
_SHORT = 6  # tokens of an of-phrase that still counts to a nominal


@dataclass(slots=True)
class Description:
    """What a noun phrase with a role for its head tells: tokens `[first, last)` and their sense."""

    first: int
    last: int
    role: Role
    title: str
    country: str | None = None
    body: str | None = None
    sector: str | None = None
    of: Found | None = None  # the mention of the body
    of_at: int = -1  # the head of a body that is only described, or of a possessor
    end: int = 0  # after the role's words
    owner: int | None = None  # a possessive pronoun before it
    uses: tuple[Found, ...] = ()  # adjectives of countries that it takes up


def describe(scene: Scene, at: int, match: RoleMatch) -> Description:
    """The description that a role's head word at a token heads."""
    tokens = scene.tokens
    token = tokens[at]
    found = Description(
        _left_edge(scene, token, match.first), match.last, match.role, _title_of(scene, at, match)
    )
    found.end = match.last
    named = _named_before(scene, token, found)
    owner = scene.parse.child(token, "poss")
    found.of_at = owner.index if owner else -1
    _take_all(scene, found, named)
    for child in token.children:
        if child > at and tokens[child].relation == "prep":
            _take_phrase(scene, found, tokens[child])
    found.sector = found.sector or match.role.sector or None
    return found


def _left_edge(scene: Scene, token: Token, first: int) -> int:
    edge = first
    for child in reversed(token.children):
        other = scene.tokens[child]
        if child > token.index:
            continue
        if other.relation in _CLOSE:
            continue
        size = other.right - other.left
        long = other.relation == "amod" and (
            size > _SHORT_MODIFIER or (size > 1 and other.tag in _NOUNLIKE)
        )
        if other.relation not in _LEFT or long:
            break
        edge = min(edge, other.left)
    while edge < first and not scene.tokens[edge].text[0].isalnum():
        edge += 1
    return edge


def _title_of(scene: Scene, at: int, match: RoleMatch) -> str:
    """The title as printed: the role's words with the nouns and ranks that modify them."""
    first = match.first
    lexicon, tokens = scene.lexicon, scene.tokens
    while first > 0 and first - 1 not in scene.owner:
        before = tokens[first - 1]
        rank = lexicon.is_a(before.lower, "rank") or lexicon.is_a(before.lower, "former")
        noun = before.tag in NOUNS and before.relation in MODIFIES and first <= before.head <= at
        of_noun = before.tag == "JJ" and before.relation in MODIFIES and first <= before.head < at
        if not (rank or noun or of_noun) or before.sentence != tokens[at].sentence:
            break
        first -= 1
    return scene.text(first, match.last)


def _named_before(scene: Scene, token: Token, found: Description) -> list[Found]:
    """The names that modify a noun from the left: "the Rovian …", "NATO's …"."""
    named: list[Found] = []
    for i in range(found.first, token.index):
        other = scene.owner.get(i)
        if other is None:
            if scene.tokens[i].relation == "poss" and scene.tokens[i].tag == "PRP$":
                found.owner = i
            continue
        if other not in named and other.entry not in _NOBODY and _governs(scene, token, other):
            named.append(other)
    return named


def _governs(scene: Scene, token: Token, found: Found) -> bool:
    """True if a name hangs on the noun itself or on one of the noun's modifying nouns."""
    at = scene.tokens[found.head]
    for _ in range(4):
        if at.head == token.index:
            return at.relation in ("poss", "compound", "nmod", "amod")
        if at.head == at.index or at.relation not in ("compound", "nmod", "amod", "conj"):
            return False
        at = scene.tokens[at.head]
    return False


def _take_all(scene: Scene, found: Description, named: list[Found]) -> None:
    if any(scene.tokens[name.head].relation == "conj" for name in named):
        return  # "Rovian and Zelian officials": of neither alone
    countries = [name for name in named if is_country(name)]
    bodies = [name for name in named if not is_country(name) and name.kind != "person"]
    if len(countries) == 1:
        found.country = countries[0].country
        if _is_adjective(countries[0]):
            found.uses = (countries[0],)
    if len(bodies) == 1:
        _take_body(scene, found, bodies[0])


def is_country(found: Found) -> bool:
    """True if a name stands for a country, as its name, adjective, people, capital or seat."""
    return found.sense is not None and found.sense.key.startswith("country:")


def _is_adjective(found: Found) -> bool:
    return found.sense is not None and found.sense.use == "adjective"


def _take_body(scene: Scene, found: Description, body: Found) -> None:
    found.body = scene.text(body.first, body.last)
    if body.sense:
        found.body = body.sense.name
    found.country = found.country or body.country
    found.sector, found.of = body.sector, body


def _take_phrase(scene: Scene, found: Description, preposition: Token) -> None:
    """Country or body from "of …", "from …", "at …"."""
    lower = preposition.lower
    home = scene.lexicon.is_a(lower, "partitive")
    if not home and not scene.lexicon.is_a(lower, "employer"):
        return
    noun = next((t for t in scene.parse.children(preposition) if t.relation == "pobj"), None)
    if noun is None:
        return
    name = scene.at.get(noun.index) or scene.owner.get(noun.index)
    if name and name.entry in _NOBODY:
        return
    short = noun.right - preposition.index <= _SHORT
    if home and preposition.index == found.last and short:
        found.last = noun.right if _is_flat(scene, preposition.index, noun.right) else found.last
    if name is None:
        _take_nominal_body(scene, found, noun)
    elif home and (is_country(name) or name.kind == "place"):
        found.country = found.country or name.country
        if (
            name.kind == "place"
            and name.sense is None
            and lower == "of"
            and found.role.title == "yes"
        ):
            found.body = found.body or scene.text(name.first, name.last)  # the mayor of Corvid Bay
    elif not is_country(name) and name.kind in ("organization", "unknown") and not found.body:
        _take_body(scene, found, name)
        _take_possessor(scene, found, noun)


def _is_flat(scene: Scene, first: int, last: int) -> bool:
    return all(
        scene.tokens[i].relation not in ("relcl", "acl", "appos", "advcl", "punct")
        for i in range(first, last)
    )


def _take_possessor(scene: Scene, found: Description, noun: Token) -> None:
    """ "NATO's Military Committee" becomes "NATO Military Committee"."""
    owner = scene.parse.child(noun, "poss")
    name = scene.at.get(owner.index) if owner else None
    if name and not (name.sense and name.sense.use == "adjective") and found.body:
        if not is_country(name):
            found.body = f"{scene.text(name.first, name.last)} {found.body}"
        found.country = found.country or name.country
        found.sector = found.sector or name.sector


def _take_nominal_body(scene: Scene, found: Description, noun: Token) -> None:
    """A body that is only described: "president of the university"."""
    role = scene.lexicon.role_ending(scene.tokens, noun.index, noun.left)
    if role is None or role.role.kind != "organization":
        return
    found.body = scene.text(role.first, role.last)
    found.of_at = noun.index
    found.sector = role.role.sector or None
    for child in scene.parse.children(noun):
        name = scene.at.get(child.index)
        if name and is_country(name) and child.relation in ("poss", "amod", "compound"):
            found.country = found.country or name.country


def title_before(scene: Scene, name: Found) -> RoleMatch | None:
    """A title in lower case right before a name: "spokesman John Tallow"."""
    at = name.first - 1
    if at < 0 or at in scene.owner or name.sense is not None:
        return None
    token = scene.tokens[at]
    if token.sentence != scene.tokens[name.head].sentence or token.tag[:2] != "NN":
        return None
    role = scene.lexicon.role_ending(scene.tokens, at, scene.sentence(at).first)
    if role is None or role.role.kind == "group" or token.tag == "NNS":
        return None
    head = scene.tokens[name.head]
    joined = token.head in range(name.first, name.last) or head.head == at
    joined = joined or (head.head, head.relation) == (token.head, token.relation)  # two subjects
    return role if joined or token.tag in PROPER or is_medium(role.role) else None


def is_medium(role: Role) -> bool:
    """True for "newspaper": right before a name it says what the name is, whatever the parse."""
    return role.kind == "organization" and role.sector == "JRN"

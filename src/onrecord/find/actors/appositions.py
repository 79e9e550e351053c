"""Give names the offices that the text puts beside them: titles, appositions, predicates."""

from onrecord.find.actors.lookup import RoleMatch
from onrecord.find.actors.offices import (
    Description,
    describe,
    is_country,
    is_medium,
    title_before,
)
from onrecord.find.actors.scene import Found, Scene
from onrecord.model import Token


def read_title(scene: Scene, name: Found) -> None:
    if name.entry:
        return
    role = title_before(scene, name)
    if role and (is_medium(role.role) or not _clashes(scene, name, role)):
        found = describe(scene, role.head, role)
        _take_before(scene, name, found, role)
        _apply(scene, name, found, "title")
        scene.own_title(name, role.first, role.last)


def _clashes(scene: Scene, name: Found, role: RoleMatch) -> bool:
    return role.role.kind == "organization" and is_person(scene, name)


def _take_before(scene: Scene, name: Found, found: Description, role: RoleMatch) -> None:
    """A country or body right before the title, where the parse hangs it on the name."""
    at = role.first - 1
    while at > 0 and (
        scene.lexicon.is_a(scene.tokens[at].lower, "rank") or scene.tokens[at].tag == "POS"
    ):
        at -= 1
    at = _before_letters(scene, at)
    other = scene.owner.get(at)
    if other is None or other is name:
        return
    if is_country(other):
        found.country = found.country or other.country
        if other.sense and other.sense.use == "adjective":
            found.uses = (other,)
    elif other.kind != "person" and not found.body:
        found.body = other.sense.name if other.sense else scene.text(other.first, other.last)
        found.country = found.country or other.country
        found.sector, found.of = other.sector or found.sector, other


def _before_letters(scene: Scene, at: int) -> int:
    """Before the letters of a body in brackets: "Harbour Workers' League (HWL) chairman"."""
    tokens = scene.tokens
    closed = at >= 3 and tokens[at].text == ")" and tokens[at - 2].text == "("
    return at - 3 if closed else at


def _apply(scene: Scene, name: Found, found: Description, entry: str) -> None:
    name.kind = found.role.kind
    name.roles += (name.role,) if name.role else ()
    name.role, name.entry = found.role, entry
    name.detail = found.title
    if name.kind == "person" and is_office(scene, found):
        name.title = found.title
        name.body, name.of = found.body, found.of
    name.of_at = found.of_at
    name.country = name.country or found.country
    if entry == "title" or not _is_kin(scene, found):  # a sister of somebody is no nun
        name.sector = name.sector or found.sector
    name.gender = name.gender or gender_of(scene, found.title)
    for other in found.uses:
        scene.drop(other)


def is_person(scene: Scene, name: Found) -> bool:
    """True if a first name or the recogniser speaks for a person."""
    if name.kind == "person":
        return True
    first = scene.tokens[name.first].lower
    spoken = scene.lexicon.is_a(first, "first-name") or scene.vote(name.last - 1) == "PERSON"
    return spoken and name.last - name.first > 1


def is_office(scene: Scene, found: Description) -> bool:
    """True if a description names an office or a calling, not a kinship or mere presence."""
    role = found.role
    if _is_kin(scene, found):
        return False
    return role.title == "yes" or bool(role.sector) or role.stands in ("official", "expert")


def _is_kin(scene: Scene, found: Description) -> bool:
    return scene.lexicon.is_a(found.title.lower().rpartition(" ")[2], "family")


def gender_of(scene: Scene, words: str) -> str:
    """The gender that the last word of a description tells, or ""."""
    last = words.lower().rpartition(" ")[2]
    return scene.lexicon.gender.get(last, "")


def read_apposition(scene: Scene, name: Found) -> None:
    """An office from "Name, minister of …", "the minister, Name" or "Name is a minister"."""
    heads = dict.fromkeys((name.head, *range(name.first, name.last), *name.also))
    for noun in [noun for head in heads for noun in _appositions(scene, scene.tokens[head])]:
        if noun.index in scene.owner or noun.tag[:2] != "NN":
            continue
        role = scene.lexicon.role_ending(scene.tokens, noun.index, scene.sentence(noun.index).first)
        if role is None or (name.entry == "title" and role.role.kind != "person"):
            continue
        if role.role.kind == "group" or (name.sense and role.role.kind == "person"):
            continue
        if role.role.kind == "person" and (_is_of_body(scene, name) or _is_thing(scene, name)):
            continue
        if _clashes(scene, name, role) and not _is_called(scene, name, noun):
            continue
        found = describe(scene, noun.index, role)
        if name.title and name.role is not None and not _outranks(scene, name.title, found):
            _add(name, found)
        else:
            _apply(scene, name, found, "apposition")
        name.also += (noun.index,)
        scene.at[noun.index] = name
        for i in range(role.first, role.last):
            scene.owner[i] = name


def _is_of_body(scene: Scene, name: Found) -> bool:
    """True for a name that ends like a body's and holds no given name: "Granite Works"."""
    words = [token.lower for token in scene.tokens[name.first : name.last]]
    known = scene.lexicon.is_a(words[-1], "body") and len(words) > 1
    return known and not any(word in scene.lexicon.given for word in words)


def _is_thing(scene: Scene, name: Found) -> bool:
    """True for a name behind an article, no person's: "into the Tarn, an engineer said"."""
    before = scene.tokens[name.first - 1] if name.first else None
    return name.entry != "title" and before is not None and before.lower == "the"


def _is_called(scene: Scene, name: Found, noun: Token) -> bool:
    """True for "Green Harbour, a conservation group", where only the recogniser has a person."""
    article = scene.parse.child(noun, "det")
    indefinite = article is not None and "Definite=Ind" in article.morph
    if noun.left != name.last + 1:
        return False
    return indefinite and noun.relation == "appos" and name.entry in ("", "recogniser")


def _outranks(scene: Scene, title: str, found: Description) -> bool:
    """True for an office beside a mere form of address: "Dr. Moss, the health minister"."""
    return scene.lexicon.is_a(title.lower(), "honorific") and found.role.title == "yes"


def _add(name: Found, found: Description) -> None:
    """A further office adds what the first left open."""
    name.roles += (found.role,)
    name.country = name.country or found.country
    if not name.body and found.body:
        name.title, name.body, name.of = found.title, found.body, found.of
    name.sector = name.sector or found.sector


def _appositions(scene: Scene, token: Token) -> list[Token]:
    parse = scene.parse
    nouns = [child for child in parse.children(token) if child.relation == "appos"]
    head = parse.head(token)
    if token.relation == "appos" and head.tag[:2] == "NN":
        nouns.append(_above_body(scene, head))
    if token.relation == "nsubj" and not parse.child(head, "neg"):
        nouns += [child for child in parse.children(head) if child.relation == "attr"]
    for clause in parse.children(token):  # Moss, who was a judge
        predicate = parse.child(clause, "attr") if clause.relation == "relcl" else None
        if predicate and clause.pos == "AUX" and not parse.child(clause, "neg"):
            nouns.append(predicate)
    if token.relation == "nsubjpass":
        nouns += [child for child in parse.children(head) if child.relation == "oprd"]
    return nouns


def _above_body(scene: Scene, token: Token) -> Token:
    """The office above its body: in "the chair of the bank, Ida Moss" the chair."""
    if token.relation != "pobj":
        return token
    preposition = scene.tokens[token.head]
    office = scene.tokens[preposition.head]
    if office.tag[:2] != "NN" or office.index in scene.owner:
        return token
    if token.index in scene.at or token.tag[:3] == "NNP":
        return office
    role = scene.lexicon.role_ending(scene.tokens, office.index, scene.sentence(office.index).first)
    return office if role and role.role.kind == "person" else token


def take_phrase_after(scene: Scene, name: Found) -> None:
    """The country in "President Moss of Rovia", the body in "Dr. Moss of Corvid University"."""
    if not name.title and name.kind != "person":
        return
    preposition = scene.parse.child(scene.tokens[name.head], "prep")
    noun = scene.parse.child(preposition, "pobj") if preposition else None
    country = scene.at.get(noun.index) if noun else None
    if not (preposition and country and scene.lexicon.is_a(preposition.lower, "partitive")):
        return
    if is_country(country) or country.kind == "place":
        name.country = name.country or country.country
    elif country.kind == "organization" and name.title and not name.body:
        name.body, name.of = scene.text(country.first, country.last), country

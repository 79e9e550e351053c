"""Find what the clauses around a pronoun tell of it: their subjects, their owners, their nouns."""

from onrecord.find.actors.agreement import may_be_subject
from onrecord.find.actors.control import speaks_for
from onrecord.find.actors.salience import Fits
from onrecord.find.actors.scene import Found, Scene
from onrecord.model import Token

_FOR = ("for", "at", "with", "of")
_INNER = ("npadvmod", "pobj", "prep", "appos")  # words inside a larger noun phrase


def subject_above(scene: Scene, token: Token, fits: Fits) -> int | None:
    """The subject of the clause above ("the ministry said it …") or of its own ("its …")."""
    verb = scene.tokens[token.head]
    steps = 0
    number = scene.lexicon.number.get(token.lower, "")
    while steps < 8:
        subject = _subject_before(scene, verb, token)
        if subject:
            found = scene.at.get(subject.index)
            if number == "plural" and scene.parse.child(subject, "conj"):
                return -1  # "Rome and Paris … their": two actors, none alone
            if found and found.cast >= 0 and fits(found.cast):
                return found.cast
            body = _body_of(scene, found, number)
            if body is not None and fits(body):
                return body
            beside = verb.index == token.head and not may_be_subject(token)
            if found is None and subject.tag[:2] == "NN" and not beside:
                return -1
        if verb.head == verb.index:
            return None
        owner = _possessor(scene, verb)
        if owner is not None and fits(owner):
            return owner
        verb = scene.tokens[verb.head]
        steps += 1
    return None


def _subject_before(scene: Scene, verb: Token, token: Token) -> Token | None:
    """The subject of a verb that stands before a word; of two (a dateline's place) the nearer."""
    found = None
    for child in scene.parse.children(verb):
        if child.relation in ("nsubj", "nsubjpass") and child.index < token.index:
            found = child
    return found


def _body_of(scene: Scene, found: Found | None, number: str) -> int | None:
    """The body that somebody speaks for: "a spokesman for the ministry said it …"."""
    if found is None or number == "plural" or not speaks_for(scene, found):
        return None
    other = found.of if found.of is not None else scene.at.get(found.of_at)
    if other is None:
        other = _spoken_for(scene, found)
    return other.cast if other and other.cast >= 0 else None


def _spoken_for(scene: Scene, found: Found) -> Found | None:
    """What stands behind "for" or "at" in "a spokesman for the ministry"."""
    for at in (found.head, *found.also):
        for preposition in scene.parse.children(scene.tokens[at]):
            if preposition.relation == "prep" and preposition.lower in _FOR:
                noun = scene.parse.child(preposition, "pobj")
                return scene.at.get(noun.index) if noun else None
    return None


def owner_of_clause(scene: Scene, token: Token, fits: Fits) -> int | None:
    """Whose the noun is that the pronoun's own relative clause hangs on."""
    for verb in scene.parse.ancestors(token):
        subject = scene.parse.child(verb, "nsubj", "nsubjpass")
        other = scene.at.get(subject.index) if subject and subject.index < token.index else None
        if other and other.cast >= 0 and fits(other.cast):
            return None
        if verb.relation == "relcl":
            owner = _possessor(scene, verb)
            return owner if owner is not None and fits(owner) else None
    return None


def _possessor(scene: Scene, verb: Token) -> int | None:
    """Whose the noun is that a relative clause hangs on: "Moss's speech, in which she said …".

    Also through the phrases of that noun: "Moss's speech in Oslo the day before, where she said".
    """
    if verb.relation != "relcl":
        return None
    for noun in scene.parse.ancestors(verb):
        held = scene.parse.child(noun, "dobj") if noun.pos == "VERB" else noun
        owner = scene.parse.child(held, "poss") if held else None
        found = scene.at.get(owner.index) if owner else None
        if found and found.cast >= 0:
            return found.cast
        if noun.relation not in _INNER:
            return None
    return None


def antecedent(scene: Scene, token: Token) -> int | None:
    """The noun that a relative clause hangs on."""
    clause = token
    for _ in range(6):
        if clause.relation == "relcl":
            noun = scene.tokens[clause.head]
            return None if _is_asked(scene, token, noun) else _headed(scene, token, noun)
        if clause.head == clause.index:
            return None
        clause = scene.tokens[clause.head]
    return None


def _is_asked(scene: Scene, token: Token, noun: Token) -> bool:
    """True for the first word of a question that is put to the one named before it and has no
    other verb: "Mr. Lund, who refused?"."""
    last = scene.tokens[scene.sentence(token.index).last - 1]
    before = scene.tokens[token.index - 1].text if token.index else ""
    return last.text == "?" and before == "," and noun.relation == "ROOT"


def _headed(scene: Scene, token: Token, noun: Token) -> int | None:
    """The actor that a relative clause tells of; "who" tells of the cook in "a cook from Oslo,
    who", where the parse hangs the clause on the last name."""
    found = scene.at.get(noun.index)
    above = scene.parse.head(scene.parse.head(noun)) if noun.relation == "pobj" else noun
    if found and found.kind == "place" and scene.lexicon.is_a(token.lower, "of-persons"):
        found = scene.at.get(above.index)
    return found.cast if found and found.cast >= 0 else None

"""Resolve pronouns of the third person, and abstain where two actors could be meant."""

from bisect import bisect_left
from collections.abc import Callable

from onrecord.find.actors.cast import Cast, Player
from onrecord.find.actors.scene import SUBJECT, Found, Scene
from onrecord.model import Token

Fits = Callable[[int], bool]

_BACK = 2  # sentences to look back for he and she
_INNER = ("npadvmod", "pobj", "prep", "appos")  # words inside a larger noun phrase


def add_pronouns(scene: Scene, cast: Cast) -> None:
    """Each pronoun in the order of the text, joined to its actor where one is found."""
    words = scene.lexicon.words
    history = _History(scene)
    for token in scene.tokens:
        if token.tag[0] not in "PW":
            continue
        uses = words.get(token.lower)
        if uses is None or token.index in scene.owner:
            continue
        number: int | None = None
        if "relative" in uses and token.tag[0] == "W":
            number = _antecedent(scene, token)
        elif "pronoun" in uses:
            number = _referent(scene, cast, history, token)
        if number is not None:
            _enter(scene, cast, token, number)
            history.mentions.setdefault(token.sentence, []).append(token.index)


def _enter(scene: Scene, cast: Cast, token: Token, number: int) -> None:
    found = Found(token.index, token.index + 1, token.index, "pronoun")
    found.gender = scene.lexicon.gender.get(token.lower, "")
    scene.own(found)
    cast.join(found, number, "pronoun", token.text)


def _antecedent(scene: Scene, token: Token) -> int | None:
    """The noun that a relative clause hangs on."""
    clause = token
    for _ in range(6):
        if clause.relation == "relcl":
            found = scene.at.get(clause.head)
            return found.cast if found and found.cast >= 0 else None
        if clause.head == clause.index:
            return None
        clause = scene.tokens[clause.head]
    return None


class _History:
    """The subjects and the mentions of each sentence, in order."""

    def __init__(self, scene: Scene) -> None:
        self.by_sentence: dict[int, list[int]] = {}
        self.mentions: dict[int, list[int]] = {}
        for token in scene.tokens:
            if token.relation in ("nsubj", "nsubjpass"):
                self.by_sentence.setdefault(token.sentence, []).append(token.index)
        for at in sorted(scene.at):
            self.mentions.setdefault(scene.tokens[at].sentence, []).append(at)


def _referent(scene: Scene, cast: Cast, history: _History, token: Token) -> int | None:
    gender = scene.lexicon.gender.get(token.lower, "")
    if not gender and _is_empty(scene, token):
        return None
    barred = None if _may_be_subject(token) else _subject_number(scene, token)

    def fits(number: int) -> bool:
        return number != barred and _agrees(scene, cast.players[number], token)

    own = _own_clause(scene, token, fits)
    if own is not None:
        return own if own >= 0 else None
    if gender:
        return _nearest(scene, cast, history, token, fits)
    return _previous_subject(scene, history, token, fits)


def _agrees(scene: Scene, player: Player, token: Token) -> bool:
    """True if an actor has the gender and number of a pronoun, as far as they are known."""
    gender = scene.lexicon.gender.get(token.lower, "")
    if gender:
        human = player.kind == "person" or (player.kind == "unknown" and player.named)
        return human and player.gender in ("", gender)
    if scene.lexicon.number.get(token.lower) == "plural":
        return player.plural or player.kind == "group"
    return player.kind == "country" or (player.kind == "organization" and not player.plural)


def _may_be_subject(token: Token) -> bool:
    """False for an object, which cannot be the subject of its own clause ("Moss saw him")."""
    return token.relation in ("poss", "nsubj", "nsubjpass") or "Reflex=Yes" in token.morph


def _subject_number(scene: Scene, token: Token) -> int | None:
    """The actor that is the subject of a word's own clause."""
    for above in scene.parse.ancestors(token):
        subject = scene.parse.child(above, "nsubj", "nsubjpass")
        if subject:
            found = scene.at.get(subject.index)
            return found.cast if found else None
    return None


def _is_empty(scene: Scene, token: Token) -> bool:
    """True for the "it" of "it is likely that …"."""
    if token.relation == "expl":
        return True
    head = scene.tokens[token.head]
    if token.relation not in ("nsubj", "nsubjpass"):
        return False
    children = [scene.tokens[c].relation for c in head.children]
    clause = "ccomp" in children or "xcomp" in children or "advcl" in children
    return (
        clause
        and (head.pos == "AUX" or "auxpass" in children)
        and ("acomp" in children or "attr" in children or "auxpass" in children)
    )


def _own_clause(scene: Scene, token: Token, fits: Fits) -> int | None:
    """The subject of the clause above ("the ministry said it …") or of its own ("its …")."""
    verb = scene.tokens[token.head]
    steps = 0
    number = scene.lexicon.number.get(token.lower, "")
    while steps < 8:
        subject = scene.parse.child(verb, "nsubj", "nsubjpass")
        if subject and subject.index != token.index and subject.index < token.index:
            found = scene.at.get(subject.index)
            if number == "plural" and scene.parse.child(subject, "conj"):
                return -1  # "Rome and Paris … their": two actors, none alone
            if found and found.cast >= 0 and fits(found.cast):
                return found.cast
            if (
                found is None
                and subject.tag[:2] == "NN"
                and not scene.lexicon.gender.get(token.lower)
            ):
                return -1
        if verb.head == verb.index:
            return None
        owner = _possessor(scene, verb)
        if owner is not None and fits(owner):
            return owner
        verb = scene.tokens[verb.head]
        steps += 1
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


def _nearest(scene: Scene, cast: Cast, history: _History, token: Token, fits: Fits) -> int | None:
    """The nearest subject before, in this and the two sentences before, that agrees."""
    for sentence in range(token.sentence, max(-1, token.sentence - _BACK - 1), -1):
        for at in reversed(history.by_sentence.get(sentence, [])):
            found = scene.at.get(at)
            if at < token.index and found and found.cast >= 0 and fits(found.cast):
                return found.cast
        before = history.mentions.get(sentence, [])
        numbers = _persons(scene, cast, before[: bisect_left(before, token.index)], fits)
        if len(numbers) == 1:
            return numbers.pop()
        if numbers:
            return None
    return None


def _persons(scene: Scene, cast: Cast, mentions: list[int], fits: Fits) -> set[int]:
    """The persons before a pronoun that fit, subjects or not; the nearest two are enough."""
    numbers: set[int] = set()
    for at in reversed(mentions):
        found = scene.at.get(at)
        number = found.cast if found else -1
        if number >= 0 and cast.players[number].kind == "person" and fits(number):
            numbers.add(number)
            if len(numbers) > 1:
                break
    return numbers


def _opens(scene: Scene, token: Token) -> bool:
    """True for the subject of a sentence ("It also said …") or its possessor ("Its army …")."""
    if token.relation == "poss":
        token = scene.tokens[token.head]
    return token.relation in SUBJECT and token.head == scene.sentence(token.index).root


def _previous_subject(scene: Scene, history: _History, token: Token, fits: Fits) -> int | None:
    """For "it" and "they" that open a clause: the one subject of the sentence before that fits."""
    if not _opens(scene, token):
        return None
    numbers: list[int] = []
    for sentence in (token.sentence, token.sentence - 1):
        for at in history.by_sentence.get(sentence, []):
            found = scene.at.get(at)
            if at < token.index and found and found.cast >= 0 and fits(found.cast):
                numbers.append(found.cast)
        if numbers:
            break
    return numbers[0] if len(set(numbers)) == 1 else None

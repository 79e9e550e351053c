"""Resolve pronouns of the third person, and abstain where two actors could be meant."""

from onrecord.find.actors.cast import Cast
from onrecord.find.actors.player import Player
from onrecord.find.actors.quoted import quoted_words
from onrecord.find.actors.salience import SURE, Fits, History
from onrecord.find.actors.scene import SUBJECT, Found, Scene
from onrecord.find.actors.speech import asking, saying
from onrecord.model import Token

_INNER = ("npadvmod", "pobj", "prep", "appos")  # words inside a larger noun phrase


def add_pronouns(scene: Scene, cast: Cast) -> None:
    """Each pronoun in the order of the text, joined to its actor where one is found."""
    words = scene.lexicon.words
    history = History(scene, cast, quoted_words(scene.parse), saying(), asking())
    for token in scene.tokens:
        if token.tag[0] not in "PW":
            continue
        uses = words.get(token.lower)
        if uses is None or token.index in scene.owner:
            continue
        number: int | None = None
        sure = True
        if "relative" in uses and token.tag[0] == "W":
            number = _antecedent(scene, token)
        elif "pronoun" in uses:
            number, sure = _referent(scene, cast, history, token)
        if number is not None:
            _enter(scene, cast, token, number, sure)
            history.meet(token.index)


def _enter(scene: Scene, cast: Cast, token: Token, number: int, sure: bool) -> None:
    found = Found(token.index, token.index + 1, token.index, "pronoun")
    found.gender = scene.lexicon.gender.get(token.lower, "") if sure else ""
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


def _referent(scene: Scene, cast: Cast, history: History, token: Token) -> tuple[int | None, bool]:
    """The actor of a personal pronoun, and whether it is sure."""
    gender = scene.lexicon.gender.get(token.lower, "")
    if not gender and _is_empty(scene, token):
        return None, False
    if "Reflex=Yes" in token.morph:
        return _reflected(scene, cast, token), True
    barred = _barred(scene, history, token)

    def fits(number: int) -> bool:
        return number not in barred and _agrees(scene, cast.players[number], token)

    def fits_above(number: int) -> bool:
        player = cast.players[number]
        return number not in barred and (fits(number) or _may_stand(scene, history, player, token))

    if gender:
        owner = _owner_of_clause(scene, token, fits)
        return (owner, True) if owner is not None else history.best(token, fits) or (None, False)
    own = _own_clause(scene, token, fits_above)
    if own is not None:
        return (own if own >= 0 else None), True
    number = _previous_subject(scene, history, token, fits)
    plural = scene.lexicon.number.get(token.lower) == "plural"
    if number is None and (plural or token.relation == "poss"):
        near = 0 if plural else 1

        def fits_near(number: int) -> bool:
            last = cast.last_before(number, token.index)
            return (
                last >= 0 and token.sentence - scene.tokens[last].sentence <= near and fits(number)
            )

        best = history.best(token, fits_near, clear=SURE)
        number = best[0] if best else None
    return number, True


def _barred(scene: Scene, history: History, token: Token) -> set[int | None]:
    """Who a pronoun cannot be: what it is said to own, the subject of its own clause where it is
    the object, and in a quotation whoever is quoted."""
    barred = {_owner(scene, token)} if _may_be_subject(token) else {_subject_number(scene, token)}
    if history.quoted[token.index]:
        for above in scene.parse.ancestors(token):
            if not history.quoted[above.index]:
                subject = scene.parse.child(above, "nsubj")
                found = scene.at.get(subject.index) if subject else None
                return barred | {found.cast} if found else barred
    return barred


def _may_stand(scene: Scene, history: History, player: Player, token: Token) -> bool:
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


def _reflected(scene: Scene, cast: Cast, token: Token) -> int | None:
    """The subject of the clause that "himself" stands in."""
    number = _subject_number(scene, token)
    return number if number is not None and _agrees(scene, cast.players[number], token) else None


def _owner(scene: Scene, token: Token) -> int | None:
    """What a possessive pronoun is said to own: "his brother" is not he."""
    found = scene.at.get(token.head) if token.relation == "poss" else None
    return found.cast if found else None


def _agrees(scene: Scene, player: Player, token: Token) -> bool:
    """True if an actor has the gender and number of a pronoun, as far as they are known."""
    gender = scene.lexicon.gender.get(token.lower, "")
    if gender:
        human = player.kind == "person" or (player.kind == "unknown" and player.named)
        return human and player.gender in ("", gender)
    if scene.lexicon.number.get(token.lower) == "plural":
        return player.kind == "group" or (player.plural and player.kind != "country")
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


def _subject_before(scene: Scene, verb: Token, token: Token) -> Token | None:
    """The subject of a verb that stands before a word; of two (a dateline's place) the nearer."""
    found = None
    for child in scene.parse.children(verb):
        if child.relation in ("nsubj", "nsubjpass") and child.index < token.index:
            found = child
    return found


def _own_clause(scene: Scene, token: Token, fits: Fits) -> int | None:
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
            beside = verb.index == token.head and not _may_be_subject(token)
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


def _owner_of_clause(scene: Scene, token: Token, fits: Fits) -> int | None:
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


def _opens(scene: Scene, token: Token) -> bool:
    """True for the subject of a sentence ("It also said …") or its possessor ("Its army …")."""
    if token.relation == "poss":
        token = scene.tokens[token.head]
    sentence = scene.sentence(token.index)
    return token.relation in SUBJECT and (
        token.head == sentence.root or token.left == sentence.first
    )


def _previous_subject(scene: Scene, history: History, token: Token, fits: Fits) -> int | None:
    """For "it" and "they" that open a clause: the one subject of the sentence before that fits;
    for "they" of several the one that leads."""
    if not _opens(scene, token):
        return None
    numbers: set[int] = set()
    for sentence in (token.sentence, token.sentence - 1):
        for at in history.mentions.get(sentence, []):
            subject, found = scene.tokens[at], scene.at.get(at)
            if subject.relation not in ("nsubj", "nsubjpass") or scene.parse.child(subject, "conj"):
                continue
            if at < token.index and found and found.cast >= 0 and fits(found.cast):
                numbers.add(found.cast)
        if numbers:
            break
    if len(numbers) > 1 and scene.lexicon.number.get(token.lower) == "plural":
        best = history.best(token, lambda number: number in numbers)
        return best[0] if best else None
    if not numbers and scene.tokens[token.head].lemma in history.says:
        return _speaker_before(scene, history, token, fits)
    return numbers.pop() if len(numbers) == 1 else None


def _speaker_before(scene: Scene, history: History, token: Token, fits: Fits) -> int | None:
    """For "it said": the body that leads, unless the sentence before is about a thing."""
    if token.sentence == 0:
        return None
    before = scene.parse.sentences[token.sentence - 1]
    subject = scene.parse.child(scene.tokens[before.root], "nsubj", "nsubjpass")
    if subject and (subject.index not in scene.at or scene.parse.child(subject, "conj")):
        return None
    best = history.best(token, fits, clear=SURE)
    return best[0] if best else None

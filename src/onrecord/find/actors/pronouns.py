"""Resolve pronouns of the third person, and abstain where two actors could be meant."""

from collections.abc import Iterator

from onrecord.find.actors.agreement import agrees, barred_by, may_stand, subject_number
from onrecord.find.actors.cast import Cast
from onrecord.find.actors.clauses import antecedent, owner_of_clause, subject_above
from onrecord.find.actors.groups import group_of, is_part, of_two
from onrecord.find.actors.quoted import quoted_words
from onrecord.find.actors.salience import SURE, Choice, Fits, History
from onrecord.find.actors.scene import SUBJECT, Found, Scene
from onrecord.find.actors.speech import asking, saying
from onrecord.model import Token

_USES = frozenset({"relative", "pronoun", "part", "first-of-two", "second-of-two"})


def add_pronouns(scene: Scene, cast: Cast) -> None:
    """Each pronoun in the order of the text, joined to its actor where one is found."""
    history = History(scene, cast, quoted_words(scene.parse), saying(), asking())
    for token in _in_order(scene, history.quoted):
        if token.index in scene.owner:
            continue
        choice = _choice(scene, cast, history, token)
        if choice is not None:
            _enter(scene, cast, token, choice)
            history.meet(token.index)


def _choice(scene: Scene, cast: Cast, history: History, token: Token) -> Choice | None:
    uses = scene.lexicon.words[token.lower]
    if "relative" in uses and token.tag[0] == "W":
        return _told(antecedent(scene, token))
    if "pronoun" in uses and token.tag[0] == "P":
        return _referent(scene, cast, history, token)
    if is_part(scene, token):
        return group_of(scene, cast, history, token)
    return _told(of_two(scene, token))


def _told(number: int | None) -> Choice | None:
    """The choice that the clause itself makes; of two actors joined (-1) it is none."""
    return None if number is None or number < 0 else Choice(number)


def _in_order(scene: Scene, quoted: bytearray) -> list[Token]:
    """All words that may be pronouns, a sentence at a time; those in quotation marks last, as
    nobody speaks of himself as "he"."""
    words = scene.lexicon.words
    tokens = [t for t in scene.tokens if t.lower in words and _USES & words[t.lower].keys()]
    return sorted(tokens, key=lambda token: (token.sentence, quoted[token.index]))


def _enter(scene: Scene, cast: Cast, token: Token, choice: Choice) -> None:
    found = Found(token.index, token.index + 1, token.index, "pronoun")
    gender = scene.lexicon.gender.get(token.lower, "")
    found.gender = gender if choice.lead >= SURE else ""
    found.lead = choice.lead
    cast.players[choice.number].leaning = gender
    scene.own(found)
    cast.join(found, choice.number, "pronoun", token.text)


def _referent(scene: Scene, cast: Cast, history: History, token: Token) -> Choice | None:
    """The actor of a personal pronoun."""
    gender = scene.lexicon.gender.get(token.lower, "")
    if not gender and _is_empty(scene, token):
        return None
    if "Reflex=Yes" in token.morph:
        return _told(_reflected(scene, cast, token))
    part = scene.at.get(scene.tokens[token.head].head) if _is_counted(scene, token) else None
    if part and part.cast >= 0:
        return Choice(part.cast)
    barred = barred_by(scene, history, token)

    def fits(number: int) -> bool:
        return number not in barred and agrees(scene, cast.players[number], token)

    def fits_above(number: int) -> bool:
        player = cast.players[number]
        return number not in barred and (fits(number) or may_stand(scene, history, player, token))

    if gender:
        owner = owner_of_clause(scene, token, fits)
        return _told(owner) or history.best(token, fits)
    own = subject_above(scene, token, fits_above)
    if own is not None:
        return _told(own)
    return _previous_subject(scene, history, token, fits) or _nearby(scene, history, token, fits)


def _nearby(scene: Scene, history: History, token: Token, fits: Fits) -> Choice | None:
    """For "they" and "its": whoever leads clearly in this sentence, or the one before."""
    plural = scene.lexicon.number.get(token.lower) == "plural"
    if not plural and token.relation != "poss":
        return None
    near = 0 if plural and not _is_counted(scene, token) else 1

    def fits_near(number: int) -> bool:
        last = history.cast.last_before(number, token.index)
        close = last >= 0 and token.sentence - scene.tokens[last].sentence <= near
        return close and fits(number)

    return history.best(token, fits_near, clear=SURE)


def _is_counted(scene: Scene, token: Token) -> bool:
    """True for the "them" of "one of them"."""
    part = scene.parse.head(scene.parse.head(token)) if token.relation == "pobj" else token
    return part is not token and scene.lexicon.is_a(part.lower, "part")


def _reflected(scene: Scene, cast: Cast, token: Token) -> int | None:
    """The subject of the clause that "himself" stands in."""
    number = subject_number(scene, token)
    return number if number is not None and agrees(scene, cast.players[number], token) else None


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


def _opens(scene: Scene, token: Token) -> bool:
    """True for the subject of a sentence ("It also said …") or its possessor ("Its army …")."""
    if token.relation == "poss":
        token = scene.tokens[token.head]
    sentence = scene.sentence(token.index)
    return token.relation in SUBJECT and (
        token.head == sentence.root or token.left == sentence.first
    )


def _previous_subject(scene: Scene, history: History, token: Token, fits: Fits) -> Choice | None:
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
        return history.best(token, lambda number: number in numbers)
    if not numbers and scene.tokens[token.head].lemma in history.says:
        return _speaker_before(scene, history, token, fits)
    return Choice(numbers.pop()) if len(numbers) == 1 else None


def _speaker_before(scene: Scene, history: History, token: Token, fits: Fits) -> Choice | None:
    """For "it said": the one body by whose word the sentence before stands; else the body that
    leads, unless that sentence is about a thing."""
    if token.sentence == 0:
        return None
    spoke = set(filter(fits, _by_whose_word(scene, history, token.sentence - 1)))
    if len(spoke) == 1:
        return Choice(spoke.pop())
    before = scene.parse.sentences[token.sentence - 1]
    subject = scene.parse.child(scene.tokens[before.root], "nsubj", "nsubjpass")
    if subject and (subject.index not in scene.at or scene.parse.child(subject, "conj")):
        return None
    return history.best(token, fits, clear=SURE)


def _by_whose_word(scene: Scene, history: History, sentence: int) -> Iterator[int]:
    """Those who are named after "according to" in a sentence."""
    for at in history.mentions.get(sentence, []):
        found, word = scene.at[at], scene.tokens[at]
        above = scene.parse.head(word)
        to = found.cast >= 0 and word.relation == "pobj" and above.lower == "to"
        if to and scene.parse.head(above).lower == "according":
            yield found.cast

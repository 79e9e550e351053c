"""Weigh who a pronoun may stand for: how near a mention is, what it is in its sentence, how often
its actor is spoken of. A written sum in the manner of Lappin and Leass (1994)."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from math import log2
from typing import NamedTuple

from onrecord.find.actors.cast import Cast
from onrecord.find.actors.control import client_of, controls, judges
from onrecord.find.actors.quoted import quoted_speakers
from onrecord.find.actors.scene import SUBJECT, Found, Scene
from onrecord.model import Token

Fits = Callable[[int], bool]

BACK = 4  # sentences to look back

_FAR = 5  # words up the tree from a pronoun to the phrase that leads up to a subject

APART = -2.5  # each sentence between the mention and the pronoun
SUBJECT_OF = 1.0  # the mention is the subject of a clause
MAIN = 1.8  # … of the main clause of its sentence
OWNER = 0.6  # the mention owns something: "Holm's house"
OBJECT = 0.3  # the mention is the object of a verb
INSIDE = 0.0  # the mention stands in a phrase within a phrase, or beside another mention
ABOVE = 2.5  # the mention is the subject of a clause that holds the pronoun's: "Holm said he"
ALIKE = 1.0  # mention and pronoun are both subjects
SPEAKS = 0.3  # both are subjects of verbs of saying
NAMED = 1.0  # the actor has a name
SAME_GENDER = 2.5  # a name, a title or an earlier pronoun tells the gender that the pronoun has
AGAIN = 0.3  # the mention is itself a pronoun
OFTEN = 1.2  # each earlier mention of the actor
ACROSS = -1.5  # the one stands in a quotation and the other does not
AHEAD = -1.0  # the mention comes after the pronoun: "In his first speech, Holm …"

OWN = 2.0  # the mention is the subject of the very clause in which the pronoun owns something
CLIENT = 6.0  # the pronoun's clause is told by somebody who speaks for the actor: "his lawyer"
CONTROLS = 8.0  # somebody is told to do what the pronoun is part of: "told Holm to sell his shop"
JUDGED = 8.0  # … is praised or blamed for what the pronoun owns: "thanked Holm for his work"

CLEAR = 0.2  # by how much the best must lead
CLEAR_LEAD = 3.0  # from which on the one who leads is as good as alone
ALONE = 9.0  # the lead of an actor beside whom there is no other, or whom the clause itself tells
SURE = 1.0  # by how much, that the pronoun tells the actor's gender


class Choice(NamedTuple):
    """The actor that a word is taken to stand for, and by how much it leads the next one."""

    number: int
    lead: float = ALONE


@dataclass(slots=True)
class History:
    """The mentions of each sentence, in order."""

    scene: Scene
    cast: Cast
    quoted: bytearray
    says: frozenset[str]
    asks: frozenset[str]
    mentions: dict[int, list[int]] = field(default_factory=dict)
    quoting: dict[int, int] = field(default_factory=dict)  # who is quoted, by sentence

    def __post_init__(self) -> None:
        for at in sorted(self.scene.at):
            self.mentions.setdefault(self.scene.tokens[at].sentence, []).append(at)
        self.quoting = quoted_speakers(self.scene.parse, self.quoted)

    def meet(self, at: int) -> None:
        """Enter a pronoun that was resolved."""
        insort(self.mentions.setdefault(self.scene.tokens[at].sentence, []), at)

    def best(self, token: Token, fits: Fits, *, clear: float = CLEAR) -> Choice | None:
        """The actor that a pronoun most likely stands for; None where two are about as likely."""
        scores: dict[int, float] = {}
        client = client_of(self.scene, token)
        for at, found in self._before(token):
            if fits(found.cast):
                score = self._score(token, at, found) + CLIENT * (found.cast == client)
                if score > scores.get(found.cast, -99.0):
                    scores[found.cast] = score
        ranked = sorted(scores.values(), reverse=True)
        lead = ranked[0] - ranked[1] if len(ranked) > 1 else ALONE
        if not ranked or lead < clear:
            return None
        return Choice(max(scores, key=lambda number: scores[number]), min(lead, ALONE))

    def _before(self, token: Token) -> Iterator[tuple[int, Found]]:
        """The mentions before a pronoun, and the subject behind it that its phrase leads up to."""
        ahead = _subject_ahead(self.scene, token)
        for sentence in range(token.sentence, max(-1, token.sentence - BACK - 1), -1):
            for at in self.mentions.get(sentence, ()):
                found = self.scene.at.get(at)
                if found is None or found.cast < 0 or found.first <= token.index < found.last:
                    continue
                if at < token.index or at == ahead:
                    yield at, found

    def _score(self, token: Token, at: int, found: Found) -> float:
        mention, player = self.scene.tokens[at], self.cast.players[found.cast]
        subject = mention.relation in SUBJECT
        score = APART * (token.sentence - mention.sentence) + self._place(mention, subject)
        if subject and token.relation in SUBJECT:
            score += ALIKE + SPEAKS * (self._says(mention) and self._says(token))
        if mention.sentence == token.sentence and subject and at < token.index:
            score += ABOVE * (_holds(self.scene, mention, token) and not self._asks(mention, token))
            score += OWN * (token.relation == "poss" and _shares_verb(self.scene, mention, token))
        elif mention.relation in ("dobj", "dative") and at < token.index:
            score += ABOVE * self._asks(mention, token)
            score += CONTROLS * controls(self.scene, mention, token)
            score += JUDGED * judges(self.scene, mention, token)
        score += (
            NAMED * player.named + AGAIN * (found.form == "pronoun") + AHEAD * (at > token.index)
        )
        gender = self.scene.lexicon.gender.get(token.lower, "")
        score += SAME_GENDER * (bool(gender) and player.gender == gender)
        score += OFTEN * log2(1 + bisect_left(player.places, token.index))
        return score + ACROSS * (self.quoted[at] != self.quoted[token.index])

    def _place(self, mention: Token, subject: bool) -> float:
        if subject:
            main = mention.head == self.scene.sentence(mention.index).root
            return SUBJECT_OF + MAIN * main
        if mention.relation == "poss":
            return OWNER
        return OBJECT if mention.relation in ("dobj", "dative") else INSIDE

    def _asks(self, mention: Token, token: Token) -> bool:
        """True for "asked Holm whether he …", where the one who is asked is meant."""
        verb = self.scene.tokens[mention.head]
        if verb.lemma not in self.asks or not verb.left <= token.index < verb.right:
            return False
        return self.scene.parse.child(verb, "dobj", "dative") is not None

    def _says(self, token: Token) -> bool:
        return self.scene.tokens[token.head].lemma in self.says


def _shares_verb(scene: Scene, subject: Token, token: Token) -> bool:
    """True if no other subject stands between an owning pronoun and the verb of a subject."""
    for above in scene.parse.ancestors(token):
        if above.index == subject.head:
            return True
        if scene.parse.child(above, "nsubj", "nsubjpass"):
            return False
    return False


def _holds(scene: Scene, subject: Token, token: Token) -> bool:
    """True if a word stands in the clause of a subject or in one below it."""
    verb = scene.tokens[subject.head]
    return verb.left <= token.index < verb.right


def _subject_ahead(scene: Scene, token: Token) -> int:
    """The subject of the clause above, where a phrase or clause before it has the pronoun:
    "In his first speech, Holm …"; -1 if there is none."""
    for above in islice(scene.parse.ancestors(token), _FAR):
        if above.relation in ("prep", "advcl"):
            verb = scene.tokens[above.head]
            subject = scene.parse.child(verb, "nsubj", "nsubjpass")
            if subject and above.index < subject.index and token.index < subject.index:
                return subject.index
    return -1

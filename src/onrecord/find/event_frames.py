"""Which words may name an event, and which frame of a word holds where it stands."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from onrecord.find.event_places import Tree
from onrecord.find.event_sides import Places
from onrecord.knowledge.event_words import EventVerb, event_nouns, event_verbs
from onrecord.knowledge.frames import Frame, frames


class Candidate(NamedTuple):
    """A frame of a word, with the particle that must stand by it ("shoot down")."""

    name: str
    frame: Frame
    particles: tuple[str, ...] = ()


class Choice(NamedTuple):
    """The frame that holds, and the number of its conditions; frame None where none does.

    `object` is the index of the noun that met the condition of that name; `direct` says that it
    is the object itself.
    """

    name: str
    frame: Frame | None
    conditions: int = 0
    object: int | None = None
    direct: bool = True


NO_CHOICE = Choice("", None)


class EventWords:
    """The triggers by lemma: verbs and nouns with their frames, light verbs, verbs of no event."""

    def __init__(self) -> None:
        self.verbs: dict[str, list[Candidate]] = {}
        self.nouns: dict[str, list[Candidate]] = {}
        self.plain_nouns = {row.noun: row.verb for row in event_nouns()}
        self.named = {row.noun for row in event_nouns() if row.named == "yes"}
        self.classes = {row.verb: row for row in event_verbs()}
        for name, frame in frames().items():
            self._add(self.verbs, name, frame, frame.verb)
            self._add(self.nouns, name, frame, frame.noun)

    def _add(
        self, table: dict[str, list[Candidate]], name: str, frame: Frame, words: Iterable[str]
    ) -> None:
        for word in words:
            head, *particles = word.split()
            table.setdefault(head, []).append(Candidate(name, frame, tuple(particles)))

    def row_of(self, lemma: str) -> EventVerb | None:
        """How a verb stands to the event noun it governs, if the table knows it."""
        return self.classes.get(lemma)

    def is_noun(self, lemma: str) -> bool:
        return lemma in self.nouns or lemma in self.plain_nouns

    def candidates(self, lemma: str, *, noun: bool) -> list[Candidate]:
        """The frames of a word; a noun without its own takes those of its verb."""
        if not noun:
            return self.verbs.get(lemma, [])
        own = self.nouns.get(lemma)
        if own is not None:
            return own
        return [c for c in self.verbs.get(self.plain_nouns.get(lemma, ""), []) if not c.particles]


@cache
def event_words() -> EventWords:
    """The words of events, read once."""
    return EventWords()


def ordered(candidates: list[Candidate], lemma: str, places: Places, tree: Tree) -> list[Choice]:
    """The frames whose conditions hold: the most specific first, of equals the one whose object is
    the verb's own, then the one that bears the word's name ("attack" for attack), then as in the
    tables. An entry marked `last` comes after all others."""
    held = [choice for c in candidates if (choice := _held(c, places, tree)) is not None]
    held.sort(key=lambda choice: _rank(choice, lemma))
    return held


def _rank(choice: Choice, lemma: str) -> tuple[bool, int, bool, bool]:
    last = choice.frame is not None and choice.frame.last
    return last, -choice.conditions, not choice.direct, choice.name != lemma


def _held(candidate: Candidate, places: Places, tree: Tree) -> Choice | None:
    """The frame with the number of its conditions, or None if one of them does not hold."""
    name, frame, particles = candidate
    if particles and any(p not in places.particles and p not in places.heads for p in particles):
        return None
    if places.adverbs and any(
        p not in particles and p not in frame.prepositions for p in places.adverbs
    ):
        return None
    if frame.complement and not places.complements.intersection(frame.complement):
        return None
    found: int | None = None
    if frame.object:
        found = _object(frame, places)
        if places.naming and found in [index for index, _ in places.objects]:
            return None
        if found is None and not (frame.complement and _deep_object(frame, places, tree)):
            return None
    elif frame.prepositions and not _preposition(frame, places):
        return None
    if frame.modifier and not _modified(frame, places, found, tree):
        return None
    if frame.subject and not _done_by(frame, places):
        return None
    conditions = 2 * len(particles) + 3 * bool(frame.object) + 2 * bool(frame.modifier)
    conditions += 4 * bool(frame.subject)
    conditions += bool(frame.prepositions) + bool(frame.complement)
    direct = found is None or found in [index for index, _ in places.objects]
    return Choice(name, frame, conditions, found, direct)


def _modified(frame: Frame, places: Places, found: int | None, tree: Tree) -> bool:
    """True if what modifies the noun of the condition `object`, or the trigger, is as wanted."""
    if found is None:
        return not places.modifiers.isdisjoint(frame.modifier)
    return not tree.modifiers(tree.tokens[found]).isdisjoint(frame.modifier)


def _done_by(frame: Frame, places: Places) -> bool:
    """True if one of the wanted words heads who acts: "wasps attacked", "attacked by wasps"."""
    heads = (head for place in frame.actor for head in places.heads.get(place, ()))
    return any(head.lemma in frame.subject for head in heads)


def _preposition(frame: Frame, places: Places) -> bool:
    return any(p in places.heads or p in places.particles for p in frame.prepositions)


def _object(frame: Frame, places: Places) -> int | None:
    """The noun that meets the condition: under a preposition of the frame, if it names any."""
    for preposition in frame.prepositions:
        if (found := _among(places.below.get(preposition, ()), frame.object)) is not None:
            return found
    if frame.prepositions and not _preposition(frame, places):
        return None
    if (found := _among(places.objects, frame.object)) is not None or frame.prepositions:
        return found
    return _among(places.parts, frame.object)


def _among(words: Iterable[tuple[int, str]], wanted: tuple[str, ...]) -> int | None:
    return next((index for index, lemma in words if lemma in wanted), None)


def _deep_object(frame: Frame, places: Places, tree: Tree) -> bool:
    """True if the verb of the complement, or its object, meets the condition: "threatened to cut
    ties"."""
    governed = places.content
    if "purpose" in frame.complement:
        governed = governed + places.purposes
    for verb in governed:
        if verb.pos == "ADJ" and tree.parse.child(verb, "neg") is not None:
            continue  # "found him not guilty"
        inner = tree.of_verb(verb)
        if verb.lemma in frame.object or _among(inner.objects, frame.object) is not None:
            return True
        if any(_among(below, frame.object) is not None for below in inner.below.values()):
            return True
    return False

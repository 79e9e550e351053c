"""What the classifier makes of the frames' answers: it confirms, changes, drops and adds types."""

from collections.abc import Container
from functools import cache

from onrecord.find.event_doubles import Found
from onrecord.find.event_features import VERSION, Features, word_of
from onrecord.find.event_fillers import Fillers
from onrecord.find.event_frames import NO_CHOICE, Choice
from onrecord.find.event_places import Tree
from onrecord.find.status_cues import cue_index
from onrecord.knowledge.event_model import NONE, EventModel, event_model
from onrecord.knowledge.frames import Frame
from onrecord.knowledge.ontology import plover_types
from onrecord.model import Actor, Token
from onrecord.model.words import EventType

OVERRULED = 0.7  # as sure as this of another type it overrules a frame
DROPPED = 0.8  # ... and as sure as this that there is no event,
DROPPED_KNOWN = 0.97  # or as this where a party has a country
UNLIKELY = 0.3  # ... whose type it holds less likely than this
ADDED = 0.5  # as sure as this it gives a type where no frame speaks
LEARNED = "learned"  # the name of its choices
RECIPIENT = ("object", "to", "with", "against", "on", "from", "for", "of")
GOVERNED = frozenset({"xcomp", "ccomp", "pcomp", "dobj"})
FARTHEST = 60


class Classified:
    """Decides over the events of one report."""

    def __init__(
        self, tree: Tree, fillers: Fillers, actors: tuple[Actor, ...], cues: Container[int]
    ) -> None:
        self.tree = tree
        self.fillers = fillers
        self.features = Features(tree, actors)
        self.model = event_model(VERSION)
        self.cues = cues

    def decide(self, found: list[Found]) -> list[Found]:
        """The events with the types they keep, and how sure the classifier is of each."""
        if self.model is None:
            return found
        decided = [self._decided(item, self.model) for item in found]
        heads = {i for item in decided if not item.added for i in _words(item)}
        return [
            item._replace(choice=NO_CHOICE) if item.added and self._beside(item, heads) else item
            for item in decided
        ]

    def _decided(self, item: Found, model: EventModel) -> Found:
        if not self.features.knows(item) and word_of(item) not in model.rows:
            return item
        if item.type is None and (item.token.index in self.cues or self._binds(item)):
            return item
        features = self.features.of(item)
        likely = model.probabilities(features)
        best = max(likely, key=lambda type: likely[type])
        if item.type is not None:
            return self._judged(item, likely, best, features)
        if item.choice.frame is None and best != NONE and likely[best] >= ADDED:
            return self._added(item, best, likely[best], features)
        return item

    def _judged(
        self, item: Found, likely: dict[str, float], best: str, features: list[str]
    ) -> Found:
        """A frame's event, confirmed, of another type, or of none."""
        frame = item.choice.frame
        assert frame is not None and frame.type is not None
        own = likely[frame.type]
        if best == NONE and likely[best] >= self._enough(item):
            return item._replace(choice=NO_CHOICE)
        if best in (NONE, frame.type) or likely[best] < OVERRULED or own >= UNLIKELY:
            return item._replace(sure=own, said=self._because(features, frame.type))
        other = Frame(type=_type(best), recipient=frame.recipient, yes=(), no=())
        choice = Choice(LEARNED, other, item.choice.conditions, item.choice.object)
        return item._replace(choice=choice, sure=likely[best], said=self._because(features, best))

    def _added(self, item: Found, best: str, sure: float, features: list[str]) -> Found:
        """An event that no frame knows, with whoever stands in the usual places."""
        frame = Frame(type=_type(best), recipient=RECIPIENT, yes=(), no=())
        actors, recipients = self.fillers.roles(frame, item.places, item.places)
        if not self._known(actors) or not self._known(recipients):
            return item
        return item._replace(
            choice=Choice(LEARNED, frame, 1),
            actors=actors,
            recipients=recipients,
            sure=sure,
            said=self._because(features, best),
            added=True,
        )

    def _enough(self, item: Found) -> float:
        """How sure it must be that there is no event: surer where the sides are states."""
        known = any(self.fillers.actors[i].country for i in (*item.actors, *item.recipients))
        return DROPPED_KNOWN if known else DROPPED

    def _known(self, ids: tuple[str, ...]) -> bool:
        """True if somebody among them has a country or a sector."""
        return any(self.fillers.actors[i].country or self.fillers.actors[i].sector for i in ids)

    def _because(self, features: list[str], type: str) -> tuple[str, ...]:
        return tuple(self.model.strongest(features, type)) if self.model else ()

    def _binds(self, item: Found) -> bool:
        """True for a word that decides the status of a verb below: "stopped short of cutting"."""
        token = item.token
        if token.lemma not in binding():
            return False
        below = self.tree.tokens[token.left : token.right]
        return any(t is not token and (t.tag == "VBG" or _governed(t)) for t in below)

    def _beside(self, item: Found, heads: set[int]) -> bool:
        """True if the event of a frame stands above or below."""
        token = item.token
        if any(token.left <= head < token.right for head in heads):
            return True
        for _ in range(FARTHEST):
            if token.head == token.index:
                return False
            token = self.tree.parse.head(token)
            if token.index in heads:
                return True
        return False


def _governed(token: Token) -> bool:
    return token.pos == "VERB" and token.relation in GOVERNED


@cache
def binding() -> frozenset[str]:
    """The words of the table of status that decide it for others."""
    return frozenset(lemma for lemma, _ in cue_index().governors)


def _words(item: Found) -> tuple[int, ...]:
    """The indices of the words that name an event of a type."""
    if item.type is None:
        return ()
    governor = item.places.governor
    return (item.token.index,) if governor is None else (item.token.index, governor.index)


def _type(name: str) -> EventType:
    return next(type for type in plover_types() if type == name)

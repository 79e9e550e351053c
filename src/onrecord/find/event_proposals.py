"""What the frames propose for each trigger: an event with its type and parties."""

from msgspec.structs import replace

from onrecord.find.event_doubles import Found
from onrecord.find.event_fillers import Fillers, Roles
from onrecord.find.event_frames import (
    NO_CHOICE,
    Candidate,
    Choice,
    EventWords,
    event_words,
    ordered,
)
from onrecord.find.event_places import Tree
from onrecord.find.event_sides import Places, with_object
from onrecord.find.event_subjects import SUBJECTS
from onrecord.find.event_triggers import is_nominal, lemma_of, times_in, triggers
from onrecord.knowledge.frames import Frame
from onrecord.model import Draft, Token

PLAIN = Frame(type=None, yes=(), no=())
UNDERSTOOD_LINKS = frozenset({"xcomp", "acl", "pcomp", "advcl"})


class Proposals:
    """The events that the frames see in a report, and with what they were found."""

    def __init__(self, draft: Draft) -> None:
        words = event_words()
        self.tree = Tree(draft.parse, words.row_of, draft.mention_at, times_in(draft))
        self.fillers = Fillers(draft, self.tree)
        self.found = [
            _proposed(token, words, self.tree, self.fillers)
            for token in triggers(draft, words, self.tree)
        ]


def _proposed(token: Token, words: EventWords, tree: Tree, fillers: Fillers) -> Found:
    """The trigger with the first frame, the most specific first, whose needs are filled."""
    noun = is_nominal(token)
    lemma = lemma_of(token)
    places = tree.of_noun(token) if noun else tree.of_verb(token)
    candidates = [] if token.pos == "PROPN" else words.candidates(lemma, noun=noun)
    light = _by_light_verb(places, words, tree, fillers) if noun else None
    if noun and lemma not in words.nouns:
        places = with_object(places)
    choice, roles = _chosen(candidates, lemma, places, tree, fillers)
    lent = light is not None and light.choice.object == token.index
    if light is not None and lent and choice.conditions <= light.choice.conditions:
        return light._replace(token=token, noun=True)
    understood = token.relation in UNDERSTOOD_LINKS and tree.parse.child(token, *SUBJECTS) is None
    return Found(token, places, choice, *roles, understood, noun)


def _by_light_verb(places: Places, words: EventWords, tree: Tree, fillers: Fillers) -> Found | None:
    """What a frame of the light verb makes of the noun: "give aid", "launch an attack"."""
    verb = places.governor
    if verb is None:
        return None
    row = words.row_of(verb.lemma)
    candidates = [c for c in words.candidates(verb.lemma, noun=False) if c.frame.object]
    if row is None or row.kind != "light" or not candidates:
        return None
    around = tree.of_verb(verb)
    choice, roles = _chosen(candidates, verb.lemma, around, tree, fillers)
    return Found(verb, replace(around, governor=verb), choice, *roles)


def _chosen(
    candidates: list[Candidate], lemma: str, places: Places, tree: Tree, fillers: Fillers
) -> tuple[Choice, Roles]:
    fewest = 0
    for choice in ordered(candidates, lemma, places, tree):
        frame = choice.frame
        assert frame is not None
        if choice.conditions < fewest:
            break  # "met their demands" is no meeting, whoever met them
        around = places
        if choice.object is not None or frame.complement:
            around = tree.widened(places, choice.object, complement=bool(frame.complement))
        roles = fillers.roles(frame, places, around)
        if _filled(frame, *roles) and (frame.needs != "several" or fillers.several(roles[0])):
            return choice, roles
        if choice.object is not None and choice.direct:
            fewest = 3
    return NO_CHOICE, fillers.roles(PLAIN, places, places)


def _filled(frame: Frame, actors: tuple[str, ...], recipients: tuple[str, ...]) -> bool:
    if frame.needs in ("actor", "several"):
        return bool(actors)
    if frame.needs == "recipient":
        return bool(recipients)
    return frame.needs is None or bool(actors or recipients)

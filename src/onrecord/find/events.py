"""Events: what was done, by whom, to whom, when and where, and with which status.

Triggers are found by lemma; a frame of `frames.toml` gives the type and says in which places of
the sentence its actors and recipients stand; the status comes from `find/status.py`.
"""

from functools import cache

from msgspec.structs import replace

from onrecord.find.event_company import Company
from onrecord.find.event_doubles import Found, without_doubles
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
from onrecord.find.status import Judged, Statuses
from onrecord.find.status_links import cue_index
from onrecord.knowledge.frames import Frame
from onrecord.knowledge.ontology import cameo_codes, default_cameo, goldstein, quad
from onrecord.model import Draft, Event, Reason, Span, Token

PLAIN = Frame(type=None, yes=(), no=())

# What the confidence of an event is the sum of.
BASE = 0.35  # a word that can name an event
TYPED = 0.15  # a frame knows it
CONDITION = 0.05  # for each condition of the frame that held, up to three
ACTOR = 0.15  # the frame found who acts
RECIPIENT = 0.15  # and to whom
NOUN = -0.05  # a noun names an event less surely than a verb
UNDERSTOOD = -0.15  # who acts is understood from another clause, not printed beside the verb


NO_EVENT = frozenset({"aux", "auxpass", "amod", "compound", "prep", "mark", "punct"})
WORDS = frozenset({"VERB", "NOUN", "PROPN"})
UNDERSTOOD_LINKS = frozenset({"xcomp", "acl", "pcomp", "advcl"})
NOUN_RELATIONS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "compound", "attr"})


def find_events(draft: Draft) -> Draft:
    """The draft with its events, numbered in the order of the text.

    Reads the actors, timexes, figures and attributions that the draft has; finds nothing more of
    them. "Rebels attacked Kyiv on Monday" gives one event, its actor, recipient, type and time.
    """
    words = event_words()
    tree = Tree(draft.parse, words.row_of, draft.mention_at, times_in(draft))
    fillers = Fillers(draft, tree)
    found = [_found(t, words, tree, fillers) for t in triggers(draft, words, tree)]
    found = without_doubles(found, tree)
    company = Company(draft, {f.token.index: f.places.governor for f in found})
    statuses = Statuses(draft.parse)
    events: list[Event] = []
    reasons = dict(draft.reasons)
    for number, item in enumerate(found, 1):
        judged = statuses.of(item.token)
        event = _event(f"E{number}", item, judged, draft, company)
        events.append(event)
        reasons[event.id] = _reason(item, judged)
    return replace(draft, events=tuple(events), reasons=reasons)


def times_in(draft: Draft) -> frozenset[int]:
    """The indices of the words that say when, not of those that say how long."""
    starts = {token.start: token.index for token in draft.parse.tokens} if draft.timexes else {}
    found: set[int] = set()
    for timex in draft.timexes:
        if timex.type == "DURATION":
            continue
        index = starts.get(timex.span.start, len(draft.parse.tokens))
        while index < len(draft.parse.tokens) and (
            draft.parse.tokens[index].start < timex.span.end
        ):
            found.add(index)
            index += 1
    return frozenset(found)


def triggers(draft: Draft, words: EventWords, tree: Tree) -> list[Token]:
    """The verbs and nouns that name an event.

    Left out: verbs that only lend tense or support, and nouns that only modify another noun.
    """
    return [t for t in draft.parse.tokens if t.pos in WORDS and _names_event(t, words, tree)]


def _names_event(token: Token, words: EventWords, tree: Tree) -> bool:
    if token.pos == "PROPN":
        return token.lower in words.named and token.relation != "compound"
    return _is_noun(token, words, tree) if is_nominal(token) else _is_verb(token, words, tree)


def is_nominal(token: Token) -> bool:
    """True for a noun, and for a verb's -ing form that stands as one ("the shelling of")."""
    return token.pos in ("NOUN", "PROPN") or (
        token.tag == "VBG" and token.relation in NOUN_RELATIONS
    )


def lemma_of(token: Token) -> str:
    """The lemma of a trigger; of an -ing form that stands as a noun, the form itself."""
    return token.lower if token.tag == "VBG" and is_nominal(token) else token.lemma


def _is_verb(token: Token, words: EventWords, tree: Tree) -> bool:
    if token.relation in NO_EVENT or not token.lemma[:1].isalpha():
        return False
    row = words.row_of(token.lemma)
    if row is None:
        return True
    if row.kind == "raising":
        return False
    return row.kind != "light" or not _governs_event_noun(token, words, tree)


def _governs_event_noun(verb: Token, words: EventWords, tree: Tree) -> bool:
    return any(
        child.relation in ("dobj", "nsubjpass")
        and child.pos == "NOUN"
        and words.is_noun(child.lemma)
        for child in tree.parse.children(verb)
    )


def _is_noun(token: Token, words: EventWords, tree: Tree) -> bool:
    if token.tag != "VBG" and not words.is_noun(token.lemma):
        return False
    if token.relation in ("nmod", "npadvmod"):
        return False
    if token.relation == "compound":
        head = tree.parse.head(token)
        return words.is_noun(head.lemma) and (head.lemma, "compound") in _plan_nouns()
    return True


@cache
def _plan_nouns() -> frozenset[tuple[str, str]]:
    """Nouns that govern the noun before them: "strike threat", "merger plan"."""
    return frozenset(key for key in cue_index().governors if key[1] == "compound")


def _found(token: Token, words: EventWords, tree: Tree, fillers: Fillers) -> Found:
    """The trigger with the first frame, the most specific first, whose needs are filled."""
    noun = is_nominal(token)
    lemma = lemma_of(token)
    places = tree.of_noun(token) if noun else tree.of_verb(token)
    light = _by_light_verb(places, words, tree, fillers) if noun else None
    if light is not None and light.choice.object == token.index:
        return light._replace(token=token, noun=True)
    candidates = [] if token.pos == "PROPN" else words.candidates(lemma, noun=noun)
    if noun and lemma not in words.nouns:
        places = with_object(places)
    choice, roles = _chosen(candidates, lemma, places, tree, fillers)
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
        if _filled(frame, *roles):
            return choice, roles
        if choice.object is not None and choice.direct:
            fewest = 3
    return NO_CHOICE, fillers.roles(PLAIN, places, places)


def _filled(frame: Frame, actors: tuple[str, ...], recipients: tuple[str, ...]) -> bool:
    if frame.needs == "actor":
        return bool(actors)
    if frame.needs == "recipient":
        return bool(recipients)
    return frame.needs is None or bool(actors or recipients)


def _event(id: str, item: Found, judged: Judged, draft: Draft, company: Company) -> Event:
    frame = item.choice.frame or PLAIN
    token = item.token
    code = frame.cameo or (default_cameo(frame.type, frame.mode) if frame.type else "")
    return Event(
        id=id,
        trigger=token.span,
        span=_clause(item, draft),
        actors=item.actors,
        recipients=item.recipients,
        place=company.place(item.places, item.actors + item.recipients),
        when=company.when(token),
        figures=company.figures(token),
        type=frame.type,
        mode=frame.mode,
        contexts=frame.contexts,
        cameo=code or None,
        quad=quad(frame.type) if frame.type else None,
        goldstein=goldstein(code) if code in cameo_codes() else None,
        status=judged.status,
        polarity=judged.polarity,
        according_to=company.according_to(token),
        confidence=_confidence(item),
        why=_entry(item),
    )


def _clause(item: Found, draft: Draft) -> Span:
    """The words of the trigger's clause, and of the light verb above it."""
    span = draft.parse.subtree(item.token)
    if item.places.governor is None:
        return span
    above = draft.parse.subtree(item.places.governor)
    return Span(min(span.start, above.start), max(span.end, above.end))


def _confidence(item: Found) -> float:
    weight = BASE
    if item.choice.frame is not None:
        weight += TYPED + CONDITION * min(item.choice.conditions, 3)
    weight += ACTOR * bool(item.actors) + RECIPIENT * bool(item.recipients)
    weight += NOUN * is_nominal(item.token) + UNDERSTOOD * item.understood
    return round(weight, 2)


def _entry(item: Found) -> str:
    """The frame that spoke, or the word itself."""
    return f"frame.{item.choice.name}" if item.choice.frame else f"word.{item.token.lemma.lower()}"


def _reason(item: Found, judged: Judged) -> Reason:
    roles = [
        Reason(f"place.{place}", ", ".join(t.text for t in heads), heads[0].span)
        for place, heads in item.places.heads.items()
        if heads
    ]
    return Reason(_entry(item), item.token.text, item.token.span, (*roles, judged.reason))

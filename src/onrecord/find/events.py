"""Events: what was done, by whom, to whom, when and where, and with which status.

Triggers are found by lemma; a frame of `frames.toml` gives the type and says in which places of
the sentence its actors and recipients stand; the status comes from `find/status.py`.
"""

from msgspec.structs import replace

from onrecord.find.event_classified import LEARNED, Classified
from onrecord.find.event_coded import code_of, coded
from onrecord.find.event_company import Company
from onrecord.find.event_doubles import Found, without_doubles
from onrecord.find.event_fillers import Fillers
from onrecord.find.event_home import Homes
from onrecord.find.event_proposals import PLAIN, Proposals
from onrecord.find.event_speech import with_speech
from onrecord.find.status import Judged, Statuses
from onrecord.knowledge.frames import speeches
from onrecord.knowledge.ontology import cameo_codes, goldstein, quad
from onrecord.model import Draft, Event, Reason, Span

# The confidence of an event: how sure its type is, times what is known of its parties. Counted on
# sentences with known events; docs/cards/events.md has the table.
LEAST, MORE = 0.28, 0.42  # of the type: the least, and what the classifier's certainty adds
SPECIFIC = 0.1  # a frame of which two conditions or more held
UNSEEN = 0.9  # how sure a frame is of its type where the classifier has not spoken
NOBODY = 0.5  # where nobody is said to have done it
ALONE = 0.7  # where it is done to nobody
BOTH = 0.8  # both sides filled
KNOWN = 1.0  # both of a known country
UNTYPED = 0.35  # a word that names an event of no type


def find_events(draft: Draft) -> Draft:
    """The draft with its events, numbered in the order of the text.

    Reads the actors, timexes, figures and attributions that the draft has; finds nothing more of
    them. "Rebels attacked Kyiv on Monday" gives one event, its actor, recipient, type and time.
    """
    proposals = Proposals(draft)
    tree = proposals.tree
    cues = _cues(draft)
    classified = Classified(tree, proposals.fillers, draft.actors, cues)
    found = without_doubles(classified.decide(proposals.found), tree)
    statuses = Statuses(draft.parse)
    judgements = [statuses.of(item.token) for item in found]
    found = coded(with_speech(found, judgements, draft, tree), tree)
    homes = Homes(draft)
    found = homes.settle([_aimed(item, proposals.fillers) for item in found])
    draft = homes.draft(draft)
    placed = frozenset(actor.id for actor in draft.actors if actor.country)
    company = Company(draft, {f.token.index: f.places.governor for f in found})
    events: list[Event] = []
    reasons = dict(draft.reasons)
    for number, (item, judged) in enumerate(zip(found, judgements, strict=True), 1):
        sure = _confidence(item, placed)
        event = _event(f"E{number}", item, judged, draft, company, sure)
        if item.type is not None:
            taken = (*event.actors, *event.recipients, event.place)
            event = replace(event, parties=proposals.fillers.others(item.places, taken))
        events.append(event)
        reasons[event.id] = _reason(item, judged)
    return replace(draft, events=tuple(events), reasons=reasons)


def _aimed(item: Found, fillers: Fillers) -> Found:
    """An event at nobody gets the first party beside it that has a country: "denounced as a crime
    the raid of Peru"."""
    frame = item.choice.frame
    if not item.coded or item.recipients or frame is None or not frame.type or not frame.recipient:
        return item
    others = fillers.others(item.places, item.actors)
    return item._replace(recipients=tuple(i for i in others if fillers.actors[i].country)[:1])


def _cues(draft: Draft) -> frozenset[int]:
    """The indices of the words that attribute."""
    starts = {span.start for a in draft.attributions for span in a.cue.spans}
    return frozenset(t.index for t in draft.parse.tokens if t.start in starts)


def _event(
    id: str, item: Found, judged: Judged, draft: Draft, company: Company, confidence: float
) -> Event:
    frame = item.choice.frame or PLAIN
    kind = frame.type if item.coded else None
    token = item.token
    printed = tuple(i for i in item.actors + item.recipients if i not in item.implied)
    code = code_of(item) if kind else ""
    return Event(
        id=id,
        trigger=token.span,
        span=_clause(item, draft),
        actors=item.actors,
        recipients=item.recipients,
        place=company.place(item.places, printed),
        when=company.when(token),
        figures=company.figures(token),
        type=kind,
        mode=frame.mode,
        contexts=frame.contexts,
        cameo=code or None,
        quad=quad(kind) if kind else None,
        goldstein=goldstein(code) if code in cameo_codes() else None,
        status=judged.status,
        polarity=judged.polarity,
        according_to=company.according_to(token),
        confidence=confidence,
        why=_entry(item),
        deed=frame.type,
    )


def _clause(item: Found, draft: Draft) -> Span:
    """The words of the trigger's clause, and of the light verb above it."""
    span = draft.parse.subtree(item.token)
    if item.places.governor is None:
        return span
    above = draft.parse.subtree(item.places.governor)
    return Span(min(span.start, above.start), max(span.end, above.end))


def _confidence(item: Found, placed: frozenset[str]) -> float:
    """How sure the type and both sides are; `placed` are the actors of a known country."""
    if item.type is None:
        return UNTYPED
    sure = UNSEEN if item.sure is None else item.sure
    specific = SPECIFIC * (item.choice.conditions > 1)
    return round((LEAST + MORE * sure + specific) * _sides(item, placed), 2)


def _sides(item: Found, placed: frozenset[str]) -> float:
    if not item.actors:
        return NOBODY
    if not item.recipients:
        return ALONE
    known = placed.intersection(item.actors) and placed.intersection(item.recipients)
    return KNOWN if known else BOTH


def _entry(item: Found) -> str:
    """The frame or the entry of speech that spoke, or the word itself."""
    if item.choice.name == LEARNED:
        return f"model.{item.type}"
    if item.choice.name in speeches():
        return f"speech.{item.choice.name}"
    return f"frame.{item.choice.name}" if item.choice.frame else f"word.{item.token.lemma.lower()}"


def _reason(item: Found, judged: Judged) -> Reason:
    roles = [
        Reason(f"place.{place}", ", ".join(t.text for t in heads), heads[0].span)
        for place, heads in item.places.heads.items()
        if heads
    ]
    if item.sure is not None:
        roles.append(Reason(f"model.{item.type}", f"{item.sure:.2f}: {', '.join(item.said)}"))
    return Reason(_entry(item), item.token.text, item.token.span, (*roles, judged.reason))

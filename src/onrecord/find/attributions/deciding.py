"""Which relations stand, with which content and which source: the learned part.

The rules propose; weights of named features (knowledge/learned.py) rank the contents and the
sources that a relation may have, and say how probable it is that the whole of it is right. That is
its confidence. Relations below the floor of their kind are left out.
"""

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from onrecord.find.attributions.alternatives import Alternative, alternatives
from onrecord.find.attributions.borders import border_features
from onrecord.find.attributions.claimants import Claimant, claimants
from onrecord.find.attributions.clauses import trimmed_all, without
from onrecord.find.attributions.features import Scene, relation_features
from onrecord.find.attributions.nested import LIGHT, containers
from onrecord.find.attributions.quotes import QuoteMap
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.speakers import phrase_of
from onrecord.find.attributions.unclaimed import QUOTATION
from onrecord.find.attributions.weighing import probability, score, shares, strongest
from onrecord.knowledge.learned import AttributionWeights, attribution_weights
from onrecord.model import Draft
from onrecord.model.words import Act

# what is thought: with a thing or an infinitive often no more than how a report describes one
MINDS: tuple[Act, ...] = ("believe", "doubt", "hope", "want", "intend", "fear", "know", "show")
STANCES: tuple[Act, ...] = ("praise", "agree", "predict", "estimate", "thank")
PLAIN: tuple[Act, ...] = ("assert", "announce")  # of a thing: "discussed the levy"
# what a ledger follows from report to report
ANSWERS: frozenset[Act | None] = frozenset(
    {"deny", "confirm", "refuse", "decline-to-comment", "neither-confirm-nor-deny"}
)

FLOOR = 0.3  # the least probability of a clause or a quotation
FLOOR_NESTED = 0.7  # … inside another content
FLOOR_RELAYED = 0.45  # … inside what somebody passes on: "the Gazette reported that Rome denied …"
FLOOR_QUOTED = 0.1  # … that no cue brings, or the turn of a transcript: somebody says it
FLOOR_ADVERB = 0.1  # … with an adverb: "allegedly" names nobody, but what it says is not asserted
FLOOR_LIGHT = 0.37  # … of a thing or an infinitive: "denied the theft", "promised to pay"
FLOOR_LIGHT_NESTED = 0.37  # … inside another content, where no gold could teach how probable it is
FLOOR_ANSWER = (
    0.25  # … after a word that answers or does not: "rejected the charge", "did not comment"
)
FLOOR_PLAIN = 0.77  # … after a word of plain speech: "discussed the levy"
FLOOR_MIND = 0.8  # … after a word of the mind: "wants to leave", "believes in fate"
FLOOR_STANCE = 0.55  # … after a word that takes a side: "welcomed the sale", "agreed to pay"
FLOOR_HEARSAY = 0.45  # … and nobody is named who thinks or says so: "is believed to have left"
CHANGED = 0.4  # how probable a content must be that is not the rules' own
SURE = 0.6  # … a source
NOBODY = 0.8  # … and that there is none
SHOWN = 4  # features that a reason names


class Choice(Struct, frozen=True):
    """Which of several alternatives was taken, and how probable it was."""

    at: int
    share: float


def decided(
    draft: Draft,
    found: list[Found],
    quotes: QuoteMap,
    weights: AttributionWeights | None = None,
) -> list[Found]:
    """The relations that stand, each with its content, its source and its probability."""
    weights = weights or attribution_weights()
    scene = Scene(draft, quotes, found)
    found = [weighed(scene, relation, weights) for relation in found]
    kept = [r for r in found if stands(r, r.probability)]
    outer = containers(kept)
    return [
        relation
        for relation, at in zip(kept, outer, strict=True)
        if at is None or stands(relation, relation.probability, outer=kept[at])
    ]


def stands(relation: Found, given: float | None, *, outer: Found | None = None) -> bool:
    """True if a relation is probable enough for its kind."""
    return (given or 0.0) >= floor_of(relation, outer=outer)


def floor_of(relation: Found, *, outer: Found | None = None) -> float:
    """The least probability with which a relation stands; `outer`: in whose content it stands."""
    if relation.entry.pos == "adverb":
        return FLOOR_ADVERB
    if relation.name == QUOTATION or relation.turn:
        return FLOOR_QUOTED
    if relation.shape not in LIGHT:
        return _floor_spoken(relation, outer)
    if not ANSWERS.isdisjoint((relation.act, relation.entry.act_negated)):
        return FLOOR_ANSWER
    hearsay = relation.source is None and not relation.entry.raising
    if relation.act in MINDS:
        return FLOOR_HEARSAY if hearsay else FLOOR_MIND
    if relation.act in PLAIN:
        return FLOOR_HEARSAY if hearsay and relation.shape == "infinitive" else FLOOR_PLAIN
    if relation.act in STANCES:
        return FLOOR_STANCE
    return FLOOR_LIGHT if outer is None else FLOOR_LIGHT_NESTED


def _floor_spoken(relation: Found, outer: Found | None) -> float:
    if outer is None or outer.inner == relation.head:  # "denied the claim that …"
        return FLOOR
    return FLOOR_RELAYED if outer.act == "report" else FLOOR_NESTED


def weighed(scene: Scene, relation: Found, weights: AttributionWeights) -> Found:
    """A relation with the best content and source, its probability and what moved it."""
    contents = alternatives(scene, relation)
    sources = claimants(scene, relation)
    content = best_content(
        [score(border_features(scene, relation, c), weights.content) for c in contents]
    )
    source = best_source([score(s.features, weights.source) for s in sources], sources)
    features = [
        *relation_features(scene, relation),
        *choice_features(relation, content, contents[content.at], source, sources[source.at]),
    ]
    scale = weights.light if relation.shape in LIGHT else weights.spoken
    value = score(features, weights.relation) * scale.slope + scale.offset
    relation = _with_content(relation, contents[content.at])
    return msgspec.structs.replace(
        _with_source(scene, relation, sources[source.at]),
        probability=probability(value),
        weighed=tuple(strongest(features, weights.relation, SHOWN)),
    )


def best_content(scores: Sequence[float]) -> Choice:
    """The likeliest content; the first, which is that by the rules, unless another is likely."""
    found = shares(scores)
    at = max(range(len(found)), key=found.__getitem__)
    if found[at] < CHANGED:
        at = 0
    return Choice(at, found[at])


def best_source(scores: Sequence[float], options: Sequence[Claimant]) -> Choice:
    """The likeliest source; the one by the rules, unless another is clearly likelier."""
    found = shares(scores)
    at = max(range(len(found)), key=found.__getitem__)
    needed = NOBODY if options[at].head is None else SURE
    if not options[at].ruled and found[at] < needed:
        at = next(i for i, option in enumerate(options) if option.ruled)
    return Choice(at, found[at])


def choice_features(
    relation: Found, content: Choice, option: Alternative, source: Choice, claimant: Claimant
) -> list[str]:
    """How sure the two choices were, and what they changed."""
    found = []
    for name, choice in (("content", content), ("source", source)):
        sure = int(choice.share * 10)
        found += [f"{name} sure={sure}", f"{name} sure={sure} shape={relation.shape}"]
    found.append(f"content={option.kind}")
    if not claimant.ruled:
        found.append("source=another" if claimant.head is not None else "source=nobody after all")
    return found


def _with_content(relation: Found, option: Alternative) -> Found:
    if option.pieces == relation.pieces:
        return relation
    return msgspec.structs.replace(relation, pieces=option.pieces)


def _with_source(scene: Scene, relation: Found, claimant: Claimant) -> Found:
    """The relation with another source, unless that stands over the cue or in the content."""
    if claimant.ruled:
        return relation
    if claimant.head is None:
        return msgspec.structs.replace(relation, source=None, source_head=None)
    first, last, head = phrase_of(scene.parse, scene.parse.tokens[claimant.head])
    if relation.covers(head) or any(first <= i < last for i in relation.cue):
        return relation
    pieces = trimmed_all(scene.parse, without(relation.pieces, (first, last)))
    if not pieces:
        return relation
    return msgspec.structs.replace(relation, source=(first, last), source_head=head, pieces=pieces)

"""Which relations stand: one a cue, none for speech that is not made."""

from collections.abc import Iterator, Mapping

import msgspec

from onrecord.find.attributions.clauses import SUBJECTS, trimmed_all, without
from onrecord.find.attributions.matches import matches
from onrecord.find.attributions.nested import PERFORMED
from onrecord.find.attributions.quotes import QuoteMap
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.speakers import nearest_subject
from onrecord.model import Parse, Token
from onrecord.model.words import Act

UNSAID = ("infinitive", "gerund", "about")  # shapes whose verb is not yet, or not, done
REFUSALS = ("refuse", "decline-to-comment", "neither-confirm-nor-deny")
FIRST_PERSON = ("i", "we", "me", "us")
SPOKEN = ("quote", "that", "clause", "question")  # shapes that direct speech may go on from


def settle(parse: Parse, found: list[Found], known: Mapping[int, str]) -> list[Found]:
    """One relation a cue, and none for speech that its governor only intends or refuses.

    A cue inside a longer cue makes no relation of its own ("declined to comment"). Neither does
    the head of an infinitive or gerund that is itself attributed: "promised to say" is a promise,
    "refused to confirm or deny" a refusal, whose content is then what was not confirmed.
    """
    longest: dict[int, int] = {}
    for relation in found:
        for index in relation.cue:
            longest[index] = max(longest.get(index, 0), len(relation.cue))
    kept = [r for r in found if all(longest[i] <= len(r.cue) for i in r.cue)]
    heads = {r.head: r for r in kept}
    unsaid: set[int] = set()
    settled = []
    for relation in shared(parse, kept, known):
        if _is_mood(relation, heads):
            continue
        verbs = [v for v in _unsaid(parse, relation) if not _is_asked(relation, heads.get(v.index))]
        unsaid |= {verb.index for verb in verbs}
        settled.append(_refusal(parse, relation, verbs, heads))
    return [r for r in settled if r.head not in unsaid]


def _is_mood(relation: Found, heads: dict[int, Found]) -> bool:
    """True for "appeared to suggest that", "is expected to say that": one saying, softened or to
    come, of which nobody else is the source."""
    inner = heads.get(relation.inner) if relation.inner is not None else None
    to_come = relation.entry.raising or relation.act == "predict"  # "is said to have told" is two
    raised = to_come and relation.shape == "infinitive" and relation.source is None
    return inner is not None and raised and inner.shape in SPOKEN and inner.source is not None


def _is_asked(relation: Found, inner: Found | None) -> bool:
    """True for what another is asked to say: "urged Rome to say when the port would open"."""
    if inner is None or inner.source is None or inner.shape not in SPOKEN:
        return False
    return relation.shape == "infinitive" and inner.source_head != relation.source_head


def shared(parse: Parse, found: list[Found], known: Mapping[int, str]) -> list[Found]:
    """Part "said … and added that …", and give both to one speaker.

    Parsers hang the second cue on the first content. A cue there without a subject that brings a
    that-clause or a quotation of its own goes on from the first cue; one with a subject of its own
    in the same tense ("and the council said …") stands beside it. So does one without a subject
    where what the first content is about can say nothing: "said the bridge was safe and blamed …".
    `known` are the actors by the heads of their mentions.
    """
    heads = {r.head: i for i, r in enumerate(found)}
    found = list(found)
    for at, relation in enumerate(found):
        if relation.inner is None or relation.inner in heads or relation.source is None:
            continue
        for child in _joined(parse, parse.tokens[relation.inner]):
            other = heads.get(child.index)
            if other is None or child.pos != "VERB":
                continue
            alike = child.tag == parse.tokens[relation.head].tag
            own = parse.child(child, *SUBJECTS) is not None
            goes_on = _goes_on(found[other], own=own, alike=alike)
            if not goes_on and (own or not alike or not _is_mute(parse, relation.inner, known)):
                continue
            cut = without(found[at].pieces, (child.left, child.right))
            pieces = trimmed_all(parse, cut)
            if pieces:
                found[at] = msgspec.structs.replace(found[at], pieces=pieces)
            if pieces and not own:
                source = {"source": relation.source, "source_head": relation.source_head}
                found[other] = msgspec.structs.replace(found[other], **source)
    return found


def _joined(parse: Parse, verb: Token) -> Iterator[Token]:
    """The verbs that are joined to a verb, one to the next: "was safe, blamed … and promised"."""
    below = [verb]
    while below:
        joined = [c for c in parse.children(below.pop()) if c.relation == "conj"]
        yield from joined
        below += joined


def _is_mute(parse: Parse, verb: int, known: Mapping[int, str]) -> bool:
    """True for a verb whose subject is a thing."""
    subject = nearest_subject(parse, parse.tokens[verb])
    return subject is not None and subject.pos == "NOUN" and subject.index not in known


def _goes_on(relation: Found, *, own: bool, alike: bool) -> bool:
    """True for a cue joined to a content that is no part of it."""
    if own:
        return alike and relation.shape in SPOKEN and "quote" in relation.entry.takes
    return relation.shape in ("that", "quote") or (relation.shape == "question" and alike)


def _unsaid(parse: Parse, relation: Found) -> list[Token]:
    """The verbs that head the content of a relation that makes them no speech."""
    if relation.shape not in UNSAID or relation.inner is None or relation.unlisted:
        return []
    first = parse.tokens[relation.inner]
    if first.pos != "VERB" or relation.inner == relation.head:
        return []
    return [first, *(t for t in parse.children(first) if t.relation == "conj")]


def _refusal(parse: Parse, relation: Found, verbs: list[Token], heads: dict[int, Found]) -> Found:
    """A refusal to speak takes the content of the speech that is refused, where it has one."""
    if relation.act not in REFUSALS:
        return relation
    refused = [(t, m.entry) for t in verbs for m in matches(parse, t) if m.entry.refused]
    if not refused:
        return relation
    both = {entry.act for _, entry in refused} >= {"confirm", "deny"}
    act: Act = "neither-confirm-nor-deny" if both else "decline-to-comment"
    inner = [heads[t.index] for t, _ in refused if t.index in heads]
    if not inner:
        return msgspec.structs.replace(relation, act=act)
    cue = tuple(sorted({*relation.cue, *(i for r in inner for i in r.cue)}))
    return msgspec.structs.replace(
        relation, cue=cue, pieces=inner[-1].pieces, act=act, shape=inner[-1].shape
    )


def speaks_of_self(parse: Parse, relation: Found, quotes: QuoteMap) -> bool:
    """ "I think" inside somebody's direct speech says no more than the speech itself does."""
    if relation.source_head is None or relation.head not in quotes.at:
        return False
    speaker = parse.tokens[relation.source_head].lower
    return speaker in FIRST_PERSON and relation.entry.act not in PERFORMED

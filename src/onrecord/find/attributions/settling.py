"""Which relations stand: one a cue, none for speech that is not made, quotations whole."""

from bisect import bisect_left

import msgspec

from onrecord.find.attributions.clauses import SUBJECTS, trimmed_all, without
from onrecord.find.attributions.matches import matches
from onrecord.find.attributions.nested import PERFORMED
from onrecord.find.attributions.quotes import Quote, QuoteMap
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.unclaimed import unclaimed
from onrecord.model import Parse, Token
from onrecord.model.words import Act

UNSAID = ("infinitive", "gerund", "about")  # shapes whose verb is not yet, or not, done
REFUSALS = ("refuse", "decline-to-comment", "neither-confirm-nor-deny")
FIRST_PERSON = ("i", "we", "me", "us")
SPOKEN = ("quote", "that", "clause", "question")  # shapes that direct speech may go on from


def settle(parse: Parse, found: list[Found]) -> list[Found]:
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
    for relation in shared(parse, kept):
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


def shared(parse: Parse, found: list[Found]) -> list[Found]:
    """Part "said … and added that …", and give both to one speaker.

    Parsers hang the second cue on the first content. A cue there without a subject that brings a
    that-clause or a quotation of its own goes on from the first cue; one with a subject of its own
    in the same tense ("and the council said …") stands beside it.
    """
    heads = {r.head: i for i, r in enumerate(found)}
    found = list(found)
    for at, relation in enumerate(found):
        if relation.inner is None or relation.inner in heads or relation.source is None:
            continue
        for child in parse.children(parse.tokens[relation.inner]):
            other = heads.get(child.index)
            if child.relation != "conj" or other is None or child.pos != "VERB":
                continue
            alike = child.tag == parse.tokens[relation.head].tag
            own = parse.child(child, *SUBJECTS) is not None
            if not _goes_on(found[other], own=own, alike=alike):
                continue
            cut = without(found[at].pieces, (child.left, child.right))
            pieces = trimmed_all(parse, cut)
            if pieces:
                found[at] = msgspec.structs.replace(found[at], pieces=pieces)
            if pieces and not own:
                source = {"source": relation.source, "source_head": relation.source_head}
                found[other] = msgspec.structs.replace(found[other], **source)
    return found


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


def continued(parse: Parse, found: list[Found], quotes: QuoteMap) -> list[Found]:
    """Give each quotation that no cue claims to the speaker it goes on from.

    It goes on from the sentence before it in the same paragraph, or from a quotation that ran on
    to the next paragraph.
    """
    reach = _reaches(found)
    speaking = sorted(
        (r.head, i) for i, r in enumerate(found) if r.shape in SPOKEN and "quote" in r.entry.takes
    )
    for quote in quotes.quotes:
        if reach.get(quote.first, 0) >= quote.last:
            continue
        before = bisect_left(speaking, (quote.first, 0)) - 1
        at = (
            _speaker_before(parse, found, quote, quotes, speaking[before][1])
            if before >= 0
            else None
        )
        if at is not None:
            r = found[at]
            pieces = (*r.pieces, (quote.first, quote.last))
            found[at] = msgspec.structs.replace(r, pieces=tuple(sorted(pieces)))
    return [*found, *unclaimed(parse, found, quotes)]


def speaks_of_self(parse: Parse, relation: Found, quotes: QuoteMap) -> bool:
    """ "I think" inside somebody's direct speech says no more than the speech itself does."""
    if relation.source_head is None or relation.head not in quotes.at:
        return False
    speaker = parse.tokens[relation.source_head].lower
    return speaker in FIRST_PERSON and relation.entry.act not in PERFORMED


def _reaches(found: list[Found]) -> dict[int, int]:
    """For each token in a content, how far the longest content over it reaches."""
    reach: dict[int, int] = {}
    for relation in found:
        for first, last in relation.pieces:
            for i in range(first, last):
                reach[i] = max(reach.get(i, 0), last)
    return reach


def _speaker_before(
    parse: Parse, found: list[Found], quote: Quote, quotes: QuoteMap, best: int
) -> int | None:
    """The relation whose direct speech a quotation continues: the last before it, or none."""
    relation = found[best]
    here = parse.sentences[parse.tokens[quote.first].sentence]
    end = max(max(last for _, last in relation.pieces), relation.head + 1)
    there = parse.sentences[parse.tokens[end - 1].sentence]
    previous = quotes.at.get(end - 1) or quotes.at.get(max(last for _, last in relation.pieces) - 1)
    if previous and previous.runs_on and here.paragraph <= _paragraph(parse, end - 1) + 1:
        return best
    if here.paragraph == there.paragraph and here.index - there.index <= 1:
        return best
    if previous and here.paragraph == there.paragraph + 1 and _is_whole(parse, quote, end):
        return best
    return None


def _is_whole(parse: Parse, quote: Quote, end: int) -> bool:
    """True for a quotation that is a paragraph, below one that ends with its speaker."""
    tokens = parse.tokens
    paragraph = _paragraph(parse, quote.first)
    before = all(tokens[i].pos == "PUNCT" for i in range(end, quote.first))
    after = quote.last >= len(tokens) or _paragraph(parse, quote.last) > paragraph
    opens = _paragraph(parse, quote.first - 1) < paragraph
    return before and opens and after


def _paragraph(parse: Parse, index: int) -> int:
    return parse.sentences[parse.tokens[index].sentence].paragraph

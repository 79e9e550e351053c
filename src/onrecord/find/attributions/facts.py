"""From relations in tokens to attributions on record."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from onrecord.find.attributions.clauses import SUBJECTS, trimmed, without
from onrecord.find.attributions.kinds import kind_of
from onrecord.find.attributions.matches import Match, matches
from onrecord.find.attributions.phrases import by_adjective, by_adverb, by_noun, by_preposition
from onrecord.find.attributions.quotes import Quote, find_quotes
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.slugs import by_colon
from onrecord.find.attributions.verbs import QuoteMap, by_verb
from onrecord.knowledge.cues import cues
from onrecord.model import (
    Actor,
    Attribution,
    Content,
    Cue,
    Draft,
    Mention,
    Note,
    Parse,
    Reason,
    Source,
    Span,
    Token,
)
from onrecord.model.words import Act, Quotation

FLOOR = 0.5
COLON = "colon"
UNSAID = ("infinitive", "gerund", "about")  # shapes whose verb is not yet, or not, done
REFUSALS = ("refuse", "decline-to-comment", "neither-confirm-nor-deny")
FIRST_PERSON = ("i", "we", "me", "us")
PERFORMED = ("promise", "threaten", "deny", "confirm", "refuse", "apologise", "accuse", "warn")
SPOKEN = ("quote", "that", "clause", "question")  # shapes that direct speech may go on from


def find_attributions(draft: Draft) -> Draft:
    """All attributions of a report, in the order of their cues."""
    quotes, notes = find_quotes(draft.parse)
    quote_map = QuoteMap(draft.parse, quotes)
    found = settle(draft.parse, [*_relations(draft, quote_map), *_slugs(draft)])
    found = continued(draft.parse, found, quote_map)
    found = [r for r in found if not _speaks_of_self(draft.parse, r, quote_map)]
    return _recorded(draft, found, quote_map, notes)


def _relations(draft: Draft, quotes: QuoteMap) -> Iterator[Found]:
    parse = draft.parse
    for token in parse.tokens:
        candidates = list(matches(parse, token))
        if not candidates:
            continue
        relation = _by_kind(parse, token, candidates, quotes, draft.mention_at)
        if relation and relation.sure >= FLOOR:
            yield relation


def _by_kind(
    parse: Parse,
    token: Token,
    candidates: list[Match],
    quotes: QuoteMap,
    known: Mapping[int, str],
) -> Found | None:
    verbs = [m for m in candidates if m.entry.pos == "verb"]
    for match in candidates:
        relation = None
        if match.entry.pos == "preposition":
            relation = by_preposition(parse, token, match, quotes)
        elif match.entry.pos == "adverb":
            relation = by_adverb(parse, token, match)
        elif match.entry.pos == "adjective":
            relation = by_adjective(parse, token, match)
        elif match.entry.pos == "noun":
            relation = by_noun(parse, token, match)
        if relation:
            return relation
    return by_verb(parse, token, verbs, quotes, known) if verbs else None


def _slugs(draft: Draft) -> Iterable[Found]:
    entry = cues().get(COLON)
    return by_colon(draft, COLON, entry) if entry else ()


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
        inner = _unsaid(parse, relation, heads)
        unsaid |= {r.head for r in inner}
        settled.append(_refusal(relation, inner) if inner else relation)
    return [r for r in settled if r.head not in unsaid]


def shared(parse: Parse, found: list[Found]) -> list[Found]:
    """Give "said … and added that …" to one speaker.

    Parsers hang the second cue on the first content; a cue without a subject there that brings a
    that-clause or a quotation of its own goes on from the first cue.
    """
    heads = {r.head: i for i, r in enumerate(found)}
    found = list(found)
    for at, relation in enumerate(found):
        if relation.inner is None or relation.inner in heads or relation.source is None:
            continue
        for child in parse.children(parse.tokens[relation.inner]):
            other = heads.get(child.index)
            if child.relation != "conj" or other is None or parse.child(child, *SUBJECTS):
                continue
            if found[other].shape not in ("that", "quote") or child.pos != "VERB":
                continue
            cut = without(found[at].pieces, (child.left, child.right))
            pieces = tuple(piece for p in cut if (piece := trimmed(parse, p)))
            if pieces:
                found[at] = msgspec.structs.replace(found[at], pieces=pieces)
                source = {"source": relation.source, "source_head": relation.source_head}
                found[other] = msgspec.structs.replace(found[other], **source)
    return found


def _unsaid(parse: Parse, relation: Found, heads: dict[int, Found]) -> list[Found]:
    """The relations whose cues head the content of a relation that makes them no speech."""
    if relation.shape not in UNSAID or relation.inner is None:
        return []
    first = parse.tokens[relation.inner]
    if first.pos != "VERB" or relation.inner == relation.head:
        return []
    together = [first, *(t for t in parse.children(first) if t.relation == "conj")]
    return [heads[t.index] for t in together if t.index in heads]


def _refusal(relation: Found, inner: list[Found]) -> Found:
    """A refusal to speak takes the content of the speech that is refused."""
    if relation.act not in REFUSALS:
        return relation
    acts = {r.act for r in inner}
    act: Act = "neither-confirm-nor-deny" if acts >= {"confirm", "deny"} else "decline-to-comment"
    cue = tuple(sorted({*relation.cue, *(i for r in inner for i in r.cue)}))
    return msgspec.structs.replace(
        relation, cue=cue, pieces=inner[-1].pieces, act=act, shape=inner[-1].shape
    )


def continued(parse: Parse, found: list[Found], quotes: QuoteMap) -> list[Found]:
    """Give each quotation that no cue claims to the speaker it goes on from.

    It goes on from the sentence before it in the same paragraph, or from a quotation that ran on
    to the next paragraph.
    """
    claimed: set[int] = set()
    for quote in quotes.quotes:
        if quote.first in claimed or _holds_cue(found, quote):
            continue
        at = _speaker_before(parse, found, quote, quotes)
        if at is not None:
            r = found[at]
            pieces = (*r.pieces, (quote.first, quote.last))
            found[at] = msgspec.structs.replace(r, pieces=tuple(sorted(pieces)))
            claimed.add(quote.first)
    return found


def _speaks_of_self(parse: Parse, relation: Found, quotes: QuoteMap) -> bool:
    """ "I think" inside somebody's direct speech says no more than the speech itself does."""
    if relation.source_head is None or relation.head not in quotes.at:
        return False
    speaker = parse.tokens[relation.source_head].lower
    return speaker in FIRST_PERSON and relation.entry.act not in PERFORMED


def _holds_cue(found: list[Found], quote: Quote) -> bool:
    """True if the quotation is part of a larger content."""
    return any(a <= quote.first and quote.last <= b for r in found for a, b in r.pieces)


def _speaker_before(parse: Parse, found: list[Found], quote: Quote, quotes: QuoteMap) -> int | None:
    """The relation whose direct speech a quotation continues."""
    speaking = [
        i
        for i, r in enumerate(found)
        if r.head < quote.first and r.shape in SPOKEN and "quote" in r.entry.takes
    ]
    if not speaking:
        return None
    best = max(speaking, key=lambda i: found[i].head)
    relation = found[best]
    here = parse.sentences[parse.tokens[quote.first].sentence]
    there = parse.sentences[parse.tokens[relation.head].sentence]
    end = max(max(last for _, last in relation.pieces), relation.head + 1)
    previous = quotes.at.get(end - 1)
    if previous and previous.runs_on and here.paragraph <= _paragraph(parse, end - 1) + 1:
        return best
    if here.paragraph == there.paragraph and here.index - there.index <= 1:
        return best
    return None


def _paragraph(parse: Parse, index: int) -> int:
    return parse.sentences[parse.tokens[index].sentence].paragraph


def _recorded(draft: Draft, found: list[Found], quotes: QuoteMap, notes: list[Note]) -> Draft:
    parse = draft.parse
    found = sorted(found, key=lambda r: (r.cue[0], r.pieces))
    outer = [_container(found, i) for i in range(len(found))]
    actors = {actor.id: actor for actor in draft.actors}
    mention_at = dict(draft.mention_at)
    reasons = dict(draft.reasons)
    attributions: list[Attribution] = []
    for number, relation in enumerate(found):
        ident = f"S{number + 1}"
        relation = _without_time(draft, relation)
        actor = _actor(parse, relation, found, outer[number], actors, mention_at)
        attribution = _attribution(draft, ident, relation, actor, quotes, outer[number], actors)
        attributions.append(attribution)
        reasons[ident] = _reason(parse, relation, actor)
    return msgspec.structs.replace(
        draft,
        actors=tuple(actors.values()),
        attributions=tuple(attributions),
        mention_at=mention_at,
        reasons=reasons,
        notes=(*draft.notes, *notes),
    )


def _container(found: list[Found], number: int) -> int | None:
    """The smallest other relation whose content holds this relation's cue."""
    cue = found[number].cue[0]
    around = [i for i, r in enumerate(found) if i != number and r.covers(cue)]
    return min(around, key=lambda i: found[i].size()) if around else None


def _actor(
    parse: Parse,
    relation: Found,
    found: list[Found],
    outer: int | None,
    actors: dict[str, Actor],
    mention_at: dict[int, str],
) -> Actor | None:
    """The actor of a source: the one known there, the outer speaker for "I", else a new one."""
    if relation.source is None or relation.source_head is None:
        return None
    head = parse.tokens[relation.source_head]
    known = mention_at.get(head.index)
    owner = parse.child(head, "poss")
    if known is None and owner and head.pos == "NOUN":  # "their statement": whoever they are
        known = mention_at.get(owner.index)
    if known is None and head.lower in FIRST_PERSON and outer is not None:
        speaker = found[outer].source_head
        known = mention_at.get(speaker) if speaker is not None else None
    if known is None and head.pos != "PRON":
        span = Span(
            parse.tokens[relation.source[0]].start, parse.tokens[relation.source[1] - 1].end
        )
        known = f"A{len(actors) + 1}"
        mention = Mention(span, "name" if head.pos == "PROPN" else "nominal")
        actors[known] = Actor(id=known, name=parse.text(span), mentions=(mention,))
        mention_at[head.index] = known
    return actors.get(known) if known else None


def _attribution(
    draft: Draft,
    ident: str,
    relation: Found,
    actor: Actor | None,
    quotes: QuoteMap,
    outer: int | None,
    actors: dict[str, Actor],
) -> Attribution:
    parse = draft.parse
    tokens = parse.tokens
    head = tokens[relation.source_head] if relation.source_head is not None else None
    confidence = round(relation.sure * (1.0 if relation.source else 0.8), 2)
    return Attribution(
        id=ident,
        source=Source(
            spans=_spans(tokens, [relation.source] if relation.source else []),
            head=head.span if head else None,
            actor=actor.id if actor else None,
            kind=kind_of(parse, head, actor),
        ),
        cue=Cue(
            spans=_spans(tokens, _runs(relation.cue)),
            lemma=" ".join(tokens[i].lemma for i in relation.cue),
        ),
        content=Content(spans=_spans(tokens, relation.pieces)),
        quotation=_quotation(relation, quotes),
        act=relation.act,
        said=_said(draft, relation),
        relays=_relays(draft, relation, actor),
        within=f"S{outer + 1}" if outer is not None else None,
        confidence=confidence,
        why=f"{relation.name}: {relation.shape}",
    )


def _spans(tokens: tuple[Token, ...], pieces: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(tokens[first].start, tokens[last - 1].end) for first, last in pieces)


def _runs(indices: tuple[int, ...]) -> list[tuple[int, int]]:
    """Token ranges of neighbouring tokens."""
    runs: list[tuple[int, int]] = []
    for i in indices:
        if runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _quotation(relation: Found, quotes: QuoteMap) -> Quotation:
    inside = [i in quotes.at for first, last in relation.pieces for i in range(first, last)]
    if all(inside):
        return "direct"
    return "mixed" if any(inside) else "indirect"


def _said(draft: Draft, relation: Found) -> str | None:
    """The time expression of the cue's own clause, outside the content: when it was said."""
    parse = draft.parse
    cue = parse.tokens[relation.head]
    first, last = cue.left, cue.right
    contents = _spans(parse.tokens, relation.pieces)
    near: list[tuple[int, str]] = []
    for timex in draft.timexes:
        if timex.type not in ("DATE", "TIME") or any(c.meets(timex.span) for c in contents):
            continue
        at = next((i for i in range(first, last) if parse.tokens[i].start == timex.span.start), -1)
        if at >= 0 and _is_own(parse, parse.tokens[at], cue):
            near.append((abs(at - cue.index), timex.id))
    return min(near)[1] if near else relation_time(draft, relation)


def relation_time(draft: Draft, relation: Found) -> str | None:
    """The time at the end of a phrase without a verb: "according to officials, Sunday"."""
    if relation.entry.pos != "preposition" or relation.source is None:
        return None
    tokens = draft.parse.tokens
    at = relation.source[1]
    while at < len(tokens) and (tokens[at].text == "," or tokens[at].lower == "on"):
        at += 1
    if at == len(tokens):
        return None
    return next((t.id for t in draft.timexes if t.span.start == tokens[at].start), None)


def _without_time(draft: Draft, relation: Found) -> Found:
    """The time of a phrase without a verb is no part of its content."""
    time = relation_time(draft, relation)
    timex = next((t for t in draft.timexes if t.id == time), None)
    if timex is None:
        return relation
    tokens = draft.parse.tokens
    pieces = tuple(
        (first, last)
        for first, last in relation.pieces
        if not timex.span.covers(Span(tokens[first].start, tokens[last - 1].end))
    )
    return msgspec.structs.replace(relation, pieces=pieces) if pieces else relation


def _is_own(parse: Parse, token: Token, cue: Token) -> bool:
    """True if no clause stands between a word and the cue, a participle of a noun aside."""
    for up in (token, *parse.ancestors(token)):
        if up.index == cue.index:
            return True
        if up.pos in ("VERB", "AUX") and up.relation != "acl":
            return False
    return False


def _relays(draft: Draft, relation: Found, actor: Actor | None) -> tuple[str, ...]:
    """Media that the cue's own clause names beside the source: "told Reuters"."""
    parse = draft.parse
    cue = parse.tokens[relation.head]
    found: list[str] = []
    by_id = {a.id: a for a in draft.actors}
    for i in range(cue.left, cue.right):
        ident = draft.mention_at.get(i)
        if ident is None or relation.covers(i) or (actor and ident == actor.id):
            continue
        if relation.source and relation.source[0] <= i < relation.source[1]:
            continue
        if kind_of(parse, parse.tokens[i], by_id[ident]) == "media" and ident not in found:
            found.append(ident)
    return tuple(found)


def _reason(parse: Parse, relation: Found, actor: Actor | None) -> Reason:
    tokens = parse.tokens
    cue = Reason(
        entry=f"cues:{relation.name}",
        detail=f"act {relation.act}, sure {relation.sure}",
        span=tokens[relation.head].span,
    )
    parts = [cue, Reason("content", relation.shape, _spans(tokens, relation.pieces)[0])]
    if relation.source:
        name = f"the actor {actor.id}, {actor.name}" if actor else "no actor"
        parts.append(Reason("source", name, _spans(tokens, [relation.source])[0]))
    return Reason(f"attribution by {relation.entry.pos}", relation.name, because=tuple(parts))

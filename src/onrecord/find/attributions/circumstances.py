"""What stands beside a cue: when it was said, and through whom it reached the report."""

import msgspec

from onrecord.find.attributions.kinds import kind_of
from onrecord.find.attributions.relations import Found, spans_of
from onrecord.model import Actor, Draft, Parse, Span, Token


def said_at(draft: Draft, relation: Found) -> str | None:
    """The time expression of the cue's own clause, outside the content: when it was said."""
    parse = draft.parse
    cue = parse.tokens[relation.head]
    first, last = cue.left, cue.right
    contents = spans_of(parse.tokens, relation.pieces)
    near: list[tuple[int, str]] = []
    for timex in draft.timexes:
        if timex.type not in ("DATE", "TIME") or any(c.meets(timex.span) for c in contents):
            continue
        at = next((i for i in range(first, last) if parse.tokens[i].start == timex.span.start), -1)
        if at >= 0 and _is_own(parse, parse.tokens[at], cue):
            near.append((abs(at - cue.index), timex.id))
    return min(near)[1] if near else _time_of_phrase(draft, relation)


def _time_of_phrase(draft: Draft, relation: Found) -> str | None:
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


def without_time(draft: Draft, relation: Found) -> Found:
    """The time of a phrase without a verb is no part of its content."""
    time = _time_of_phrase(draft, relation)
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


def relays_of(draft: Draft, relation: Found, actor: Actor | None) -> tuple[str, ...]:
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

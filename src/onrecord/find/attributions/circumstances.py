"""What stands beside a cue: when it was said, and through whom it reached the report."""

from collections.abc import Mapping

import msgspec

from onrecord.find.attributions.kinds import kind_of
from onrecord.find.attributions.relations import Found, spans_of
from onrecord.model import Actor, Draft, Parse, Timex, Token

Times = Mapping[int, Timex]  # by the character at which they begin


def times_of(draft: Draft) -> Times:
    """The time expressions by their first characters."""
    return {timex.span.start: timex for timex in draft.timexes}


def said_at(parse: Parse, relation: Found, times: Times) -> str | None:
    """The time expression of the cue's own clause, outside the content: when it was said."""
    cue = parse.tokens[relation.head]
    contents = spans_of(parse.tokens, relation.pieces)
    near: list[tuple[int, str]] = []
    for token in parse.tokens[cue.left : cue.right]:
        timex = times.get(token.start)
        if timex is None or timex.type not in ("DATE", "TIME"):
            continue
        if not any(c.meets(timex.span) for c in contents) and _is_own(parse, token, cue):
            near.append((abs(token.index - cue.index), timex.id))
    if near:
        return min(near)[1]
    timex = _time_of_phrase(parse, relation, times)
    return timex.id if timex else None


def _time_of_phrase(parse: Parse, relation: Found, times: Times) -> Timex | None:
    """The time at the end of a phrase without a verb: "according to officials, Sunday"."""
    if relation.entry.pos != "preposition" or relation.source is None:
        return None
    tokens = parse.tokens
    at = relation.source[1]
    while at < len(tokens) and (tokens[at].text == "," or tokens[at].lower == "on"):
        at += 1
    return times.get(tokens[at].start) if at < len(tokens) else None


def without_time(parse: Parse, relation: Found, times: Times) -> Found:
    """The time of a phrase without a verb is no part of its content."""
    timex = _time_of_phrase(parse, relation, times)
    if timex is None:
        return relation
    pieces = tuple(
        piece
        for piece, span in zip(
            relation.pieces, spans_of(parse.tokens, relation.pieces), strict=True
        )
        if not timex.span.covers(span)
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


def relays_of(
    draft: Draft, relation: Found, actor: Actor | None, actors: Mapping[str, Actor]
) -> tuple[str, ...]:
    """Media that the cue's own clause names beside the source: "told Reuters"."""
    parse = draft.parse
    cue = parse.tokens[relation.head]
    found: list[str] = []
    for i in range(cue.left, cue.right):
        ident = draft.mention_at.get(i)
        if ident is None or relation.covers(i) or (actor and ident == actor.id):
            continue
        if relation.source and relation.source[0] <= i < relation.source[1]:
            continue
        if actors[ident].kind in ("person", "group") or ident in found:
            continue  # reporters who listen relay nothing
        if kind_of(parse, parse.tokens[i], actors[ident]) == "media":
            found.append(ident)
    return tuple(found)

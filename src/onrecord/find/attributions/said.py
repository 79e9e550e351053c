"""When it was said: the time that dates a statement, told apart from the times it speaks of."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from onrecord.find.attributions.clauses import NOUNS
from onrecord.find.attributions.media import is_occasion
from onrecord.find.attributions.relations import Found, spans_of
from onrecord.find.attributions.surroundings import Beside, Surroundings
from onrecord.knowledge.statements import traits
from onrecord.model import Draft, Parse, Span, Timex, Token

Times = Mapping[int, Timex]  # by each of their tokens

DATED = ("DATE", "TIME")
OF_NOUN = ("poss", "compound", "nmod", "amod", "npadvmod", "nummod", "appos", "dep")
OF_VERB = (
    "npadvmod",
    "dobj",
    "advmod",
    "tmod",
    "nmod",
    "dep",
    "appos",
    "nummod",
    "compound",
    "amod",
)
CLAUSES = ("clause", "infinitive", "question")  # contents that a time may wrongly open
AHEAD = "FUTURE_REF"  # "in the future"
QUOTES = ("“", "‘", '"', "«", "„")
DAY = len("2024-10-27")


class Dated(NamedTuple):
    """The time of a statement, and by which words it dates it."""

    timex: Timex
    by: str
    span: Span


def times_of(draft: Draft) -> Times:
    """The time expressions by the tokens that they cover."""
    found: dict[int, Timex] = {}
    tokens = draft.parse.tokens
    at = 0
    for timex in sorted(draft.timexes, key=lambda t: t.span):
        while at < len(tokens) and tokens[at].end <= timex.span.start:
            at += 1
        index = at
        while index < len(tokens) and tokens[index].start < timex.span.end:
            found.setdefault(index, timex)
            index += 1
    return found


def said_at(
    parse: Parse, relation: Found, around: Surroundings, times: Times, *, thing: bool
) -> Dated | None:
    """The time that dates a statement, or None.

    It stands with the cue ("said on Friday"), with the occasion ("in a September interview"),
    with a participle of speaking ("speaking on Friday"), or with a `thing` that speaks ("Monday's
    statement said").
    """
    beside = {b.token.index: b for b in around}
    seen: set[str] = set()
    for b in around:
        timex = times.get(b.token.index)
        if timex is None or timex.id in seen or _is_title(parse, timex):
            continue
        seen.add(timex.id)
        by = _dates(parse, b, beside, timex)
        if by and timex.type in DATED and timex.value != AHEAD:
            return Dated(timex, by, timex.span)
    of_thing = _of_thing(parse, relation, times) if thing else None
    return of_thing or _behind(parse, relation, times) or _on_agent(parse, relation, times)


def _is_title(parse: Parse, timex: Timex) -> bool:
    """True for words in marks of their own: "on ABC's “This Week”"."""
    before = parse.report.text[max(0, timex.span[0] - 2) : timex.span[0]]
    return before[-1:] in QUOTES or before == "''"


def _dates(parse: Parse, b: Beside, beside: dict[int, Beside], timex: Timex) -> str | None:
    """What a time stands with, in words, if that dates the statement."""
    dating = b.via in traits("dating")
    if b.host.pos in ("VERB", "AUX") or (b.host.index not in beside and b.host.pos not in NOUNS):
        return f"with “{b.host.text}”" if dating or (not b.via and b.way in OF_VERB) else None
    host = beside.get(b.host.index)
    if host is None or not (dating or (not b.via and b.way in OF_NOUN)):
        return None
    if is_occasion(parse, host):
        return f"with “{host.token.text}”"
    if not b.via and b.token.index and parse.tokens[b.token.index - 1].text == ",":
        return "set off by a comma"  # "… published by the Gazette, Friday, …"
    after = host.via in traits("after") and b.via and len(timex.value) >= DAY
    return f"after “{host.token.text}”" if after and timex.value[:1].isdigit() else None


def _of_thing(parse: Parse, relation: Found, times: Times) -> Dated | None:
    """The date of a document, a poll or a report of the media that speaks itself."""
    if relation.source is None or relation.source_head is None:
        return None
    source = parse.tokens[relation.source_head]
    for index in range(source.left, source.right):
        timex = times.get(index)
        token = parse.tokens[index]
        if timex is None or timex.type not in DATED:
            continue
        up = parse.head(token)
        of_head = up.index == relation.source_head and token.relation in OF_NOUN
        if up.relation == "prep" and up.lower in traits("dating"):
            of_head = up.head == relation.source_head
        if of_head:
            head = parse.tokens[relation.source_head]
            return Dated(timex, f"with “{head.text}”", timex.span)
    return None


def _behind(parse: Parse, relation: Found, times: Times) -> Dated | None:
    """The time at the end of a phrase without a verb: "according to officials, Sunday"."""
    timex = time_of_phrase(parse, relation, times)
    return Dated(timex, "at the end of the phrase", timex.span) if timex else None


def _on_agent(parse: Parse, relation: Found, times: Times) -> Dated | None:
    """The time behind the doer of a passive: "was told by an aide in March"."""
    tokens, head = parse.tokens, relation.source_head
    if relation.source is None or head is None or parse.head(tokens[head]).relation != "agent":
        return None
    at = relation.source[1]
    if at + 1 >= len(tokens):
        return None
    opens = tokens[at]
    if opens.head != head or opens.relation not in ("prep", *OF_NOUN):
        return None
    timex = times.get(at + 1 if opens.lower in traits("dating") else at)
    if timex is None or timex.type not in DATED:
        return None
    return Dated(timex, f"behind “{tokens[head].text}”", timex.span)


def time_of_phrase(parse: Parse, relation: Found, times: Times) -> Timex | None:
    """The time behind the source of a cue that is no verb."""
    if relation.entry.pos != "preposition" or relation.source is None:
        return None
    tokens = parse.tokens
    at = relation.source[1]
    while at < len(tokens) and (tokens[at].text == "," or tokens[at].lower in traits("dating")):
        if at in times:
            break
        at += 1
    return times.get(at)


def without_time(parse: Parse, relation: Found, times: Times) -> tuple[Found, Dated | None]:
    """The relation with a content that does not begin with the time of saying, and that time.

    Parsers hang the time in "said Monday the strike would end" on the strike's end.
    """
    behind = time_of_phrase(parse, relation, times)
    if behind is not None:
        return _without(parse, relation, behind.span), None
    alone = _alone(parse, relation, times)
    if alone is not None:
        number, time = alone
        rest = relation.pieces[:number] + relation.pieces[number + 1 :]
        dated = Dated(time, "beside the cue", time.span)
        return msgspec.structs.replace(relation, pieces=rest), dated
    if relation.shape not in CLAUSES or relation.entry.pos != "verb" or not relation.pieces:
        return relation, None
    first, last = relation.pieces[0]
    if first <= relation.head or not _follows(parse, relation, first):
        return relation, None
    at = first + 1 if parse.tokens[first].lower in traits("dating") else first
    timex = times.get(at) or times.get(first)
    if timex is None or timex.type not in DATED:
        return relation, None
    end = at
    while end < last and times.get(end) is timex:
        end += 1
    if end >= last or not _opens(parse, relation, parse.tokens[at], parse.tokens[end]):
        return relation, None
    pieces = ((end, last), *relation.pieces[1:])
    dated = Dated(timex, "between the cue and the content", timex.span)
    return msgspec.structs.replace(relation, pieces=pieces), dated


def _alone(parse: Parse, relation: Found, times: Times) -> tuple[int, Timex] | None:
    """A time that is a piece of the content by itself: "…, the minister said on Thursday"; the
    number of the piece comes first."""
    if len(relation.pieces) < 2 or relation.entry.pos != "verb":
        return None
    for number, (first, last) in enumerate(relation.pieces):
        opens = parse.tokens[first].lower in traits("dating") and first not in times
        timex = times.get(first + opens) if first + opens < last else None
        whole = all(times.get(i) is timex for i in range(first + opens, last))
        if timex and timex.type in DATED and whole:
            return number, timex
    return None


def _without(parse: Parse, relation: Found, span: Span) -> Found:
    spans = spans_of(parse.tokens, relation.pieces)
    pieces = tuple(p for p, s in zip(relation.pieces, spans, strict=True) if not span.covers(s))
    return msgspec.structs.replace(relation, pieces=pieces) if pieces else relation


def _follows(parse: Parse, relation: Found, first: int) -> bool:
    """True if nothing but the cue, who hears it and its own phrases stand before a content."""
    cue = max(relation.cue)
    return first == cue + 1 or (
        cue < first <= cue + 4
        and all(parse.tokens[i].pos not in ("VERB", "AUX") for i in range(cue + 1, first))
        and parse.tokens[first - 1].text != ","
    )


def _opens(parse: Parse, relation: Found, time: Token, after: Token) -> bool:
    """True for a time that stands beside the clause it opens, as no part of its subject."""
    up = parse.head(time)
    relations = (time.relation, up.relation if up.relation == "prep" else "prep")
    free = relations[0] in ("npadvmod", "advmod", "tmod", "pobj", "nmod") and relations[1] == "prep"
    return free and after.pos not in ("VERB", "AUX", "PUNCT", "ADP", "CCONJ")

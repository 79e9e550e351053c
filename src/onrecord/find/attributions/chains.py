"""From whom a statement comes and through whom it reached the report: its origin and its relays."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from onrecord.find.attributions.kinds import kind_of
from onrecord.find.attributions.media import (
    OBJECTS,
    SPOKEN_TO,
    Outlets,
    is_occasion,
    phrase_at,
)
from onrecord.find.attributions.nested import ATTITUDES
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.surroundings import Beside, Surroundings
from onrecord.knowledge.statements import bearers, media, nouns_of_media
from onrecord.model import Actor, Attribution, Parse, Reason, Span, Token
from onrecord.model.words import Medium, SourceKind

OWN_PLACES: tuple[Medium, ...] = ("social-media", "article", "document")
OWNS = ("poss", "compound", "nmod")
PEOPLE = ("person", "group")
NOTHING: tuple[SourceKind, ...] = ("unnamed", "none")
PAPERS: tuple[SourceKind, ...] = ("document", "poll")
BODIES: tuple[SourceKind, ...] = ("media", "organization")


class Link(Struct, frozen=True, gc=False):
    """One who passes a statement on, the entry that says so, and where."""

    actor: str
    entry: str
    span: Span


def relays_of(
    parse: Parse,
    around: Surroundings,
    known: Mapping[int, str],
    outlets: Outlets,
    source: str | None,
) -> tuple[Link, ...]:
    """The media beside a cue that passed a statement on, in the order of their nearness."""
    beside = {b.token.index: b for b in around}
    found: dict[str, Link] = {}
    for b in around:
        ident = known.get(b.token.index)
        if ident is None or b.token.index not in outlets.media or ident == source:
            continue
        if _is_own_place(parse, b):
            continue
        entry = _entry(parse, b, beside, outlets)
        if entry:
            found.setdefault(ident, Link(ident, entry, b.token.span))
    return tuple(found.values())


def _is_own_place(parse: Parse, b: Beside) -> bool:
    """True for a medium that is no outlet: "on his blog", "on social media"."""
    name = phrase_at(parse, b.token, nouns_of_media()) if b.token.pos == "NOUN" else None
    return name is not None and media()[name].medium in OWN_PLACES


def _entry(parse: Parse, b: Beside, beside: dict[int, Beside], outlets: Outlets) -> str | None:
    """The entry of the words that bring a medium beside a cue."""
    host, lemma = b.host, b.host.lemma
    if b.way in OWNS:
        upper = None if host.index in outlets.media else beside.get(host.index)
        apt = upper and (_is_face(host, outlets) or is_occasion(parse, upper))
        return _entry(parse, upper, beside, outlets) if upper and apt else None
    if host.pos == "VERB" and lemma in bearers("carrier") and _carries(b):
        return bearers("carrier")[lemma]
    if _is_told(b) and (lemma in bearers("hearer") or host.index not in beside):
        return bearers("hearer").get(lemma) or bearers("preposition").get(b.via)
    if b.via in bearers("preposition") and _is_spoken(parse, host, beside):
        return bearers("preposition")[b.via]
    return None


def _is_face(token: Token, outlets: Outlets) -> bool:
    """True for somebody of a medium: "told CNN's Jane Roe"."""
    return token.pos == "PROPN" or token.index in outlets.media


def _carries(b: Beside) -> bool:
    """True for the doer of a carrier verb, and for where it is carried ("aired on CNN")."""
    return b.via in ("by", "in", "on") or (not b.via and b.way in ("nsubj", "pobj"))


def _is_told(b: Beside) -> bool:
    if b.host.pos != "VERB":
        return False
    return (not b.via and b.way in OBJECTS) or b.via in SPOKEN_TO


def _is_spoken(parse: Parse, host: Token, beside: dict[int, Beside]) -> bool:
    """True for a phrase on the cue, on a verb of speaking or on an occasion."""
    if host.pos in ("VERB", "AUX"):
        return host.relation != "pcomp"
    upper = beside.get(host.index)
    return upper is not None and is_occasion(parse, upper)


def cited_in(
    parse: Parse,
    relation: Found,
    around: Surroundings,
    known: Mapping[int, str],
    actors: Mapping[str, Actor],
    kind: SourceKind,
) -> tuple[Token, str] | None:
    """Whom a source cites beside the cue, with the entry: "the Gazette reported, citing police".

    A source that cites a paper speaks for himself all the same, unless it is a medium or a body.
    """
    citing = bearers("citing")
    for b in around:
        if b.way != "dobj" or b.via or b.host.lemma not in citing or _is_denied(parse, b.host):
            continue
        ident = known.get(b.token.index)
        actor = actors.get(ident) if ident else None
        cited = kind_of(parse, b.token, actor, known, actors).kind
        if cited in NOTHING and (actor is None or actor.kind == "unknown"):
            continue
        if cited not in PAPERS or kind in BODIES:
            return b.token, citing[b.host.lemma]
    return None


def _is_denied(parse: Parse, verb: Token) -> bool:
    return parse.child(verb, "neg") is not None


def nested(attributions: list[Attribution], reasons: dict[str, Reason]) -> list[Attribution]:
    """The attributions, with the relays of what media report somebody to say.

    "Reuters reported that the mayor denied the sale": the denial came through Reuters, and through
    those from whom Reuters has it.
    """
    by_id = {a.id: a for a in attributions}
    found = []
    for a in attributions:
        outer = by_id.get(a.within) if a.within else None
        told = outer is not None and outer.source.kind == "media" and a.act not in ATTITUDES
        if told and outer and outer.origin and a.origin:
            chain = (*a.relays, outer.origin, *outer.relays)
            relays = tuple(r for r in dict.fromkeys(chain) if r != a.origin)
            if relays != a.relays:
                reasons[a.id] = with_part(
                    reasons[a.id], Reason("relays", f"within {outer.id}, which media report")
                )
                a = replace(a, relays=relays)
        found.append(a)
    return found


def with_part(reason: Reason, *parts: Reason) -> Reason:
    """A reason with further parts."""
    return replace(reason, because=(*reason.because, *parts))

"""From relations in tokens to attributions on record."""

import msgspec

from onrecord.find.attributions.circumstances import (
    Times,
    relays_of,
    said_at,
    times_of,
    without_time,
)
from onrecord.find.attributions.kinds import kind_of
from onrecord.find.attributions.moods import in_mood
from onrecord.find.attributions.nested import containers, without_idle
from onrecord.find.attributions.quotes import QuoteMap
from onrecord.find.attributions.relations import Found, spans_of
from onrecord.find.attributions.settling import FIRST_PERSON
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
from onrecord.model.words import Quotation

NOBODY = 0.8  # confidence where no source is named
UNSAID = 0.8  # confidence where a modal verb makes it no more than possible or expected
THINGS = ("document", "poll")  # kinds of source that no person is


def recorded(draft: Draft, found: list[Found], quotes: QuoteMap, notes: list[Note]) -> Draft:
    parse = draft.parse
    found = sorted(found, key=lambda r: (r.cue[0], r.pieces))
    found = without_idle(parse, found, draft.mention_at)
    outer = containers(found)
    actors = {actor.id: actor for actor in draft.actors}
    mention_at = dict(draft.mention_at)
    reasons = dict(draft.reasons)
    times = times_of(draft)
    attributions: list[Attribution] = []
    for number, relation in enumerate(found):
        ident = f"S{number + 1}"
        relation = without_time(parse, in_mood(parse, relation), times)
        actor = _actor(parse, relation, found, outer[number], actors, mention_at)
        attribution = _attribution(
            draft, ident, relation, actor, quotes, outer[number], actors, times
        )
        attributions.append(attribution)
        reasons[ident] = _reason(parse, relation, actor)
    return msgspec.structs.replace(
        draft,
        actors=tuple(actors.values()),
        attributions=tuple(_relayed(attributions)),
        mention_at=mention_at,
        reasons=reasons,
        notes=(*draft.notes, *notes),
    )


def _relayed(attributions: list[Attribution]) -> list[Attribution]:
    """What media report somebody to say came through them: "…, the agency quoted him as saying"."""
    by_id = {a.id: a for a in attributions}
    found = []
    for a in attributions:
        outer = by_id[a.within].source if a.within else None
        relay = outer.actor if outer and outer.kind == "media" else None
        if relay and relay not in (*a.relays, a.source.actor) and a.source.kind != "none":
            a = msgspec.structs.replace(a, relays=(*a.relays, relay))
        found.append(a)
    return found


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
    times: Times,
) -> Attribution:
    parse = draft.parse
    tokens = parse.tokens
    head = tokens[relation.source_head] if relation.source_head is not None else None
    share = (1.0 if relation.source else NOBODY) * (UNSAID if relation.modal else 1.0)
    kind = kind_of(parse, head, actor)
    if kind == "unnamed" and head is not None and _is_share(draft, head):
        kind = "poll"
    thing = kind in THINGS or (actor is not None and actor.kind == "unknown" and kind == "unnamed")
    by_thing = relation.entry.of_things if thing else None
    return Attribution(
        id=ident,
        source=Source(
            spans=spans_of(tokens, [relation.source] if relation.source else []),
            head=head.span if head else None,
            actor=actor.id if actor else None,
            kind=kind,
        ),
        cue=Cue(
            spans=spans_of(tokens, _runs(relation.cue)),
            lemma=_lemma(parse, relation),
        ),
        content=Content(spans=spans_of(tokens, relation.pieces)),
        quotation=_quotation(relation, quotes),
        act=by_thing or relation.act,
        said=said_at(draft.parse, relation, times),
        relays=relays_of(draft, relation, actor, actors),
        within=f"S{outer + 1}" if outer is not None else None,
        confidence=round(relation.sure * share, 2),
        why=": ".join((relation.name, ", ".join((relation.shape, *_mood(relation))))),
    )


def _mood(relation: Found) -> list[str]:
    """What the cue's own modal verb and negation say, in words."""
    said = [f"{relation.modal}: not yet said"] if relation.modal else []
    return [*said, "negated"] if relation.negated else said


def _is_share(draft: Draft, head: Token) -> bool:
    """True for a part of those asked: "two-thirds of fishermen", "almost half"."""
    parts = (f.span for f in draft.figures if f.unit in ("percent", "share"))
    return any(span.meets(head.span) for span in parts)


def _lemma(parse: Parse, relation: Found) -> str:
    """The lemmas of the cue's words; prepositions as printed ("according to")."""
    words = [parse.tokens[i] for i in relation.cue]
    printed = relation.entry.pos == "preposition"
    return " ".join(word.lower if printed else word.lemma for word in words)


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
    marked = any(i in quotes.marked for first, last in relation.pieces for i in range(first, last))
    return "mixed" if marked else "indirect"


def _reason(parse: Parse, relation: Found, actor: Actor | None) -> Reason:
    tokens = parse.tokens
    cue = Reason(
        entry=f"cues:{relation.name}",
        detail=", ".join((f"act {relation.act}", f"sure {relation.sure}", *_mood(relation))),
        span=tokens[relation.head].span,
    )
    parts = [cue, Reason("content", relation.shape, spans_of(tokens, relation.pieces)[0])]
    if relation.source:
        name = f"the actor {actor.id}, {actor.name}" if actor else "no actor"
        parts.append(Reason("source", name, spans_of(tokens, [relation.source])[0]))
    return Reason(f"attribution by {relation.entry.pos}", relation.name, because=tuple(parts))

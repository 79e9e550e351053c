"""From relations in tokens to attributions on record."""

import re

import msgspec

from onrecord.find.attributions.carrying import carried
from onrecord.find.attributions.chains import nested, with_part
from onrecord.find.attributions.circumstances import Circumstances, Saying, reasons_of
from onrecord.find.attributions.kinds import owner_of
from onrecord.find.attributions.labelled import act_of, label_of
from onrecord.find.attributions.moods import in_mood
from onrecord.find.attributions.nested import containers, without_idle
from onrecord.find.attributions.quotes import QuoteMap
from onrecord.find.attributions.relations import Found, spans_of
from onrecord.find.attributions.settling import FIRST_PERSON
from onrecord.find.attributions.speakers import phrase_of, subject_of
from onrecord.find.status import Statuses
from onrecord.knowledge.cues import source_words
from onrecord.knowledge.statements import traits
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
from onrecord.model.words import ActorKind, Quotation

NOBODY = 0.8  # confidence where no source is named
UNSAID = 0.8  # confidence where a modal verb makes it no more than possible or expected
AGE = re.compile(r", (?:[1-9]\d|1[01]\d)\b[,.;]")  # behind a name: of a person
PAPERS = ("document", "poll")  # kinds of source that no person is


def recorded(draft: Draft, found: list[Found], quotes: QuoteMap, notes: list[Note]) -> Draft:
    """The draft with its relations as attributions, the actors that they bring, and the reasons."""
    parse = draft.parse
    found = sorted(found, key=lambda r: (r.cue[0], r.pieces))
    found = without_idle(parse, found, draft.mention_at)
    outer = containers(found)
    actors = {actor.id: actor for actor in draft.actors}
    reasons = dict(draft.reasons)
    circumstances = Circumstances(draft, found, actors)
    statuses = Statuses(parse)
    known = circumstances.known
    attributions: list[Attribution] = []
    for number, relation in enumerate(found):
        ident = f"S{number + 1}"
        relation, dated = circumstances.timeless(in_mood(parse, relation, statuses))
        actor = _actor(parse, relation, found, outer[number], actors, known)
        saying = circumstances.of(number, relation, actor, dated)
        origin = _origin(parse, saying, actor, actors, known)
        attributions.append(
            _attribution(parse, ident, relation, actor, saying, quotes, outer[number], origin)
        )
        cited = (
            [Reason("origin", _cited(saying, origin), saying.cited[0].span)] if saying.cited else []
        )
        reasons[ident] = with_part(
            _reason(parse, relation, actor), *reasons_of(saying, actors), *cited
        )
    attributions = carried(parse, found, outer, attributions, circumstances.times, reasons)
    return msgspec.structs.replace(
        draft,
        actors=tuple(actors.values()),
        attributions=tuple(nested(attributions, reasons)),
        mention_at=known,
        reasons=reasons,
        notes=(*draft.notes, *notes),
    )


def _origin(
    parse: Parse,
    saying: Saying,
    actor: Actor | None,
    actors: dict[str, Actor],
    known: dict[int, str],
) -> Actor | None:
    """From whom it comes: whom the source cites, else the source."""
    if saying.cited is None:
        return actor
    token = saying.cited[0]
    return actors.get(known.get(token.index, "")) or _new(
        parse, phrase_of(parse, token), actors, known
    )


def _cited(saying: Saying, origin: Actor | None) -> str:
    entry = saying.cited[1] if saying.cited else ""
    return f"{origin.name if origin else 'nobody known'}: relays:{entry}"


def _actor(
    parse: Parse,
    relation: Found,
    found: list[Found],
    outer: int | None,
    actors: dict[str, Actor],
    known: dict[int, str],
) -> Actor | None:
    """The actor of a source: the one known there, who made the paper that speaks, the outer
    speaker for "I", else a new one."""
    if relation.source is None or relation.source_head is None:
        return None
    head = parse.tokens[relation.source_head]
    ident = known.get(head.index)
    owner = parse.child(head, "poss")
    if ident is None and owner and head.pos == "NOUN":  # "their statement": whoever they are
        ident = known.get(owner.index)
    if ident is None and head.pos == "NOUN" and source_words().get(head.lemma.lower()) in PAPERS:
        ident = _maker(parse, head, actors, known)
    if ident is None and head.lower in FIRST_PERSON and outer is not None:
        speaker = found[outer].source_head
        ident = known.get(speaker) if speaker is not None else None
    if ident is None:
        ident = label_of(parse, relation, actors, known)
    if ident is None and head.pos != "PRON":
        return _new(parse, (*relation.source, head.index), actors, known)
    return actors.get(ident) if ident else None


def _maker(
    parse: Parse, head: Token, actors: dict[str, Actor], known: dict[int, str]
) -> str | None:
    """Who made a paper that speaks: a body named beside it, or who "issued a statement saying"."""
    owner = owner_of(parse, head, known, actors)
    if owner:
        return owner.id
    verb = parse.head(head)
    if head.relation != "dobj" or verb.lemma not in traits("making"):
        return None
    subject = subject_of(parse, verb)
    return known.get(subject.index) if subject else None


def _new(
    parse: Parse,
    phrase: tuple[int, int, int],
    actors: dict[str, Actor],
    known: dict[int, str],
) -> Actor:
    """A new actor for a noun phrase that no stage before took for one; the known one for a name
    that the parser missed here."""
    first, last, head = phrase
    span = Span(parse.tokens[first].start, parse.tokens[last - 1].end)
    named = parse.tokens[head].pos == "PROPN"
    mention = Mention(span, "name" if named else "nominal")
    name = parse.text(span)
    same = next((a for a in actors.values() if named and a.name == name), None)
    if same:
        mentions = tuple(sorted((*same.mentions, mention), key=lambda m: m.span))
        actors[same.id] = msgspec.structs.replace(same, mentions=mentions)
        known[head] = same.id
        return actors[same.id]
    ident = f"A{len(actors) + 1}"
    person = named and AGE.match(parse.report.text, span.end)
    kind: ActorKind = "person" if person else "unknown"
    actors[ident] = Actor(id=ident, name=name, kind=kind, mentions=(mention,))
    known[head] = ident
    return actors[ident]


def _attribution(
    parse: Parse,
    ident: str,
    relation: Found,
    actor: Actor | None,
    saying: Saying,
    quotes: QuoteMap,
    outer: int | None,
    origin: Actor | None,
) -> Attribution:
    tokens = parse.tokens
    head = tokens[relation.source_head] if relation.source_head is not None else None
    kind = saying.judged.kind
    thing = kind in PAPERS or (actor is not None and actor.kind == "unknown" and kind == "unnamed")
    by_thing = relation.entry.of_things if thing else None
    passing = [actor.id] if actor and origin and origin.id != actor.id else []
    chain = dict.fromkeys([*passing, *(link.actor for link in saying.relays)])
    return Attribution(
        id=ident,
        source=Source(
            spans=spans_of(tokens, [relation.source] if relation.source else []),
            head=head.span if head else None,
            actor=actor.id if actor else None,
            kind=kind,
            anonymity=saying.level.value,
        ),
        cue=Cue(
            spans=spans_of(tokens, _runs(relation.cue)),
            lemma=_lemma(parse, relation),
        ),
        content=Content(spans=spans_of(tokens, relation.pieces)),
        quotation=_quotation(relation, quotes),
        act=by_thing or act_of(parse, relation),
        said=saying.dated.timex.id if saying.dated else None,
        relays=tuple(relay for relay in chain if origin is None or relay != origin.id),
        within=f"S{outer + 1}" if outer is not None else None,
        confidence=_confidence(relation),
        why=": ".join((relation.name, ", ".join((relation.shape, *_mood(relation))))),
        medium=saying.told.medium if saying.told else None,
        origin=origin.id if origin else None,
        polarity=relation.polarity,
        status=relation.status,
        hedge=_words(parse, relation.hedge),
    )


def _words(parse: Parse, piece: tuple[int, int] | None) -> str | None:
    """The words of a token range as printed."""
    if piece is None:
        return None
    return parse.text((parse.tokens[piece[0]].start, parse.tokens[piece[1] - 1].end))


def _confidence(relation: Found) -> float:
    """How probable the relation is; where none was weighed, how sure its cue is."""
    if relation.probability is not None:
        return round(relation.probability, 2)
    share = (1.0 if relation.source else NOBODY) * (UNSAID if relation.modal else 1.0)
    return round(relation.sure * share, 2)


def _weighed(relation: Found) -> list[Reason]:
    """What moved the probability most: "model 0.83: shape=that +1.20, speaker=who -0.41"."""
    if relation.probability is None:
        return []
    moved = ", ".join(f"{name} {weight:+.2f}" for name, weight in relation.weighed)
    return [Reason("model", f"{relation.probability:.2f}: {moved}")]


def _mood(relation: Found) -> list[str]:
    """What the cue's own modal verb and negation say, in words."""
    said = [f"{relation.modal}: not yet said"] if relation.modal else []
    return [*said, "negated"] if relation.negated else said


def _said(parse: Parse, relation: Found) -> list[str]:
    """The status of the saying, where it is more than a plain one, and its hedge."""
    hedge = _words(parse, relation.hedge)
    status = [] if relation.status == "happened" else [f"status {relation.status}"]
    return [*status, f"hedged by “{hedge}”"] if hedge else status


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
        detail=", ".join(
            (
                f"act {relation.act}",
                f"sure {relation.sure}",
                *_mood(relation),
                *_said(parse, relation),
            )
        ),
        span=tokens[relation.head].span,
    )
    parts = [cue, Reason("content", relation.shape, spans_of(tokens, relation.pieces)[0])]
    if relation.source:
        name = f"the actor {actor.id}, {actor.name}" if actor else "no actor"
        parts.append(Reason("source", name, spans_of(tokens, [relation.source])[0]))
    parts.extend(_weighed(relation))
    return Reason(f"attribution by {relation.entry.pos}", relation.name, because=tuple(parts))

"""Labels of a transcript: "REYES: …" is the Alma Reyes of the report; what ends with "?" asks."""

import msgspec

from onrecord.find.attributions.relations import Found
from onrecord.model import Actor, Mention, Parse, Span
from onrecord.model.words import Act

FEWEST = 3  # letters of a surname in capitals
COLON = "colon"  # the entry


def label_of(
    parse: Parse, relation: Found, actors: dict[str, Actor], known: dict[int, str]
) -> str | None:
    """The actor whom a label before a colon names, with the label as a mention more: one who has
    the same words, else the only person with that surname."""
    if relation.name != COLON or relation.source is None or relation.source_head is None:
        return None
    first, last = relation.source
    span = Span(parse.tokens[first].start, parse.tokens[last - 1].end)
    whole, head = parse.text(span).lower(), parse.tokens[relation.source_head]
    same = [a.id for a in actors.values() if a.name.lower() == whole]
    if not same and head.text.isupper() and len(head.text) >= FEWEST:
        same = [a.id for a in actors.values() if _has_surname(a, head.lower)]
    if len(same) != 1:
        return None
    actor = actors[same[0]]
    form = "name" if actor.kind == "person" else actor.mentions[0].form
    mentions = sorted((*actor.mentions, Mention(span, form)), key=lambda mention: mention.span)
    actors[actor.id] = msgspec.structs.replace(actor, mentions=tuple(mentions))
    known[head.index] = actor.id
    return actor.id


def act_of(parse: Parse, relation: Found) -> Act:
    """What the words behind a label do; the act of the cue for all that is no label."""
    last = relation.pieces[-1][1] - 1
    asks = relation.name == COLON and parse.tokens[last].text == "?"
    return "ask" if asks else relation.act


def _has_surname(actor: Actor, word: str) -> bool:
    """True for a person of two names or more, of which the last is this word."""
    words = actor.name.lower().split()
    return actor.kind == "person" and len(words) > 1 and words[-1] == word

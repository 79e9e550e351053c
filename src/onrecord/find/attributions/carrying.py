"""What the next sentence of the same speaker takes over: the medium, the time and the relays.

"The mayor told the Gazette on Friday that the bridge was shut. He added that …": both were said on
one occasion. It is taken over only by a sentence that follows, in the same paragraph or, with a
pronoun or a word like "added", in the next one; with a cue in the simple past, as the first; and
only where neither a medium nor a time of its own is told.
"""

from msgspec.structs import replace

from onrecord.find.attributions.chains import with_part
from onrecord.find.attributions.nested import ATTITUDES
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.said import Times
from onrecord.knowledge.statements import traits
from onrecord.model import Attribution, Parse, Reason, Token

NEAR = 2  # sentences within which a statement goes on


def carried(
    parse: Parse,
    found: list[Found],
    outer: list[int | None],
    attributions: list[Attribution],
    times: Times,
    reasons: dict[str, Reason],
) -> list[Attribution]:
    """The attributions, each that goes on from the one before with what that one told."""
    made = list(attributions)
    last: int | None = None
    for number, relation in enumerate(found):
        if outer[number] is not None:
            continue
        if last is not None and _goes_on(
            parse, found[last], relation, made[last], made[number], times
        ):
            made[number] = _taken_over(made[last], made[number], reasons)
        last = number
    return made


def _goes_on(
    parse: Parse,
    first: Found,
    relation: Found,
    before: Attribution,
    here: Attribution,
    times: Times,
) -> bool:
    """True if a relation goes on from the one before it on the same occasion."""
    if here.said or here.medium or not (before.said or before.medium):
        return False
    if here.source.actor is None or here.source.actor != before.source.actor:
        return False
    cue, earlier = parse.tokens[relation.head], parse.tokens[first.head]
    if here.act in ATTITUDES or not (_is_simple(parse, cue) and _is_simple(parse, earlier)):
        return False
    if _is_elsewhen(parse, cue, relation, times, before):
        return False
    steps = cue.sentence - earlier.sentence
    paragraphs = _paragraph(parse, cue) - _paragraph(parse, earlier)
    quoted = steps <= 1 and here.quotation == "direct"
    return 0 <= steps <= NEAR and (
        paragraphs == 0 or (paragraphs == 1 and (quoted or _leans(parse, relation)))
    )


def _is_elsewhen(
    parse: Parse, cue: Token, relation: Found, times: Times, before: Attribution
) -> bool:
    """True where a word or a time of the cue's sentence tells of another occasion: "later said"."""
    if any(child.lower in traits("elsewhen") for child in parse.children(cue)):
        return True
    sentence = parse.sentences[cue.sentence]
    own = range(sentence.first, cue.index)
    others = (i for i in own if i in times and times[i].id != before.said)
    return any(not relation.covers(i) for i in others)


def _is_simple(parse: Parse, cue: Token) -> bool:
    """True for a cue in the simple past, or one that is no verb with a tense."""
    return cue.tag == "VBD" and parse.child(cue, "aux", "auxpass", "neg") is None


def _leans(parse: Parse, relation: Found) -> bool:
    """True for "he said", and for "added" whoever did."""
    pronoun = relation.source_head is not None and parse.tokens[relation.source_head].pos == "PRON"
    return pronoun or parse.tokens[relation.head].lemma in traits("continuing")


def _paragraph(parse: Parse, token: Token) -> int:
    return parse.sentences[token.sentence].paragraph


def _taken_over(before: Attribution, here: Attribution, reasons: dict[str, Reason]) -> Attribution:
    relays = tuple(r for r in before.relays if r != here.origin) if not here.relays else here.relays
    told = [
        Reason(name, f"{value}: carried on from {before.id}, by the same speaker")
        for name, value in (("medium", before.medium), ("said", before.said))
        if value
    ]
    if relays != here.relays:
        told.append(Reason("relay", f"carried on from {before.id}, by the same speaker"))
    reasons[here.id] = with_part(reasons[here.id], *told)
    return replace(here, medium=before.medium, said=before.said, relays=relays)

"""Attributions inside the content of others: which holds which, and which say nothing.

"He said that Rome denied the sale" is speech within speech, and stays. "He said he wanted peace"
is one statement: what a speaker says of his own mind is the content, not one more source.
"""

from collections.abc import Mapping

from onrecord.find.attributions.relations import Found
from onrecord.model import Parse
from onrecord.model.words import Act

ATTITUDES: tuple[Act, ...] = (
    *("believe", "doubt", "hope", "want", "intend", "fear", "know", "show", "praise"),
    *("criticise", "agree", "predict", "estimate", "thank"),
)
PERFORMED: tuple[Act, ...] = (
    *("promise", "threaten", "deny", "confirm", "refuse", "apologise", "accuse", "warn"),
)
PERSONAL = ("PRP", "PRP$", "WP", "WDT", "DT")
LABEL = "colon"  # the entry of a speaker's name before what he says
LIGHT = ("noun", "infinitive", "gerund", "about")


def containers(found: list[Found]) -> list[int | None]:
    """For each relation the smallest other one whose content holds its cue."""
    cues: dict[int, list[int]] = {}
    for number, relation in enumerate(found):
        cues.setdefault(relation.cue[0], []).append(number)
    smallest: list[int | None] = [None] * len(found)
    for number, relation in enumerate(found):
        inside = (i for first, last in relation.pieces for i in range(first, last) if i in cues)
        for other in (other for i in inside for other in cues[i] if other != number):
            best = smallest[other]
            if best is None or relation.size() < found[best].size():
                smallest[other] = number
    return smallest


def without_idle(parse: Parse, found: list[Found], known: Mapping[int, str]) -> list[Found]:
    """The relations without the nested ones that add no source and no speech."""
    outer = containers(found)
    return [
        relation
        for relation, at in zip(found, outer, strict=True)
        if at is None or not _is_idle(parse, relation, found[at], known)
    ]


def _is_idle(parse: Parse, relation: Found, outer: Found, known: Mapping[int, str]) -> bool:
    """True for an attitude of the outer speaker, of a pronoun or of nobody, and for anything but
    a plain act of speech by a pronoun that stands for nobody known."""
    head = relation.source_head
    pronoun = head is not None and parse.tokens[head].pos == "PRON"
    who = known.get(head) if head is not None else None
    speaker = known.get(outer.source_head) if outer.source_head is not None else None
    same = who is not None and who == speaker
    if relation.act in ATTITUDES:
        if relation.shape in LIGHT:
            return same or pronoun or head is None
        return same or (pronoun and who is None and relation.entry.pos in ("verb", "preposition"))
    personal = head is not None and parse.tokens[head].tag in PERSONAL
    if personal and who is None and relation.entry.pos == "verb":
        return relation.act not in PERFORMED and not _is_recalled(parse, relation, outer)
    return relation.act == "assert" and relation.shape in LIGHT and (same or head is None)


def _is_recalled(parse: Parse, relation: Found, outer: Found) -> bool:
    """True for what a speaker of a transcript said before: "REYES: I told the farmers that …"."""
    head, cue = relation.source_head, parse.tokens[relation.head]
    said = relation.shape not in LIGHT and cue.tag == "VBD"
    return said and head is not None and outer.name == LABEL and parse.tokens[head].lower == "i"

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
LIGHT = ("noun", "infinitive", "gerund", "about")


def containers(found: list[Found]) -> list[int | None]:
    """For each relation the smallest other one whose content holds its cue."""
    return [_container(found, i) for i in range(len(found))]


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
        return same or (pronoun and who is None and relation.entry.pos == "verb")
    personal = head is not None and parse.tokens[head].tag in PERSONAL
    if personal and who is None and relation.entry.pos == "verb":
        return relation.act not in PERFORMED
    return relation.act == "assert" and relation.shape in LIGHT and (same or head is None)


def _container(found: list[Found], number: int) -> int | None:
    cue = found[number].cue[0]
    around = [i for i, r in enumerate(found) if i != number and r.covers(cue)]
    return min(around, key=lambda i: found[i].size()) if around else None

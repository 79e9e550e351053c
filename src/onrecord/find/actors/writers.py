"""Find who wrote a report: whoever says "I" outside quotations, if nobody is interviewed."""

from typing import NamedTuple

from msgspec.structs import replace

from onrecord.find.actors.lookup import lexicon
from onrecord.find.actors.quoted import quoted_words
from onrecord.find.actors.turns import Paragraphs
from onrecord.knowledge.imprint import labels
from onrecord.model import Actor, Draft, Reason

HEAD = 12  # paragraphs at the top of a text in which a byline or a salutation may stand
FOOT = 6  # paragraphs at its end in which a signature may stand
SHORT = 8  # tokens of a byline or a signature
BYLINE = "the writer by the byline that came with the report"


class Writer(NamedTuple):
    """The actor who wrote the report, and by which rule we know."""

    actor: str
    rule: str


def with_writer(draft: Draft) -> Draft:
    """The draft with an actor for the one name that came with the report, if the report itself
    prints it nowhere and yet says "I"."""
    name = _given(draft)
    if name is None or any(a.name.casefold() == name.casefold() for a in draft.actors):
        return draft
    quoted = quoted_words(draft.parse)
    said = (t for t in draft.parse.tokens if t.lower == "i" and t.tag == "PRP")
    if all(quoted[token.index] for token in said):
        return draft
    number = 1 + max((int(a.id[1:]) for a in draft.actors), default=0)
    actor = Actor(id=f"A{number}", name=name, kind="person")
    reasons = {**draft.reasons, actor.id: Reason("byline", name)}
    return replace(draft, actors=(*draft.actors, actor), reasons=reasons)


def _given(draft: Draft) -> str | None:
    byline = draft.parse.report.byline
    return byline[0] if len(byline) == 1 and " " in byline[0].strip() else None


def writer_of(draft: Draft, paragraphs: Paragraphs) -> Writer | None:
    """Who wrote the report as far as it says so: a byline, the name under a letter, or the one
    name that came with it."""
    words, tokens = lexicon(), draft.parse.tokens
    for first, last in paragraphs[:HEAD]:
        if tokens[first].lower in labels("byline"):
            writer = _alone(draft, first, last)
            if writer:
                return Writer(writer, "the writer by the byline")
    if any(words.is_a(tokens[first].lower, "salutation") for first, _ in paragraphs[:HEAD]):
        for first, last in reversed(paragraphs[-FOOT:]):
            writer = _alone(draft, first, last)
            if writer:
                return Writer(writer, "the writer by the signature")
    name = _given(draft)
    known = (a.id for a in draft.actors if name and a.name.casefold() == name.casefold())
    writer = next(known, None)
    return Writer(writer, BYLINE) if writer else None


def _alone(draft: Draft, first: int, last: int) -> str | None:
    """The one person whom a short paragraph names."""
    words = [token for token in draft.parse.tokens[first:last] if token.text[0].isalpha()]
    if last - first > SHORT or any(t.text[0].islower() for t in words if t.text != "by"):
        return None
    persons = {a.id for a in draft.actors if a.kind in ("person", "unknown")}
    named = {draft.mention_at.get(i) for i in range(first, last)} & persons
    return named.pop() if len(named) == 1 else None

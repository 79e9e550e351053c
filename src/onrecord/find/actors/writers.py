"""Find who wrote a report: whoever says "I" outside quotations, if nobody is interviewed."""

from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from onrecord.find.actors.lookup import lexicon
from onrecord.find.actors.quoted import quoted_words
from onrecord.find.actors.turns import Paragraphs
from onrecord.knowledge.imprint import labels
from onrecord.model import Actor, Draft, Mention, Reason, Span
from onrecord.model.words import MentionForm

HEAD = 12  # paragraphs at the top of a text in which a byline or a salutation may stand
FOOT = 6  # paragraphs at its end in which a signature may stand
SHORT = 8  # tokens of a byline or a signature
OFFICE_WORDS = 4  # tokens of an office in which somebody speaks
NAME = 4  # tokens of a name under a letter
SIGNATURE = "the writer by the signature"
OFFICE = "the writer by the office in which they speak"
BYLINE = "the writer by the byline that came with the report"


class Writer(NamedTuple):
    """The actor who wrote the report, and by which rule we know."""

    actor: str
    rule: str


def with_writer(draft: Draft, paragraphs: Paragraphs) -> Draft:
    """The draft with an actor for whoever wrote the report, if it says "I" and nobody stands for
    them yet: the name under a letter, or the one name that came with the report and that it
    prints nowhere."""
    quoted = quoted_words(draft.parse)
    said = (t for t in draft.parse.tokens if t.lower == "i" and t.tag == "PRP")
    if all(quoted[token.index] for token in said):
        return draft
    name, signed = _given(draft), _signed(draft, paragraphs)
    if signed:
        return draft if _named(draft, *signed) else _with_printed(draft, signed, "name")
    if name:
        known = any(a.name.casefold() == name.casefold() for a in draft.actors)
        return draft if known else _with(draft, _new(draft, name), "byline")
    office = _in_office(draft, quoted)
    return _with_printed(draft, (office, office + 1), "nominal") if office is not None else draft


def _with_printed(draft: Draft, place: tuple[int, int], form: MentionForm) -> Draft:
    """The draft with an actor for tokens that say who the writer is, if they are none yet."""
    first, last = (draft.parse.tokens[i] for i in (place[0], place[1] - 1))
    if last.index in draft.mention_at:
        return draft
    span = Span(first.start, last.end)
    actor = _new(draft, draft.parse.report.text[span.start : span.end], Mention(span, form))
    draft = replace(draft, mention_at={**draft.mention_at, last.index: actor.id})
    return _with(draft, actor, "signature" if form == "name" else "own words")


def _new(draft: Draft, name: str, *mentions: Mention) -> Actor:
    number = 1 + max((int(a.id[1:]) for a in draft.actors), default=0)
    return Actor(id=f"A{number}", name=name, kind="person", mentions=mentions)


def _with(draft: Draft, actor: Actor, entry: str) -> Draft:
    reasons = {**draft.reasons, actor.id: Reason(entry, actor.name)}
    return replace(draft, actors=(*draft.actors, actor), reasons=reasons)


def _in_office(draft: Draft, quoted: bytearray) -> int | None:
    """The office in which whoever says "I" speaks: "as President, I must …", "I am here as the
    governor", "it pleases me to be here as your guest"."""
    tokens = draft.parse.tokens
    for sentence in draft.parse.sentences:
        for at in range(sentence.first, sentence.last - 1):
            if tokens[at].lower != "as" or quoted[at]:
                continue
            before = [token.lower for token in tokens[sentence.first : at]]
            presents = "here" in before and any(lexicon().is_a(w, "speaker") for w in before)
            office = _office_at(draft, at + 1, sentence.last)
            if office is None:
                continue
            opens = not before or tokens[at - 1].tag in ("CC", ",")
            follows = [token.lower for token in tokens[office + 1 : office + 3]]
            if presents or (opens and follows == [",", "i"]):
                return office
    return None


def _office_at(draft: Draft, at: int, last: int) -> int | None:
    """The head of an office that begins at a token, with "the" or "your" before it or without."""
    tokens = draft.parse.tokens
    start = at + (tokens[at].lower in ("the", "your"))
    end = start + 1
    while end < min(start + OFFICE_WORDS, last) and tokens[end].text[0].isupper():
        end += 1
    for office in reversed(range(start, min(end, last))):
        role = lexicon().role_ending(tokens, office, start)
        if role and role.role.kind == "person":
            return office
    return None


def _signed(draft: Draft, paragraphs: Paragraphs) -> tuple[int, int] | None:
    """The tokens of the name under a letter, where it stands right after words that close one:
    "Yours truly,", "Love,"."""
    foot = paragraphs[-FOOT:]
    for before, here in reversed(list(pairwise(foot))):
        if _closes(draft, *before) and _is_name(draft, *here):
            return here
    for first, last in reversed(foot):  # in one paragraph with the words before it
        for at in range(first + 1, last):
            stop = draft.parse.tokens[at - 1].text == ","
            if stop and _closes(draft, first, at) and _is_name(draft, at, last):
                return at, last
    return None


def _closes(draft: Draft, first: int, last: int) -> bool:
    first = max((s.first for s in draft.parse.sentences if first <= s.first < last), default=first)
    tokens = draft.parse.tokens[first:last]
    return len(tokens) <= SHORT and any(lexicon().is_a(t.lower, "closing") for t in tokens[:3])


def _is_name(draft: Draft, first: int, last: int) -> bool:
    """True for one to four words, each with a capital."""
    words = draft.parse.tokens[first:last]
    return len(words) <= NAME and all(w.text[0].isupper() and w.text[-1] not in "!?" for w in words)


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
    signed = _signed(draft, paragraphs)
    writer = _named(draft, *signed) if signed else None
    if writer:
        return Writer(writer, SIGNATURE)
    if any(words.is_a(tokens[first].lower, "salutation") for first, _ in paragraphs[:HEAD]):
        for first, last in reversed(paragraphs[-FOOT:]):
            writer = _alone(draft, first, last)
            if writer:
                return Writer(writer, SIGNATURE)
    if name := _given(draft):
        known = (a.id for a in draft.actors if a.name.casefold() == name.casefold())
        writer = next(known, None)
        return Writer(writer, BYLINE) if writer else None
    office = _in_office(draft, quoted_words(draft.parse))
    writer = draft.mention_at.get(office) if office is not None else None
    return Writer(writer, OFFICE) if writer else None


def _named(draft: Draft, first: int, last: int) -> str | None:
    """The one actor whom tokens name, of any kind."""
    named = {actor for i in range(first, last) if (actor := draft.mention_at.get(i))}
    return named.pop() if len(named) == 1 else None


def _alone(draft: Draft, first: int, last: int) -> str | None:
    """The one person whom a short paragraph names."""
    words = [token for token in draft.parse.tokens[first:last] if token.text[0].isalpha()]
    if last - first > SHORT or any(t.text[0].islower() for t in words if t.text != "by"):
        return None
    persons = {a.id for a in draft.actors if a.kind in ("person", "unknown")}
    named = {draft.mention_at.get(i) for i in range(first, last)} & persons
    return named.pop() if len(named) == 1 else None

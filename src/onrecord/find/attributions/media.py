"""In what something was said: an interview, a statement, a post, a speech."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from onrecord.find.attributions.clauses import NOUNS
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.surroundings import Beside, Surroundings
from onrecord.knowledge.statements import (
    cues_of_media,
    hearers_of_media,
    media,
    names_of_media,
    nouns_of_media,
    traits,
)
from onrecord.model import Parse, Span, Token
from onrecord.model.words import Medium

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]

OUTLET = "to-an-outlet"  # the entry of an outlet that is told
AIR = "on-the-air"  # the entry of a broadcaster that one is heard on
SPOKEN_TO = ("to", "with", "before")
OBJECTS = ("dobj", "dative", "iobj", "oprd")


class Told(Struct, frozen=True, gc=False):
    """A medium, the entry that tells it, and the words."""

    medium: Medium
    entry: str
    span: Span


class Outlets(Struct, frozen=True, gc=False):
    """Tokens that stand for media, and of these the broadcasters."""

    media: frozenset[int]
    broadcasters: frozenset[int]


def medium_of(parse: Parse, relation: Found, around: Surroundings, outlets: Outlets) -> Told | None:
    """The medium of a statement: by a noun or name beside the cue, by the cue, by what speaks, by
    those who hear it; the nearest words first."""
    ways = (
        _by_phrase(parse, around),
        _by_cue(parse, relation),
        _by_content(parse, relation),
        _by_source(parse, relation),
    )
    for way in (*ways, _by_hearer(parse, around, outlets), _by_air(around, outlets)):
        for name, token in way:
            medium = media()[name].medium
            if medium:
                return Told(medium, name, token.span)
    return None


def is_occasion(parse: Parse, beside: Beside) -> bool:
    """True for a noun in which, or at which, something is said."""
    return _noun_entry(parse, beside) is not None or _hearer_entry(parse, beside) is not None


def _by_phrase(parse: Parse, around: Surroundings) -> Iterator[tuple[str, Token]]:
    for beside in around:
        name = _noun_entry(parse, beside) or _name_entry(parse, beside)
        if name:
            yield name, beside.token


def _noun_entry(parse: Parse, beside: Beside) -> str | None:
    """The entry of a noun after its preposition, or that is brought out: "issued a statement"."""
    token = beside.token
    if token.pos not in NOUNS:
        return None
    name = phrase_at(parse, token, nouns_of_media())
    if name is None:
        return None
    entry = media()[name]
    made = not beside.via and beside.outside and _is_made(beside)
    if not (made or (beside.via in entry.prepositions and _is_apt(beside))):
        return None
    others = (c.lower for c in parse.children(token) if c.relation == "prep")
    return None if any(other in entry.but for other in others) else name


def _is_apt(beside: Beside) -> bool:
    """True for a phrase on a verb, or on a noun that is no topic of its own."""
    return beside.host.pos in ("VERB", "AUX", "ADP", "SCONJ") or beside.depth > 1


def _is_made(beside: Beside) -> bool:
    """True for the object of a verb that brings out statements, and for what a cue describes."""
    making = beside.way in ("dobj", "nsubjpass") and beside.host.lemma in traits("making")
    return making or beside.token.index == beside.host.head


def _name_entry(parse: Parse, beside: Beside) -> str | None:
    if not beside.via:
        return None
    for before, name in names_of_media().get(beside.token.text, ()):
        if _stand_before(parse, beside.token, before, printed=True):
            return name if beside.via in media()[name].prepositions else None
    return None


def _by_cue(parse: Parse, relation: Found) -> Iterator[tuple[str, Token]]:
    cue = parse.tokens[relation.head]
    name = cues_of_media().get(cue.lemma)
    if name and cue.pos in ("VERB", "AUX"):
        yield name, cue


def _by_content(parse: Parse, relation: Found) -> Iterator[tuple[str, Token]]:
    """What a cue brings out: "issued a statement saying that …"."""
    cue = parse.tokens[relation.head]
    if relation.inner is None or cue.lemma not in traits("making"):
        return
    inner = parse.tokens[relation.inner]
    name = phrase_at(parse, inner, nouns_of_media()) if inner.pos in NOUNS else None
    if name and inner.head == cue.index:
        yield name, inner


def _by_source(parse: Parse, relation: Found) -> Iterator[tuple[str, Token]]:
    """A document that speaks is its own medium."""
    if relation.source_head is None:
        return
    head = parse.tokens[relation.source_head]
    name = phrase_at(parse, head, nouns_of_media()) if head.pos in NOUNS else None
    if name and media()[name].speaks:
        yield name, head


def _by_hearer(parse: Parse, around: Surroundings, outlets: Outlets) -> Iterator[tuple[str, Token]]:
    for beside in around:
        if beside.token.index in outlets.media and beside.token.pos == "PROPN":
            name = OUTLET if _is_hearer(beside) else None
        else:
            name = _hearer_entry(parse, beside)
        if name is None and _is_hearer(beside) and _is_of(parse, beside.token, outlets.media):
            name = OUTLET  # "told CNN's Jane Roe"
        if name:
            yield name, beside.token


def _hearer_entry(parse: Parse, beside: Beside) -> str | None:
    if not _is_hearer(beside):
        return None
    name = phrase_at(parse, beside.token, hearers_of_media())
    if name or beside.token.pos != "PROPN":
        return name
    titles = (c for c in parse.children(beside.token) if c.relation in ("compound", "appos"))
    return next(filter(None, (phrase_at(parse, c, hearers_of_media()) for c in titles)), None)


def _is_hearer(beside: Beside) -> bool:
    if beside.token.pos not in NOUNS:
        return False
    object_of = not beside.via and beside.way in OBJECTS and beside.host.pos == "VERB"
    earlier = beside.via == "before" and beside.host.lemma not in traits("speaking")
    return object_of or (
        beside.via in SPOKEN_TO and beside.way in ("pobj", "dative") and not earlier
    )


def _is_of(parse: Parse, token: Token, media: frozenset[int]) -> bool:
    owner = parse.child(token, "poss") if token.pos == "PROPN" else None
    return owner is not None and owner.index in media


def _by_air(around: Surroundings, outlets: Outlets) -> Iterator[tuple[str, Token]]:
    """ "on CNN", and "on CNN's morning show"."""
    vias = {b.token.index: b.via for b in around}
    for beside in around:
        if beside.token.index in outlets.broadcasters:
            via = vias.get(beside.host.index) if beside.way == "poss" else beside.via
            if via in media()[AIR].prepositions:
                yield AIR, beside.token


def phrase_at(parse: Parse, token: Token, phrases: Phrases) -> str | None:
    """The entry of the longest phrase that ends at a token: by its own form, then its lemma."""
    for form in dict.fromkeys((token.lower, token.lemma.lower())):
        for before, name in phrases.get(form, ()):
            if _stand_before(parse, token, before):
                return name
    return None


def _stand_before(
    parse: Parse, token: Token, before: tuple[str, ...], *, printed: bool = False
) -> bool:
    first = token.index - len(before)
    if first < 0:
        return False
    words = parse.tokens[first : token.index]
    return all((w.text if printed else w.lower) == b for w, b in zip(words, before, strict=True))

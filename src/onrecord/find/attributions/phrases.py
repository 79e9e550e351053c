"""Attribution without a verb: "according to", "reportedly", "a claim that", "is sure that"."""

from onrecord.find.attributions.clauses import complements, trimmed, without
from onrecord.find.attributions.matches import Match
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.speakers import phrase_of, possessor_of, subject_of
from onrecord.find.attributions.verbs import QuoteMap
from onrecord.knowledge.cues import support_verbs
from onrecord.model import Parse, Token

Pieces = tuple[tuple[int, int], ...]

AUXILIARIES = ("be", "seem", "appear", "feel", "remain", "become", "sound", "get")


def by_preposition(parse: Parse, token: Token, match: Match, quotes: QuoteMap) -> Found | None:
    """ "according to", "per", "in the words of": the clause around the phrase is the content."""
    last = parse.tokens[match.cue[-1]]
    noun = parse.child(last, "pobj") or parse.child(token, "pobj") or parse.child(last, "dobj")
    if noun is None or noun.index < token.index:
        return None
    first, end, head = phrase_of(parse, noun)
    phrase = (token.index, max(end, token.right, match.cue[-1] + 1))
    beside = quotes.before(token.index)
    pieces: Pieces = ((beside.first, beside.last),) if beside else _around(parse, token, phrase)
    return _found(parse, match, token, pieces, "clause", (first, end, head))


def by_adverb(parse: Parse, token: Token, match: Match) -> Found | None:
    """ "reportedly": what it modifies is the content, and nobody is named as the source."""
    governor = parse.head(token)
    if governor.index == token.index:
        return None
    verb = parse.head(governor) if governor.relation in ("aux", "auxpass") else governor
    pieces = without(((verb.left, verb.right),), (token.index, token.index + 1))
    return _found(parse, match, token, pieces, "clause", None)


def by_adjective(parse: Parse, token: Token, match: Match) -> Found | None:
    """ "is confident that", "are worried about"."""
    verb = token if token.pos == "VERB" else parse.head(token)
    if token.relation == "amod" or (verb is not token and verb.lemma not in AUXILIARIES):
        return None
    subject = subject_of(parse, verb)
    if subject is None or subject.lower in ("it", "there"):
        return None
    pieces, shape = _complement(parse, token, match)
    return _found(parse, match, token, pieces, shape, phrase_of(parse, subject))


def by_noun(parse: Parse, token: Token, match: Match) -> Found | None:
    """ "their claim that", "a statement by the ministry that", "expressed concern that"."""
    pieces, shape = _complement(parse, token, match)
    if not pieces:
        return None
    owner = possessor_of(parse, token, match.entry.source_after)
    if owner is None:
        owner = _supported(parse, token)
    if owner is None and shape.startswith("about"):
        return None
    source = phrase_of(parse, owner) if owner else None
    if source and any(first <= source[2] < last for first, last in pieces):
        pieces = without(pieces, source[:2])
    return _found(parse, match, token, pieces, shape, source)


def _supported(parse: Parse, noun: Token) -> Token | None:
    """The subject of a verb that adds nothing to the noun: "made the claim", "voiced concern"."""
    verb = parse.head(noun)
    if noun.relation == "dobj" and verb.lemma in support_verbs():
        return subject_of(parse, verb)
    return None


def _complement(parse: Parse, token: Token, match: Match) -> tuple[Pieces, str]:
    for option in complements(parse, token):
        shape, _, preposition = option.shape.partition(":")
        if shape == "about" and preposition not in match.entry.prepositions:
            continue
        if shape in match.entry.takes or (shape == "that" and "clause" in match.entry.takes):
            return option.pieces, shape
    return (), ""


def _around(parse: Parse, token: Token, phrase: tuple[int, int]) -> Pieces:
    """The clause that a phrase stands in, without the phrase."""
    verb = next((t for t in parse.ancestors(token) if t.pos in ("VERB", "AUX")), parse.head(token))
    sentence = parse.sentences[token.sentence]
    opens = token.index <= sentence.first + 1
    if opens or verb.index == token.index:  # the rest of its sentence
        return without(((sentence.first, sentence.last),), phrase)
    return without(((verb.left, verb.right),), phrase)


def _found(
    parse: Parse,
    match: Match,
    token: Token,
    pieces: Pieces,
    shape: str,
    source: tuple[int, int, int] | None,
) -> Found | None:
    for index in match.cue:
        pieces = without(pieces, (index, index + 1))
    pieces = tuple(piece for p in pieces if (piece := trimmed(parse, p)))
    if not pieces:
        return None
    return Found(
        name=match.name,
        entry=match.entry,
        cue=match.cue,
        head=token.index,
        source=source[:2] if source else None,
        source_head=source[2] if source else None,
        pieces=pieces,
        shape=shape,
        act=match.entry.act,
    )

"""Attribution without a verb: "according to", "reportedly", "a claim that", "is sure that"."""

from onrecord.find.attributions.clauses import Pieces, that_after, trimmed_all, without, without_cue
from onrecord.find.attributions.matches import Match
from onrecord.find.attributions.objects import complements
from onrecord.find.attributions.quotes import QuoteMap
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.speakers import phrase_of, possessor_of, subject_of
from onrecord.knowledge.cues import linking_verbs, support_verbs
from onrecord.model import Parse, Token

CARRIED = ("aux", "auxpass", "acomp", "attr", "oprd")  # what an adverb stands by, for its clause
PREDICATES = ("acomp", "oprd", "attr", "amod", "advmod", "xcomp", "ccomp", "conj")
EMPTY = ("it", "there")


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
    verb = parse.head(governor) if governor.relation in CARRIED else governor
    pieces = without(((verb.left, verb.right),), (token.index, token.index + 1))
    return _found(parse, match, token, pieces, "clause", None)


def by_adjective(parse: Parse, token: Token, match: Match) -> Found | None:
    """ "is confident that", "are worried about", "it is unclear whether"."""
    verb = parse.head(token) if token.relation in PREDICATES else token
    if verb is token:
        if not parse.child(token, "auxpass"):
            return None
    elif token.relation == "amod" or verb.lemma not in linking_verbs():
        return None
    subject = subject_of(parse, verb)
    if subject is None or (subject.lower in EMPTY) != match.entry.impersonal:
        return None
    pieces, shape = _complement(parse, token, match)
    if not pieces and verb is not token:  # the parser hangs it on the copula
        pieces, shape = _complement(parse, verb, match, after=token.index)
    source = None if match.entry.impersonal else phrase_of(parse, subject)
    return _found(parse, match, token, pieces, shape, source)


def by_noun(parse: Parse, token: Token, match: Match) -> Found | None:
    """ "their claim that", "a statement by the ministry that", "expressed concern that"."""
    pieces, shape = _complement(parse, token, match)
    if not pieces:
        return None
    owner = possessor_of(parse, token, match.entry.source_after)
    if owner is None or any(first <= owner.index < last for first, last in pieces):
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


def _complement(parse: Parse, token: Token, match: Match, *, after: int = -1) -> tuple[Pieces, str]:
    """The first complement that the entry takes, behind a token where one is given."""
    for option in complements(parse, token):
        shape, _, preposition = option.shape.partition(":")
        if shape == "about" and preposition not in match.entry.prepositions:
            continue
        if option.pieces and option.pieces[0][0] <= after:
            continue
        if shape in match.entry.takes or (shape == "that" and "clause" in match.entry.takes):
            return option.pieces, shape
    behind = that_after(parse, token) if "that" in match.entry.takes else None
    return (behind.pieces, behind.shape) if behind else ((), "")


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
    pieces = trimmed_all(parse, without_cue(pieces, match.cue))
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

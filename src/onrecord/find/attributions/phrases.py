"""Attribution without a verb: "according to", "reportedly", "a claim that", "is sure that"."""

from onrecord.find.attributions.clauses import Pieces, that_after, trimmed_all, without, without_cue
from onrecord.find.attributions.loose import after_colon, that_behind
from onrecord.find.attributions.matches import Match, matches
from onrecord.find.attributions.objects import complements
from onrecord.find.attributions.quotes import QuoteMap
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.speakers import phrase_of, possessor_of, subject_of
from onrecord.knowledge.cues import agreements, linking_verbs, support_verbs
from onrecord.model import Parse, Token

CARRIED = ("aux", "auxpass", "acomp", "attr", "oprd")  # what an adverb stands by, for its clause
PREDICATES = ("acomp", "oprd", "attr", "amod", "advmod", "xcomp", "ccomp", "conj")
EMPTY = ("it", "there")
FINITE = ("VBD", "VBP", "VBZ")
JOINED = ("conj", "advcl", "dep")
OPENING = ("VBG", "JJ", "IN")  # of "aligning with", "consistent with", "in line with"
LOOSE = ("PUNCT", "CCONJ", "ADV")  # what may stand before a quotation that is a clause
SHORT = 10  # words of a relative clause that ends with its verb: "that few believe"


def by_preposition(parse: Parse, token: Token, match: Match, quotes: QuoteMap) -> Found | None:
    """ "according to", "per", "in the words of", "in her view": the clause around it is said."""
    last = parse.tokens[match.cue[-1]]
    if last.pos == "NOUN" and last.index != token.index:  # "in the council's view"
        noun = parse.child(last, "poss")
    else:
        noun = parse.child(last, "pobj") or parse.child(token, "pobj") or parse.child(last, "dobj")
    if noun is None or noun.index < token.index:
        return None
    if match.entry.nouns and noun.lemma not in match.entry.nouns:
        return None
    if noun.lemma in match.entry.never and not parse.child(noun, "det"):
        return None
    if match.entry.set_off and not _is_set_off(parse, token):
        return None
    first, end, head = phrase_of(parse, noun)
    phrase = (token.index, max(end, token.right, match.cue[-1] + 1))
    predicate = _predicate_behind(parse, token, noun)
    if predicate:  # "was, in the words of the envoy, a scrap of paper"
        end = min(end, predicate.left - 1)
        phrase = (token.index, end)
    beside = quotes.before(token.index)
    if beside and not _is_all(parse, token, beside.first):
        beside = None
    pieces: Pieces = ((beside.first, beside.last),) if beside else _around(parse, token, phrase)
    if predicate and predicate.right > pieces[-1][1]:
        pieces = (*pieces, (predicate.left, predicate.right))
    return _found(parse, match, token, pieces, "clause", (first, end, head))


def _predicate_behind(parse: Parse, token: Token, noun: Token) -> Token | None:
    """What a copula before a phrase lacks, and the parser takes for an apposition in the phrase."""
    copula = parse.head(token)
    behind = parse.child(noun, "appos")
    if copula.lemma != "be" or behind is None or parse.child(copula, "attr", "acomp"):
        return None
    return behind if token.index == copula.index + 2 else None


def _is_set_off(parse: Parse, token: Token) -> bool:
    """True at the start of a sentence and behind a comma: "per the ministry", not "two per car"."""
    sentence = parse.sentences[token.sentence]
    return token.index == sentence.first or parse.tokens[token.index - 1].pos == "PUNCT"


def _is_all(parse: Parse, token: Token, first: int) -> bool:
    """True if nothing but the quotation stands before a phrase in its clause."""
    verb = next((t for t in parse.ancestors(token) if t.pos in ("VERB", "AUX")), token)
    start = max(verb.left, parse.sentences[token.sentence].first) if verb is not token else first
    return first <= start or all(t.pos in LOOSE for t in parse.tokens[start:first])


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
    """ "their claim that", "a statement by the ministry that", "expressed concern that", "their
    complaint is that", "her answer: no"."""
    pieces, shape = _predicated(parse, token, match)
    if not pieces:
        pieces, shape = _complement(parse, token, match)
    if pieces and _is_relative(parse, pieces[0]):
        return None
    if not pieces:
        pieces, shape = _agreed(parse, token, match)
    owner = possessor_of(parse, token, match.entry.source_after)
    if owner is None or any(first <= owner.index < last for first, last in pieces):
        owner = _supported(parse, token)
    if owner is None and shape == "that" and _is_carrier(parse, token):
        return None
    if not pieces and owner:
        pieces, shape = _behind_colon(parse, token, match)
    if not pieces or (owner is None and shape.startswith(("about", "infinitive"))):
        return None
    source = phrase_of(parse, owner) if owner else None
    if source and any(first <= source[2] < last for first, last in pieces):
        pieces = without(pieces, source[:2])
    return _found(parse, match, token, pieces, shape, source)


def _is_relative(parse: Parse, piece: tuple[int, int]) -> bool:
    """True for "that few believe", whose "that" stands for what they believe."""
    first, last = piece
    verb = parse.tokens[last - 1]
    if parse.tokens[first].lower != "that" or last - first > SHORT or verb.tag not in FINITE:
        return False
    return any({"noun", "clause"} & {*m.entry.takes} for m in matches(parse, verb))


def _is_carrier(parse: Parse, token: Token) -> bool:
    """True for what only carries the content of a verb: "said in a statement that", not
    "commented on reports that"."""
    preposition = parse.head(token)
    verb = parse.head(preposition)
    if token.relation != "pobj" or verb.pos != "VERB":
        return False
    found = [m.entry for m in matches(parse, verb)]
    if any(preposition.lower in entry.prepositions for entry in found):
        return False
    return any({"that", "clause"} & {*entry.takes} for entry in found)


def _predicated(parse: Parse, token: Token, match: Match) -> tuple[Pieces, str]:
    """What a noun is said to be: "their complaint is that the train is late"."""
    copula = parse.head(token)
    if token.relation != "nsubj" or copula.lemma != "be" or copula.index < token.index:
        return (), ""
    for option in complements(parse, copula):
        if option.shape in match.entry.takes and option.pieces[0][0] > copula.index:
            return option.pieces, option.shape
    return (), ""


def _agreed(parse: Parse, token: Token, match: Match) -> tuple[Pieces, str]:
    """What agrees with a claim: "the well is dry, aligning with earlier findings by the board"."""
    beside = _agreeing(parse, token) if {"that", "agreed"} & {*match.entry.takes} else None
    if beside is None:
        return (), ""
    main = parse.head(beside)
    if main.pos not in ("VERB", "AUX") or main.index > beside.index:
        return (), ""
    return without(((main.left, main.right),), (beside.left, beside.right)), "clause"


def _agreeing(parse: Parse, noun: Token) -> Token | None:
    """The first word, behind a comma, of what agrees with a noun: "echoing", "aligning with", "in
    line with", "consistent with"."""
    over = parse.head(noun)
    words = [over.lemma if noun.relation == "dobj" else over.lower]
    if noun.relation == "pobj":
        over = parse.head(over)
        words.insert(0, over.lemma)
    if over.relation == "pobj":  # "in line with"
        over = parse.head(over)
        words.insert(0, over.lower)
    apart = over.left > 0 and parse.tokens[over.left - 1].text == ","
    adverbial = over.relation in ("advcl", "prep", "amod", "acl") and over.tag in OPENING
    return over if apart and adverbial and " ".join(words) in agreements() else None


def _behind_colon(parse: Parse, token: Token, match: Match) -> tuple[Pieces, str]:
    """What stands behind a noun and a colon: "her reply: ask the bishop", "his answer was short:
    no"."""
    found = after_colon(parse, token, copula=True) if "that" in match.entry.takes else None
    return (found.pieces, found.shape) if found else ((), "")


def _supported(parse: Parse, noun: Token) -> Token | None:
    """The subject of a verb that adds nothing to the noun: "made the claim", "voiced concern"."""
    verb = parse.head(noun)
    if noun.relation != "dobj" or verb.lemma not in support_verbs():
        return None
    subject = subject_of(parse, verb)
    asked = subject is not None and subject.tag == "WP" and verb.relation != "relcl"
    return None if asked else subject  # "Who gave the order?"


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
    if match.entry.pos == "noun" and "about" in match.entry.takes:
        beside = _phrase_beside(parse, token, match)
        if beside:
            return beside, "about"
    behind = None
    if "that" in match.entry.takes:
        behind = that_after(parse, token) or that_behind(parse, token, match.entry.source_after)
    return (behind.pieces, behind.shape) if behind else ((), "")


def _phrase_beside(parse: Parse, noun: Token, match: Match) -> Pieces:
    """The phrase right behind an object that the parser hangs on its verb: "has hopes for"."""
    for child in parse.children(parse.head(noun)) if noun.relation == "dobj" else ():
        ours = child.relation == "prep" and child.lower in match.entry.prepositions
        if ours and child.left == noun.right and child.right > child.index + 1:
            return ((child.index + 1, child.right),)
    return ()


def _around(parse: Parse, token: Token, phrase: tuple[int, int]) -> Pieces:
    """The clause that a phrase stands in, without the phrase.

    Behind a comma at the end of a clause it belongs to all that is joined there: "… rose by a
    tenth, but fell in May, according to the bank".
    """
    sentence = parse.sentences[token.sentence]
    verb = next((t for t in parse.ancestors(token) if _is_verb(t)), parse.head(token))
    if verb.relation in ("aux", "auxpass"):
        verb = parse.head(verb)
    opens = token.index <= sentence.first + 1
    if opens or verb.index == token.index:  # the rest of its sentence
        return without(((sentence.first, sentence.last),), phrase)
    if parse.tokens[token.index - 1].pos == "PUNCT":
        verb = _joined(parse, verb, phrase)
    return without(((verb.left, verb.right),), phrase)


def _is_verb(token: Token) -> bool:
    return token.pos in ("VERB", "AUX") and token.relation != "amod"


def _joined(parse: Parse, verb: Token, phrase: tuple[int, int]) -> Token:
    """The first of the verbs that end together with a phrase, or the one before a clause that
    begins behind it."""
    for up in parse.ancestors(verb):
        ends = verb.right <= phrase[1] + 1 and verb.relation in JOINED
        if not _is_verb(up) or not (ends or verb.left >= phrase[0]):
            break
        verb = up
    return verb


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

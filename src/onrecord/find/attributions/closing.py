"""Who said so at the end of a sentence, where the parser lost it: "The rain stopped, a keeper who
lives there told the Herald on Monday."

The parser takes such a tail for one more clause, or its subject for an apposition to the last word
of what is said. It is known by its order: a clause of its own, a comma, a noun phrase, a verb of
saying, and behind it no more than who is told, where and when.
"""

from msgspec import Struct

from onrecord.find.attributions.clauses import NOUNS, SUBJECTS, WH, Complement
from onrecord.find.attributions.matches import Match
from onrecord.find.attributions.speakers import is_passive
from onrecord.model import Parse, Token

FINITE = ("VBD", "VBP", "VBZ", "MD")
OPENS = ("DT", "PRP$", "NN", "NNS", "NNP", "NNPS", "PRP", "JJ", "CD", "JJS", "JJR", "VBG")
NOT_BEFORE = ("IN", "WRB", "TO", "VBG", "VBN", "CC")  # of a sentence whose first clause is no main
LONG = 24  # words of a source at the most
BREAKS = (";", ":", "(", ")", "“", "”", '"', "--", "—", "–")


class Closing(Struct, frozen=True):
    """What is said, and by whom: token ranges, and the word that heads the source."""

    content: tuple[int, int]
    source: tuple[int, int, int]
    hearer: int | None


def closing(parse: Parse, token: Token, match: Match) -> Closing | None:
    """The statement before a verb that ends its sentence, and who makes it."""
    if token.tag not in FINITE or match.cue[-1] != token.index or is_passive(parse, token):
        return None
    if "clause" not in match.entry.takes or parse.child(token, "aux", "mark", "neg", "expl"):
        return None
    sentence = parse.sentences[token.sentence]
    comma = _comma(parse, sentence.first, token.index)
    if comma is None or not _is_statement(parse, sentence.first, comma):
        return None
    hearer = parse.child(token, "dobj") or parse.child(token, "dative")
    if parse.child(token, "dobj") and parse.child(token, "dative"):  # "told him a joke"
        return None
    if not _is_tail(parse, token, hearer if match.entry.hearer else None, sentence.last):
        return None
    last = token.index - (parse.tokens[token.index - 1].text == ",")
    head = _head(parse, comma + 1, last)
    if head is None:
        return None
    told = hearer.index if hearer and match.entry.hearer else None
    return Closing((sentence.first, comma), (comma + 1, last, head), told)


def complement(found: Closing) -> Complement:
    """The statement as a complement of its verb."""
    return Complement("clause", (found.content,), found.hearer)


def _comma(parse: Parse, first: int, verb: int) -> int | None:
    """The comma before the noun phrase that stands right before a verb; a name or a description
    between commas may follow it ("the mayor, Ada Holm, said")."""
    tokens = parse.tokens
    commas = [i for i in range(max(first, verb - LONG), verb) if tokens[i].text == ","]
    if not commas:
        return None
    closed = commas[-1] == verb - 1
    ends = commas[-3:-2] if closed else commas[-1:]
    if not ends or tokens[ends[0] + 1].tag not in OPENS:
        return None
    words = tokens[ends[0] + 1 : verb]
    if any(t.text in BREAKS or (t.tag == "CC" and t.head <= ends[0]) for t in words):
        return None
    opened = [t.tag in WH or (t.lower == "that" and t.tag != "DT") for t in words]
    verbs = [t.tag in FINITE for t in words]
    if sum(opened) != sum(verbs) or (any(verbs) and verbs.index(True) < opened.index(True)):
        return None  # "a charge that its owner denies": the verb is that of the clause within
    return ends[0] if any(t.pos in NOUNS for t in words) else None


def _is_statement(parse: Parse, first: int, comma: int) -> bool:
    """True for a main clause with a subject and a finite verb."""
    words = parse.tokens[first:comma]
    while words and words[0].pos == "PUNCT":
        words = words[1:]
    if len(words) < 2 or words[0].tag in NOT_BEFORE or words[0].relation in ("mark", "advcl"):
        return False
    if any(word.text in BREAKS[2:] for word in words):
        return False
    return any(
        word.relation in SUBJECTS
        and word.tag not in WH
        and first <= word.head < comma
        and _is_finite(parse, parse.tokens[word.head])
        for word in words
    )


def _is_finite(parse: Parse, verb: Token) -> bool:
    return verb.tag in FINITE or any(
        child.tag in FINITE and child.relation in ("aux", "auxpass")
        for child in parse.children(verb)
    )


def _is_tail(parse: Parse, verb: Token, hearer: Token | None, last: int) -> bool:
    """True if nothing but who is told, where and when stands behind a verb, to the end of the
    sentence or to the next clause of it."""
    at = hearer.right if hearer and hearer.left == verb.index + 1 else verb.index + 1
    while at < last and parse.tokens[at].text not in (".", "!", "?"):
        token = parse.tokens[at]
        if token.text == "," and at + 1 < last and parse.tokens[at + 1].tag == "CC":
            return True
        phrase = token.tag in ("IN", "RB", "TO") or token.entity in ("DATE", "TIME")
        if not phrase or token.relation == "mark":
            return False
        end = max(token.right, at + 1)
        if any(t.tag in FINITE for t in parse.tokens[at:end]):
            return False
        at = end
    return True


def _head(parse: Parse, first: int, last: int) -> int | None:
    """The word that heads a noun phrase: the first that hangs on none within."""
    for token in parse.tokens[first:last]:
        if token.pos in NOUNS and not first <= token.head < last:
            return token.index
    return next((t.index for t in parse.tokens[first:last] if t.pos in NOUNS), None)

"""Nouns and phrases as content: objects, predicates, phrases with a preposition."""

from collections.abc import Iterator

from onrecord.find.attributions.clauses import (
    NOUNS,
    Complement,
    clauses,
    hearer_of,
    loose,
    that_after,
    told_clause,
)
from onrecord.find.attributions.loose import antecedent, clause_of_agent, that_in_phrase
from onrecord.model import Parse, Token

OBJECTS = (*NOUNS, "DET", "ADJ")  # "each other" is an adjective to the parser
GOES_ON = ("prep", "dative", "oprd", "acl", "relcl", "xcomp", "acomp")
HEADS = ("pobj", "pcomp", "amod", "acomp")  # of a phrase: "as a truce", "of lying", "as unfair"


def complements(parse: Parse, cue: Token) -> list[Complement]:
    """The complements that the parser hangs on a cue: that-clauses, other clauses, the rest."""
    found = [*clauses(parse, cue), *_nominal(parse, cue), *loose(parse, cue)]
    if cue.pos in ("VERB", "AUX"):
        found += told_clause(parse, cue)
        if not any(c.shape == "that" for c in found):
            found += that_in_phrase(parse, cue)
            behind = that_after(parse, cue)
            found += [behind] if behind else []
        found += clause_of_agent(parse, cue)
        if not found:
            found = _shared(parse, cue) or _antecedent(parse, cue)
    found = [c for c in found if c.pieces]  # the cue may have covered all of a clause
    return sorted(found, key=lambda c: (c.told, c.shape != "that"))


def _shared(parse: Parse, cue: Token) -> list[Complement]:
    """What a verb without a complement shares with the next: "confirmed or denied the sale", also
    where the next is put in between commas ("said, and the council agreed, that …")."""
    other = parse.child(cue, "conj")
    if other is None or other.pos != "VERB":
        return []
    if other.index == cue.index + 2:
        return complements(parse, other)
    tokens = parse.tokens
    if tokens[cue.index + 1].text != "," or tokens[other.index + 1].text != ",":
        return []
    return [c for c in complements(parse, other) if c.pieces[0][0] > other.index]


def _antecedent(parse: Parse, cue: Token) -> list[Complement]:
    found = antecedent(parse, cue)
    return [found] if found else []


def _nominal(parse: Parse, cue: Token) -> Iterator[Complement]:
    """Noun objects, object predicates and prepositional phrases."""
    target = parse.child(cue, "dobj")
    for child in parse.children(cue):
        if child.relation == "dobj":
            passive = parse.child(cue, "nsubjpass")  # "was denied entry": to whom, not what
            if child.pos in OBJECTS and not passive:
                piece = (child.left, _object_end(parse, cue, child))
                yield Complement("noun", (piece,), None, child.index)
        elif child.relation == "nsubjpass":
            if child.pos in NOUNS and target is None:
                yield Complement("noun", ((child.left, child.right),), None, child.index)
        elif (child.relation == "attr" and child.pos in NOUNS) or (
            child.relation in ("oprd", "acomp") and cue.pos == "VERB"
        ):
            yield Complement("noun", ((child.left, child.right),))
        elif child.relation in ("prep", "dative") and child.index > cue.index:
            yield from _phrase(parse, cue, child)


def _phrase(parse: Parse, cue: Token, preposition: Token) -> Iterator[Complement]:
    """The noun or gerund behind a preposition."""
    inner = parse.child(preposition, *HEADS)
    if inner:
        piece = (preposition.index + 1, preposition.right)
        shape = f"about:{preposition.lower}"
        yield Complement(shape, (piece,), hearer_of(parse, cue), inner.index)


def _object_end(parse: Parse, cue: Token, noun: Token) -> int:
    """Where an object ends, with what follows it without a comma: "the press for its silence"."""
    end = noun.right
    for child in parse.children(cue):
        if child.left == end and (child.relation in GOES_ON or _opens_predicate(parse, cue, child)):
            end = child.right
    return end


def _opens_predicate(parse: Parse, cue: Token, child: Token) -> bool:
    """True for "as" and "tall" in "described the man as tall", read as two adverbials."""
    if child.relation == "advcl":
        return child.pos == "ADJ"
    after = parse.tokens[child.right] if child.right < len(parse.tokens) else None
    return (
        child.relation == "advmod"
        and after is not None
        and (after.relation, after.pos, after.head) == ("advcl", "ADJ", cue.index)
    )

"""What a bare number counts where a noun names it: "the number of wolves rose to 40"."""

from onrecord.knowledge.figures import company
from onrecord.model import Parse, Span, Token

HIGHEST = 4  # steps from a number to its verb

_ARGUMENTS = ("nsubj", "nsubjpass", "dobj")
_UP = frozenset(
    {"pobj", "prep", "conj", "quantmod", "nummod", "npadvmod", "appos", "compound", "pcomp"}
)


def of_total(parse: Parse, first: int) -> Span | None:
    """What the total counts that a number at a token is: "put the number of dead at 40"."""
    token = parse.tokens[first]
    for _ in range(HIGHEST):
        head = parse.tokens[token.head]
        if head.index == token.index:
            return None
        if head.lemma.lower() in company("total") and token.relation == "prep":
            return None if token.lower == "of" else _behind(parse, head)
        if head.tag.startswith("VB"):
            return _of_verb(parse, head, first)
        if token.relation not in _UP:
            return None
        token = head
    return None


def _of_verb(parse: Parse, verb: Token, first: int) -> Span | None:
    for child in parse.children(verb):
        total = child.relation in _ARGUMENTS and child.lemma.lower() in company("total")
        if total and child.index < first:
            return _behind(parse, child)
    return None


def _behind(parse: Parse, noun: Token) -> Span | None:
    """The noun phrase behind "number of"."""
    for child in parse.children(noun):
        if child.lower == "of" and child.index > noun.index:
            counted = parse.child(child, "pobj")
            if counted is None or parse.child(counted, "det"):  # "the number of the flight"
                return None
            if counted.tag.startswith("NN") or counted.tag in ("JJ", "VBN"):
                return Span(parse.tokens[counted.left].start, counted.end)
    return None

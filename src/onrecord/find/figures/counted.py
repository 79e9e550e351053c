"""What a figure counts: the noun with its modifiers, as printed."""

from onrecord.find.figures.numerals import HYPHENS, touch
from onrecord.find.figures.units import POINT, is_money
from onrecord.knowledge.figures import company
from onrecord.model import Parse, Span, Token

PERCENTAGES = frozenset({"percent", "percentage-point", "basis-point"})
POINTS = frozenset({"percentage-point", POINT})
LONGEST = 8  # tokens between the number and the noun it counts

_LINKS = frozenset({"nummod", "quantmod", "amod", "compound", "nmod", "advmod", "npadvmod", "det"})
_MODIFIERS = frozenset(
    {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "HYPH", "POS"}
)
_SKIPPED = frozenset({"DT", "PDT", "PRP$", "JJR"})


def counted(parse: Parse, first: int, last: int, end: int, unit: str) -> Span | None:
    """The characters of what the figure in tokens `[first, last)` counts, or None.

    "3,000 North Korean troops": North Korean troops. "66 percent of the voters": voters. "A
    10,000-strong force": force. "$3 million in aid": aid.
    """
    if last >= end:
        return None
    tokens = parse.tokens
    after = tokens[last]
    if after.text in HYPHENS and touch(tokens, last) and last + 1 < end:
        return _joined(parse, last + 1, end)
    if unit in POINTS and after.lower == "of":  # "within 4 points of Lund"
        return None
    if after.lower == "of" or (after.lower == "in" and is_money(unit)):
        return _behind(parse, last + 1, end, common=after.lower == "in")
    if after.tag == "CC" and (last + 1 >= end or tokens[last + 1].tag != "CD"):
        return None  # "a mother of three and a judge"
    if unit == "share":  # "half the town"
        return _behind(parse, last, end, common=False)
    head = _governed(parse, first, last, end)
    if (
        head is not None and unit in PERCENTAGES and _is_unit(tokens[head])
    ):  # the 5 of "5 and 7 percent"
        return None
    if head is not None:
        start = _past(parse, last, head)
        return Span(tokens[start].start, tokens[head].end)
    return _plural_run(parse, last, end)


def _is_unit(token: Token) -> bool:
    """The word is a unit, counted with the number before it."""
    return token.lower in company("percent-sign") or token.lower == f"{POINT}s"


def _joined(parse: Parse, at: int, end: int) -> Span | None:
    """ "a 27-member bloc": member; "a 10,000-strong force": force."""
    token = parse.tokens[at]
    if token.tag.startswith("NN"):
        return token.span
    head = parse.tokens[token.head]
    if token.tag == "JJ" and at < head.index < min(end, at + LONGEST):
        return Span(parse.tokens[at + 1].start, head.end)
    return None


def _governed(parse: Parse, first: int, last: int, end: int) -> int | None:
    """The noun to the right that the number depends on."""
    for token in parse.tokens[first:last]:
        head = parse.tokens[token.head]
        named = head.tag == "CD" and head.text[0].isupper() and head.text[-1].isdigit()
        if named and last <= head.index and head.relation in _LINKS:  # "3 F-16 jets"
            head = parse.tokens[head.head]
        if (
            last <= head.index < min(end, last + LONGEST)
            and token.relation in _LINKS
            and head.tag.startswith("NN")
        ):
            return head.index
    return None


def _past(parse: Parse, start: int, head: int) -> int:
    """Past "more", articles and marks, and past the second number of "two and three houses"."""
    tokens = parse.tokens
    for at in range(start, head - 1):
        if tokens[at].tag == "CC" and tokens[at + 1].tag == "CD":
            start = at + 2
    while start < head and (tokens[start].tag in _SKIPPED or not tokens[start].text[0].isalnum()):
        start += 1
    return start


def _behind(parse: Parse, at: int, end: int, *, common: bool) -> Span | None:
    """The noun phrase behind "of"; behind "in" only a common noun."""
    tokens = parse.tokens
    while not common and at < end and tokens[at].tag in (*_SKIPPED, "CD", "HYPH"):
        at += 1
    noun = _run(parse, at, end)
    if noun and not common and (owned := _owned(parse, noun.index, end)):
        return owned
    if noun is None or (common and tokens[at].tag not in ("NN", "NNS", "JJ")):
        return None
    return Span(tokens[at].start, noun.end)


def _owned(parse: Parse, owner: int, end: int) -> Span | None:
    """ "1 million of the country's 8 million people": what the second number counts."""
    tokens, at = parse.tokens, owner + 1
    if at >= end or tokens[at].tag != "POS":
        return None
    start = at + 1
    while start < end and tokens[start].tag == "CD":
        start += 1
    noun = _run(parse, start, end) if start > at + 1 else None
    return Span(tokens[start].start, noun.end) if noun else None


def _plural_run(parse: Parse, at: int, end: int) -> Span | None:
    """Where the tree does not say it: modifiers and a plural noun right behind the number."""
    noun = _run(parse, at, end)
    if noun is None or noun.tag not in ("NNS", "NNPS"):
        return None
    start = _past(parse, at, noun.index)
    return Span(parse.tokens[start].start, noun.end)


def _run(parse: Parse, at: int, end: int) -> Token | None:
    """The last noun of a run of modifiers and nouns that begins at token `at`."""
    noun = None
    for token in parse.tokens[at : min(end, at + LONGEST)]:
        if token.tag not in _MODIFIERS or (noun and token.tag in ("VBN", "VBG")):
            break
        if token.tag.startswith("NN"):
            noun = token
    return noun

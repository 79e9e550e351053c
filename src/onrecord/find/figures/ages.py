"""Ages: of whom, and numbers that are ages without a word that says so."""

from functools import cache

from onrecord.find.figures.bounds import Found, limits
from onrecord.find.figures.numerals import HYPHENS, Number
from onrecord.find.figures.seen import Room
from onrecord.knowledge.figures import bounds, company
from onrecord.knowledge.world import people
from onrecord.model import Parse, Span

OLDEST = 120
AGES = frozenset({"age", "age-months", "age-low", "age-high"})

_BETWEEN = frozenset({"CC", ","})  # between the numbers of "aged 6, 8 and 9"
_MODIFIERS = frozenset({"JJ", "NN", "NNS", "NNP", "NNPS", "VBN"})


def is_age_mark(parse: Parse, number: Number, begin: int, end: int) -> bool:
    """An age between commas behind a name or a noun: "Roe, 57, said"."""
    tokens = parse.tokens
    if number.value > OLDEST or not number.value.is_integer() or number.first - 2 < begin:
        return False
    if tokens[number.first].text.isalpha() or tokens[number.first - 1].text != ",":
        return False
    after = tokens[number.last].text if number.last < end else ""
    if not after:  # the end of a line: "Odile Marrow, 57"
        return tokens[number.first - 2].tag == "NNP"
    return after in (",", ".", ";", ")") and tokens[number.first - 2].tag in ("NNP", "NNPS", "NN")


def is_age_too(parse: Parse, number: Number, begin: int) -> bool:
    """A further age: the 9 of "aged 6 and 9"."""
    at = first_age(parse, number, begin)
    return at < number.first and number.value <= OLDEST


def first_age(parse: Parse, number: Number, begin: int) -> int:
    """The token of the word "aged" before the numbers of which this is one, else its own."""
    tokens, at = parse.tokens, number.first - 1
    if at <= begin or tokens[at].tag not in _BETWEEN:
        return number.first
    while at > begin and (tokens[at].tag == "CD" or tokens[at].tag in _BETWEEN):
        at -= 1
    return at if tokens[at].lower in _words_of_age() and at < number.first - 1 else number.first


@cache
def _words_of_age() -> frozenset[str]:
    return frozenset(
        phrase
        for bound in bounds().values()
        if bound.means == "age" and bound.place == "before"
        for phrase in bound.phrases
    )


def is_age(parse: Parse, number: Number) -> bool:
    """What a person is: "she is 28", "since he was 5"."""
    token = parse.tokens[number.first]
    if (
        not 1 < number.value <= OLDEST
        or token.relation not in ("attr", "acomp")
        or token.head >= token.index
    ):
        return False
    subject = parse.child(parse.tokens[token.head], "nsubj")
    gender = "Gender=Masc" in subject.morph or "Gender=Fem" in subject.morph if subject else False
    return bool(subject and (gender or subject.tag == "WP"))


def is_age_limit(parse: Parse, number: Number, of: Span | None, before: int) -> bool:
    """The age of people by its bound at token `before`: "women under 40", "those over 65"."""
    if number.value > OLDEST or before < 1:
        return False
    noun = parse.tokens[before - 1]
    if noun.sentence != parse.tokens[before].sentence:
        return False
    if noun.tag == "NNS":
        return of is None and noun.lemma.lower() in people()
    return noun.tag == "DT" and "Number=Plur" in noun.morph


def limit_of(parse: Parse, before: int) -> Found:
    """The bound that the word before an age is."""
    token = parse.tokens[before]
    entry, means = limits()[token.lower]
    return Found(entry, means, token.start, token.end)


def whose_age(parse: Parse, number: Number, figure: tuple[int, int], room: Room) -> Span | None:
    """Whose age it is: "a 57-year-old diver", "children aged 12", "Odile Marrow, 57,".

    `figure` is the character at which the figure starts and the token behind it.
    """
    start, behind = figure
    tokens = parse.tokens
    last = tokens[behind - 1]
    if last.text[-1].lower() == "d" and tokens[behind - 2].text in HYPHENS:  # "-year-old diver"
        return _run_behind(parse, behind, room.end)
    at = first_age(parse, number, room.begin)
    while at > room.begin and tokens[at - 1].start >= start:
        at -= 1
    if at > room.begin and tokens[at - 1].text == ",":
        at -= 1
    return _run_before(parse, at, room.begin)


def _run_behind(parse: Parse, at: int, end: int) -> Span | None:
    noun = None
    tokens = parse.tokens
    for token in tokens[at:end]:
        if token.tag not in _MODIFIERS:
            break
        if token.tag.startswith("NN"):
            noun = token
    return Span(tokens[at].start, noun.end) if noun else None


def _run_before(parse: Parse, at: int, begin: int) -> Span | None:
    tokens = parse.tokens
    if at <= begin or not tokens[at - 1].tag.startswith("NN"):
        only = at > begin and tokens[at - 1].lower in company("aged")
        return tokens[at - 1].span if only else None
    first = at - 1
    while first > begin and tokens[first - 1].tag in _MODIFIERS:
        first -= 1
    return Span(tokens[first].start, tokens[at - 1].end)

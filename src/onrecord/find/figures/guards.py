"""Numbers that are no figures: names, years, numbers of lists, "one of"."""

from functools import cache
from typing import Literal

from onrecord.find.figures.numerals import HYPHENS, Number, touch
from onrecord.knowledge.figures import casualties, company
from onrecord.model import Parse, Span

LONGEST_STREET = 4  # words of its name
YEARS = range(1600, 2100)
LONGEST_LIST = 120
HUNDRED = 100
SMALL = 10  # number words below it count only what they name


def is_name(parse: Parse, number: Number, begin: int, end: int) -> bool:
    """Part of a name or a label: "Apollo 11", "the Group of Seven", "mid-20", "24/7"."""
    tokens, text = parse.tokens, parse.report.text
    first, last = tokens[number.first], tokens[number.last - 1]
    if text[first.start - 1 : first.start] in tuple("/:#@'’.,") and first.start > 0:
        return True
    if text[last.end : last.end + 1] in tuple("/:") and text[last.end + 1 : last.end + 2].isdigit():
        return True
    if number.first > begin and _joined_to_letters(parse, number.first):
        return True
    if _is_address(parse, number, end) or _is_bloc(parse, number, begin):
        return True
    if _ends_years(parse, number, begin):
        return True
    if first.text[0].isupper() and number.first > begin and tokens[number.first - 1].text.isalnum():
        return True
    return _runs_on(parse, number, end) or _follows_name(parse, number, begin)


def _is_bloc(parse: Parse, number: Number, begin: int) -> bool:
    """ "the Group of 20"."""
    at = number.first - 2
    return (
        at > begin
        and parse.tokens[at].text in company("bloc")
        and parse.tokens[at + 1].text == "of"
    )


def _ends_years(parse: Parse, number: Number, begin: int) -> bool:
    """The end of "2008-9"."""
    at = number.first - 2
    if at < begin or number.value >= HUNDRED or parse.tokens[at + 1].text not in HYPHENS:
        return False
    before = parse.tokens[at].text
    return before.isdigit() and int(before) in YEARS and touch(parse.tokens, number.first)


def _is_address(parse: Parse, number: Number, end: int) -> bool:
    """ "40 Harbour Street"."""
    for token in parse.tokens[number.last : min(end, number.last + LONGEST_STREET)]:
        if not token.text[0].isupper():
            return False
        if token.lower in company("address"):
            return True
    return False


def _runs_on(parse: Parse, number: Number, end: int) -> bool:
    """Letters, or digits that are no number, go on without a space: "3G", "777-200LR", "599th",
    "18-to-34-year-olds"."""
    tokens, at = parse.tokens, number.last
    if at >= end or not touch(tokens, at) or not tokens[at - 1].text[-1].isdigit():
        return False
    if tokens[at].text[0].isalpha():
        return True
    joined = tokens[at].text in HYPHENS and at + 1 < end and touch(tokens, at + 1)
    return joined and any(sign.isdigit() for sign in tokens[at + 1].text)


def _follows_name(parse: Parse, number: Number, begin: int) -> bool:
    """The end of a name: "Apollo 11", "the Larkspur 4 owners"; not "in Kyiv 12 people"."""
    first = parse.tokens[number.first]
    if number.first == begin or not first.text[0].isdigit():
        return False
    before = parse.tokens[number.first - 1]
    if before.tag not in ("NNP", "NNPS"):
        return False
    if first.head == before.index:
        return True
    return before.relation in ("compound", "nmod") and before.head in (first.head, first.index)


def is_model(parse: Parse, number: Number, of: Span | None) -> bool:
    """A bare number that names one thing: "its 777 airliner", or that ends a name: "iOS 5"."""
    token = parse.tokens[number.first]
    if number.first == 0 or number.last - number.first > 1 or not token.text.isdigit():
        return False
    if number.last < len(parse.tokens) and parse.tokens[number.last].text in HYPHENS:
        return False
    before = parse.tokens[number.first - 1]
    if of is None:
        return before.tag in ("NNP", "NNPS") and token.relation not in ("nsubj", "nsubjpass")
    noun = parse.tokens[token.head]
    single = noun.index > token.index and noun.tag in ("NN", "NNP")
    named = before.tag in ("DT", "PRP$", "JJ", "POS") and before.sentence == token.sentence
    return single and named and number.value >= HUNDRED


def _joined_to_letters(parse: Parse, first: int) -> bool:
    tokens = parse.tokens
    return (
        tokens[first - 1].text in HYPHENS
        and touch(tokens, first)
        and touch(tokens, first - 1)
        and not (tokens[first - 2].text[-1].isdigit() or tokens[first - 2].text == "%")
    )


def is_mark(parse: Parse, number: Number, begin: int, end: int) -> bool:
    """The number of a list: "1.", "(2)"."""
    tokens = parse.tokens
    if number.value > LONGEST_LIST or tokens[number.first].text.isalpha():
        return False
    before = tokens[number.first - 1].text if number.first > begin else ""
    after = tokens[number.last].text if number.last < end else ""
    if after == ")" and before in ("(", ""):
        return True
    return not before and (after in (".", ":") or tokens[number.first].tag == "LS")


def is_year(parse: Parse, number: Number, of: Span | None) -> bool:
    """Four digits in the range of years that count no plural: "the 2024 summit"."""
    token = parse.tokens[number.first]
    if number.value not in YEARS or number.last - number.first > 1 or not token.text.isdigit():
        return False
    if of is None:
        return True
    before = parse.tokens[number.first - 1].tag if number.first else ""
    if before == "CC" and number.first > 1 and parse.tokens[number.first - 2].text.isdigit():
        return int(parse.tokens[number.first - 2].text) in YEARS
    plural = parse.report.text[: of.end].endswith("s") or parse.tokens[token.head].tag == "NNS"
    return not plural or before in ("DT", "POS", "PRP$", "JJ", "NNP")


def is_idle(parse: Parse, number: Number, of: Span | None, *, bounded: bool) -> bool:
    """A small number word that counts nothing named ("the two", "one of them", "two-way")."""
    token = parse.tokens[number.first]
    if number.value == 1 and number.entry == "words" and _is_pronoun(parse, number):
        return True
    if number.entry not in ("words", "digits"):
        return False
    if number.value == 1 and _is_moment(parse, number):
        return True
    joined = number.last < len(parse.tokens) and parse.tokens[number.last].text in HYPHENS
    if joined and parse.tokens[min(number.last + 1, len(parse.tokens) - 1)].tag.startswith("VB"):
        return True
    if number.value > 1 and (_is_of_them(parse, number) or _is_subject(parse, number)):
        return False
    if _has_state(parse, number):
        return False
    wordy = token.text[0].isalpha()
    return wordy and number.value < SMALL and (joined or (of is None and not bounded))


def _is_subject(parse: Parse, number: Number) -> bool:
    """ "six were rescued", "three died", "wounded seven": not "the two met"."""
    token = parse.tokens[number.first]
    before = parse.tokens[token.index - 1] if token.index else token
    verb = parse.tokens[token.head].lemma
    alone = token.relation == "nsubjpass" and not token.children
    told = token.relation == "dobj" and verb in casualty_verbs("takes")
    told = told or (token.relation == "nsubj" and verb in casualty_verbs("does"))
    return (alone or told) and before.tag not in ("DT", "PRP$", "POS", "JJ")


def _has_state(parse: Parse, number: Number) -> bool:
    """ "left five dead", "three wounded": not "two dead cities"."""
    tokens, at = parse.tokens, number.last
    if at >= len(tokens) or tokens[at].lower not in casualty_states():
        return False
    return at + 1 >= len(tokens) or tokens[at + 1].tag[:2] not in ("NN", "JJ")


@cache
def casualty_states() -> frozenset[str]:
    """Words for what became of those who are counted: dead, wounded."""
    return frozenset(word for entry in casualties().values() for word in entry.states)


@cache
def casualty_verbs(place: Literal["takes", "does"]) -> frozenset[str]:
    """Verbs of casualties, by whether the object or the subject is counted."""
    return frozenset(word for entry in casualties().values() for word in getattr(entry, place))


def _is_of_them(parse: Parse, number: Number) -> bool:
    """True for "four of them": who is counted was named before."""
    at, tokens = number.last, parse.tokens
    if at + 1 >= len(tokens) or tokens[at].lower != "of":
        return False
    return tokens[at + 1].tag == "PRP" and "Number=Plur" in tokens[at + 1].morph


def _is_moment(parse: Parse, number: Number) -> bool:
    """ "at one point" is some time."""
    tokens = parse.tokens
    if number.first == 0 or number.last >= len(tokens):
        return False
    before, after = tokens[number.first - 1], tokens[number.last]
    return before.lower in company("at") and after.lower in company("moment")


def _is_pronoun(parse: Parse, number: Number) -> bool:
    """ "one" is a number only before a noun, and not after "no", "each" or "the"."""
    token = parse.tokens[number.first]
    if number.last - number.first > 1 or token.lower.isdigit():
        return False
    before = parse.tokens[number.first - 1] if number.first else None
    if before is not None and before.sentence == token.sentence and before.tag in ("DT", "WDT"):
        return True
    return token.relation != "nummod" or token.head <= token.index

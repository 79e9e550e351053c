"""Amounts without a number: "dozens", "half of", "twice", "a couple of"."""

from collections.abc import Sequence

from onrecord.find.figures.numerals import Number, behind_hyphen, scaled, word_of
from onrecord.find.figures.units import POINT, unit_behind
from onrecord.knowledge.figures import NumberWord, company, numbers
from onrecord.model import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
ARTICLES = frozenset({"a", "an"})
LONGEST_PHRASE = 3  # words of a vague amount


def vague_at(tokens: Sequence[Token], i: int, end: int) -> Number | None:
    """ "dozens", "tens of thousands", "half a dozen", "several hundred"."""
    words: list[str] = []
    ends: list[int] = []
    at = i
    while at < end and len(words) < LONGEST_PHRASE:
        words.append(tokens[at].lower)
        ends.append(at + 1)
        at = behind_hyphen(tokens, at + 1, end)
    for length in range(len(words), 0, -1):
        word = word_of(" ".join(words[:length]), "vague")
        if word and not _is_noun(tokens, i, ends[length - 1], end):
            return Number(i, ends[length - 1], word.low, word.high, "vague", approximate=True)
    return _several(tokens, i, end)


def _is_noun(tokens: Sequence[Token], first: int, last: int, end: int) -> bool:
    """ "test scores", "credit scores": a noun of its own, not an amount."""
    if tokens[first].lower not in company("score-noun"):
        return False
    after = tokens[last] if last < end else None
    before = tokens[first - 1].tag if first else ""
    goes_on = after is not None and (after.lower in ("of", "more") or after.tag[:2] in ("VB", "MD"))
    return not goes_on or before in ("NN", "NNS", "NNP", "JJ", "POS", "PRP$")


def _several(tokens: Sequence[Token], i: int, end: int) -> Number | None:
    few = word_of(tokens[i].lower, "several") or word_of(tokens[i].lower, "group")
    if not few:
        return None
    at = i + 2 if i + 1 < end and tokens[i + 1].lower == "of" else i + 1
    word = numbers().get(tokens[at].lower) if at < end else None
    if word is None or word.kind not in ("hundred", "scale", "dozen") or len(word.word) < 3:
        return _group(tokens, i, at, few)
    whole = scaled(tokens, Number(i, at + 1, word.low, word.low), end)
    high = few.high * whole.value if few.high else None
    return Number(i, whole.last, few.low * whole.value, high, "several", approximate=True)


def _group(tokens: Sequence[Token], i: int, at: int, few: NumberWord) -> Number | None:
    """ "a couple of boats", "a handful of men"."""
    if few.kind != "group" or at != i + 2 or i == 0 or tokens[i - 1].lower not in ("a", "the"):
        return None
    return Number(i - 1, i + 1, few.low, few.high, "group", approximate=True)


def times_at(tokens: Sequence[Token], i: int, end: int) -> Number | None:
    """ "twice", "tenfold", and "doubled" where it is a verb, "double" before "the sum"."""
    token = tokens[i]
    word = numbers().get(token.lower)
    if word is None or word.kind not in ("times", "multiple"):
        return None
    acts = word.kind == "times" or token.tag.startswith("VB") or token.tag == "PDT"
    whole = i + 1 < end and tokens[i + 1].lower in company("compared") and token.tag in ("JJ", "RB")
    return Number(i, i + 1, word.low, word.low, word.kind) if acts or whole else None


def part_at(tokens: Sequence[Token], i: int, end: int) -> Number | None:
    """ "half of", "half the", "a third of"."""
    word = word_of(tokens[i].lower, "part")
    if not word or i + 1 >= end:
        return None
    if measure := _part_of_unit(tokens, i, end, 1 / word.low):
        return measure
    after = tokens[i + 1]
    whole = word.low == 2 and after.tag in ("DT", "PRP$") and after.lower not in ("a", "an")
    article = i > 0 and tokens[i - 1].lower in ("a", "an")
    whole = whole or (word.low == 2 and _acts(tokens, i))
    by = article and i > 1 and tokens[i - 2].lower in ("by", "to")
    if not whole and not by and (after.lower != "of" or (word.low > 2 and not article)):
        return None
    first = i - 1 if article else i
    return Number(first, i + 1, 1 / word.low, 1 / word.low, "part", part=True)


def _part_of_unit(tokens: Sequence[Token], i: int, end: int, value: float) -> Number | None:
    """ "half a mile", "a quarter of a point", "a quarter of a million", "a half-point"."""
    article = i > 0 and tokens[i - 1].lower in ARTICLES
    first = i - 1 if article else i
    joined = behind_hyphen(tokens, i + 1, end)
    if joined < end and tokens[joined].lemma == POINT:
        return Number(first, i + 1, value, value, "part")
    at = i + 2 if tokens[i + 1].lower == "of" else i + 1
    if at + 1 >= end or tokens[at].lower not in ARTICLES:
        return None
    number = Number(first, at + 1, value, value, "part")
    scale = word_of(tokens[at + 1].lower, "scale")
    if scale and at > i + 1:
        value *= scale.low
        return Number(first, at + 2, value, value, "part", scale.low)
    found = unit_behind(tokens, number, end)
    return number if found or tokens[at + 1].lemma == POINT else None


def of_unit(tokens: Sequence[Token], number: Number, end: int) -> Number | None:
    """ "three-quarters of a percentage point": so much of one unit."""
    at = number.last
    if not number.part or at + 2 >= end or tokens[at].lower != "of":
        return None
    made = number._replace(last=at + 2, part=False)
    known = unit_behind(tokens, made, end) or tokens[at + 2].lemma == POINT
    return made if tokens[at + 1].lower in ARTICLES and known else None


def _acts(tokens: Sequence[Token], i: int) -> bool:
    """True for the subject of "half believed it", also where the parser has it beside the verb."""
    part, after = tokens[i], tokens[i + 1]
    if after.tag != "MD" and not after.tag.startswith("VB"):
        return False
    if part.relation == "npadvmod" and part.head == after.index:
        return all(tokens[child].relation not in SUBJECTS for child in after.children)
    return part.relation in SUBJECTS

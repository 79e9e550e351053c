"""Numbers in digits and words, ranges of them, and amounts without a number."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from onrecord.knowledge.figures import NumberKind, NumberWord, numbers, ordinals
from onrecord.model import Token

HYPHENS = frozenset("-–—‑")
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
WHOLES = frozenset({2, 3, 4, 5, 6, 8, 10, 20, 50, 100, 1000})  # of "one in five"
LARGEST_WHOLE = 1000
NO_DIGITS = frozenset({"several", "group", "vague", "part", "times", "multiple"})
LONGEST_PHRASE = 3  # words of a vague amount

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{2,3})+|(?!0\d)\d{1,15})(\.\d{1,6})?([a-z]{1,8})?")
_PAIR = re.compile(r"(\d[\d,.]*)[-–—](\d[\d,.]*)([a-z]{1,3})?")


class Number(NamedTuple):
    """Tokens `[first, last)` that are a number: the values it allows, and how it was printed.

    `scale` is the million of "3 million"; `part` is True for a part of one ("two-thirds"); `short`
    is a suffix that is a scale or a unit ("5m"); `sign` is what the tokenizer left on the digits
    ("HK$"); `entry` names the kind of number.
    """

    first: int
    last: int
    low: float
    high: float | None
    entry: str = "digits"
    scale: float = 1
    approximate: bool = False
    part: bool = False
    short: str = ""
    sign: str = ""

    @property
    def value(self) -> float:
        return self.low


def may_start(token: Token) -> bool:
    """True if a number can begin at this token."""
    text = token.text
    return token.lower in starters() or "0" <= text[0] <= "9" or _is_signed(text)


def _is_signed(text: str) -> bool:
    return "0" <= text[-1] <= "9" and "$" in text


@cache
def starters() -> frozenset[str]:
    """First words of the numbers in words; "few" and its like only stand before a scale."""
    words = numbers().values()
    firsts = {row.word.split()[0].split("-")[0] for row in words if len(row.word) > 2}
    return frozenset({*firsts, *ordinals()})


def number_at(tokens: Sequence[Token], i: int, end: int) -> Number | None:
    """The longest number that begins at token `i`, before token `end`."""
    text = tokens[i].text
    if "0" <= text[0] <= "9":
        return _digits(tokens, i, end)
    if _is_signed(text):
        return _signed(tokens, i, end)
    return (
        _vague(tokens, i, end)
        or _part(tokens, i, end)
        or _times(tokens[i])
        or _words(tokens, i, end)
    )


def proportion_at(tokens: Sequence[Token], number: Number, end: int) -> Number | None:
    """The share that "six in 10", "one in four" or "four out of ten" is, or None."""
    at = number.last
    if number.high != number.low or at + 1 >= end or number.value >= LARGEST_WHOLE:
        return None
    if tokens[at].lower == "out" and tokens[at + 1].lower == "of":
        at += 1
    elif tokens[at].lower != "in":
        return None
    whole = number_at(tokens, at + 1, end) if at + 1 < end and may_start(tokens[at + 1]) else None
    if whole is None or whole.high not in WHOLES or number.value >= whole.low:
        return None
    value = number.value / whole.low
    return Number(number.first, whole.last, value, value, "proportion", part=True)


def pair_in(token: Token) -> tuple[float, float] | None:
    """Two numbers that are printed as one token: "10–15"."""
    found = _PAIR.fullmatch(token.lower)
    if not found:
        return None
    first, second = _value(found[1]), _value(found[2])
    scale = _kind_of(found[3] or "", "scale")
    times = scale.low if scale else 1
    return (first * times, second * times) if first is not None and second is not None else None


def _value(digits: str) -> float | None:
    found = _DIGITS.fullmatch(digits.rstrip(".,"))
    return float(found[1].replace(",", "") + (found[2] or "")) if found and not found[3] else None


def _signed(tokens: Sequence[Token], i: int, end: int) -> Number | None:
    """ "HK$700" in one token."""
    name, _, digits = tokens[i].text.rpartition("$")
    value = _value(digits)
    if value is None:
        return None
    return _scaled(tokens, Number(i, i + 1, value, value, sign=f"{name}$"), end)


def _digits(tokens: Sequence[Token], i: int, end: int) -> Number | None:
    text = tokens[i].lower
    if text[-1] == "-" and i + 1 < end and tokens[i + 1].lower == "to":  # "18- to 34-year-olds"
        text = text[:-1]
    found = _DIGITS.fullmatch(text)
    if not found:
        pair = pair_in(tokens[i])
        return Number(i, i + 1, pair[0], pair[1], "pair") if pair else None
    value = float(found[1].replace(",", "") + (found[2] or ""))
    if suffix := found[3]:
        scale = _kind_of(suffix, "scale")
        if scale is None:
            return None
        short = suffix if len(suffix) == 1 else ""
        return Number(i, i + 1, value * scale.low, value * scale.low, scale=scale.low, short=short)
    return _scaled(tokens, Number(i, i + 1, value, value), end)


def _scaled(tokens: Sequence[Token], number: Number, end: int) -> Number:
    """ "3 million", "30-million", "2 dozen", "two-thirds": what the word behind makes of it."""
    at = _behind_hyphen(tokens, number.last, end)
    word = numbers().get(tokens[at].lower.rstrip(".")) if at < end else None
    if word is None:
        return number
    if word.kind == "part" and number.value < word.low and _is_plural_part(tokens, at, end, number):
        value = number.value / word.low
        return Number(number.first, at + 1, value, value, "part", part=True)
    if word.kind in ("scale", "hundred", "dozen") and (len(word.word) > 1 or touch(tokens, at)):
        value, round_ = number.value * word.low, word.kind == "dozen"
        short = word.word if len(word.word) == 1 else ""
        scaled = number._replace(
            last=at + 1, low=value, high=value, scale=word.low, approximate=round_, short=short
        )
        return _scaled(tokens, scaled, end) if word.kind != "dozen" else scaled
    return number


def _is_plural_part(tokens: Sequence[Token], at: int, end: int, number: Number) -> bool:
    """ "three quarters of", "two-thirds": not the quarters of a year or of a town."""
    joined = at > number.last
    return joined or (at + 1 < end and tokens[at + 1].lower == "of")


def _behind_hyphen(tokens: Sequence[Token], at: int, end: int) -> int:
    """The next token, past a hyphen that joins it to the one before."""
    if at + 1 < end and tokens[at].text in HYPHENS and touch(tokens, at) and touch(tokens, at + 1):
        return at + 1
    return at


def touch(tokens: Sequence[Token], at: int) -> bool:
    """True if no space stands between a token and the one before it."""
    return at > 0 and tokens[at - 1].end == tokens[at].start


def _vague(tokens: Sequence[Token], i: int, end: int) -> Number | None:
    """ "dozens", "tens of thousands", "half a dozen", "several hundred"."""
    words: list[str] = []
    ends: list[int] = []
    at = i
    while at < end and len(words) < LONGEST_PHRASE:
        words.append(tokens[at].lower)
        ends.append(at + 1)
        at = _behind_hyphen(tokens, at + 1, end)
    for length in range(len(words), 0, -1):
        word = _kind_of(" ".join(words[:length]), "vague")
        if word and not _is_noun(tokens, i, ends[length - 1], end):
            return Number(i, ends[length - 1], word.low, word.high, "vague", approximate=True)
    return _several(tokens, i, end)


def _is_noun(tokens: Sequence[Token], first: int, last: int, end: int) -> bool:
    """ "test scores", "credit scores": a noun of its own, not an amount."""
    if tokens[first].lower != "scores":
        return False
    after = tokens[last] if last < end else None
    before = tokens[first - 1].tag if first else ""
    goes_on = after is not None and (after.lower in ("of", "more") or after.tag[:2] in ("VB", "MD"))
    return not goes_on or before in ("NN", "NNS", "NNP", "JJ", "POS", "PRP$")


def _times(token: Token) -> Number | None:
    """ "twice", "tenfold", and "doubled" where it is a verb."""
    word = numbers().get(token.lower)
    if word is None or not (
        word.kind == "times" or (word.kind == "multiple" and token.tag.startswith("VB"))
    ):
        return None
    return Number(token.index, token.index + 1, word.low, word.low, word.kind)


def _several(tokens: Sequence[Token], i: int, end: int) -> Number | None:
    few = _kind_of(tokens[i].lower, "several") or _kind_of(tokens[i].lower, "group")
    if not few:
        return None
    at = i + 2 if i + 1 < end and tokens[i + 1].lower == "of" else i + 1
    word = numbers().get(tokens[at].lower) if at < end else None
    if word is None or word.kind not in ("hundred", "scale", "dozen") or len(word.word) < 3:
        return _group(tokens, i, at, few)
    scaled = _scaled(tokens, Number(i, at + 1, word.low, word.low), end)
    high = few.high * scaled.value if few.high else None
    return Number(i, scaled.last, few.low * scaled.value, high, "several", approximate=True)


def _group(tokens: Sequence[Token], i: int, at: int, few: NumberWord) -> Number | None:
    """ "a couple of boats", "a handful of men"."""
    if few.kind != "group" or at != i + 2 or i == 0 or tokens[i - 1].lower not in ("a", "the"):
        return None
    return Number(i - 1, i + 1, few.low, few.high, "group", approximate=True)


def _part(tokens: Sequence[Token], i: int, end: int) -> Number | None:
    """ "half of", "half the", "a third of"."""
    word = _kind_of(tokens[i].lower, "part")
    if not word or i + 1 >= end:
        return None
    after = tokens[i + 1]
    whole = word.low == 2 and after.tag in ("DT", "PRP$") and after.lower not in ("a", "an")
    article = i > 0 and tokens[i - 1].lower in ("a", "an")
    whole = whole or (word.low == 2 and _acts(tokens, i))
    by = article and i > 1 and tokens[i - 2].lower in ("by", "to")
    if not whole and not by and (after.lower != "of" or (word.low > 2 and not article)):
        return None
    first = i - 1 if article else i
    return Number(first, i + 1, 1 / word.low, 1 / word.low, "part", part=True)


def _acts(tokens: Sequence[Token], i: int) -> bool:
    """True for the subject of "half believed it", also where the parser has it beside the verb."""
    part, after = tokens[i], tokens[i + 1]
    if after.tag != "MD" and not after.tag.startswith("VB"):
        return False
    if part.relation == "npadvmod" and part.head == after.index:
        return all(tokens[child].relation not in SUBJECTS for child in after.children)
    return part.relation in SUBJECTS


def _words(tokens: Sequence[Token], i: int, end: int) -> Number | None:
    """ "two hundred and six thousand", with the article of "a hundred"."""
    total, current, scale, at, last = 0.0, 0.0, 1.0, i, i
    kind: NumberKind | None = None
    round_ = False
    while at < end:
        word = numbers().get(tokens[at].lower)
        if word is None or not _may_follow(kind, word, current):
            break
        kind, last = word.kind, at + 1
        if kind in ("unit", "ten"):
            current += word.low
        elif kind == "scale":
            total, current, scale = total + (current or 1) * word.low, 0, word.low
        else:
            current, round_ = (current or 1) * word.low, round_ or kind == "dozen"
        at = _next_word(tokens, last, end, kind)
    if last == i:
        return None
    first = i
    if kind not in ("unit", "ten") and i > 0 and tokens[i - 1].lower in ("a", "an"):
        first = i - 1
    value = total + current
    number = Number(first, last, value, value, "words", scale, round_)
    return _scaled(tokens, number, end) if kind == "unit" else number


def _may_follow(before: NumberKind | None, word: NumberWord, current: float) -> bool:
    if len(word.word) < 3 or word.kind in NO_DIGITS:
        return False
    if word.kind == "unit":
        return before in (None, "hundred", "scale") or (before == "ten" and 0 < word.low < 10)
    if word.kind == "ten":
        return before in (None, "hundred", "scale")
    if word.kind == "hundred":
        return before is None or (before in ("unit", "ten") and current < 100)
    return before in (None, "unit", "ten", "hundred") or word.kind == "scale"


def _next_word(tokens: Sequence[Token], last: int, end: int, kind: NumberKind) -> int:
    """The next token, past a hyphen, or past the "and" of "two hundred and six"."""
    at = _behind_hyphen(tokens, last, end)
    if kind in ("hundred", "scale") and at + 1 < end and tokens[at].lower == "and":
        word = numbers().get(tokens[at + 1].lower)
        if word and word.kind in ("unit", "ten"):
            return at + 1
    return at


def _kind_of(word: str, kind: NumberKind) -> NumberWord | None:
    found = numbers().get(word)
    return found if found and found.kind == kind else None

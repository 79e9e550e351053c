"""Where a number begins, in digits or in words, and the share that two of them make."""

from collections.abc import Sequence
from functools import cache

from onrecord.find.figures.amounts import part_at, times_at, vague_at
from onrecord.find.figures.digits import digits_at, is_signed, signed_at
from onrecord.find.figures.numerals import Number
from onrecord.find.figures.worded import words_at
from onrecord.knowledge.figures import numbers, ordinals
from onrecord.model import Token

WHOLES = frozenset({2, 3, 4, 5, 6, 8, 10, 20, 50, 100, 1000})  # of "one in five"
LARGEST_WHOLE = 1000


def may_start(token: Token) -> bool:
    """True if a number can begin at this token."""
    text = token.text
    return token.lower in starters() or "0" <= text[0] <= "9" or is_signed(text)


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
        return digits_at(tokens, i, end)
    if is_signed(text):
        return signed_at(tokens, i, end)
    return (
        vague_at(tokens, i, end)
        or part_at(tokens, i, end)
        or times_at(tokens, i, end)
        or words_at(tokens, i, end)
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

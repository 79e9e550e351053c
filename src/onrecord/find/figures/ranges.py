"""Two numbers that are the ends of a range, and the unit that they share."""

from typing import NamedTuple

from onrecord.find.figures.bounds import Found
from onrecord.find.figures.counted import PERCENTAGES
from onrecord.find.figures.digits import joined_number
from onrecord.find.figures.numbers import may_start, number_at
from onrecord.find.figures.numerals import HYPHENS, Number
from onrecord.find.figures.units import Measured, measured, unit_behind
from onrecord.model import Parse

WIDEST = 20  # how many times the low end of a range its high end may be

STEPPED = 2  # how many times a step what it leads to is at least
JOINED = "to-"  # how the tokenizer leaves the second number of "18-to-34"
RANGE_WORDS = frozenset({"to", "or", *HYPHENS})


class Range(NamedTuple):
    """One number or two that are the ends of a range; `skip` if they are none (a score)."""

    number: Number
    skip: bool = False


def range_from(
    parse: Parse, number: Number, before: list[Found], unit: Measured | None, end: int
) -> Range:
    """ "10 to 12", "between 5 and 7"; but "3-1" is a score, and "from 5 to 7" a change."""
    if number.entry == "pair":
        high = number.high or 0
        return Range(number, skip=number.low >= high)
    tokens = parse.tokens
    at = unit.last if unit and unit.last > number.last else number.last
    if at + 1 >= end or number.high is None:
        return Range(number)
    word = tokens[at].lower
    means = {mark.means for mark in before}
    between = "between" in means
    if word not in RANGE_WORDS and not (word == "and" and between):
        return Range(number)
    if word in HYPHENS and at + 2 < end and tokens[at + 1].lower == "to":  # "18- to 34-year-old"
        word, at = "to", at + 1
        at += tokens[at + 1].text in HYPHENS
    elif word in HYPHENS and tokens[at + 1].lower.startswith(JOINED):
        word = "to"
    other = second_number(parse, at + 1, end) if at + 1 < end else None
    if other is None or other.high is None or other.part != number.part:
        return Range(number)
    low = _share_scale(number, other)
    second = measured(tokens, other, at + 1, end)
    signed = bool(second and (second.first < other.first or other.sign))
    if not _same_unit(number, unit, second, signed=signed):
        return Range(number)
    if word in HYPHENS and unit and low >= other.high:  # "32%-25%": two figures
        return Range(number)
    if word in HYPHENS:
        return Range(_span_of(number, other, low), skip=low >= other.high)
    if low >= other.high or "change" in means or other.high > WIDEST * low > 0:
        return Range(number)
    if word == "to" and _is_step(parse, number, unit) and other.high > STEPPED * low:
        return Range(number)  # "rose by 12 to 40"
    return Range(_span_of(number, other, low))


def _is_step(parse: Parse, number: Number, unit: Measured | None) -> bool:
    """By how much something changed stands before what it came to."""
    return unit is None and number.first > 0 and parse.tokens[number.first - 1].lower == "by"


def second_number(parse: Parse, at: int, end: int) -> Number | None:
    """The second number of a range, past its currency sign."""
    tokens = parse.tokens
    if tokens[at].tag == "$" and at + 1 < end:
        at += 1
    if tokens[at].lower.startswith(JOINED):
        return joined_number(tokens, at, end)
    if not may_start(tokens[at]):
        return None
    return number_at(tokens, at, end)


def _same_unit(
    number: Number, first: Measured | None, second: Measured | None, *, signed: bool
) -> bool:
    """ "$3 to $4", "3 to 4 percent", "3% to 4%"; not "33% to $4 million"."""
    if first is None:
        return second is None or not signed
    if first.last > number.last:
        return second is not None and second.unit == first.unit
    return second is None or second.unit == first.unit


def _share_scale(first: Number, second: Number) -> float:
    """The first number of "3 to 4 million", in millions too."""
    if second.scale > 1 and first.scale == 1 and first.low * second.scale < (second.high or 0):
        return first.low * second.scale
    return first.low


def _span_of(first: Number, second: Number, low: float) -> Number:
    return Number(
        first.first,
        second.last,
        low,
        second.high,
        "range",
        second.scale,
        first.approximate or second.approximate,
        second.part,
    )


def is_scale(parse: Parse, number: Number, end: int) -> bool:
    """ "5m people" are five million, "5m of rope" five metres; k and b are no units."""
    if number.short != "m":
        return True
    return number.last < end and parse.tokens[number.last].tag in ("NNS", "NNPS")


def unscaled(number: Number) -> Number:
    value = number.low / number.scale
    return number._replace(low=value, high=value, scale=1)


def shared_unit(parse: Parse, number: Number, before: list[Found], end: int) -> Measured | None:
    """The unit of the second number, of "from 5 to 7 percent", "52 to 38 percent", and of "by 5 and
    7 percent" where it is a percentage."""
    at = number.last
    word = parse.tokens[at].lower if at + 1 < end and number.high == number.low else ""
    if word not in ("to", "and"):
        return None
    other = second_number(parse, at + 1, end)
    if word == "and":
        unit = unit_behind(parse.tokens, other, end) if other else None
        shared = unit is not None and unit.unit in PERCENTAGES
        return Measured(number.first, number.last, unit.unit) if unit and shared else None
    changed = any(mark.means == "change" for mark in before)
    if other is None or not (changed or number.low > other.low):
        return None
    unit = unit_behind(parse.tokens, other, end)
    return Measured(number.first, number.last, unit.unit) if unit else None

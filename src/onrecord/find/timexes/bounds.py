"""The first and last day that an expression allows, and its grain in words."""

import re
from datetime import date, timedelta

from onrecord.find.timexes.calendar import GRAINS, Meaning, period, shift
from onrecord.model.words import Grain

Bounds = tuple[date | None, date | None]

WORDS: dict[str, Grain] = {
    "TS": "second", "TM": "minute", "TH": "hour", "TP": "part-of-day", "D": "day",
    "WE": "weekend", "W": "week", "M": "month", "S": "season", "Q": "quarter", "H": "half-year",
    "Y": "year", "E": "decade", "C": "century", "L": "millennium",
}  # fmt: skip
_LENGTH = re.compile(r"P(T?)[\dX.]+(WE|[A-Z])$")


def grain_of_meaning(meaning: Meaning) -> Grain | None:
    """How fine an expression is; of a length and of what comes again, its last unit."""
    if meaning.grain:
        return WORDS[meaning.grain]
    length = _LENGTH.match(meaning.value)
    return WORDS.get(length[1] + length[2]) if length else None


def code(grain: str | None) -> str:
    """The code of a grain in words; none for none."""
    return next((code for code, word in WORDS.items() if word == grain), "")


def bounds(meaning: Meaning, published: date | None) -> Bounds:
    """The days from the first to the last that a date allows; None where it is open.

    A half is cut off where the text says early or late of a month or more; what is earlier or
    later than now ends or begins on the day of publication; "about" allows one unit more.
    """
    if meaning.type not in ("DATE", "TIME"):
        return None, None
    if meaning.value == "PAST_REF":
        return None, published
    if meaning.value == "FUTURE_REF":
        return published, None
    if meaning.start is None or meaning.side == "open":
        return None, None
    grain = meaning.grain if GRAINS.index(meaning.grain) > GRAINS.index("D") else "D"
    first, last = meaning.start, end_of(grain, meaning.start)
    if last is None:
        return first, None
    return _modified(meaning, grain, first, last, published)


def end_of(grain: str, start: date) -> date | None:
    """The last day of the period that begins on a day."""
    if grain == "WE":
        return shift(start, 1, "D")
    following = shift(start, 3, "M") if grain == "S" else shift(start, 1, grain)
    return following - timedelta(1) if following else None


def _modified(
    meaning: Meaning, grain: str, first: date, last: date, published: date | None
) -> Bounds:
    if meaning.side == "next day":
        return first, shift(last, 1, "D")
    published = meaning.pivot or published
    if meaning.side == "before":
        return first, min(last, max(first, published)) if published else last
    if meaning.side == "after":
        return (max(first, min(last, published)) if published else first), last
    middle = first + (last - first) // 2
    long = GRAINS.index(grain) >= GRAINS.index("M")
    match meaning.mod:
        case "START" if long:
            return first, middle
        case "END" if long:
            return middle, last
        case "MID" if long:
            quarter = (last - first) // 4
            return first + quarter, last - quarter
        case "APPROX" if meaning.type == "DATE":
            return _widened(grain, first, last)
        case "BEFORE":
            return None, first - timedelta(1)
        case "AFTER":
            return last + timedelta(1), None
        case "ON_OR_BEFORE":
            return None, last
        case "ON_OR_AFTER":
            return first, None
        case "MORE_THAN" | "EQUAL_OR_MORE":
            return _further(first, last, published)
        case "LESS_THAN" | "EQUAL_OR_LESS":
            return _nearer(first, last, published)
    return first, last


def _widened(grain: str, first: date, last: date) -> Bounds:
    before, after = shift(first, -1, grain), shift(first, 1, grain)
    return (
        period(grain, before).start if before else first,
        end_of(grain, after) if after else last,
    )


def _further(first: date, last: date, published: date | None) -> Bounds:
    """ "more than two years ago": that far off, or further."""
    if published is None:
        return None, None
    return (None, last) if first <= published else (first, None)


def _nearer(first: date, last: date, published: date | None) -> Bounds:
    """ "less than two years ago": between then and the publication."""
    if published is None:
        return None, None
    return (first, max(last, published)) if first <= published else (published, last)

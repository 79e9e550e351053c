"""Dates printed in figures alone: 2024-10-27, 27.10.2024, 10/27/2024, 2024-10-27T20:00."""

import re
from collections.abc import Iterator
from datetime import date

from onrecord.find.timexes.calendar import Meaning, day_of, period
from onrecord.model import Span

_DATE = re.compile(
    r"(?<![\w./-])(?:"
    r"(?P<y>[12]\d{3})(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>3[01]|[12]\d|0?[1-9])"
    r"(?:[T ](?P<t>[0-2]\d:[0-5]\d)(?::[0-5]\d)?Z?)?"
    r"|(?P<a>3[01]|[12]\d|0?[1-9])(?P<r>[-/.])(?P<b>3[01]|[12]\d|0?[1-9])(?P=r)"
    r"(?P<z>[12]\d{3}|\d\d)"
    r")(?![\w/-])"
)


def numeric_dates(text: str, near: date | None) -> list[tuple[Span, Meaning]]:
    """The dates in figures of a text. Where day and month cannot be told apart, the reading
    nearer to `near` is taken, else month before day with strokes and day before month with dots."""
    return list(_numeric_dates(text, near))


def _numeric_dates(text: str, near: date | None) -> Iterator[tuple[Span, Meaning]]:
    for match in _DATE.finditer(text):
        if match["y"]:
            day = day_of(int(match["y"]), int(match["m"]), int(match["d"]))
        else:
            day = _european_or_american(match, near)
        if day is None:
            continue
        meaning = period("D", day)
        if match["t"]:
            meaning = Meaning("TIME", f"{meaning.value}T{match['t']}", None, "T", day)
        yield Span(*match.span()), meaning


def _european_or_american(match: re.Match[str], near: date | None) -> date | None:
    year = int(match["z"])
    if year < 100:
        if match["r"] == ".":
            return None
        year += 1900 if year > 60 else 2000
    a, b = int(match["a"]), int(match["b"])
    orders = [(a, b), (b, a)] if match["r"] == "/" else [(b, a), (a, b)]
    days = [day for month, number in orders if (day := day_of(year, month, number))]
    if near and len(days) == 2:
        return min(days, key=lambda day: abs(day - near))
    return days[0] if days else None

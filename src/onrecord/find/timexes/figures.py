"""Dates printed in figures alone: 2024-10-27, 27.10.2024, 27.10.24, 10/27/2024, 2024. 10. 27.,
2024년 10월 27일, 2024-10-27T20:00."""

import re
from datetime import date

from onrecord.find.timexes.calendar import Meaning, day_of, period
from onrecord.find.timexes.context import Context
from onrecord.find.timexes.dates import Parts
from onrecord.find.timexes.forms import Form
from onrecord.model import Span

_DATE = re.compile(
    r"(?<![\w./-])(?:"
    r"(?P<ky>[12]\d{3})[년年]\s?(?P<km>1[0-2]|0?[1-9])[월月]\s?(?P<kd>3[01]|[12]\d|0?[1-9])[일日]"
    r"|(?P<py>[12]\d{3})\. (?P<pm>1[0-2]|0?[1-9])\. (?P<pd>3[01]|[12]\d|0?[1-9])\.?"
    r"|(?P<sd>0[1-9]|[12]\d|3[01])\.(?P<sm>0[1-9]|1[0-2])\.(?P<sy>\d\d)"
    r"|"
    r"(?P<y>[12]\d{3})(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>3[01]|[12]\d|0?[1-9])"
    r"(?:[T ](?P<t>[0-2]\d:[0-5]\d)(?::[0-5]\d)?Z?)?"
    r"|(?P<a>3[01]|[12]\d|0?[1-9])(?P<r>[-/.])(?P<b>3[01]|[12]\d|0?[1-9])(?P=r)"
    r"(?P<z>[12]\d{3}|\d\d)"
    r")(?![\w/-])"
)


def numeric_dates(text: str) -> list[tuple[Span, Form]]:
    """The dates in figures of a text, as forms."""
    return [(Span(*match.span()), form) for match in _DATE.finditer(text) if (form := _form(match))]


def _form(match: re.Match[str]) -> Form | None:
    """The form of a date, or None if it is none however it is read."""
    whole = next((kind for kind in ("", "k", "p", "s") if match[f"{kind}y"]), None)
    if whole is not None:
        year = _full(int(match[f"{whole}y"]))
        orders = _orders(year, [(match[f"{whole}m"], match[f"{whole}d"])])
    else:
        year = int(match["z"])
        if year < 100 and match["r"] == ".":
            return None
        year = _full(year)
        a, b = match["a"], match["b"]
        orders = _orders(year, [(a, b), (b, a)] if match["r"] == "/" else [(b, a), (a, b)])
    parts: list[tuple[str, str]] = [("DATE", day.isoformat()) for day in orders[:1]]
    parts += [("OTHER", day.isoformat()) for day in orders[1:]]
    if match["t"]:
        parts.append(("TIME", match["t"]))
    return Form("figures", parts=tuple(parts)) if orders else None


def _full(year: int) -> int:
    """A year of two figures in its century."""
    return year if year > 99 else year + (1900 if year > 60 else 2000)


def _orders(year: int, orders: list[tuple[str, str]]) -> list[date]:
    days = [day_of(year, int(month), int(day)) for month, day in orders]
    return [day for day in dict.fromkeys(days) if day]


def in_figures(form: Form, parts: Parts, context: Context) -> Meaning:
    """A date in figures. Where day and month cannot be told apart, the reading nearer to the
    publication is taken, else month before day with strokes and day before month with dots."""
    day = date.fromisoformat(str(parts["DATE"]))
    if "OTHER" in parts and (near := context.published("D")):
        other = date.fromisoformat(str(parts["OTHER"]))
        day = min((day, other), key=lambda each: abs(each - near))
    meaning = period("D", day)
    if "TIME" in parts:
        return Meaning("TIME", f"{meaning.value}T{parts['TIME']}", None, "TM", day)
    return meaning

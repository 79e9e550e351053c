"""Dates printed in figures alone: 2024-10-27, 27.10.2024, 27.10.24, 10/27/2024, 2024. 10. 27.,
2024년 10월 27일, 2024-10-27T20:00."""

import re
from datetime import date

from onrecord.find.timexes.calendar import Meaning, day_of, period
from onrecord.find.timexes.context import Context
from onrecord.find.timexes.dates import Parts, in_full
from onrecord.find.timexes.forms import Form
from onrecord.model import Span

MONTHS = 12
SECONDS = 2  # colons of a time with seconds

_DATE = re.compile(
    r"(?<![\w./-])(?:"
    r"(?P<ky>[12]\d{3})[년年]\s?(?P<km>1[0-2]|0?[1-9])[월月]\s?(?P<kd>3[01]|[12]\d|0?[1-9])[일日]"
    r"|(?P<py>[12]\d{3})\. (?P<pm>1[0-2]|0?[1-9])\. (?P<pd>3[01]|[12]\d|0?[1-9])\.?"
    r"|(?P<sd>0[1-9]|[12]\d|3[01])\.(?P<sm>0[1-9]|1[0-2])\.(?P<sy>\d\d)"
    r"|"
    r"(?P<y>[12]\d{3})(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>3[01]|[12]\d|0?[1-9])"
    r"(?:[T ](?P<t>[0-2]\d:[0-5]\d(?::[0-5]\d)?)(?:\.\d+)?(?P<u>Z|[+-]\d\d:?\d\d)?)?"
    r"|(?P<a>3[01]|[12]\d|0?[1-9])(?P<r>[-/.])(?P<b>3[01]|[12]\d|0?[1-9])(?P=r)"
    r"(?P<z>[12]\d{3}|\d\d)"
    r")(?![\w/-])"
)


def numeric_dates(text: str) -> list[tuple[Span, Form]]:
    """The dates in figures of a text, as forms. Where one date with strokes can only be read one
    way round ("28/02/2020"), so are all others."""
    matches = list(_DATE.finditer(text))
    first = _order(matches)
    return [(Span(*match.span()), form) for match in matches if (form := _form(match, first))]


def _order(matches: list[re.Match[str]]) -> str:
    """What stands first in the dates with strokes of a text: "day", "month", or "" where none
    tells or where they differ."""
    told = {"day" if int(m["a"]) > MONTHS else "month" for m in matches if _is_told(m)}
    return told.pop() if len(told) == 1 else ""


def _is_told(match: re.Match[str]) -> bool:
    """True for a date with strokes one of whose numbers is no month."""
    return match["r"] == "/" and (int(match["a"]) > MONTHS) != (int(match["b"]) > MONTHS)


def _form(match: re.Match[str], first: str) -> Form | None:
    """The form of a date, or None if it is none however it is read."""
    whole = next((kind for kind in ("", "k", "p", "s") if match[f"{kind}y"]), None)
    if whole is not None:
        year = in_full(int(match[f"{whole}y"]))
        orders = _orders(year, [(match[f"{whole}m"], match[f"{whole}d"])])
    elif int(match["z"]) < 100 and match["r"] == ".":
        return None
    else:
        orders = _orders(in_full(int(match["z"])), _ways(match, first))
    parts: list[tuple[str, str]] = [("DATE", day.isoformat()) for day in orders[:1]]
    parts += [("OTHER", day.isoformat()) for day in orders[1:]]
    if match["t"]:
        parts.append(("TIME", match["t"]))
    if match["u"]:
        parts.append(("ZONE", "utc" if match["u"] in "Zz" else f"utc{match['u']}"))
    return Form("figures", parts=tuple(parts)) if orders else None


def _ways(match: re.Match[str], first: str) -> list[tuple[str, str]]:
    """Month and day of a date whose year stands last, the likelier way round first. With dots the
    day stands first, unless there is no such month."""
    a, b = match["a"], match["b"]
    if match["r"] == "." or (match["r"] == "/" and first == "day"):
        return [(b, a)] if int(b) <= MONTHS else [(a, b)]
    if match["r"] == "/" and first == "month":
        return [(a, b)] if int(a) <= MONTHS else [(b, a)]
    return [(a, b), (b, a)] if match["r"] == "/" else [(b, a), (a, b)]


def _orders(year: int, orders: list[tuple[str, str]]) -> list[date]:
    days = [day_of(year, int(month), int(day)) for month, day in orders]
    return [day for day in dict.fromkeys(days) if day]


def in_figures(form: Form, parts: Parts, context: Context) -> Meaning:
    """A date in figures. Where day and month cannot be told apart, the reading nearer to the
    publication is taken, else month before day with strokes and day before month with hyphens."""
    day = date.fromisoformat(str(parts["DATE"]))
    if "OTHER" in parts and (near := context.published("D")):
        other = date.fromisoformat(str(parts["OTHER"]))
        day = min((day, other), key=lambda each: abs(each - near))
    meaning = period("D", day)
    if "TIME" in parts:
        time = str(parts["TIME"])
        grain = "TS" if time.count(":") == SECONDS else "TM"
        value = f"{meaning.value}T{time}"
        return Meaning("TIME", value, None, grain, day, zone=str(parts.get("ZONE", "")))
    return meaning

"""The calendar: periods with their grain, how they are written in TIMEX3, and how they shift."""

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.model.words import TimexType

# from fine to coarse; D day, W week, WE weekend, M month, S season, Q quarter, H half, Y year,
# E decade, C century, L millennium
GRAINS = ("TS", "TM", "TH", "D", "WE", "W", "M", "Q", "S", "H", "Y", "E", "C", "L")

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the month that each begins in

_UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
    "S": "XXXX-XX", "H": "XXXX-HX", "Y": "XXXX", "E": "XXX", "C": "XX", "L": "X",
}  # fmt: skip

_MONTHS = {"M": 1, "Q": 3, "S": 3, "H": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}
_DAYS = {"D": 1, "WE": 7, "W": 7}


class Meaning(NamedTuple):
    """What an expression means: TIMEX3 type, value and mod; for what lies on the calendar also
    its grain and first day (None where the report does not say)."""

    type: TimexType
    value: str
    mod: str | None = None
    grain: str = ""
    start: date | None = None


def period(grain: str, day: date | None, *, unknown: str = "") -> Meaning:
    """The period of that grain that holds the day, or the unresolved form if there is no day."""
    if day is None:
        return Meaning("DATE", unknown or _UNKNOWN[grain], None, grain)
    start = _start(grain, day)
    return Meaning("DATE", _written(grain, start), None, grain, start)


def _start(grain: str, day: date) -> date:
    if grain == "W":
        return day - timedelta(day.weekday())
    if grain == "WE":
        return day + timedelta(5 - day.weekday())
    if grain == "S":
        return season_start(day)
    if grain in _MONTHS:
        months = _MONTHS[grain]
        total = (day.year * 12 + day.month - 1) // months * months
        return date(max(total // 12, 1), total % 12 + 1, 1)
    return day


def season_start(day: date) -> date:
    """The first day of the season (of the northern half of the world) that holds the day."""
    if day.month < 3:
        return date(day.year - 1, 12, 1)
    return date(day.year, day.month // 3 * 3, 1)


def _written(grain: str, start: date) -> str:
    year = f"{start.year:04}"
    if grain in ("W", "WE"):
        iso = start.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}" + "-WE" * (grain == "WE")
    if grain == "S":
        name = next(name for name, month in SEASONS.items() if month == start.month)
        return f"{year}-{name}"
    written = {
        "M": f"{year}-{start.month:02}",
        "Q": f"{year}-Q{(start.month + 2) // 3}",
        "H": f"{year}-H{1 + (start.month > 6)}",
        "Y": year,
        "E": year[:3],
        "C": year[:2],
        "L": year[:1],
    }
    return written.get(grain) or start.isoformat()


def shift(day: date, number: int, grain: str) -> date | None:
    """The day `number` units later; None beyond the years 1 to 9999."""
    try:
        if grain in _DAYS:
            return day + timedelta(number * _DAYS[grain])
        total = day.year * 12 + day.month - 1 + number * _MONTHS[grain]
        year, month = divmod(total, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def day_of(year: int, month: int, day: int) -> date | None:
    """That day, or None if there is none."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def feast(rule: str, year: int) -> date | None:
    """The day of a feast in a year, by its rule (see knowledge.times.Feast)."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(int(rule[6:] or 0))
    if rule.count("-") == 1:
        month, day = rule.split("-")
        return day_of(year, int(month), int(day))
    return _nth_weekday(rule, year)


def _nth_weekday(rule: str, year: int) -> date | None:
    """ "11-4-4": the fourth Thursday of November; "5-1--1": the last Monday of May."""
    month, weekday, nth = (int(part) for part in rule.split("-", 2))
    days = calendar.monthrange(year, month)[1]
    found = [d for d in range(1, days + 1) if date(year, month, d).isoweekday() == weekday]
    place = nth - 1 if nth > 0 else nth
    return date(year, month, found[place]) if place < len(found) else None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the algorithm printed in Nature, 20 April 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l7 = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l7) // 451
    month, day = divmod(h + l7 - 7 * m + 114, 31)
    return date(year, month, day + 1)

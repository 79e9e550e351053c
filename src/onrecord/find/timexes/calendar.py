"""The calendar: periods with their grain, how they are written in TIMEX3, and how they shift."""

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.model.words import TimexType

# from fine to coarse; TS second, TM minute, TH hour, TP part of the day, D day, W week, WE weekend,
# M month, S season, Q quarter, H half, Y year, E decade, C century, L millennium
GRAINS = ("TS", "TM", "TH", "TP", "D", "WE", "W", "M", "Q", "S", "H", "Y", "E", "C", "L")

BEFORE_OUR_ERA = "BC"  # how the values of such years and centuries begin

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the month that each begins in

_UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
    "S": "XXXX-XX", "H": "XXXX-HX", "Y": "XXXX", "E": "XXX", "C": "XX", "L": "X",
}  # fmt: skip

_MONTHS = {"M": 1, "Q": 3, "S": 3, "H": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}
_DAYS = {"D": 1, "WE": 7, "W": 7}


class Meaning(NamedTuple):
    """What an expression means: TIMEX3 type, value and mod; for what lies on the calendar also
    its grain and first day (None where the report does not say). `side` narrows it against the
    date that it counts from: "before" ("earlier this year") or "after" ("later this year"), or is
    "open" where the first and last day cannot be told (a fiscal year), or reaches into the "next
    day" (the night of 8-9 March). "Earlier" and "later" count from `pivot`, where it is not the day
    of publication. `zone`: the zone of a time of day."""

    type: TimexType
    value: str
    mod: str | None = None
    grain: str = ""
    start: date | None = None
    side: str = ""
    pivot: date | None = None
    zone: str = ""


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


_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>\d)|H(?P<half>\d)"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?|(?P<decades>\d{1,3})"
)


def start_of(value: str) -> date | None:
    """The first day of a TIMEX3 value, or None if the value is open or no date."""
    found = _WRITTEN.fullmatch(value.partition("T")[0])
    if found is None:
        return None
    if found["decades"]:
        return day_of(int(found["decades"].ljust(4, "0")) or 1, 1, 1)
    year = int(found["year"])
    if found["week"]:
        return _week(year, int(found["week"]), 6 if found["weekend"] else 1)
    month = int(found["month"] or SEASONS.get(found["season"] or "", 1))
    month += (int(found["quarter"] or 1) - 1) * 3 + (int(found["half"] or 1) - 1) * 6
    return day_of(year, month, int(found["day"] or 1))


def _week(year: int, week: int, day: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, day)
    except ValueError:
        return None

"""Dates and periods: the operations that lay an expression on the calendar."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from onrecord.find.timexes.calendar import SEASONS, Meaning, day_of, feast, period, shift
from onrecord.find.timexes.context import Context
from onrecord.knowledge.times import TimeEntry

Parts = Mapping[str, Any]

TIME_UNITS = ("TH", "TM", "TS")
LENT = ("MONTHNAME", "YEAR")  # what one side of a range may lend the other: "Oct. 3 to 5"
COARSE = ("M", "Q", "S", "H", "Y")


def weekday(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    return context.weekday(int(parts["WEEKDAY"]), entry.shift, spoken=entry.unit == "that")


def nth_weekday(entry: TimeEntry, parts: Parts, context: Context) -> Meaning | None:
    """The first (second, …; last, where no number is given) weekday of a month."""
    within = (month_of_year if "YEAR" in parts else month)(entry, parts, context)
    nth = int(parts.get("ORD", -1))
    if within.start is None or nth > 5:
        return None
    rule = f"{within.start.month}-{int(parts['WEEKDAY'])}-{nth}"
    return _or_none(feast(rule, within.start.year))


def month(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    number = _month(parts) or 0
    return context.nearest(
        "M", lambda year: day_of(year, number, 1), entry.shift, f"XXXX-{number:02}"
    )


def season(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    name = parts["SEASON"]
    return context.nearest(
        "S", lambda year: day_of(year, SEASONS[name], 1), entry.shift, f"XXXX-{name}"
    )


def holiday(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    rule = parts["FEAST"]
    return context.nearest("D", lambda year: feast(rule, year), entry.shift, "XXXX-XX-XX")


def _month(parts: Parts) -> int | None:
    number = parts.get("MONTH") or parts.get("MONTHNAME")
    return int(number) if number else None


def whole_date(entry: TimeEntry, parts: Parts, context: Context) -> Meaning | None:
    """A day of a month; without a year the nearest that tense allows."""
    day = int(parts.get("DAYNUM") or parts["ORD"])
    number = _month(parts)
    if number is None:
        return None
    if "YEAR" in parts:
        return _or_none(day_of(parts["YEAR"], number, day))
    if day_of(2000, number, day) is None:
        return None
    return context.nearest(
        "D", lambda year: day_of(year, number, day), entry.shift, f"XXXX-{number:02}-{day:02}"
    )


def _or_none(day: date | None) -> Meaning | None:
    return period("D", day) if day else None


def month_of_year(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    return period("M", day_of(parts["YEAR"], _month(parts) or 0, 1))


def year(entry: TimeEntry, parts: Parts, context: Context) -> Meaning | None:
    number = parts.get("YEAR") or parts.get("NUMBER")
    if number is None:
        number = parts["TEEN"] * 100 + parts["TEN"] + parts.get("ONE", 0)
    return period("Y", day_of(int(number), 1, 1)) if 1000 <= number < 2200 else None


def short_year(entry: TimeEntry, parts: Parts, context: Context) -> Meaning | None:
    """ "11" in "2009-11": a later year of the same century."""
    first = int(parts["YEAR"])
    found = first // 100 * 100 + int(parts["SHORTYEAR"])
    return period("Y", day_of(found, 1, 1)) if found > first else None


def one_of_range(entry: TimeEntry, parts: Parts, context: Context) -> Meaning | None:
    """One side of a range, once the other has lent it a month or year."""
    if "DAYNUM" in parts:
        return whole_date(entry, parts, context)
    if "MONTHNAME" in parts:
        return (month_of_year if "YEAR" in parts else month)(entry, parts, context)
    return (short_year if "SHORTYEAR" in parts else year)(entry, parts, context)


def season_of_year(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    year, name = _year_of(parts), parts["SEASON"]
    start = day_of(year, SEASONS[name], 1) if year else None
    return period("S", start, unknown=f"XXXX-{name}")


def holiday_of_year(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    year = _year_of(parts)
    return period("D", feast(parts["FEAST"], year) if year else None)


def _year_of(parts: Parts) -> int | None:
    if "YEAR" in parts:
        return int(parts["YEAR"])
    start = _whole(parts).start
    return start.year if start else None


def _whole(parts: Parts) -> Meaning:
    """The year or week that another part lies in."""
    meaning: Meaning = parts.get("YEARLY") or parts["WEEKLY"]
    return meaning


def decade(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    number = int(parts.get("DECADE") or parts["SHORTDECADE"])
    return period("E", day_of(number if number >= 100 else 1900 + number, 1, 1))


def century(entry: TimeEntry, parts: Parts, context: Context) -> Meaning | None:
    number = int(parts["ORD"])
    if not 1 < number <= 30:
        return None
    return period("C", day_of((number - 1) * 100, 1, 1))


def part_of_year(entry: TimeEntry, parts: Parts, context: Context) -> Meaning | None:
    """A quarter or half of a year given, else the nearest that is over or that tense allows."""
    grain = entry.unit
    months = 3 if grain == "Q" else 6
    number = int(parts["QUARTER"]) if "QUARTER" in parts else int(parts.get("ORD", entry.shift))
    if not 1 <= number <= 12 // months:
        return None
    begin = (number - 1) * months + 1
    if "YEAR" in parts or "YEARLY" in parts:
        year = _year_of(parts)
        start = day_of(year, begin, 1) if year else None
        return period(grain, start, unknown=f"XXXX-{grain}{number}")
    return context.nearest(grain, lambda year: day_of(year, begin, 1), 0, f"XXXX-{grain}{number}")


def fiscal_year(entry: TimeEntry, parts: Parts, context: Context) -> Meaning | None:
    return year(entry, parts, context)


def near_day(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    return context.this("D", entry.shift)


def this(entry: TimeEntry, parts: Parts, context: Context) -> Meaning | None:
    grain = grain_of(entry, parts)
    if grain == "WE" and entry.value == "near":
        return context.weekend()
    return context.this(grain, entry.shift) if grain not in TIME_UNITS else None


def that(entry: TimeEntry, parts: Parts, context: Context) -> Meaning | None:
    grain = grain_of(entry, parts)
    return context.that(grain, entry.shift) if grain not in TIME_UNITS else None


def latest(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    if context.quarter:
        context.used["anchor"] = context.quarter.value
        return context.quarter._replace(type="DATE", mod=None)
    return context.this("Q", -1)


def year_before(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    """The same quarter a year before, or the year before the year of publication."""
    base = context.quarter or context.spoken
    if entry.unit == "Q":
        base = context.quarter or context.this("Q", -1)
    if base and base.start and base.grain in COARSE:
        context.used["anchor"] = base.value
        context.kept = False
        return period(base.grain, shift(base.start, -1, "Y"))
    return context.this("Y", -1)


def within(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    """ "June last year": the month (or season, or feast) of the year that the other part names."""
    base = _whole(parts)
    if base.start is None:
        return base
    number = _month(parts)
    if number is not None:
        if "DAYNUM" in parts:
            return period("D", day_of(base.start.year, number, int(parts["DAYNUM"])))
        return period("M", day_of(base.start.year, number, 1))
    if "SEASON" in parts:
        return season_of_year(entry, parts, context)
    if "FEAST" in parts:
        return holiday_of_year(entry, parts, context)
    day = period("W", base.start).start if base.grain in ("W", "WE") else None
    return period("D", day and shift(day, int(parts["WEEKDAY"]) - 1, "D"))


def holding(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    return period(entry.unit, parts["FULLDATE"].start)


def grain_of(entry: TimeEntry, parts: Parts) -> str:
    """The unit of time that an entry or its parts name."""
    return entry.unit or str(parts.get("UNIT") or parts.get("UNITS") or parts["LONGUNIT"])

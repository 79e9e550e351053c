"""Dates and periods: the operations that lay an expression on the calendar."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from onrecord.find.timexes.calendar import BEFORE_OUR_ERA, SEASONS, Meaning, day_of, period, shift
from onrecord.find.timexes.context import Context
from onrecord.find.timexes.feasts import feast
from onrecord.find.timexes.forms import Form

Parts = Mapping[str, Any]

TIME_UNITS = ("TH", "TM", "TS")
COARSE = ("M", "Q", "S", "H", "Y")


def weekday(form: Form, parts: Parts, context: Context) -> Meaning:
    return context.weekday(int(parts["WEEKDAY"]), form.shift, spoken=form.unit == "that")


def nth_weekday(form: Form, parts: Parts, context: Context) -> Meaning | None:
    """The first (second, …; last, where no number is given) weekday of a month."""
    within = (month_of_year if "YEAR" in parts else month)(form, parts, context)
    nth = int(parts.get("ORD", -1))
    if nth > 5:
        return None
    if within.start is None:
        return period("D", None)
    rule = f"{within.start.month}-{int(parts['WEEKDAY'])}-{nth}"
    return _or_none(feast(rule, within.start.year))


def month(form: Form, parts: Parts, context: Context) -> Meaning:
    number = month_number(parts) or 0
    find = context.beside if form.unit == "that" else context.nearest
    return find("M", lambda year: day_of(year, number, 1), form.shift, f"XXXX-{number:02}")


def season(form: Form, parts: Parts, context: Context) -> Meaning:
    name = parts["SEASON"]
    find = context.beside if form.unit == "that" else context.nearest
    return find("S", lambda year: day_of(year, SEASONS[name], 1), form.shift, f"XXXX-{name}")


def holiday(form: Form, parts: Parts, context: Context) -> Meaning:
    rule = parts["FEAST"]
    return context.nearest("D", lambda year: feast(rule, year), form.shift, "XXXX-XX-XX")


def month_number(parts: Parts) -> int | None:
    number = parts.get("MONTH") or parts.get("MONTHNAME") or parts.get("SHORTMONTH")
    return int(number) if number else None


def whole_date(form: Form, parts: Parts, context: Context) -> Meaning | None:
    """A day of a month; without a year the nearest that tense allows."""
    day = int(parts.get("DAYNUM") or parts["ORD"])
    number = month_number(parts)
    if number is None:
        return None
    if "YEAR" in parts or "SHORTYEAR" in parts:
        year = int(parts.get("YEAR") or in_full(int(parts["SHORTYEAR"])))
        return _or_none(day_of(year, number, day))
    if day_of(2000, number, day) is None:
        return None
    return context.nearest(
        "D", lambda year: day_of(year, number, day), form.shift, f"XXXX-{number:02}-{day:02}"
    )


def in_full(year: int) -> int:
    """A year of two figures in its century."""
    return year if year > 99 else year + (1900 if year > 60 else 2000)


def _or_none(day: date | None) -> Meaning | None:
    return period("D", day) if day else None


def month_of_year(form: Form, parts: Parts, context: Context) -> Meaning:
    return period("M", day_of(int(parts["YEAR"]), month_number(parts) or 0, 1))


def year(form: Form, parts: Parts, context: Context) -> Meaning | None:
    number = parts.get("YEAR") or parts.get("OLDYEAR") or parts.get("NUMBER")
    if number is None:
        number = parts["TEEN"] * 100 + parts["TEN"] + parts.get("ONE", 0)
    return period("Y", day_of(int(number), 1, 1)) if 100 <= number < 2200 else None


def short_year(form: Form, parts: Parts, context: Context) -> Meaning | None:
    """ "11" in "2009-11": a later year of the same century."""
    first = int(parts["YEAR"])
    found = first // 100 * 100 + int(parts["SHORTYEAR"])
    return period("Y", day_of(found, 1, 1)) if found > first else None


def season_of_year(form: Form, parts: Parts, context: Context) -> Meaning:
    year, name = _year_of(parts), parts["SEASON"]
    start = day_of(year, SEASONS[name], 1) if year else None
    return period("S", start, unknown=f"XXXX-{name}")


def holiday_of_year(form: Form, parts: Parts, context: Context) -> Meaning:
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


def decade(form: Form, parts: Parts, context: Context) -> Meaning:
    number = int(parts.get("DECADE") or parts["SHORTDECADE"])
    if "DECADE" in parts and number % 100 == 0 and number < 2000:  # the 1800s: a century
        return period("C", day_of(number, 1, 1))
    return period("E", day_of(number if number >= 100 else 1900 + number, 1, 1))


def century(form: Form, parts: Parts, context: Context) -> Meaning | None:
    number = int(parts["ORD"])
    if form.value == BEFORE_OUR_ERA:
        return (
            Meaning("DATE", f"{BEFORE_OUR_ERA}{number - 1:02}", None, "C")
            if 1 <= number <= 30
            else None
        )
    return period("C", day_of((number - 1) * 100 or 1, 1, 1)) if 1 < number <= 30 else None


def era_year(form: Form, parts: Parts, context: Context) -> Meaning | None:
    """A year before ("44 BC") or of our era ("79 AD")."""
    number = parts["NUMBER"]
    if number != int(number) or not 1 <= number < 9999:
        return None
    if form.value == BEFORE_OUR_ERA:
        return Meaning("DATE", f"{BEFORE_OUR_ERA}{int(number):04}", None, "Y")
    return period("Y", day_of(int(number), 1, 1))


def part_of_year(form: Form, parts: Parts, context: Context) -> Meaning | None:
    """A quarter or half of a year given, else the nearest that is over or that tense allows."""
    grain = form.unit
    months = 3 if grain == "Q" else 6
    number = int(parts.get("QUARTER") or parts.get("HALF") or parts.get("ORD", form.shift))
    if not 1 <= number <= 12 // months:
        return None
    begin = (number - 1) * months + 1
    if "YEAR" in parts or "YEARLY" in parts:
        year = _year_of(parts)
        start = day_of(year, begin, 1) if year else None
        return period(grain, start, unknown=f"XXXX-{grain}{number}")
    return context.nearest(grain, lambda year: day_of(year, begin, 1), 0, f"XXXX-{grain}{number}")


def quarter_of_year(form: Form, parts: Parts, context: Context) -> Meaning:
    """ "the 2022 quarter": the quarter spoken of, in the year named; that year, if none is."""
    spoken, year = context.against_quarter(), int(parts["YEAR"])
    context.kept = False
    if spoken is None or spoken.start is None:
        context.published("Q")
        return period("Y", day_of(year, 1, 1))
    return period("Q", day_of(year, spoken.start.month, 1))


def part_of_fiscal_year(form: Form, parts: Parts, context: Context) -> Meaning | None:
    """A quarter of a fiscal year, by the year that it ends in; when it begins is not told."""
    if "FISCALYEAR" in parts:
        parts = {**parts, "YEAR": parts["FISCALYEAR"]}
    found = part_of_year(form, parts, context)
    return found and found._replace(side="open")


def fiscal_year(form: Form, parts: Parts, context: Context) -> Meaning | None:
    """A fiscal year, by the year that it ends in; when it begins is not told."""
    found = short_year(form, parts, context) if "SHORTYEAR" in parts else None
    if found is None and "FISCALYEAR" in parts:
        found = period("Y", day_of(int(parts["FISCALYEAR"]), 1, 1))
    found = found or year(form, parts, context)
    return found and found._replace(side="open")


def fiscal_year_now(form: Form, parts: Parts, context: Context) -> Meaning:
    """The fiscal year of now, or one beside it; when it begins is not told."""
    return context.this("Y", form.shift)._replace(side="open")


def near_day(form: Form, parts: Parts, context: Context) -> Meaning:
    return context.this("D", form.shift)


def this(form: Form, parts: Parts, context: Context) -> Meaning | None:
    grain = grain_of(form, parts)
    if grain == "WE" and form.value == "near":
        return context.weekend()
    if form.value == "told" and context.story and context.spoken:
        return context.that(grain, form.shift)
    return context.this(grain, form.shift) if grain not in TIME_UNITS else None


def that(form: Form, parts: Parts, context: Context) -> Meaning | None:
    grain = grain_of(form, parts)
    return context.that(grain, form.shift) if grain not in TIME_UNITS else None


def latest(form: Form, parts: Parts, context: Context) -> Meaning:
    quarter = context.against_quarter()
    return quarter._replace(mod=None) if quarter else context.this("Q", -1)


def year_before(form: Form, parts: Parts, context: Context) -> Meaning:
    """The same quarter a year before, or the year before the year of publication."""
    base = context.against_quarter() if form.unit != "M" else context.against_spoken("M")
    if base is None and form.unit == "M":
        base = context.this("M", 0)
    if base is None:
        base = context.this("Q", -1) if form.unit == "Q" else context.against_spoken()
    if base and base.start and base.grain in COARSE:
        context.kept = False
        return period(base.grain, shift(base.start, -1, "Y"))
    return context.this("Y", -1)


def within(form: Form, parts: Parts, context: Context) -> Meaning:
    """ "June last year": the month (or season, or feast) of the year that the other part names."""
    base = _whole(parts)
    if base.start is None:
        return base
    number = month_number(parts)
    if number is not None:
        if "DAYNUM" in parts:
            return period("D", day_of(base.start.year, number, int(parts["DAYNUM"])))
        return period("M", day_of(base.start.year, number, 1))
    if "SEASON" in parts:
        return season_of_year(form, parts, context)
    if "FEAST" in parts:
        return holiday_of_year(form, parts, context)
    day = period("W", base.start).start if base.grain in ("W", "WE") else None
    return period("D", day and shift(day, int(parts["WEEKDAY"]) - 1, "D"))


def holding(form: Form, parts: Parts, context: Context) -> Meaning:
    return period(form.unit, parts["FULLDATE"].start)


def grain_of(form: Form, parts: Parts) -> str:
    """The unit of time that an entry or its parts name."""
    return form.unit or str(parts.get("UNIT") or parts.get("UNITS") or parts["LONGUNIT"])

"""Expressions that lean on the date last spoken of, or on a part of a larger period."""

from datetime import date

from onrecord.find.timexes.bounds import end_of
from onrecord.find.timexes.calendar import GRAINS, Meaning, day_of, period, shift
from onrecord.find.timexes.context import Context
from onrecord.find.timexes.dates import Parts, grain_of, month_number, season_of_year, whole_date
from onrecord.find.timexes.forms import Form

BACK = 14  # days that a story goes back at most when it names a day of the month alone


def of_that_year(form: Form, parts: Parts, context: Context) -> Meaning:
    """ "June of that year", "9 June of the same year": in the year last spoken of."""
    whole = context.that("Y", form.shift)
    if whole.start is None:
        return whole
    if "SEASON" in parts:
        return season_of_year(form, {**parts, "YEAR": whole.start.year}, context)
    month = month_number(parts) or 1
    if "DAYNUM" in parts or "ORD" in parts:
        number = int(parts.get("DAYNUM") or parts["ORD"])
        return period("D", day_of(whole.start.year, month, number))
    return period("M", day_of(whole.start.year, month, 1))


def day_of_month(form: Form, parts: Parts, context: Context) -> Meaning:
    """ "the 5th": of the month last spoken of or of the next, if that day lies far back; with none
    spoken of, the nearest to the publication that tense allows."""
    number = int(parts.get("DAYTH") or parts["ORD"])
    if form.value == "published":
        month = context.published("M")
        return period("D", month and _in_month(month, form.shift, number))
    tense = context.tense()
    spoken = context.last("M")
    if spoken is None:
        return Meaning("DATE", f"XXXX-XX-{number:02}", None, "D")
    told = context.spoken is not None
    if form.unit == "that":
        return period("D", day_of(spoken.year, spoken.month, number))
    if told and tense.ahead and (near := context.day) and spoken < near.replace(day=1):
        spoken, told = context.published("M") or near, False
    day = day_of(spoken.year, spoken.month, number)
    if told and (day is None or (spoken - day).days > BACK):
        return period("D", _in_month(spoken, 1, number))
    if not told and tense.ahead and number < spoken.day:
        return period("D", _in_month(spoken, 1, number))
    if not told and not tense.ahead and number > spoken.day:
        return period("D", _in_month(spoken, -1, number))
    return period("D", day)


def _in_month(day: date, step: int, number: int) -> date | None:
    month = shift(day.replace(day=1), step, "M")
    return month and day_of(month.year, month.month, number)


def nth_in(form: Form, parts: Parts, context: Context) -> Meaning | None:
    """ "the first week of May", "the last day of 1931": a part of a period, counted; no number
    means the last one. Weeks are those of the calendar that hold the day."""
    whole: Meaning = parts.get("PERIOD") or parts["YEARLY"]
    grain = grain_of(form, parts)
    if grain not in GRAINS or GRAINS.index(grain) >= GRAINS.index(whole.grain or "D"):
        return None
    if GRAINS.index(grain) < GRAINS.index("D"):
        return None
    if whole.start is None:
        return period(grain, None)
    last = end_of(whole.grain, whole.start)
    if "ORD" not in parts:
        return period(grain, last)
    step = int(parts["ORD"]) - 1
    day = shift(whole.start, step, grain)
    within = day is not None and last is not None and day <= last
    return period(grain, day) if within else None


def ago_on(form: Form, parts: Parts, context: Context) -> Meaning:
    """ "a year ago today", "three weeks ago Friday", "two years ago this month"."""
    number, unit = int(parts.get("NUMBER", 1)), parts.get("UNIT") or parts["UNITS"]
    grain = parts.get("UNIT2") or (parts["UNIT"] if "UNITS" in parts and "UNIT" in parts else "")
    if "UNITS" in parts:
        unit = parts["UNITS"]
    if "WEEKDAY" in parts:
        return _weeks_off(form, parts, context, number, str(unit))
    near = context.this("D", parts.get("TODAY", parts.get("YESTERDAY", parts.get("TOMORROW", 0))))
    grain = str(grain or ("M" if "MONTH" in parts else "D"))
    there = near.start and shift(near.start, number * form.shift, str(unit))
    if "MONTH" in parts and there:
        return period("M", day_of(there.year, int(parts["MONTH"]), 1))
    return period(grain, there)


def _weeks_off(form: Form, parts: Parts, context: Context, number: int, unit: str) -> Meaning:
    """ "three weeks ago Friday" counts from the last Friday, "a week from Friday" from the next."""
    day = context.weekday(int(parts["WEEKDAY"]), form.shift).start
    if unit not in ("W", "D"):
        return period("D", None)
    return period("D", day and shift(day, number * form.shift, unit))


def night_of_two_days(form: Form, parts: Parts, context: Context) -> Meaning | None:
    """ "the night of 8-9 March": the night that begins on the first of the two days."""
    first = whole_date(form, parts, context)
    if first is None:
        return None
    value = f"{first.value}{parts['PART']}"
    return Meaning("TIME", value, None, "TP", first.start, side="next day")


def weeks_on(form: Form, parts: Parts, context: Context) -> Meaning:
    """ "Monday week", "a fortnight today", "two weeks tomorrow": so many weeks after the day named;
    a day of the week is the first from the publication on."""
    day, weeks = context.published("D"), int(parts.get("NUMBER", form.value or 1))
    number = int(parts.get("WEEKDAY", 0))
    if day is None and number:
        return Meaning("DATE", f"XXXX-WXX-{number}", None, "D")
    if day is None or weeks < 1:
        return period("D", None)
    ahead = (number - day.isoweekday()) % 7 if number else int("TOMORROW" in parts)
    return period("D", shift(day, ahead + 7 * weeks, "D"))

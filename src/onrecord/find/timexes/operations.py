"""How an entry makes a meaning of its parts: one small function for each `how`."""

from collections.abc import Callable
from typing import Any

from onrecord.find.timexes import clocks, dates, figures, lengths, narrated, ranges
from onrecord.find.timexes.calendar import Meaning, period, start_of
from onrecord.find.timexes.context import Context
from onrecord.find.timexes.dates import Parts
from onrecord.find.timexes.forms import Form

Operation = Callable[[Form, Parts, Context], Any]


def same(form: Form, parts: Parts, context: Context) -> Any:
    values = list(parts.values())
    return next((value for value in values if isinstance(value, Meaning)), values[-1])


def add(form: Form, parts: Parts, context: Context) -> float:
    return float(sum(parts.values()))


def times(form: Form, parts: Parts, context: Context) -> float:
    product = 1.0
    for value in parts.values():
        product *= value
    return product


def half(form: Form, parts: Parts, context: Context) -> float:
    return float(parts.get("NUMBER", float(form.value or 0))) + 0.5


def constant(form: Form, parts: Parts, context: Context) -> Any:
    """A number, a named day, or a reference to the past, present or future of the publication."""
    if form.value.endswith("_REF"):
        context.published("D")
        return Meaning("DATE", form.value, form.mod)
    if form.value.startswith("P"):
        return Meaning("DURATION", form.value, form.mod)
    if "-" in form.value:
        return period("D", start_of(form.value))
    return float(form.value)


def first(form: Form, parts: Parts, context: Context) -> Any:
    return parts["NUMBER"]


def modify(form: Form, parts: Parts, context: Context) -> Any:
    meaning = next(value for value in parts.values() if isinstance(value, Meaning))
    if "ABOUT" in parts and meaning.type == "DURATION" and "X" in meaning.value:
        return None  # "over several years"
    mod = parts.get("EDGE") or parts.get("ABOUT") or form.mod
    side = form.value or meaning.side
    if form.value and (day := context.day_told()):
        return meaning._replace(mod=meaning.mod or mod, side=side, pivot=day)
    return meaning._replace(mod=meaning.mod or mod, side=side)


OPERATIONS: dict[str, Operation] = {
    "same": same,
    "add": add,
    "times": times,
    "half": half,
    "constant": constant,
    "first": first,
    "weekday": dates.weekday,
    "nth-weekday": dates.nth_weekday,
    "month": dates.month,
    "season": dates.season,
    "holiday": dates.holiday,
    "date": dates.whole_date,
    "month-of-year": dates.month_of_year,
    "year": dates.year,
    "season-of-year": dates.season_of_year,
    "holiday-of-year": dates.holiday_of_year,
    "decade": dates.decade,
    "century": dates.century,
    "part-of-year": dates.part_of_year,
    "quarter-of-year": dates.quarter_of_year,
    "part-of-fiscal-year": dates.part_of_fiscal_year,
    "fiscal-year": dates.fiscal_year,
    "fiscal-year-now": dates.fiscal_year_now,
    "day": dates.near_day,
    "this": dates.this,
    "that": dates.that,
    "ago": lengths.ago,
    "earlier": lengths.earlier,
    "latest": dates.latest,
    "year-before": dates.year_before,
    "clock": clocks.clock,
    "at": clocks.at,
    "clock-in-words": clocks.in_words,
    "time-group": clocks.time_group,
    "part-of-day": clocks.part_of_day,
    "within": dates.within,
    "holding": dates.holding,
    "modify": modify,
    "length": lengths.length,
    "set": lengths.how_often,
    "every": lengths.every,
    "ago-on": narrated.ago_on,
    "weeks-on": narrated.weeks_on,
    "nth-in": narrated.nth_in,
    "day-of-month": narrated.day_of_month,
    "of-that-year": narrated.of_that_year,
    "night-of-two-days": narrated.night_of_two_days,
    "era-year": dates.era_year,
    "length-sum": lengths.length_sum,
    "one-of-range": ranges.one_of_range,
    "figures": figures.in_figures,
}

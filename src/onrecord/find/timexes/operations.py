"""How an entry makes a meaning of its parts: one small function for each `how`."""

from collections.abc import Callable
from typing import Any

from onrecord.find.timexes import clocks, dates, lengths
from onrecord.find.timexes.calendar import Meaning
from onrecord.find.timexes.context import Context
from onrecord.find.timexes.dates import Parts
from onrecord.knowledge.times import TimeEntry

Operation = Callable[[TimeEntry, Parts, Context], Any]


def same(entry: TimeEntry, parts: Parts, context: Context) -> Any:
    values = list(parts.values())
    return next((value for value in values if isinstance(value, Meaning)), values[-1])


def add(entry: TimeEntry, parts: Parts, context: Context) -> float:
    return float(sum(parts.values()))


def times(entry: TimeEntry, parts: Parts, context: Context) -> float:
    product = 1.0
    for value in parts.values():
        product *= value
    return product


def half(entry: TimeEntry, parts: Parts, context: Context) -> float:
    return float(parts.get("NUMBER", float(entry.value or 0))) + 0.5


def constant(entry: TimeEntry, parts: Parts, context: Context) -> Any:
    if entry.type is None:
        return float(entry.value)
    return Meaning(entry.type, entry.value, entry.mod)


def first(entry: TimeEntry, parts: Parts, context: Context) -> Any:
    return parts["NUMBER"]


def modify(entry: TimeEntry, parts: Parts, context: Context) -> Any:
    meaning = next(value for value in parts.values() if isinstance(value, Meaning))
    mod = parts.get("EDGE") or parts.get("ABOUT") or entry.mod
    return meaning._replace(mod=meaning.mod or mod)


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
    "fiscal-year": dates.fiscal_year,
    "day": dates.near_day,
    "this": dates.this,
    "that": dates.that,
    "ago": lengths.ago,
    "earlier": lengths.earlier,
    "latest": dates.latest,
    "year-before": dates.year_before,
    "clock": clocks.clock,
    "at": clocks.at,
    "part-of-day": clocks.part_of_day,
    "within": dates.within,
    "holding": dates.holding,
    "modify": modify,
    "length": lengths.length,
    "set": lengths.how_often,
    "every": lengths.every,
}

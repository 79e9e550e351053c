"""Lengths of time, what lies that far off, and what comes again."""

from datetime import date

from onrecord.find.timexes.calendar import Meaning, period, shift
from onrecord.find.timexes.context import Context
from onrecord.find.timexes.dates import COARSE, TIME_UNITS, Parts, grain_of, year_before
from onrecord.find.timexes.pieces import UNKNOWN
from onrecord.knowledge.times import TimeEntry

_SMALLER = {
    "Y": (12, "M"), "TH": (60, "TM"), "TM": (60, "TS"), "E": (10, "Y"), "C": (100, "Y"),
    "L": (1000, "Y"),
}  # fmt: skip


def ago(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    number, grain = parts.get("NUMBER", float(entry.value or 1)), grain_of(entry, parts)
    if number == UNKNOWN:
        return Meaning("DATE", "PAST_REF" if entry.shift < 0 else "FUTURE_REF")
    if grain == "Y" and number == 1 and entry.shift < 0 and context.quarter:
        return year_before(entry, parts, context)
    return _moved(context.published(grain), grain, number, entry.shift)


def earlier(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    number, grain = parts.get("NUMBER", float(entry.value or 1)), grain_of(entry, parts)
    if number == UNKNOWN:
        return Meaning("DATE", "PAST_REF") if entry.shift < 0 else period(_day_grain(grain), None)
    spoken = context.spoken
    if grain == "Y" and spoken and spoken.start and spoken.grain in COARSE:
        context.used["anchor"] = spoken.value
        context.kept = number != 1
        return period(spoken.grain, shift(spoken.start, round(number) * entry.shift, "Y"))
    return _moved(context.last(grain), grain, number, entry.shift)


def _day_grain(grain: str) -> str:
    return "D" if grain in TIME_UNITS else grain


def _moved(base: date | None, grain: str, number: float, direction: int) -> Meaning:
    if grain in TIME_UNITS:
        return Meaning("TIME", "PAST_REF" if direction < 0 else "FUTURE_REF")
    if grain == "W" and base is not None:
        return period("D", shift(base, round(number) * direction, "W"))
    if grain in ("E", "C", "L") or (number != int(number) and grain in _SMALLER):
        factor, grain = _SMALLER[grain]
        number *= factor
    return period(grain, base and shift(base, round(number) * direction, grain))


def length(entry: TimeEntry, parts: Parts, context: Context) -> Meaning | None:
    number, grain = parts.get("NUMBER", float(entry.value or 1)), grain_of(entry, parts)
    if grain == "Q" and number in (1, 3) and entry.makes == "LENGTH":
        return None  # a fraction: "a quarter of the seats", "three-quarters"
    return Meaning("DURATION", _length(number, grain), entry.mod)


def _length(number: float, grain: str) -> str:
    prefix = "PT" if grain in TIME_UNITS else "P"
    whole, rest = int(number), number - int(number)
    if number == UNKNOWN:
        return f"{prefix}X{grain[-1]}"
    if grain in ("E", "C", "L"):
        years = number * {"E": 10, "C": 100, "L": 1000}[grain]
        return f"P{years:g}Y"
    if grain == "WE":
        return "P1WE" if number == 1 else f"P{number:g}WE"
    if rest and grain in _SMALLER:
        factor, smaller = _SMALLER[grain]
        big = f"{whole}{grain[-1]}" if whole else ""
        return f"{prefix}{big}{rest * factor:g}{smaller[-1]}"
    return f"{prefix}{number:g}{grain[-1]}"


def how_often(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    if entry.value:
        return Meaning("SET", entry.value)
    return Meaning(
        "SET", parts.get("OFTEN") or _length(parts.get("NUMBER", 1.0), grain_of(entry, parts))
    )


def every(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    part = parts.get("PART") or parts.get("PARTS") or ""
    day = parts.get("WEEKDAY") or parts.get("WEEKDAYS")
    season = parts.get("SEASON") or parts.get("SEASONS")
    if day:
        value = f"XXXX-WXX-{int(day)}{part}"
    elif season:
        value = f"XXXX-{season}"
    elif "MONTH" in parts:
        value = f"XXXX-{int(parts['MONTH']):02}"
    else:
        value = f"XXXX-XX-XX{part}" if part else "P1Y"
    return Meaning("SET", value)

"""Lengths of time, what lies that far off, and what comes again."""

from datetime import date

from onrecord.find.timexes.calendar import GRAINS, Meaning, period, shift
from onrecord.find.timexes.context import Context
from onrecord.find.timexes.dates import COARSE, TIME_UNITS, Parts, grain_of, year_before
from onrecord.find.timexes.forms import Form
from onrecord.find.timexes.pieces import UNKNOWN
from onrecord.model.words import TimexType

LOOKS_BACK = ("Y", "E", "C")
_SMALLER = {
    "Y": (12, "M"), "TH": (60, "TM"), "TM": (60, "TS"), "E": (10, "Y"), "C": (100, "Y"),
    "L": (1000, "Y"),
}  # fmt: skip


def ago(form: Form, parts: Parts, context: Context) -> Meaning:
    number, grain = parts.get("NUMBER", float(form.value or 1)), grain_of(form, parts)
    if number == UNKNOWN:
        context.published("D")
        kind: TimexType = "TIME" if grain in TIME_UNITS else "DATE"
        return Meaning(kind, "PAST_REF" if form.shift < 0 else "FUTURE_REF")
    if grain == "Y" and number == 1 and form.shift < 0 and context.against_quarter():
        return year_before(form, parts, context)
    return _moved(context.published(grain), grain, number, form.shift)


def earlier(form: Form, parts: Parts, context: Context) -> Meaning:
    number, grain = parts.get("NUMBER", float(form.value or 1)), grain_of(form, parts)
    if number == UNKNOWN:
        context.last("D")
        return Meaning("DATE", "PAST_REF") if form.shift < 0 else period(_day_grain(grain), None)
    spoken = context.spoken
    if grain == "Y" and spoken and spoken.start and spoken.grain in COARSE:
        context.against_spoken()
        context.kept = number != 1 and form.shift > 0
        return period(spoken.grain, shift(spoken.start, round(number) * form.shift, "Y"))
    if form.shift < 0 and grain in LOOKS_BACK:
        context.kept = False  # a look back: what follows goes on from where the text was
    return _moved(context.last(grain, back=False), grain, number, form.shift)


def _day_grain(grain: str) -> str:
    return "D" if grain in TIME_UNITS else grain


def _moved(base: date | None, grain: str, number: float, direction: int) -> Meaning:
    if grain in TIME_UNITS:
        return Meaning("TIME", "PAST_REF" if direction < 0 else "FUTURE_REF")
    if grain in ("E", "C", "L") or (number != int(number) and grain in _SMALLER):
        factor, grain = _SMALLER[grain]
        number *= factor
    moved = base and shift(base, round(number) * direction, grain)
    if base and moved is None:  # 5,000 years ago
        return Meaning("DATE", "PAST_REF" if direction < 0 else "FUTURE_REF")
    return period(grain, moved)


def length(form: Form, parts: Parts, context: Context) -> Meaning | None:
    number, grain = parts.get("NUMBER", float(form.value or 1)), grain_of(form, parts)
    if grain == "Q" and number in (1, 3) and form.makes == "LENGTH":
        return None  # a fraction: "a quarter of the seats", "three-quarters"
    return Meaning("DURATION", _length(number, grain), form.mod)


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


def length_sum(form: Form, parts: Parts, context: Context) -> Meaning | None:
    """ "two hours and 40 minutes": the coarser unit first."""
    units = [str(value) for kind, value in parts.items() if kind.startswith("UNIT")]
    numbers = [value for kind, value in parts.items() if kind.startswith("NUMBER")]
    numbers = [1.0] * (2 - len(numbers)) + numbers
    if len(units) != 2 or UNKNOWN in numbers or GRAINS.index(units[0]) <= GRAINS.index(units[1]):
        return None
    first, second = (_length(n, unit) for n, unit in zip(numbers, units, strict=True))
    if first.startswith("PT") or not second.startswith("PT"):
        second = second.removeprefix("PT").removeprefix("P")
    else:
        second = second.removeprefix("P")
    return Meaning("DURATION", first + second)


def how_often(form: Form, parts: Parts, context: Context) -> Meaning:
    if form.value:
        return Meaning("SET", form.value)
    return Meaning(
        "SET", parts.get("OFTEN") or _length(parts.get("NUMBER", 1.0), grain_of(form, parts))
    )


def every(form: Form, parts: Parts, context: Context) -> Meaning:
    part = parts.get("PART") or parts.get("PARTS") or ""
    day = parts.get("WEEKDAY") or parts.get("WEEKDAYS")
    season = parts.get("SEASON") or parts.get("SEASONS")
    if day:
        value = f"XXXX-WXX-{int(day)}{part}"
    elif season:
        value = f"XXXX-{season}{part}"
    elif "MONTH" in parts:
        value = f"XXXX-{int(parts['MONTH']):02}"
    elif part:
        value = f"XXXX-XX-XX{part}"
    else:
        value = "P1Y" if "FEAST" in parts else "XXXX-WXX-WE"
    return Meaning("SET", value)

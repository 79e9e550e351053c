"""Times of day: the operations that give a day a time or a part."""

from onrecord.find.timexes.calendar import Meaning, period
from onrecord.find.timexes.context import Context
from onrecord.find.timexes.dates import Parts
from onrecord.find.timexes.forms import Form

_WRITTEN = ("TIME", "HOURMIN", "HOURDOT", "MILITARY")
_HALVES = {"TMO": "AM", "TAF": "PM", "TEV": "PM", "TNI": "PM"}


def clock(form: Form, parts: Parts, context: Context) -> Meaning | None:
    """A time of day: "T20:15", on no day yet."""
    if "NOON" in parts:
        return Meaning("TIME", str(parts["NOON"]), None, "TH")
    time = next((str(parts[kind]) for kind in _WRITTEN if kind in parts), "")
    if not time:
        time = f"{int(parts.get('HOUR', parts.get('NUMBER', 0)))}:00"
        grain = "TH"
    else:
        grain = "TS" if time.count(":") == 2 else "TM"
    hour, _, rest = time.partition(":")
    turned = _hour(int(hour), parts)
    return None if turned is None else Meaning("TIME", f"T{turned:02}:{rest}", None, grain)


def _hour(hour: int, parts: Parts) -> int | None:
    """The hour of 24, or None if there is no such hour."""
    half_day = parts.get("HALFDAY") or _HALVES.get(parts.get("PART", ""))
    if half_day:
        return hour % 12 + (12 if half_day == "PM" else 0) if hour <= 12 else None
    return hour if hour <= 24 else None


def on_a_day(meaning: Meaning, context: Context) -> Meaning:
    """A time that stands alone, on the day last spoken of, else on that of publication; the stamp
    of an entry in a live blog is always on that of publication."""
    day = context.day_spoken_of()
    return meaning._replace(value=period("D", day).value + meaning.value, start=day)


def at(form: Form, parts: Parts, context: Context) -> Meaning:
    """A day with a time of day or a part of the day."""
    day: Meaning = parts["DAY"]
    clock_of: Meaning | None = parts.get("CLOCK")
    time = clock_of.value if clock_of else str(parts.get("PART") or form.value)
    grain, mod = (clock_of.grain, clock_of.mod) if clock_of else ("TP", None)
    value = f"{day.value.partition('T')[0]}T{time.partition('T')[2]}"
    return Meaning("TIME", value, day.mod or mod, grain, day.start)


def part_of_day(form: Form, parts: Parts, context: Context) -> Meaning:
    day = context.that("D", form.shift) if form.unit == "that" else context.this("D", form.shift)
    part = parts.get("PART") or form.value
    return Meaning("TIME", f"{day.value}{part}", None, "TP", day.start)

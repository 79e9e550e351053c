"""Times of day: the operations that give a day a time or a part."""

from onrecord.find.timexes.calendar import Meaning, period
from onrecord.find.timexes.context import Context
from onrecord.find.timexes.dates import Parts
from onrecord.knowledge.times import TimeEntry

_WRITTEN = ("TIME", "HOURMIN", "HOURDOT", "MILITARY")
_HALVES = {"TMO": "AM", "TAF": "PM", "TEV": "PM", "TNI": "PM"}


def clock(entry: TimeEntry, parts: Parts, context: Context) -> Meaning | None:
    """A time of day, on the day of publication until a day is joined to it."""
    if "NOON" in parts:
        written = str(parts["NOON"])
    else:
        time = _time(parts)
        if time is None:
            return None
        written = f"T{time[0]:02}:{time[1]:02}" + (f":{time[2]}" if time[2] else "")
    spoken = context.spoken
    joins = spoken and spoken.grain == "D" and not context.stamp
    day = context.last("D") if joins else context.published("D")
    return Meaning("TIME", period("D", day).value + written, None, "T", day)


def _time(parts: Parts) -> tuple[int, int, str | None] | None:
    written = (parts[kind] for kind in _WRITTEN if kind in parts)
    hour, minute, second = next(written, (0, 0, None))
    if "HOUR" in parts:
        hour = int(parts["HOUR"])
    elif "NUMBER" in parts:
        hour = int(parts["NUMBER"])
    half_day = parts.get("HALFDAY") or _HALVES.get(parts.get("PART", ""))
    if half_day:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if half_day == "PM" else 0)
    return (hour, minute, second) if hour <= 24 else None


def at(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    """A day with a time of day or a part of the day."""
    day: Meaning = parts["DAY"]
    if "PART" in parts:
        time = str(parts["PART"])
    else:
        time = parts["CLOCK"].value.partition("T")[2]
        time = f"T{time}"
    return Meaning("TIME", day.value.partition("T")[0] + time, day.mod, "T", day.start)


def part_of_day(entry: TimeEntry, parts: Parts, context: Context) -> Meaning:
    day = context.that("D", entry.shift) if entry.unit == "that" else context.this("D", entry.shift)
    return Meaning("TIME", day.value + (parts.get("PART") or entry.value), None, "T", day.start)

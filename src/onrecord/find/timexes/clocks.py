"""Times of day: the operations that give a day a time or a part."""

from onrecord.find.timexes.calendar import Meaning, day_of, period
from onrecord.find.timexes.context import Context
from onrecord.find.timexes.dates import Parts, in_full
from onrecord.find.timexes.forms import Form

_WRITTEN = ("TIME", "HOURMIN", "HOURDOT", "MILITARY")
NUMBERS = ("NUMBER", "ONE", "TEEN", "TEN")
CLOCKS = (*_WRITTEN, "HOUR")
_HALVES = {"TMO": "AM", "TAF": "PM", "TEV": "PM", "TNI": "PM"}


def clock(form: Form, parts: Parts, context: Context) -> Meaning | None:
    """A time of day: "T20:15", on no day yet."""
    if "NOON" in parts:
        return Meaning("TIME", str(parts["NOON"]), None, "TH", zone=_zone(parts))
    time = next((str(parts[kind]) for kind in _WRITTEN if kind in parts), "")
    if not time:
        number = next((parts[kind] for kind in ("HOUR", *NUMBERS) if kind in parts), 0)
        time = f"{int(number)}:00"
        grain = "TH"
    else:
        if time.endswith("z"):
            time, parts = time[:-1], {**parts, "ZONE": "utc"}
        grain = "TS" if time.count(":") == 2 else "TM"
    hour, _, rest = time.partition(":")
    turned = _hour(int(hour), parts)
    if turned is None:
        return None
    return Meaning("TIME", f"T{turned:02}:{rest}", None, grain, zone=_zone(parts))


def _zone(parts: Parts) -> str:
    return str(parts.get("ZONE", ""))


def in_words(form: Form, parts: Parts, context: Context) -> Meaning | None:
    """ "half past six", "quarter to nine": `value` minutes past (or before) the hour; "ten minutes
    to nine": so many times `value`."""
    numbers = [value for kind, value in parts.items() if kind.rstrip("2") in NUMBERS]
    minutes, number = int(form.value), numbers[-1]
    if len(numbers) > 1:
        minutes *= int(numbers[0])
    hour = _hour(int(number), parts) if 1 <= number <= 24 else None
    if hour is None or not 0 < abs(minutes) < 60:
        return None
    total = (hour * 60 + minutes) % (24 * 60)
    return Meaning("TIME", f"T{total // 60:02}:{total % 60:02}", None, "TM", zone=_zone(parts))


def time_group(form: Form, parts: Parts, context: Context) -> Meaning | None:
    """ "041530Z OCT 24": day, hour and minute, zone, month, year; without a month that of the
    publication. Z is UTC, the other letters are zones of one hour each."""
    group = str(parts.get("WHOLEGROUP") or parts["TIMEGROUP"])
    month = int(group[7:9] or parts.get("MONTHNAME") or 0)
    year = int(group[9:] or parts.get("SHORTYEAR") or parts.get("YEAR") or 0)
    near = None if year else context.published("D")
    year = near.year if near else in_full(year)
    month = month or (near.month if near else 0)
    day = day_of(year, month, int(group[:2])) if year and month else None
    written = day.isoformat() if day else f"XXXX-XX-{group[:2]}"
    time = f"T{group[2:4]}:{group[4:6]}"
    return Meaning("TIME", written + time, None, "TM", day, zone=f"zone {group[6]}")


def _hour(hour: int, parts: Parts) -> int | None:
    """The hour of 24, or None if there is no such hour."""
    half_day = parts.get("HALFDAY") or _HALVES.get(parts.get("PART", ""))
    if half_day:
        return hour % 12 + (12 if half_day == "PM" else 0) if hour <= 12 else None
    return hour if hour <= 24 else None


def on_a_day(meaning: Meaning, context: Context) -> Meaning:
    """A time that stands alone, on the day last spoken of, else on that of publication; the stamp
    of an entry in a live blog is always on that of publication."""
    day = context.day_of_clock(int(meaning.value[1:3]) if meaning.grain != "TP" else 24)
    return meaning._replace(value=period("D", day).value + meaning.value, start=day)


_AFTERNOON = {"TAF": 1, "TEV": 1, "TNI": 5}  # from which hour "at 8 that night" is 20:00


def _turned(time: str, part: str) -> str:
    """A time of day in the part of the day that stands with it: "half past six this evening"."""
    hour = int(time[1:3])
    if _AFTERNOON.get(part, 24) <= hour < 12:
        return f"T{hour + 12}{time[3:]}"
    return time


def at(form: Form, parts: Parts, context: Context) -> Meaning:
    """A day with a time of day or a part of the day."""
    day: Meaning = parts.get("DAY") or parts["NIGHT"]
    clock_of: Meaning | None = parts.get("CLOCK")
    if "MILITARY" in parts:
        clock_of = clock(form, parts, context)
    time = clock_of.value if clock_of else str(parts.get("PART") or form.value)
    grain, mod = (clock_of.grain, clock_of.mod) if clock_of else ("TP", None)
    if clock_of and "NIGHT" in parts:
        time = _turned(time, f"T{day.value.partition('T')[2]}")
    value = f"{day.value.partition('T')[0]}T{time.partition('T')[2]}"
    zone = (clock_of.zone if clock_of else "") or _zone(parts)
    return Meaning("TIME", value, day.mod or mod, grain, day.start, zone=zone)


def part_of_day(form: Form, parts: Parts, context: Context) -> Meaning:
    day = context.that("D", form.shift) if form.unit == "that" else context.this("D", form.shift)
    part = parts.get("PART") or form.value
    return Meaning("TIME", f"{day.value}{part}", None, "TP", day.start)

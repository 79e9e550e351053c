"""The moment of a time of day in UTC, where the report names its zone."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from onrecord.find.timexes.calendar import Meaning
from onrecord.knowledge.times import time_zones

_OFFSET = re.compile(r"(?:utc|gmt)?([+\-−])(\d{1,2}):?(\d\d)?")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d))?")


def in_utc(meaning: Meaning) -> str | None:
    """The moment in UTC ("2024-10-30T11:00Z"), or None if day, time or zone is not known."""
    moment = _MOMENT.fullmatch(meaning.value) if meaning.zone else None
    zone = zone_of(meaning.zone) if moment else None
    if moment is None or zone is None:
        return None
    hours, minutes = int(moment[2]), int(moment[3])
    try:
        day = datetime.fromisoformat(moment[1])
        there = (day + timedelta(hours=hours, minutes=minutes)).replace(tzinfo=zone)
        here = there.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    seconds = f":{moment[4]}" if moment[4] else ""
    return f"{here:%Y-%m-%dT%H:%M}{seconds}Z" if here.year > FIRST else None


FIRST = 1900  # zones of time are not read back before it


@cache
def zone_of(name: str) -> tzinfo | None:
    """The zone of that name, or None if the name does not tell: "local time", CST."""
    rule = time_zones().get(name, name)
    offset = _OFFSET.fullmatch(rule)
    if offset:
        length = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(length if offset[1] == "+" else -length) if length < DAY else None
    return _listed(rule) if "/" in rule else None


DAY = timedelta(days=1)


def _listed(name: str) -> ZoneInfo:
    """A zone of the IANA database, from the package tzdata: the same on every machine."""
    with (resources.files("tzdata") / "zoneinfo" / name).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)

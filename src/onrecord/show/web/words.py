"""Filters of the templates: values as people read them."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

from onrecord.show import reading
from onrecord.show.reading import STATUS_GROUPS


def number(value: float | None) -> str:
    """A number with its thousands apart; nothing for none."""
    return "" if value is None else f"{value:,}"


def line(value: object) -> str:
    """Any text of a report, safe for one line; nothing for none."""
    return "" if value is None else reading.seen(str(value))


def short(value: object, most: int) -> str:
    """The same, cut in its middle where it is longer than `most`."""
    return reading.shortened(line(value), most)


def status_group(status: str | None) -> str:
    """The group of a status: done, ahead, unsure or not; nothing for what is no status."""
    return str(STATUS_GROUPS.get(status, "")) if status else ""  # type: ignore[call-overload]


def status_mark(status: str | None) -> str:
    """The shape that stands for a status."""
    return str(reading.STATUS_MARKS.get(status_group(status), ""))  # type: ignore[call-overload]


def actor_address(key: str) -> str:
    """The address of an actor's page."""
    return f"/actor/{quote(key, safe=':@')}"


def query_of(values: dict[str, Any]) -> str:
    """Values as the query of an address, those without a value left out."""
    return urlencode({key: value for key, value in values.items() if value not in (None, "")})


FILTERS: dict[str, Callable[..., Any]] = {
    "number": number,
    "line": line,
    "short": short,
    "status_group": status_group,
    "status_mark": status_mark,
    "actor_address": actor_address,
    "query_of": query_of,
}

"""Which of two reports had a text first: by credits, else by the dates of publication."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from onrecord.model.across import Told

Printed = tuple[datetime, datetime]

NAME = re.compile(r"\w+")
HOST = re.compile(r"^\w+://(?:www\.)?(\w{3,})\.")
CAPITAL = re.compile(r"\b[A-Z]")
DAY, MONTH, YEAR = 10, 7, 4  # letters of an ISO date as exact as that
ACRONYM = 2  # letters, at least
CREDITS = ("wire", "agency-input", "byline")


class Credits:
    """Who prints a report, whom it credits for its text, and when it was printed."""

    def __init__(self, told: Told) -> None:
        report = told.record.report
        self.told = told
        self.name = told.name
        self.outlet = report.outlet
        self.names = _names(report.outlet, report.url)
        credited = _credited(told)
        self.agency = not credited.isdisjoint(self.names)  # a dateline that names its own outlet
        self.credited = credited - self.names
        self.printed = _printed(report.published)
        first = self.printed[0].isoformat() if self.printed else "unknown"
        self.order = (first, told.name)

    def credits(self, other: "Credits") -> str | None:
        """The name under which this report credits the outlet of another, if it does."""
        return min(self.credited & other.names, default=None)

    def versions(self, other: "Credits") -> bool:
        """True for one report printed twice on one page."""
        return self.told.page is not None and self.told.page == other.told.page


def direction(one: Credits, other: Credits) -> tuple[Credits, Credits, bool, str]:
    """The original, the copy, whether anything tells so, and what tells it."""
    first, second = sorted((one, other), key=lambda side: side.order)
    there, back = second.credits(first), first.credits(second)
    if there and not back:
        return first, second, True, f"{second.name} credits {first.outlet}"
    if back and not there:
        return second, first, True, f"{first.name} credits {second.outlet}"
    if _before(first, second):
        published = (side.told.record.report.published for side in (first, second))
        return first, second, True, "printed {}, the copy {}".format(*published)
    if first.agency != second.agency:
        wire, paper = (first, second) if first.agency else (second, first)
        return wire, paper, True, f"{wire.outlet} is an agency, as its own dateline says"
    if first.printed is None or second.printed is None:
        return first, second, False, "the day of printing is not known of both"
    return first, second, False, "printed at the same time, and neither credits the other"


def _before(one: Credits, other: Credits) -> bool:
    """True if the first was certainly printed before the second."""
    if one.printed is None or other.printed is None:
        return False
    return one.printed[1] < other.printed[0]


def _printed(published: str | None) -> Printed | None:
    """The first and last moment that a date allows; a time without a zone is read as UTC."""
    try:
        return _allowed(published or "")
    except (ValueError, OverflowError):
        return None


def _allowed(published: str) -> Printed:
    if len(published) > DAY:
        moment = datetime.fromisoformat(published)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        return moment, moment
    padded = published + {YEAR: "-01-01", MONTH: "-01"}.get(len(published), "")
    first = datetime.fromisoformat(padded).replace(tzinfo=UTC)
    days = {YEAR: 365, MONTH: monthrange(first.year, first.month)[1]}.get(len(published), 1)
    return first, first + timedelta(days=days) - timedelta(seconds=1)


def _names(outlet: str | None, url: str | None) -> frozenset[str]:
    """What an outlet is called in credits: its name, its letters, the name of its site."""
    found = {_plain(outlet)} if outlet else set()
    letters = "".join(CAPITAL.findall(outlet or "")).casefold()
    if len(letters) >= ACRONYM:
        found.add(letters)
    host = HOST.match(url or "")
    if outlet and host:
        found.add(host.group(1).casefold())
    return frozenset(found - {""})


def _credited(told: Told) -> frozenset[str]:
    """The names that a report credits for text."""
    names = {actor.id: actor.name for actor in told.record.actors}
    text = told.record.report.text
    found: list[str] = []
    for relay in told.record.relays:
        if relay.role in CREDITS:
            found.append(names.get(relay.actor, ""))
            found += [text[relay.span.start : relay.span.end]] if relay.span else []
    return frozenset(map(_plain, _given(found))) - {""}


def _given(names: Iterable[str]) -> Iterable[str]:
    return (name for name in names if name)


def _plain(name: str) -> str:
    words = NAME.findall(name.casefold())
    return " ".join(words[1:] if words[:1] == ["the"] else words)

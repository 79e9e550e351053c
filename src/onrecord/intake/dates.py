"""Dates of publication as they are printed or stored: an ISO date, or none rather than a guess."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.utils import parsedate_tz
from typing import Literal, NamedTuple, get_args

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHORT = {**{m[:3]: i for i, m in enumerate(MONTHS, 1)}, "sept": 9}
_MONTH = rf"(?:{'|'.join(MONTHS)}|{'|'.join(sorted(_SHORT, key=len, reverse=True))})\.?"

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])(?:[T ]\d.*)?", re.DOTALL)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")

# one date with its year, as a report prints it; month and day in words are never ambiguous
PRINTED = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?(?P<m1>{_MONTH}),?[ -](?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH})[ ]?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?[ ](?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})"
    r"|(?P<n1>\d{1,2})(?P<sep>[./-])(?P<n2>\d{1,2})(?P=sep)(?P<y4>\d{4}))(?!\d)",
    re.IGNORECASE,
)

_MONTH_ALONE = re.compile(rf"(?P<month>{_MONTH}),? (?P<year>\d{{4}})", re.IGNORECASE)


# how a day of publication was found, the most trusted first
Method = Literal[
    "given",  # by the caller, or with the report as JSON
    "json-ld",
    "meta",
    "microdata",
    "mail",  # the Date of its head
    "feed",
    "sitemap",
    "time",  # a <time> element
    "address",  # /2024/10/27/
    "text",  # printed in the text
]
METHODS: tuple[Method, ...] = get_args(Method)
GUESSED = frozenset({"time", "address"})  # they may be days of something else


class PageDate(NamedTuple):
    """A day that a report, its page or its feed names: in ISO, with the method that found it and
    the key it stood under. The day of an update is never taken for that of publication."""

    day: str
    method: Method
    key: str
    updated: bool = False

    @property
    def guessed(self) -> bool:
        """True if nothing says that this is a day of publication."""
        return self.method in GUESSED


def by_trust(dates: Iterable[PageDate]) -> tuple[PageDate, ...]:
    """All days, the most trusted first, those of updates last."""
    return tuple(sorted(dates, key=lambda date: (date.updated, METHODS.index(date.method))))


class PrintedDate(NamedTuple):
    """A date found in a line: ISO, or None where day and month could be either way round."""

    start: int
    end: int
    iso: str | None


def iso_date(stored: str) -> str | None:
    """The day of a stored date: ISO 8601 (also `2024` or `2024-10`), RFC 2822, `20241027`, or in
    words ("27 October 2024"). The date is kept as written, without a change of time zone.

    None for anything else, for days that do not exist, and where day and month are ambiguous.
    """
    stored = stored.strip()
    if found := _ISO.fullmatch(stored):
        return _checked(*found.groups())
    if found := _COMPACT.fullmatch(stored):
        return _checked(*found.groups())
    printed = printed_date(stored)
    if printed and printed.iso:
        return printed.iso
    return _rfc2822(stored)


def utc_of(stored: str) -> str | None:
    """The moment of an ISO date with time and zone, in UTC to the second; None for less."""
    try:
        moment = datetime.fromisoformat(stored.strip())
    except ValueError:
        return None
    if moment.tzinfo is None or not 1 < moment.year < 9999:
        return None
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def printed_date(line: str, start: int = 0) -> PrintedDate | None:
    """The first full date (with a year) that a line prints, from a place on."""
    found = PRINTED.search(line, start)
    if not found:
        return None
    return PrintedDate(found.start(), found.end(), _printed_iso(found))


def _printed_iso(found: re.Match[str]) -> str | None:
    if year := found["y1"] or found["y2"]:
        month = _month(found["m1"] or found["m2"])
        return _checked(year, str(month), found["d1"] or found["d2"])
    if found["y3"]:
        return _checked(found["y3"], found["m3"], found["d3"])
    first, second = int(found["n1"]), int(found["n2"])
    if found["sep"] == "." or first > 12:  # points: the day stands first
        return _checked(found["y4"], found["n2"], found["n1"])
    if second > 12 or first == second:
        return _checked(found["y4"], found["n1"], found["n2"])
    return None


def month_of(line: str) -> str | None:
    """The month that a line prints and nothing else: "October 2024" is 2024-10."""
    found = _MONTH_ALONE.fullmatch(line.strip())
    return _checked(found["year"], f"{_month(found['month'])}") if found else None


def _month(word: str) -> int:
    return _SHORT[word.lower()[:3]]


def _checked(year: str, month: str | None = None, day: str | None = None) -> str | None:
    """The ISO form, or None if there is no such day or the year is none of a news report."""
    if not 1600 <= int(year) <= 2199:
        return None
    try:
        whole = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return whole.isoformat()[: 10 if day else 7 if month else 4]


def _rfc2822(stored: str) -> str | None:
    try:
        parts = parsedate_tz(stored)
    except (ValueError, TypeError, IndexError):
        return None
    return _checked(str(parts[0]), str(parts[1]), str(parts[2])) if parts else None

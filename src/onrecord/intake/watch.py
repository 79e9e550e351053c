"""What is to be watched, and when each feed is due: a file of feeds and a pure schedule."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.intake.addresses import is_address
from onrecord.intake.kinds import KINDS, Kind

EVERY = "30m"
MOST = "1d"
LEAST_SECONDS = 60.0

_DURATION = re.compile(r"(\d+)\s*([smhd])")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


class Feed(Struct, frozen=True, kw_only=True):
    """One feed, sitemap or page that is looked at again and again; times in seconds.

    `every` is the pause after it was read, `most` the longest pause when it fails again and again.
    `outlet` names the outlet of all its reports, `languages` are those that are read (ISO 639-1).
    """

    name: str
    address: str
    every: float = 1800.0
    most: float = 86_400.0
    outlet: str | None = None
    languages: tuple[str, ...] = ()
    kind: Kind | None = None


class Standing(Struct, frozen=True):
    """When a feed is due (seconds since 1970), and how often it failed since it last worked."""

    due: float
    failures: int = 0


ALLOWED = ("name", "address", "every", "most", "outlet", "languages", "kind")
DEFAULTS = ("every", "most", "languages")


def feeds_of(path: Path) -> tuple[Feed, ...]:
    """The feeds of a TOML file: `[[feed]]` tables, and `[defaults]` for all of them.

    Raises UsageError, with the place and what is allowed, for a file that is not as it should be.
    """
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}). Check the path.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is no TOML: {error}.") from error
    _check_keys(given, ("defaults", "feed"), str(path))
    defaults, tables = given.get("defaults", {}), given.get("feed", [])
    if not isinstance(tables, list) or not tables:
        raise UsageError(f"{path} names no feed. Write [[feed]] with name and address.")
    if not isinstance(defaults, dict):
        raise UsageError(f"{path}: defaults is no table. Write [defaults].")
    _check_keys(defaults, DEFAULTS, f"{path}: [defaults]")
    feeds = tuple(
        _feed({**defaults, **_table(table, path, number)}, f"{path}: feed {number}")
        for number, table in enumerate(tables, 1)
    )
    _check_doubles(feeds, path)
    return feeds


def _table(table: Any, path: Path, number: int) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise UsageError(f"{path}: feed {number} is no table. Write [[feed]].")
    return table


def _feed(given: Mapping[str, Any], place: str) -> Feed:
    _check_keys(given, ALLOWED, place)
    for key in ("name", "address"):
        if not isinstance(given.get(key), str) or not given[key].strip():
            raise UsageError(f"{place} has no {key}. Give it as a string.")
    if not is_address(given["address"]):
        raise UsageError(f"{place}: {given['address']!r} is no http or https address.")
    if given.get("kind") not in (None, *KINDS):
        raise UsageError(f"{place}: {given['kind']!r} is no kind. The kinds: {', '.join(KINDS)}.")
    return Feed(
        name=given["name"].strip(),
        address=given["address"].strip(),
        every=_seconds(given.get("every", EVERY), f"{place}: every"),
        most=_seconds(given.get("most", MOST), f"{place}: most"),
        outlet=_outlet(given.get("outlet"), place),
        languages=_languages(given.get("languages", []), place),
        kind=given.get("kind"),
    )


def _outlet(value: Any, place: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{place}: outlet is no string.")
    return value


def _languages(value: Any, place: str) -> tuple[str, ...]:
    codes = [value] if isinstance(value, str) else value
    if not isinstance(codes, list) or not all(_is_code(code) for code in codes):
        raise UsageError(f'{place}: languages is no list of codes such as ["en", "fr"].')
    return tuple(codes)


def _is_code(code: Any) -> bool:
    return isinstance(code, str) and bool(re.fullmatch("[a-z]{2}", code))


def _seconds(value: Any, place: str) -> float:
    """The seconds of "90s", "15m", "2h" or "1d"; at least a minute, for the sake of the site."""
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        raise UsageError(f'{place} is {value!r}. Write a number with s, m, h or d, such as "15m".')
    seconds = float(found[1]) * _UNITS[found[2]]
    if seconds < LEAST_SECONDS:
        raise UsageError(f"{place} is {value!r}; less than a minute is too often for a site.")
    return seconds


def _check_keys(given: Mapping[str, Any], allowed: Sequence[str], place: str) -> None:
    strange = [key for key in given if key not in allowed]
    if strange:
        raise UsageError(
            f"{place} has {strange[0]!r}, which is no key. Keys: {', '.join(allowed)}."
        )


def _check_doubles(feeds: Sequence[Feed], path: Path) -> None:
    for key in ("name", "address"):
        values = [getattr(feed, key) for feed in feeds]
        for number, value in enumerate(values, 1):
            if value in values[: number - 1]:
                raise UsageError(f"{path}: feed {number} has the {key} {value!r} a second time.")


# --- the schedule ---------------------------------------------------------------------------


def after(feed: Feed, standing: Standing, now: float, *, worked: bool) -> Standing:
    """When a feed is due again: after `every`, doubled with each failure in a row, up to `most`.

    The same for the same arguments: no chance is mixed in.
    """
    if worked:
        return Standing(now + feed.every)
    pause = feed.every * 2.0 ** min(standing.failures + 1, 30)
    return Standing(now + min(pause, max(feed.most, feed.every)), standing.failures + 1)


class Schedule:
    """Which feed is due next. `clock` gives seconds since 1970, `sleep` waits; both are arguments.

    `standings` go on where an earlier run stopped; a feed that is new is due at once.
    """

    def __init__(
        self,
        feeds: Sequence[Feed],
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        standings: Mapping[str, Standing] | None = None,
    ) -> None:
        self._feeds = tuple(feeds)
        self._clock = clock
        self._sleep = sleep
        kept, now = standings or {}, clock()
        self.standings = {feed.name: kept.get(feed.name, Standing(now)) for feed in self._feeds}

    def due(self) -> tuple[Feed, ...]:
        """The feeds that are due now, the one that waits longest first; maybe none."""
        now = self._clock()
        waiting = [feed for feed in self._feeds if self.standings[feed.name].due <= now]
        return tuple(sorted(waiting, key=lambda feed: self.standings[feed.name].due))

    def wait(self) -> tuple[Feed, ...]:
        """Sleep until a feed is due; returns those that are."""
        while not (found := self.due()):
            first = min(standing.due for standing in self.standings.values())
            self._sleep(max(0.0, first - self._clock()))
        return found

    def heard(self, feed: Feed, *, worked: bool) -> Standing:
        """Write down that a feed was read, or could not be; returns when it is due again."""
        standing = after(feed, self.standings[feed.name], self._clock(), worked=worked)
        self.standings[feed.name] = standing
        return standing

"""What a source does by its statements, through time: a row for each act, a column for each
stretch of time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

COLUMNS = 24  # that fit beside the names of the acts
GRAINS = (("day", 10), ("month", 7), ("year", 4))  # and how much of a date each is
SHADES = (1, 3, 8, 20)  # from so many on, a darker one
AGAINST = frozenset(
    {"deny", "refuse", "doubt", "accuse", "criticise", "threaten", "warn", "demand"}
)


class Cell(Struct, frozen=True):
    """How often in a stretch of time; 0 where nothing was said."""

    period: str
    number: int
    shade: int


class Lane(Struct, frozen=True):
    """An act through time."""

    act: str
    number: int
    against: bool
    cells: tuple[Cell, ...]


class Strip(Struct, frozen=True):
    """Acts through time, the most frequent first. Where there is more time than columns, the last
    of it is shown."""

    grain: str
    periods: tuple[str, ...]
    lanes: tuple[Lane, ...]


def strip(said: Sequence[tuple[str, str]]) -> Strip | None:
    """Days and acts as lanes over time; None where no day is known. Stretches in which nothing was
    said are there too, so that a gap is seen as one."""
    days = [day for day, _ in said if len(day) == 10]
    if not days:
        return None
    grain, length = next(
        (one for one in GRAINS if len(set(_periods(min(days), max(days), one[0]))) <= COLUMNS),
        GRAINS[-1],
    )
    periods = tuple(dict.fromkeys(_periods(min(days), max(days), grain)))[-COLUMNS:]
    found = Counter((act, day[:length]) for day, act in said)
    acts = Counter(act for _, act in said)
    lanes = tuple(
        Lane(act, number, act in AGAINST, tuple(_cell(p, found[act, p]) for p in periods))
        for act, number in acts.most_common()
    )
    return Strip(grain, periods, lanes)


def _cell(period: str, number: int) -> Cell:
    return Cell(period, number, sum(number >= least for least in SHADES))


def _periods(first: str, last: str, grain: str) -> Iterator[str]:
    """The days, months or years from one day to another."""
    if grain == "year":
        yield from (f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1))
    elif grain == "month":
        months = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (first, last))
        start, end = months
        yield from (f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1))
    else:
        begin, end_day = date.fromisoformat(first), date.fromisoformat(last)
        if (end_day - begin).days > COLUMNS * 40:
            yield from map(str, range(COLUMNS + 1))  # more than can be shown, without listing them
            return
        for number in range((end_day - begin).days + 1):
            yield (begin + timedelta(number)).isoformat()

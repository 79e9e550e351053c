"""How many rows a list has, counted only as far as a page can wait for."""

import time

import apsw
from msgspec import Struct

from onrecord.ledger.asking import Timeline
from onrecord.ledger.asking_rows import Rows

MOST = 10_000
SECONDS = 0.1  # that counting may take
STEPS = 5_000  # of SQLite's machine between two looks at the clock
HERE = "counting"  # the page has a limit of its own beside this one
COUNT = "SELECT count(*)"


class Count(Struct, frozen=True):
    """How many there are; with `more`, there are at least so many."""

    number: int
    more: bool = False

    def __str__(self) -> str:
        return f"more than {self.number:,}" if self.more else f"{self.number:,}"


def counted(found: Rows | Timeline, seen: int = 0, *, most: int = MOST) -> Count:
    """How many rows there are on all pages, up to `most`. Where counting takes too long, that there
    are more than were `seen`."""
    parts = list(found.parts.values()) if isinstance(found, Timeline) else [found]
    store = parts[0].store
    end = time.monotonic() + SECONDS
    store.connection.set_progress_handler(lambda: time.monotonic() > end, STEPS, id=HERE)
    try:
        number = sum(_count(part, most) for part in parts)
    except apsw.InterruptError:
        return Count(seen, True)
    finally:
        store.connection.set_progress_handler(None, id=HERE)
    return Count(min(number, most), number > most)


def _count(found: Rows, most: int) -> int:
    """The count of some rows, which ends where there are more than `most`."""
    before, _, behind = found.total.rpartition(COUNT)
    sql = f"{before}{COUNT} FROM (SELECT 1{behind} LIMIT {most + 1})"
    return int(found.store.value(sql, found.total_values))

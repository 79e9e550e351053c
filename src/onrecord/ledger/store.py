"""The file under a ledger: one SQLite database through apsw, opened, checked, kept up to date."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import apsw

from onrecord.errors import LedgerError

APPLICATION = 0x6F6E7265  # "onre": how SQLite's header names the program that a file belongs to
PAGE = 4096  # bytes; a text of a few thousand fills pages of its own without a gap
WAIT = 60_000  # milliseconds that a second writer waits for the first
OLDEST_SQLITE = (3, 51, 3)  # before it, a reset of the write-ahead log could lose a commit

Value = None | int | float | str | bytes
Row = tuple[Any, ...]
Clock = Callable[[], str]  # the time in UTC, ISO 8601: nothing in this folder asks for it


class Store:
    """A connection to a ledger's file. One thread at a time may use it."""

    def __init__(self, path: Path, connection: apsw.Connection, *, writes: bool) -> None:
        self.path = path
        self.connection = connection
        self.writes = writes
        self.removals = 0  # how often rows were removed for good through this connection

    def close(self) -> None:
        """Close the file; what was not committed is not in it."""
        self.connection.close()

    def run(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> Iterator[Row]:
        """The rows of a statement, one after the other."""
        return self.connection.cursor().execute(sql, values)

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        """One statement for each row."""
        if rows:
            self.connection.cursor().executemany(sql, rows)

    def one(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row, or None."""
        return next(self.run(sql, values), None)

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first value of the first row, or None."""
        row = self.one(sql, values)
        return row[0] if row else None

    def dicts(
        self, sql: str, values: Sequence[Any] | dict[str, Any] = ()
    ) -> Iterator[dict[str, Any]]:
        """The rows of a statement as mappings from column to value."""
        cursor = self.connection.cursor()
        names: list[str] = []
        for row in cursor.execute(sql, values):
            names = names or [column[0] for column in cursor.get_description()]
            yield dict(zip(names, row, strict=True))

    def add(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows, each with a value for every column, in the order of the table."""
        if rows:
            self.many(f'INSERT INTO "{table}" VALUES ({",".join("?" * len(rows[0]))})', rows)

    def insert(self, table: str, row: Row) -> int:
        """Add one row; returns its rowid."""
        marks = ",".join("?" * len(row))
        self.run(f'INSERT INTO "{table}" VALUES ({marks})', row)
        return self.connection.last_insert_rowid()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. The lock for writing is taken at once, so that no two writers mix; inside
        another transaction it is a part of it."""
        if self.connection.in_transaction:
            with self.connection:
                yield
            return
        self.run("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.run("ROLLBACK")
            raise
        self.run("COMMIT")


def open_store(path: Path, *, write: bool = False, tables: int | None = None) -> Store:
    """Open a ledger's file; a new one is made where `write` is set, with the tables of an older
    onrecord where `tables` gives their number.

    Raises LedgerError for a file that is no ledger, or a newer one, or is not there.
    """
    new = not path.exists() or path.stat().st_size == 0
    if new and not write:
        raise LedgerError(
            f"there is no ledger at {path}. Make one: onrecord add SOURCE… --ledger {path}"
        )
    try:
        store = Store(path, _connect(path, write), writes=write)
        _prepare(store, new, tables)
    except apsw.NotADBError as error:
        raise LedgerError(f"{path} is no ledger: it is no SQLite file.") from error
    except apsw.CorruptError as error:
        raise LedgerError(
            f"{path} is damaged: {error}. Take the newest backup of it that is whole."
        ) from error
    except apsw.CantOpenError as error:
        raise LedgerError(f"{path} cannot be opened: {error}. Is the folder there?") from error
    except apsw.ReadOnlyError as error:
        raise LedgerError(f"{path} cannot be written: {error}.") from error
    except apsw.BusyError as error:
        raise LedgerError(
            f"{path} is being written by another program. Wait for it, or stop it."
        ) from error
    return store


def migrations() -> list[tuple[int, str, str]]:
    """Number, name and SQL of each migration, in order."""
    folder = resources.files("onrecord.ledger") / "migrations"
    found = []
    for file in folder.iterdir():
        if match := re.fullmatch(r"(\d{4})_(\w+)\.sql", file.name):
            found.append((int(match[1]), match[2], file.read_text("utf-8")))
    return sorted(found)


def _connect(path: Path, write: bool) -> apsw.Connection:
    if tuple(int(part) for part in apsw.sqlite_lib_version().split(".")) < OLDEST_SQLITE:
        raise LedgerError(
            f"SQLite {apsw.sqlite_lib_version()} can lose what was committed. "
            "Install apsw 3.51.3 or newer: pip install -U apsw"
        )
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    connection = apsw.Connection(str(path), flags if write else apsw.SQLITE_OPEN_READONLY)
    connection.set_busy_timeout(WAIT)
    return connection


def _prepare(store: Store, new: bool, tables: int | None) -> None:
    """Check whose file it is, set what is kept per connection, and bring the tables up to date."""
    if new:
        store.run(f"PRAGMA page_size = {PAGE}")
        store.run(f"PRAGMA application_id = {APPLICATION}")
    elif store.value("PRAGMA application_id") != APPLICATION:
        raise LedgerError(f"{store.path} is a SQLite file, but no ledger of onrecord.")
    if store.writes:
        store.run("PRAGMA journal_mode = WAL")
        store.run("PRAGMA synchronous = FULL")
    store.run("PRAGMA foreign_keys = ON")
    store.run("PRAGMA temp_store = MEMORY")
    store.run("PRAGMA cache_size = -65536")
    store.run("PRAGMA mmap_size = 1073741824")
    _migrate(store, new, tables)


def _migrate(store: Store, new: bool, tables: int | None) -> None:
    """Run the migrations that the file has not seen, each in a transaction of its own, after a
    backup beside it."""
    steps = migrations()
    done = int(store.value("PRAGMA user_version") or 0)
    if done > steps[-1][0]:
        raise LedgerError(
            f"{store.path} was written by a newer onrecord (tables {done}, here {steps[-1][0]}). "
            "Update: pip install -U onrecord"
        )
    waiting = [step for step in steps if done < step[0] <= (tables or step[0])]
    if not waiting:
        return
    if not store.writes:
        raise LedgerError(
            f"{store.path} has tables of an older onrecord. Bring it up to date: "
            f"onrecord migrate --ledger {store.path}"
        )
    if not new and done:
        backup = store.path.with_name(f"{store.path.name}.before-{waiting[0][0]:04}")
        if not backup.exists():
            store.run("VACUUM INTO ?", (str(backup),))
    for step, _, sql in waiting:
        with store.transaction():
            if int(store.value("PRAGMA user_version") or 0) < step:  # not done by another meanwhile
                store.run(sql)
                store.run(f"PRAGMA user_version = {step}")

"""SQL over a ledger that can only read, and the tables and views it can read, with their words."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import apsw
from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.ledger.store import Store, migrations

STEPS = 20_000  # of SQLite's machine between two questions whether to stop
READING = frozenset(
    {apsw.SQLITE_SELECT, apsw.SQLITE_READ, apsw.SQLITE_FUNCTION, apsw.SQLITE_RECURSIVE}
)
PRAGMAS = ("data_version", "table_info", "table_xinfo", "table_list", "index_list", "index_info")
UNSAFE = ("load_extension", "fts5_source_id", "writefile", "edit")
IN_VIEW = r'\bAS "?(\w+)"?,?\s+-- (.+)$'
IN_TABLE = r'^  "?(\w+)"?,?\s+(.*?),?\s*-- (.+)$'
Stop = Callable[[], bool]


class Column(Struct, frozen=True):
    """A column and what it holds."""

    name: str
    type: str
    words: str


class Table(Struct, frozen=True):
    """A table or view, what it holds, and its columns."""

    name: str
    kind: str
    words: str
    columns: tuple[Column, ...]


def select(
    store: Store, sql: str, *, stop: Stop | None = None, most: int | None = None
) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
    """Columns and rows of one statement that reads. `stop` is asked from time to time and ends it
    when it says True; `most` rows are given at the most.

    Raises UsageError for a statement that writes or is none, for more than one, and where it was
    stopped or there are more rows.
    """
    connection = store.connection
    connection.authorizer = _allowed
    connection.set_progress_handler(stop, STEPS)
    cursor = connection.cursor()
    seen: list[str] = []
    names: list[str] = []

    def trace(_: Any, text: str, __: Any) -> bool:
        seen.append(text)
        if len(seen) > 1:
            raise UsageError("one statement at a time: there is more behind the semicolon.")
        names.extend(column[0] for column in cursor.get_description())
        return True

    cursor.exec_trace = trace
    rows = _guarded(lambda: cursor.execute(sql), store)
    return tuple(names), _most(rows, most, store)


def _allowed(action: int, one: str | None, two: str | None, *_: Any) -> int:
    if action == apsw.SQLITE_PRAGMA:
        return apsw.SQLITE_OK if one in PRAGMAS else apsw.SQLITE_DENY
    if action == apsw.SQLITE_FUNCTION and two in UNSAFE:
        return apsw.SQLITE_DENY
    return apsw.SQLITE_OK if action in READING else apsw.SQLITE_DENY


def _guarded(run: Callable[[], Any], store: Store) -> Any:
    try:
        return run()
    except (apsw.AuthError, apsw.ReadOnlyError) as error:
        raise UsageError(
            "only SELECT is allowed: a ledger is changed by its commands (add, judge, withdraw)."
        ) from error
    except apsw.InterruptError as error:
        raise UsageError(
            "stopped: the statement took too long. Narrow it, or give it more time."
        ) from error
    except apsw.SQLError as error:
        raise UsageError(
            f"SQLite says: {error}. onrecord sql --schema prints the tables and views."
        ) from error


def _most(rows: Iterator[tuple[Any, ...]], most: int | None, store: Store) -> Iterator[Any]:
    number = 0
    while True:
        row = _guarded(lambda: next(rows, None), store)
        if row is None:
            return
        if number == most:
            raise UsageError(f"there are more than {most:,} rows. Narrow it, or allow more.")
        number += 1
        yield row


def schema() -> list[Table]:
    """The tables and views as the migrations comment them."""
    found: list[Table] = []
    for _, _, sql in migrations():
        for statement in _statements(sql):
            if match := re.match(r"CREATE (VIRTUAL TABLE|TABLE|VIEW) (\w+)(.*)", statement, re.S):
                kind = "view" if match[1] == "VIEW" else "table"
                found.append(_table(match[2], kind, match[3]))
    return found


def _statements(sql: str) -> Iterator[str]:
    """The statements of a script, each from its first line on, with its comments."""
    lines: list[str] = []
    for line in sql.splitlines():
        code = line.partition("--")[0].rstrip()
        if lines or code:
            lines.append(line)
        if code.endswith(";"):
            yield "\n".join(lines)
            lines = []


def _table(name: str, kind: str, body: str) -> Table:
    lines = body.splitlines()
    head = lines[0].partition("--")[2].strip()
    column = IN_VIEW if kind == "view" else IN_TABLE
    columns: list[Column] = []
    for line in lines[1:]:
        if columns and line.lstrip().startswith("--"):  # the comment of the column above goes on
            more = line.strip(" -")
            columns[-1] = Column(columns[-1].name, columns[-1].type, f"{columns[-1].words} {more}")
        if not (match := re.search(column, line)):
            continue
        if kind == "view":
            columns.append(Column(match[1], "", match[2]))
        elif match[1].islower():
            kinds = re.match(r"[A-Z]+", match[2])
            columns.append(Column(match[1], kinds[0] if kinds else "", match[3]))
    return Table(name, kind, head, tuple(columns))

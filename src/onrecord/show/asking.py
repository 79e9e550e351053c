"""What the commands that ask a ledger do: ask, and write the answer."""

import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError
from onrecord.ledger.asking import Timeline, rows
from onrecord.ledger.asking_rows import Rows, library
from onrecord.ledger.asking_sql import Table, schema, select
from onrecord.ledger.search import search
from onrecord.ledger.store import Store
from onrecord.show.asking_charts import write_chart
from onrecord.show.asking_commands import AskFormat
from onrecord.show.judging_output import RowFormat, write_rows
from onrecord.show.upkeep import ledger_at

SCREEN = 50  # rows on a screen unless more are asked for
SHOWN = {  # columns of a table on a screen
    "events": ("day", "status", "type", "actors", "recipients", "clause", "id"),
    "attributions": ("day", "source", "kind", "act", "content", "id"),
    "figures": ("published", "words", "of", "low", "high", "unit", "said_by", "id"),
    "timexes": ("published", "words", "type", "value", "earliest", "latest", "id"),
    "reports": ("report", "published", "outlet", "title", "attributions", "events"),
    "actors": ("key", "name", "country", "sector", "reports", "statements", "acting", "recipient"),
    "timeline": ("day", "who", "does", "whom", "status", "words", "id"),
    "search": ("report", "published", "outlet", "title", "snippet"),
}
WIDTHS = {"actors": 24, "recipients": 24, "said_by": 24, "source": 24, "who": 24, "whom": 24,
          "key": 200, "snippet": 200}  # fmt: skip
Answer = Rows | Timeline


def answer(
    name: str,
    *,
    ledger: Path,
    by: str | None = None,
    sort: str | None = None,
    limit: int | None = None,
    offset: int = 0,
    count: bool = False,
    chart: bool = False,
    format: AskFormat | None = None,
    out: Path | None = None,
    **given: Any,
) -> None:
    """Ask for a list and write it, or only how many there are."""
    keys = [key.strip() for key in by.split(",") if key.strip()] if by else []
    if chart and not keys:
        raise UsageError("--chart draws groups. Say --by KEY with it.")
    with ledger_at(ledger) as store:
        screen = _on_screen(format, out)
        most = SCREEN if limit is None and screen and not count else limit
        page = {"sort": sort, "limit": most, "offset": offset}
        found = _ask(store, name, keys, {k: v for k, v in page.items() if v is not None}, given)
        if count:
            print(found.count())
        elif chart:
            write_chart(found, keys)
        else:
            columns = found.columns if keys or not screen else SHOWN[name]
            shown = write(map(_clipped, found) if screen else found, columns, format, out)
            if screen and limit is None and shown == SCREEN:
                total = found.count()
                print(f"onrecord: {SCREEN} of {total:,}; --limit N shows more", file=sys.stderr)


def _ask(
    store: Store, name: str, by: Sequence[str], page: dict[str, Any], given: dict[str, Any]
) -> Answer:
    if name == "timeline":
        return Timeline(store, **page, **given)
    if name == "search":
        return search(store, given.pop("query"), by=by, **page, **given)
    return rows(store, name, by=by, **page, **given)  # type: ignore[arg-type]


def _clipped(row: dict[str, Any]) -> dict[str, Any]:
    """A row with long texts cut short, for the eye."""
    return {key: _clip(value, WIDTHS.get(key, 60)) for key, value in row.items()}


def _clip(value: Any, width: int) -> Any:
    if not isinstance(value, str):
        return value
    text = " ".join(value.split())
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"


def _on_screen(format: AskFormat | None, out: Path | None) -> bool:
    return format is AskFormat.table or (format is None and out is None and sys.stdout.isatty())


def write(
    found: Iterable[dict[str, Any]],
    columns: Sequence[str],
    format: AskFormat | None,
    out: Path | None,
) -> int:
    """Write rows; returns how many there were."""
    ending = out.suffix.lstrip(".").lower() if out else ""
    if format is AskFormat.parquet or (format is None and ending == "parquet"):
        return _write_parquet(found, columns, out)
    return write_rows(found, columns, RowFormat(format) if format else None, out)


def _write_parquet(
    found: Iterable[dict[str, Any]], columns: Sequence[str], out: Path | None
) -> int:
    library("pyarrow", "arrow")
    from onrecord.ledger.asking_rows import arrow_table

    table = arrow_table(list(found), columns)
    parquet = library("pyarrow.parquet", "arrow")
    if out is None and sys.stdout.isatty():
        raise UsageError("Parquet is not for a screen. Say --out FILE.parquet.")
    try:
        parquet.write_table(table, str(out) if out else sys.stdout.buffer)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror or error}.") from error
    return int(table.num_rows)


def run_sql(
    statement: str | None,
    ledger: Path,
    *,
    schema: bool,
    seconds: float,
    most: int,
    format: AskFormat | None,
    out: Path | None,
) -> None:
    """Run one SELECT, or print the tables and views."""
    if schema:
        print_schema()
        return
    if not statement:
        raise UsageError("what SELECT? onrecord sql --schema prints the tables and views.")
    with ledger_at(ledger) as store:
        end = time.monotonic() + seconds
        columns, found = select(store, statement, stop=lambda: time.monotonic() > end, most=most)
        named = _once(columns)
        write((dict(zip(named, row, strict=True)) for row in found), named, format, out)


def _once(columns: Sequence[str]) -> list[str]:
    """Names of columns, each once: a second `n` is n_2."""
    seen: dict[str, int] = {}
    found = []
    for name in columns:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return found


def print_schema() -> None:
    """The tables and views of a ledger, with what they hold."""
    for table in schema():
        print(_described(table))


def _described(table: Table) -> str:
    width = max((len(column.name) for column in table.columns), default=0)
    lines = [f"{table.kind} {table.name}  -- {table.words}".rstrip(" -")]
    lines += [f"  {column.name:{width}}  {column.words}" for column in table.columns]
    return "\n".join(lines) + "\n"

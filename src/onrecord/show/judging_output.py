"""Lists of rows as a table on a screen, and as JSON Lines, JSON, CSV or TSV elsewhere."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from onrecord.errors import UsageError
from onrecord.show.tables import lay_out

Rows = Iterable[dict[str, Any]]
WHOLE = frozenset(  # never broken
    {"id", "claim", "story", "at", "made", "day", "published", "what", "kind", "verdict", "report",
     "target", "type", "status", "act", "count", "reports", "low", "high", "value", "earliest",
     "latest"}
)  # fmt: skip


class RowFormat(StrEnum):
    """How a list is written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    tsv = "tsv"


def write_rows(
    rows: Rows, columns: Sequence[str], format: RowFormat | None, out: Path | None
) -> int:
    """Write rows with these columns; returns how many there were."""
    chosen = format or _by_place(out)
    counted = _Counted(rows)
    with _opened(out) as file:
        match chosen:
            case RowFormat.table:
                _table(counted, columns, file)
            case RowFormat.json:
                text = json.dumps(list(counted), ensure_ascii=False, indent=2)
                file.write(text + "\n")
            case RowFormat.jsonl:
                file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in counted)
            case _:
                mark = "\t" if chosen is RowFormat.tsv else ","
                _cells(counted, columns, file, mark)
    return counted.number


class _Counted:
    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.number = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self.rows:
            self.number += 1
            yield row


def _by_place(out: Path | None) -> RowFormat:
    ending = out.suffix.lstrip(".").lower() if out else ""
    if ending in set(RowFormat):
        return RowFormat(ending)
    return RowFormat.table if out is None and sys.stdout.isatty() else RowFormat.jsonl


@contextmanager
def _opened(out: Path | None) -> Iterator[IO[str]]:
    if out is None:
        yield sys.stdout
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}.") from error


def cell(value: Any) -> str:
    """A value as it stands in a table: a list or mapping as JSON, nothing as nothing."""
    if value is None or value == {} or value == []:
        return ""
    if isinstance(value, dict):
        return " ".join(f"{key}={cell(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return ",".join(cell(one) for one in value)
    return str(value)


def _cells(rows: Rows, columns: Sequence[str], file: IO[str], mark: str) -> None:
    writer = csv.writer(file, delimiter=mark, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        held = (row.get(column) for column in columns)
        texts = (
            json.dumps(v, ensure_ascii=False) if isinstance(v, dict | list) and v else v
            for v in held
        )
        writer.writerow(["" if text is None or text in ({}, []) else text for text in texts])


def _table(rows: Rows, columns: Sequence[str], file: IO[str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    buffer = io.StringIO()
    target = file if file is sys.stdout else buffer
    console = Console(file=target, highlight=False)
    texts = [[_plain(cell(row.get(column))) for column in columns] for row in rows]
    layout = lay_out(columns, texts, console.width, WHOLE)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, width in layout.widths.items():
        table.add_column(column, overflow="fold", width=width, no_wrap=column in WHOLE)
    for row in texts:
        held = zip(columns, row, strict=True)
        table.add_row(*(Text(text) for column, text in held if column in layout.widths))
    console.print(table, crop=False)
    if layout.left_out:
        left_out = ", ".join(layout.left_out)
        print(f"onrecord: no room for {left_out}; a wider screen shows it", file=sys.stderr)
    if target is buffer:
        file.write(buffer.getvalue())


def _plain(text: str) -> str:
    """Without the control characters that a report may bring to a screen."""
    return "".join(sign if sign.isprintable() else " " for sign in text)

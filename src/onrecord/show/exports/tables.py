"""Tables for R, Python and spreadsheets: a folder of CSV or Parquet files, and what is in them."""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal, Protocol

import msgspec

from onrecord.ledger.asking_rows import library
from onrecord.show.exports.column import Table, Value
from onrecord.show.exports.columns import TABLES
from onrecord.show.exports.files import new_folder
from onrecord.show.exports.standing import Told

ROWS = 10_000  # of one group of a Parquet file
MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


class Writing(Protocol):
    """A table that is being written."""

    def add(self, row: list[Value]) -> None: ...

    def close(self) -> None: ...


def write_csv(told: Iterable[Told], out: Path) -> int:
    """Write a folder of CSV files; returns the number of reports."""
    return _write(told, out, "csv")


def write_parquet(told: Iterable[Told], out: Path) -> int:
    """Write a folder of Parquet files; returns the number of reports."""
    library("pyarrow.parquet", "arrow")
    return _write(told, out, "parquet")


def _write(told: Iterable[Told], out: Path, form: Literal["csv", "parquet"]) -> int:
    start = CsvTable if form == "csv" else ParquetTable
    counts = {table.name: 0 for table in TABLES}
    with new_folder(out) as folder:
        with ExitStack() as stack:
            writing: dict[str, Writing] = {}
            for table in TABLES:
                writing[table.name] = start(folder / f"{table.name}.{form}", table)
                stack.callback(writing[table.name].close)
            for report in told:
                for table in TABLES:
                    for row in table.rows(report):
                        writing[table.name].add(row)
                        counts[table.name] += 1
        package = _package(folder, form, counts)
        text = json.dumps(package, ensure_ascii=False, indent=2)
        (folder / "datapackage.json").write_text(text + "\n", "utf-8")
    return counts["reports"]


class CsvTable:
    """A CSV file: UTF-8, a header, nothing for what is not known, lists as JSON."""

    def __init__(self, path: Path, table: Table) -> None:
        self.file = path.open("w", encoding="utf-8", newline="")
        self.writer = csv.writer(self.file, lineterminator="\n")
        self.writer.writerow(column.name for column in table.columns)

    def add(self, row: list[Value]) -> None:
        """Write a row."""
        self.writer.writerow(map(_cell, row))

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return msgspec.json.encode(value).decode()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return str(value)


class ParquetTable:
    """A Parquet file, written in groups of rows."""

    def __init__(self, path: Path, table: Table) -> None:
        self.arrow = library("pyarrow", "arrow")
        self.schema = self.arrow.schema(list(self._fields(table)))
        self.writer = library("pyarrow.parquet", "arrow").ParquetWriter(
            path, self.schema, compression="zstd"
        )
        self.rows: list[list[Value]] = []

    def _fields(self, table: Table) -> Iterator[Any]:
        types = {
            "string": self.arrow.string(),
            "integer": self.arrow.int64(),
            "number": self.arrow.float64(),
            "boolean": self.arrow.bool_(),
            "array": self.arrow.list_(self.arrow.string()),
        }
        for column in table.columns:
            yield self.arrow.field(
                column.name, types[column.type], metadata={"description": column.holds}
            )

    def add(self, row: list[Value]) -> None:
        """Take a row."""
        self.rows.append(row)
        if len(self.rows) == ROWS:
            self._flush()

    def close(self) -> None:
        """Write what is left, and close the file."""
        if self.rows:
            self._flush()
        self.writer.close()

    def _flush(self) -> None:
        columns = zip(*self.rows, strict=True)
        arrays = [
            self.arrow.array(list(column), field.type)
            for column, field in zip(columns, self.schema, strict=True)
        ]
        self.writer.write_table(self.arrow.Table.from_arrays(arrays, schema=self.schema))
        self.rows = []


def _package(folder: Path, form: str, counts: dict[str, int]) -> dict[str, Any]:
    """What is in the folder, as a Frictionless data package (specs.frictionlessdata.io)."""
    profile = {"profile": "tabular-data-package"} if form == "csv" else {}
    return {
        "name": "onrecord",
        **profile,
        "resources": [_resource(folder, form, table, counts[table.name]) for table in TABLES],
    }


def _resource(folder: Path, form: str, table: Table, rows: int) -> dict[str, Any]:
    path = folder / f"{table.name}.{form}"
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    tabular = {"profile": "tabular-data-resource"} if form == "csv" else {}
    fields = [
        {"name": column.name, "type": column.type, "description": column.holds}
        for column in table.columns
    ]
    return {
        "name": table.name,
        "path": path.name,
        **tabular,
        "description": f"A row is {table.row}.",
        "format": form,
        "mediatype": MEDIA[form],
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "rows": rows,
        "schema": {"fields": fields, "missingValues": [""]},
    }

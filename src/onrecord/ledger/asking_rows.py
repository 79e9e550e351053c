"""The answer to a question: rows that are read as they are asked for, or as a table."""

import importlib
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.errors import UsageError
from onrecord.ledger.store import Store


class Rows:
    """Rows of what stands, each a dict; iterating asks the ledger anew.

    >>> rows = ledger.events(actor="PRK", status="planned")
    >>> rows.count()
    >>> frame = rows.pandas()
    """

    def __init__(
        self,
        store: Store,
        sql: str,
        values: Sequence[Any],
        columns: Sequence[str],
        total: str,
        total_values: Sequence[Any],
    ) -> None:
        self.store = store
        self.sql = sql
        self.values = tuple(values)
        self.columns = tuple(columns)
        self.total = total
        self.total_values = tuple(total_values)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self.store.run(self.sql, self.values):
            yield dict(zip(self.columns, row, strict=True))

    def count(self) -> int:
        """How many there are, whatever the limit."""
        return int(self.store.value(self.total, self.total_values))

    def arrow(self) -> Any:
        """A pyarrow.Table. Raises UsageError where pyarrow is not installed."""
        return arrow_table(list(self), self.columns)

    def pandas(self) -> Any:
        """A pandas.DataFrame. Raises UsageError where pandas is not installed."""
        return library("pandas").DataFrame(list(self), columns=list(self.columns))

    def polars(self) -> Any:
        """A polars.DataFrame. Raises UsageError where polars or pyarrow is not installed."""
        return library("polars").from_arrow(self.arrow())


def arrow_table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> Any:
    """Rows as a pyarrow.Table."""
    pyarrow = library("pyarrow", "arrow")
    return pyarrow.table({name: _one_kind([row[name] for row in rows]) for name in columns})


def library(name: str, extra: str | None = None) -> Any:
    """A library that is not needed otherwise."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        what = f"'onrecord[{extra}]'" if extra else name
        raise UsageError(f"this needs {name}. Install it: pip install {what}") from error


def _one_kind(values: list[Any]) -> list[Any]:
    """A column of one type: whole numbers beside fractions become fractions, numbers beside texts
    texts."""
    kinds = {type(value) for value in values if value is not None}
    if str in kinds and len(kinds) > 1:
        return [None if value is None else str(value) for value in values]
    if kinds == {int, float}:
        return [None if value is None else float(value) for value in values]
    return values

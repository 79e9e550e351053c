"""The ledger as Python sees it."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from onrecord.errors import UsageError
from onrecord.ledger.kept import record_at, standing_records
from onrecord.ledger.store import Store, open_store
from onrecord.model import Record


class Ledger:
    """A ledger: reports and all that is on record of them, in one file.

        >>> with onrecord.Ledger("onrecord.db") as ledger:
        ...     for record in ledger.records():
        ...         print(record.report.title)

    Reading needs no lock: any number may read while one writes. Raises LedgerError for a file that
    is no ledger.
    """

    def __init__(self, path: str | Path, *, write: bool = False) -> None:
        self.store: Store = open_store(Path(path), write=write)

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    def record(self, report: str) -> Record:
        """The record that stands for a report, by its public id or that of one of its versions.

        Raises UsageError if the ledger has no such report.
        """
        reading = self.store.value(
            "SELECT standing.reading FROM standing JOIN reports ON reports.id = standing.report"
            " JOIN versions ON versions.id = standing.version"
            " WHERE reports.name = ? OR versions.name = ?",
            (report, report),
        )
        if reading is None:
            raise UsageError(f"the ledger has no report {report}. onrecord reports lists them.")
        return record_at(self.store, reading)

    def records(self) -> Iterator[Record]:
        """The records that stand, in the order in which their reports came."""
        return standing_records(self.store)

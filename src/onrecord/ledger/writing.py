"""Writing to a ledger: runs, reports, versions and readings. Rows are added, never changed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

import msgspec
from msgspec import Struct

from onrecord.ledger.interning import Interning
from onrecord.ledger.judging import judged_record
from onrecord.ledger.judging_rows import Forgotten, is_withdrawn
from onrecord.ledger.kept import record_at
from onrecord.ledger.names import forgotten_names, report_name, version_name
from onrecord.ledger.rows import Row, rows_of
from onrecord.ledger.shelving import clear, shelve, standing_of
from onrecord.ledger.store import Clock, Store
from onrecord.model import Record, Report

Outcome = Literal["new", "updated", "reread", "known", "forgotten"]


class Run(Struct, frozen=True):
    """One command that adds to a ledger: its number, and what its readings are made by."""

    id: int
    version: str
    settings: str


class Added(Struct, frozen=True):
    """What became of one report: its public ids, and whether it was new, a new version of a report,
    a new reading of a version, or known already."""

    report: str
    version: str
    outcome: Outcome


class Writer:
    """Adds to a ledger. `clock` gives the time in UTC."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.interning = Interning(store)
        self.forgotten = Forgotten(store)

    def begin(self, command: str, version: str, settings: str) -> Run:
        """Begin a run: `version` is that of onrecord, `settings` a hash of all else that decides
        what is read out of a text."""
        with self.store.transaction():
            id = self.store.insert("runs", (None, command, version, settings, self.clock()))
        return Run(id, version, settings)

    def end(self, run: Run, summary: dict[str, object]) -> None:
        """End a run with what it did."""
        with self.store.transaction():
            text = msgspec.json.encode(summary).decode()
            self.store.insert("endings", (run.id, self.clock(), text))

    def known(
        self, report: Report, run: Run, *, key: str | None = None, place: str | None = None
    ) -> Added | None:
        """What the ledger has of this report if it need not be read: the same version, read by the
        same onrecord with the same settings (with any, for a run whose settings nobody knows); or
        nothing, where it was forgotten for good."""
        found = self._key(report, key, place)
        name = version_name(found, report)
        read = self.store.value(
            "SELECT 1 FROM versions JOIN readings ON readings.version = versions.id"
            " JOIN runs ON runs.id = readings.run"
            " WHERE versions.name = ? AND runs.version = ? AND ? IN (runs.settings, '')",
            (name, run.version, run.settings),
        )
        if read:
            return Added(report_name(found), name, "known")
        if self._is_forgotten(found, report, place):
            return Added(report_name(found), name, "forgotten")
        return None

    def add(
        self,
        records: Sequence[Record],
        run: Run,
        *,
        keys: Sequence[str | None] = (),
        places: Sequence[str | None] = (),
        seen: Sequence[str | None] = (),
    ) -> list[Added]:
        """Add records in one transaction: when it returns they are on the disk, or none is.

        `keys` tell reports apart that have an address: its normal form (without one, the address
        itself does). `places` are where reports without an address lay (a path, an id in a file):
        what lies there later is a new version of the same report. `seen` are the times at which
        they were fetched, in UTC, where known.
        """
        empty = [None] * len(records)
        with self.transaction():
            return [
                self._add(record, run, *rest)
                for record, *rest in zip(
                    records, keys or empty, places or empty, seen or empty, strict=True
                )
            ]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; numbers of rows that another program may have removed, or that are not
        there after all, are forgotten."""
        try:
            with self.store.transaction():
                self.interning.refresh()
                yield
        except BaseException:
            self.interning.forget()
            raise

    def has(self, ref: str, mark: str, run: Run) -> bool:
        """True if a source was taken in this state, by the same onrecord with these settings."""
        sql = (
            "SELECT 1 FROM sources JOIN runs ON runs.id = sources.run"
            " WHERE ref = ? AND mark = ? AND runs.version = ? AND runs.settings = ?"
        )
        return self.store.value(sql, (ref, mark, run.version, run.settings)) is not None

    def mark(self, ref: str) -> str | None:
        """The mark that a source was remembered with."""
        found = self.store.value("SELECT mark FROM sources WHERE ref = ?", (ref,))
        return None if found is None else str(found)

    def validators(self, address: str) -> str | None:
        """What a server gave with an address the last time, as it was remembered."""
        found = self.store.value("SELECT validators FROM sources WHERE ref = ?", (address,))
        return None if found is None else str(found)

    def remember(self, sources: Sequence[tuple[str, str | None, str | None]], run: Run) -> None:
        """Remember sources (ref, mark, validators) that need not be taken in again."""
        if sources:
            with self.store.transaction():
                self.store.many(
                    "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?)",
                    [(*source, run.id) for source in sources],
                )

    def reshelve(self, report: int) -> None:
        """Make what is derived of a report again from its rows."""
        clear(self.store, report)
        if standing := standing_of(self.store, report):
            record = record_at(self.store, standing[0])
            self._shelve(report, standing, record)

    def _add(
        self, record: Record, run: Run, key: str | None, place: str | None, seen: str | None
    ) -> Added:
        if known := self.known(record.report, run, key=key, place=place):
            return known
        found = self._key(record.report, key, place)
        report, new = self._report(found, run)
        if place and not record.report.url:
            self.store.run("INSERT OR IGNORE INTO places VALUES (?, ?)", (place, report))
        version, fresh = self._version(record.report, report, found, run, seen)
        row = (None, version, run.id, self.clock(), record.schema)
        reading = self.store.insert("readings", row)
        for table, rows in rows_of(record, reading, self.interning.interned()).items():
            self.store.add(table, rows)
        clear(self.store, report)
        standing = standing_of(self.store, report)
        assert standing is not None
        if standing[0] == reading:
            self._shelve(report, standing, record)
        else:
            self.reshelve(report)
        outcome: Outcome = "new" if new else "updated" if fresh else "reread"
        return Added(report_name(found), version_name(found, record.report), outcome)

    def _shelve(self, report: int, standing: Row, record: Record) -> None:
        """Put a standing reading on the shelf, with the judgements that hold worked in."""
        reading, version = standing[0], standing[1]
        name = self.store.value("SELECT name FROM versions WHERE id = ?", (version,))
        if is_withdrawn(self.store, self._name(report)):
            return
        judged = judged_record(self.store, record, name, reading)
        entities = {int(actor.id[1:]): self.interning.entity(actor) for actor in judged.actors}
        shelve(self.store, report, standing, judged, entities)

    def _key(self, report: Report, key: str | None, place: str | None) -> str:
        """What tells this report from others: its address; without one, the report that has this
        text or lay in this place before, else its text."""
        if key or report.url:
            return key or str(report.url)
        found = self.store.value(
            "SELECT reports.key FROM versions JOIN reports ON reports.id = versions.report"
            " WHERE substr(versions.hash, 8, 16) = ? AND versions.hash = ?"
            " AND versions.url IS NULL AND versions.outlet IS ? ORDER BY reports.id LIMIT 1",
            (report.id[7:23], report.id, report.outlet),
        ) or self.store.value(
            "SELECT reports.key FROM places JOIN reports ON reports.id = places.report"
            " WHERE places.place = ?",
            (place,),
        )
        return str(found or report.id)

    def _is_forgotten(self, key: str, report: Report, place: str | None) -> bool:
        """True for a report that is not in the ledger, if it, its text or what lay in its place
        was forgotten for good."""
        names = forgotten_names(key, (report.id,), (place,) if place else ())
        if not self.forgotten.holds(names):
            return False
        return self.store.value("SELECT 1 FROM reports WHERE key = ?", (key,)) is None

    def _name(self, report: int) -> str:
        return str(self.store.value("SELECT name FROM reports WHERE id = ?", (report,)))

    def _report(self, key: str, run: Run) -> tuple[int, bool]:
        found = self.store.value("SELECT id FROM reports WHERE key = ?", (key,))
        if found is not None:
            return found, False
        return self.store.insert("reports", (None, report_name(key), key, run.id)), True

    def _version(
        self, report: Report, number: int, key: str, run: Run, seen: str | None
    ) -> tuple[int, bool]:
        name = version_name(key, report)
        found = self.store.value("SELECT id FROM versions WHERE name = ?", (name,))
        if found is not None:
            return found, False
        id = self.store.insert(
            "versions",
            (
                None,
                name,
                number,
                report.id,
                report.ref,
                report.url,
                report.title,
                report.outlet,
                _json(report.byline),
                report.language,
                report.published,
                report.published_basis,
                report.dateline,
                seen,
                None if report.page is None else msgspec.json.encode(report.page).decode(),
                run.id,
                self.clock(),
                report.text,
            ),
        )
        self.store.run(
            "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)",
            (id, report.title, report.text),
        )
        return id, True


def _json(values: Sequence[object] | None) -> str | None:
    """A list as JSON; None stays None, and so does an empty list."""
    return msgspec.json.encode(values).decode() if values else None

"""Is a ledger whole? Each check finds what is wrong, says where, and what to do about it."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Literal

import apsw
import msgspec
from msgspec import Struct

from onrecord.ledger.identities import identity_rows
from onrecord.ledger.judging import worked_in
from onrecord.ledger.judging_rows import is_withdrawn
from onrecord.ledger.kept import record_at, report_at
from onrecord.ledger.linking import LINKED
from onrecord.ledger.names import entity_key, report_name, version_name
from onrecord.ledger.shelving import shelf_rows, standing_of
from onrecord.ledger.store import Row, Store
from onrecord.ledger.verifying_links import faults_of_rows
from onrecord.ledger.verifying_records import faults_of_record
from onrecord.ledger.writing import Writer
from onrecord.model import Actor, Record

Repair = Literal["backup", "reindex"]
ADVICE: dict[Repair, str] = {
    "backup": "The rows themselves are damaged. Take the newest backup that onrecord verify finds "
    "whole, and add to it what came since: onrecord add, onrecord changes.",
    "reindex": "Only what is derived is wrong. Make it anew: onrecord reindex",
}
DERIVED = ("deeds", "statements", "judged", "standing")
BATCH = 100  # reports that are made anew in one transaction


class Fault(Struct, frozen=True):
    """Something that is not as it should be: where, what, and which repair it takes."""

    where: str
    what: str
    repair: Repair = "backup"


Tell = Callable[[int, int], None]  # reports done, reports in all


def faults(store: Store, tell: Tell = lambda done, all: None) -> Iterator[Fault]:
    """All that is wrong with a ledger, as it is found. `tell` hears of each report done."""
    try:
        damaged = list(_of_file(store))
        yield from damaged
        if any(fault.repair == "backup" for fault in damaged):
            return  # pages cannot be read; all else would follow from that
        yield from _of_references(store)
        yield from _of_words(store)
        yield from _of_versions(store)
        yield from _of_reports(store, tell)
        yield from _of_shelf(store)
        for where, what in faults_of_rows(store):
            yield Fault(where, what, "reindex")
    except apsw.CorruptError as error:
        yield Fault("file", f"cannot be read through: {error}")


def remake(store: Store, tell: Tell = lambda done, all: None) -> int:
    """Make all anew that is derived: indexes, full text, what stands, judgements worked in.

    Returns the number of reports. Interrupted, it can be begun again.
    """
    store.run("REINDEX")
    writer = Writer(store, lambda: "")
    reports = [row[0] for row in store.run("SELECT id FROM reports ORDER BY id")]
    with store.transaction():
        for table in DERIVED:
            store.run(f"DELETE FROM {table} WHERE reading NOT IN (SELECT id FROM readings)")
    for start in range(0, len(reports), BATCH):
        batch = reports[start : start + BATCH]
        with writer.transaction():
            for report in batch:
                _clear_all(store, report)
                writer.reshelve(report)
        tell(start + len(batch), len(reports))
    with store.transaction():
        store.run("DELETE FROM identities")
        store.add("identities", identity_rows(store))
        store.run("INSERT INTO words (words) VALUES ('rebuild')")
    return len(reports)


def _clear_all(store: Store, report: int) -> None:
    """Take all readings of a report from the shelf, whichever was thought to stand."""
    for table in DERIVED:
        store.run(
            f"DELETE FROM {table} WHERE reading IN (SELECT readings.id FROM readings"
            " JOIN versions ON versions.id = readings.version WHERE versions.report = ?)",
            (report,),
        )
    store.run("DELETE FROM standing WHERE report = ?", (report,))


# ---- the file


def _of_file(store: Store) -> Iterator[Fault]:
    for (message,) in store.run("PRAGMA integrity_check(20)"):
        if message != "ok":
            of_index = "index" in message and "missing from" in message
            yield Fault("file", message, "reindex" if of_index else "backup")


def _of_references(store: Store) -> Iterator[Fault]:
    for table, row, parent, _ in store.run("PRAGMA foreign_key_check"):
        derived = table in (*DERIVED, *LINKED, "identities")
        where = f"table {table}" if row is None else f"table {table}, row {row}"
        yield Fault(where, f"refers to no row of {parent}", "reindex" if derived else "backup")


def _of_words(store: Store) -> Iterator[Fault]:
    """The full-text index against the texts. SQLite writes nothing for it, but asks to be allowed
    to."""
    if not store.writes:
        return
    try:
        with store.transaction():
            store.run("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except apsw.CorruptError:
        yield Fault("full text", "the index is not that of the texts", "reindex")


# ---- what was taken in


def _of_versions(store: Store) -> Iterator[Fault]:
    for name, key in store.run("SELECT name, key FROM reports ORDER BY id"):
        if name != report_name(key):
            yield Fault(f"report {name}", "its public id is not that of its key")
    rows = store.run(
        "SELECT versions.id, versions.name, reports.key FROM versions"
        " LEFT JOIN reports ON reports.id = versions.report ORDER BY versions.id"
    )
    for id, name, key in rows:
        report = report_at(store, id)
        digest = hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()
        if report.id != f"sha256:{digest}":
            yield Fault(f"version {name}", "its text is not the text that was taken in")
        elif key is not None and name != version_name(key, report):
            yield Fault(f"version {name}", "its public id is not that of what came with the text")
    sql = "SELECT name FROM reports WHERE id NOT IN (SELECT report FROM versions)"
    for (name,) in store.run(sql):
        yield Fault(f"report {name}", "has no version")
    sql = "SELECT name FROM versions WHERE id NOT IN (SELECT version FROM readings)"
    for (name,) in store.run(sql):
        yield Fault(f"version {name}", "was never read")


# ---- readings, and what is derived of them


def _of_reports(store: Store, tell: Tell) -> Iterator[Fault]:
    reports = list(store.run("SELECT id, name FROM reports ORDER BY id"))
    for done, (report, name) in enumerate(reports, 1):
        standing = standing_of(store, report)
        readings = store.run(
            "SELECT readings.id, versions.name FROM readings"
            " JOIN versions ON versions.id = readings.version WHERE versions.report = ?",
            (report,),
        )
        for reading, version in list(readings):
            try:
                record = record_at(store, reading)
            except (msgspec.DecodeError, ValueError, TypeError, KeyError) as error:
                yield Fault(f"version {version}, reading {reading}", f"cannot be read: {error}")
                continue
            for what in faults_of_record(store, reading, record):
                yield Fault(f"version {version}, reading {reading}", what)
            if standing and standing[0] == reading:
                yield from _of_standing(store, (report, name), standing, version, record)
        tell(done, len(reports))


def _of_standing(
    store: Store, report: tuple[int, str], standing: Row, version: str, record: Record
) -> Iterator[Fault]:
    """What is on the shelf of a report against what belongs there."""
    reading = standing[0]
    expected: dict[str, list[Row]] = {table: [] for table in DERIVED}
    if not is_withdrawn(store, report[1]):
        judged = worked_in(store, record, version, reading)
        entities = _entities(store, reading, record, judged.record)
        expected |= shelf_rows(report[0], standing, judged.record, entities)
        expected["judged"] = judged.rows
    for table, rows in expected.items():
        column, of = ("report", report[0]) if table == "standing" else ("reading", reading)
        shelved = store.run(f"SELECT * FROM {table} WHERE {column} = ?", (of,))
        if sorted(map(repr, rows)) != sorted(map(repr, shelved)):
            what = f"table {table} is not what its rows and judgements make"
            yield Fault(f"report {report[1]}", what, "reindex")


def _entities(store: Store, reading: int, record: Record, judged: Record) -> dict[int, int]:
    """The row of each actor's entity; of an actor that is other for a judgement the row that has
    all that it is."""
    known: dict[int, int] = dict(
        store.run("SELECT n, entity FROM actors WHERE reading = ?", (reading,))
    )
    before = {actor.id: actor for actor in record.actors}
    return {
        int(actor.id[1:]): known[int(actor.id[1:])]
        if actor == before.get(actor.id)
        else _entity(store, actor)
        for actor in judged.actors
    }


def _entity(store: Store, actor: Actor) -> int:
    found = store.value(
        "SELECT id FROM entities WHERE key IS ? AND name = ? AND kind = ?"
        " AND country IS ? AND sector IS ? AND wikidata IS ?",
        (entity_key(actor), actor.name, actor.kind, actor.country, actor.sector, actor.wikidata),
    )
    return -1 if found is None else int(found)


def _of_shelf(store: Store) -> Iterator[Fault]:
    """Rows on the shelf that belong to nothing that stands, and the merged actors."""
    for table in ("deeds", "statements", "judged"):
        sql = f"SELECT count(*) FROM {table} WHERE reading NOT IN (SELECT reading FROM standing)"
        if count := store.value(sql):
            yield Fault(f"table {table}", f"{count} rows are of no reading that stands", "reindex")
    if list(store.run("SELECT * FROM identities ORDER BY key")) != identity_rows(store):
        yield Fault("table identities", "is not what the judgements make", "reindex")

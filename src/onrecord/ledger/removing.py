"""Reports are forgotten: removed in truth, so that no byte of their text is left in the file.

Rows are not only deleted: full text is deleted securely and its index merged anew, the file is
written anew, and the write-ahead log is emptied. What is left is one judgement without content,
which keeps the report from being taken in again.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import apsw
from msgspec import Struct
from msgspec.structs import replace

from onrecord.errors import LedgerError
from onrecord.ledger.identities import remake_identities
from onrecord.ledger.judging_rows import Judgement, insert
from onrecord.ledger.judging_targets import report_of
from onrecord.ledger.judging_writes import author_of
from onrecord.ledger.linking import remove_links
from onrecord.ledger.names import forgotten_names
from onrecord.ledger.store import Clock, Store

OF_READINGS = (
    *("sentences", "actors", "mentions", "timexes", "figures", "attributions", "events", "polls"),
    *("relays", "links", "notes", "deeds", "statements", "judged", "standing"),
)
# Rows that are kept once: which columns of which tables use them.
USED = {
    "offices": (("actors", "office"),),
    "reasons": (("figures", "reason"), ("attributions", "reason"), ("events", "reason")),
    "codes": (("events", "code"),),
}
# Actors whom nothing names: of what is removed, and of judgements that do not hold any more.
NAMELESS = """
id NOT IN (SELECT entity FROM actors UNION SELECT actor FROM deeds WHERE actor IS NOT NULL
UNION SELECT recipient FROM deeds WHERE recipient IS NOT NULL
UNION SELECT place FROM deeds WHERE place IS NOT NULL
UNION SELECT source FROM statements WHERE source IS NOT NULL)
"""


class Forgotten(Struct, frozen=True):
    """What was forgotten: public ids of the reports, and files beside the ledger that were written
    before and hold them still."""

    reports: list[str]
    backups: list[Path]


def forget(
    store: Store, reports: Sequence[str], clock: Clock, *, by: str | None, why: str | None = None
) -> Forgotten:
    """Remove reports in all their versions, with all that is on record of them.

    Raises UsageError for a report that the ledger has not, and LedgerError where another program
    keeps the file from being cleaned.
    """
    author = author_of(by)
    names = list(dict.fromkeys(report_of(store, report)[0] for report in reports))
    with _references_unchecked(store):
        with store.transaction():
            for name in names:
                _remove(store, name, Judgement(0, clock(), author, "forget", name, {}, why))
            _remove_nameless(store)
            remake_identities(store)
        store.removals += 1
    clean(store)
    return Forgotten(names, sorted(store.path.parent.glob(f"{store.path.name}.before-*")))


def clean(store: Store) -> None:
    """Write the file anew without what was removed, and empty the write-ahead log.

    Raises LedgerError where another program has the ledger open.
    """
    try:
        store.run("INSERT INTO words (words) VALUES ('optimize')")
        if store.value("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'"):
            store.run("PRAGMA analysis_limit = 1000")
            store.run("ANALYZE")
        store.run("VACUUM")
        busy = store.value("PRAGMA wal_checkpoint(TRUNCATE)")
    except (apsw.BusyError, apsw.LockedError) as error:
        raise LedgerError(_in_use(store)) from error
    except apsw.FullError as error:
        raise LedgerError(
            f"no room to write {store.path} anew; bytes of what was forgotten may be left in it. "
            "Make room for a second copy of it, then run: onrecord forget --clean"
        ) from error
    if busy:
        raise LedgerError(_in_use(store))


def _in_use(store: Store) -> str:
    return (
        f"another program has {store.path} open; bytes of what was forgotten may be left in the "
        "file or beside it. Close the other program, then run: onrecord forget --clean"
    )


@contextmanager
def _references_unchecked(store: Store) -> Iterator[None]:
    """Without foreign keys, which would search whole tables for each row: what refers to what is
    removed is removed here. Deleted bytes are overwritten at once."""
    secure = store.value("PRAGMA secure_delete")
    store.run("PRAGMA foreign_keys = OFF")
    store.run("PRAGMA secure_delete = ON")
    try:
        yield
    finally:
        store.run("PRAGMA foreign_keys = ON")
        store.run(f"PRAGMA secure_delete = {secure}")


def _remove(store: Store, name: str, line: Judgement) -> None:
    row = store.one("SELECT id, key FROM reports WHERE name = ?", (name,))
    assert row is not None
    report, key = row
    versions = list(
        store.run("SELECT id, name, hash, ref, url FROM versions WHERE report = ?", (report,))
    )
    places = [row[0] for row in store.run("SELECT place FROM places WHERE report = ?", (report,))]
    known = forgotten_names(key, (version[2] for version in versions), places)
    remove_links(store, report)
    readings = _readings(store, [version[0] for version in versions])
    used = {table: _used(store, table, readings) for table in USED}
    insert(store, replace(line, values={"names": sorted(set(known))}))
    _remove_judgements(store, [name, *(version[1] for version in versions)])
    for table in OF_READINGS:
        store.many(f"DELETE FROM {table} WHERE reading = ?", [(id,) for id in readings])
    _remove_words(store, [version[0] for version in versions])
    store.many("DELETE FROM readings WHERE id = ?", [(id,) for id in readings])
    store.run("DELETE FROM versions WHERE report = ?", (report,))
    store.run("DELETE FROM places WHERE report = ?", (report,))
    store.run("DELETE FROM reports WHERE id = ?", (report,))
    taken = {key, *places, *(cell for version in versions for cell in version[3:] if cell)}
    store.many("DELETE FROM sources WHERE ref = ?", [(ref,) for ref in sorted(taken)])
    for table, ids in used.items():
        _remove_unused(store, table, ids)


def _readings(store: Store, versions: Sequence[int]) -> list[int]:
    found = (
        store.run("SELECT id FROM readings WHERE version = ?", (version,)) for version in versions
    )
    return [row[0] for rows in found for row in rows]


def _used(store: Store, table: str, readings: Sequence[int]) -> set[int]:
    """The numbers of rows kept once that some readings use."""
    return {
        row[0]
        for used, column in USED[table]
        for reading in readings
        for row in store.run(f"SELECT {column} FROM {used} WHERE reading = ?", (reading,))
        if row[0] is not None
    }


def _remove_words(store: Store, versions: Sequence[int]) -> None:
    """Full text must be given again to be taken out of its index, and is overwritten there."""
    store.run("INSERT INTO words (words, rank) VALUES ('secure-delete', 1)")
    for id in versions:
        store.run(
            "INSERT INTO words (words, rowid, title, text)"
            " SELECT 'delete', id, title, text FROM versions WHERE id = ?",
            (id,),
        )


def _remove_judgements(store: Store, names: Sequence[str]) -> None:
    """Judgements over a report and its facts quote it; so do those that undo them. What was
    forgotten before, and taken in again, stays."""
    gone = [
        row[0]
        for name in names
        for row in store.run(
            "SELECT id FROM judgements WHERE (target = ? AND verdict <> 'forget')"
            " OR (target > ? AND target < ?)"
            " OR (verdict = 'link' AND json_extract(\"values\", '$.into') LIKE ? || '.%')",
            (name, f"{name}.", f"{name}/", name),
        )
    ]
    _remove_with_undos(store, gone)


def _remove_with_undos(store: Store, ids: list[int]) -> None:
    for id in ids:  # grows while it is walked
        undos = store.run(
            "SELECT id FROM judgements WHERE target = ? AND verdict = 'undo'", (str(id),)
        )
        ids += [row[0] for row in undos]
    store.many("DELETE FROM judgements WHERE id = ?", [(id,) for id in ids])


def _remove_unused(store: Store, table: str, ids: set[int]) -> None:
    """Remove rows kept once that nothing uses any more."""
    if not ids:
        return
    left = set(ids)
    listed = json.dumps(sorted(ids))
    for used, column in USED[table]:
        sql = (
            f"SELECT DISTINCT {column} FROM {used}"
            f" WHERE {column} IN (SELECT value FROM json_each(?))"
        )
        left -= {row[0] for row in store.run(sql, (listed,))}
    store.many(f"DELETE FROM {table} WHERE id = ?", [(id,) for id in sorted(left)])


def _remove_nameless(store: Store) -> None:
    """Remove actors whom nothing names any more, and the judgements that name their keys."""
    keys = {row[0] for row in store.run(f"SELECT key FROM entities WHERE {NAMELESS}")}
    store.run(f"DELETE FROM entities WHERE {NAMELESS}")
    gone = {
        key
        for key in keys
        if key and store.value("SELECT 1 FROM entities WHERE key = ?", (key,)) is None
    }
    ids = [
        id
        for id, target, values in store.run(
            "SELECT id, target, \"values\" FROM judgements WHERE verdict IN ('merge', 'split')"
        )
        if target in gone or (values and json.loads(values).get("into") in gone)
    ]
    _remove_with_undos(store, ids)

"""What is kept, given back: reports, and whole records as they were written."""

from collections.abc import Iterator

from onrecord.errors import UsageError
from onrecord.ledger.restoring import record_of, report_of
from onrecord.ledger.store import Store
from onrecord.model import Record, Report

SELECTS = {
    "actors": "SELECT actors.n, entities.name, entities.kind, entities.country, entities.sector,"
    " entities.wikidata, offices.title, offices.body, offices.basis FROM actors"
    " JOIN entities ON entities.id = actors.entity LEFT JOIN offices ON offices.id = actors.office"
    " WHERE actors.reading = ? ORDER BY actors.n",
    "figures": "SELECT figures.*, reasons.why FROM figures"
    " JOIN reasons ON reasons.id = figures.reason WHERE reading = ? ORDER BY n",
    "attributions": "SELECT attributions.*, reasons.why FROM attributions"
    " JOIN reasons ON reasons.id = attributions.reason WHERE reading = ? ORDER BY n",
    "events": "SELECT events.*, reasons.why, codes.type, codes.deed, codes.mode, codes.contexts,"
    " codes.cameo, codes.quad, codes.goldstein, codes.status, codes.polarity FROM events"
    " JOIN codes ON codes.id = events.code JOIN reasons ON reasons.id = events.reason"
    " WHERE reading = ? ORDER BY n",
    "mentions": "SELECT * FROM mentions WHERE reading = ? ORDER BY actor, n",
} | {
    table: f"SELECT * FROM {table} WHERE reading = ? ORDER BY n"
    for table in ("sentences", "timexes", "polls", "relays", "links", "notes")
}


def record_at(store: Store, reading: int) -> Record:
    """The record of one reading, as it was written. Raises UsageError if there is none."""
    kept = store.one(
        "SELECT readings.version, runs.version, readings.schema FROM readings"
        " JOIN runs ON runs.id = readings.run WHERE readings.id = ?",
        (reading,),
    )
    if kept is None:
        raise UsageError(f"the ledger has no reading {reading}.")
    version, program, schema = kept
    rows = {table: list(store.dicts(sql, (reading,))) for table, sql in SELECTS.items()}
    return record_of(report_at(store, version), program, schema, rows)


def report_at(store: Store, version: int) -> Report:
    """The report of one version. Raises UsageError if there is none."""
    row = next(store.dicts("SELECT * FROM versions WHERE id = ?", (version,)), None)
    if row is None:
        raise UsageError(f"the ledger has no version {version} of a report.")
    return report_of(row)


def standing_records(store: Store) -> Iterator[Record]:
    """The records that stand, in the order in which their reports came."""
    for (reading,) in list(store.run("SELECT reading FROM standing ORDER BY report")):
        yield record_at(store, reading)

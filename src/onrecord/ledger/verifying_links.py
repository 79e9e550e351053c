"""Are the rows of links whole? Stories against their rows, signatures against their keys."""

import struct
from collections.abc import Iterator, Mapping

import msgspec
import zstandard

from onrecord.ledger.linking import TABLES, header, story_rows, unpacked
from onrecord.ledger.store import Row, Store
from onrecord.model.across import Story

STANDING = """
SELECT reports.name, standing.report, standing.reading FROM story_reports
JOIN standing ON standing.report = story_reports.report
JOIN reports ON reports.id = standing.report WHERE story_reports.story = ?
"""
WAITING = """
SELECT 1 FROM story_reports JOIN unlinked ON unlinked.report = story_reports.report WHERE story = ?
"""
GONE = """
SELECT count(*) FROM {table} AS t WHERE NOT EXISTS (SELECT 1 FROM standing WHERE report = t.report)
AND NOT EXISTS (SELECT 1 FROM unlinked WHERE report = t.report)
"""
ONE_WAY = """
SELECT count(*) FROM likenesses AS a WHERE NOT EXISTS (SELECT 1 FROM likenesses AS b
WHERE b.report = a.other AND b.other = a.report AND b.likeness = a.likeness)
"""


def faults_of_rows(store: Store) -> Iterator[tuple[str, str]]:
    """Where something is wrong with the rows of links, and what. Stories with reports that are not
    linked yet are not looked at."""
    for id, name in list(store.run("SELECT id, name FROM stories ORDER BY id")):
        if store.value(WAITING, (id,)) is None and not _agrees(store, id):
            yield f"story {name}", "its rows are not those that it is made of"
    for table in (*TABLES, "story_reports"):
        sql = f"SELECT count(*) FROM {table} WHERE story NOT IN (SELECT id FROM stories)"
        if count := store.value(sql):
            yield f"table {table}", f"{count} rows are of no story"
    for table in ("signatures", "story_reports"):
        if count := store.value(GONE.format(table=table)):
            yield f"table {table}", f"{count} rows are of reports that do not stand"
    if count := store.value(ONE_WAY):
        yield "table likenesses", f"{count} rows hold one way only"
    yield from _of_keys(store)


def _agrees(store: Store, id: int) -> bool:
    """True if the rows of a story are those that it is made of."""
    try:
        story = unpacked(store.value("SELECT links FROM stories WHERE id = ?", (id,)))
    except (zstandard.ZstdError, msgspec.MsgspecError):
        return False
    standing = {name: row for name, *row in store.run(STANDING, (id,))}
    if sorted(standing) != sorted(story.reports):
        return False
    reports = {name: report for name, (report, _) in standing.items()}
    readings = {name: reading for name, (_, reading) in standing.items()}
    shown = store.one("SELECT * FROM stories WHERE id = ?", (id,))
    if shown is None or shown[1:-1] != header(store, story, reports)[1:-1]:
        return False
    return _rows_agree(store, id, story, reports, readings)


def _rows_agree(
    store: Store, id: int, story: Story, reports: Mapping[str, int], readings: Mapping[str, int]
) -> bool:
    try:
        expected = story_rows(story, id, reports, readings)
    except (KeyError, ValueError):
        return False

    def kept(table: str) -> list[Row]:
        return list(store.run(f"SELECT * FROM {table} WHERE story = ?", (id,)))

    return all(
        sorted(map(repr, rows)) == sorted(map(repr, kept(table)))
        for table, rows in expected.items()
    )


def _of_keys(store: Store) -> Iterator[tuple[str, str]]:
    """The keys of each signature against the table in which they are looked up."""
    number = 0
    for report, keys in list(store.run("SELECT report, keys FROM signatures")):
        if len(keys) % 4:
            yield f"signature {report}", "is damaged"
            continue
        for key in struct.unpack(f"<{len(keys) // 4}i", keys):
            number += 1
            sql = "SELECT 1 FROM story_keys WHERE key = ? AND report = ?"
            if store.value(sql, (key, report)) is None:
                yield f"signature {report}", "its keys are not in story_keys"
                break
    if (count := store.value("SELECT count(*) FROM story_keys")) != number:
        yield "table story_keys", f"has {count} rows, and the signatures have {number} keys"

"""A ledger of some reports of the open stories, for tests of what is linked in it."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

import onrecord
from onrecord.adding.linking import link_pending
from onrecord.ledger.judging_writes import Judging
from onrecord.ledger.linking import unpacked
from onrecord.ledger.store import Store, open_store
from onrecord.ledger.writing import Writer
from onrecord.model import Record
from onrecord.model.across import Story
from tests.stories import corpus

NOON = "2024-10-27T12:00:00Z"
OF_STORY = {  # what stands in a story, without the numbers that a ledger gives
    "copies": "one.name, two.name, scale, directed FROM copies AS t"
    " JOIN reports AS one ON one.id = t.original JOIN reports AS two ON two.id = t.copy",
    "happenings": "n, v.name, event FROM happenings AS t",
    "claims": "n, low, high, grade, said, against FROM claims AS t",
    "sayings": "claim, v.name, fact, root FROM sayings AS t",
    "contradictions": "n, kind, v.name, fact, other_fact, why FROM contradictions AS t",
    "stances": "n, source, about, steps, changed, t.first, t.last FROM stances AS t",
    "story_reports": "one.name FROM story_reports AS t JOIN reports AS one ON one.id = t.report",
}


@cache
def story_records() -> tuple[Record, ...]:
    """Five reports of one story and three of another, read once."""
    found: list[Record] = []
    for name, most in (("san-benicio", 5), ("lomna", 3)):
        path = corpus.STORIES / corpus.load(name).gold["file"]
        pages = {record.report.url: record for record in onrecord.read_all([path])}
        found += list(pages.values())[:most]
    return tuple(found)


class Linked:
    """A ledger, and short names for what tests do with it."""

    def __init__(self, path: Path, records: Iterable[Record] = ()) -> None:
        self.store: Store = open_store(path, write=True)
        self.store.run("PRAGMA synchronous = OFF")
        self.writer = Writer(self.store, lambda: NOON)
        self.judging = Judging(self.store, lambda: NOON)
        self.add(list(records))

    def add(self, records: Sequence[Record], *, version: str = "1") -> list[str]:
        """Add records, and return the public ids of their reports."""
        run = self.writer.begin("add", version, "settings")
        own = [replace(record, version=version) for record in records]
        keys = [record.report.url for record in own]
        return [added.report for added in self.writer.add(own, run, keys=keys)]

    def link(self, batch: int = 100) -> int:
        return link_pending(self.store, batch=batch)

    def name(self, record: Record) -> str:
        """The public id of the report of a record."""
        sql = (
            "SELECT reports.name FROM reports JOIN versions ON versions.report = reports.id"
            " WHERE versions.url = ?"
        )
        return str(self.store.value(sql, (record.report.url,)))

    def statement(self, report: str, number: int = 0) -> str:
        """The public id of a statement of a report: of those that are said in its story."""
        sql = (
            "SELECT v.name || '.S' || a.cue_start || '-' || a.cue_end FROM reports"
            " JOIN standing AS g ON g.report = reports.id JOIN versions AS v ON v.id = g.version"
            " JOIN attributions AS a ON a.reading = g.reading WHERE reports.name = ? ORDER BY a.n"
        )
        found = [row[0] for row in self.store.run(sql, (report,))]
        return str(found[number % len(found)])

    def stories(self) -> list[Story]:
        rows = self.store.run("SELECT links FROM stories ORDER BY name")
        return [unpacked(row[0]) for row in rows]

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that is linked, with names in place of numbers."""
        held: dict[str, list[tuple[Any, ...]]] = {
            "stories": self._rows("name, title, first, last, reports, outlets, links FROM stories"),
            "signatures": self._rows(
                "r.name, t.signature, t.keys FROM signatures AS t"
                " JOIN reports AS r ON r.id = t.report"
            ),
            "story_keys": self._rows(
                "t.key, r.name FROM story_keys AS t JOIN reports AS r ON r.id = t.report"
            ),
            "likenesses": self._rows(
                "one.name, two.name, likeness FROM likenesses AS t"
                " JOIN reports AS one ON one.id = t.report"
                " JOIN reports AS two ON two.id = t.other"
            ),
        }
        for table, sql in OF_STORY.items():
            where = " JOIN stories AS s ON s.id = t.story"
            if "v.name" in sql:
                where += " JOIN readings AS g ON g.id = t.reading"
                where += " JOIN versions AS v ON v.id = g.version"
            columns, _, rest = sql.partition(" FROM ")
            held[table] = self._rows(f"s.name, {columns} FROM {rest}{where}")
        return held

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        return sorted(self.store.run(f"SELECT {sql}"), key=repr)

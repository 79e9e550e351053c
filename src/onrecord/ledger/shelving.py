"""What is derived: which reading of a report stands, and the narrow rows that questions are put to.

Everything here is a function of the rows that only grow, and can be made again from them.
"""

from collections.abc import Iterator, Mapping
from itertools import islice, product

from msgspec import Struct

from onrecord.ledger.rows import Row, number
from onrecord.ledger.store import Store
from onrecord.model import Actor, Attribution, Event, Record, Timex

NEWEST = """
SELECT readings.id, versions.id, versions.published, versions.outlet
FROM versions JOIN readings ON readings.version = versions.id
WHERE versions.report = ?
ORDER BY coalesce(versions.seen, versions.published, '') DESC,
         coalesce(versions.published, '') DESC, versions.id DESC, readings.id DESC
LIMIT 1
"""
PAIRS = (
    64  # actor and recipient pairs of one event: a meeting of all with all is told, not counted out
)


def standing_of(store: Store, report: int) -> Row | None:
    """Reading, version, day of publication and outlet of what stands for a report: its newest
    version, read by the newest run."""
    return store.one(NEWEST, (report,))


def clear(store: Store, report: int) -> None:
    """Take what is derived of a report from the shelf, and note that it is to be linked again."""
    store.run("INSERT OR IGNORE INTO unlinked VALUES (?)", (report,))
    standing = store.value("SELECT reading FROM standing WHERE report = ?", (report,))
    if standing is None:
        return
    for table in ("deeds", "statements", "judged", "standing"):
        store.run(f"DELETE FROM {table} WHERE reading = ?", (standing,))


class Whom(Struct, frozen=True):
    """Who stands behind the ids of a record: actors, times, and the row of each actor's entity."""

    actors: Mapping[str, Actor]
    timexes: Mapping[str, Timex]
    entities: Mapping[int, int]
    published: str | None

    def side(self, id: str | None) -> tuple[int | None, str | None]:
        """Entity and country of an actor."""
        actor = self.actors.get(id or "")
        return (self.entities[number(actor.id)], actor.country) if actor else (None, None)

    def day(self, when: str | None) -> tuple[str | None, str | None, int]:
        """First and last day of a time, and 1 if it has one; else the day of publication and 0."""
        found = self.timexes.get(when or "")
        if found and (found.earliest or found.latest):
            return found.earliest or found.latest, found.latest, 1
        return self.published, None, 0


def whom(record: Record, entities: Mapping[int, int]) -> Whom:
    """The lookup for one record; `entities` leads from an actor's number to its entity's row."""
    return Whom(
        {actor.id: actor for actor in record.actors},
        {timex.id: timex for timex in record.timexes},
        entities,
        record.report.published,
    )


def shelve(
    store: Store, report: int, standing: Row, record: Record, entities: Mapping[int, int]
) -> None:
    """Put a report's standing reading on the shelf; judgements must have been worked into
    `record` and `entities`."""
    for table, rows in shelf_rows(report, standing, record, entities).items():
        store.add(table, rows)


def shelf_rows(
    report: int, standing: Row, record: Record, entities: Mapping[int, int]
) -> dict[str, list[Row]]:
    """The rows of a standing reading by table, in the order of their keys."""
    reading, version, published, outlet = standing
    known = whom(record, entities)
    return {
        "standing": [(reading, version, report, published, outlet)],
        "deeds": [row for event in record.events for row in deed_rows(reading, event, known)],
        "statements": [statement_row(reading, said, known) for said in record.attributions],
    }


def deed_rows(reading: int, event: Event, known: Whom) -> Iterator[Row]:
    """A row for each pair of actor and recipient of an event; none for an event of no type."""
    if event.type is None:
        return
    day, last, dated = known.day(event.when)
    pairs = product(event.actors or (None,), event.recipients or (None,))
    for n, (one, other) in enumerate(islice(pairs, PAIRS)):
        yield (
            reading,
            number(event.id),
            n,
            day,
            last,
            dated,
            event.type,
            event.mode,
            event.cameo,
            event.quad,
            event.goldstein,
            event.status,
            *known.side(one),
            *known.side(other),
            known.side(event.place)[0],
            round(event.confidence * 100),
            int(event.background),
        )


def statement_row(reading: int, said: Attribution, known: Whom) -> Row:
    """The row of an attribution."""
    day, _, dated = known.day(said.said)
    return (
        reading,
        number(said.id),
        day,
        dated,
        said.act,
        said.source.kind,
        *known.side(said.source.actor),
        round(said.confidence * 100),
    )

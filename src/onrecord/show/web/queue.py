"""What nobody has judged yet, least sure first."""

from collections.abc import Mapping

from msgspec import Struct

from onrecord.ledger.asking import asked
from onrecord.ledger.asking_conditions import Table
from onrecord.ledger.face import Ledger
from onrecord.ledger.judging_places import facts_of, place_of
from onrecord.ledger.kept import record_at
from onrecord.ledger.names import FactName

LATEST = 2_000  # facts among which the least sure are looked for, the latest first
DEEPEST = 500  # how many can be skipped


class Task(Struct, frozen=True):
    """What is reviewed: a list, and what of it."""

    name: str
    label: str
    table: Table
    letter: str
    given: Mapping[str, str] = {}


TASKS = {
    task.name: task
    for task in (
        Task("events", "Events", "events", "E"),
        Task("status", "Planned, possible or denied", "events", "E", {"status": "ahead,open,not"}),
        Task("attribution", "Statements", "attributions", "S"),
        Task("figures", "Figures", "figures", "F"),
        Task("time", "Times", "timexes", "T"),
    )
}
VERSION = """
SELECT versions.name FROM readings JOIN versions ON versions.id = version WHERE readings.id = ?
"""


def least_sure(
    ledger: Ledger, task: Task, given: Mapping[str, object], *, skip: int = 0
) -> str | None:
    """The public id of the fact of which the machine is least sure, among the latest that nobody
    judged and that meet the filters; `skip` leaves out the first ones. None at the end.

    Raises UsageError for a filter that is none.
    """
    narrowed = {**task.given, **given, "judged": "no"}
    question = asked(ledger.store, task.table, narrowed)
    number = question.list.keys[1]
    order = question.list.orders[question.list.default.lstrip("-")]
    sql = (
        f"SELECT reading, n FROM (SELECT DISTINCT d.reading, d.{number} AS n, d.confidence"
        f" FROM {question.source} WHERE {question.where}"
        f" ORDER BY {order} DESC, d.reading DESC, d.{number} DESC LIMIT {LATEST})"
        " ORDER BY confidence, reading DESC, n LIMIT 1 OFFSET ?"
    )
    row = ledger.store.one(sql, (*question.values, skip))
    return _id(ledger, task.letter, *row) if row else None


def _id(ledger: Ledger, letter: str, reading: int, number: int) -> str | None:
    version = ledger.store.value(VERSION, (reading,))
    facts = {fact.id: fact for fact in facts_of(record_at(ledger.store, reading))}
    place = place_of(facts[f"{letter}{number}"])
    return str(FactName(version, letter, *place)) if place else None

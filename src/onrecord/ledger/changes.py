"""What happened to a ledger since a day or a run, in the order of time: no silent revision."""

import heapq
import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.ledger.comparing import FactChange, check_run, differences
from onrecord.ledger.judging_rows import Judgement, stream
from onrecord.ledger.kept import record_at
from onrecord.ledger.names import FACT, NAME, fact_name
from onrecord.ledger.store import Row, Store

What = Literal[
    "added", "updated", "reread", "withdrawn", "restored", "forgotten", "judged", "merged", "split",
    "undone",
]  # fmt: skip
WHAT: dict[str, What] = {
    "accept": "judged",
    "reject": "judged",
    "set": "judged",
    "merge": "merged",
    "split": "split",
    "link": "judged",
    "unlink": "judged",
    "withdraw": "withdrawn",
    "restore": "restored",
    "forget": "forgotten",
    "undo": "undone",
}
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?")
READINGS = """
SELECT readings.added, readings.id, readings.run, versions.name, versions.title, reports.name,
       (SELECT max(others.id) FROM readings AS others
        WHERE others.version = readings.version AND others.id < readings.id),
       (SELECT min(others.id) FROM versions AS others WHERE others.report = versions.report)
           < versions.id
FROM readings JOIN versions ON versions.id = readings.version
JOIN reports ON reports.id = versions.report
WHERE readings.added >= ? AND readings.run > ? ORDER BY readings.added, readings.id
"""


class Changed(Struct, frozen=True, omit_defaults=True):
    """Something that happened: what, when (UTC), to which report or fact, in which run or by whose
    judgement. `facts` counts what another reading changed, `changes` are those facts."""

    at: str
    what: What
    report: str | None = None
    version: str | None = None
    title: str | None = None
    run: int | None = None
    judgement: int | None = None
    target: str | None = None
    verdict: str | None = None
    values: dict[str, object] = {}
    by: str | None = None
    why: str | None = None
    facts: dict[str, int] = {}
    changes: list[FactChange] = []


def changes(store: Store, since: str | int, *, facts: bool = False) -> Iterator[Changed]:
    """What happened since a day (2024-10-27) or a moment (2024-10-27T08:00:00Z), that included, or
    after a run, given by its number. `facts` names the facts that other readings changed.

    Raises UsageError for what is neither.
    """
    moment, run = _start(store, since)
    readings = _of_readings(store, moment, run, facts=facts)
    judgements = (_of_judgement(store, row) for row in stream(store, "made >= ?", (moment,)))
    return heapq.merge(readings, judgements, key=lambda changed: changed.at)


def _start(store: Store, since: str | int) -> tuple[str, int]:
    """The first moment that counts, and the last run that does not."""
    if isinstance(since, int) or since.isdigit():
        run = int(since)
        check_run(store, run)
        ended = store.value("SELECT ended FROM endings WHERE run = ?", (run,))
        began = store.value("SELECT started FROM runs WHERE id = ?", (run,))
        return ended or began, run
    if not MOMENT.fullmatch(since):
        raise UsageError(
            f"{since!r} is no day and no run. Give a day (2024-10-27), a moment "
            "(2024-10-27T08:00:00Z), or the number of a run: onrecord runs lists them."
        )
    return since, 0


def _of_readings(store: Store, moment: str, run: int, *, facts: bool) -> Iterator[Changed]:
    start = "" if run else moment
    for added, reading, by, version, title, report, before, later in store.run(
        READINGS, (start, run)
    ):
        if before is None:
            what: What = "updated" if later else "added"
            yield Changed(added, what, report, version, title, by)
        else:
            yield _reread(store, (added, report, version, title, by), before, reading, facts)


def _reread(store: Store, row: Row, before: int, reading: int, facts: bool) -> Changed:
    added, report, version, title, run = row
    old, new = record_at(store, before), record_at(store, reading)
    found = list(differences(old, new, version))
    return Changed(
        at=added,
        what="reread",
        report=report,
        version=version,
        title=title,
        run=run,
        facts=dict(Counter(change.what for change in found)),
        changes=found if facts else [],
    )


def _of_judgement(store: Store, row: Judgement) -> Changed:
    report, version, title = _about(store, row.target)
    return Changed(
        at=row.made,
        what=WHAT[row.verdict],
        report=report,
        version=version,
        title=title,
        judgement=row.id,
        target=row.target,
        verdict=row.verdict,
        values=row.values,
        by=row.author,
        why=row.why,
    )


def _about(store: Store, target: str) -> Row:
    """Report, version and title that a public id speaks of, or the judgement that is undone;
    nothing for keys."""
    while target.isdigit():
        target = store.value("SELECT target FROM judgements WHERE id = ?", (int(target),)) or ""
    if FACT.fullmatch(target):
        target = fact_name(target).version
    if not NAME.fullmatch(target):
        return (None, None, None)
    found = store.one(
        "SELECT reports.name, versions.name, versions.title FROM versions"
        " JOIN reports ON reports.id = versions.report"
        " WHERE versions.name = ?1 OR reports.name = ?1 ORDER BY versions.id DESC",
        (target,),
    )
    return found or (target, None, None)

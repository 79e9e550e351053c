"""The ledger as Python sees it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from onrecord.errors import UsageError
from onrecord.ledger import asking_links
from onrecord.ledger.asking import Timeline, rows
from onrecord.ledger.asking_rows import Rows
from onrecord.ledger.changes import Changed, changes
from onrecord.ledger.comparing import Comparison, compare
from onrecord.ledger.judging import Judged, standing_judged, worked_in
from onrecord.ledger.judging_gold import Task, gold
from onrecord.ledger.judging_rows import Judgement, Verdict, in_force, select
from onrecord.ledger.judging_targets import report_of
from onrecord.ledger.judging_writes import Asked, Judging
from onrecord.ledger.kept import record_at, standing_records
from onrecord.ledger.removing import Forgotten, forget
from onrecord.ledger.search import search
from onrecord.ledger.store import Clock, Store, open_store
from onrecord.ledger.telling_links import Links
from onrecord.ledger.verifying import Fault, faults, remake
from onrecord.model import Record


class Ledger:
    """A ledger: reports and all that is on record of them, in one file.

        >>> with onrecord.Ledger("onrecord.db") as ledger:
        ...     for record in ledger.records():
        ...         print(record.report.title)

    Reading needs no lock: any number may read while one writes. What is written is dated by
    `clock`, which gives the time in UTC (2024-10-27T08:00:00Z). Raises LedgerError for a file that
    is no ledger.
    """

    def __init__(
        self, path: str | Path, *, write: bool = False, clock: Clock | None = None
    ) -> None:
        self.store: Store = open_store(Path(path), write=write)
        self.clock = clock

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
            "SELECT reading FROM standing WHERE report = (SELECT id FROM reports WHERE name = ?)"
            " OR version = (SELECT id FROM versions WHERE name = ?)",
            (report, report),
        )
        if reading is None:
            raise UsageError(f"the ledger has no report {report}. onrecord reports lists them.")
        return record_at(self.store, reading)

    def records(self) -> Iterator[Record]:
        """The records that stand, in the order in which their reports came."""
        return standing_records(self.store)

    # ---- judgements: docs/judgements.md

    def judged(self, report: str) -> Judged:
        """The record that stands for a report with judgements worked in, and the judgements that
        find no fact in it. Raises UsageError if the ledger has no such report."""
        version = report_of(self.store, report)[1]
        reading = self.store.value(
            "SELECT max(readings.id) FROM readings JOIN versions"
            " ON versions.id = readings.version WHERE versions.name = ?",
            (version,),
        )
        return worked_in(self.store, record_at(self.store, reading), version, reading)

    def judged_records(self) -> Iterator[Record]:
        """The records that stand, with judgements worked in, in the order of their reports."""
        return (judged.record for judged in standing_judged(self.store))

    def judge(
        self,
        id: str,
        verdict: Verdict,
        *,
        by: str,
        why: str | None = None,
        **values: object,
    ) -> Judgement:
        """Accept, reject or set a fact by its public id, or accept a report as a whole.

            >>> ledger.judge("k3vq7xw2m5ta.E1204-1212", "set", by="ann", status="denied")

        Raises UsageError for what is not there or not allowed.
        """
        return self._judging().judge([Asked(id, verdict, values)], by=by, why=why)[0]

    def judge_all(
        self, asked: Iterable[Asked], *, by: str | None = None, why: str | None = None
    ) -> list[Judgement]:
        """Write many judgements, all or none."""
        return self._judging().judge(asked, by=by, why=why)

    def merge(self, *keys: str, by: str, why: str | None = None) -> list[Judgement]:
        """Take several actors for one, the first: by keys, or by public ids within a report."""
        return self._judging().merge(keys, by=by, why=why)

    def split(self, key: str, *, by: str, why: str | None = None) -> Judgement:
        """Take an actor out of what it was merged into."""
        return self._judging().split(key, by=by, why=why)

    def undo(self, judgement: int, *, by: str, why: str | None = None) -> Judgement:
        """Take back a judgement by its number: what held before holds again."""
        return self._judging().undo(judgement, by=by, why=why)

    def judgements(self, *, holding: bool = True) -> list[Judgement]:
        """The judgements that hold, or all, in the order in which they were made."""
        rows = select(self.store, "1")
        return in_force(self.store, rows) if holding else rows

    def gold(self, task: Task, *, whole: bool = False) -> Iterator[dict[str, Any]]:
        """Judged facts as gold for attribution, time, events or status."""
        return gold(self.store, task, whole=whole)

    # ---- asking: docs/asking.md

    def reports(self, **asked: Any) -> Rows:
        """The reports that stand, narrowed by filters; `by`, `sort`, `limit`, `offset`."""
        return rows(self.store, "reports", **asked)

    def events(self, **asked: Any) -> Rows:
        """Events of a PLOVER type, with `untyped=True` all.

        >>> ledger.events(actor="PRK", status="planned").count()
        >>> ledger.events(type="ASSAULT", by=["actor-country", "month"]).pandas()
        """
        return rows(self.store, "events", **asked)

    def attributions(self, **asked: Any) -> Rows:
        """Who is said to say what."""
        return rows(self.store, "attributions", **asked)

    def actors(self, **asked: Any) -> Rows:
        """Actors across reports, those in most reports first."""
        return rows(self.store, "actors", **asked)

    def figures(self, **asked: Any) -> Rows:
        """Quantities."""
        return rows(self.store, "figures", **asked)

    def timexes(self, **asked: Any) -> Rows:
        """Expressions of time."""
        return rows(self.store, "timexes", **asked)

    def timeline(self, **asked: Any) -> Timeline:
        """Events and statements together, in the order of their days."""
        return Timeline(self.store, **asked)

    def search(self, words: str, **asked: Any) -> Rows:
        """Reports whose text holds words, the best first."""
        return search(self.store, words, **asked)

    # ---- across reports: docs/linking.md

    def stories(self, **asked: Any) -> Rows:
        """Stories: reports about one thing, the newest first."""
        return asking_links.stories(self.store, **asked)

    def story(self, id: str) -> dict[str, Any]:
        """One story, by the public id of it or of a report or fact in it: its reports with copies
        folded, events, claims, contradictions, stances. Raises UsageError where there is none."""
        return self.links.story_told(id)

    def claims(self, **asked: Any) -> Rows:
        """What several statements say, with the bounds of its independent origins."""
        return asking_links.claims(self.store, **asked)

    def claim(self, id: str) -> dict[str, Any]:
        """The claim that a statement makes, by its public id: statements, roots, who is against it.
        Raises UsageError where there is none."""
        return self.links.claim_told(*self.links.claim(id))

    def origins(self, id: str) -> dict[str, Any]:
        """Where the claim of a statement comes from: nodes and edges, claim <- origin <- relay <-
        report."""
        return self.links.origins(self.links.claim(id)[0])

    def contradictions(self, **asked: Any) -> Rows:
        """Statements that cannot both hold."""
        return asking_links.contradictions(self.store, **asked)

    def stances(self, **asked: Any) -> Rows:
        """Sources that spoke of one matter on several days."""
        return asking_links.stances(self.store, **asked)

    def stance(self, source: str, *, about: str | None = None) -> list[dict[str, Any]]:
        """What a source said of matters through time, step by step."""
        return self.links.stances(source, about)

    @property
    def links(self) -> Links:
        """What is linked, told whole."""
        return Links(self.store)

    # ---- upkeep

    def withdraw(
        self, *reports: str, by: str, why: str | None = None, undo: bool = False
    ) -> list[Judgement]:
        """Keep reports out of every view and count; with `undo`, let them in again."""
        return self._judging().withdraw(reports, by=by, why=why, undo=undo)

    def forget(self, *reports: str, by: str, why: str | None = None) -> Forgotten:
        """Remove reports in truth. Nothing brings them back."""
        return forget(self.store, reports, self._clock(), by=by, why=why)

    def compare(self, one: int, other: int, *, examples: int = 3) -> Comparison:
        """What another run read otherwise, of the texts that both had."""
        return compare(self.store, one, other, examples=examples)

    def changes(self, since: str | int, *, facts: bool = False) -> Iterator[Changed]:
        """What happened since a day, a moment or a run, in the order of time."""
        return changes(self.store, since, facts=facts)

    def verify(self) -> list[Fault]:
        """All that is wrong with the ledger; nothing where it is whole."""
        return list(faults(self.store))

    def reindex(self) -> int:
        """Make anew what is derived; returns the number of reports."""
        return remake(self.store)

    def _clock(self) -> Clock:
        if self.clock is None or not self.store.writes:
            raise UsageError(
                "to write, open the ledger so: Ledger(path, write=True, clock=...), where clock() "
                "gives the time in UTC, such as 2024-10-27T08:00:00Z."
            )
        return self.clock

    def _judging(self) -> Judging:
        return Judging(self.store, self._clock())

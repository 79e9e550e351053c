"""What people say is written down: judgements, actors that are one, withdrawals, and undoing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.knowledge.ontology import modes
from onrecord.ledger.identities import remake_identities
from onrecord.ledger.judging import LINKING
from onrecord.ledger.judging_keys import checked, nearest
from onrecord.ledger.judging_places import KINDS
from onrecord.ledger.judging_rows import (
    Judgement,
    Verdict,
    insert,
    is_withdrawn,
    judgement,
    undone,
)
from onrecord.ledger.judging_targets import Seen, Targets, report_of
from onrecord.ledger.names import FACT, NAME, FactName, fact_name
from onrecord.ledger.store import Clock, Store
from onrecord.ledger.writing import Writer

ASKED = ("accept", "reject", "set", "link", "unlink")
ONE_STORY = """
SELECT 1 FROM story_reports AS one JOIN story_reports AS other ON other.story = one.story
WHERE one.report = ? AND other.report = ?
"""


class Asked(Struct, frozen=True, forbid_unknown_fields=True):
    """One judgement as it is asked for: what it is over, the verdict, and what is set."""

    id: str
    verdict: Verdict
    values: dict[str, Any] = {}
    why: str | None = None
    by: str | None = None


class Judging:
    """Writes judgements. `clock` gives the time in UTC."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.writer = Writer(store, clock)
        self.targets = Targets(store)

    def judge(
        self, asked: Iterable[Asked], *, by: str | None = None, why: str | None = None
    ) -> list[Judgement]:
        """Write judgements over facts, all or none; what stands is made anew from them.

        `by` and `why` serve where a judgement brings none. Raises UsageError for an id that the
        ledger has not, a key that cannot be set, a value that is not allowed.
        """
        with self._transaction():
            made, reports = [], set()
            for one in asked:
                row, report = self._asked(one, one.by or by, one.why or why)
                made.append(insert(self.store, row))
                reports.add(report)
            for report in sorted(reports):
                self.writer.reshelve(report)
        return made

    def merge(
        self, keys: Sequence[str], *, by: str | None, why: str | None = None
    ) -> list[Judgement]:
        """Take several actors for one, the first: keys of actors across reports, or public ids of
        actors of one report. Raises UsageError for what is no actor, and for fewer than two."""
        if len(set(keys)) < 2:
            raise UsageError("give two actors or more: the others are taken for the first.")
        author = author_of(by)
        with self._transaction():
            local = [FACT.fullmatch(key) is not None for key in keys]
            if all(local) and len({fact_name(key).version for key in keys}) == 1:
                return self._merge_here(keys, author, why)
            found = [self.targets.key(key) for key in keys]
            made = [
                self._insert(author, "merge", key, {"into": found[0]}, why)
                for key in found[1:]
                if key != found[0]
            ]
            if not made:
                raise UsageError(f"these have one key already: {found[0]}")
            remake_identities(self.store)
            return made

    def split(self, key: str, *, by: str | None, why: str | None = None) -> Judgement:
        """Take an actor out of what it was merged into; an actor of one report, by its public id,
        that was not merged there becomes somebody else than its namesakes in other reports."""
        author = author_of(by)
        with self._transaction():
            if FACT.fullmatch(key):
                seen, name = self.targets.actor(key)
                report = report_of(self.store, seen.version)[0]
                made = self._insert(author, "split", name, {"apart": report}, why)
                self.writer.reshelve(seen.report)
                return made
            if self.store.value("SELECT 1 FROM identities WHERE key = ?", (key,)) is None:
                raise UsageError(
                    f"{self.targets.key(key)} is merged into nothing. To part one report's actor "
                    "from its namesakes, give the public id of that actor."
                )
            made = self._insert(author, "split", key, {}, why)
            remake_identities(self.store)
            return made

    def undo(self, id: int, *, by: str | None, why: str | None = None) -> Judgement:
        """Take back a judgement, or an undo: what held before holds again. Raises UsageError if
        there is no such judgement, or if it does not hold."""
        author = author_of(by)
        with self._transaction():
            row = judgement(self.store, id)
            if by_other := undone(self.store, (id,)).get(id):
                raise UsageError(f"judgement {id} is undone already, by {by_other}.")
            made = self._insert(author, "undo", str(id), {}, why)
            while row.verdict == "undo":
                row = judgement(self.store, int(row.target))
            self._follow(row)
            return made

    def withdraw(
        self,
        reports: Sequence[str],
        *,
        by: str | None,
        why: str | None = None,
        undo: bool = False,
    ) -> list[Judgement]:
        """Keep reports out of every view and count; with `undo`, let them in again.

        Raises UsageError for a report that the ledger has not, or that is withdrawn already (with
        `undo`: that is not).
        """
        author = author_of(by)
        verdict: Verdict = "restore" if undo else "withdraw"
        with self._transaction():
            made = []
            for name in dict.fromkeys(report_of(self.store, report)[0] for report in reports):
                if is_withdrawn(self.store, name) is not undo:
                    state = "not withdrawn" if undo else "withdrawn already"
                    raise UsageError(f"report {name} is {state}.")
                made.append(self._insert(author, verdict, name, {}, why))
                self._reshelve(name)
            return made

    # ---- one judgement

    def _asked(self, one: Asked, by: str | None, why: str | None) -> tuple[Judgement, int]:
        author = author_of(by)
        if one.verdict not in ASKED:
            raise UsageError(f"{one.verdict!r} is no verdict. {nearest(one.verdict, list(ASKED))}")
        if one.values and one.verdict not in ("set", "link"):
            raise UsageError(f"{one.verdict} takes no KEY=VALUE; say set.")
        if one.verdict in LINKING:
            return self._placed(one, author, why)
        if NAME.fullmatch(one.id):
            return self._whole(one, author, why)
        seen, name, id = self.targets.fact(one.id)
        values: dict[str, Any] = {}
        if one.verdict == "set":
            values = self._values(seen, name, id, one.values)
        return self._row(author, one.verdict, str(name), values, why), seen.report

    def _placed(self, one: Asked, author: str, why: str | None) -> tuple[Judgement, int]:
        """A statement is taken out of its claim, or put into that of another one."""
        seen, name = self._statement(one.id)
        values: dict[str, Any] = {}
        if one.verdict == "link":
            if set(one.values) != {"into"}:
                raise UsageError(f"into which? onrecord judge {one.id} link into=ID")
            other, into = self._statement(str(one.values["into"]))
            if into == name:
                raise UsageError(f"{name} is in its own claim.")
            if self.store.value(ONE_STORY, (seen.report, other.report)) is None:
                raise UsageError(
                    f"{name} and {into} are not in one story, and a claim is of one story. "
                    "onrecord link puts reports that came into theirs."
                )
            values = {"into": str(into)}
        return self._row(author, one.verdict, str(name), values, why), seen.report

    def _statement(self, id: str) -> tuple[Seen, FactName]:
        seen, name, _ = self.targets.fact(id)
        if name.letter not in "SE":
            raise UsageError(f"{id} claims nothing: {KINDS[name.letter]}s are in no claim.")
        return seen, name

    def _whole(self, one: Asked, author: str, why: str | None) -> tuple[Judgement, int]:
        """A whole version, as it was last read, is accepted."""
        if one.verdict != "accept":
            raise UsageError(
                f"a whole report can be accepted, not {one.verdict}: judge its facts, or take it "
                f"out: onrecord withdraw {one.id}"
            )
        seen = self.targets.version(report_of(self.store, one.id)[1])
        run = self.store.value("SELECT run FROM readings WHERE id = ?", (seen.reading,))
        return self._row(author, "accept", seen.version, {"run": run}, why), seen.report

    def _values(
        self, seen: Seen, name: FactName, id: str, given: Mapping[str, Any]
    ) -> dict[str, Any]:
        values = checked(name.letter, given)
        length = len(seen.record.report.text)
        for key, value in values.items():
            if key in ("actor", "place") and value:
                values[key] = self.targets.reference(seen, value)
            elif key in ("actors", "recipients"):
                values[key] = [self.targets.reference(seen, one) for one in value]
            elif key in ("source", "content", "mention"):
                for start, end in value:
                    if end > length:
                        raise UsageError(f"{start}-{end} is not in a text of {length} characters.")
        if values.get("mode"):
            self._check_mode(seen, id, values)
        low, high = values.get("low"), values.get("high")
        if low is not None and high is not None and low > high:
            raise UsageError(f"low {low} is more than high {high}.")
        return values

    def _check_mode(self, seen: Seen, id: str, values: Mapping[str, Any]) -> None:
        """A mode belongs to one type: the one that is set, or the one that stands."""
        events = seen.judged(self.store).events
        event = next((event for event in events if event.id == id), None)
        type = values.get("type", event and event.type)
        allowed = [mode.name for mode in modes().get(type, ())]
        if values["mode"] not in allowed:
            raise UsageError(
                f"{values['mode']!r} is no mode of {type}. {nearest(values['mode'], allowed)}"
                if allowed
                else f"{type} has no modes."
            )

    # ---- actors

    def _merge_here(self, names: Sequence[str], author: str, why: str | None) -> list[Judgement]:
        found = [self.targets.actor(name) for name in names]
        seen, first = found[0]
        made = [
            self._insert(author, "merge", name, {"into": first}, why)
            for _, name in found[1:]
            if name != first
        ]
        if not made:
            raise UsageError(f"these are one actor already: {first}")
        self.writer.reshelve(seen.report)
        return made

    # ---- rows

    def _row(
        self, author: str, verdict: Verdict, target: str, values: dict[str, Any], why: str | None
    ) -> Judgement:
        return Judgement(0, self.clock(), author, verdict, target, values, why)

    def _insert(
        self, author: str, verdict: Verdict, target: str, values: dict[str, Any], why: str | None
    ) -> Judgement:
        return insert(self.store, self._row(author, verdict, target, values, why))

    def _follow(self, row: Judgement) -> None:
        """Make what is derived anew where a judgement was taken back."""
        if FACT.fullmatch(row.target):
            name = fact_name(row.target).version
            report = self.store.value("SELECT report FROM versions WHERE name = ?", (name,))
            if report is not None:
                self.writer.reshelve(report)
        elif row.verdict in ("withdraw", "restore"):
            self._reshelve(row.target)
        elif row.verdict in ("merge", "split"):
            remake_identities(self.store)

    def _reshelve(self, report: str) -> None:
        id = self.store.value("SELECT id FROM reports WHERE name = ?", (report,))
        if id is not None:
            self.writer.reshelve(id)

    def _transaction(self) -> Any:
        self.targets.seen.clear()
        return self.writer.transaction()


def author_of(by: str | None) -> str:
    """The name of who judges. Raises UsageError where there is none."""
    if not by or not by.strip():
        raise UsageError("who judges? Give --by NAME, or set ONRECORD_AUTHOR.")
    return by.strip()

"""What people say is written down: judgements, actors that are one, withdrawals, and undoing."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.knowledge.ontology import modes
from onrecord.ledger.identities import remake_identities
from onrecord.ledger.interning import Clock
from onrecord.ledger.judging import actor_of
from onrecord.ledger.judging_keys import checked, nearest
from onrecord.ledger.judging_places import KINDS, Places, facts_of, place_of
from onrecord.ledger.judging_rows import (
    Judgement,
    Verdict,
    insert,
    is_withdrawn,
    judgement,
    undone,
)
from onrecord.ledger.kept import record_at
from onrecord.ledger.names import FACT, NAME, FactName, entity_key, fact_name
from onrecord.ledger.store import Store
from onrecord.ledger.writing import Writer
from onrecord.model import Record, Span

READ = """
SELECT max(readings.id), versions.report, versions.name FROM versions
JOIN readings ON readings.version = versions.id WHERE versions.name = ?
"""
OF_REPORT = """
SELECT reports.name, versions.name FROM reports JOIN versions ON versions.report = reports.id
LEFT JOIN standing ON standing.version = versions.id
WHERE reports.name = ? OR versions.name = ? ORDER BY standing.version IS NULL, versions.id DESC
"""
ASKED = ("accept", "reject", "set")


class Asked(Struct, frozen=True, forbid_unknown_fields=True):
    """One judgement as it is asked for: what it is over, the verdict, and what is set."""

    id: str
    verdict: Verdict
    values: dict[str, Any] = {}
    why: str | None = None
    by: str | None = None


class _Seen(Struct):
    """A version as it was last read."""

    record: Record
    places: Places
    report: int
    version: str
    reading: int


class Judging:
    """Writes judgements. `clock` gives the time in UTC."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.writer = Writer(store, clock)
        self.seen: dict[str, _Seen] = {}

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
            found = [self._key(key) for key in keys]
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
                seen, name = self._actor(key)
                report = report_of(self.store, seen.version)[0]
                made = self._insert(author, "split", name, {"apart": report}, why)
                self.writer.reshelve(seen.report)
                return made
            if self.store.value("SELECT 1 FROM identities WHERE key = ?", (key,)) is None:
                raise UsageError(
                    f"{self._key(key)} is merged into nothing. To part one report's actor from its "
                    "namesakes, give the public id of that actor."
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
        if one.values and one.verdict != "set":
            raise UsageError(f"{one.verdict} takes no KEY=VALUE; say set.")
        if NAME.fullmatch(one.id):
            return self._whole(one, author, why)
        seen, name, id = self._fact(one.id)
        values: dict[str, Any] = {}
        if one.verdict == "set":
            values = self._values(seen, name, id, one.values)
        return self._row(author, one.verdict, str(name), values, why), seen.report

    def _whole(self, one: Asked, author: str, why: str | None) -> tuple[Judgement, int]:
        """A whole version, as it was last read, is accepted."""
        if one.verdict != "accept":
            raise UsageError(
                f"a whole report can be accepted, not {one.verdict}: judge its facts, or take it "
                f"out: onrecord withdraw {one.id}"
            )
        seen = self._version(report_of(self.store, one.id)[1])
        run = self.store.value("SELECT run FROM readings WHERE id = ?", (seen.reading,))
        return self._row(author, "accept", seen.version, {"run": run}, why), seen.report

    def _values(
        self, seen: _Seen, name: FactName, id: str, given: Mapping[str, Any]
    ) -> dict[str, Any]:
        values = checked(name.letter, given)
        length = len(seen.record.report.text)
        for key, value in values.items():
            if key in ("actor", "place") and value:
                values[key] = self._reference(seen, value)
            elif key in ("actors", "recipients"):
                values[key] = [self._reference(seen, one) for one in value]
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

    def _check_mode(self, seen: _Seen, id: str, values: Mapping[str, Any]) -> None:
        """A mode belongs to one type: the one that is set, or the one that stands."""
        from onrecord.ledger.judging import worked_in

        judged = worked_in(self.store, seen.record, seen.version, seen.reading).record
        event = next((event for event in judged.events if event.id == id), None)
        type = values.get("type", event and event.type)
        allowed = [mode.name for mode in modes().get(type, ())]
        if values["mode"] not in allowed:
            raise UsageError(
                f"{values['mode']!r} is no mode of {type}. {nearest(values['mode'], allowed)}"
                if allowed
                else f"{type} has no modes."
            )

    def _reference(self, seen: _Seen, value: str) -> str:
        """What names an actor in a way that lasts: a public id or a key."""
        if FACT.fullmatch(value):
            _, name, _ = self._fact(value)
            if name.letter != "A" or name.version != seen.version:
                raise UsageError(f"{value} is no actor of this report.")
            return str(name)
        for actor in seen.record.actors:
            if actor.id == value and (place := place_of(actor)):
                return str(FactName(seen.version, "A", *place))
        if value[0] == "A" and value[1:].isdigit():
            raise UsageError(f"the report has no actor {value}.")
        return self._key(value)

    # ---- actors

    def _merge_here(self, names: Sequence[str], author: str, why: str | None) -> list[Judgement]:
        found = [self._actor(name) for name in names]
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

    def _actor(self, target: str) -> tuple[_Seen, str]:
        seen, name, _ = self._fact(target)
        if name.letter != "A":
            raise UsageError(f"{target} is an {KINDS[name.letter]}, not an actor.")
        return seen, str(name)

    def _key(self, key: str) -> str:
        """A key of actors that the ledger has; of an actor of a report its key."""
        if FACT.fullmatch(key):
            seen, name = self._actor(key)
            id = seen.places.at("A", Span(*fact_name(name)[2:]))
            actor = next(actor for actor in seen.record.actors if actor.id == id)
            found = entity_key(actor)
            if found is None:
                raise UsageError(
                    f"{key} ({actor.name}) is somebody in its report only. Set a name or a "
                    "Wikidata id first: onrecord judge ID set wikidata=Q…"
                )
            return found
        if actor_of(self.store, key) is None:
            known = self.store.run(
                "SELECT DISTINCT key FROM entities WHERE key LIKE ? LIMIT 1000",
                (f"%{key.partition(':')[2].split(' ')[-1] or key}%",),
            )
            close = get_close_matches(key, [row[0] for row in known], 3, 0.5)
            hint = f"Did you mean {' or '.join(close)}?" if close else "onrecord actors lists keys."
            raise UsageError(f"the ledger has no actor {key!r}. {hint}")
        return key

    # ---- what there is

    def _fact(self, target: str) -> tuple[_Seen, FactName, str]:
        """The version, the public id and the id of a fact. Raises UsageError for none."""
        asked = fact_name(target)
        seen = self._version(asked.version)
        id = seen.places.at(asked.letter, Span(asked.start, asked.end))
        if id is None:
            raise UsageError(
                f"report {asked.version} has no {KINDS[asked.letter]} at "
                f"{asked.start}-{asked.end}. {_near(seen, asked)}"
            )
        fact = next(fact for fact in facts_of(seen.record) if fact.id == id)
        place = place_of(fact)
        assert place is not None
        exact = (asked.start, asked.end) if asked.letter == "A" else place
        return seen, FactName(asked.version, asked.letter, *exact), id

    def _version(self, name: str) -> _Seen:
        if name not in self.seen:
            row = self.store.one(READ, (name,))
            if row is None or row[0] is None:
                raise UsageError(f"the ledger has no report {name}. onrecord reports lists them.")
            reading, report, version = row
            record = record_at(self.store, reading)
            self.seen[name] = _Seen(record, Places(record), report, version, reading)
        return self.seen[name]

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
        self.seen.clear()
        return self.writer.transaction()


def report_of(store: Store, name: str) -> tuple[str, str]:
    """Public ids of a report and of its version that stands, by an id of either. Raises UsageError
    for one that the ledger has not."""
    row = store.one(OF_REPORT, (name, name))
    if row is None:
        raise UsageError(f"the ledger has no report {name}. onrecord reports lists them.")
    return row[0], row[1]


def author_of(by: str | None) -> str:
    """The name of who judges. Raises UsageError where there is none."""
    if not by or not by.strip():
        raise UsageError("who judges? Give --by NAME, or set ONRECORD_AUTHOR.")
    return by.strip()


def _near(seen: _Seen, asked: FactName) -> str:
    """The nearest facts of the kind, by their public ids."""
    places = [span for span, _ in seen.places.spans[asked.letter]]
    near = sorted(places, key=lambda span: abs(span.start - asked.start))[:3]
    names = [str(FactName(seen.version, asked.letter, *span)) for span in near]
    return f"Nearest: {', '.join(names)}" if names else "It has none."

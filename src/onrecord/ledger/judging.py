"""Judgements of people over what the machine read: they stand over its rows."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from onrecord.ledger.judging_applied import Held, applied, fold
from onrecord.ledger.judging_places import Places, carrier, facts_of
from onrecord.ledger.judging_rows import Judgement, of_versions
from onrecord.ledger.kept import record_at
from onrecord.ledger.names import FACT, FactName, fact_name
from onrecord.ledger.store import Row, Store
from onrecord.model import Actor, Record, Span

LINKING = ("link", "unlink")  # over the claim of a statement, not over the fact
REFERENCES = ("actor", "actors", "recipients", "place", "into")
SENTENCES = "SELECT start, end FROM sentences WHERE reading = ? ORDER BY n"
NEWEST = "SELECT max(id) FROM readings WHERE version = ?"
SIBLINGS = """
SELECT others.id, others.name FROM versions
JOIN versions AS others ON others.report = versions.report
WHERE versions.name = ?
"""
Carry = Callable[[Span], Span | None]


class Judged(Struct, frozen=True):
    """A record with its judgements: the rows of the table `judged`, the judgements that found no
    fact to stand over, each with what is missing, and the last judgement over the claim of each
    statement, by its id."""

    record: Record
    rows: list[Row] = []
    adrift: list[tuple[Judgement, str]] = []
    linked: dict[str, Judgement] = {}


def judged_record(store: Store, record: Record, version: str, reading: int) -> Record:
    """The record with the judgements that hold over the facts of a version worked in; what they
    say of each fact is written into the table `judged`."""
    judged = worked_in(store, record, version, reading)
    store.add("judged", judged.rows)
    return judged.record


def worked_in(store: Store, record: Record, version: str, reading: int) -> Judged:
    """The same, and nothing is written."""
    siblings = {name: id for id, name in store.run(SIBLINGS, (version,))}
    judgements = of_versions(store, siblings or (version,))
    if not judgements:
        return Judged(record)
    finding = _Finding(store, record, version, siblings)
    held: dict[str, Held] = {}
    linked: dict[str, Judgement] = {}
    adrift = []
    for judgement in judgements:
        id = finding.id(judgement.target)
        if id is None:
            adrift.append((judgement, "its words are not in what stands, or no fact is there"))
            continue
        if judgement.verdict in LINKING:
            linked[id] = judgement
            continue
        values, lost = finding.values(judgement.values)
        if lost:
            adrift.append((judgement, f"{', '.join(lost)} is not found in what stands"))
        if judgement.verdict == "merge" and "into" not in values:
            continue
        fold(held.setdefault(id, Held()), msgspec.structs.replace(judgement, values=values))
    named = lambda key: actor_of(store, key)  # noqa: E731
    result = applied(record, held, named)
    return Judged(result, list(_rows(reading, record, result, held)), adrift, linked)


def fact_at(store: Store, record: Record, version: str, target: str) -> str | None:
    """The id in a record of the fact that a public id of any version of its report names."""
    siblings = {name: id for id, name in store.run(SIBLINGS, (version,))}
    return _Finding(store, record, version, siblings).id(target)


def standing_judged(store: Store) -> Iterator[Judged]:
    """All records that stand, with judgements worked in, in the order in which reports came."""
    sql = (
        "SELECT standing.reading, versions.name FROM standing"
        " JOIN versions ON versions.id = standing.version ORDER BY standing.report"
    )
    for reading, version in list(store.run(sql)):
        yield worked_in(store, record_at(store, reading), version, reading)


def actor_of(store: Store, key: str) -> Actor | None:
    """An actor by its key across reports, as the ledger first met it."""
    row = store.one(
        "SELECT name, kind, country, sector, wikidata FROM entities WHERE key = ? ORDER BY id",
        (key,),
    )
    if row is None:
        return None
    name, kind, country, sector, wikidata = row
    return Actor(id="", name=name, kind=kind, country=country, sector=sector, wikidata=wikidata)


class _Finding:
    """Finds what judgements point at in one record."""

    def __init__(
        self, store: Store, record: Record, version: str, siblings: dict[str, int]
    ) -> None:
        self.store = store
        self.record = record
        self.version = version
        self.siblings = siblings
        self.places = Places(record)
        self.carriers: dict[str, Carry] = {}

    def id(self, target: str) -> str | None:
        """The id in this record of a fact by its public id."""
        if not FACT.fullmatch(target):
            return None
        name = fact_name(target)
        span: Span | None = Span(name.start, name.end)
        if name.version != self.version:
            span = self._carrier(name.version)(Span(name.start, name.end))
        return self.places.at(name.letter, span) if span else None

    def values(self, values: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
        """Values with the ids of this record in them, and what of them is not found here."""
        found, lost = dict(values), []
        for key in REFERENCES:
            for old in _listed(values.get(key)):
                new = self._reference(old)
                if new is None:
                    lost.append(old)
            if key in values:
                found[key] = _each(values[key], self._reference)
                if values[key] and not found[key]:
                    del found[key]
        return found, lost

    def _reference(self, value: str) -> str | None:
        if FACT.fullmatch(value):
            return self.id(value)
        return value if actor_of(self.store, value) else None

    def _carrier(self, version: str) -> Carry:
        if version not in self.carriers:
            self.carriers[version] = self._new_carrier(version)
        return self.carriers[version]

    def _new_carrier(self, version: str) -> Carry:
        number = self.siblings.get(version)
        row = self.store.one("SELECT text FROM versions WHERE id = ?", (number,))
        if row is None:
            return lambda _: None
        reading = self.store.value(NEWEST, (number,))
        spans = [Span(*pair) for pair in self.store.run(SENTENCES, (reading,))]
        return carrier((row[0], spans), (self.record.report.text, self.record.sentences))


def _listed(value: Any) -> list[str]:
    return list(value) if isinstance(value, list | tuple) else [value] if value else []


def _each(value: Any, find: Callable[[str], str | None]) -> Any:
    if isinstance(value, list):
        return [found for one in value if (found := find(one))]
    return find(value) if value else None


def _rows(reading: int, before: Record, after: Record, held: dict[str, Held]) -> Iterator[Row]:
    """A row for each fact that a judgement is over, and for each that is other for one."""
    new = {fact.id: fact for fact in facts_of(after)}
    names = _names(before, after)
    last = max((own.judgement for own in held.values()), default=0)
    for fact in facts_of(before):
        own, now = held.get(fact.id), new.get(fact.id)
        if own is None and now is fact:
            continue
        verdict: str = "reject" if now is None else "follows"
        if own:
            verdict = "merge" if own.into and now is None else own.verdict
        values = _difference(fact, now, names) if now is not None else {}
        if own and own.into and now is None:
            values = {"into": own.into}
        if own is None and now is not None and not values:
            continue
        text = json.dumps(values, ensure_ascii=False) if values else None
        judgement = own.judgement if own else last
        yield (reading, fact.id[0], int(fact.id[1:]), verdict, text, judgement)


def _difference(before: Struct, after: Struct, names: dict[str, str]) -> dict[str, Any]:
    """What of a fact is other than the machine has it, by the keys of the record; the names of
    actors and the days of times that the machine has not, under `names`."""
    old, new = msgspec.to_builtins(before), msgspec.to_builtins(after)
    values = {key: value for key, value in new.items() if old[key] != value}
    used = {id for value in values.values() for id in _strings(value)}
    added = {id: names[id] for id in sorted(used) if id in names}
    return values | ({"names": added} if added else {})


def _strings(value: Any) -> Iterator[str]:
    """All strings in a value, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def _names(before: Record, after: Record) -> dict[str, str]:
    known = {fact.id for fact in facts_of(before)}
    actors = {actor.id: actor.name for actor in after.actors if actor.id not in known}
    return actors | {timex.id: timex.value for timex in after.timexes if timex.id not in known}


def target_name(version: str, letter: str, span: Span) -> str:
    """The public id of a fact."""
    return str(FactName(version, letter, *span))

"""What another reading of the same text changed: facts that came, went, or say something else.

Facts are one if they stand at the same place. One that differs in nothing but its confidence or
its reason counts as the same.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.ledger.judging_places import KINDS, Fact, facts_of, place_of
from onrecord.ledger.kept import record_at
from onrecord.ledger.names import FactName
from onrecord.ledger.store import Row, Store
from onrecord.model import Record, Span

What = Literal["added", "gone", "changed"]
Place = tuple[str, Span]
REFERENCES = frozenset(
    {
        *("actor", "actors", "recipients", "parties", "place", "origin", "relays"),
        *("when", "said", "anchor", "figures", "against", "by", "from", "to"),
        *("according_to", "within", "attribution", "dates"),
    }
)
TABLES = {
    "actor": "actors",
    "event": "events",
    "figure": "figures",
    "attribution": "attributions",
    "time": "timexes",
}
LEFT_OUT = ("id", "confidence", "why")
PAIRS = """
SELECT versions.name, max(CASE WHEN readings.run <= :one THEN readings.id END) AS before,
       max(CASE WHEN readings.run <= :other THEN readings.id END) AS after
FROM readings JOIN versions ON versions.id = readings.version
GROUP BY versions.id HAVING before IS NOT NULL AND after <> before ORDER BY versions.id
"""


class FactChange(Struct, frozen=True):
    """A fact that another reading added, lost or changed; `words` are those of its place. Of a
    changed fact `before` and `after` have the keys that differ, with places instead of ids."""

    what: What
    id: str
    kind: str
    words: str
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}


class Tally(Struct):
    """Facts of one kind, counted by what became of them, and by the keys that changed."""

    same: int = 0
    added: int = 0
    gone: int = 0
    changed: int = 0
    keys: dict[str, int] = {}


class Comparison(Struct):
    """Two runs compared: versions that they read otherwise, counts by kind, and some changes."""

    one: int
    other: int
    versions: int = 0
    kinds: dict[str, Tally] = {}
    examples: list[FactChange] = []


def compare(
    store: Store,
    one: int,
    other: int,
    *,
    examples: int = 3,
    tell: Callable[[FactChange], None] = lambda _: None,
) -> Comparison:
    """What stood after one run and what after another, for the versions of reports that both had
    and that were read anew between them. `tell` hears of each change; `examples` of each kind of
    change are kept. Raises UsageError for a run that there is not."""
    for run in (one, other):
        check_run(store, run)
    if one == other:
        raise UsageError("give two runs that differ. onrecord runs lists them.")
    found = Comparison(one, other, kinds={kind: Tally() for kind in KINDS.values()})
    kept: Counter[tuple[str, str]] = Counter()
    for version, before, after in _pairs(store, one, other):
        found.versions += 1
        told = list(differences(record_at(store, before), record_at(store, after), version))
        for kind, same in _same(store, before, told).items():
            found.kinds[kind].same += same
        for change in told:
            _count(found.kinds[change.kind], change)
            tell(change)
            kept[change.kind, change.what] += 1
            if kept[change.kind, change.what] <= examples:
                found.examples.append(change)
    return found


def check_run(store: Store, run: int) -> None:
    """Raises UsageError for a run that there is not."""
    if store.value("SELECT 1 FROM runs WHERE id = ?", (run,)) is None:
        raise UsageError(f"there is no run {run}. onrecord runs lists them.")


def differences(before: Record, after: Record, version: str) -> Iterator[FactChange]:
    """The facts that differ between two readings of one text, in the order of their places."""
    old, new = _by_place(before), _by_place(after)
    names, others = _placed_ids(old), _placed_ids(new)
    alike = names == others  # the same numbers stand for the same places
    text = before.report.text
    for place in sorted({*old, *new}, key=lambda place: (place[1], place[0])):
        one, other = old.get(place), new.get(place)
        if one is not None and other is not None:
            if alike and one == other:
                continue
            held, found = _described(one, names), _described(other, others)
            keys = [key for key in found if held.get(key) != found[key]]
            if keys:
                ends = ({key: held.get(key) for key in keys}, {key: found[key] for key in keys})
                yield _change("changed", place, version, text, *ends)
        else:
            yield _change("gone" if other is None else "added", place, version, text)


def _change(what: What, place: Place, version: str, text: str, *ends: dict[str, Any]) -> FactChange:
    letter, span = place
    words = " ".join(text[span.start : span.end].split())
    name = str(FactName(version, letter, *span))
    return FactChange(what, name, KINDS[letter], words, *ends)


def _pairs(store: Store, one: int, other: int) -> list[Row]:
    """Versions with the reading that stood after either run; the earlier run first."""
    early, late = sorted((one, other))
    rows = list(store.run(PAIRS, {"one": early, "other": late}))
    return rows if one < other else [(name, after, before) for name, before, after in rows]


def _same(store: Store, before: int, told: list[FactChange]) -> dict[str, int]:
    """How many facts of each kind of a reading are neither gone nor changed."""
    lost = Counter(change.kind for change in told if change.what != "added")
    return {
        kind: store.value(f"SELECT count(*) FROM {TABLES[kind]} WHERE reading = ?", (before,))
        - lost[kind]
        for kind in KINDS.values()
    }


def _count(tally: Tally, change: FactChange) -> None:
    setattr(tally, change.what, getattr(tally, change.what) + 1)
    for key in change.after:
        tally.keys[key] = tally.keys.get(key, 0) + 1


def _by_place(record: Record) -> dict[Place, Fact]:
    found = ((fact, place_of(fact)) for fact in facts_of(record))
    return {(fact.id[0], place): fact for fact, place in found if place is not None}


def _placed_ids(facts: Mapping[Place, Fact]) -> dict[str, str]:
    """From the ids of facts to their places."""
    return {fact.id: f"{letter}{span.start}-{span.end}" for (letter, span), fact in facts.items()}


def _described(fact: Fact, places: Mapping[str, str]) -> dict[str, Any]:
    """A fact by its keys; where it names others by their ids, places stand instead."""
    values = msgspec.to_builtins(fact)
    return {key: _renamed(key, v, places) for key, v in values.items() if key not in LEFT_OUT}


def _renamed(key: str, value: Any, places: Mapping[str, str]) -> Any:
    if not isinstance(value, str | dict | list | tuple):
        return value
    if isinstance(value, str):
        return places.get(value, value) if key in REFERENCES else value
    if isinstance(value, dict):
        return {name: _renamed(name, one, places) for name, one in value.items()}
    return [_renamed(key, one, places) for one in value]

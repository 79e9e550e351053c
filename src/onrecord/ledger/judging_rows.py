"""The rows of judgements: what was said by whom, and which of it holds."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.ledger.store import Row, Store

Verdict = Literal[
    "accept", "reject", "set", "merge", "split", "link", "unlink", "withdraw", "restore", "forget",
    "undo"
]  # fmt: skip

SELECT = 'SELECT id, made, author, verdict, target, "values", why FROM judgements'


class Judgement(Struct, frozen=True):
    """A row over the machine's rows; `target` is a public id, a key of an actor, or for an undo
    the number of the judgement that it takes back."""

    id: int
    made: str
    author: str
    verdict: Verdict
    target: str
    values: dict[str, Any]
    why: str | None = None


def select(store: Store, where: str, values: Sequence[Any] = ()) -> list[Judgement]:
    """The judgements that meet a condition, in the order in which they were made."""
    return list(stream(store, where, values))


def stream(store: Store, where: str, values: Sequence[Any] = ()) -> Iterator[Judgement]:
    """The same, one after the other."""
    return map(_judgement, store.run(f"{SELECT} WHERE {where} ORDER BY id", values))


def judgement(store: Store, id: int) -> Judgement:
    """One judgement by its number. Raises UsageError if there is none."""
    found = select(store, "id = ?", (id,))
    if not found:
        raise UsageError(f"there is no judgement {id}. onrecord judgements lists them.")
    return found[0]


def insert(store: Store, row: Judgement) -> Judgement:
    """Add a judgement; its number is given by the ledger."""
    values = json.dumps(row.values, ensure_ascii=False) if row.values else None
    cells = (None, row.made, row.author, row.verdict, row.target, values, row.why)
    return Judgement(
        store.insert("judgements", cells),
        *(row.made, row.author, row.verdict, row.target, row.values, row.why),
    )


def undone(store: Store, ids: Iterable[int]) -> dict[int, int]:
    """Which of some judgements do not hold: those that a later row undoes which holds itself.

    Leads from each of them to the undo that took it back.
    """
    above: dict[int, list[int]] = {}
    todo = list(ids)
    while todo:
        id = todo.pop()
        found = store.run(
            "SELECT id FROM judgements WHERE target = ? AND verdict = 'undo'", (str(id),)
        )
        above[id] = sorted(row[0] for row in found)
        todo += above[id]
    gone: dict[int, int] = {}
    for id in sorted(above, reverse=True):  # an undo comes after what it undoes
        holding = [undo for undo in above[id] if undo not in gone]
        if holding:
            gone[id] = holding[0]
    return gone


def in_force(store: Store, rows: Sequence[Judgement]) -> list[Judgement]:
    """Of some judgements those that hold."""
    gone = undone(store, (row.id for row in rows))
    return [row for row in rows if row.id not in gone]


def of_versions(store: Store, versions: Iterable[str]) -> list[Judgement]:
    """The judgements that hold over facts of some versions, in the order they were made."""
    found = [
        row
        for name in versions
        for row in store.run(
            f"{SELECT} WHERE target > ? AND target < ? AND verdict <> 'undo'",
            (f"{name}.", f"{name}/"),  # "/" follows "."
        )
    ]
    return in_force(store, sorted(map(_judgement, found), key=lambda row: row.id))


def last_of(store: Store, target: str, verdicts: Sequence[Verdict]) -> Judgement | None:
    """The last judgement over a target, of some verdicts, that holds."""
    marks = ",".join("?" * len(verdicts))
    rows = select(store, f"target = ? AND verdict IN ({marks})", (target, *verdicts))
    held = in_force(store, rows)
    return held[-1] if held else None


def is_withdrawn(store: Store, report: str) -> bool:
    """True where a report, by its public id, was withdrawn and not restored."""
    last = last_of(store, report, ("withdraw", "restore"))
    return last is not None and last.verdict == "withdraw"


class Forgotten:
    """What must not be taken in again, remembered while a ledger is written."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.seen: int | None = None
        self.names: frozenset[str] = frozenset()

    def holds(self, names: Iterable[str]) -> bool:
        """True if one of some names was forgotten for good."""
        last = self.store.value("SELECT max(id) FROM judgements") or 0
        if last != self.seen:
            rows = in_force(self.store, select(self.store, "verdict = 'forget'"))
            self.names = frozenset(n for row in rows for n in row.values.get("names", ()))
            self.seen = last
        return not self.names.isdisjoint(names)


def _judgement(row: Row) -> Judgement:
    id, made, author, verdict, target, values, why = row
    return Judgement(id, made, author, verdict, target, json.loads(values) if values else {}, why)
